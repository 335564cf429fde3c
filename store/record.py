"""What stands no more of what a person said: wires correct, update and kill what they have quoted.

A quote has fallen where a version of a story holds it and the next one does
not, or gives it other words or another speaker, and where the story was
killed. What an update leaves out may be as true as before; what a correction
takes out is not. So who took it out is told too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from store.errors import ArchiveError
from store.labels import is_correction
from store.library import Library
from store.models import Article, Entry, Quote, Row, Version
from store.query_fields import phrase
from store.requotes import quote_changes

MOST_STORIES = 300
"""Stories of each kind that are looked through, the newest first."""

Fate = Literal["gone", "reworded", "reattributed", "killed"]


@dataclass(frozen=True, slots=True)
class Fallen:
    """A quote that stands no more."""

    article: Article
    """The version that holds it."""
    version: Version | None
    """The same, as the history lists it; None if it is the newest, which was killed itself."""
    quote: Quote
    fate: Fate
    row: Row
    """The list's line of the story, in its newest version."""
    since: str
    """When the version was made that took it out, UTC; empty if that is not known."""
    corrected: bool = False
    """The version that took it out says that it is a correction."""
    now: Quote | None = None
    """What stands in its place: reworded, or in another mouth."""

    @property
    def taken_back(self) -> bool:
        """Tell whether its service does not stand by it: an update that has no room for it says nothing."""
        return self.fate == "killed" or self.corrected


def fallen_by(library: Library, name: str) -> Iterator[Fallen]:
    """Yield the quotes of the person called `name` that stand no more, story by story."""
    names = _names(library, name)
    for row in _stories(library, name):
        with suppress(ArchiveError):  # one that does not read back is told elsewhere, and hides no other
            yield from _fallen(library, row, names)


def _names(library: Library, name: str) -> frozenset[str]:
    """Return all names of the person; one whom only earlier versions quote has this one."""
    for one in library.speakers(name):
        if name in (one.name, *one.aliases):
            return frozenset((one.name, *one.aliases))
    return frozenset((name,))


def _stories(library: Library, name: str) -> Iterator[Row]:
    """Yield the stories that may have quoted somebody before: killed, corrected, updated."""
    seen: set[str] = set()
    updated = "is:updated"
    for query in ("is:killed", f"{updated} is:corrected", f"{updated} speaker:{phrase(name)}", updated):
        for row in library.search(query, first=MOST_STORIES).rows:
            if row.uri not in seen:
                seen.add(row.uri)
                yield row


def _fallen(library: Library, row: Row, names: Collection[str]) -> Iterator[Fallen]:
    """Go from the newest version of a story to the oldest; each quote falls where the next is without it."""
    newer = library.get(row.uri)
    if row.killed:
        for quote in _said(newer, names):
            yield Fallen(newer.article, None, quote, "killed", row, newer.article.versioncreated)
    for version in newer.versions[1:]:
        entry = library.get(version.uri, version.version, number=version.number)
        if _said(entry, names):
            yield from _between(entry, version, newer, names)
        newer = entry


def _between(older: Entry, version: Version, newer: Entry, names: Collection[str]) -> Iterator[Fallen]:
    row, article = older.row, newer.article
    killed = article.pubstatus != "usable"
    for change in quote_changes(older.quotes, newer.quotes):
        quote = change.old
        if quote is None or quote.speaker is None or quote.speaker.name not in names:
            continue
        when, corrected = article.versioncreated, is_correction(article)
        if killed:
            yield Fallen(older.article, version, quote, "killed", row, when, corrected)
        elif change.kind in ("gone", "reworded", "reattributed"):
            yield Fallen(older.article, version, quote, change.kind, row, when, corrected, change.new)


def _said(entry: Entry, names: Collection[str]) -> list[Quote]:
    return [quote for quote in entry.quotes if quote.speaker and quote.speaker.name in names]
