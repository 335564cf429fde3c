"""Saved searches: kept, counted, run, renamed, dropped, and what is new in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.commands import SaveSearch
from store.library import Library
from tests.pilot.driving import Reader, main, press, screen_text, settle, state

NEW = " date 2026-03-09 OMSK, March 9. /TASS/. Another ferry sank, the harbour master said.\n"


async def test_a_search_is_saved_listed_with_counts_and_run(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *"ferry", "enter", "F", *"ships", "enter")
        assert state(pilot).message == "Saved the search ships · u undoes"
        await press(pilot, "q", "f")
        assert state(pilot).screen == "SearchesScreen"
        assert "ships   1/1 unread · 0 new since" in screen_text(pilot)
        await press(pilot, "enter")
        assert (state(pilot).search, state(pilot).screen) == ("ferry", "MainScreen")
        assert [row.located for row in main(pilot).stories.stories] == ["OMSK"]


async def test_a_search_saved_without_a_name_is_called_by_its_words(read: Reader, library: Library) -> None:
    async with read(80, 24) as pilot:
        await press(pilot, "f")
        assert "No search is saved yet. Search, then save it (? shows the key)." in screen_text(pilot)
        await press(pilot, "q", "slash", *"ferry", "enter", "F", "escape")
        assert library.searches.saved() == {}
        await press(pilot, "F", "enter")
        assert library.searches.saved() == {"ferry": "ferry"}


async def test_renaming_and_dropping_can_be_undone_there_and_outside(
    read: Reader, library: Library, archive: Path
) -> None:
    library.apply(SaveSearch("ships", "ferry"))
    library.searches.look_at("ships")
    seen = library.searches.counted("ships").seen
    async with read() as pilot:
        await press(pilot, "f", "n", "ctrl+u", *"boats", "enter")
        assert library.searches.saved() == {"boats": "ferry"}
        assert library.searches.counted("boats").seen == seen
        await press(pilot, "d")
        assert library.searches.saved() == {}
        assert "No search is saved yet" in screen_text(pilot)
        await press(pilot, "u", "u")
        assert library.searches.saved() == {"ships": "ferry"}
        assert "Undone: Renamed the search ships to boats" in screen_text(pilot)
        await press(pilot, "ctrl+r", "q", "u")
        assert state(pilot).message == "Undone: Renamed the search ships to boats"
    with Library.open(archive) as again:
        assert again.searches.saved() == {"ships": "ferry"}
        assert again.redo() == "Done again: Renamed the search ships to boats"


async def test_a_name_that_is_taken_is_not_given_twice(read: Reader, library: Library) -> None:
    library.apply(SaveSearch("a", "ferry"))
    library.apply(SaveSearch("b", "ice"))
    async with read() as pilot:
        await press(pilot, "f", "n", "ctrl+u", *"b", "enter")
        assert "there is a search b already" in screen_text(pilot)
        assert library.searches.saved() == {"a": "ferry", "b": "ice"}


async def test_what_is_new_is_said_and_moves_nobody(
    read: Reader, library: Library, wire: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.searches.utc_now", lambda: "2999-01-01T00:00:00Z")
    library.apply(SaveSearch("ships", "ferry"))
    library.searches.look_at("ships")
    monkeypatch.setattr("store.searches.utc_now", lambda: "2999-01-03T00:00:00Z")
    monkeypatch.setattr("store.importer.utc_now", lambda: "2999-01-02T00:00:00Z")
    async with read(120, 20) as pilot:
        await press(pilot, "j", "j", "enter", "space")
        before = state(pilot)
        assert "ships: " not in screen_text(pilot)
        (wire / "new.txt").write_text(NEW, encoding="utf-8")
        with Library.open(archive) as other:
            other.import_paths([wire / "new.txt"])
        main(pilot).look_for_news()
        await settle(pilot)
        after = state(pilot)
        assert "ships: 1 new" in screen_text(pilot)
        assert (after.uri, after.scroll, after.pane) == (before.uri, before.scroll, "body")
        await press(pilot, "f")
        assert "2/2 unread" in screen_text(pilot)
        await press(pilot, "enter")
        assert "ships: " not in screen_text(pilot)


async def test_counts_are_unknown_until_they_are_counted(read: Reader, library: Library) -> None:
    library.apply(SaveSearch("ships", "ferry"))
    async with read() as pilot:
        await pilot.press("f")
        await pilot.pause()
        screen = pilot.app.screen
        texts = screen._texts("other", "ferry")  # type: ignore[attr-defined]  # what is drawn before a count came
        assert texts[0].text == "other   …"
        await settle(pilot)
        assert "ships   1/1 unread · not looked at yet" in screen_text(pilot)


async def test_a_saved_search_that_is_wrong_says_so_and_holds_up_no_other(
    read: Reader, library: Library
) -> None:
    library.apply(SaveSearch("bad", "is:nonsense"))
    library.apply(SaveSearch("ships", "ferry"))
    async with read() as pilot:
        await press(pilot, "f")
        assert "there is no is:nonsense" in screen_text(pilot)
        assert "ships   1/1 unread" in screen_text(pilot)
