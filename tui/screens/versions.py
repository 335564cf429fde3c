"""The versions of a story: which there are, and what differs between any two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from store.errors import StoreError
from store.library import Library
from store.models import Version
from tui import jobs, words
from tui.keymap import bindings_for
from tui.screens.box import Box
from tui.screens.difference import Compared, DifferenceScreen
from tui.widgets.pick_list import Item, PickList, Text

KINDS_READ = 100
"""Versions of which it is read what they are; beyond, number, time and status must do."""


class VersionsScreen(Box[int]):
    """The chain, newest first. Ends with the place in it of the version to show, counted from 0."""

    PLACE = "versions"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("versions"),
        Binding("V", "leave", show=False),
    ]

    @dataclass
    class Known(Message):
        """It was read what the versions are."""

        kinds: tuple[tuple[str, str], ...]
        """When each was sent, and what it says it is."""

    @dataclass
    class Failed(Message):
        """The versions could not be read."""

        error: StoreError

    def __init__(self, library: Library, versions: Sequence[Version], shown: int = 0) -> None:
        super().__init__()
        self._library = library
        self._versions = tuple(versions)
        self._kinds: tuple[tuple[str, str], ...] = ()
        self._marked: list[int] = []
        """Places of the versions to compare, the one marked first in front."""
        self._shown = shown

    def compose(self) -> ComposeResult:
        """Show the chain."""
        with Vertical(id="dialog"):
            yield PickList(id="picks")

    def on_mount(self) -> None:
        """List the versions, and read what they are."""
        self.entitle(
            words.plural(len(self._versions), "version"),
            "Enter shows it, d what changed, Space marks two, q closes",
        )
        self._draw()
        self.chain.focus()
        jobs.answer(self, "versions", self._read, self.Failed, newest_only=True)

    @property
    def chain(self) -> PickList:
        """The list of versions."""
        return self.query_one(PickList)

    def _read(self) -> Known:
        kinds = []
        for one in self._versions[:KINDS_READ]:
            if jobs.stopped():
                break
            article = self._library.get(one.uri, one.version, number=one.number).article
            kinds.append((words.sent(article), words.version_kind(article)))
        return self.Known(tuple(kinds))

    @on(Known)
    def known(self, event: Known) -> None:
        """Say what the versions are."""
        self._kinds = event.kinds
        self._draw()

    @on(Failed)
    def failed(self, event: Failed) -> None:
        """Say why not."""
        self.entitle(words.plural(len(self._versions), "version"), str(event.error))

    @on(PickList.Chosen)
    def action_show(self) -> None:
        """End with the version."""
        self.dismiss(self.chain.cursor)

    def action_mark(self) -> None:
        """Mark a version to compare, or unmark it; of three the first is let go."""
        at = self.chain.cursor
        if at in self._marked:
            self._marked.remove(at)
        else:
            self._marked = [*self._marked[-1:], at]
        self.chain.mark(self._marked)
        self.chain.action_move(1)

    def action_differences(self) -> None:
        """Show what differs between the two marked versions, or from the one before that under the cursor."""
        at = self.chain.cursor
        pair = sorted(self._marked) if len(self._marked) == 2 else [at, at + 1]
        if pair[1] >= len(self._versions):
            pair = [at - 1, at]
        if pair[0] < 0:
            return
        newer, older = (self._compared(place) for place in pair)
        self.app.push_screen(DifferenceScreen(self._library, older, newer))

    def _compared(self, place: int) -> Compared:
        one = self._versions[place]
        return Compared(one, words.version_place(len(self._versions), place))

    def _draw(self) -> None:
        items = [self._item(at, version) for at, version in enumerate(self._versions)]
        self.chain.show(items, on=self.chain.cursor if self.chain.items else self._shown)

    def _item(self, at: int, version: Version) -> Item:
        number = f"{len(self._versions) - at}."
        when, kind = self._kinds[at] if at < len(self._kinds) else (words.moment(version.versioncreated), "")
        status = words.STATUS_WORDS.get(version.pubstatus, "")
        notes = [status, "the newest" if at == 0 else "superseded", "shown now" if at == self._shown else ""]
        head = f"{number:4}{when or 'no date'}  " + " · ".join(note for note in notes if note)
        named = words.numbered(version.version) or "no version number"
        uri = version.uri if version.uri != self._versions[0].uri else ""
        about = " · ".join(part for part in (named, kind, uri) if part)
        style = "alarm" if status else "head" if at == 0 else "text"
        return Item(at, (Text(style, head), Text("about", about, indent=4)))
