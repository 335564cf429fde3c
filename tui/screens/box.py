"""A box over the panes that is left with the back keys."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType

from tui.keymap import Where, binding_of


class Box(ModalScreen[ScreenResultType]):
    """Ends with None on the back keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,ctrl+g", "leave", show=False),
        binding_of("app.help"),
    ]
    PLACE: ClassVar[Where] = "everywhere"
    """The place whose keys the help shows first."""

    def action_leave(self) -> None:
        """End with nothing."""
        self.dismiss(None)

    async def action_help(self) -> None:
        """Show the keys, those of the box first."""
        await self.run_action(f"app.show_keys('{self.PLACE}')")

    def entitle(self, title: str, keys: str) -> None:
        """Write title and keys on the edge of the box."""
        box = self.query_one("#dialog")
        # As Content: a headline or an error may hold brackets, and a plain string is read as markup.
        box.border_title, box.border_subtitle = Content(title), Content(keys)
