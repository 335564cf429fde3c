"""What a question asks of one story, as SQL conditions on the tables of the index.

What a killed story says counts neither for nor against it: unless killed
stories are asked for, a text that is denied is denied of usable ones only.
No condition is ever NULL, so that NOT means what it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from store.ids import SLOTS, id_floor
from store.matching import match
from store.query_fields import bounds, days_ago
from store.query_nodes import (
    Among,
    And,
    Date,
    Everything,
    Has,
    Is,
    Language,
    Near,
    Node,
    Not,
    Number,
    Or,
    Spoken,
    State,
    Tag,
    Text,
)

Value = str | int

READ, STARRED, TAG = "read", "starred", "#"
"""How marks are written in the index: words, or a tag behind its sign."""
_END = "\U0010ffff"  # behind whatever goes on
_LISTED = 12  # cost of a condition with a SELECT in it

_STATES: dict[State, str] = {
    "killed": "i.pubstatus != 'usable'",
    "updated": "i.versions > 1",
    "flash": "(ifnull(i.urgency, 0) = 1 OR i.signal LIKE '%flash%')",
    "corrected": "i.signal LIKE '%correct%'",
}


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL and its values."""

    text: str
    values: tuple[Value, ...] = ()
    item: bool = False
    """It speaks of the story's row in the list, as `i`."""
    cost: int = 1
    """What it takes of the stack of SQLite's parser, which has 100."""


class Scope(NamedTuple):
    """Where conditions are asked."""

    at: str
    """The expression that is a story's number."""
    tables: tuple[str, ...]
    """The full-text tables that are searched."""
    held: bool
    """Only stories that `tables` hold come here, so that what they do not say can be denied of each."""

    def among(self, numbers: str, *, denied: bool = False) -> str:
        """Return the condition that the story is among the numbers that a SELECT lists.

        They are listed once. The sign keeps SQLite from turning this round and
        asking FTS5 anew for each of the numbers: a hundred times as slow for some thousands.
        """
        return f"+{self.at} {'NOT IN' if denied else 'IN'} ({numbers})"


class Days(NamedTuple):
    """A range of days as numbers of stories and as times."""

    first: int
    """The least number a story of the range has."""
    last: int
    """The greatest, if none spilled out of its minute."""
    start: str
    end: str
    """Just beyond the last time."""


