"""BibTeX, for those who write in LaTeX: an `@article` a story, a `@misc` a quote. UTF-8.

Whatever stands outside an entry is a comment; there the head stands, its `@`
made harmless. Titles and names are in two pairs of braces: BibTeX changes
nothing in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.export.heading import Heading
from store.export.reference import Reference, of_quotes, of_stories
from store.models import Entry

# Braces are counted even behind a backslash, so they are named.
_SPECIAL = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "<": r"{\textless}",
        ">": r"{\textgreater}",
        "|": r"{\textbar}",
        '"': r"{\char34}",  # in every font encoding, and out of the reach of babel's shorthands
        **{mark: f"\\{mark}" for mark in "&%$#_"},
    }
)


def stories(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:
    """Yield the head and an entry a story."""
    yield _head(heading)
    yield from (_entry("article", one, "journal") for one in of_stories(entries, heading))


def quotes(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:
    """Yield the head and an entry a quote: the words as title, the speaker as author."""
    yield _head(heading)
    yield from (_entry("misc", one, "howpublished") for one in of_quotes(entries, heading))


def escape(text: str) -> str:
    """Return `text` so that LaTeX prints it as it is."""
    return text.translate(_SPECIAL)


def _head(heading: Heading) -> str:
    lines = "".join(f"% {line}\n" for line in heading.lines()).replace("@", "(at)")
    return f"{lines}\n" if lines else ""


def _entry(kind: str, one: Reference, source: str) -> str:
    fields = [
        ("title", f"{{{escape(one.title)}}}"),
        ("author", " and ".join(f"{{{escape(name)}}}" for name in one.authors)),
        (source, escape(one.source)),
        ("year", one.day[:4]),
        ("month", one.day[5:7].lstrip("0")),
        ("date", one.day),
        ("address", escape(one.place)),
        ("edition", escape(one.edition)),
        ("language", escape(one.language)),
        ("abstract", escape(one.abstract)),
        ("keywords", escape(", ".join(one.tags))),
        ("note", escape(". ".join(one.notes))),
    ]
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    return f"@{kind}{{{one.key},\n{''.join(lines)}}}\n\n"
