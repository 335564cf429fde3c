"""Plain text to paragraphs: hard-wrapped lines re-joined, lines that mean something kept.

A line end is taken for a wrap if the next line's first word would hardly have
fitted on the line. Where most line ends are wraps, the text is a broken one,
and only the ends of sentences and the rows of tables stay; elsewhere somebody
typed the line ends, and all of them stay.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

WIDEST = 120  # characters; wire copy wraps at 60 to 80, mail at 72 to 78, and longer lines are paragraphs
NARROWEST = 40
_ENOUGH_BREAKS = 3  # inside sentences
_ENOUGH_LINES = 6  # fewer prove nothing
_LONG = 0.6  # of the column; a shorter line was typed, not broken
_MARKUP_INDENT = 8  # columns; an editor indents a paragraph or the rest of a point by less
_SLACK = 0.85  # desks break lines by hand too, and early
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S|\S\s*\|\s*\S")
_GAP = re.compile(r"\S {2,}(?=\S)")  # where one gap of a line is wide, two blanks part columns too
_WIDE_GAP = " " * 6
_RULE = "-=_"  # lines of these part what stands above from what stands below
_ITEM = re.compile(r"(?:[-*•–·+o]|\(?\d{1,2}[.)])\s+\S|\d{1,3} {2,}\S")  # the last: a numbered row of a table
_DASH = re.compile(r"[-–] +[^\W\d_]")  # opens a list's point, or goes on a sentence broken before it
_BREAK = re.compile(r"\s*(?:(?:\*\s*){3,}|_{3,})")
_END = re.compile(r"[.!?…:][\"'”’»)]*$")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of plain text; `\\n` inside one is a line end that must stay."""
    blocks = [
        [line.rstrip() for line in block.strip("\n").split("\n") if line.strip()]
        for block in re.split(r"\n(?:[ \xa0]*\n)+", _flush_left(text.expandtabs(4)))
        if block.strip()
    ]
    blocks = [part for block in blocks for part in _parted(block)]
    wrap = _Wrap.of(blocks)
    return [paragraph for block in blocks for paragraph in _block(block, wrap)]


def _flush_left(text: str) -> str:
    """Take off the indent that all lines but the first share: the mark-up's, the text began behind a tag."""
    first, *rest = text.split("\n")
    indents = [len(line) - len(line.lstrip()) for line in rest if line.strip()]
    shared = min(indents, default=0)
    if first[:1].isspace() or shared < _MARKUP_INDENT:
        return text
    return "\n".join([first, *(line[shared:] for line in rest)])


def is_aligned(text: str) -> bool:
    """Tell whether text is laid out in columns: most of its lines have gaps inside."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 1 and sum(bool(_COLUMNS.search(line.strip())) for line in lines) * 2 > len(lines)


def is_typed(text: str) -> bool:
    """Tell whether somebody typed the line ends: enough short lines, hardly one of them full."""
    lines = [line.rstrip() for line in text.strip("\n").split("\n") if line.strip()]
    wrap = _Wrap.of([lines])
    return len(lines) >= _ENOUGH_LINES and not wrap.width and wrap.longest <= WIDEST


def _parted(block: list[str]) -> Iterator[list[str]]:
    """Yield the parts of a block between lines that are only a mark: `* * *`, `___`."""
    part: list[str] = []
    for line in block:
        if _BREAK.fullmatch(line):
            yield from filter(None, (part, [line]))
            part = []
        else:
            part.append(line)
    if part:
        yield part


class _Wrap(NamedTuple):
    """The column a text is broken at; 0 where its line ends were typed."""

    width: int
    longest: int
    sure: bool = False
    """Lines are broken inside sentences too, time and again."""

    @classmethod
    def of(cls, blocks: list[list[str]]) -> _Wrap:
        lengths = [len(line.strip()) for block in blocks for line in block]
        longest = max(lengths, default=0)
        if not NARROWEST <= longest <= WIDEST:
            return cls(0, longest)
        breaks = [pair for block in blocks for pair in pairwise(block) if not _is_typed(*pair)]
        full = [before for before, after in breaks if _reaches(before, after, longest)]
        inside = sum(not _END.search(before) for before in full)
        return cls(longest if len(full) * 2 >= len(breaks) else 0, longest, sure=inside >= _ENOUGH_BREAKS)


def _is_typed(before: str, after: str) -> bool:
    """Tell whether a line end is clearly no wrap: a new paragraph, an item or a row follows."""
    indent = len(after) - len(after.lstrip()) > len(before) - len(before.lstrip())
    return indent or _is_row(after) or _is_row(before) or bool(_ITEM.match(after.strip()))


def _reaches(before: str, after: str, width: int) -> bool:
    """Tell whether the next line's first word would hardly have fitted on the line before."""
    return len(before.strip()) + 1 + len(after.split(maxsplit=1)[0]) > width * _SLACK


