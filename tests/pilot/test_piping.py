"""Giving copy to a program: what it reads, and what is refused. The terminal's part is in tests/pty."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO, Any

import pytest

from store.library import Library
from tests.pilot.driving import Reader, main, press, screen_text, settle, state
from tui.app import WireReader


class Lent(list[tuple[tuple[str, ...], str]]):
    """The programs that were run, each with what it could read."""

    ended = ""

    def run(self, _app: Any, command: tuple[str, ...], given: IO[bytes]) -> str:
        self.append((command, given.read().decode()))
        return self.ended


@pytest.fixture
def lent(monkeypatch: pytest.MonkeyPatch) -> Lent:
    lent = Lent()
    monkeypatch.setattr("tui.screens.sending.lend", lent.run)
    return lent


async def test_the_story_is_given_as_text_and_what_became_of_it_said(read: Reader, lent: Lent) -> None:
    lent.ended = "it ended with status 3"
    async with read() as pilot:
        await press(pilot, "]", "exclamation_mark", *"cat -n", "enter")
        ((command, text),) = lent
        assert command == ("cat", "-n")
        page = main(pilot).page
        assert page
        assert text.startswith(f"{page.article.headline}\n"), "the story alone, without an export's head"
        assert "Nobody checked the hull" in text
        assert "forty passengers" in text, "all of the story, not the quote that is lit"
        assert state(pilot).message == "1 story given to cat · it ended with status 3"
        await press(pilot, "exclamation_mark", "enter")  # the line is kept
        assert [command for command, _ in lent] == [("cat", "-n")] * 2


async def test_the_selection_is_given_in_the_format_chosen(read: Reader, lent: Lent) -> None:
    async with read() as pilot:
        await press(pilot, "space", "space", "exclamation_mark", *"cat", "up", "up", "l", "l", "enter")
        assert [json.loads(line)["headline"] for line in lent[0][1].splitlines()]
        assert len(lent[0][1].splitlines()) == 2
        await press(pilot, "exclamation_mark")
        assert "JSON, an object a line" in screen_text(pilot)
        await press(pilot, "escape", "e")
        assert "the clipboard" in screen_text(pilot), "an export begins as the last export did"


async def test_a_program_that_is_not_there_is_told_where_it_was_typed(read: Reader, lent: Lent) -> None:
    async with read() as pilot:
        await press(pilot, "exclamation_mark", *"no-such-program", "enter")
        assert "there is no program no-such-program" in screen_text(pilot)
        await press(pilot, "ctrl+u", *"cat", "enter")
        assert [command for command, _ in lent] == [("cat",)]


async def test_a_killed_story_is_given_to_nobody(library: Library, tmp_path: Path, lent: Lent) -> None:
    row = library.rows()[0]
    killed = {**library.get(row.uri).article.as_json(), "version": "999", "pubstatus": "canceled"}
    (tmp_path / "kill.json").write_text(json.dumps(killed), encoding="utf-8")
    library.import_paths([tmp_path / "kill.json"])
    async with WireReader(library).run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "exclamation_mark", *"cat", "enter")
        assert state(pilot).message.startswith("nothing to export: killed")
        assert lent == []


async def test_where_the_terminal_cannot_be_lent_that_is_told(read: Reader) -> None:
    async with read() as pilot:  # which has no terminal
        await press(pilot, "exclamation_mark", *"cat", "enter")
        assert state(pilot).message == "this terminal cannot be lent to a program"
        await press(pilot, "j")
        assert state(pilot).cursor == 1