class Conditions:
    """The conditions of one question."""

    def __init__(self, *, reader: int, now: str, spill: int) -> None:
        self._reader = reader
        self._now = now
        self.spill = spill

    def all(self, nodes: Iterable[Node], scope: Scope) -> list[Sql]:
        """Return conditions that hold together; texts are searched in one go."""
        texts, denied, others = [], [], []
        for node in nodes:
            if match(node):
                texts.append(node)
            elif isinstance(node, Not) and match(node.node):
                denied.append(node.node)
            else:
                others.append(node)
        found = [self.of(node, scope) for node in others]
        if texts:
            found.append(self._found(_one(And, texts), scope))
        if denied:
            found.append(self._not_found(_one(Or, denied), scope))
        return found

    def of(self, node: Node, scope: Scope) -> Sql:
        """Return the condition of a node of an even tree (see `store.normal`)."""
        if isinstance(node, And):
            return joined(" AND ", self.all(node.nodes, scope))
        if isinstance(node, Or):
            return self._any(node.nodes, scope)
        denied, leaf = isinstance(node, Not), node.node if isinstance(node, Not) else node
        if isinstance(leaf, Text | Near):
            return self._not_found(leaf, scope) if denied else self._found(leaf, scope)
        if isinstance(leaf, Spoken):
            return self._spoken(leaf, scope, denied=denied)
        fact = self._fact(leaf, scope)
        return Sql(f"NOT ({fact.text})", fact.values, fact.item, fact.cost + 2) if denied else fact

    def days(self, node: Date) -> Days:
        """Return a range of days in numbers."""
        first, last = self._day(node.first), self._day(node.last)
        return Days(
            id_floor(bounds(first)[0].isoformat()) if first else 0,
            id_floor(bounds(last)[1].isoformat()) + 24 * 60 * SLOTS - 1 if last else 2**63 - 1 - self.spill,
            first or "0",
            f"{last}~" if last else "~",
        )

    def numbered(self, node: Date, at: str) -> Sql:
        """Return the condition that `at` is a number of the range, or of what spilled out of or into it."""
        days = self.days(node)
        return Sql(f"{at} BETWEEN ? AND ?", (days.first, days.last + self.spill))

    def dated(self, node: Date, at: str) -> Sql | None:
        """Return what must hold besides `numbered`; asks the time only where stories can have spilled."""
        days = self.days(node)
        sure = days.first + (self.spill if days.first else SLOTS + self.spill)  # of those without a time too
        if sure == days.first:
            return None
        exact = f"EXISTS (SELECT 1 FROM item AS d WHERE d.id = {at} AND d.created >= ? AND d.created < ?)"
        return Sql(f"({at} BETWEEN ? AND ? OR {exact})", (sure, days.last, days.start, days.end))

    def tagged(self, tag: Tag | Has) -> Sql:
        """Return the condition that a mark is the tag, or any tag, on the table `mark`."""
        name, prefix = (tag.name, tag.prefix) if isinstance(tag, Tag) else ("", True)
        if prefix:
            return Sql("reader = ? AND mark >= ? AND mark < ?", (self._reader, TAG + name, TAG + name + _END))
        return self.marked(TAG + name)

    def marked(self, mark: str) -> Sql:
        """Return the condition that a mark is this one, on the table `mark`."""
        return Sql("reader = ? AND mark = ?", (self._reader, mark))

    def unread_count(self) -> Sql:
        """Return the question how many stories are not read, without asking each."""
        read = self.marked(READ)
        stories = "SELECT (SELECT value FROM meta WHERE key = 'items')"
        return Sql(f"{stories} - (SELECT count(*) FROM mark WHERE {read.text})", read.values)

    def _day(self, bound: str) -> str:
        ago = days_ago(bound)
        if ago is None:
            return bound
        return (date.fromisoformat(self._now[:10]) - timedelta(days=ago)).isoformat()

    def _any(self, nodes: Sequence[Node], scope: Scope) -> Sql:
        texts = [node for node in nodes if match(node)]
        found = [self.of(node, scope) for node in nodes if node not in texts]
        if texts:
            found.append(self._found(_one(Or, texts), scope))
        return joined(" OR ", found)

    def _found(self, node: Node, scope: Scope) -> Sql:
        found = _matching(node, scope)
        return Sql(scope.among(found.text), found.values, cost=_LISTED)

    def _not_found(self, node: Node, scope: Scope) -> Sql:
        found = _matching(node, scope)
        missing = Sql(scope.among(found.text, denied=True), found.values, cost=_LISTED)
        return missing if scope.held else _of_usable(missing)

    def _spoken(self, node: Spoken, scope: Scope, *, denied: bool) -> Sql:
        printed, known = _matching(node.text, scope), any_person(node.persons)
        speakers = f"SELECT id FROM spoke WHERE {known.text} UNION ALL {printed.text}"
        spoken = Sql(scope.among(speakers, denied=denied), (*known.values, *printed.values), cost=_LISTED)
        return spoken if scope.held else _of_usable(spoken)

    def _fact(self, node: Node, scope: Scope) -> Sql:
        if isinstance(node, Tag | Is | Has):
            return self._mark_or_state(node, scope)
        if isinstance(node, Number):
            least, most = node.least, node.most
            values = (0 if least is None else least, 2**40 if most is None else most)
            return Sql(f"ifnull(i.{node.of} BETWEEN ? AND ?, 0)", values, item=True, cost=10)
        if isinstance(node, Among):
            listed = any_of(node)
            return Sql(scope.among(listed.text), listed.values, cost=_LISTED)
        if isinstance(node, Date):
            days = self.days(node)
            return Sql("(i.created >= ? AND i.created < ?)", (days.start, days.end), item=True, cost=5)
        if isinstance(node, Language):
            spoken = "(lower(i.language) = ? OR lower(i.language) GLOB ?)"
            return Sql(spoken, (node.code, f"{node.code}-*"), item=True, cost=10)
        assert isinstance(node, Everything)  # noqa: S101 - texts and their like were sorted out before
        return Sql("1")

    def _mark_or_state(self, node: Tag | Is | Has, scope: Scope) -> Sql:
        if node == Has("quotes"):
            return Sql("i.quotes > 0", item=True)
        if node == Is("embargoed"):
            return Sql("i.embargoed > ?", (self._now,), item=True)
        if isinstance(node, Is) and node.state in _STATES:
            return Sql(_STATES[node.state], item=True, cost=5)
        if isinstance(node, Is) and node.state != "starred":
            there = "NOT EXISTS" if node.state == "unread" else "EXISTS"
            mark = self.marked(READ)  # of so many stories that a list of them would cost too much
            there = f"{there} (SELECT 1 FROM mark WHERE {mark.text} AND id = {scope.at})"
            return Sql(there, mark.values, cost=_LISTED)
        mark = self.marked(STARRED) if isinstance(node, Is) else self.tagged(node)
        return Sql(scope.among(f"SELECT id FROM mark WHERE {mark.text}"), mark.values, cost=_LISTED)


def any_of(node: Among) -> Sql:
    """Return the SELECT of the numbers of stories."""
    return Sql("SELECT value FROM json_each(?)", (json.dumps(node.numbers),))


def any_person(persons: Sequence[int]) -> Sql:
    """Return the condition that `person` is one of many."""
    return Sql("person IN (SELECT value FROM json_each(?))", (json.dumps(persons),))


def _matching(node: Node, scope: Scope) -> Sql:
    """Return the SELECT of the numbers of the stories that say what a text asks for."""
    wanted = match(node)
    assert wanted  # noqa: S101 - only texts come here
    found = " UNION ALL ".join(f"SELECT rowid FROM {table} WHERE {table} MATCH ?" for table in scope.tables)
    return Sql(found, (wanted.text,) * len(scope.tables))


def joined(operator: str, parts: Sequence[Sql]) -> Sql:
    """Return conditions joined; the deepest stands first, where it takes least of the parser's stack."""
    if len(parts) == 1:
        return parts[0]
    ordered = sorted(parts, key=lambda part: -part.cost)
    text = operator.join(part.text for part in ordered)
    return Sql(
        f"({text})" if operator == " OR " else text,  # AND binds tighter, and NOT stands before leaves only
        tuple(value for part in ordered for value in part.values),
        any(part.item for part in ordered),
        max(part.cost + (3 if at else 1) for at, part in enumerate(ordered)),
    )


def _of_usable(condition: Sql) -> Sql:
    text = f"(i.pubstatus = 'usable' AND {condition.text})"
    return Sql(text, condition.values, item=True, cost=condition.cost + 6)


def _one(kind: type[And | Or], nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else kind(tuple(nodes))
