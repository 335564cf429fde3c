"""What differs between two versions of a story, on a screen of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from store.changes import Changes, differences
from store.errors import StoreError
from store.library import Library
from store.models import Version
from tui import jobs
from tui.differing import sheet
from tui.keymap import bindings_for
from tui.screens.box import Box
from tui.widgets.difference_view import DifferenceView


class Compared(NamedTuple):
    """A version to compare, and what it is called."""

    version: Version
    name: str


class DifferenceScreen(Box[None]):
    """Headline, fields, quotes and paragraphs of two versions, what changed in them marked."""

    PLACE = "differences"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("differences"),
        Binding("d", "leave", show=False),
    ]

    @dataclass
    class Ready(Message):
        """The versions were compared."""

        changes: Changes

    @dataclass
    class Failed(Message):
        """They could not be."""

        error: StoreError

    def __init__(self, library: Library, older: Compared, newer: Compared) -> None:
        super().__init__()
        self._library = library
        self._older, self._newer = older, newer
        self._changes: Changes | None = None
        self._whole = False

    def compose(self) -> ComposeResult:
        """Show the sheet in a box."""
        with Vertical(id="dialog"):
            yield DifferenceView(id="sheet")

    def on_mount(self) -> None:
        """Compare off the screen's thread."""
        self.entitle(
            f"{self._newer.name} against {self._older.name}",
            "+ added, - removed, ~ changed, > moved; n next, a all text, q closes",
        )
        self.view.show((), instead="Comparing ...")
        self.view.focus()
        jobs.answer(self, "difference", self._compare, self.Failed, newest_only=True)

    @property
    def view(self) -> DifferenceView:
        """The sheet."""
        return self.query_one(DifferenceView)

    def _compare(self) -> Ready:
        old, new = (
            self._library.get(one.uri, one.version, number=one.number)
            for one in (self._older.version, self._newer.version)
        )
        return self.Ready(differences(old.article, new.article, old.quotes, new.quotes))

    @on(Ready)
    def ready(self, event: Ready) -> None:
        """Show what differs."""
        self._changes = event.changes
        self._draw()

    @on(Failed)
    def failed(self, event: Failed) -> None:
        """Say why it cannot be shown."""
        self.view.show((), instead=str(event.error))

    def action_step(self, by: int) -> None:
        """Go to the next or the previous change."""
        self.view.step(by)

    def action_whole(self) -> None:
        """Show all of the text, or only what is near a change."""
        self._whole = not self._whole
        self._draw()

    def _draw(self) -> None:
        if self._changes is not None:
            self.view.show(sheet(self._changes, whole=self._whole))
