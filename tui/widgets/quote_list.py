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

from store.models import Quote
from tui import words
from tui.draw import component, fit, strip
from tui.keymap import bindings_for
from tui.messages import QuoteHighlighted
from tui.wrap import wrap

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

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.quotes: tuple[Quote, ...] = ()
        self.order: tuple[int, ...] = ()
        """The quotes' numbers in the order of the rows."""
        self.cursor = -1
        """A place in `order`; -1 before the first move."""
        self._lines: list[_Line] = []

    # ---------------------------------------------------------------- what it holds

    def show(self, quotes: Sequence[Quote]) -> None:
        """Show the quotes of another story, none of them lit."""
        self.quotes = tuple(quotes)
        self.order = tuple(number for _, numbers in _by_speaker(quotes) for number in numbers)
        self.cursor = -1
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)

    @property
    def current(self) -> int:
        """The number of the quote under the cursor, or -1."""
        return self.order[self.cursor] if 0 <= self.cursor < len(self.order) else -1

    def place_on(self, number: int) -> None:
        """Put the cursor on a quote without telling anyone."""
        if number in self.order:
            self._to(self.order.index(number), tell=False)

    # ---------------------------------------------------------------- moving

    def action_move(self, by: int) -> None:
        """Move the cursor by quotes."""
        self._to(self.cursor + by)

    def action_page(self, pages: int) -> None:
        """Move the cursor by about a pane."""
        step = max(self.size.height // (WORD_LINES + 1), 1)
        self._to(self.cursor + pages * step)

    def action_first(self) -> None:
        """Go to the first quote."""
        self._to(0)

    def action_last(self) -> None:
        """Go to the last quote."""
        self._to(len(self.order) - 1)

    def on_focus(self) -> None:
        """Light a quote as soon as the pane is entered."""
        if self.cursor < 0:
            self._to(0)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the quote clicked on."""
        at = event.y + self.scroll_offset.y
        if at < len(self._lines) and self._lines[at].quote >= 0:
            self._to(self.order.index(self._lines[at].quote))

    def _to(self, cursor: int, *, tell: bool = True) -> None:
        if not self.order:
            return
        old, self.cursor = self.current, max(0, min(cursor, len(self.order) - 1))
        for number in {old, self.current}:
            rows = [at for at, line in enumerate(self._lines) if line.quote == number >= 0]
            if rows:
                self.refresh_lines(rows[0], len(rows))
        self._reveal()
        if tell:
            self.post_message(QuoteHighlighted(self.current))

    def _reveal(self) -> None:
        rows = [at for at, line in enumerate(self._lines) if line.quote == self.current]
        if not rows or not self.size.height:
            return
        first = rows[0]
        while first and self._lines[first - 1].quote < 0 and self._lines[first - 1].style != "blank":
            first -= 1
        top, height = round(self.scroll_offset.y), self.size.height
        self.app.cursor_position = self.content_region.offset + Region(0, max(rows[0] - top, 0), 1, 1).offset
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif rows[-1] >= top + height:
            self.scroll_to(y=min(first, rows[-1] - height // 2), animate=False, force=True)

    # ---------------------------------------------------------------- layout and drawing

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out()
        self._reveal()

    def _lay_out(self) -> None:
        self._lines = list(self._make_lines(max(self.scrollable_content_region.width - 1, 12)))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self.refresh()

    def _make_lines(self, width: int) -> Iterator[_Line]:
        if not self.quotes:
            yield _Line(-1, "empty", " Nobody is quoted in this story.")
        for at, (name, numbers) in enumerate(_by_speaker(self.quotes)):
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
        text = " ".join(quote.text.split())
        lines = list(islice(wrap(text, width - 4), WORD_LINES + 1))
        for at, line in enumerate(lines[:WORD_LINES]):
            sign = words.KIND_SIGNS[quote.type] if at == 0 else " "
            piece = text[line.start : line.end]
            if at == WORD_LINES - 1 and len(lines) > WORD_LINES:
                piece = fit(piece + " …", width - 4)
            yield _Line(number, quote.type, f"  {sign} {piece}")
        cue = f"“{quote.cue.text}”" if quote.cue else ""
        about = " · ".join(p for p in (words.KIND_NAMES[quote.type], cue, words.certainty(quote)) if p)
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
