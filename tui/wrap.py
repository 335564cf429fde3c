"""Text to lines of a given width in cells, as offsets into the text.

Cells, not characters: CJK takes two, a combining mark none. Breaks fall at
blanks and between wide characters; a word longer than the line is cut at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes


class Line(NamedTuple):
    """One line on the screen: characters `start` to `end` of the text, the blank at the break left out."""

    start: int
    end: int


def wrap(text: str, width: int) -> Iterator[Line]:
    """Yield the lines of `text` at `width` cells; an empty line for each empty paragraph."""
    width = max(width, 2)  # one wide character must fit
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield from _paragraph(text, start, end, width)
        start = end + 1


def _paragraph(text: str, start: int, end: int, width: int) -> Iterator[Line]:
    while True:
        cut = _fit(text, start, end, width)
        if cut >= end:
            yield Line(start, end)
            return
        stop = cut
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        yield Line(start, stop)
        start = cut
        while start < end and text[start] == " ":
            start += 1
        if start >= end:
            return


def _fit(text: str, start: int, end: int, width: int) -> int:
    """Return where the line that begins at `start` must end, at a break if there is one."""
    limit = min(start + width, end)
    piece = text[start:limit]
    torn = limit < end and not cell_len(text[limit])  # a mark that belongs to the letter before
    if cell_len(piece) == len(piece) and not torn:  # every character one cell: offsets are columns
        if limit == end or text[limit] == " ":
            return limit
        cut = text.rfind(" ", start, limit) + 1
        return cut if cut > start and text[start:cut].strip(" ") else limit
    return _fit_graphemes(text, start, end, width)


def _fit_graphemes(text: str, start: int, end: int, width: int) -> int:
    piece = text[start : min(end, start + 8 * width)]  # marks take no cell; eight a letter is plenty
    used, after_break = 0, 0
    for begin, stop, cells in split_graphemes(piece)[0]:
        if used + cells > width:
            return start + (after_break or max(begin, 1))
        used += cells
        if piece[begin:stop] == " " or cells == 2:
            after_break = stop if used > cells else after_break
    return start + len(piece)
