"""The story: wrapped to the pane, quotes and speakers marked, the place kept as a character."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import ClassVar, NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import signs
from tui.cells import fit
from tui.draw import component, strip
from tui.keymap import bindings_for
from tui.messages import BodyScrolled, QuotePointed
from tui.page import Page, Piece
from tui.pointing import line_at
from tui.wrap import wrap

MEASURE = 88
"""Widest line of text in cells: longer lines are hard to read back from."""

GUTTER = 2
SLICE = 400
"""Lines laid out before the screen gets its turn: about 4 ms."""


class _Line(NamedTuple):
    block: int
    """Which block of the head; -1 is the body."""
    start: int
    end: int


class BodyView(ScrollView, can_focus=True):
    """One story. Places in it are characters into the body, so a new width moves nobody."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("body")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"body-view--{part}"
        for part in (
            "headline", "about", "link", "note", "alarm", "embargo", "dateline", "heading",
            "direct", "mixed", "indirect",
            "speaker", "cue", "match", "here", "lit", "gutter",
        )
    }  # fmt: skip

    def __init__(self, *, measure: int = MEASURE, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._widest = measure
        self.page: Page | None = None
        self.instead = ""
        self.lit_quote = -1
        self._lines: list[_Line] = []
        self._body_starts: list[int] = []
        self._head_height = 0
        self._rest: Iterator[_Line] | None = None
        self._top = 0
        """The body's character to keep at the top, whatever the width."""
        self._to_reveal = -1
        """The character to bring into sight as soon as the pane has a height; -1 for none."""

    # ---------------------------------------------------------------- what it shows

    def show(self, page: Page | None, *, offset: int = 0, quote: int = -1, instead: str = "") -> None:
        """Show a story from the body's character `offset` on, with `quote` lit; or a line instead."""
        self.page = page
        self.instead = instead
        self.lit_quote = quote
        self._to_reveal = -1
        self._top = offset
        self._lay_out()

    def light(self, quote: int) -> None:
        """Light a quote and bring it into sight."""
        if self.page is None or not 0 <= quote < len(self.page.quotes):
            return
        self.lit_quote = quote
        self._to_reveal = self.page.quotes[quote].start
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        if self._to_reveal >= 0 and self.size.height:
            self._into_sight(self._to_reveal)
            self._to_reveal = -1

    def relight(self, page: Page) -> None:
        """Draw the same story with other matches."""
        self.page = page
        self.refresh()

    def rehead(self, page: Page) -> None:
        """Draw the same story with another head; nothing if it is the same."""
        if self.page is None or page.head == self.page.head:
            return
        self.page = page
        head = list(self._head_lines(page))
        if len(head) + 1 == self._head_height:
            self._lines[: len(head)] = head
            self.refresh()
        else:
            self._lay_out()

    @property
    def offset_at_top(self) -> int:
        """The body's character at the top of the pane; 0 while the head is in sight."""
        return self._top

    @property
    def percent(self) -> int:
        """How much of the story lies above the pane's end, 0 to 100; 100 for what is not in sight."""
        total = self.virtual_size.height if self.size.height else 0
        return min(100, round(100 * (self.scroll_offset.y + self.size.height) / total)) if total else 100

    # ---------------------------------------------------------------- moving

    def action_line(self, by: int) -> None:
        """Scroll by lines."""
        self._go(self.scroll_offset.y + by)

    def action_page(self, pages: float) -> None:
        """Scroll by pages, one line kept of a whole one."""
        height = max(self.size.height - 1, 1)
        self._go(self.scroll_offset.y + round(pages * height))

    def action_top(self) -> None:
        """Go to the headline."""
        self._go(0)

    def action_bottom(self) -> None:
        """Go to the end of the story."""
        self._finish()
        self._go(self.virtual_size.height)

    def action_paragraph(self, by: int) -> None:
        """Go to the next or the previous paragraph."""
        top = round(self.scroll_offset.y)
        starts = [0, *(y for y in self._paragraph_tops() if y)]
        if by > 0:
            at = bisect_right(starts, top)
            self._go(starts[at] if at < len(starts) else self.virtual_size.height)
        else:
            self._go(starts[max(bisect_left(starts, top) - 1, 0)])

    def on_click(self, event: events.Click) -> None:
        """Tell which quote was clicked on: the one under the mouse, else the next of the line."""
        at = line_at(self, event)
        if self.page is None or at is None or not self._head_height <= at < len(self._lines):
            return
        line = self._lines[at]
        before = max(event.get_content_offset_capture(self).x - GUTTER, 0)
        under = line.start + len(set_cell_size(self.page.body[line.start : line.end], before))
        quoted = [piece for piece in self.page.pieces_in(line.start, line.end) if piece.quotes]
        if quoted:
            pointed = next((piece for piece in quoted if under < piece.end), quoted[-1])
            self.post_message(QuotePointed(pointed.quotes[0]))

    def step_match(self, by: int) -> bool:
        """Bring the next match below (or above) the middle of the pane into sight; False if none is."""
        if self.page is None or not self.page.matches:
            return False
        starts = [span.start for span in self.page.matches]
        at = bisect_right(starts, self._match_at) if by > 0 else bisect_left(starts, self._match_at) - 1
        if not 0 <= at < len(starts):
            return False
        self._match_at = starts[at]
        self._into_sight(starts[at])
        self.refresh()
        self.post_message(BodyScrolled())
        return True

    _match_at = -1

    @property
    def match_number(self) -> int:
        """Which match was gone to last, counted from 0; -1 for none."""
        if self.page is None or self._match_at < 0:
            return -1
        return bisect_left(self.page.matches, self._match_at, key=lambda span: span.start)

    def to_first_match(self, *, from_anywhere: bool = False) -> None:
        """Bring the first match into sight, if it is not; a reader in the middle of the story stays there."""
        self._match_at = -1
        if self.page and self.page.matches and (from_anywhere or not self.offset_at_top):
            self.step_match(1)

    def _go(self, y: float) -> None:
        self.scroll_to(y=max(0, min(y, self.max_scroll_y)), animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take down the new place, unless a new width moved the lines and not the reader."""
        super().watch_scroll_y(old_value, new_value)
        if self._laid_width == self.scrollable_content_region.width and not self._laying_out:
            at = round(new_value) - self._head_height
            self._top = self._body_starts[at] if 0 < at < len(self._body_starts) else 0
        self.post_message(BodyScrolled())

    def _into_sight(self, offset: int) -> None:
        """Scroll only if the character is out of sight, and then to a third of the pane."""
        line = self._line_of(offset)
        top, height = round(self.scroll_offset.y), self.size.height
        if not top <= line < top + height - 1:
            self._go(line - height // 3)

    def _line_of(self, offset: int) -> int:
        while self._rest is not None and (not self._body_starts or self._body_starts[-1] <= offset):
            self._lay_out_more()
        return self._head_height + max(bisect_right(self._body_starts, offset) - 1, 0)

    def _paragraph_tops(self) -> list[int]:
        body = self.page.body if self.page else ""
        return [
            self._head_height + at
            for at, start in enumerate(self._body_starts)
            if start >= 2 and body[start - 2 : start] == "\n\n"
        ]

    # ---------------------------------------------------------------- layout

    def on_resize(self) -> None:
        """Wrap for the new width, the same words at the top."""
        if self.page is not None and self.scrollable_content_region.width != self._laid_width:
            self._lay_out()
        self._reveal()
        self.post_message(BodyScrolled())

    _laid_width = 0
    _laying_out = False

    @property
    def _measure(self) -> int:
        return max(min(self.scrollable_content_region.width - GUTTER - 1, self._widest), 4)

    def _lay_out(self) -> None:
        """Lay out the first lines at once, the rest between the screen's turns."""
        self._lines, self._body_starts, self._rest = [], [], None
        self._laid_width = self.scrollable_content_region.width
        if self.page is None or not self.scrollable_content_region.width:
            self.virtual_size = Size(self.scrollable_content_region.width, 0)
            self.refresh()
            return
        self._lines += self._head_lines(self.page)
        self._lines.append(_Line(-1, 0, 0))
        self._head_height = len(self._lines)
        self._rest = (_Line(-1, *line) for line in wrap(self.page.body, self._measure))
        self._lay_out_more()
        self._laying_out = True
        self.scroll_to(y=self._line_of(self._top) if self._top else 0, animate=False, force=True)
        self._laying_out = False
        self.refresh()
        self.post_message(BodyScrolled())

    def _head_lines(self, page: Page) -> Iterator[_Line]:
        for number, block in enumerate(page.head):
            yield from (_Line(number, *line) for line in wrap(block.text, self._measure))

    def _lay_out_more(self) -> None:
        if self._rest is None:
            return
        more = list(islice(self._rest, SLICE))
        self._lines += more
        self._body_starts += [line.start for line in more]
        if len(more) < SLICE:
            self._rest = None
        else:
            self.call_later(self._lay_out_more)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))

    def _finish(self) -> None:
        while self._rest is not None:
            self._lay_out_more()

    # ---------------------------------------------------------------- drawing

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of what is in sight."""
        width, base = self.scrollable_content_region.width, self.rich_style
        at = y + round(self.scroll_offset.y)
        if self.page is None and y == 0:
            return strip([Segment(fit(f"  {self.instead}", width), self._style("about"))], width, base)
        if self.page is None or at >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[at]
        if line.block >= 0:
            block = self.page.head[line.block]
            text = block.text[line.start : line.end]
            style = self._style(block.name)
            if block.name == "link":
                style += _link(block.text)
            return strip([Segment("  "), Segment(text, style)], width, base)
        if at < self._head_height:
            return Strip.blank(width, base)
        pieces = list(self.page.pieces_in(line.start, line.end))
        segments = [self._gutter(self.page, pieces), *(self._segment(self.page, piece) for piece in pieces)]
        return strip(segments, width, base)

    def _segment(self, page: Page, piece: Piece) -> Segment:
        style = Style()
        for name in piece.names:
            style += self._style(name)
        if self.lit_quote in piece.quotes:
            style += self._style("lit")
        if piece.start == self._match_at:
            style += self._style("here")
        return Segment(page.body[piece.start : piece.end], style)

    def _gutter(self, page: Page, pieces: list[Piece]) -> Segment:
        """Return two cells that say which kind of quote the line holds, the lit one first."""
        numbers = {number for piece in pieces for number in piece.quotes}
        if self.lit_quote in numbers:
            kind = page.quotes[self.lit_quote].type
            return Segment(signs.LIT + signs.BARS[kind], self._style("lit"))
        kinds = {page.quotes[number].type for number in numbers}
        bar = next((signs.BARS[kind] for kind in ("direct", "mixed", "indirect") if kind in kinds), " ")
        return Segment(bar + " ", self._style("gutter"))

    def _style(self, part: str) -> Style:
        return component(self, f"body-view--{part}")


@lru_cache(maxsize=8)
def _link(url: str) -> Style:
    """Return a style that links to `url`: one each, for Rich numbers them and a new number is a change."""
    return Style(link=url)
