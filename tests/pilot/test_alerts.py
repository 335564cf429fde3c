"""Kills, corrections and embargoes: what the reader is told, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.commands import AddTag
from store.library import Library
from tests.pilot.driving import Reader, main, press, screen_text, settle, state
from tui.app import WireReader
from tui.widgets.banner import Banner
from tui.widgets.pick_list import PickList

TAKES = ("1", "2", "3-correction", "4-kill")


def warned(pilot: Pilot[None]) -> bool:
    return main(pilot).query_one(Banner).display


def takes(samples: Path, *wanted: str) -> Sequence[Path]:
    return [samples / "stories" / f"ap-tunnel-{take}.txt" for take in wanted]


@pytest.fixture
def tagged(library: Library, samples: Path) -> Library:
    """The archive with two takes of the tunnel story, tagged."""
    library.import_paths(takes(samples, "1", "2"))
    (row,) = library.search("tunnel").rows
    library.apply(AddTag((row.uri,), "lead"))
    return library


async def test_a_kill_of_what_was_tagged_is_told_listed_and_put_away(
    tagged: Library, archive: Path, samples: Path
) -> None:
    app = WireReader(tagged)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert not warned(pilot)
        with Library.open(archive) as other:
            other.import_paths(takes(samples, "4-kill"))
        main(pilot).look_for_news()
        await settle(pilot)
        assert "1 story you tagged was killed · W shows it" in screen_text(pilot)
        await press(pilot, "j")
        assert warned(pilot)  # it stays until it is put away
        await press(pilot, "W")
        assert "KILLED: The Associated Press has withdrawn" in screen_text(pilot)
        await press(pilot, "enter")
        assert state(pilot).pane == "body"
        assert "KILLED at 2024-06-12 18:04 UTC" in screen_text(pilot)
        await press(pilot, "q")
        assert state(pilot).screen == "WarnedScreen"
        await press(pilot, "q")
        assert not warned(pilot)
        assert state(pilot).cursor == 1
        await press(pilot, "ctrl+q")
    with Library.open(archive) as library:
        app = WireReader(library)
        async with app.run_test(size=(120, 30)) as pilot:
            await settle(pilot)
            assert not warned(pilot)  # told once is enough
            await press(pilot, "W")
            assert "tagged by you" in screen_text(pilot)  # and can be looked up


async def test_what_was_tagged_and_exported_is_told_as_both(tagged: Library, samples: Path) -> None:
    (row,) = tagged.search("tunnel").rows
    tagged.note_exported([row.uri])
    tagged.import_paths(takes(samples, "4-kill"))
    app = WireReader(tagged)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert "1 story you tagged and exported was killed" in screen_text(pilot)
        await press(pilot, "W")
        assert "tagged and exported by you" in screen_text(pilot)


async def test_what_was_killed_while_the_reader_was_closed_is_told_at_the_start(
    tagged: Library, samples: Path
) -> None:
    tagged.import_paths(takes(samples, "4-kill"))
    app = WireReader(tagged)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert "1 story you tagged was killed" in screen_text(pilot)
        await press(pilot, "x")
        assert "1 story you tagged was killed" not in screen_text(pilot)


async def test_a_quote_once_copied_is_told_of_when_its_story_is_corrected(
    library: Library, archive: Path, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.library.utc_now", lambda: "2026-01-01T00:00:00Z")  # copied before this second
    library.import_paths(takes(samples, "1", "2"))
    app = WireReader(library)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"tunnel", "enter", "]", "y", "q")
        with Library.open(archive) as other:
            other.import_paths(takes(samples, "3-correction"))
        main(pilot).look_for_news()
        await settle(pilot)
        assert "1 story you exported was corrected" in screen_text(pilot)


async def test_a_killed_story_is_struck_through_and_its_quotes_are_not_copied(
    library: Library, samples: Path, read: Reader
) -> None:
    library.import_paths(takes(samples, *TAKES))
    async with read(120, 30) as pilot:
        await press(pilot, "slash", *"tunnel is:killed", "enter", "V", "j", "enter", "]", "y")
        screen = main(pilot)
        struck = [
            segment.text
            for segment in screen.stories.render_line(0)
            if segment.style and segment.style.strike
        ]
        assert "KILL: The Associated" in "".join(struck)
        assert screen.stories.render_line(0).text.startswith("> ✗")
        assert pilot.app.clipboard == ""
        assert "not copied: KILLED BY ITS SERVICE · y again copies it" in screen.status.message
        await press(pilot, "y")
        assert pilot.app.clipboard.startswith("KILLED BY ITS SERVICE\n")


def embargoed(until: datetime) -> str:
    return (
        f"date {until:%Y-%m-%d}\nEMBARGOED: Not for release before {until:%H%M} GMT, {until:%A, %B %-d, %Y}\n"
        "SCIENCE-SLEEP/\nNight trains do not ruin sleep, study finds\n\n"
        f'LONDON, {until:%b} {until.day} (Reuters) - People sleep less on trains. "It was luggage," said '
        "lead author Agnieszka Wrona.\n"
    )


@pytest.fixture
def until(tmp_path: Path, library: Library) -> datetime:
    """The end of the embargo of a story that came in."""
    end = (datetime.now(UTC) + timedelta(hours=3)).replace(second=0, microsecond=0)
    (tmp_path / "study.txt").write_text(embargoed(end), encoding="utf-8")
    library.import_paths([tmp_path / "study.txt"])
    return end


async def test_an_embargo_counts_down_refuses_and_ends(until: datetime, read: Reader) -> None:
    async with read(120, 30) as pilot:
        screen = main(pilot)
        screen.clock = lambda: until - timedelta(hours=2, minutes=14)
        screen.look_at_clock()
        await settle(pilot)
        shown = screen_text(pilot)
        assert f"embargo: 2 h 14 min left, until {until:%H:%M} UTC" in " ".join(shown.split())
        assert "E Night trains" in shown
        assert "2 h 14 min left" in screen.stories.render_line(1).text
        await press(pilot, "]", "y")
        assert "not copied: EMBARGO UNTIL" in screen.status.message
        await press(pilot, "e", "enter")
        assert "nothing to export: embargoed until" in screen.status.message
        screen.clock = lambda: until
        screen.look_at_clock()
        await settle(pilot)
        assert "embargo over since" in screen_text(pilot)
        assert "left" not in screen.stories.render_line(1).text


async def test_a_story_whose_embargo_ended_no_longer_matches(
    until: datetime, read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with read(120, 30) as pilot:
        screen = main(pilot)
        await press(pilot, "slash", *"is:embargoed", "enter")
        assert "~" not in screen.stories.render_line(0).text
        monkeypatch.setattr("store.library.utc_now", lambda: f"{until:%Y-%m-%dT%H:%M:%SZ}")
        screen.clock = lambda: until
        screen.look_at_clock()
        await settle(pilot)
        assert "~" in screen.stories.render_line(0).text


async def test_a_new_minute_draws_nothing_where_no_embargo_is_in_sight(
    read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with read(120, 30) as pilot:
        screen = main(pilot)
        drawn: list[str] = []
        for pane in (screen.stories, screen.body, screen.quotes):
            monkeypatch.setattr(pane, "refresh", lambda *_, **__: drawn.append("pane"))
            monkeypatch.setattr(pane, "refresh_lines", lambda *_: drawn.append("line"), raising=False)
        screen.clock = lambda: datetime.now(UTC) + timedelta(minutes=5)
        screen.look_at_clock()
        assert drawn == []


async def test_where_nothing_was_taken_back_that_is_said_in_whole(read: Reader) -> None:
    async with read(60, 16) as pilot:
        await press(pilot, "W")
        box = pilot.app.screen.query_one(PickList)
        shown = " ".join(" ".join(box.render_line(y).text for y in range(box.size.height)).split())
        assert "Nothing you tagged, starred, exported or copied from was killed or corrected." in shown
        await press(pilot, "j", "enter", "q")
        assert state(pilot).screen == "MainScreen"
