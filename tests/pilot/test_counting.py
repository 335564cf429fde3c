"""A search that finds many stories lists the first at once, and the others when they are counted."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from store.library import Library
from store.models import Found
from tests.pilot.driving import Reader, main, press, settle, state
from tui.app import WireReader


@pytest.fixture
def counted(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Two stories are many, and counting them takes until this is set."""
    monkeypatch.setattr("tui.jobs.FEW", 2)
    ready = threading.Event()
    search = library.search

    def slow(text: str, *, typing: bool = False, first: int | None = None) -> Found:
        if first is None and text and threading.current_thread() is not threading.main_thread():
            ready.wait(20)
        return search(text, typing=typing, first=first)

    monkeypatch.setattr(library, "search", slow)
    yield ready
    ready.set()


async def until(pilot: Pilot[None], *, more: bool) -> None:
    """Wait for a list that goes on, or one that does not."""
    for _ in range(2000):
        if main(pilot).stories.stories.more == more:
            return
        await pilot.pause()
    raise AssertionError("the list did not come")


async def test_the_first_stories_are_read_while_the_others_are_counted(
    read: Reader, counted: threading.Event
) -> None:
    async with read() as pilot:
        main(pilot).find("said")
        await until(pilot, more=True)
        assert main(pilot).status.place.startswith("1/2+ of 4 for “said”")
        await pilot.press("j")
        assert (state(pilot).cursor, state(pilot).search) == (1, "said")
        place = main(pilot).stories.current
        counted.set()
        await settle(pilot)
        assert main(pilot).status.place.startswith("2/4 of 4 for “said” · 4 unread")
        assert main(pilot).stories.current == place


async def test_nothing_is_done_with_all_stories_before_they_are_counted(
    read: Reader, counted: threading.Event
) -> None:
    async with read() as pilot:
        main(pilot).find("said")
        await until(pilot, more=True)
        await pilot.press("A")
        assert (state(pilot).selected, "in a moment" in state(pilot).message) == (0, True)
        assert not any("listed" in portion.label for portion in main(pilot)._portions())
        counted.set()
        await settle(pilot)
        await press(pilot, "A")
        assert state(pilot).selected == 4
        assert any("4 listed" in portion.label for portion in main(pilot)._portions())


async def test_another_search_does_not_wait_for_the_count(read: Reader, counted: threading.Event) -> None:
    async with read() as pilot:
        main(pilot).find("said")
        await until(pilot, more=True)
        main(pilot).find("harbour")
        await until(pilot, more=False)
        assert [row.located for row in main(pilot).stories.stories] == ["TURKU"]
        counted.set()
        await settle(pilot)
        assert main(pilot).status.place.startswith("1/1 of 4 for “harbour”")


async def test_a_story_read_meanwhile_stays_listed(read: Reader, counted: threading.Event) -> None:
    async with read() as pilot:
        main(pilot).find("is:unread")
        await until(pilot, more=True)
        await pilot.press("r")
        counted.set()
        await settle(pilot)
        assert len(main(pilot).stories.stories) == 4
        matching = main(pilot).stories.matching
        assert matching is not None
        assert len(matching) == 3


async def test_the_start_lists_the_first_stories_of_the_search_left_last(
    library: Library, counted: threading.Event
) -> None:
    second = library.search("said").rows[1].uri
    library.save_session({"query": "said", "uri": second})
    async with WireReader(library).run_test(size=(120, 36)) as pilot:
        await until(pilot, more=True)
        assert main(pilot).status.place.startswith("2/2+ of 4 for “said”")
        counted.set()
        await settle(pilot)
        assert main(pilot).status.place.startswith("2/4 of 4 for “said” · 4 unread")
        assert main(pilot).stories.current == library.search("said").rows[1]


async def test_the_start_goes_back_to_a_story_far_down(
    read: Reader, library: Library, counted: threading.Event
) -> None:
    last = library.search("said").rows[3].uri
    library.save_session({"query": "said", "uri": last})
    async with read() as pilot:
        assert main(pilot).status.place.startswith("4/4 of 4 for “said”")
