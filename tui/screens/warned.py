"""The stories a reader used that no longer hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from store.models import Warned
from tui import words
from tui.screens.box import Box
from tui.widgets.pick_list import Item, PickList, Text

_NOTHING = "Nothing you tagged, starred, exported or copied from was killed or corrected."


class WarnedScreen(Box[str]):
    """Killed, withheld and corrected stories that the reader used. Ends with a uri."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("W", "leave", show=False)]

    def __init__(self, stories: Sequence[Warned], on: str = "") -> None:
        super().__init__()
        self._stories = stories
        self._on = on

    def compose(self) -> ComposeResult:
        """Show the stories."""
        with Vertical(id="dialog"):
            yield PickList(nothing=_NOTHING, id="picks")

    def on_mount(self) -> None:
        """List the stories."""
        count = words.plural(len(self._stories), "story")
        self.entitle(f"{count} to look at again", "Enter opens it, q closes")
        choices = self.query_one(PickList)
        choices.show([_item(one) for one in self._stories], on=self._on)
        choices.focus()

    @on(PickList.Chosen)
    def chosen(self, event: PickList.Chosen) -> None:
        """End with the story."""
        self.dismiss(str(event.item.key))


def _item(one: Warned) -> Item:
    style = "text" if one.what == "corrected" else "alarm"
    told = Text(style, f"{one.what.upper()}: {one.headline}", 2)
    return Item(one.uri, (told, Text("about", f"{words.listed(one.used)} by you", indent=2)))
