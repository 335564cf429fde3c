"""Tables of a story: one line a row in text, columns aligned where that helps."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

_PROSE = 160  # characters; a cell longer than two lines of a terminal is no table cell
_WIDEST = 120  # characters; wider tables are not padded, they would not fit any screen
_NUMBER = re.compile(r"[-+(]?[$€£¥]?\s?[\d.,:%/ ]+[)%]?$")


class Table:
    """Rows of cells, filled while the markup is read; a cell is text and inline XHTML."""

    def __init__(self) -> None:
        self.layout = False
        """The table only lays out the page: its cells are read as paragraphs."""
        self._rows: list[list[list[tuple[str, str]]]] = []
        self._heads: set[tuple[int, int]] = set()
        self._before: list[tuple[str, str]] = []

    def row(self) -> None:
        """Start a row."""
        self._rows.append([])

    def cell(self, *, head: bool) -> None:
        """Start a cell."""
        if not self._rows:
            self.row()
        self._rows[-1].append([])
        if head:
            self._heads.add((len(self._rows) - 1, len(self._rows[-1]) - 1))

    def add(self, text: str, xhtml: str) -> bool:
        """Add a paragraph to the open cell; False if the table takes none."""
        if self.layout:
            return False
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].append((text, xhtml))
        else:
            self._before.append((text, xhtml))
        return True

    def contents(self) -> list[tuple[str, str]]:
        """Return every paragraph in reading order."""
        return self._before + [part for row in self._rows for cell in row for part in cell]

    def holds_prose(self) -> bool:
        """Tell whether cells hold the story itself: one column, or long text in them."""
        texts = [text for text, _ in self.contents()]
        long = sum(len(text) > _PROSE for text in texts)
        columns = max((sum(bool(cell) for cell in row) for row in self._rows), default=0)
        return columns <= 1 or long > len(self._rows) / 2 or any(len(text) > 4 * _PROSE for text in texts)

    def as_text(self) -> str:
        """Return one line a row; columns are padded while that fits a screen."""
        rows = [[" ".join(" ".join(text.split()) for text, _ in cell) for cell in row] for row in self._rows]
        columns = max((len(row) for row in rows), default=0)
        used = [n for n in range(columns) if any(n < len(row) and row[n] for row in rows)]
        rows = [[row[n] if n < len(row) else "" for n in used] for row in rows if any(row)]
        real = [row for row in rows if any(row[1:])]  # a title over the table widens no column
        widths = [max((_width(row[n]) for row in real), default=0) for n in range(len(used))]
        if sum(widths) + 2 * len(widths) > _WIDEST:
            widths = [0] * len(widths)
        lines = [text for text, _ in self._before]
        for row in rows:
            cells = (_pad(cell, width) for cell, width in zip(row, widths, strict=True))
            lines.append("  ".join(cells).rstrip())
        return "\n".join(lines)

    def as_xhtml(self) -> str:
        """Return the table as markup."""
        out = [f"<p>{xhtml}</p>" for _, xhtml in self._before] + ["<table>"]
        for y, row in enumerate(self._rows):
            if not any(row):
                continue
            out.append("<tr>")
            for x, cell in enumerate(row):
                tag = "th" if (y, x) in self._heads else "td"
                out.append(f"<{tag}>{'<br/>'.join(xhtml for _, xhtml in cell)}</{tag}>")
            out.append("</tr>")
        return "".join([*out, "</table>"])


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _pad(cell: str, width: int) -> str:
    room = " " * (width - _width(cell))
    return room + cell if _NUMBER.match(cell) else cell + room
