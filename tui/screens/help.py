"""The keys, made from the table of actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.keymap import PLACES, Where, actions_in


class HelpScreen(ModalScreen[None]):
    """All keys, those of the pane in use first; any of the back keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,ctrl+g,question_mark,f1,enter", "close", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown,ctrl+f,ctrl+d", "scroll(10)", show=False),
        Binding("b,pageup,ctrl+b,ctrl+u", "scroll(-10)", show=False),
    ]

    def __init__(self, pane: Where) -> None:
        super().__init__()
        self._pane = pane

    def compose(self) -> ComposeResult:
        """Show the table in a box that scrolls."""
        with VerticalScroll(id="dialog"):
            yield Static(Content("\n").join(self._lines()), id="help")

    def on_mount(self) -> None:
        """Title the box."""
        box = self.query_one("#dialog")
        box.border_title = "Keys"
        box.border_subtitle = "j k scroll, q closes"

    def action_close(self) -> None:
        """Go back to the panes."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#dialog").scroll_relative(y=lines, animate=False)

    def _lines(self) -> Iterator[Content]:
        order: list[Where] = [self._pane, *(place for place in PLACES if place != self._pane)]
        for number, where in enumerate(order):
            if number:
                yield Content("")
            yield Content.styled(PLACES[where], "bold underline")
            for action in actions_in(where):
                yield Content.assemble((f"{action.shown_keys:<14}", "bold"), f" {action.title}")
