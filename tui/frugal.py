"""Send the terminal only what it does not show already.

Textual redraws whole regions: a change of focus repaints two panes, a dialog
the whole screen. Over SSH that is what a reader waits for. `Canvas` keeps what
was written to each cell and thins every update down to the cells that differ, and
lets the terminal move lines that have only scrolled;
`frugal` puts it between Textual and its terminal driver. What it does not
recognise passes as it is, and everything written before is then forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes
from textual.driver import Driver

from tui.scrolling import find_shift

_TOKEN = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H"
    r"|\x1b\[(?P<style>[\d;:]*)m"
    r"|\x1b\]8;(?P<link>[^\x1b\x07]*)(?:\x1b\\|\x07)"
    r"|(?P<line>\n)"
    r"|(?P<text>[^\x1b\n\r\t\x00-\x08]+)"
)
_UPDATE = re.compile(r"\x1b\[\d+;\d+H")
LEAST_ROWS = 4
"""Rows an update must hold to be looked at for rows that only moved."""

_GAP = 6
"""Cells alike that are written again rather than jumped over: a jump costs up to eight bytes."""


class _Look(NamedTuple):
    """How a cell is drawn: the parameters of its SGR sequence, and its link."""

    style: str = ""
    link: str = ""


class _Cell(NamedTuple):
    text: str
    """The grapheme; empty in the second cell of a wide one."""
    look: _Look


class _Unknown(Exception):  # noqa: N818 - a signal, not an error: the update is of no known form
    """The update is not of the form Textual writes."""


class Canvas:
    """What the terminal shows, as far as it was written through here."""

    def __init__(self) -> None:
        self._rows: dict[int, list[_Cell | None]] = {}

    def forget(self) -> None:
        """Take nothing for granted: the next update is written in full."""
        self._rows.clear()

    def thin(self, update: str) -> str:
        """Return the part of `update` that changes what the terminal shows.

        `update` is a run of cursor moves, styles and text, as Textual's
        compositor renders it, its last move where the cursor shall rest.
        """
        try:
            chunks, rest = self._parse(update)
        except _Unknown:
            self.forget()
            return update
        moved = self._move(chunks)
        out = [piece for x, y, cells in chunks for piece in self._put(x, y, cells)]
        return "".join((*moved, *out, rest))

    def _parse(self, update: str) -> tuple[list[tuple[int, int, list[_Cell]]], str]:
        """Return the chunks of the update as `(x, y, cells)`, and the move at its end."""
        chunks: list[tuple[int, int, list[_Cell]]] = []
        cells: list[_Cell] | None = None
        look, rest, at = _Look(), "", 0
        while at < len(update):
            token = _TOKEN.match(update, at)
            if token is None:
                raise _Unknown
            at, kind = token.end(), token.lastgroup
            if kind == "column":
                cells, rest = [], token.group()
                chunks.append((int(token["column"]) - 1, int(token["row"]) - 1, cells))
            elif kind == "style":
                style = token["style"]
                if look.style and style not in ("", "0"):
                    raise _Unknown
                look = look._replace(style="" if style == "0" else style)
            elif kind == "link":
                look = look._replace(link="" if token["link"] == ";" else token["link"])
            elif kind == "line":
                cells = None
            elif cells is None:
                raise _Unknown
            else:
                cells += _cells(token["text"], look)
        return [chunk for chunk in chunks if chunk[2]], rest

    def _move(self, chunks: list[tuple[int, int, list[_Cell]]]) -> list[str]:
        """Let the terminal move rows where that says most of the update; return what makes it do so.

        The rows moved over are written here as they shall be, so that what is left of the update finds
        them done.
        """
        if len(chunks) < LEAST_ROWS:
            return []
        after: dict[int, list[_Cell | None]] = {}
        for x, y, cells in chunks:
            row = after.setdefault(y, list(self._rows.get(y, ())))
            row += [None] * (x + len(cells) - len(row))
            row[x : x + len(cells)] = cells
        shift = find_shift(self._rows, after)
        if shift is None:
            return []
        rows = range(shift.top, shift.bottom + 1)
        sources = [shift.source(y) for y in rows]
        self._rows |= {
            y: [] if old is None else list(self._rows.get(old, ()))
            for y, old in zip(rows, sources, strict=True)
        }
        whole = [[cell for cell in after[y] if cell is not None] for y in rows]
        written = [piece for y, cells in zip(rows, whole, strict=True) for piece in self._put(0, y, cells)]
        return [shift.sequence(), *written]

    def _put(self, x: int, y: int, cells: list[_Cell]) -> Iterator[str]:
        row = self._rows.setdefault(y, [])
        if len(row) < x + len(cells):
            row += [None] * (x + len(cells) - len(row))
        old = row[x : x + len(cells)]
        if old == cells:
            return
        plain = all(_is_plain(cell) for cell in cells) and all(_is_plain(cell) for cell in row)
        row[x : x + len(cells)] = cells
        if plain:
            for start, end in _differences(old, cells):
                yield f"\x1b[{y + 1};{x + start + 1}H" + _render(cells[start:end], x + start)
        else:  # terminals disagree on how wide some signs are: what stands behind one is not sure
            row[x + len(cells) :] = [None] * (len(row) - x - len(cells))
            yield f"\x1b[{y + 1};{x + 1}H" + _render(cells, x)


def _cells(text: str, look: _Look) -> list[_Cell]:
    if text.isascii() or (cell_len(text) == len(text) and all(map(cell_len, text))):
        return [_Cell(letter, look) for letter in text]
    out: list[_Cell] = []
    for start, end, width in split_graphemes(text)[0]:
        if width == 0:
            raise _Unknown
        out.append(_Cell(text[start:end], look))
        out += [_Cell("", look)] * (width - 1)
    return out


def _is_sure(text: str) -> bool:
    """Tell whether all terminals take the same number of cells for a grapheme.

    They do not for one of several signs (emoji joined or with a tone, flags,
    letters with marks), nor for signs that came to Unicode late.
    """
    return text < "\U0001f000" and len(text) < 2


@lru_cache(maxsize=4096)
def _is_plain_text(text: str) -> bool:
    return len(text) == 1 and text < "\u2e80"


def _is_plain(cell: _Cell | None) -> bool:
    return cell is None or _is_plain_text(cell.text)


def _differences(old: list[_Cell | None], new: list[_Cell]) -> Iterator[tuple[int, int]]:
    """Yield the ranges that differ, ranges with a small gap between them made one."""
    start = end = -1
    for at, (before, after) in enumerate(zip(old, new, strict=True)):
        if before == after:
            continue
        if start >= 0 and at - end > _GAP:
            yield start, end
            start = at
        start = at if start < 0 else start
        end = at + 1
    if start >= 0:
        yield start, end


def _render(cells: list[_Cell], x: int) -> str:
    """Return what draws the cells from column `x` on, each in its own, however wide those before it are."""
    out: list[str] = []
    now = _Look()
    sure = True
    for column, cell in enumerate(cells, start=x):
        if cell.text and not sure:
            out.append(f"\x1b[{column + 1}G")
            sure = True
        if cell.look != now:
            if cell.look.link != now.link:
                out.append(f"\x1b]8;{cell.look.link or ';'}\x1b\\")
            if cell.look.style != now.style:
                out.append(f"\x1b[{_change(now.style, cell.look.style)}m")
            now = cell.look
        out.append(cell.text)
        sure = sure and _is_sure(cell.text)
    if now.link:
        out.append("\x1b]8;;\x1b\\")
    if now.style:
        out.append("\x1b[0m")
    return "".join(out)


@lru_cache(maxsize=4096)
def _change(old: str, new: str) -> str:
    """Return the SGR parameters that lead from one style to another: colours alone, if they alone differ."""
    if not new:
        return "0"
    if not old:
        return new
    (old_rest, *old_colours), (new_rest, *new_colours) = _split(old), _split(new)
    if old_rest != new_rest or any(a and not b for a, b in zip(old_colours, new_colours, strict=True)):
        return f"0;{new}"
    return ";".join(b for a, b in zip(old_colours, new_colours, strict=True) if b != a)


def _split(style: str) -> tuple[tuple[str, ...], str, str]:
    """Return a style's attributes, foreground and background (ECMA-48 SGR, and the 256 and RGB forms)."""
    rest: list[str] = []
    front = back = ""
    codes = iter(style.split(";"))
    for code in codes:
        whole = code
        if code in ("38", "48"):
            kind = next(codes, "")
            whole = ";".join((code, kind, *(next(codes, "") for _ in range({"5": 1, "2": 3}.get(kind, 0)))))
        if code == "38" or _is_between(code, 30, 37) or _is_between(code, 90, 97):
            front = whole
        elif code == "48" or _is_between(code, 40, 47) or _is_between(code, 100, 107):
            back = whole
        else:
            rest.append(whole)
    return tuple(rest), front, back


def _is_between(code: str, low: int, high: int) -> bool:
    return code.isdigit() and low <= int(code) <= high


def frugal(driver: type[Driver], canvas: Canvas, signs: Mapping[int, str]) -> type[Driver]:
    """Return a driver class like `driver` that writes through `canvas`, with `signs` for what fonts lack."""

    class FrugalDriver(driver):  # type: ignore[misc, valid-type]  # a base chosen by Textual for the platform
        """The platform's driver, thrifty."""

        def write(self, data: str) -> None:
            """Write an update thinned, anything else as it is; nothing to a terminal that is gone.

            Textual's writer ends with the first error, and its queue, once
            full, would hold the program for ever.
            """
            writer = getattr(self, "_writer_thread", None)
            if writer is not None and not writer.is_alive():
                return
            if _UPDATE.match(data):
                data = canvas.thin(data.translate(signs) if signs else data)
            elif "\x1b[?1049" in data or "\x1b[2J" in data:
                canvas.forget()
            super().write(data)

    return FrugalDriver
