"""The record of one speaker: each statement once, in order of time, and whether it stands still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from store.errors import StoreError
from store.export.citation import printed
from store.library import Library
from store.statements import Appearance, Statement
from tui import jobs, signs, words
from tui.keymap import bindings_for
from tui.said import MOST_STORIES, NOTHING, Place, Said, said_by
from tui.screens.box import Box
from tui.widgets.pick_list import Item, PickList, Text

WORD_LINES = 4
"""Lines of a statement's words."""

_KEYS = "Enter opens, Space unfolds, / filters, o turns the order, q closes"
_TAKEN_BACK = "killed or corrected"


class Key(NamedTuple):
    """What an item stands for: a statement, or one appearance of it."""

    statement: Appearance
    """The best one (see `Said.best`), which stays that while more is read."""
    appearance: int = -1
    """Counted from 0 at the newest; -1 is the statement itself."""


@dataclass(frozen=True)
class View:
    """How the reader left the record of a speaker."""

    name: str
    said: Said = NOTHING
    """What was read so far."""
    on: Key | None = None
    """The item chosen last."""
    text: str = ""
    """What is filtered by."""
    oldest_first: bool = False

    @cached_property
    def listed(self) -> tuple[Statement, ...]:
        """The statements that are shown, in their order."""
        return self.said.holding(self.text, oldest_first=self.oldest_first)

    def on_statement(self, statement: Statement) -> View:
        """Return the view with the reader on a statement."""
        return replace(self, on=Key(self.said.best(statement)))


