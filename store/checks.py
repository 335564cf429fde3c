"""What `wirereader doctor` looks at in an archive: every document, every hash, every file."""

from __future__ import annotations

from collections.abc import Iterator

from store.documents import digest_of
from store.errors import ArchiveCorruptError, StoreError
from store.index import Index
from store.originals import Originals
from store.paths import Places
from store.shelf import Shelf


def check(places: Places, shelf: Shelf, originals: Originals, index: Index) -> Iterator[StoreError]:
    """Yield what is wrong: parts that do not read back, hashes that do not fit, leftovers."""
    yield from index.problems
    for part in sorted(shelf.stamps()):
        try:
            documents = shelf.read(part)
        except ArchiveCorruptError:
            continue  # one of the index's problems
        for number, document in documents.items():
            where = f"{places.articles / part}, document {number}"
            if digest_of(document["article"]) != document["digest"]:
                yield ArchiveCorruptError("the story was changed by hand", where=where)
            try:
                originals.read(document["original"], document["sha256"])
            except ArchiveCorruptError as error:
                yield error
    for leftover in sorted(places.folder.rglob("*.tmp")):
        yield StoreError("left over from an interrupted write", where=str(leftover), hint="it may be deleted")
