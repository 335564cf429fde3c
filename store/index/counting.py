"""Counting on a connection of its own: a count may take long, and nobody who reads waits for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

from store.index import tables


class Counter:
    """A connection that counts; opened when first needed, and anew where the file is another one."""

    def __init__(self, path: Path, inode: Callable[[], int]) -> None:
        """`inode` tells which file the index is now, 0 where it is in memory."""
        self._path = path
        self._inode = inode
        self._counting = Lock()
        self._opened = 0
        self._ended = False
        self._sql: sqlite3.Connection | None = None

    def count(self, question: str, values: Sequence[object]) -> int | None:
        """Return the number; None if it cannot be had here, and must be asked elsewhere."""
        with self._counting:
            try:
                return self._count(question, values)
            except (sqlite3.Error, OSError, tables.OtherFormError):
                self._close()
                return None

    def close(self) -> None:
        """Close the connection once it counts no more, for good."""
        with self._counting:
            self._ended = True
            self._close()

    def _count(self, question: str, values: Sequence[object]) -> int | None:
        inode = self._inode()
        if self._ended or not inode:
            return None
        if self._sql is None or self._opened != inode:
            self._close()
            self._sql, self._opened = tables.connect(self._path), inode
        return int(self._sql.execute(question, values).fetchone()[0])

    def _close(self) -> None:
        if self._sql is not None:
            self._sql.close()
        self._sql = None
