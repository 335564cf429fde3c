"""Stories and quotes to files: exactly what was listed, with where it came from.

One module a format, each a pure generator of text that holds one entry at a
time. The head says query, count and time in every format but JSON lines, which
are data alone. What a service has killed,
withheld or embargoed is barred (`barred`) unless the reader insists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from store.export import bibtex, csvtable, jsonl, markdown, ninjs, plain, ris
from store.export.heading import Heading, Tally, warnings
from store.models import Entry, Row

__all__ = [
    "ENDINGS", "FORMATS", "Format", "Heading", "Sorted", "Tally",
    "barred", "format_of", "render", "sort_out", "warnings",
]  # fmt: skip

Format = Literal["jsonl", "ninjs", "csv", "md", "txt", "ris", "bibtex"]
FORMATS: tuple[Format, ...] = get_args(Format)

ENDINGS: dict[Format, str] = {form: form for form in FORMATS} | {"ninjs": "json", "bibtex": "bib"}
"""What the names of files end in, by format."""


class _Writer(NamedTuple):
    stories: Callable[[Iterable[Entry], Heading], Iterator[str]]
    quotes: Callable[[Iterable[Entry], Heading], Iterator[str]]


_WRITERS: dict[Format, _Writer] = {
    "jsonl": _Writer(jsonl.stories, jsonl.quotes),
    "ninjs": _Writer(ninjs.stories, ninjs.quotes),
    "csv": _Writer(csvtable.stories, csvtable.quotes),
    "md": _Writer(markdown.stories, markdown.quotes),
    "txt": _Writer(plain.stories, plain.quotes),
    "ris": _Writer(ris.stories, ris.quotes),
    "bibtex": _Writer(bibtex.stories, bibtex.quotes),
}


def format_of(path: Path) -> Format | None:
    """Return the format that a file's name ends in; None if it says none."""
    ending = path.suffix.removeprefix(".").lower()
    return next((form for form, one in ENDINGS.items() if one == ending), None)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The stories asked for, parted into those that may be exported and those that may not."""

    allowed: tuple[Row, ...]
    barred: tuple[tuple[Row, str], ...]
    """With the reason."""


def barred(row: Row, now: str) -> str:
    """Return why the story must not be exported at `now` (as in `Row.embargoed`); empty if it may."""
    if row.pubstatus == "canceled":
        return "killed"
    if row.pubstatus == "withheld":
        return "withheld"
    return f"embargoed until {row.embargoed}" if row.embargoed > now else ""


def sort_out(rows: Iterable[Row], now: str) -> Sorted:
    """Part what may be exported from what is barred."""
    allowed: list[Row] = []
    refused: list[tuple[Row, str]] = []
    for row in rows:
        why = barred(row, now)
        if why:
            refused.append((row, why))
        else:
            allowed.append(row)
    return Sorted(tuple(allowed), tuple(refused))


def render(entries: Iterable[Entry], form: Format, heading: Heading, *, quotes: bool) -> Iterator[str]:
    """Yield the export piece by piece: the stories, or with `quotes` their quotes alone."""
    writer = _WRITERS[form]
    return writer.quotes(entries, heading) if quotes else writer.stories(entries, heading)
