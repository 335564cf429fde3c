"""What the two formats of reference managers have in common: one record for a story or a quote."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from store.export.citation import attribution, citation, kind, printed, status
from store.export.heading import Heading
from store.models import Article, Entry, Quote

_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|/)\s*|\s+(?:and|und|et|y|и)\s+", re.IGNORECASE)
_NO_KEY = re.compile(r"[^a-z0-9]+")


class Reference(NamedTuple):
    """One record, every field on one line; what is not known is empty."""

    key: str
    """Unlike any other one's, and the same in every export."""
    title: str
    authors: tuple[str, ...]
    """Those of the byline, or the speaker."""
    source: str
    day: str
    """`YYYY-MM-DD`."""
    time: str
    """`HH:MM:SS UTC`; empty if the copy did not give it."""
    place: str
    language: str
    edition: str
    """The version."""
    uri: str
    abstract: str
    """The first paragraph."""
    notes: tuple[str, ...]
    tags: tuple[str, ...]


def of_stories(entries: Iterable[Entry], heading: Heading) -> Iterator[Reference]:
    """Yield a record a story."""
    for entry in entries:
        article = entry.article
        opening = article.body_text.partition("\n\n")[0]
        notes = (status(article, heading.made), citation(article), article.ednote)
        authors = _AND.split(_BY.sub("", article.byline))
        yield _reference(entry, article.headline, authors, opening, notes)


def of_quotes(entries: Iterable[Entry], heading: Heading) -> Iterator[Reference]:
    """Yield a record a quote, its words as the title."""
    for entry in entries:
        article = entry.article
        for number, quote in enumerate(entry.quotes, 1):
            notes = (
                status(article, heading.made),
                f"{_kind(quote)} of {attribution(quote.speaker)}, in: {article.headline}",
                citation(article, quote),
            )
            speakers = [quote.speaker.name] if quote.speaker else []
            made = _reference(entry, printed(quote), speakers, "", notes)
            yield made._replace(key=f"{made.key}-q{number}")


def _kind(quote: Quote) -> str:
    cue = f', "{quote.cue.text}"' if quote.cue else ""
    return f"Speech ({kind(quote)}{cue})"


def _reference(
    entry: Entry, title: str, authors: Iterable[str], abstract: str, notes: Iterable[str]
) -> Reference:
    article = entry.article
    when = article.versioncreated
    return Reference(
        key=_key(article),
        title=_line(title),
        authors=tuple(name for name in map(_line, authors) if name),
        source=_line(article.source),
        day=when[:10],
        time=f"{when[11:19]} UTC" if len(when) >= 19 and not article.time_assumed else "",
        place=_line(article.located),
        language=_line(article.language),
        edition=_line(article.version),
        uri=_line(article.uri),
        abstract=_line(abstract),
        notes=tuple(line for line in map(_line, notes) if line),
        tags=tuple(map(_line, entry.row.tags)),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _key(article: Article) -> str:
    """Return service, day and a hash: readable, and safe in every reference manager."""
    unique = hashlib.sha256(f"{article.uri}\n{article.version}".encode("utf-8", "replace")).hexdigest()[:10]
    parts = (_NO_KEY.sub("", article.source.lower()), article.versioncreated[:10], unique)
    return "-".join(part for part in parts if part)
