"""The full-text rows of the stories that one transaction lists or takes off the list, written at its end.

All at once and in order of number, after everything else: FTS5 gathers what is
inserted in memory, and writes that out before a lesser number, and whenever
another statement opens a savepoint.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from store.index.tables import TEXTS
from store.index.texts import texts

_Row = tuple[int | str, ...]


def table_of(document: Mapping[str, Any]) -> str:
    """Return which full-text table a document's words belong to: killed stories are found apart."""
    return "fts" if document["article"].get("pubstatus", "usable") == "usable" else "gone"


class Words:
    """What goes into the full-text tables, and what is taken out."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self._in: dict[int, tuple[str, _Row]] = {}
        self._out: list[tuple[str, _Row]] = []

    def add(self, number: int, document: Mapping[str, Any]) -> None:
        """Make a story's words findable."""
        self._in[number] = (table_of(document), (number, *texts(document)))

    def remove(self, number: int, document: Mapping[str, Any]) -> None:
        """Take back what `add` did, in this transaction or an earlier one."""
        if self._in.pop(number, None) is None:
            table = table_of(document)
            self._out.append((table, ("delete", number, *texts(document))))

    def write(self) -> None:
        """Write everything."""
        for table, row in self._out:
            columns = ", ".join((table, "rowid", *TEXTS))
            self._sql.execute(f"INSERT INTO {table}({columns}) VALUES ({_marks(row)})", row)
        for kind in ("fts", "gone"):
            rows = [row for _, (table, row) in sorted(self._in.items()) if table == kind]
            if rows:
                columns = ", ".join(("rowid", *TEXTS))
                self._sql.executemany(f"INSERT INTO {kind}({columns}) VALUES ({_marks(rows[0])})", rows)


def _marks(row: _Row) -> str:
    return ",".join("?" * len(row))