def _block(lines: list[str], wrap: _Wrap) -> list[str]:
    if is_aligned("\n".join(lines)):
        return [_dedented(lines)]
    if all(_END.search(line) for line in lines) and not _filled(lines, wrap):
        return [_fold(line.strip()) for line in lines]
    left = min((len(line) - len(line.lstrip()) for line in lines[1:]), default=0)
    out = [[lines[0].strip()]]  # each paragraph in pieces: a block may be of millions of lines
    point = _point(len(lines[0]) - len(lines[0].lstrip()), _ITEM.match(out[0][0]))
    row, listed = _is_row(lines[0]), point is not None
    for before, line in pairwise(lines):
        bare = line.strip()
        indent = len(line) - len(line.lstrip())
        item = _ITEM.match(bare)
        if item and not listed and _goes_on_behind_dash(before, bare, wrap):
            item = None
        listed = listed or item is not None
        above, row = row, _is_row(line)
        if item or point is None or indent < point:
            point = _point(indent, item)
        if point is not None and indent >= point and not item and not row:
            out[-1] += (" ", bare)
        elif above or row or item:
            out[-1] += ("\n", bare)
        elif indent < left + 2 and (joint := _joint(before, bare, wrap)):
            out[-1] += (joint, bare)
        else:
            out.append([bare])
    return ["\n".join(_fold(line) for line in "".join(pieces).split("\n")) for pieces in out]


def _filled(lines: list[str], wrap: _Wrap) -> bool:
    """Tell whether each line of a broken text was broken for want of room, though a sentence ends there."""
    breaks = pairwise(lines)
    return (
        wrap.width > 0
        and wrap.sure
        and all(_reaches(*pair, wrap.width) and not _is_typed(*pair) for pair in breaks)
    )


def _joint(before: str, line: str, wrap: _Wrap) -> str:
    """Return what joins a line of prose to the one before; nothing if it begins a paragraph."""
    if (line[0] in _RULE and not line.strip(_RULE)) or (
        before[-1] in _RULE and not before.strip(_RULE + " ")
    ):
        return "\n"
    if _goes_on(before, line, wrap):
        return " "
    return "" if _END.search(before) or wrap.longest > WIDEST else "\n"


def _goes_on(before: str, line: str, wrap: _Wrap) -> bool:
    """Tell whether a line carries on the sentence of the line before."""
    if wrap.width:
        long = len(before.strip()) > wrap.width * _LONG
        return _reaches(before, line, wrap.width) or (long and not _END.search(before))
    if wrap.longest > WIDEST or line[0].isupper() or _END.search(before):
        return False
    return len(before.strip()) + 1 + len(line.split(maxsplit=1)[0]) > wrap.longest


def _goes_on_behind_dash(before: str, line: str, wrap: _Wrap) -> bool:
    """Tell whether a dash that opens a line stands in a sentence, and opens no list."""
    dash = _DASH.match(line)
    return (
        dash is not None
        and wrap.width > 0
        and line[dash.end() - 1].islower()
        and _reaches(before, line, wrap.width)
        and not _END.search(before)
    )


def _point(indent: int, item: re.Match[str] | None) -> int | None:
    """Return the column at which the words of a list's point begin; None if the line opens no point."""
    return indent + item.end() - 1 if item else None


def _dedented(lines: list[str]) -> str:
    return textwrap.dedent("\n".join(lines)).strip("\n")


def _fold(line: str) -> str:
    return line if _is_row(line) else " ".join(line.split())


def _is_row(line: str) -> bool:
    if "   " not in line and "\t" not in line and "|" not in line:
        return False
    bare = line.strip()
    if len(_COLUMNS.findall(bare)) >= 2:
        return True
    return _WIDE_GAP in bare and not _ITEM.match(bare) and len(_GAP.findall(bare)) >= 2