class Chosen(NamedTuple):
    """What to open, and how the record was left."""

    place: Place
    view: View


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

    def __init__(self, library: Library, view: View) -> None:
        super().__init__()
        self._library = library
        self.view = view
        self._unfolded: set[Appearance] = (
            {view.on.statement} if view.on and view.on.appearance >= 0 else set()
        )

    def compose(self) -> ComposeResult:
        """Show the filter over the statements in a box."""
        with Vertical(id="dialog"):
            yield Input(self.view.text, placeholder="/ filters by words", id="filter", compact=True)
            yield PickList(nothing="Reading ...", id="picks")

    def on_mount(self) -> None:
        """Show what is known, and read the rest."""
        self.query_one(Input).cursor_blink = False
        self._draw(self.view.on)
        self.choices.focus()
        if not self.view.said.complete:
            jobs.answer(self, "statements", self._read, self.Failed, newest_only=True)

    @property
    def choices(self) -> PickList:
        """The list of statements."""
        return self.query_one(PickList)

    def _read(self) -> More | None:
        last = None
        for said in said_by(self._library, self.view.name):
            last = self.More(said)
            if not said.complete:
                self.post_message(last)
        return last

    @on(More)
    def more(self, event: More) -> None:
        """Show what was read; the cursor stays on its statement, once it has left the first."""
        self.view = replace(self.view, said=event.said)
        listed = self.view.listed
        begun = self.choices.cursor == 0 and self.view.on is None
        self._draw(Key(event.said.best(listed[0])) if begun and listed else None)

    @on(Failed)
    def failed(self, event: Failed) -> None:
        """Say why not."""
        self.entitle(self.view.name, str(event.error))

    # ---------------------------------------------------------------- what can be done

    @on(PickList.Chosen)
    def chosen(self, event: PickList.Chosen) -> None:
        """End with the place where it was printed."""
        key = event.item.key
        if isinstance(key, Key):
            said = self.view.said
            statement = next(one for one in said.statements if said.best(one) == key.statement)
            newest_first = statement.appearances[::-1]
            one = newest_first[key.appearance] if key.appearance >= 0 else said.best(statement)
            self.dismiss(Chosen(said.place(one), replace(self.view, on=key)))

    def action_open(self) -> None:
        """End with the item under the cursor."""
        self.choices.action_choose()

    def action_unfold(self) -> None:
        """List where the statement under the cursor was printed, or fold that away."""
        item = self.choices.current
        if item and isinstance(item.key, Key):
            self._unfolded ^= {item.key.statement}
            self._draw(Key(item.key.statement))

    def action_turn(self) -> None:
        """Show the oldest first, or the newest; the cursor stays on its statement."""
        self.view = replace(self.view, oldest_first=not self.view.oldest_first)
        self._draw()

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one(Input).focus()

    @on(Input.Changed, "#filter")
    def typed(self, event: Input.Changed) -> None:
        """Filter as the reader types."""
        if event.value != self.view.text:
            self.view = replace(self.view, text=event.value)
            self._draw()

    @on(Input.Submitted, "#filter")
    def filtered(self) -> None:
        """Go to the list."""
        self.choices.focus()

    def action_leave(self) -> None:
        """Leave the filter, else the box."""
        if self.query_one(Input).has_focus:
            self.query_one(Input).value = ""
            self.choices.focus()
        else:
            self.dismiss(None)

    # ---------------------------------------------------------------- what it shows

    def _draw(self, on_key: Key | None = None) -> None:
        self.entitle(f"{self.view.name}: {self._counted()}", _KEYS)
        if self.view.text:
            self.choices.nothing = f"No statement has “{self.view.text}”; Esc in the filter lists all again"
        elif self.view.said.complete:
            self.choices.nothing = (
                f"Who “{self.view.name}” is, the stories do not say: s in the quotes lists them"
            )
        self.choices.show(list(self._items()), on=on_key)

    def _counted(self) -> str:
        said, listed = self.view.said, self.view.listed
        count = words.plural(len(said.statements), "statement")
        if self.view.text:
            count = f"{len(listed):,} of {count}"
        fell = sum(said.taken_back(said.best(one)) for one in listed)
        stories = {source.uri for source in said.printed}
        parts = (
            f"{count} in {words.plural(said.quotes, 'quote')}",
            f"{fell:,} {_TAKEN_BACK} since" if fell else "",
            "oldest first" if self.view.oldest_first else "",
            "" if said.complete else "reading on ...",
            f"the newest {MOST_STORIES:,} stories" if len(stories) >= MOST_STORIES else "",
        )
        return ", ".join(filter(None, parts))

    def _items(self) -> Iterator[Item]:
        for statement in self.view.listed:
            key = self.view.said.best(statement)
            yield Item(Key(key), tuple(self._texts(statement)))
            if key in self._unfolded:
                for at, one in enumerate(reversed(statement.appearances)):
                    yield Item(Key(key, at), tuple(self._where(one, indent=4)))

    def _texts(self, statement: Statement) -> Iterator[Text]:
        said = self.view.said
        best = said.best(statement)
        quote = best.quote
        yield Text("text", f"{signs.of_quote(quote)} {printed(quote)}", WORD_LINES)
        about = (
            said.printed.get(best.source, ""),
            words.kind(quote),
            words.certainty(quote),
            self._appearances(statement),
        )
        yield Text("about", " · ".join(part for part in about if part), most=2, indent=2)
        yield from self._fate(best, indent=2)

    def _appearances(self, statement: Statement) -> str:
        """Return how often a statement was printed, since when, and how often it stands no more."""
        count = len(statement.appearances)
        if count < 2:
            return ""
        days = [one.source.versioncreated[:10] for one in statement.appearances]
        since = next((f" since {day}" for day in days if day), "")
        fell = sum(map(self.view.said.taken_back, statement.appearances))
        left = f", {fell:,} of them {_TAKEN_BACK}" if 0 < fell < count else ""
        return f"{count} appearances in {words.plural(statement.stories, 'story')}{since}{left}"

    def _where(self, one: Appearance, indent: int) -> Iterator[Text]:
        yield Text("about", self.view.said.printed.get(one.source, ""), indent=indent)
        yield from self._fate(one, indent)

    def _fate(self, one: Appearance, indent: int) -> Iterator[Text]:
        if fallen := self.view.said.fate(one):
            style = "alarm" if fallen.taken_back else "about"
            yield Text(style, words.fallen(fallen), WORD_LINES, indent)
