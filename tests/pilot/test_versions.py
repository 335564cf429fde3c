"""The versions of a story: the chain, an earlier one in the body, and what differs between two."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.changes import differences
from store.library import Library
from store.models import Article
from tests.pilot.driving import main, press, screen_text, settle, state
from tui.app import WireReader
from tui.differing import sheet
from tui.widgets.difference_view import DifferenceView

TAKES = ("1", "2", "3-correction", "4-kill")


@asynccontextmanager
async def reading(folder: Path, samples: Path, takes: int, height: int = 40) -> AsyncIterator[Pilot[None]]:
    """Open the reader on the first so many takes of the tunnel story."""
    with Library.open(folder) as library:
        library.import_paths([samples / "stories" / f"ap-tunnel-{take}.txt" for take in TAKES[:takes]])
        app = WireReader(library)
        async with app.run_test(size=(120, height), notifications=True) as pilot:
            await settle(pilot)
            yield pilot


async def test_the_chain_says_of_each_version_when_and_what_it_is(tmp_path: Path, samples: Path) -> None:
    async with reading(tmp_path, samples, 4) as pilot:
        await press(pilot, "V")
        shown = screen_text(pilot)
    for words in (
        "4 versions",
        "4.  2024-06-12 18:04 UTC  KILLED · the newest · shown now",
        "version 3 · 2nd Ld-Writethru, Correction",
        "1.  2024-06-12 09:14 UTC  superseded",
    ):
        assert words in shown, shown


async def test_an_earlier_version_is_shown_and_marked_and_left_to_the_place_before(
    tmp_path: Path, samples: Path
) -> None:
    async with reading(tmp_path, samples, 3, height=16) as pilot:
        await press(pilot, "enter", "space", "space")
        before = state(pilot)
        assert before.scroll > 0
        await press(pilot, "V", "G", "enter")
        shown = screen_text(pilot)
        assert "VERSION 1 OF 3, SUPERSEDED" in shown
        assert "Rijeka; 14" in shown
        assert state(pilot).pane == "body"
        await press(pilot, "space", "q")
        after = state(pilot)
        assert "SUPERSEDED" not in screen_text(pilot)
        assert (after.uri, after.scroll, after.pane) == (before.uri, before.scroll, "body")


async def test_an_earlier_version_stays_when_news_come_in(tmp_path: Path, samples: Path) -> None:
    async with reading(tmp_path, samples, 3) as pilot:
        await press(pilot, "V", "G", "enter")
        with Library.open(tmp_path) as other:
            other.import_paths([samples / "stories" / "ap-tunnel-4-kill.txt"])
        main(pilot).look_for_news()
        await settle(pilot)
        shown = screen_text(pilot)
        assert "VERSION 1 OF 4, SUPERSEDED" in shown
        assert "KILLED at 2024-06-12" in shown


async def test_words_of_an_earlier_version_say_so_when_copied(tmp_path: Path, samples: Path) -> None:
    async with reading(tmp_path, samples, 3) as pilot:
        await press(pilot, "V", "G", "enter", "]", "y")
        assert "of version 1 of 3, superseded" in main(pilot).status.message
        assert " v1, characters" in pilot.app.clipboard
        await press(pilot, "e")
        assert state(pilot).screen == "MainScreen"  # an export would be of the newest version
        assert "earlier versions are not exported" in main(pilot).status.message


async def test_what_changed_is_told_by_signs_and_the_quotes_by_words(tmp_path: Path, samples: Path) -> None:
    async with reading(tmp_path, samples, 3, height=60) as pilot:
        await press(pilot, "V", "d")
        shown = screen_text(pilot)
        assert "version 3 of 3 against version 2 of 3" in shown
        assert "[-drill-]{+survey+} barge" in shown
        assert "+ new quote, Tomislav Maric" in shown
        assert "- quote gone, Ivan Peric" in shown
        before = len(pilot.app.screen.query_one(DifferenceView).blocks)
        await press(pilot, "a")
        assert len(pilot.app.screen.query_one(DifferenceView).blocks) >= before
        await press(pilot, "q")
        assert state(pilot).screen == "VersionsScreen"
        await press(pilot, "q")
        assert state(pilot).screen == "MainScreen"


async def test_any_two_versions_are_compared_when_marked(tmp_path: Path, samples: Path) -> None:
    async with reading(tmp_path, samples, 3) as pilot:
        await press(pilot, "V", "space", "G", "space", "d")
        assert "version 3 of 3 against version 1 of 3" in screen_text(pilot)


async def test_the_way_through_the_changes(tmp_path: Path, samples: Path) -> None:
    async with reading(tmp_path, samples, 3, height=14) as pilot:
        await press(pilot, "V", "d", "n", "n", "n")
        down = screen_text(pilot)
        assert "~ Note to editors" in down
        await press(pilot, "N", "N")
        assert "~ Headline" in screen_text(pilot) or "~ Signal" in screen_text(pilot)
        await press(pilot, "G", "g")
        assert "Headline and fields" in screen_text(pilot)


async def test_a_correction_says_what_it_changed(tmp_path: Path, samples: Path) -> None:
    async with reading(tmp_path, samples, 3) as pilot:
        assert "Corrected: headline, " in screen_text(pilot)
        await press(pilot, "V", "j", "enter")
        assert "Corrected:" not in screen_text(pilot)


async def test_an_update_that_corrects_nothing_does_not(tmp_path: Path, samples: Path) -> None:
    async with reading(tmp_path, samples, 2) as pilot:
        assert "Corrected:" not in screen_text(pilot)


@pytest.mark.parametrize("theme", ["ansi-dark", "textual-light"])
async def test_brackets_of_the_copy_stay_in_the_differences(tmp_path: Path, theme: str) -> None:
    copy = (
        "BC-Union,{lead}\n{head}\n\nVIENNA (AP) — The union [/] wants [b]{count}[/b] brackets on Tuesday, "
        "March 3, 2026.\n"
    )
    files = []
    for at, (lead, count) in enumerate([("", "two"), (" 1st Ld-Writethru", "three")]):
        files.append(tmp_path / f"{at}.txt")
        files[-1].write_text(copy.format(lead=lead, count=count, head=f"Union [/] {count}"), encoding="utf-8")
    with Library.open(tmp_path / "archive") as library:
        library.import_paths(files)
        app = WireReader(library)
        async with app.run_test(size=(120, 30), notifications=True) as pilot:
            app.theme = theme
            await settle(pilot)
            await press(pilot, "V", "d")
            assert "The union [/] wants [b][-two-]{+three+}[/b] brackets" in screen_text(pilot)


def test_paragraphs_far_from_a_change_are_counted_not_shown() -> None:
    old = "\n\n".join(f"Paragraph {number} stands." for number in range(20))
    new = old.replace("Paragraph 10 stands.", "Paragraph 10 falls.")
    older, newer = (Article(uri="a", headline="h", body_text=body) for body in (old, new))
    changes = differences(older, newer)
    shown = [block.text for block in sheet(changes)]
    assert "[… 9 paragraphs unchanged …]" in shown
    assert "[… 8 paragraphs unchanged …]" in shown
    assert "Paragraph 10 [-stands-]{+falls+}." in shown
    assert len(sheet(changes, whole=True)) > 20
