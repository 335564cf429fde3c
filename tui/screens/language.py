"""The language of searches, at hand while one is typed."""

from __future__ import annotations

from collections.abc import Iterator

from tui import language
from tui.keymap import PLACES, actions_in
from tui.screens.help import HelpScreen


class LanguageScreen(HelpScreen):
    """What can be written in a search, and the keys that help with it; `/` finds among them."""

    HEADING = "The language of searches"

    def _sections(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        yield from language.sections()
        keys = [(action.shown_keys, action.title) for action in actions_in("search", self._actions)]
        yield PLACES["search"], keys
