"""All quotes of one speaker: each statement once, with the stories it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from store.errors import StoreError
from store.export.citation import printed
from store.library import Library
from store.statements import Appearance, Statement
from tui import jobs, signs, words
from tui.keymap import bindings_for
from tui.said import MOST_STORIES, Said, said_by
from tui.screens.box import Box
from tui.widgets.pick_list import Item, PickList, Text

WORD_LINES = 4
"""Lines of a statement's words."""

_KEYS = "Enter opens the story, Space unfolds appearances, q closes"
_NOTHING = Said((), {}, 0, complete=False)


class Chosen(NamedTuple):
    """The appearance to go to."""

    uri: str
    start: int
    """The character at which the quote begins."""


class Key(NamedTuple):
    """What an item stands for: a statement, by where it was printed last, or one appearance of it."""

    statement: tuple[str, int]
    appearance: int = -1
    """Counted from 0 at the newest; -1 is the statement itself."""


class StatementsScreen(Box[Chosen]):
    """The statements of a speaker, newest first. Ends with the appearance to go to."""

    PLACE = "statements"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("statements"),
        Binding("Q", "leave", show=False),
    ]

    @dataclass
    class More(Message):
        """More was read."""

        said: Said

    @dataclass
    class Failed(Message):
        """It could not be read."""

        error: StoreError

    def __init__(self, library: Library, name: str, said: Said = _NOTHING, on_key: Key | None = None) -> None:
        super().__init__()
        self._library = library
        self.name_said = name
        self.said = said
        """What was read so far."""
        self.chosen_key = on_key
        """The item that was chosen last."""
        self._unfolded: set[tuple[str, int]] = (
            {on_key.statement} if on_key and on_key.appearance >= 0 else set()
        )

    def compose(self) -> ComposeResult:
        """Show the statements in a box."""
        with Vertical(id="dialog"):
            yield PickList(nothing="Reading ...", id="picks")

    def on_mount(self) -> None:
        """Show what is known, and read the rest."""
        self._draw(self.chosen_key)
        self.choices.focus()
        if not self.said.complete:
            jobs.answer(self, "statements", self._read, self.Failed, newest_only=True)

    @property
    def choices(self) -> PickList:
        """The list of statements."""
        return self.query_one(PickList)

    def _read(self) -> More | None:
        last = None
        for said in said_by(self._library, self.name_said):
            last = self.More(said)
            if not said.complete:
                self.post_message(last)
        return last

    @on(More)
    def more(self, event: More) -> None:
        """Show what was read; the cursor stays on its statement."""
        self.said = event.said
        self._draw()

    @on(Failed)
    def failed(self, event: Failed) -> None:
        """Say why not."""
        self.entitle(self.name_said, str(event.error))

    @on(PickList.Chosen)
    def chosen(self, event: PickList.Chosen) -> None:
        """End with the place where it was printed."""
        key = event.item.key
        if isinstance(key, Key):
            self.chosen_key = key
            one = self._appearances(key.statement)[max(key.appearance, 0)]
            self.dismiss(Chosen(one.source.uri, one.quote.start))

    def action_open(self) -> None:
        """End with the item under the cursor."""
        self.choices.action_choose()

    def action_unfold(self) -> None:
        """List where the statement under the cursor was printed, or fold that away."""
        item = self.choices.current
        if item and isinstance(item.key, Key):
            self._unfolded ^= {item.key.statement}
            self._draw(Key(item.key.statement))

    # ---------------------------------------------------------------- what it shows

    def _draw(self, on_key: Key | None = None) -> None:
        said = self.said
        count = f"{words.plural(len(said.statements), 'statement')} in {words.plural(said.quotes, 'quote')}"
        more = "" if said.complete else ", reading on ..."
        if len(said.printed) >= MOST_STORIES:
            more = f" of the newest {MOST_STORIES:,} stories"
        self.entitle(
            f"{self.name_said}: {count}{more}", "Enter opens the story, Space unfolds appearances, q closes"
        )
        self.choices.show(list(self._items()), on=on_key)

    def _items(self) -> Iterator[Item]:
        for statement in self.said.statements:
            key = _key(statement)
            yield Item(Key(key), self._texts(statement))
            if key in self._unfolded:
                for at, one in enumerate(reversed(statement.appearances)):
                    yield Item(Key(key, at), (Text("about", self._where(one), indent=4),))

    def _texts(self, statement: Statement) -> tuple[Text, ...]:
        last = statement.appearances[-1]
        quote = last.quote
        count = len(statement.appearances)
        about = (
            words.kind(quote),
            words.certainty(quote),
            self._where(last),
            f"{count} appearances in {words.plural(statement.stories, 'story')}" if count > 1 else "",
        )
        return (
            Text("text", f"{signs.of_quote(quote)} {printed(quote)}", WORD_LINES),
            Text("about", " · ".join(part for part in about if part), most=2, indent=2),
        )

    def _where(self, one: Appearance) -> str:
        return self.said.printed.get(one.source.uri, "")

    def _appearances(self, key: tuple[str, int]) -> tuple[Appearance, ...]:
        """Return the appearances of a statement, newest first."""
        found = next(one for one in self.said.statements if _key(one) == key)
        return found.appearances[::-1]


def _key(statement: Statement) -> tuple[str, int]:
    """Return what the statement is known by while more is read: its newest appearance stays that."""
    last = statement.appearances[-1]
    return last.source.uri, last.quote.start
