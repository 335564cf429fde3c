"""All that one speaker said over the archive, read story by story and grouped into statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from store.library import Library
from store.models import Quote
from store.statements import Source, Statement, group_statements
from tui import jobs, words

FIRST = 40
"""Quotes shown as soon as they are read; twice as many each time, so that grouping costs little in all."""

MOST_STORIES = 1000
"""Stories read: the newest."""


class Said(NamedTuple):
    """What was read so far."""

    statements: tuple[Statement, ...]
    """By their newest appearance, newest first: what is read later, being older, comes behind."""
    printed: dict[str, str]
    """Who sent a story and when, in words, by its uri."""
    quotes: int
    complete: bool


def said_by(library: Library, name: str) -> Iterator[Said]:
    """Yield what is known of a speaker's statements as more is read; ends when the job is stopped."""
    quotes: list[tuple[Source, Quote]] = []
    printed: dict[str, str] = {}
    due = FIRST
    for entry, quote in library.quotes_by(name, MOST_STORIES):
        if jobs.stopped():
            return
        article = entry.article
        printed[article.uri] = f"{article.source} {words.sent(article)}".strip()
        quotes.append((Source(article.versioncreated, article.uri, article.version), quote))
        if len(quotes) >= due:
            due *= 2
            yield _grouped(quotes, printed, complete=False)
    yield _grouped(quotes, printed, complete=True)


def _grouped(quotes: list[tuple[Source, Quote]], printed: dict[str, str], *, complete: bool) -> Said:
    newest_first = sorted(group_statements(quotes), key=lambda one: one.appearances[-1].source, reverse=True)
    return Said(tuple(newest_first), dict(printed), len(quotes), complete)
