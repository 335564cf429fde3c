"""One line that warns, above the place and counts, until it is put away."""

from __future__ import annotations

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.cells import fit
from tui.draw import strip


class Banner(Widget):
    """Shown while it has something to say."""

    said: reactive[str] = reactive("")

    def watch_said(self, said: str) -> None:
        """Take the line, or give it back to the panes."""
        self.set_class(bool(said), "-said")

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is but one line
        """Draw the line."""
        width = self.size.width
        return strip([Segment(fit(f" ! {self.said}", width))], width, self.rich_style)
