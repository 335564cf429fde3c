"""Acting on many stories: selected together, changed in the background, said and undone as one."""

from __future__ import annotations

import threading

import pytest

from store.commands import Command
from store.library import Library
from tests.pilot.driving import Reader, main, press, settle, state


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.changes.FEW", 1)


def tags(library: Library) -> list[tuple[str, ...]]:
    return [row.tags for row in library.rows()]


async def test_all_that_was_found_is_tagged_and_undone_as_one(read: Reader, library: Library) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *"said", "enter", "A")
        assert "4 selected" in main(pilot).status.place
        await press(pilot, "t", *"all", "enter")
        assert state(pilot).message == "Tagged 4 stories all · u undoes"
        assert tags(library) == [("all",)] * 4
        assert state(pilot).tags == ("all",)
        await press(pilot, "t", *"all", "enter")
        assert state(pilot).message == "Took tag all off 4 stories · u undoes"
        await press(pilot, "u", "u")
        assert state(pilot).message == "Undone: Tagged 4 stories all"
        assert tags(library) == [()] * 4


async def test_the_panes_stay_usable_and_changes_keep_their_order(
    read: Reader, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = threading.Event()
    apply = library.apply

    def slow(command: Command, *, undoable: bool = True) -> str:
        if threading.current_thread() is not threading.main_thread():
            ready.wait(20)
        return apply(command, undoable=undoable)

    monkeypatch.setattr(library, "apply", slow)
    async with read() as pilot:
        await press(pilot, "A")
        await pilot.press("asterisk")
        assert state(pilot).message == "changing 4 stories ..."
        await pilot.press("j", "j")
        assert state(pilot).cursor == 2
        await pilot.press("u")
        ready.set()
        await settle(pilot)
        assert state(pilot).message == "Undone: Starred 4 stories"
        assert not any(row.starred for row in library.rows())


async def test_a_selection_survives_news_but_many_are_let_go_with_another_search(
    read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.widgets.article_list.KEPT_SELECTED", 2)
    async with read() as pilot:
        await press(pilot, "A", "R")
        assert state(pilot).selected == 4
        await press(pilot, "slash", *"said", "enter")
        assert state(pilot).selected == 0
        await press(pilot, "space", "slash", *"date:2026-03", "enter")
        assert state(pilot).selected == 1
