"""Keys take effect one after the other, however fast they come.

Over a slow line keys arrive in bursts: `/ferry` and Enter in one packet.
Textual sends each key to the widget that has the focus when it arrives, so
the letters would go to the list before the search line is open. Here a key
waits until the one before it has done its work, focus and dialogs included.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import partial
from time import monotonic

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

TURNS = 50
"""Turns of the screen a key waits for a focus that does not come."""

PATIENCE = 0.5
"""Seconds after which a key to a dialog that has closed is taken for done: its sign may be swallowed."""

LONGEST = 5.0
"""Seconds after which any key is taken for done."""


class KeysInOrder(App[None]):
    """An app that keeps type-ahead."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._waiting: deque[events.Key] = deque()
        self._under_way_since: float | None = None
        self._target: Widget | None = None

    async def on_event(self, event: events.Event) -> None:
        """Take keys one at a time; everything else as ever."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._waiting.append(event)
        if self._under_way_since is None:
            self._under_way_since = monotonic()
            await self._settled(TURNS)  # the last key is done, but the focus it asked for may be yet to come
        elif self._is_lost(monotonic() - self._under_way_since):
            await self._take(self._waiting.popleft())

    def _is_lost(self, waited: float) -> bool:
        """Tell whether the sign that the last key is done will not come; a slow machine is not wrong."""
        gone = self._target is not None and not (self._target.is_attached and self._target.is_running)
        return waited > (PATIENCE if gone else LONGEST)

    async def _take(self, event: events.Key) -> None:
        self._under_way_since = monotonic()
        self._target = target = self.screen.focused or self.screen
        await super().on_event(event)
        path = [node for node in target.ancestors_with_self if isinstance(node, MessagePump)]
        # The key itself goes up to the app, which acts on it; what the action says goes the same way again.
        self._follow([*path, *path])

    def _follow(self, path: Sequence[MessagePump]) -> None:
        """Go the way of the key, from the focused widget up to the app, behind it in every queue."""
        here, *rest = path or [self]
        step = partial(self._follow, rest) if rest else partial(self._settled, TURNS)
        if not here.call_later(step):
            self.call_later(self._settled, TURNS)

    async def _settled(self, turns: int) -> None:
        """Take the next key, once screen and focus are what the last one made them."""
        if self._waiting and turns and self.focus_under_way(self.screen):
            self.screen.call_after_refresh(self._settled, turns - 1)
            return
        self._under_way_since = None
        if self._waiting:
            await self._take(self._waiting.popleft())

    def focus_under_way(self, screen: Screen[object]) -> bool:
        """Tell whether the last key changed the focus, and the change is yet to come."""
        return screen.focused is None
