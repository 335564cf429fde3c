"""Stories that say nearly the same: one line in the list, unfolded on demand."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.library import Library
from tests.pilot.driving import Reader, main, press, screen_text, settle, state


@pytest.fixture
def doubled(library: Library, samples: Path) -> Library:
    """The archive with a story of one service and its pick-up by another."""
    stories = samples / "stories"
    library.import_paths([stories / "reuters-lithium-update.txt", stories / "pickup-aap-lithium.txt"])
    return library


async def test_near_identical_stories_are_one_line_and_a_search_hides_none(
    doubled: Library, read: Reader
) -> None:
    async with read() as pilot:
        assert len(main(pilot).stories.stories) == 5
        assert "+1" in main(pilot).stories.render_line(9).text
        await press(pilot, "slash", *"lithium", "enter")
        assert len(main(pilot).stories.stories) == 2


async def test_unfolding_lists_them_and_q_comes_back(doubled: Library, read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "G", "equals_sign")
        assert {row.source for row in main(pilot).stories.stories} == {"Reuters", "AAP"}
        assert "2/2 that say nearly the same, q lists all again" in screen_text(pilot)
        await press(pilot, "k", "enter")
        assert "AAP" in {row.source for row in [main(pilot).stories.current] if row}
        await press(pilot, "q", "q")
        assert (len(main(pilot).stories.stories), state(pilot).cursor) == (5, 4)
        assert state(pilot).running


async def test_unfolding_in_a_search_goes_back_to_the_search(doubled: Library, read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *"lithium OR harbour", "enter")
        await press(pilot, "G", "equals_sign")
        assert len(main(pilot).stories.stories) == 2
        await press(pilot, "q")
        assert len(main(pilot).stories.stories) == 3
        assert state(pilot).search == "lithium OR harbour"


async def test_news_while_unfolded_leave_the_list_unfolded(
    doubled: Library, read: Reader, wire: Path, archive: Path
) -> None:
    async with read() as pilot:
        await press(pilot, "G", "equals_sign")
        text = " date 2026-03-09 OMSK, March 9. /TASS/. Another ferry sank, the harbour master said.\n"
        (wire / "new.txt").write_text(text, encoding="utf-8")
        with Library.open(archive) as other:
            other.import_paths([wire / "new.txt"])
        main(pilot).look_for_news()
        await settle(pilot)
        assert len(main(pilot).stories.stories) == 2
        await press(pilot, "q")
        assert len(main(pilot).stories.stories) == 6


async def test_a_mark_set_while_a_list_is_on_its_way_does_not_lose_the_list(
    doubled: Library, read: Reader
) -> None:
    async with read() as pilot:
        await press(pilot, "G")
        screen = main(pilot)
        screen.action_twins()  # asks for the list ...
        screen.action_toggle_read()  # ... and before it has come, what still matches
        await settle(pilot)
        assert len(screen.stories.stories) == 2
        assert screen.stories.stories.unread == 1


async def test_an_export_of_them_says_what_is_listed_and_not_the_search(
    doubled: Library, read: Reader
) -> None:
    async with read() as pilot:
        whole = next(one for one in main(pilot)._portions() if one.label == "the 5 listed stories")
        assert whole.query == "all stories, of those that say nearly the same the earliest"
        await press(pilot, "slash", *"lithium OR harbour", "enter")
        await press(pilot, "G", "equals_sign")
        (whole,) = (one for one in main(pilot)._portions() if one.label == "the 2 listed stories")
        assert whole.query == f"what says nearly the same as {main(pilot).like}"
