"""The mouse: a click means the line it is on, and the wheel moves nobody's place."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from tests.pilot.driving import Reader, main, screen_text, settle, state
from tui.widgets.pick_list import PickList


async def click_on(pilot: Pilot[None], pane: Widget, words: str) -> None:
    """Click on the first of the words where the screen shows them in the pane."""
    left, top = pane.region.offset
    for y, line in enumerate(screen_text(pilot).splitlines()[top : pane.region.bottom], start=top):
        x = line.find(words, left)
        if x >= 0:
            await pilot.click(offset=(x, y))
            await settle(pilot)
            return
    raise AssertionError(f"{words!r} is not shown:\n{screen_text(pilot)}")


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_a_click_goes_to_the_story_it_is_on(read: Reader, size: tuple[int, int]) -> None:
    async with read(*size) as pilot:
        await click_on(pilot, main(pilot).stories, "The harbour")
        assert state(pilot).cursor == 1


async def test_a_click_goes_to_the_quote_it_is_on_and_moves_no_line(read: Reader) -> None:
    async with read(120, 14) as pilot:
        quotes = main(pilot).quotes
        quotes.scroll_to(y=5, animate=False, force=True)
        await settle(pilot)
        await click_on(pilot, quotes, "all forty")
        page = main(pilot).page
        assert page is not None
        assert "all forty" in page.quotes[state(pilot).quote].text
        assert round(quotes.scroll_offset.y) == 5


async def test_a_click_in_the_story_lights_the_quote(read: Reader) -> None:
    async with read(120, 36) as pilot:
        await click_on(pilot, main(pilot).body, "papers")
        page = main(pilot).page
        assert page is not None
        assert "papers" in page.quotes[state(pilot).lit].text
        assert state(pilot).quote == state(pilot).lit
        assert "Volkova" in state(pilot).message
        await click_on(pilot, main(pilot).body, "OMSK, March")  # the line's quote begins behind it
        assert state(pilot).lit == 0


async def test_a_click_in_a_box_chooses_the_line_it_is_on(read: Reader) -> None:
    async with read(120, 36) as pilot:
        await pilot.press("p")
        await settle(pilot)
        picks = pilot.app.screen.query_one(PickList)
        await click_on(pilot, picks, "Otto Lang")
        item = picks.current
        assert item is not None
        assert item.key == "Otto Lang"
