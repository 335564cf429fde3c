"""The documents on disk: TinyDB files by month, at most `PART_SIZE` documents each.

Small files keep the price of an import the same however large the archive:
only the last file of a month is ever written again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document, Table

from store.disk import told
from store.documents import month_of
from store.errors import ArchiveCorruptError
from store.locks import FileLock
from store.storage import SafeStorage, open_db

PART_SIZE = 500  # documents; about 1.5 MB, parsed in some 15 ms
_OPEN_PARTS = 4  # kept in memory: a reader going down the list stays within one or two


class Shelf:
    """The files of documents; each file is called a part."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        self.folder = folder
        self._lock = lock
        self._open: OrderedDict[str, tuple[TinyDB, SafeStorage]] = OrderedDict()

    def close(self) -> None:
        """Close all files."""
        for database, _ in self._open.values():
            database.close()
        self._open.clear()

    def stamps(self) -> dict[str, str]:
        """Return each part's name with a stamp that changes when its content does."""
        with told(self.folder):
            found = {path.name: path.stat() for path in self.folder.glob("*.json")}
        return {name: f"{stat.st_size}-{stat.st_mtime_ns}-{stat.st_ino}" for name, stat in found.items()}

    def read(self, part: str) -> dict[int, dict[str, Any]]:
        """Return all documents of a part by number; raises `ArchiveCorruptError`."""
        return {document.doc_id: document for document in self._table(part)[0]}

    def get(self, part: str, number: int) -> dict[str, Any]:
        """Return one document; raises `ArchiveCorruptError` when it is not there."""
        document = self._table(part)[0].get(doc_id=number)
        if document is None:
            raise ArchiveCorruptError(
                f"document {number} is missing", where=str(self.folder / part), hint="restore the file"
            )
        return document

    def add(self, documents: Iterable[dict[str, Any]]) -> dict[str, dict[int, dict[str, Any]]]:
        """Store the documents durably; return them by part and number. The caller holds the lock."""
        months: dict[str, list[dict[str, Any]]] = {}
        for document in documents:
            months.setdefault(month_of(document["article"].get("versioncreated", "")), []).append(document)
        added: dict[str, dict[int, dict[str, Any]]] = {}
        for month, batch in months.items():
            self._add_month(month, batch, added)
        return added

    def _add_month(
        self, month: str, batch: Sequence[dict[str, Any]], added: dict[str, dict[int, dict[str, Any]]]
    ) -> None:
        number = max((_number(path) for path in self.folder.glob(f"{month}.*.json")), default=0)
        done = 0
        while done < len(batch):
            part = f"{month}.{number:03}.json"
            stored = self._fill(part, batch[done:])
            if stored:
                added[part] = stored
            done += len(stored)
            number += 1

    def _fill(self, part: str, batch: Sequence[dict[str, Any]]) -> dict[int, dict[str, Any]]:
        try:
            table, storage = self._table(part)
        except ArchiveCorruptError:
            return {}  # left as it is for its owner to restore; the next part takes the documents
        with storage.transaction():
            count = len(table)
            first = max((document.doc_id for document in table), default=0) + 1
            chosen = {first + at: document for at, document in enumerate(batch[: max(0, PART_SIZE - count)])}
            if chosen:
                table.insert_multiple(Document(document, number) for number, document in chosen.items())
        return chosen

    def _table(self, part: str) -> tuple[Table, SafeStorage]:
        if part not in self._open:
            while len(self._open) >= _OPEN_PARTS:
                self._open.popitem(last=False)[1][0].close()
            self._open[part] = open_db(self.folder / part, self._lock)
        self._open.move_to_end(part)
        database, storage = self._open[part]
        storage.read()  # a damaged file is told here
        return database.table("articles"), storage


def _number(path: Path) -> int:
    number = path.name.split(".")[1]
    return int(number) if number.isdecimal() else 0
