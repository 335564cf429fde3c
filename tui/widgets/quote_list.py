"""Who said what in this story: quotes under their speakers, kind and words in every row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.attribution import DECIDED
from store.export.citation import printed
from store.models import Quote
from tui import signs, words
from tui.cells import fit
from tui.draw import component, strip
from tui.keymap import bindings_for
from tui.messages import QuoteHighlighted
from tui.pointing import line_at
from tui.wrap import wrap

SLICE = 400
"""Lines laid out before the screen gets its turn."""

WORD_LINES = 3
"""Lines of a quote's words shown in its row; the story has the rest."""


class _Line(NamedTuple):
    quote: int
    """The quote's number; -1 in a speaker's heading."""
    style: str
    text: str


class QuoteList(ScrollView, can_focus=True):
    """The quotes of one story, grouped by speaker in order of first appearance.

    Sends `QuoteHighlighted` when the cursor moves.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("quotes")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"quote-list--{part}"
        for part in ("cursor", "speaker", "role", "direct", "mixed", "indirect", "about", "empty")
    }

    def __init__(self, *, word_lines: int = WORD_LINES, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._word_lines = word_lines
        self.quotes: tuple[Quote, ...] = ()
        self.order: tuple[int, ...] = ()
        """The quotes' numbers in the order of the rows."""
        self.cursor = -1
        """A place in `order`; -1 before the first move."""
        self._lines: list[_Line] = []
        self._first: dict[int, int] = {}
        """The first line of each quote laid out so far."""
        self._rest: Iterator[_Line] = iter(())
        self._complete = True
        self._waiting = False
        self._speakers: list[tuple[str, list[int]]] = []
        self._at: dict[int, int] = {}
        """The place in `order` of each quote."""

    # ---------------------------------------------------------------- what it holds

    def show(self, quotes: Sequence[Quote], *, waiting: bool = False) -> None:
        """Show the quotes of another story, none of them lit; nothing at all while `waiting` for it."""
        self.quotes = tuple(quotes)
        self._waiting = waiting
        self._speakers = _by_speaker(quotes)
        self.order = tuple(number for _, numbers in self._speakers for number in numbers)
        self._at = {number: at for at, number in enumerate(self.order)}
        self.cursor = -1
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)

    @property
    def current(self) -> int:
        """The number of the quote under the cursor, or -1."""
        return self.order[self.cursor] if 0 <= self.cursor < len(self.order) else -1

    def place_on(self, number: int) -> None:
        """Put the cursor on a quote without telling anyone."""
        if number in self._at:
            self._put(self._at[number])
            self._reveal()

    # ---------------------------------------------------------------- moving

    def action_move(self, by: int) -> None:
        """Move the cursor by quotes."""
        self._go(self.cursor + by)

    def action_page(self, pages: int) -> None:
        """Move the cursor by about a pane."""
        step = max(self.size.height // (self._word_lines + 1), 1)
        self._go(self.cursor + pages * step)

    def action_first(self) -> None:
        """Go to the first quote."""
        self._go(0)

    def action_last(self) -> None:
        """Go to the last quote."""
        self._go(len(self.order) - 1)

    def on_focus(self) -> None:
        """Light a quote as soon as the pane is entered: the first in sight, for a click must move no line."""
        if self.cursor < 0 and self.order:
            inside = (line.quote for line in self._lines[round(self.scroll_offset.y) :] if line.quote >= 0)
            self._put(self._at.get(next(inside, -1), 0))
            self._point()
            self.post_message(QuoteHighlighted(self.current))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the quote clicked on."""
        at = line_at(self, event)
        if at is not None and at < len(self._lines) and self._lines[at].quote >= 0:
            self._go(self._at[self._lines[at].quote])

    def _go(self, cursor: int) -> None:
        """Move the cursor, bring its quote into sight, and tell."""
        if self.order:
            self._put(cursor)
            self._reveal()
            self.post_message(QuoteHighlighted(self.current))

    def _put(self, cursor: int) -> None:
        old, self.cursor = self.current, max(0, min(cursor, len(self.order) - 1))
        for number in {old, self.current}:
            if rows := self._rows_of(number):
                self.refresh_lines(rows.start, len(rows))

    def _reveal(self) -> None:
        """Bring the quote under the cursor into sight, with the speaker's name where it is the first."""
        rows = self._rows_of(self.current)
        if not rows or not self.size.height:
            return
        first = rows.start
        while first and self._lines[first - 1].quote < 0 and self._lines[first - 1].style != "blank":
            first -= 1
        top, height = round(self.scroll_offset.y), self.size.height
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif rows.stop > top + height:
            self.scroll_to(y=min(first, rows.stop - 1 - height // 2), animate=False, force=True)
        self._point()

    def _point(self) -> None:
        """Put the terminal's own cursor on the quote: what reads the screen aloud follows it."""
        line = self._rows_of(self.current).start - round(self.scroll_offset.y)
        self.app.cursor_position = self.content_region.offset + Region(0, max(line, 0), 1, 1).offset

    # ---------------------------------------------------------------- layout and drawing

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out()
        self._reveal()

    def _lay_out(self) -> None:
        """Lay out the first lines at once, the rest between the screen's turns."""
        self._lines, self._first = [], {}
        self._rest = self._make_lines(max(self.scrollable_content_region.width - 1, 12))
        self._lay_out_more()
        self.refresh()

    def _lay_out_more(self) -> None:
        before = len(self._lines)
        for line in islice(self._rest, SLICE):
            if line.quote >= 0:
                self._first.setdefault(line.quote, len(self._lines))
            self._lines.append(line)
        self._complete = len(self._lines) < before + SLICE
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        if not self._complete:
            self.call_later(self._lay_out_more)

    def _rows_of(self, number: int) -> range:
        """Return the lines a quote takes, none for no quote."""
        while not self._complete and number >= 0 and number not in self._first:
            self._lay_out_more()
        first = end = self._first.get(number, 0)
        while end < len(self._lines) and self._lines[end].quote == number >= 0:
            end += 1
        return range(first, end)

    def _make_lines(self, width: int) -> Iterator[_Line]:
        if not self.quotes and not self._waiting:
            yield _Line(-1, "empty", " Nobody is quoted in this story.")
        for at, (name, numbers) in enumerate(self._speakers):
            if at:
                yield _Line(-1, "blank", "")
            yield _Line(-1, "speaker", f" {name} ({len(numbers)})")
            speaker = self.quotes[numbers[0]].speaker
            role = next(
                (q.speaker.role for n in numbers if (q := self.quotes[n]).speaker and q.speaker.role), ""
            )
            if role:
                yield _Line(-1, "role", f" {role}")
            elif speaker and speaker.kind != "person":
                yield _Line(-1, "role", f" {speaker.kind}")
            for number in numbers:
                yield from self._quote_lines(number, width)

    def _quote_lines(self, number: int, width: int) -> Iterator[_Line]:
        quote = self.quotes[number]
        text = " ".join(printed(quote).split())
        lines = list(islice(wrap(text, width - 4), self._word_lines + 1))
        for at, line in enumerate(lines[: self._word_lines]):
            sign = signs.of_quote(quote) if at == 0 else " "
            piece = text[line.start : line.end]
            if at == self._word_lines - 1 and len(lines) > self._word_lines:
                piece = fit(piece + " …", width - 4)
            yield _Line(number, quote.type, f"  {sign} {piece}")
        cue = f"“{quote.cue.text}”" if quote.cue else ""
        parts = (words.kind(quote), cue, words.certainty(quote))
        if quote.reason == DECIDED:
            parts = (DECIDED, *parts[:2])
        about = " · ".join(part for part in parts if part)
        yield _Line(number, "about", f"    {about}")

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of what is in sight."""
        width, base = self.scrollable_content_region.width, self.rich_style
        at = y + round(self.scroll_offset.y)
        if at >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[at]
        style = Style() if line.style == "blank" else self._style(line.style)
        text = fit(line.text, width)
        if line.quote >= 0 and line.quote == self.current:
            base += self._style("cursor")
            style = Style() if line.style == "about" else style  # muted text is lost on the cursor's ground
            first = at == 0 or self._lines[at - 1].quote != line.quote
            text = (">" if first else " ") + text[1:]
        return strip([Segment(text, style)], width, base)

    def _style(self, part: str) -> Style:
        return component(self, f"quote-list--{part}")


def _by_speaker(quotes: Sequence[Quote]) -> list[tuple[str, list[int]]]:
    groups: dict[str, list[int]] = {}
    for number, quote in enumerate(quotes):
        groups.setdefault(words.who(quote), []).append(number)
    return list(groups.items())
