"""The keys, made from the table of actions, and the signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui import language
from tui.keymap import PLACES, Action, Where, actions_in
from tui.signs import LEGEND
from tui.wrap import wrap

MEASURE = 20
"""The narrowest column a meaning is wrapped to."""


class HelpScreen(ModalScreen[None]):
    """All keys, those of the pane in use first, then the signs; `/` finds among them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,ctrl+g,question_mark,f1,enter", "close", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown,ctrl+f,ctrl+d", "scroll(10)", show=False),
        Binding("b,pageup,ctrl+b,ctrl+u", "scroll(-10)", show=False),
        Binding("g,home", "scroll(-1000)", show=False),
        Binding("G,end", "scroll(1000)", show=False),
        Binding("slash", "find", show=False),
    ]

    HEADING = "Keys and signs"

    def __init__(self, pane: Where, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions
        self._pane = pane

    def compose(self) -> ComposeResult:
        """Show the table in a box that scrolls."""
        with Vertical(id="dialog"):
            with VerticalScroll(id="table"):
                yield Static("", id="help")
            yield Input(id="find", placeholder="a word of what you want to do", compact=True)

    def on_mount(self) -> None:
        """Title the box."""
        box = self.query_one("#dialog")
        box.border_title = self.HEADING
        box.border_subtitle = "j k scroll, / finds, q closes"
        self.query_one("#find", Input).cursor_blink = False
        self.query_one("#table").focus()
        self.call_after_refresh(self._draw)

    def action_close(self) -> None:
        """Leave the line in which to find, else go back to the panes."""
        if self.query_one("#find").has_focus:
            self.query_one("#find", Input).value = ""
            self._end_find()
        else:
            self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#table").scroll_relative(y=lines, animate=False)

    def action_find(self) -> None:
        """Open the line in which to find a key."""
        self.query_one("#dialog").add_class("-finding")
        self.query_one("#find").focus()

    @on(Input.Changed)
    def narrow(self) -> None:
        """Show only what holds the words typed."""
        self._draw()

    @on(Input.Submitted)
    def keep(self) -> None:
        """Go back to scrolling in what was found."""
        self._end_find()

    def _end_find(self) -> None:
        self.query_one("#dialog").remove_class("-finding")
        self.query_one("#table").focus()

    def _table(self, find: str) -> Content:
        wanted = find.casefold().split()
        out: list[Content] = []
        for title, lines in self._sections():
            width = max(14, *(len(left) for left, _ in lines))
            shown = [
                Content.assemble((f"{left:<{width}}", "bold"), f" {self._hanging(right, width + 1)}")
                for left, right in lines
                if all(word in f"{left} {right}".casefold() for word in wanted)
            ]
            if shown:
                out += [*([Content("")] if out else []), Content.styled(title, "bold underline"), *shown]
        return Content("\n").join(out or [Content(f"No key for “{find}”.")])

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        self.query_one("#help", Static).update(self._table(self.query_one("#find", Input).value))

    def _hanging(self, text: str, indent: int) -> str:
        """Return the text wrapped to the box, each further line indented."""
        room = max(self.query_one("#table").scrollable_content_region.width - indent - 1, MEASURE)
        return ("\n" + " " * indent).join(text[line.start : line.end] for line in wrap(text, room))

    def _sections(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        order: list[Where] = [self._pane, *(place for place in PLACES if place != self._pane)]
        for where in order:
            yield (
                PLACES[where],
                [(action.shown_keys, action.title) for action in actions_in(where, self._actions)],
            )
        for stands, signs in LEGEND.items():
            yield stands, [(one.sign, one.meaning) for one in signs]
        yield from language.sections()
