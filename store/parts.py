"""The documents on disk: TinyDB files that are written once, whole, and never changed.

Each commit of an import is one new file, called a part: written aside, synced,
renamed. Small ones are copied into one, and one whose quotes are read anew into
another (`store.part_names` says how they are told apart). A part is ordinary
TinyDB JSON, table "articles", one document a line, so `cat`, `grep`, `jq` and
stock TinyDB read it, and one document is read by its offset without the rest.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document

from store.disk import replace_file, told
from store.errors import ArchiveCorruptError
from store.part_names import commits_of, covered, merged, name_of, renewed, stands_for
from store.storage import decode

TABLE = "articles"
FULL = 1000  # documents, as many as one commit of a long import; a part of so many is never copied again
_TIERS = (
    (100, 16),
    (FULL, 8),
)  # less than so many documents, and so many such parts in a row: they are merged

_HEAD, _TAIL = b'{"articles": {\n', b"\n}}\n"
_WHOLE = -1  # offset of a document in a part that another program wrote in a form of its own


class Lying(NamedTuple):
    """Where a document lies in its part: the line's first byte and its length in bytes."""

    number: int
    at: int
    length: int


class Stored(NamedTuple):
    """A document with its place."""

    place: Lying
    document: dict[str, Any]


class PartStorage(Storage):
    """TinyDB's storage of one part: written once; `places` says where each document came to lie."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.places: list[Lying] = []

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables, None while there is no part; raises `ArchiveCorruptError`."""
        if not self.path.exists():
            return None
        with told(self.path):
            return decode(self.path.read_bytes(), self.path)

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Write the part, durably; raises `ArchiveError`."""
        lines = [_line(number, one) for number, one in data[TABLE].items()]
        at = len(_HEAD)
        for number, line in zip(data[TABLE], lines, strict=True):
            self.places.append(Lying(int(number), at, len(line)))
            at += len(line) + 2
        with told(self.path):
            replace_file(self.path, _whole(lines))


class Parts:
    """All parts of an archive. Writers hold the archive's lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def stamps(self) -> dict[str, str]:
        """Return each part's name with a stamp that changes when the file does."""
        found: dict[str, str] = {}
        with told(self.folder), os.scandir(self.folder) as entries:
            for entry in entries:
                if commits_of(entry.name)[0]:
                    with suppress(FileNotFoundError):  # a writer swept it away just now
                        found[entry.name] = _stamp(entry.stat())
        old = covered(found)
        return {name: found[name] for name in sorted(found) if name not in old}

    def stamp_of_folder(self) -> int:
        """Return a number that changes when a part comes or goes; a change by hand inside one leaves it."""
        with told(self.folder):
            return self.folder.stat().st_mtime_ns

    def stamp(self, part: str) -> str:
        """Return the stamp of one part."""
        path = self.folder / part
        with told(path):
            return _stamp(path.stat())

    def read(self, part: str) -> Iterator[Stored]:
        """Yield all documents of a part, line by line; raises `ArchiveCorruptError`.

        Of one that is gone, as its quotes were read anew a moment ago, those that it has now.
        """
        path = self.folder / part
        if not path.exists() and commits_of(heir := self._heir(part)) == commits_of(part):
            path = self.folder / heir
        if self._ours(path):
            for at, line in _lines(path):
                yield Stored(*_parsed(path, at, line))
        else:
            yield from self._foreign(path)

    def readable(self, part: str) -> Iterator[Stored]:
        """Yield the documents of a damaged part that read back."""
        path = self.folder / part
        with suppress(ArchiveCorruptError):  # it ends before its end
            for at, line in _lines(path) if self._ours(path) else ():
                with suppress(ArchiveCorruptError):
                    yield Stored(*_parsed(path, at, line))

    def get(self, part: str, place: Lying) -> dict[str, Any]:
        """Return one document; raises `ArchiveCorruptError` when another or none is there.

        Of a part that is gone it is that of the part which stands for it: who
        asks may have an index of their own, which does not know that one yet.
        """
        path = self.folder / part
        if not path.exists() and (heir := self._heir(part)):
            return self._sought(self.folder / heir, place.number)
        if place.at == _WHOLE:
            return self._sought(path, place.number)
        with told(path), path.open("rb") as file:
            file.seek(place.at)
            lying, found = _parsed(path, place.at, file.read(place.length))
        if lying.number != place.number:
            raise _corrupt(path, f"document {place.number} is missing")
        return found

    def add(self, documents: Mapping[int, Mapping[str, Any]]) -> tuple[str, list[Lying]]:
        """Write a new part, durably; return its name and where each document lies."""
        with told(self.folder), os.scandir(self.folder) as entries:
            last = max((commits_of(entry.name)[1] for entry in entries), default=0)
        name = name_of(last + 1)
        return name, self._write(name, documents).places

    def to_merge(self, counts: Mapping[str, int]) -> tuple[str, ...]:
        """Return which parts, in a row, should become one; `counts` has the documents of each."""
        for small, many in _TIERS:
            run: list[str] = []
            for name in sorted(counts):
                follows = not run or commits_of(name)[0] == commits_of(run[-1])[1] + 1
                fits = sum(counts[one] for one in run) + counts[name] <= 2 * FULL
                if counts[name] < small and follows and fits:
                    run.append(name)
                elif len(run) >= many:
                    break
                else:  # never across one that is missing or does not read back: it would be taken for copied
                    run = [name] if counts[name] < small else []
            if len(run) >= many:
                return tuple(run)
        return ()

    def merge(self, names: Sequence[str]) -> tuple[str, list[Lying]]:
        """Copy parts into one that stands for all of them, durably; the old ones stay until `sweep`."""
        path = self.folder / merged(names)
        lines: list[bytes] = []
        places: list[Lying] = []
        at = len(_HEAD)
        for name in names:
            for number, line in self._raw(self.folder / name):
                lines.append(line)
                places.append(Lying(number, at, len(line)))
                at += len(line) + 2
        with told(path):
            replace_file(path, _whole(lines))
        return path.name, places

    def renew(self, part: str, change: Callable[[int, dict[str, Any]], Mapping[str, Any]]) -> str:
        """Write a part anew with its documents changed, durably; return the name of the new one.

        It stands for the old one, which stays until `sweep`.
        """
        path = self.folder / renewed(part)
        try:
            lines = [
                _line(stored.place.number, change(stored.place.number, stored.document))
                for stored in self.read(part)
            ]
        except TypeError as error:  # orjson's: what another program wrote here no JSON of ours can hold
            raise _corrupt(self.folder / part, str(error)) from error
        with told(path):
            replace_file(path, _whole(lines))
        return path.name

    def sweep(self) -> None:
        """Delete the parts that another one stands for."""
        for name in covered([path.name for path in self.folder.glob("*.json")]):
            with told(self.folder / name):
                (self.folder / name).unlink(missing_ok=True)

    def _write(self, name: str, documents: Mapping[int, Mapping[str, Any]]) -> PartStorage:
        with TinyDB(self.folder / name, storage=PartStorage) as database:
            database.table(TABLE).insert_multiple(Document(one, number) for number, one in documents.items())
            storage = database.storage
            assert isinstance(storage, PartStorage)  # noqa: S101 - narrows TinyDB's own type for mypy
            return storage

    def _raw(self, path: Path) -> Iterator[tuple[int, bytes]]:
        """Yield a part's lines with their documents' numbers, unread."""
        if self._ours(path):
            yield from ((_number(line), line) for _, line in _lines(path))
            return
        for stored in self._foreign(path):
            number = stored.place.number
            yield number, _line(number, stored.document)

    def _heir(self, part: str) -> str:
        """Return the part that stands for one that is gone; empty if there is none."""
        return next((name for name in self.stamps() if stands_for(name, (part,))), "")

    def _sought(self, path: Path, number: int) -> dict[str, Any]:
        """Return a document by its number, wherever it lies in the part."""
        for found, line in self._raw(path):
            if found == number:
                return _parsed(path, 0, line)[1]
        raise _corrupt(path, f"document {number} is missing")

    def _ours(self, path: Path) -> bool:
        with told(path), path.open("rb") as file:
            return file.readline(len(_HEAD)) == _HEAD

    def _foreign(self, path: Path) -> Iterator[Stored]:
        """Yield the documents of a part that stock TinyDB, or a person, wrote anew."""
        with told(path):
            tables = decode(path.read_bytes(), path)
        for number, document in tables.get(TABLE, {}).items():
            yield Stored(Lying(int(number), _WHOLE, 0), document)


def _stamp(stat: os.stat_result) -> str:
    return f"{stat.st_size}-{stat.st_mtime_ns}"  # no inode: a copy of the archive is the archive


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield each document's line, bare, and its offset."""
    with told(path), path.open("rb") as file:
        at = len(file.readline())
        for line in file:
            if line == _TAIL[1:] and not file.read(1):
                return
            yield at, line.rstrip(b",\n")
            at += len(line)
    raise _corrupt(path, "it ends before its end")


def _whole(lines: Sequence[bytes]) -> bytes:
    return b",\n".join(lines).join((_HEAD, _TAIL))  # megabytes: each copy of them costs


def _line(number: object, document: Mapping[str, Any]) -> bytes:
    return b'"%d": %b' % (int(str(number)), orjson.dumps(document))


def _parsed(path: Path, at: int, line: bytes) -> tuple[Lying, dict[str, Any]]:
    try:
        ((number, document),) = orjson.loads(b"{" + line + b"}").items()
        return Lying(int(number), at, len(line)), dict(document)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise _corrupt(path, f"byte {at}: {error}") from error


def _number(line: bytes) -> int:
    return int(line[1 : line.index(b'"', 1)])


def _corrupt(path: Path, why: str) -> ArchiveCorruptError:
    return ArchiveCorruptError(
        f"the file does not read back ({why})",
        where=str(path),
        hint="restore it from a backup or move it away; the other files are intact",
    )
