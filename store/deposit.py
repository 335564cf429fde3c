"""Putting stories into the archive: originals, documents, index, each on disk before the next."""

from __future__ import annotations

from collections.abc import Sequence

from store.documents import Incoming, as_document
from store.garbage import uncollected
from store.index import Index, lists
from store.locks import FileLock
from store.originals import Originals
from store.parts import Parts


class Deposit:
    """What writes documents; one process at a time, under the archive's lock."""

    def __init__(self, lock: FileLock, index: Index, parts: Parts, originals: Originals) -> None:
        self._lock = lock
        self._index = index
        self._parts = parts
        self._originals = originals

    def commit(self, batch: Sequence[Incoming]) -> tuple[int, int]:
        """Store what is new of a batch, durably; return how many are of new and of known stories."""
        with self._lock.held(), uncollected():
            self._index.sync()
            known = lists.known(self._index, {one.article.uri for one in batch})
            fresh: dict[tuple[str, str, str], Incoming] = {}
            for one in batch:
                if one.article.uri not in known or not self._index.knows(one):
                    fresh.setdefault((one.article.uri, one.article.version, one.digest), one)
            if not fresh:
                return 0, 0
            self._store(list(fresh.values()))
            new = len({uri for uri, _, _ in fresh} - known)
            return new, len(fresh) - new

    def _store(self, batch: Sequence[Incoming]) -> None:
        places = self._originals.add([(one.origin.sha256, one.original) for one in batch])
        numbers = self._index.numbers([one.article.versioncreated for one in batch])
        seq = self._index.next_seq()
        documents = {
            number: as_document(one, place, seq + at)
            for at, (number, one, place) in enumerate(zip(numbers, batch, places, strict=True))
        }
        documents = dict(sorted(documents.items()))  # in order they fill their pages
        name, lying = self._parts.add(documents)
        self._index.added(name, documents, lying)
        merged = self._parts.to_merge(self._index.sizes())
        if merged:
            self._parts.merge(merged)
            self._index.sync()
            self._parts.sweep()
