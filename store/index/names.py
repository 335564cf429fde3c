"""Who speaks where: the printed names, their roles, and which names are one person's."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from store.ids import time_of
from store.models import SpeakerKind
from store.people import Group, Printed, RoleSeen, attach, group, key, role_key
from store.terms import fold

_OFFICE = "role:"  # how the keys of speakers begin who are an office and no name


class Names:
    """The speakers of the stories that one transaction lists or takes off the list, written at its end."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self._spoke: dict[int, list[tuple[int, int]]] = {}
        self._quotes: Counter[int] = Counter()
        self._stories: Counter[int] = Counter()
        self._roles: Counter[tuple[int, str]] = Counter()
        self._printed: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        """Of each name's role the stories in which it came to be printed."""
        self._gone: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        """Of each name's role the stories in which it is printed no more."""
        self._numbers: dict[tuple[str, str], int] = {}

    def add(self, item: int, quotes: Sequence[Mapping[str, Any]]) -> None:
        """Note the speakers of a story that came to be listed."""
        spoke = self._spoke.setdefault(item, [])
        for (name, kind), (count, roles) in _counted(quotes).items():
            number = self._number(name, kind)
            spoke.append((number, item))
            self._quotes[number] += count
            self._stories[number] += 1
            for role, times in roles.items():
                self._roles[number, role] += times
                self._printed[number, role].add(item)

    def remove(self, item: int, quotes: Sequence[Mapping[str, Any]]) -> None:
        """Take back what `add` noted, in this transaction or an earlier one."""
        written = self._spoke.pop(item, None) is None
        if written:
            self._sql.execute("DELETE FROM spoke WHERE id = ?", (item,))
        for (name, kind), (count, roles) in _counted(quotes).items():
            number = self._number(name, kind)
            self._quotes[number] -= count
            self._stories[number] -= 1
            for role, times in roles.items():
                self._roles[number, role] -= times
                if written:
                    self._gone[number, role].add(item)
                else:
                    self._printed[number, role].discard(item)

    def write(self) -> None:
        """Write everything noted, and find anew who is one person with whom."""
        rows = [row for spoke in self._spoke.values() for row in spoke]
        self._sql.executemany("INSERT INTO spoke VALUES (?, ?)", rows)
        self._sql.executemany(
            "UPDATE name SET quotes = quotes + ?, stories = stories + ? WHERE number = ?",
            ((count, self._stories[number], number) for number, count in self._quotes.items()),
        )
        self._write_roles()
        _regroup(self._sql, self._quotes)
        self._forget()

    def _write_roles(self) -> None:
        new = {pair: items for pair, items in self._printed.items() if items}
        self._sql.executemany(
            "INSERT INTO role VALUES (NULL, ?, ?, 0, ?, ?, ?) ON CONFLICT DO UPDATE SET "
            "first = min(first, excluded.first), last = max(last, excluded.last)",
            ((*pair, min(items), max(items), role_key(pair[1])) for pair, items in new.items()),
        )
        counts = "UPDATE role SET quotes = quotes + ? WHERE name = ? AND role = ?"
        self._sql.executemany(counts, ((times, *pair) for pair, times in self._roles.items()))
        taken = (
            "DELETE FROM played WHERE role = (SELECT number FROM role WHERE name = ? AND role = ?) AND id = ?"
        )
        self._sql.executemany(taken, _each(self._gone))
        put = "INSERT INTO played SELECT number, ?3 FROM role WHERE name = ?1 AND role = ?2"
        self._sql.executemany(put, _each(new))
        times = (
            "UPDATE role SET (first, last) = (SELECT min(id), max(id) FROM played WHERE role = number) "
            "WHERE name = ? AND role = ? AND quotes > 0"
        )
        self._sql.executemany(times, self._gone)

    def _forget(self) -> None:
        """Delete names and roles that are printed no more, now that nobody is grouped with them."""
        self._sql.executemany("DELETE FROM role WHERE name = ? AND role = ? AND quotes = 0", self._gone)
        names = ((number,) for number, count in self._quotes.items() if count <= 0)
        self._sql.executemany("DELETE FROM name WHERE number = ? AND quotes = 0", names)

    def _number(self, name: str, kind: str) -> int:
        if (name, kind) not in self._numbers:
            question = "SELECT number FROM name WHERE name = ? AND kind = ?"
            found = self._sql.execute(question, (name, kind)).fetchone()
            self._numbers[name, kind] = found[0] if found else self._new(name, kind)
        return self._numbers[name, kind]

    def _new(self, name: str, kind: str) -> int:
        where = key(Printed(name, cast(SpeakerKind, kind)))
        made = "INSERT INTO name VALUES (NULL, ?, ?, ?, ?, 0, 0, 0)"
        number = self._sql.execute(made, (name, fold(name), kind, where)).lastrowid or 0
        self._sql.execute("UPDATE name SET leader = number WHERE number = ?", (number,))
        return number


