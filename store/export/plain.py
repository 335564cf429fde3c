"""Plain text: nothing wrapped, nothing marked up; a line of dashes between stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.export.citation import attribution, citation, kind, printed, status
from store.export.heading import Heading
from store.models import Entry

_RULE = "-" * 72


def stories(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:
    """Yield each story: headline, body, notes, citation."""
    yield _head(heading)
    for opening, entry in zip(_openings(heading), entries, strict=False):
        yield opening + _title(entry, heading)
        if entry.article.ednote:
            yield f"[Note to editors: {entry.article.ednote}]\n\n"
        yield f"{entry.article.body_text}\n\n[{citation(entry.article)}]\n"


def quotes(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:
    """Yield each quote: the words, who said them, where they stand."""
    yield _head(heading)
    quoting = (entry for entry in entries if entry.quotes)
    for opening, entry in zip(_openings(heading), quoting, strict=False):
        yield opening + _title(entry, heading)
        for quote in entry.quotes:
            who = attribution(quote.speaker)
            yield f"{printed(quote)}\n  - {who} ({kind(quote)})\n  [{citation(entry.article, quote)}]\n\n"


def _head(heading: Heading) -> str:
    return "".join(f"{line}\n" for line in heading.lines())


def _openings(heading: Heading) -> Iterator[str]:
    """Yield what stands before each story, without end: a line of dashes, but at the very beginning."""
    if not heading.shown:
        yield ""
    while True:
        yield f"\n{_RULE}\n"


def _title(entry: Entry, heading: Heading) -> str:
    warning = status(entry.article, heading.made)
    return f"{entry.article.headline}\n" + (f"{warning}\n" if warning else "") + "\n"
