"""Several plain stories in one text: where one ends and the next begins.

A form feed, a line of `NNNN`, `-30-`, `###` or a rule, or a `date` header may
part stories; a page break, a table's rule or the notes below an end mark look
the same. So a text is cut there only if what follows opens like a story: with
a slug, a date header or a dateline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from store.ingest import plain_front
from store.text import clean

_LINE = re.compile(
    r"^[ ]*(?:NNNN|-[ ]?30[ ]?-|#{3,}|={5,}|\*{5,}|-{10,}|_{10,}|ENDS)[ ]*$\n?"
    r"|^(?=[ ]*date:?[ ]+\d{4}-\d\d-\d\d\b)",
    re.MULTILINE | re.IGNORECASE,
)

_SHORTEST = 40  # characters; what is shorter holds no slug or dateline with a story behind it
_SHORT_PAGE = re.compile(r"\f(?=[^\f]{0,38}\f)")  # one that opens no story goes on the page before


class Part(NamedTuple):
    """One story's text, cleaned, and the line of the file it starts in (1 is the first)."""

    text: str
    line: int


def split(raw: str) -> Iterator[Part]:
    """Yield the stories of a decoded text, cleaned; most texts hold one."""
    story: list[str] = []  # joined once: a text may be a million pieces
    head, held = "", 0  # its first lines, and how many
    start = line = 1
    for piece in _pieces(raw):
        if story and _opens_story(piece) and _has_body(head):
            yield Part("".join(story), start)
            story, head, held = [], "", 0
        if not story:
            start = line
        if story or piece.strip():
            story.append(piece)
            if held < plain_front.MAX_LINES:
                head, held = head + piece, held + piece.count("\n")
        line += piece.count("\n")
    if story:
        yield Part("".join(story), start)


def _pieces(raw: str) -> Iterator[str]:
    """Yield the text between places where a story might end, each mark with what precedes it."""
    for page in _SHORT_PAGE.sub("\n", raw.replace("\t", "    ")).split("\f"):
        text = clean(page)
        position = end = seen = 0
        for mark in _LINE.finditer(text):
            between, seen = text[seen : mark.start()], mark.end()
            if between and not plain_front.cut_date_header(between).strip():
                continue  # a date alone heads what follows
            if between.strip() and end > position:  # marks in a row are one
                yield text[position:end]
                position = end
            end = mark.end()
        if end > position:
            yield text[position:end]
            position = end
        yield text[position:] + "\n"


def _opens_story(piece: str) -> bool:
    if len(piece) < _SHORTEST:
        return False
    front = plain_front.read(_head(piece))
    return bool(front.dateline or front.slug or front.sent)


def _has_body(text: str) -> bool:
    """Tell whether a story stands here, not only its slug and notes: a `date` header may follow those."""
    lines = _head(text)
    front = plain_front.read(lines)
    return bool(front.dateline) or any(line.strip() for line in lines[front.body_line :])


def _head(text: str) -> list[str]:
    return text.split("\n", plain_front.MAX_LINES)[: plain_front.MAX_LINES]
