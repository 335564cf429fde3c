"""Stars: given with a key, shown in the row, searched for, undone."""

from __future__ import annotations

from tests.pilot.driving import Reader, main, press, screen_text, state


async def test_a_star_is_shown_found_and_undone(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "j", "asterisk")
        assert "Starred 1 story" in state(pilot).message
        assert " *" in screen_text(pilot).splitlines()[4]
        await press(pilot, "slash", *"is:starred", "enter")
        assert [row.located for row in main(pilot).stories.stories] == ["TURKU"]
        await press(pilot, "q", "u")
        assert not any(row.starred for row in main(pilot).stories.stories)
        await press(pilot, "ctrl+r")
        assert [row.starred for row in main(pilot).stories.stories] == [False, True, False, False]


async def test_a_selection_with_and_without_stars_gets_them_all(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "asterisk", "space", "space", "asterisk")
        assert [row.starred for row in main(pilot).stories.stories] == [True, True, False, False]
        await press(pilot, "asterisk")
        assert not any(row.starred for row in main(pilot).stories.stories)
