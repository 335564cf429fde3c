"""The bytes as they came: gzip members appended to pack files, each a valid `.gz` by itself.

A member holds one original, or several small ones that came together. A
document names pack, offset and length of the member, the bytes of it that are
its own, and their SHA-256. Bytes are on disk before the document that names
them; what a crash leaves at a pack's end is named by nobody and harms nobody.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from isal import igzip

from store.disk import append_file, told
from store.errors import ArchiveCorruptError

PACK_BYTES = 64 * 1024 * 1024  # a size that backup programs like
MEMBER_BYTES = 64 * 1024  # decompressed in a fraction of a millisecond
_LEVEL = 2


class Originals:
    """The pack files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._last: tuple[str, dict[str, Any]] | None = None

    def add(self, originals: Sequence[tuple[str, bytes]]) -> list[dict[str, Any]]:
        """Store bytes, given with their hashes, durably; return where each lies. The caller holds the lock.

        Equal ones are stored once, also when a large file's stories come in several calls.
        """
        places = dict([self._last]) if self._last else {}
        new = {sha256: data for sha256, data in originals if sha256 not in places}
        if new:
            groups = _grouped(new)
            members = [
                igzip.compress(b"".join(group.values()), compresslevel=_LEVEL, mtime=0) for group in groups
            ]
            pack = self._pack()
            with told(pack):
                at = append_file(pack, b"".join(members))
            for group, member in zip(groups, members, strict=True):
                start = 0
                for sha256, data in group.items():
                    places[sha256] = {"pack": pack.name, "at": at, "length": len(member)}
                    if len(group) > 1:
                        places[sha256] |= {"from": start, "size": len(data)}
                    start += len(data)
                at += len(member)
        if originals:
            self._last = originals[-1][0], places[originals[-1][0]]
        return [places[sha256] for sha256, _ in originals]

    def read(self, place: Mapping[str, Any], sha256: str) -> bytes:
        """Return the bytes at `place`; raises `ArchiveCorruptError` if they are not those of `sha256`."""
        path = self.folder / str(place["pack"])
        try:
            with path.open("rb") as file:
                file.seek(place["at"])
                data = gzip.decompress(file.read(place["length"]))
            start = place.get("from", 0)
            data = data[start : start + place.get("size", len(data))]
        except (OSError, EOFError, zlib.error) as error:
            raise _corrupt(path, place, str(error)) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _corrupt(path, place, "the hash does not fit")
        return data

    def _pack(self) -> Path:
        packs = sorted(self.folder.glob("*.gz"))
        if not packs:
            return self.folder / "000000.gz"
        last = packs[-1]
        if last.stat().st_size < PACK_BYTES:
            return last
        return self.folder / f"{int(last.stem) + 1:06}.gz"


def _grouped(originals: Mapping[str, bytes]) -> list[dict[str, bytes]]:
    """Put small originals together: one service's copy repeats itself, and compresses the better for it."""
    groups: list[dict[str, bytes]] = []
    room = 0
    for sha256, data in originals.items():
        if not groups or len(data) > room:
            groups.append({})
            room = MEMBER_BYTES
        groups[-1][sha256] = data
        room -= len(data)
    return groups


def _corrupt(path: Path, place: Mapping[str, Any], why: str) -> ArchiveCorruptError:
    return ArchiveCorruptError(
        f"the original at byte {place['at']} does not read back ({why})",
        where=str(path),
        hint="restore it from a backup; the story itself is intact",
    )
