"""Plain text to paragraphs: hard-wrapped lines re-joined, lines that mean something kept.

A line end is taken for a wrap if the next line's first word would not have
fitted on the line; otherwise somebody typed it.
"""

from __future__ import annotations

import re
from itertools import pairwise

_WIDEST_WRAP = (
    120  # characters; wire copy wraps at 60 to 80, mail at 72 to 78, and longer lines are paragraphs
)
_NARROWEST_WRAP = 40
_SLACK = 2
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S|\S\s*\|\s*\S")
_ITEM = re.compile(r"(?:[-*•–·o]|\(?\d{1,2}[.)])\s+\S")
_END = re.compile(r"[.!?…:][\"'”’»)]*$")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of plain text; `\\n` inside one is a line end that must stay."""
    text = text.expandtabs(4)
    blocks = [block for block in re.split(r"\n[ \xa0]*(?:\n[ \xa0]*)+", text) if block.strip()]
    width = max((len(line.rstrip()) for line in text.split("\n")), default=0)
    out: list[str] = []
    for block in blocks:
        out += _block([line.rstrip() for line in block.strip("\n").split("\n") if line.strip()], width)
    return out


def is_aligned(text: str) -> bool:
    """Tell whether text is laid out in columns: most of its lines have gaps inside."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 1 and sum(bool(_COLUMNS.search(line.strip())) for line in lines) * 2 > len(lines)


def _block(lines: list[str], width: int) -> list[str]:
    if is_aligned("\n".join(lines)):
        return ["\n".join(lines)]
    out = [lines[0].strip()]
    indents = {len(line) - len(line.lstrip()) for line in lines[1:]}
    left = min(indents, default=0)
    point = _point(lines[0])
    for before, line in pairwise(lines):
        bare = " ".join(line.split())
        indent = len(line) - len(line.lstrip())
        indented = indent >= left + 2
        point = _point(line) if _ITEM.match(bare) or point is None or indent < point else point
        hanging = point is not None and indent >= point and not (_ITEM.match(bare) or _is_row(line))
        if hanging:
            out[-1] += " " + bare
        elif _is_row(before) or _is_row(line) or _ITEM.match(bare):
            out[-1] += "\n" + (line.strip() if _is_row(line) else bare)
        elif indented:
            out.append(bare)
        elif _is_wrap(before, bare, width):
            out[-1] += " " + bare
        elif _END.search(before) or width > _WIDEST_WRAP:
            out.append(bare)
        else:
            out[-1] += "\n" + bare
    return ["\n".join(_fold(line) for line in paragraph.split("\n")) for paragraph in out]


def _point(line: str) -> int | None:
    """Return the column at which the words of a list's point begin; None if the line opens no point."""
    match = _ITEM.match(line.lstrip())
    return len(line) - len(line.lstrip()) + match.end() - 1 if match else None


def _fold(line: str) -> str:
    return line if _is_row(line) else " ".join(line.split())


def _is_row(line: str) -> bool:
    return len(_COLUMNS.findall(line.strip())) >= 2


def _is_wrap(before: str, line: str, width: int) -> bool:
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return False
    first = line.split(" ", 1)[0]
    return len(before) + 1 + len(first) + _SLACK > width
