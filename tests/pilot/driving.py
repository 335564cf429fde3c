"""Driving the reader as a person does: type, wait until it is quiet, look."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import cast

from textual.pilot import Pilot
from textual.widgets import Static

from tui.screens.main import MainScreen
from tui.widgets.pick_list import PickList
from tui.widgets.search_line import SearchLine

Reader = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
"""Opens the reader: `async with read(width, height) as pilot`."""


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way: workers done, the preview drawn, messages handled."""
    for _ in range(100):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        if not any(isinstance(one, MainScreen) and one.busy for one in pilot.app.screen_stack):
            break
        await pilot.pause(0.02)
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Type keys and wait until all they set off is done."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def main(pilot: Pilot[None]) -> MainScreen:
    """Return the screen with the panes."""
    return cast("MainScreen", pilot.app.screen_stack[1])


def screen_text(pilot: Pilot[None]) -> str:
    """Return what the screen shows, a line a row."""
    strips = pilot.app.screen._compositor.render_strips()  # no public way to read the screen as text
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


@dataclass(frozen=True)
class State:
    """What a key press can change."""

    cursor: int
    uri: str
    pane: str
    scroll: int
    lit: int
    quote: int
    selected: int
    tags: tuple[str, ...]
    read: bool
    starred: bool
    unread: int
    screen: str
    searching: bool
    search: str
    line: str
    zoomed: bool
    message: str
    said: str
    """In the line of a box."""
    focus: str
    top: int
    """The first line in sight of what has the focus."""
    height: int
    """The lines of that."""
    marked: tuple[object, ...]
    running: bool


def state(pilot: Pilot[None]) -> State:
    """Take the state of the reader."""
    screen = main(pilot)
    row = screen.stories.current
    return State(
        cursor=screen.stories.cursor,
        uri=screen.page.uri if screen.page else "",
        pane=screen.pane,
        scroll=round(screen.body.scroll_offset.y),
        lit=screen.body.lit_quote,
        quote=screen.quotes.current,
        selected=len(screen.stories.selected),
        tags=row.tags if row else (),
        read=bool(row and row.read),
        starred=bool(row and row.starred),
        unread=sum(not one.read for one in screen.stories.stories),
        screen=type(pilot.app.screen).__name__,
        searching=screen.search_open,
        search=screen.search_text,
        line=screen.query_one(SearchLine).value,
        zoomed=screen.has_class("-zoom"),
        message=screen.status.message,
        said="".join(str(line.content) for line in pilot.app.screen.query("#said").results(Static)),
        focus=type(pilot.app.focused).__name__,
        top=round(pilot.app.focused.scroll_offset.y) if pilot.app.focused else 0,
        height=pilot.app.focused.virtual_size.height if pilot.app.focused else 0,
        marked=tuple(key for one in pilot.app.screen.query(PickList) for key in one.marked),
        running=pilot.app.is_running and pilot.app.return_code is None,
    )
