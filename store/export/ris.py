"""RIS, which every reference manager imports: a `NEWS` record a story or a quote.

RIS has no comments, and a record of its own for the head would become a
reference in somebody's library: the head stands in a note of each record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.export.heading import Heading
from store.export.reference import Reference, of_quotes, of_stories
from store.models import Entry


def stories(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:
    """Yield a record a story."""
    return (_record(one, heading) for one in of_stories(entries, heading))


def quotes(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:
    """Yield a record a quote: the words as title, the speaker as author."""
    return (_record(one, heading) for one in of_quotes(entries, heading))


def _record(one: Reference, heading: Heading) -> str:
    fields = [
        ("TY", "NEWS"),
        ("ID", one.key),
        ("TI", one.title),
        *(("AU", name) for name in one.authors),
        ("T2", one.source),
        ("PY", one.day[:4]),
        ("DA", f"{one.day.replace('-', '/')}/{one.time}" if one.day else ""),
        ("CY", one.place),
        ("LA", one.language),
        ("ET", one.edition),
        ("AN", one.uri),
        ("UR", one.uri if one.uri.startswith(("http://", "https://")) else ""),
        ("AB", one.abstract),
        *(("N1", note) for note in one.notes),
        ("N1", "; ".join(heading.lines())),
        *(("KW", tag) for tag in one.tags),
    ]
    # Fields are one line each, so that no copy can begin a field of its own.
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])
