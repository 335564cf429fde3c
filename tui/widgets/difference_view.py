"""What differs between two versions: paragraphs with their signs, wrapped, to scroll through."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.cells import fit
from tui.differing import Block
from tui.draw import component, strip
from tui.wrap import wrap

MEASURE = 100
"""Widest line in cells."""

GUTTER = 3
SLICE = 400
"""Lines laid out before the screen gets its turn."""


class _Line(NamedTuple):
    block: int
    start: int
    end: int


class DifferenceView(ScrollView, can_focus=True):
    """The sheet of differences."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "line(1)", show=False),
        Binding("k,up", "line(-1)", show=False),
        Binding("space,pagedown,ctrl+f", "page(1)", show=False),
        Binding("b,pageup,ctrl+b", "page(-1)", show=False),
        Binding("ctrl+d", "page(0.5)", show=False),
        Binding("ctrl+u", "page(-0.5)", show=False),
        Binding("g,home", "top", show=False),
        Binding("G,end", "bottom", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"difference-view--{part}"
        for part in ("title", "about", "speaker", "same", "added", "removed", "sign")
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.blocks: Sequence[Block] = ()
        self.instead = ""
        """What to say while there is nothing to show."""
        self._lines: list[_Line] = []
        self._rest: Iterator[_Line] | None = None

    def show(self, blocks: Sequence[Block], *, instead: str = "") -> None:
        """Show another sheet from its top, or a line instead."""
        self.blocks, self.instead = blocks, instead
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)

    # ---------------------------------------------------------------- moving

    def action_line(self, by: int) -> None:
        """Scroll by lines."""
        self._go(self.scroll_offset.y + by)

    def action_page(self, pages: float) -> None:
        """Scroll by pages, one line kept of a whole one."""
        self._go(self.scroll_offset.y + round(pages * max(self.size.height - 1, 1)))

    def action_top(self) -> None:
        """Go to the top."""
        self._go(0)

    def action_bottom(self) -> None:
        """Go to the end."""
        self._finish()
        self._go(self.virtual_size.height)

    def step(self, by: int) -> None:
        """Go to the next change below the top line, or the previous one above it."""
        self._finish()
        lines = enumerate(self._lines)
        tops = [at for at, line in lines if line.start == 0 and self.blocks[line.block].change]
        here = round(self.scroll_offset.y) + 1  # one line stays above the change gone to
        at = bisect_right(tops, here) if by > 0 else bisect_left(tops, here) - 1
        if 0 <= at < len(tops):
            self._go(tops[at] - 1)

    def _go(self, y: float) -> None:
        self.scroll_to(y=max(0, min(y, self.max_scroll_y)), animate=False, force=True)

    # ---------------------------------------------------------------- layout and drawing

    def on_resize(self) -> None:
        """Wrap for the new width, the same paragraph at the top."""
        at = round(self.scroll_offset.y)
        block = self._lines[at].block if at < len(self._lines) else 0
        self._lay_out()
        while self._rest is not None and self._lines[-1].block < block:
            self._lay_out_more()
        self._go(bisect_left(self._lines, block, key=lambda line: line.block))

    def _lay_out(self) -> None:
        self._lines = []
        width = max(min(self.scrollable_content_region.width - GUTTER - 1, MEASURE), 8)
        self._rest = (
            _Line(number, *line)
            for number, block in enumerate(self.blocks)
            for line in wrap(block.text, width)
        )
        self._lay_out_more()
        self.refresh()

    def _lay_out_more(self) -> None:
        if self._rest is None:
            return
        more = list(islice(self._rest, SLICE))
        self._lines += more
        if len(more) < SLICE:
            self._rest = None
        else:
            self.call_later(self._lay_out_more)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))

    def _finish(self) -> None:
        while self._rest is not None:
            self._lay_out_more()

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of what is in sight."""
        width, base = self.scrollable_content_region.width, self.rich_style
        at = y + round(self.scroll_offset.y)
        if not self.blocks and y == 0:
            told = component(self, "difference-view--about")
            return strip([Segment(fit(f" {self.instead}", width), told)], width, base)
        if at >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[at]
        block = self.blocks[line.block]
        sign = Segment(f" {block.sign} ", component(self, "difference-view--sign"))
        return strip([sign, *self._segments(block, line)], width, base)

    def _segments(self, block: Block, line: _Line) -> Iterator[Segment]:
        at = 0
        for stretch in block.stretches:
            start, end = max(line.start - at, 0), min(line.end - at, len(stretch.text))
            if start < end:
                style = component(self, f"difference-view--{stretch.style}")
                yield Segment(stretch.text[start:end], style)
            at += len(stretch.text)
