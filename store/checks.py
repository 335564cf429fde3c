"""What `wirereader doctor` looks at in an archive: every document, every hash, every file, and the index."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from store.documents import digest_of, no_document, read_back
from store.errors import ArchiveCorruptError, StoreError
from store.index import Index
from store.index.taking import agrees
from store.journal import Journal
from store.models import Quote
from store.originals import Originals
from store.parts import Parts, Stored
from store.paths import Places
from store.state import journal_damage, snapshot_damage
from store.storage import decode

_FILES = 4096  # originals remembered as looked at: a file may hold thousands of stories, and is read once


def check(places: Places, parts: Parts, originals: Originals, index: Index) -> Iterator[StoreError]:
    """Yield what is wrong: parts that do not read back, hashes that do not fit, leftovers, a wrong index.

    An index that disagrees with the documents is made anew.
    """
    bad = index.problems
    yield from bad
    sound = index.sound()
    looked_at = _Originals(originals)
    for part in sorted(parts.stamps().keys() - {Path(problem.where).name for problem in bad}):
        agreed = yield from _check_part(part, parts, looked_at, index)
        sound = sound and agreed
    if not sound:
        index.rebuild()
        yield StoreError(
            "the index did not agree with the documents", where=str(index.path), hint="it was made anew"
        )
    yield from _check_readers(places)
    for leftover in sorted(places.folder.rglob("*.tmp")):
        yield StoreError("left over from an interrupted write", where=str(leftover), hint="it may be deleted")


def _check_part(
    part: str, parts: Parts, originals: _Originals, index: Index
) -> Generator[StoreError, None, bool]:
    """Look at the documents of a part; return whether the index agrees with those that read back."""
    path = parts.folder / part
    known, lines = index.contents(part), index.lines(part)
    found: dict[int, bytes] = {}
    agreed = True
    try:
        for stored in parts.read(part):
            number = stored.place.number
            found[number] = bytes.fromhex(stored.document["digest"])
            agreed = agreed and (number not in lines or agrees(lines[number], stored.document))
            yield from _check_document(f"{path}, document {number}", stored, originals)
    except ArchiveCorruptError as error:
        yield error
        return agreed
    except (LookupError, TypeError, ValueError) as error:
        yield no_document(path, error)
        return agreed
    return agreed and found == known


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
    try:
        article, quotes = read_back(document, where)
    except ArchiveCorruptError as error:
        yield error
    else:
        if not all(_stands(quote, article.body_text) for quote in quotes):
            yield ArchiveCorruptError("a quote is not what stands in the story", where=where)
    if problem := originals.problem(document["original"], document["sha256"]):
        yield problem


def _stands(quote: Quote, body: str) -> bool:
    """Tell whether the words of a quote stand in the story where it says."""
    return quote.text == " ".join(body[span.start : span.end] for span in quote.spans)


def _check_readers(places: Places) -> Iterator[StoreError]:
    """Look at what the archive keeps of every reader whose files may be read."""
    for path in sorted(places.readers.iterdir()):
        if path.suffix in {".json", ".log"} and os.access(path, os.R_OK):
            try:
                if path.suffix == ".log":
                    yield from journal_damage(Journal(path))
                else:
                    yield from snapshot_damage(decode(path.read_bytes(), path), path)
            except ArchiveCorruptError as error:
                yield error
