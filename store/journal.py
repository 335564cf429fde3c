"""An append-only file of JSON lines that survives crashes: what is acknowledged is whole and on disk.

A line is `["<crc32 of the rest, 8 hex digits>",<entry>]`. A line that a crash
cut short ends the file for every reader, and is cut off by the next writer.
One that does not read back though whole ones follow was damaged later: it is
passed over, and what follows holds.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from store.disk import sync_folder, told


class Entry(NamedTuple):
    """One entry and the offset of its end in the file, in bytes."""

    end: int
    data: dict[str, Any] | None
    """None: it was whole once, and does not read back."""


class Journal:
    """The journal at `path`; the caller holds a lock while it appends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = -1

    @property
    def size(self) -> int:
        """The bytes in the file, 0 if there is none."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def read(self, start: int = 0) -> Iterator[Entry]:
        """Yield the entries from byte `start` to the last whole one."""
        damaged: list[Entry] = []
        for at, line in self._lines(start):
            data = _decoded(line)
            if data is None:
                damaged.append(Entry(at + len(line), None))
            else:
                yield from damaged
                damaged.clear()
                yield Entry(at + len(line), data)

    def damaged(self) -> list[int]:
        """Return where lines begin that end as whole ones do, and do not read back."""
        return [at for at, line in self._lines(0) if line.endswith(_END) and _decoded(line) is None]

    def _lines(self, start: int) -> Iterator[tuple[int, bytes]]:
        """Yield the lines from byte `start` on with their places, but none that is still being written."""
        if not self.path.exists():
            return
        with told(self.path), self.path.open("rb") as file:
            file.seek(start)
            at = start
            for line in file:
                if not line.endswith(b"\n"):
                    return
                yield at, line
                at += len(line)

    def append(self, data: dict[str, Any], end: int) -> int:
        """Write an entry durably at byte `end`, over what a crash left there; return the new end.

        On failure the file is as it was; raises `ArchiveError`.
        """
        line = _encoded(data)
        with told(self.path):
            self._open()
            if os.fstat(self._file).st_size != end:
                os.ftruncate(self._file, end)
            try:
                written = 0
                while written < len(line):
                    written += os.pwrite(self._file, line[written:], end + written)
                os.fdatasync(self._file)
            except OSError:
                os.ftruncate(self._file, end)
                raise
        return end + len(line)

    def make(self) -> None:
        """Create the file, empty, if it is not there."""
        with told(self.path):
            self._open()

    def close(self) -> None:
        """Close the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _open(self) -> None:
        if self._file < 0:
            new = not self.path.exists()
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            if new:
                sync_folder(self.path.parent)


_END = b"]\n"


def _encoded(data: dict[str, Any]) -> bytes:
    text = _dumps(data).encode()
    return b'["%08x",%s%s' % (zlib.crc32(text), text, _END)


def _decoded(line: bytes) -> dict[str, Any] | None:
    """Return the entry of a line, None if the line is not whole."""
    text = line[12 : -len(_END)]
    if not line.endswith(_END) or line[:12] != b'["%08x",' % zlib.crc32(text):
        return None
    data = json.loads(text)
    return data if isinstance(data, dict) else None


_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
