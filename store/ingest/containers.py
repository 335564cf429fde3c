"""Compressed files and archives of wire copy: gzip, bzip2, xz, zip and tar, any of them in another.

Nothing is unpacked to disk, and member names only say where a story was. What
a small file may unfold to is bounded, so that a decompression bomb ends in one
clear line.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO

from store.errors import IngestError
from store.ingest import sniff
from store.models import Article
from store.text import clean_line

MAX_MEMBER = 64 * 1024 * 1024
"""Bytes one member may unfold to: as much as a file may hold."""
MAX_TOTAL = 1024 * 1024 * 1024
"""Bytes all of a container may unfold to."""
MAX_MEMBERS = 200_000
MAX_DEPTH = 3
"""Containers in containers: `day.zip` of `hour.tar.gz` is three."""

_PACKED: tuple[tuple[bytes, Callable[[IO[bytes]], io.BufferedIOBase]], ...] = (
    (sniff.GZIP, lambda file: gzip.GzipFile(fileobj=file)),
    (sniff.BZIP2, bz2.BZ2File),
    (sniff.XZ, lzma.LZMAFile),
)
_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})  # a zip that is one file
# What the standard library raises for damaged containers, checked by feeding it damaged ones.
_BROKEN = (
    OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, ValueError,
    NotImplementedError, RuntimeError, OverflowError, IndexError,
)  # fmt: skip

Parse = Callable[..., Iterator[Article | IngestError]]


def parse(data: bytes, *, name: str) -> Iterator[Article | IngestError]:
    """Yield the stories of every file in a container; an `IngestError` for each that is none.

    A place reads `day.zip: spool/0001.txt`.
    """
    from store.ingest import parse as parse_any  # noqa: PLC0415 - the registry imports this module by name

    yield from _unfold(data, name, _Budget(), 1, parse_any)


class _Budget:
    """What may still be unfolded of the outermost container."""

    def __init__(self) -> None:
        self.bytes = MAX_TOTAL
        self.members = MAX_MEMBERS

    def take(self, file: IO[bytes] | io.BufferedIOBase, where: str) -> bytes:
        """Read a member within bounds; raises `IngestError` if it unfolds to too much."""
        limit = min(MAX_MEMBER, self.bytes)
        data = file.read(limit + 1)
        if len(data) > limit:
            reason = f"it unfolds to more than {limit // 2**20} MB"
            raise IngestError(reason, where=where, hint="unpack it by hand if you trust it")
        self.bytes -= len(data)
        return data

    def count(self, where: str) -> None:
        """Count one member; raises `IngestError` if there are too many."""
        self.members -= 1
        if self.members < 0:
            raise IngestError(f"more than {MAX_MEMBERS} files in it", where=where, hint="unpack it")


def _unfold(
    data: bytes, name: str, budget: _Budget, depth: int, parse_any: Parse
) -> Iterator[Article | IngestError]:
    if depth > MAX_DEPTH:
        yield IngestError(
            f"containers nested deeper than {MAX_DEPTH}", where=name, hint="unpack the outer ones"
        )
        return
    members, found = _members(data, name, budget), False
    while True:
        try:
            place = next(members, None)
        except IngestError as error:
            yield error
            return
        except _BROKEN as error:
            reason = f"damaged: {clean_line(str(error)) or type(error).__name__}"
            yield IngestError(reason, where=name, hint="fetch or pack it again")
            return
        if place is None:
            break
        found = True
        yield from _member(*place, budget, depth, parse_any)
    if not found:
        yield IngestError("no file in it", where=name, hint="check how it was packed")


def _member(
    where: str, data: bytes, budget: _Budget, depth: int, parse_any: Parse
) -> Iterator[Article | IngestError]:
    if sniff.is_container(data):
        yield from _unfold(data, where, budget, depth + 1, parse_any)
        return
    try:
        yield from parse_any(data, name=where)
    except IngestError as error:
        yield error


def _members(data: bytes, name: str, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    """Yield place and bytes of each file in a container, in the order of the container."""
    if unpack := _packing(data):
        with unpack(io.BytesIO(data)) as file:
            yield name, budget.take(file, name)
    elif data.startswith(sniff.ZIP):
        yield from _zipped(data, name, budget)
    else:
        yield from _tarred(data, name, budget)


def _zipped(data: bytes, name: str, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        if not _DOCUMENTS.isdisjoint(box.namelist()):
            raise IngestError("this is an office document or a program, not wire copy", where=name)
        for entry in box.infolist():
            if entry.is_dir() or _passed_over(entry.filename):
                continue
            budget.count(name)
            where = f"{name}: {clean_line(entry.filename)}"
            if entry.flag_bits & 1:
                raise IngestError("it is encrypted", where=where, hint="unpack it with its password")
            with box.open(entry) as file:
                yield where, budget.take(file, where)


def _tarred(data: bytes, name: str, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as box:
        for entry in box:
            if not entry.isreg() or _passed_over(entry.name):
                continue
            budget.count(name)
            where = f"{name}: {clean_line(entry.name)}"
            file = box.extractfile(entry)
            if file is not None:
                with file:
                    yield where, budget.take(file, where)


def _packing(data: bytes) -> Callable[[IO[bytes]], io.BufferedIOBase] | None:
    return next((unpack for magic, unpack in _PACKED if data.startswith(magic)), None)


def _passed_over(path: str) -> bool:
    """Tell hidden files, as a walk of folders passes them over; macOS adds some to every zip."""
    parts = path.replace("\\", "/").split("/")
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts
