"""News of the story that is being read: it neither vanishes nor loses the reader's place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.library import Library
from tests.pilot.driving import main, press, screen_text, settle, state
from tui.app import WireReader


@asynccontextmanager
async def reading(folder: Path, stories: Path, *keys: str) -> AsyncIterator[Pilot[None]]:
    """Open the reader on the second take of the tunnel story, after some keys."""
    with Library.open(folder) as library:
        library.import_paths([stories / "ap-tunnel-1.txt", stories / "ap-tunnel-2.txt"])
        async with WireReader(library).run_test(size=(120, 36), notifications=True) as pilot:
            await settle(pilot)
            await press(pilot, *keys)
            yield pilot


async def comes(pilot: Pilot[None], folder: Path, *stories: Path) -> None:
    """Import stories as somebody else, and let the reader see them."""
    with Library.open(folder) as other:
        for story in stories:
            other.import_paths([story])
    main(pilot).look_for_news()
    await settle(pilot)


@pytest.fixture
def stories(samples: Path) -> Path:
    return samples / "stories"


async def test_a_correction_leaves_the_quote_lit(tmp_path: Path, stories: Path) -> None:
    async with reading(tmp_path, stories, "enter", "right_square_bracket", "right_square_bracket") as pilot:
        await comes(pilot, tmp_path, stories / "ap-tunnel-3-correction.txt")
        now, page = state(pilot), main(pilot).page
        assert page is not None
        assert page.article.version == "3"
        assert page.quotes[now.lit].text.startswith("Somebody was drilling")
        assert now.quote == now.lit
        assert now.message == "a new version of this story came · V shows what changed"


@pytest.mark.parametrize("keys", [("slash", *"tunnel", "enter", "enter"), ("enter",)])
async def test_a_story_killed_while_it_is_read_stays_and_says_so(
    tmp_path: Path, stories: Path, keys: tuple[str, ...]
) -> None:
    async with reading(tmp_path, stories, *keys) as pilot:
        await comes(pilot, tmp_path, stories / "ap-tunnel-4-kill.txt")
        assert state(pilot).message == "KILLED while it was shown: do not use this story"
        assert "KILLED at 2024-06-12 18:04 UTC" in screen_text(pilot)
        assert state(pilot).pane == "body"
        assert main(pilot).search_text in ("tunnel", "")  # as it was typed


async def test_from_a_killed_story_one_goes_back_to_what_the_search_finds(
    tmp_path: Path, stories: Path
) -> None:
    async with reading(tmp_path, stories, "slash", *"tunnel", "enter", "enter") as pilot:
        await comes(pilot, tmp_path, stories / "ap-tunnel-4-kill.txt")
        await press(pilot, "q")
        assert not main(pilot).visiting
        assert "Nothing found for “tunnel”" in screen_text(pilot)


async def test_what_is_typed_meanwhile_is_no_news_of_the_story(tmp_path: Path, stories: Path) -> None:
    async with reading(tmp_path, stories, "enter", "slash", *"nobody") as pilot:
        await comes(pilot, tmp_path, stories / "ap-tunnel-4-kill.txt")
        await press(pilot, "enter")
        assert not main(pilot).visiting
        assert state(pilot).search.startswith("nobody")


async def test_a_story_whose_file_was_taken_away_is_told_and_the_reader_stays(
    tmp_path: Path, stories: Path
) -> None:
    async with reading(tmp_path, stories, "enter") as pilot:
        for part in (tmp_path / "articles").iterdir():
            part.unlink()
        await comes(pilot, tmp_path, stories / "ap-school-board.txt", stories / "xinhua-wetland.txt")
        assert state(pilot).message.startswith("no story ")
        assert len(main(pilot).stories.stories) == 2
