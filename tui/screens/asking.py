"""Asking for one line of text, with completion from what is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui import jobs
from tui.completing import common_start
from tui.messages import Fitting, LookupFailed

SHOWN = 8
"""Answers listed under the line at most."""

Look = Callable[[str], Sequence[str]]
"""Returns the answers that fit a text; asked on another thread."""


class AskScreen(ModalScreen["str | None"]):
    """One line. Ends with what was typed, which may be nothing, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+g", "cancel", show=False),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(self, title: str, about: str, *, value: str = "", look: Look = lambda _: ()) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._value = value
        self._look = look
        self._looking = False
        self._fitting: tuple[str, ...] = ()
        self._turn = -1

    def compose(self) -> ComposeResult:
        """Show what is asked, the line, and what fits."""
        with Vertical(id="dialog"):
            yield Static(self._about, id="about", markup=False)
            yield Input(self._value, id="answer", compact=True)
            yield Static("", id="fitting", markup=False)

    def on_mount(self) -> None:
        """Title the box."""
        box = self.query_one("#dialog")
        box.border_title = self._title
        box.border_subtitle = "Enter takes it, Tab completes, Esc leaves"
        line = self.query_one(Input)
        line.cursor_blink = False
        line.focus()
        self._find()

    @on(Input.Changed)
    def typed(self) -> None:
        """Look for what fits, unless it is a choice of Tab."""
        if self._turn < 0 or self.query_one(Input).value != self._fitting[self._turn]:
            self._turn = -1
            self._find()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """End with the line."""
        self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        """End without an answer."""
        self.dismiss(None)

    def action_complete(self) -> None:
        """Complete as far as what fits agrees; then take one after the other."""
        line = self.query_one(Input)
        if not self._fitting:
            return
        agreed = common_start(self._fitting)
        typed = line.value
        if self._turn < 0 and len(agreed) > len(typed) and agreed.casefold().startswith(typed.casefold()):
            line.value = agreed
        else:
            self._turn = (self._turn + 1) % len(self._fitting)
            line.value = self._fitting[self._turn]
        line.cursor_position = len(line.value)

    def _find(self) -> None:
        """Look for what fits; while that is under way, only the newest text follows."""
        if self._looking:
            return
        self._looking = True
        text, look = self.query_one(Input).value, self._look
        jobs.answer(self, "answers", lambda: Fitting(text, tuple(look(text))), LookupFailed)

    @on(Fitting)
    def found(self, event: Fitting) -> None:
        """List what fits."""
        self._looking = False
        if event.text != self.query_one(Input).value:
            self._find()
            return
        self._fitting = event.answers
        more = f"\nand {len(event.answers) - SHOWN} more" if len(event.answers) > SHOWN else ""
        self.query_one("#fitting", Static).update("\n".join(event.answers[:SHOWN]) + more)

    @on(LookupFailed)
    def lookup_failed(self, event: LookupFailed) -> None:
        """Say why nothing is offered."""
        self._looking = False
        self.query_one("#fitting", Static).update(str(event.error))
