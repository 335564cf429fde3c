"""Who speaks where: the printed names, their roles, and which names are one person's."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from store.terms import fold


class Names:
    """The speakers of the stories that one transaction lists or takes off the list, written at its end."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self._spoke: list[tuple[int, int, int]] = []
        self._quotes: Counter[int] = Counter()
        self._stories: Counter[int] = Counter()
        self._roles: Counter[tuple[int, str]] = Counter()
        self._numbers: dict[str, int] = {}

    def add(self, item: int, quotes: Sequence[Mapping[str, Any]]) -> None:
        """Note the speakers of a story that came to be listed."""
        for name, (kind, count, roles) in _counted(quotes).items():
            number = self._number(name, kind)
            self._spoke.append((number, item, count))
            self._quotes[number] += count
            self._stories[number] += 1
            for role, times in roles.items():
                self._roles[number, role] += times

    def remove(self, item: int, quotes: Sequence[Mapping[str, Any]]) -> None:
        """Take back what `add` noted, in this transaction or an earlier one."""
        self._spoke = [spoken for spoken in self._spoke if spoken[1] != item]
        self._sql.execute("DELETE FROM spoke WHERE id = ?", (item,))
        for name, (kind, count, roles) in _counted(quotes).items():
            number = self._number(name, kind)
            self._quotes[number] -= count
            self._stories[number] -= 1
            for role, times in roles.items():
                self._roles[number, role] -= times

    def write(self) -> None:
        """Write everything noted."""
        self._sql.executemany("INSERT INTO spoke VALUES (?, ?, ?)", self._spoke)
        self._sql.executemany(
            "UPDATE name SET quotes = quotes + ?, stories = stories + ? WHERE number = ?",
            ((count, self._stories[number], number) for number, count in self._quotes.items()),
        )
        self._sql.executemany(
            "INSERT INTO role VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET quotes = quotes + excluded.quotes",
            ((number, role, times) for (number, role), times in self._roles.items()),
        )

    def _number(self, name: str, kind: str) -> int:
        if name not in self._numbers:
            found = self._sql.execute("SELECT number FROM name WHERE name = ?", (name,)).fetchone()
            self._numbers[name] = found[0] if found else self._new(name, kind)
        return self._numbers[name]

    def _new(self, name: str, kind: str) -> int:
        made = "INSERT INTO name VALUES (NULL, ?, ?, ?, '', 0, 0, 0)"
        number = self._sql.execute(made, (name, fold(name), kind)).lastrowid or 0
        self._sql.execute("UPDATE name SET leader = number WHERE number = ?", (number,))
        return number


def _counted(quotes: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, int, dict[str, int]]]:
    """Return of each name that speaks in a story its kind, how often, and in which roles how often."""
    found: dict[str, tuple[str, int, dict[str, int]]] = {}
    for quote in quotes:
        who = quote["speaker"]
        if who and who["name"]:
            kind, count, roles = found.get(who["name"]) or (who["kind"], 0, {})
            if role := who["role"]:
                roles[role] = roles.get(role, 0) + 1
            found[who["name"]] = (kind, count + 1, roles)
    return found
