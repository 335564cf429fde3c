"""What `wirereader doctor` looks at in an archive: every document, every hash, every file, and the index."""

from __future__ import annotations

from collections.abc import Iterator

from store.documents import digest_of
from store.errors import ArchiveCorruptError, StoreError
from store.index import Index
from store.originals import Originals
from store.parts import Parts, Stored
from store.paths import Places


def check(places: Places, parts: Parts, originals: Originals, index: Index) -> Iterator[StoreError]:
    """Yield what is wrong: parts that do not read back, hashes that do not fit, leftovers, a wrong index.

    An index that disagrees with the documents is made anew.
    """
    yield from index.problems
    wrong = not index.sound()
    for part in sorted(parts.stamps()):
        known = index.contents(part)
        found: dict[int, bytes] = {}
        try:
            for stored in parts.read(part):
                found[stored.place.number] = bytes.fromhex(stored.document["digest"])
                yield from _check_document(
                    f"{places.articles / part}, document {stored.place.number}", stored, originals
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


def _check_document(where: str, stored: Stored, originals: Originals) -> Iterator[StoreError]:
    document = stored.document
    if digest_of(document["article"]) != document["digest"]:
        yield ArchiveCorruptError("the story was changed by hand", where=where)
    try:
        originals.read(document["original"], document["sha256"])
    except ArchiveCorruptError as error:
        yield error