def _each(items: Mapping[tuple[int, str], Iterable[int]]) -> Iterator[tuple[int, str, int]]:
    """Yield each name's role with each of its stories."""
    return ((*pair, item) for pair, some in items.items() for item in sorted(some))


def _regroup(sql: sqlite3.Connection, touched: Iterable[int]) -> None:
    """Find anew who is one person with whom, among all who could be one with those touched."""
    keys: set[str] = set()
    for number in touched:
        keys |= {where for (where,) in sql.execute("SELECT key FROM name WHERE number = ?", (number,))}
        keys |= {
            where for (where,) in sql.execute("SELECT key FROM role WHERE name = ? AND key != ''", (number,))
        }
    offices = {where for where in keys if where.startswith(_OFFICE)}
    # Whoever carries an office that is touched may be joined with it, and so with all who share a key.
    for where in offices:
        carriers = (
            "SELECT DISTINCT name.key FROM role JOIN name ON name.number = role.name WHERE role.key = ?"
        )
        keys |= {one for (one,) in sql.execute(carriers, (where,))}
    people = [one for where in sorted(keys - offices) for one in group(_printed(sql, where))]
    unnamed = [one for where in sorted(offices) for one in group(_printed(sql, where))]
    alone = {one.members for one in people}
    for one in attach(unnamed, people):
        if len(one.members) > 1 or one.members not in alone or _is_led(sql, one):
            _lead(sql, one)


def _printed(sql: sqlite3.Connection, where: str) -> list[Printed]:
    """Return the names of a key that are still in print, with their roles."""
    question = "SELECT number, name, kind, quotes FROM name WHERE key = ? AND quotes > 0"
    return [
        Printed(name, kind, _roles(sql, number), quotes, *_times(sql, number))
        for number, name, kind, quotes in sql.execute(question, (where,)).fetchall()
    ]


def _roles(sql: sqlite3.Connection, number: int) -> tuple[RoleSeen, ...]:
    question = "SELECT role, quotes, first, last FROM role WHERE name = ? AND quotes > 0"
    return tuple(
        RoleSeen(role, quotes, time_of(first), time_of(last))
        for role, quotes, first, last in sql.execute(question, (number,))
    )


def _times(sql: sqlite3.Connection, number: int) -> tuple[str, str]:
    first, last = sql.execute("SELECT min(id), max(id) FROM spoke WHERE person = ?", (number,)).fetchone()
    return time_of(first or 0), time_of(last or 0)


def _is_led(sql: sqlite3.Connection, one: Group) -> bool:
    """Tell whether a name that stands alone was led by another."""
    name, kind = one.members[0].id
    return bool(
        sql.execute(
            "SELECT 1 FROM name WHERE name = ? AND kind = ? AND (leader != number OR "
            "EXISTS (SELECT 1 FROM name led WHERE led.leader = name.number AND led.number != name.number))",
            (name, kind),
        ).fetchone()
    )


def _lead(sql: sqlite3.Connection, one: Group) -> None:
    find = "SELECT number FROM name WHERE name = ? AND kind = ?"
    numbers = [sql.execute(find, member.id).fetchone()[0] for member in one.members]
    led = [(numbers[0], number) for number in numbers]
    sql.executemany("UPDATE name SET leader = ? WHERE number = ?", led)


def _counted(quotes: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], tuple[int, dict[str, int]]]:
    """Return of each name that speaks in a story, with its kind, how often, and in which roles how often."""
    found: dict[tuple[str, str], tuple[int, dict[str, int]]] = {}
    for quote in quotes:
        who = quote["speaker"]
        if who and _somebody(who["name"], who["kind"]):
            count, roles = found.get((who["name"], who["kind"])) or (0, {})
            if role := who["role"]:
                roles[role] = roles.get(role, 0) + 1
            found[who["name"], who["kind"]] = (count + 1, roles)
    return found


@lru_cache(maxsize=4096)
def _somebody(name: str, kind: SpeakerKind) -> bool:
    """Tell whether a name means the same speaker in other stories: "the company" is another one in each."""
    if kind == "person":
        return bool(name)
    if kind == "unnamed":
        return key(Printed(name, kind)).startswith(_OFFICE)
    bare = re.sub(r"^(?:the|an?)\s", "", name, flags=re.IGNORECASE)
    return bare != bare.lower() or bare == bare.upper() != ""  # a script without capitals tells nothing
