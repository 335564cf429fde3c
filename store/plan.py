"""A question as SQL for the derived index: text and values only, nothing is run here.

What drives a question decides its speed. One SELECT, an arm, begins at the
source that narrows most and runs through it in the order of numbers, which is
that of time: words in the full-text table, else a mark of the reader's, else
the persons quoted, else all stories. What is left is asked of each story it
comes to, by its number alone where that is enough; CROSS JOIN keeps SQLite to
that order. Alternatives that each have a source are arms of a UNION, which
SQLite merges as it goes.

A speaker is looked for among persons and among printed names and roles: the
persons alone would not give the same stories, as a role ("president") is no
name, and a name that came with no statement of its own may stand in one.

What must hold of the index: item has the numbers of fts and of gone, which
holds the killed ones; a reader's marks, and the numbers in `spoke`, are of
stories in item; numbers run with time (see `store.ids`); the index item_killed
has the numbers of the killed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.conditions import READ, STARRED, TAG, Conditions, Scope, Sql, Value, any_of, any_person
from store.matching import match
from store.normal import People, normal
from store.query_nodes import Among, And, Date, Everything, Is, Node, Not, Or, Query, Sort, Spoken, Tag

MOST_ARMS = 60  # SQLite allows 500 in one UNION
FEW = 16  # persons; so many have an arm each, in order as they are; more are sorted first
_BY_ITEM = {
    "urgency": "ifnull(i.urgency, 99), i.id DESC",
    "long": "i.words DESC, i.id DESC",
    "short": "i.words, i.id DESC",
}
_ITEM, _MARK, _SPOKE = "item AS i", "mark AS m", "spoke AS s"
_ALL = ("fts", "gone")
# Asks a small index, not the story's row.
_NOT_KILLED = (
    "NOT EXISTS (SELECT 1 FROM item AS k INDEXED BY item_killed"
    " WHERE k.id = s.id AND k.pubstatus != 'usable')"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask the index."""

    ids: str
    """Selects the numbers of the stories in the order asked for; `LIMIT` may be put behind it."""
    ids_values: tuple[Value, ...]
    count: str
    """Selects how many there are."""
    count_values: tuple[Value, ...]
    order: Sort
    """The order `ids` has."""


def plan(query: Query, *, reader: int, now: str, spill: int, people: People) -> Plan:
    """Return the SQL for a question.

    `reader` is whose marks are meant, `now` UTC in ISO 8601, `spill` how far
    beyond its minute a story's number lies at most (see `store.ids`).
    """
    conditions = Conditions(reader=reader, now=now, spill=spill)
    tree = normal(query.tree, people)
    arms = _Arms(conditions, query.wants_killed).of(tree)
    selects = [_select(arm, conditions) for arm in arms]
    values = tuple(value for one in selects for value in one.values)
    found = " UNION ".join(one.ids for one in selects)
    number = selects[0].number if len(arms) == 1 else f"SELECT count(*) FROM ({found})"
    count = conditions.unread_count() if tree == Is("unread") else Sql(number, values)
    ids, order = f"{found} ORDER BY 1 DESC", query.sort
    if order in _BY_ITEM:
        if len(arms) > 1 or not selects[0].item:
            found = f"SELECT i.id FROM ({found}) AS f CROSS JOIN {_ITEM} ON i.id = f.id"
        ids = f"{found} ORDER BY {_BY_ITEM[order]}"
    elif order == "rank" and len(arms) == 1 and arms[0].source in _ALL:
        ids = f"{found} ORDER BY {arms[0].source}.rank, {arms[0].source}.rowid DESC"
    elif order == "old":
        ids = f"{found} ORDER BY 1"
    else:
        order = "new"
    return Plan(ids, values, count.text, count.values, order)


@dataclass(frozen=True, slots=True)
class _Arm:
    """One SELECT: where it begins, and what is left to ask."""

    source: str
    at: str
    """The expression that is a story's number."""
    narrow: tuple[Sql, ...]
    """What the source is narrowed by."""
    rest: tuple[Node, ...]
    tables: tuple[str, ...]
    """The full-text tables that the rest is searched in."""
    held: bool
    """See `Scope`."""
    double: bool = False
    """A number may come twice."""


