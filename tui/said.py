"""All that one speaker said over the archive, read story by story and grouped into statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from store.library import Library
from store.models import Article, Quote, Version
from store.record import Fallen, fallen_by
from store.statements import Appearance, Source, Statement, group_statements
from store.terms import fold
from tui import jobs, words

FIRST = 40
"""Quotes shown as soon as they are read; twice as many each time, so that grouping costs little in all."""

MOST_STORIES = 1000
"""Stories read: the newest."""


class Place(NamedTuple):
    """Where a statement is printed: what to open."""

    uri: str
    start: int
    """The character at which the quote begins."""
    earlier: Version | None = None
    """The version that prints it, if the newest does so no more."""


class Said(NamedTuple):
    """What was read so far."""

    statements: tuple[Statement, ...]
    """By their newest appearance, newest first."""
    printed: dict[Source, str]
    """When a version of a story was sent and by whom, in words."""
    quotes: int
    complete: bool
    fallen: dict[Appearance, Fallen]
    """The appearances that stand no more."""

    def fate(self, one: Appearance) -> Fallen | None:
        """Return why an appearance stands no more; None if it does, or nothing is known yet."""
        return self.fallen.get(one)

    def best(self, statement: Statement) -> Appearance:
        """Return the newest appearance that stands; if none does, the newest that was not taken back."""
        newest_first = statement.appearances[::-1]
        return min(newest_first, key=lambda one: (self.taken_back(one), self.fate(one) is not None))

    def taken_back(self, one: Appearance) -> bool:
        """Tell whether an appearance was killed, or is another one since a correction."""
        fallen = self.fate(one)
        return fallen is not None and fallen.taken_back

    def place(self, one: Appearance) -> Place:
        """Return where an appearance is to be seen."""
        fallen = self.fate(one)
        if fallen:
            return Place(fallen.row.uri, one.quote.start, fallen.version)
        return Place(one.source.uri, one.quote.start)

    def holding(self, text: str, *, oldest_first: bool = False) -> tuple[Statement, ...]:
        """Return the statements that hold all words of `text`, in what was said or in who printed it when."""
        wanted = fold(text).split()
        found = [one for one in self.statements if not wanted or _holds(self, one, wanted)]
        return tuple(reversed(found) if oldest_first else found)


NOTHING = Said((), {}, 0, complete=False, fallen={})


def said_by(library: Library, name: str) -> Iterator[Said]:
    """Yield what is known of a speaker's statements as more is read; ends when the job is stopped.

    What stands comes first, newest first; then, at once, what stands no more.
    """
    reading = _Reading()
    due = FIRST
    for entry, quote in library.quotes_by(name, MOST_STORIES):
        if jobs.stopped():
            return
        reading.add(entry.article, quote)
        if len(reading.quotes) >= due:
            due *= 2
            yield reading.grouped(complete=False)
    if reading.quotes:
        yield reading.grouped(complete=False)
    for fallen in fallen_by(library, name):
        if jobs.stopped():
            return
        reading.add(fallen.article, fallen.quote, fallen)
    yield reading.grouped(complete=True)


class _Reading:
    """What has been read of one speaker."""

    def __init__(self) -> None:
        self.quotes: list[tuple[Source, Quote]] = []
        self._printed: dict[Source, str] = {}
        self._fallen: dict[Appearance, Fallen] = {}
        self._now = datetime.now(UTC)

    def add(self, article: Article, quote: Quote, fallen: Fallen | None = None) -> None:
        source = Source(article.versioncreated, article.uri, article.version)
        sent = f"{words.sent(article) or 'no date'} {article.source}".strip()
        embargo = words.embargo(article.embargoed, self._now)
        self._printed[source] = f"{sent} · {embargo}" if embargo else sent
        self.quotes.append((source, quote))
        if fallen:
            self._fallen[Appearance(source, quote)] = fallen

    def grouped(self, *, complete: bool) -> Said:
        statements = group_statements(self.quotes)
        newest_first = sorted(statements, key=lambda one: one.appearances[-1].source, reverse=True)
        return Said(tuple(newest_first), dict(self._printed), len(self.quotes), complete, dict(self._fallen))


def _holds(said: Said, statement: Statement, wanted: list[str]) -> bool:
    told = {one.quote.text for one in statement.appearances}
    where = {said.printed.get(one.source, "") for one in statement.appearances}
    text = fold(" ".join((*told, *where)))
    return all(word in text for word in wanted)
