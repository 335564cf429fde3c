"""What `wirereader doctor` looks at in an archive: every document, every hash, every file, and the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from store.documents import digest_of
from store.errors import ArchiveCorruptError, StoreError
from store.index import Index
from store.originals import Originals
from store.parts import Parts, Stored
from store.paths import Places

_FILES = 4096  # originals remembered as looked at: a file may hold thousands of stories, and is read once


def check(places: Places, parts: Parts, originals: Originals, index: Index) -> Iterator[StoreError]:
    """Yield what is wrong: parts that do not read back, hashes that do not fit, leftovers, a wrong index.

    An index that disagrees with the documents is made anew.
    """
    yield from index.problems
    wrong = not index.sound()
    looked_at = _Originals(originals)
    for part in sorted(parts.stamps()):
        known = index.contents(part)
        found: dict[int, bytes] = {}
        try:
            for stored in parts.read(part):
                found[stored.place.number] = bytes.fromhex(stored.document["digest"])
                yield from _check_document(
                    f"{places.articles / part}, document {stored.place.number}", stored, looked_at
                )
        except ArchiveCorruptError:
            continue  # one of the index's problems
        wrong = wrong or found != known
    if wrong:
        index.rebuild()
        yield StoreError(
            "the index did not agree with the documents", where=str(index.path), hint="it was made anew"
        )
    for leftover in sorted(places.folder.rglob("*.tmp")):
        yield StoreError("left over from an interrupted write", where=str(leftover), hint="it may be deleted")


class _Originals:
    """The originals, each looked at once however many stories came in it."""

    def __init__(self, originals: Originals) -> None:
        self._originals = originals
        self._told: set[str] = set()
        self._look = lru_cache(maxsize=_FILES)(self._read)

    def problem(self, place: Mapping[str, Any], sha256: str) -> ArchiveCorruptError | None:
        """Return what is wrong with an original, None if nothing is or that was returned before."""
        found = self._look(tuple(place.items()), sha256)
        if found is None or str(found) in self._told:
            return None
        self._told.add(str(found))
        return found

    def _read(self, place: tuple[tuple[str, Any], ...], sha256: str) -> ArchiveCorruptError | None:
        try:
            self._originals.read(dict(place), sha256)
        except ArchiveCorruptError as error:
            return error
        return None


def _check_document(where: str, stored: Stored, originals: _Originals) -> Iterator[StoreError]:
    document = stored.document
    if digest_of(document["article"]) != document["digest"]:
        yield ArchiveCorruptError("the story was changed by hand", where=where)
    if problem := originals.problem(document["original"], document["sha256"]):
        yield problem
