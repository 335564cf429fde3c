"""A list of things to choose from: each some lines of text, the cursor on one of them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import signs
from tui.cells import fit
from tui.draw import component, strip
from tui.pointing import line_at
from tui.wrap import wrap

GUTTER = 4
"""Cells before the text: cursor, mark, a blank each."""
NOTHING_LINES = 4
"""Lines of what is said where there are no items."""
NO_ITEM = -1
"""The item of a line that belongs to none."""


class Text(NamedTuple):
    """Some text of an item, wrapped to at most `most` lines."""

    style: str
    text: str
    most: int = 1
    indent: int = 0
    """Cells further to the right."""


class Item(NamedTuple):
    """One thing to choose."""

    key: Hashable
    """What it stands for; the cursor stays on it when the items are others."""
    texts: tuple[Text, ...]


class _Line(NamedTuple):
    item: int
    style: str
    text: str


class PickList(ScrollView, can_focus=True):
    """Items one under the other. Sends `Chosen` on Enter and on a click on the item under the cursor."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown,ctrl+f,ctrl+d", "page(1)", show=False),
        Binding("pageup,ctrl+b,ctrl+u", "page(-1)", show=False),
        Binding("g,home", "first", show=False),
        Binding("G,end", "last", show=False),
        Binding("enter", "choose", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"pick-list--{part}" for part in ("cursor", "head", "text", "about", "alarm", "mark")
    }

    @dataclass
    class Chosen(Message):
        """The reader chose an item."""

        item: Item

    def __init__(self, *, nothing: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.items: tuple[Item, ...] = ()
        self.cursor = 0
        self.marked: Collection[Hashable] = ()
        """Keys of items that carry the sign of the marked."""
        self.nothing = nothing
        """What to say where there are no items."""
        self._lines: list[_Line] = []
        self._first: list[int] = []
        """The first line of each item."""

    # ---------------------------------------------------------------- what it holds

    def show(self, items: Sequence[Item], *, on: Hashable = None) -> None:
        """Show other items, the cursor on the one whose key is `on`, else on the one it was on."""
        wanted = on if on is not None else (self.current.key if self.current else None)
        self.items = tuple(items)
        place = next((at for at, item in enumerate(self.items) if item.key == wanted), self.cursor)
        self.cursor = max(0, min(place, len(self.items) - 1))
        self._lay_out()

    def mark(self, keys: Collection[Hashable]) -> None:
        """Draw the sign of the marked beside these items alone."""
        self.marked = keys
        self.refresh()

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    # ---------------------------------------------------------------- moving

    def action_move(self, by: int) -> None:
        """Move the cursor by items."""
        self._to(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by about what is in sight."""
        each = max(len(self._lines) // max(len(self.items), 1), 1)
        self._to(self.cursor + by * max(self.size.height // each - 1, 1))

    def action_first(self) -> None:
        """Go to the first item."""
        self._to(0)

    def action_last(self) -> None:
        """Go to the last item."""
        self._to(len(self.items) - 1)

    def action_choose(self) -> None:
        """Choose the item under the cursor."""
        if self.current:
            self.post_message(self.Chosen(self.current))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the item clicked on; a click on that one chooses it."""
        at = line_at(self, event)
        if at is not None and at < len(self._lines) and self.items:
            item = self._lines[at].item
            if item == self.cursor:
                self.action_choose()
            self._to(item)

    def _to(self, cursor: int) -> None:
        if not self.items:
            return
        old, self.cursor = self.cursor, max(0, min(cursor, len(self.items) - 1))
        for at in {old, self.cursor}:
            rows = self._rows_of(at)
            self.refresh_lines(rows.start, len(rows))
        self._reveal()

    def _rows_of(self, at: int) -> range:
        if not 0 <= at < len(self._first):
            return range(0)
        end = self._first[at + 1] if at + 1 < len(self._first) else len(self._lines)
        return range(self._first[at], end)

    def _reveal(self) -> None:
        rows, top, height = self._rows_of(self.cursor), round(self.scroll_offset.y), self.size.height
        if not rows or not height:
            return
        if rows.start < top:
            self.scroll_to(y=rows.start, animate=False, force=True)
        elif rows.stop > top + height:
            self.scroll_to(y=min(rows.stop - height, rows.start), animate=False, force=True)
        line = rows.start - round(self.scroll_offset.y)
        self.app.cursor_position = self.content_region.offset + Region(0, max(line, 0), 1, 1).offset

    # ---------------------------------------------------------------- drawing

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._lines, self._first = [], []
        room = self.scrollable_content_region.width - GUTTER - 1
        for at, item in enumerate(self.items):
            self._first.append(len(self._lines))
            self._lines += _wrapped(at, item, max(room, 8))
        if not self.items:
            said = Item(None, (Text("about", self.nothing, NOTHING_LINES),))
            self._lines += _wrapped(NO_ITEM, said, max(room + GUTTER - 1, 8))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self.refresh()
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of what is in sight."""
        width, base = self.scrollable_content_region.width, self.rich_style
        at = y + round(self.scroll_offset.y)
        if at >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[at]
        if line.item == NO_ITEM:
            return strip([Segment(f" {line.text}", self._style("about"))], width, base)
        first = at == self._first[line.item]
        style = self._style(line.style)
        if line.item == self.cursor:
            base += self._style("cursor")
            style = Style() if line.style == "about" else style  # muted text is lost on the cursor's ground
        cursor = signs.CURSOR if first and line.item == self.cursor else " "
        mark = signs.SELECTED if first and self.items[line.item].key in self.marked else " "
        marked = self._style("mark") if mark.strip() else Style()
        gutter = Segment(f"{cursor}{mark}".ljust(GUTTER), marked)
        return strip([gutter, Segment(fit(line.text, width - GUTTER), style)], width, base)

    def _style(self, part: str) -> Style:
        return component(self, f"pick-list--{part}")


def _wrapped(at: int, item: Item, room: int) -> Iterator[_Line]:
    for text in item.texts:
        width = max(room - text.indent, 8)
        lines = list(islice(wrap(text.text, width), text.most + 1))
        for number, line in enumerate(lines[: text.most]):
            piece = text.text[line.start : line.end]
            if number == text.most - 1 and len(lines) > text.most:
                piece = fit(f"{piece} …", width)
            yield _Line(at, text.style, " " * text.indent + piece)
