"""CSV as RFC 4180 has it, for spreadsheets. The head stands in lines that begin with `#`.

A cell that a spreadsheet would run as a formula gets an apostrophe in front,
the mark with which spreadsheets themselves say "text".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from store.export.citation import citation, printed
from store.export.heading import Heading
from store.models import Entry

_STORY = (
    *("versioncreated", "source", "slugline", "located", "urgency", "headline", "pubstatus", "embargoed"),
    *("language", "tags", "quotes", "uri", "version", "citation"),
)
_QUOTE = (
    *("speaker", "role", "type", "modality", "words", "cue", "start", "end", "spans", "confidence"),
    *("headline", "versioncreated", "source", "slugline", "pubstatus", "uri", "version", "citation"),
)

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # the wide ones too: some spreadsheets fold them


def stories(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:
    """Yield a line a story; its words are in the other formats."""
    yield from _head(heading, _STORY)
    for entry in entries:
        article = entry.article
        yield _line(
            (
                *(article.versioncreated, article.source, article.slugline, article.located),
                *(article.urgency or "", article.headline, article.pubstatus, article.embargoed),
                *(article.language, ", ".join(entry.row.tags), len(entry.quotes)),
                *(article.uri, article.version, citation(article)),
            )
        )


def quotes(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:
    """Yield a line a quote."""
    yield from _head(heading, _QUOTE)
    for entry in entries:
        article = entry.article
        for quote in entry.quotes:
            who = quote.speaker
            yield _line(
                (
                    *(who.name if who else "", who.role if who else "", quote.type, quote.modality),
                    *(printed(quote), quote.cue.text if quote.cue else "", quote.start, quote.end),
                    " ".join(f"{span.start}-{span.end}" for span in quote.spans),
                    *(round(quote.confidence, 3), article.headline, article.versioncreated, article.source),
                    *(article.slugline, article.pubstatus, article.uri, article.version),
                    citation(article, quote),
                )
            )


def _head(heading: Heading, columns: Sequence[str]) -> Iterator[str]:
    for line in heading.lines():
        yield f"# {line}\r\n"
    yield _line(columns)


def _line(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([_cell(cell) for cell in cells])
    return line.getvalue()


def _cell(value: object) -> object:
    formula = isinstance(value, str) and value.lstrip().startswith(_FORMULA)
    return f"'{value}" if formula else value
