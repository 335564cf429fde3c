"""Markdown to read, send or paste: the copy's own characters never act as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from store.export.citation import attribution, citation, kind, printed, status
from store.export.heading import Heading
from store.models import Entry, Quote

_MARKUP = re.compile(r"([\\`*_\[\]<>~|&])")
_INDENT = re.compile(r"^ {4,}", re.MULTILINE)
_LINE_START = re.compile(r"^(\s*)(#|[-+=]|\d+(?=[.)]))", re.MULTILINE)


def stories(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:
    """Yield each story: headline, body, notes, citation."""
    yield _head(heading)
    for entry in entries:
        yield _title(entry, heading)
        note = entry.article.ednote
        if note:
            yield f"*Note to editors: {escape(note)}*\n\n"
        yield f"{escape(entry.article.body_text)}\n\n— {escape(citation(entry.article))}\n\n"


def quotes(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:
    """Yield each story's quotes as block quotations, with speaker and citation."""
    yield _head(heading)
    for entry in entries:
        if entry.quotes:
            yield _title(entry, heading)
            yield from (_quote(entry, quote) for quote in entry.quotes)


def escape(text: str) -> str:
    """Return `text` so that Markdown shows it as it is."""
    escaped = _LINE_START.sub(_escape_start, _MARKUP.sub(r"\\\1", text))
    return _INDENT.sub(lambda indent: "&nbsp;" * len(indent[0]), escaped)  # else it would be code


def _escape_start(match: re.Match[str]) -> str:
    blank, mark = match.groups()
    return f"{blank}{mark}\\" if mark.isdigit() else f"{blank}\\{mark}"


def _head(heading: Heading) -> str:
    lines = "".join(f"{escape(line)}  \n" for line in heading.lines())
    return f"{lines}\n" if lines else ""


def _title(entry: Entry, heading: Heading) -> str:
    warning = status(entry.article, heading.made)
    return f"## {escape(entry.article.headline)}\n\n" + (f"**{escape(warning)}**\n\n" if warning else "")


def _quote(entry: Entry, quote: Quote) -> str:
    said = escape(printed(quote)).replace(r"\[…\]", "[…]")  # no link: nothing defines one
    words = "\n".join(f"> {line}".rstrip() for line in said.split("\n"))
    who, where = escape(attribution(quote.speaker)), escape(citation(entry.article, quote))
    return f"{words}\n>\n> — {who} ({kind(quote)})  \n> {where}\n\n"
