"""The lines at the bottom: where the reader is, what just happened, and which keys come next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.cells import fit
from tui.draw import component, strip
from tui.keymap import Action, Where, hints_for

PARTED = " · "
"""Between the parts of a place, the weightiest first."""


class StatusLine(Widget):
    """One line: place and counts at the left, a message at the right.

    A message stays until the next key is pressed; nothing blinks, nothing is timed. It is shown whole
    where the width allows, and the place as far as it leaves room.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status-line--message", "status-line--alarm"}

    place: reactive[str] = reactive("")
    message: reactive[str] = reactive("")
    alarm: reactive[bool] = reactive(default=False)

    def say(self, message: str, *, alarm: bool = False) -> None:
        """Show a message; an alarm takes the whole line."""
        self.alarm = alarm
        self.message = message

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is but one line
        """Draw the line."""
        width, base = self.size.width, self.rich_style
        if not self.message:
            place = first_parts(self.place, width - 1) or self.place
            return strip([Segment(" " + fit(place, width - 1))], width, base)
        style = component(self, "status-line--alarm" if self.alarm else "status-line--message")
        if self.alarm:
            return strip([Segment(" "), Segment(fit(f"! {self.message}", width - 1), style)], width, base)
        said = fit(self.message, min(cell_len(self.message), width - 2))
        pad = width - cell_len(said) - 3
        place = fit(first_parts(self.place, pad - 1), pad)
        return strip([Segment(f" {place} "), Segment(said, style)], width, base)


def first_parts(place: str, room: int) -> str:
    """Return as many parts of the place as have room, each whole; empty if the first has none."""
    parts = place.split(PARTED)
    while parts and cell_len(PARTED.join(parts)) > room:
        parts.pop()
    return PARTED.join(parts)


class HintLine(Widget):
    """The keys of the pane in use, as many as fit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hint-line--key"}

    pane: reactive[Where] = reactive[Where]("list")

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is but one line
        """Draw the line."""
        width, base = self.size.width, self.rich_style
        style = component(self, "hint-line--key")
        out: list[Segment] = []
        used = 0
        for key, word in hints_for(self.pane, self._actions):
            cells = cell_len(key) + cell_len(word) + 4
            if used + cells > width:
                break
            out += [Segment(" "), Segment(key, style), Segment(f" {word}  ")]
            used += cells
        return strip(out, width, base)
