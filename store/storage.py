"""TinyDB on files that survive crashes, full disks and other processes.

A file is ordinary TinyDB JSON, one document a line, so `cat`, `grep` and
stock TinyDB read it. It is never changed in place: a change is a new file
renamed over the old one. All changes happen inside `transaction`, which holds
the file's lock, reads anew what another process wrote, and writes once, at
the end; an exception inside it leaves file and memory as they were.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from store.disk import replace_file, told
from store.errors import ArchiveCorruptError
from store.locks import FileLock

Tables = dict[str, dict[str, Any]]


class SafeStorage(Storage):
    """Read from one copy in memory, write by atomic replacement, notice others' writes.

    The file read stays open: its inode cannot be given to a newer file, so an
    unchanged inode number means an unchanged file.
    """

    def __init__(self, path: Path, lock: FileLock) -> None:
        self.path = path
        self._lock = lock
        self._data: Tables | None = None
        self._descriptor = -1
        self._inside = False
        self._dirty = False
        self._changes = 0

    def read(self) -> Tables | None:
        """Return the tables, from memory unless the file changed; raises `ArchiveCorruptError`."""
        if not self._inside:
            self._refresh()
        return self._data

    def write(self, data: Tables) -> None:
        """Take the tables to write at the end of the transaction."""
        if not self._inside:
            raise RuntimeError("a change outside a transaction could undo another process's")
        self._data = data
        self._dirty = True

    def close(self) -> None:
        """Forget the copy in memory."""
        self._data = None
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    @property
    def stamp(self) -> int:
        """A number that changes whenever the file does, whoever changes it."""
        if not self._inside:
            self._refresh()
        return self._changes

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock; what is written inside reaches the disk at the end, or not at all."""
        with self._lock.held():
            self._refresh()
            self._inside, self._dirty = True, False
            try:
                yield
                if self._dirty:
                    with told(self.path):
                        replace_file(self.path, encode(self._data or {}))
                    self._changes += 1
                    self._keep_open()
            except BaseException:
                self.close()
                raise
            finally:
                self._inside = False

    def _refresh(self) -> None:
        with told(self.path):
            inode = self.path.stat().st_ino if self.path.exists() else 0
            if inode == (os.fstat(self._descriptor).st_ino if self._descriptor >= 0 else 0):
                return
            self.close()
            self._changes += 1
            if inode:
                self._keep_open()
                self._data = self._load()

    def _load(self) -> Tables:
        try:
            with open(self._descriptor, "rb", closefd=False) as file:
                return decode(file.read(), self.path)
        except BaseException:
            self.close()  # what does not read back must not be taken for empty by the next to ask
            raise

    def _keep_open(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)


class SharedTable(Table):
    """A TinyDB table of a file that others write too: it trusts no number or answer from before."""

    default_query_cache_capacity = 0
    _numbered_at = -1

    def _get_next_id(self) -> int:
        """Count from what the file holds now: TinyDB itself goes on from the last number it gave."""
        stamp = _safe(self.storage).stamp
        if stamp != self._numbered_at:
            self._next_id, self._numbered_at = None, stamp
        return int(super()._get_next_id())  # type: ignore[no-untyped-call]  # TinyDB gives it no types


class SharedDB(TinyDB):
    """A TinyDB of such tables."""

    table_class = SharedTable


def open_db(path: Path, lock: FileLock) -> tuple[TinyDB, SafeStorage]:
    """Open a TinyDB over `path`, with its storage for `transaction`."""
    database = SharedDB(path, lock, storage=SafeStorage)
    return database, _safe(database.storage)


def _safe(storage: Storage) -> SafeStorage:
    assert isinstance(storage, SafeStorage)  # noqa: S101 - narrows TinyDB's own type for mypy
    return storage


def encode(tables: Tables) -> bytes:
    """Return the tables as TinyDB's JSON, one document a line."""
    parts = []
    for name, table in tables.items():
        lines = ",\n".join(f"{_dumps(key)}: {_dumps(document)}" for key, document in table.items())
        parts.append(f"{_dumps(name)}: {{\n{lines}\n}}" if lines else f"{_dumps(name)}: {{}}")
    return ("{" + ",\n".join(parts) + "}\n").encode()


def decode(data: bytes, path: Path) -> Tables:
    """Read back `encode`, or what stock TinyDB wrote; raises `ArchiveCorruptError`."""
    try:
        tables = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _corrupt(path, str(error)) from error
    if not isinstance(tables, dict) or not all(_is_table(table) for table in tables.values()):
        raise _corrupt(path, "no TinyDB tables in it")
    return tables


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(
        key.isdecimal() and isinstance(document, dict) for key, document in table.items()
    )


def _corrupt(path: Path, why: str) -> ArchiveCorruptError:
    return ArchiveCorruptError(
        f"the file does not read back ({why})",
        where=str(path),
        hint="restore it from a backup or move it away; the other files are intact",
    )


_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
