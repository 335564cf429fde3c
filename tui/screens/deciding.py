"""Boxes in which the reader changes things: each change is said, and can be undone there."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Static

from store.commands import Command
from store.errors import StoreError
from store.library import Library
from tui.screens.box import Box


class Deciding(Box[ScreenResultType]):
    """A box with a line that says what was done. Ends with what is wanted of it, or None."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.changed = False
        """Something was changed here: what the panes show may be old."""

    def look(self) -> None:
        """Read anew what the box shows."""
        raise NotImplementedError

    def say(self, message: str, *, alarm: bool = False) -> None:
        """Show a message until the next key."""
        line = self.query_one("#said", Static)
        line.update(Content(f"! {message}" if alarm else message))
        line.set_class(alarm, "-alarm")

    def on_key(self) -> None:
        """Take the message away."""
        self.say("")

    def do(self, command: Command) -> bool:
        """Make a change and say so; tell whether it could be made."""
        return self._step(lambda: f"{self.library.apply(command)} · u undoes", "")

    def action_undo(self) -> None:
        """Take back the newest change."""
        self._step(self.library.undo, "nothing to undo")

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        self._step(self.library.redo, "nothing to redo")

    def _step(self, step: Callable[[], str | None], nothing: str) -> bool:
        try:
            said = step()
        except StoreError as error:
            self.say(str(error), alarm=True)
            return False
        self.say(said or nothing)
        self.changed = True
        self.look()
        return True