class _Arms:
    """Finds where to begin."""

    def __init__(self, conditions: Conditions, wants_killed: bool) -> None:
        self._conditions = conditions
        self._tables = _ALL if wants_killed else _ALL[:1]

    def of(self, tree: Node) -> list[_Arm]:
        """Return the arms of a whole question."""
        return self._begun(_parts(tree))

    def _begun(self, parts: Sequence[Node]) -> list[_Arm]:
        """Return the arms of things that are all so."""
        killed = Is("killed") in parts
        tables = _ALL[1:] if killed else self._tables
        for begin in (self._by_text, self._by_mark, self._by_person, self._by_number, self._by_beginning):
            if arms := begin(parts, tables):
                return arms
        if not killed and (arms := self._by_one_of(parts)):  # killed stories are few, and have an index
            return arms
        if not killed and Is("read") in parts:
            return [self._marked(READ, Is("read"), parts, tables)]
        return [_Arm(_ITEM, "i.id", (), tuple(parts), tables, held=tables != _ALL[:1])]

    def _by_text(self, parts: Sequence[Node], tables: tuple[str, ...]) -> list[_Arm]:
        asked = [part for part in parts if match(part)]
        if not asked:
            return []
        denied = [part for part in parts if isinstance(part, Not) and match(part.node)]
        both = (*asked, *denied)
        wanted = match(And(both)) if len(both) > 1 else match(asked[0])
        rest = tuple(part for part in parts if part not in both)
        if tables == _ALL[1:]:
            rest = tuple(part for part in rest if part != Is("killed"))  # the table holds no other
        return [
            _Arm(
                table, f"{table}.rowid", (Sql(f"{table} MATCH ?", (wanted.text,)),), rest, (table,), held=True
            )
            for table in tables
            if wanted
        ]

    def _by_mark(self, parts: Sequence[Node], tables: tuple[str, ...]) -> list[_Arm]:
        for part in parts:
            if isinstance(part, Tag) and not part.prefix:
                return [self._marked(TAG + part.name, part, parts, tables)]
        for part in parts:
            if part == Is("starred"):
                return [self._marked(STARRED, part, parts, tables)]
        return []

    def _marked(self, mark: str, part: Node, parts: Sequence[Node], tables: tuple[str, ...]) -> _Arm:
        narrow = (self._conditions.marked(mark),)
        return _Arm(_MARK, "m.id", narrow, _without(parts, part), tables, held=tables != _ALL[:1])

    def _by_person(self, parts: Sequence[Node], tables: tuple[str, ...]) -> list[_Arm]:
        for part in parts:
            if isinstance(part, Spoken):
                rest = _without(parts, part)
                return [*self._by_text((part.text, *rest), tables), *self._persons(part, rest, tables)]
        return []

    def _persons(self, part: Spoken, rest: tuple[Node, ...], tables: tuple[str, ...]) -> list[_Arm]:
        usable = (Sql(_NOT_KILLED),) if tables == _ALL[:1] else ()
        many = len(part.persons) > FEW
        narrow = [any_person(part.persons)] if many else [Sql("s.person = ?", (one,)) for one in part.persons]
        return [_Arm(_SPOKE, "s.id", (one, *usable), rest, tables, held=True, double=many) for one in narrow]

    def _by_number(self, parts: Sequence[Node], tables: tuple[str, ...]) -> list[_Arm]:
        for part in parts:
            if isinstance(part, Among):
                listed = any_of(part)
                narrow = (Sql(f"i.id IN ({listed.text})", listed.values),)
                return [_Arm(_ITEM, "i.id", narrow, _without(parts, part), tables, held=tables != _ALL[:1])]
        return []

    def _by_one_of(self, parts: Sequence[Node]) -> list[_Arm]:
        """Return arms for alternatives each of which can begin one.

        An alternative begins with what is its own, never with another choice
        beside it, so that there are no more arms than leaves.
        """
        for part in parts:
            if isinstance(part, Or) and all(_begins(one) for one in part.nodes):
                rest = _without(parts, part)
                texts = tuple(one for one in part.nodes if match(one))
                others = [one for one in part.nodes if one not in texts]
                choices = [Or(texts) if len(texts) > 1 else texts[0], *others] if texts else others
                arms = [arm for one in choices for arm in self._begun((*_parts(one), *rest))]
                if len(arms) <= MOST_ARMS:
                    return arms
        return []

    def _by_beginning(self, parts: Sequence[Node], tables: tuple[str, ...]) -> list[_Arm]:
        for part in parts:
            if isinstance(part, Tag) and part.prefix:
                narrow, held = (self._conditions.tagged(part),), tables != _ALL[:1]
                return [_Arm(_MARK, "m.id", narrow, _without(parts, part), tables, held, double=True)]
        return []


def _begins(node: Node) -> bool:
    """Tell whether a node narrows enough for an arm to begin with it."""
    if isinstance(node, And):
        return any(_begins(one) for one in node.nodes)
    if isinstance(node, Or):
        return all(_begins(one) for one in node.nodes)
    return (
        isinstance(node, Tag | Spoken | Among)
        or node in {Is("starred"), Is("killed")}
        or match(node) is not None
    )


class _Select(NamedTuple):
    """One SELECT, without an order."""

    ids: str
    number: str
    values: tuple[Value, ...]
    item: bool
    """The story's row in the list is at hand, as `i`."""


def _select(arm: _Arm, conditions: Conditions) -> _Select:
    scope = Scope(arm.at, arm.tables, arm.held)
    dates = [node for node in arm.rest if isinstance(node, Date)]
    asked = conditions.all((node for node in arm.rest if node not in dates), scope)
    where = [*arm.narrow, *(conditions.numbered(node, arm.at) for node in dates)]
    where += [exact for node in dates if (exact := conditions.dated(node, arm.at))]
    where += asked
    tail, item = f" FROM {arm.source}", arm.source == _ITEM
    if not item and any(one.item for one in where):
        tail, item = f"{tail} CROSS JOIN {_ITEM} ON i.id = {arm.at}", True
    if where:
        tail += f" WHERE {' AND '.join(one.text for one in where)}"
    return _Select(
        f"SELECT {'DISTINCT ' if arm.double else ''}{arm.at} AS id{tail}",
        f"SELECT count({f'DISTINCT {arm.at}' if arm.double else '*'}){tail}",
        tuple(value for one in where for value in one.values),
        item,
    )


def _parts(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, And) else () if node == Everything() else (node,)


def _without(parts: Sequence[Node], part: Node) -> tuple[Node, ...]:
    return tuple(one for one in parts if one != part)
