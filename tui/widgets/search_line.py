"""The line a search is typed in: earlier searches, completion, and a sign where it is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from store.query_fields import MARKS
from store.text import clean_line
from tui.completing import Completion, common_start
from tui.history import History
from tui.keymap import bindings_for


class _Wrong(Highlighter):
    """Draws a line under the character that cannot be understood, for as long as the text is the same."""

    def __init__(self) -> None:
        self.text, self.position = "", -1

    def highlight(self, text: Text) -> None:
        """Mark the character."""
        if self.position >= 0 and text.plain == self.text:
            at = min(self.position, max(len(text.plain) - 1, 0))
            text.stylize("bold underline reverse", at, at + 1)


class SearchLine(Input):
    """An input for the language of searches.

    Sends `CompletionWanted`, whose answer is to be given to `take`, and
    `LanguageWanted`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(one, priority=True) for one in bindings_for("search")
    ]  # before the line takes a key for a letter

    @dataclass
    class CompletionWanted(Message):
        """Tab was pressed behind a part of the text."""

        text: str
        cursor: int

    class LanguageWanted(Message):
        """The help on the language was asked for."""

    @dataclass
    class Choices(Message):
        """There are several ways to complete; none when the choice is over."""

        choices: tuple[str, ...]

    def __init__(self, searches: list[str], *, id: str, placeholder: str) -> None:  # noqa: A002 - Textual's own name
        self._wrong = _Wrong()
        super().__init__(id=id, placeholder=placeholder, compact=True, highlighter=self._wrong)
        self.cursor_blink = False
        self.history = History(searches)
        self._offered: Completion | None = None
        self._turn = -1
        self._shown = ""
        """The text as the last completion left it."""

    def begin(self) -> None:
        """Begin a new search."""
        self.history.begin()
        self._offer(None)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines as one: what is copied from a story is broken where the pane ends."""
        event.prevent_default()
        event.stop()
        self.replace(clean_line(event.text), *self.selection)

    def show_wrong(self, text: str, position: int) -> None:
        """Mark the character of `text` that cannot be understood."""
        self._wrong.text, self._wrong.position = text, position
        self.refresh()

    def watch_value(self, value: str) -> None:
        """Forget the choices once something else is typed."""
        if self._offered and value != self._shown:
            self._offer(None)

    def action_step_history(self, by: int) -> None:
        """Show the search before or after."""
        text = self.history.step(by, self.value)
        if text is not None:
            self.value = text
            self.cursor_position = len(text)

    def action_show_language(self) -> None:
        """Ask for help on the language; within a phrase a question mark is one."""
        before = self.value[: self.cursor_position]
        if sum(before.count(mark) for mark in MARKS) % 2:
            self.insert_text_at_cursor("?")
        else:
            self.post_message(self.LanguageWanted())

    def action_complete(self) -> None:
        """Take the next choice, or ask what there is."""
        if self._offered and self.value == self._shown:
            self._turn = (self._turn + 1) % len(self._offered.choices)
            self._put(self._offered.choices[self._turn])
        else:
            self.post_message(self.CompletionWanted(self.value, self.cursor_position))

    def take(self, text: str, completion: Completion) -> None:
        """Complete as far as the choices agree and offer them, if the text is still the one asked about."""
        if self.value != text or not completion.choices:
            return
        choices = completion.choices
        self._offered, self._turn = completion, -1
        begun = text[completion.start : completion.end]
        agreed = common_start(choices)
        if len(choices) == 1 or (len(agreed) > len(begun) and agreed.casefold().startswith(begun.casefold())):
            self._put(agreed)
        else:
            self._shown = text
        if len(choices) == 1:
            self._offer(None)
        else:
            self.post_message(self.Choices(choices))

    def _put(self, choice: str) -> None:
        """Put a choice in the place of what was completed before."""
        if self._offered is None:
            return
        start, end, choices = self._offered
        before, after = self.value[:start], self.value[end:]
        self._offered = Completion(start, start + len(choice), choices)
        self._shown = before + choice + after
        self.value = self._shown
        self.cursor_position = start + len(choice)

    def _offer(self, completion: Completion | None) -> None:
        self._offered, self._turn = completion, -1
        self.post_message(self.Choices(()))
