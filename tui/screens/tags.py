"""Asking for tags, with completion from those in use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from tui.cells import tags
from tui.tagging import completed, split_last, written

SHOWN_LETTERS = 300
"""Of the tags a story has; the box must stay on the screen."""

SHOWN = 12
"""Tags listed under the line at most."""


class _LastWord(Suggester):
    """Completes the last tag of the line from those in use."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last tag completed."""
        before, word = split_last(value)
        for tag in self._known:
            if word and tag.startswith(word.casefold()) and tag != word:
                return before + written(tag)
        return None


class TagScreen(ModalScreen["str | None"]):
    """One line of tags, as `tui.tagging` reads it: a new one is added, one that is there (or `-tag`) removed.

    Ends with the line as typed, or None.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+g", "cancel", show=False),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(self, title: str, present: Sequence[str], known: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._present = present
        self._known = known

    def compose(self) -> ComposeResult:
        """Show the story's tags, the line, and the tags that fit."""
        with Vertical(id="dialog"):
            yield Static(self._title, id="about", markup=False)
            yield Static(
                f"Tags: {tags(self._present, SHOWN_LETTERS) or 'none'}",
                id="present",
                markup=False,
            )
            yield Input(
                placeholder="tag, or -tag to remove",
                suggester=_LastWord(self._known),
                id="tags",
                compact=True,
            )
            yield Static("", id="fitting", markup=False)

    def on_mount(self) -> None:
        """Show which tags there are."""
        box = self.query_one("#dialog")
        box.border_title = "Tag"
        box.border_subtitle = "Enter adds or removes, Tab completes, Esc leaves"
        line = self.query_one(Input)
        line.cursor_blink = False
        line.focus()
        self._list_fitting("")

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """List the tags that begin like the last one typed."""
        self._list_fitting(event.value)

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """End with the line."""
        self.dismiss(event.value)

    def action_cancel(self) -> None:
        """End without a change."""
        self.dismiss(None)

    def action_complete(self) -> None:
        """Complete the last tag: to the only tag that fits, or as far as those that fit agree."""
        line = self.query_one(Input)
        line.value = completed(line.value, self._fitting(split_last(line.value)[1]))
        line.cursor_position = len(line.value)

    def _fitting(self, word: str) -> list[str]:
        return [tag for tag in self._known if tag.startswith(word.casefold())]

    def _list_fitting(self, line: str) -> None:
        before, word = split_last(line)
        fitting = self._fitting(word)
        more = f"  and {len(fitting) - SHOWN} more" if len(fitting) > SHOWN else ""
        text = " ".join(f"#{tag}" for tag in fitting[:SHOWN]) + more
        self.query_one("#fitting", Static).update(text or _none_fits(before, word))


def _none_fits(before: str, word: str) -> str:
    """Return what becomes of a word that is the beginning of no tag."""
    if not word:
        return "no story is tagged yet: type a tag, Enter makes it"
    return "no story has this tag" if before.endswith("-") else "no such tag yet: Enter makes it"
