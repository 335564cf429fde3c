"""What the command palette offers: the actions, and speakers and tags to jump to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import ClassVar, NamedTuple, cast

from textual.binding import Binding, BindingType
from textual.command import CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from store.library import Library
from store.query_fields import phrase, quoted
from store.terms import fold
from tui.keymap import ACTIONS
from tui.screens.main import MainScreen

JUMPS = 50
"""Speakers and tags offered for one search at most."""


class Palette(CommandPalette):
    """The palette: closes with our back keys, and sends nothing while nobody types."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "escape", show=False),
        Binding("ctrl+n", "cursor_down", show=False),
        Binding("ctrl+p", "command_list('cursor_up')", show=False),
    ]

    def on_mount(self) -> None:
        """Keep the cursor from blinking: over a slow line each blink is a kilobyte."""
        self.query_one(CommandInput).cursor_blink = False


class ActionCommands(Provider):
    """Every action of the table that makes sense by name."""

    async def discover(self) -> Hits:
        """Offer all actions while nothing is typed."""
        for title, call, keys in self._commands():
            yield DiscoveryHit(title, call, help=keys)

    async def search(self, query: str) -> Hits:
        """Offer the actions that fit what is typed."""
        matcher = self.matcher(query)
        for title, call, keys in self._commands():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), call, help=keys)

    def _commands(self) -> Iterator[tuple[str, IgnoreReturnCallbackType, str]]:
        actions = self.screen.configuration.actions if isinstance(self.screen, MainScreen) else ACTIONS
        for action in actions:
            if action.palette and action.where == "everywhere":
                call = partial(self.app.run_action, action.call, default_namespace=self.screen)
                yield action.title, call, f"key {action.shown_keys}"


class _Jump(NamedTuple):
    name: str
    folded: str
    query: str
    help: str


def _jumps(library: Library) -> list[_Jump]:
    tags = (
        _Jump(f"#{tag}", f"#{fold(tag)}", f"tag:{quoted(tag)}", f"{count:,} tagged")
        for tag, count in library.tags().items()
    )
    speakers = (
        _Jump(who.name, fold(who.name), f"speaker:{phrase(who.name)}", f"speaker, {who.quotes:,} quoted")
        for who in library.speakers()
    )
    return [*tags, *speakers]


class JumpCommands(Provider):
    """Speakers and tags of the archive: choosing one searches for it."""

    async def startup(self) -> None:
        """Read speakers and tags once, when the palette opens."""
        self._jumps: list[_Jump] = []
        if isinstance(self.screen, MainScreen):
            self._jumps = await asyncio.to_thread(_jumps, self.screen.library)

    async def search(self, query: str) -> Hits:
        """Offer the speakers and tags that fit what is typed."""
        matcher = self.matcher(query)
        screen = cast("MainScreen", self.screen)
        offered = 0
        wanted = fold(query)
        likely = [
            jump for jump in self._jumps if wanted in jump.folded
        ]  # matching a name costs a hundred times more
        for jump in likely[: JUMPS * 4]:
            if (score := matcher.match(jump.name)) > 0:
                yield Hit(
                    score, matcher.highlight(jump.name), partial(screen.find, jump.query), help=jump.help
                )
                offered += 1
                if offered == JUMPS:
                    return
