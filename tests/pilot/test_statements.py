"""All quotes of a speaker: a statement once, with the stories it stands in."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.library import Library
from tests.pilot.driving import Reader, main, press, screen_text, settle, state

AGAIN = """\
 date 2026-03-{day:02} OMSK, March {day}. /{service}/. The inquiry into the ferry heard {count} \
witnesses on its day {day}. "Nobody checked the hull for nine years," Irina Volkova said. \
"We are going to find out who signed the papers."
"""


@pytest.fixture
def more(wire: Path, library: Library) -> Library:
    """The archive with three more stories that print what the minister said."""
    for day, service in ((4, "TASS"), (5, "Interfax"), (6, "BELTA")):
        text = AGAIN.format(day=day, service=service, count=day * 7)
        (wire / f"again{day}.txt").write_text(text, encoding="utf-8")
    library.import_paths([wire])
    return library


async def test_a_statement_in_four_stories_counts_once(more: Library, read: Reader) -> None:
    async with read(120, 40) as pilot:
        await press(pilot, "3", "Q")
        shown = screen_text(pilot)
        assert "Irina Volkova: " in shown
        assert shown.count("Nobody checked the hull") <= 2  # once in the box, once beside it at most
        assert "4 appearances in 4 stories" in shown
        await press(pilot, "space")
        shown = screen_text(pilot)
        assert "TASS 2026-03-03" in shown
        assert "00:00" not in shown  # the copy says no time of day


async def test_an_appearance_opens_its_story_at_the_quote_and_q_comes_back(
    more: Library, read: Reader
) -> None:
    async with read(120, 40) as pilot:
        await press(pilot, "3", "Q", "space", "j", "j", "j", "j", "enter")
        now = state(pilot)
        page = main(pilot).page
        assert page is not None
        assert page.article.versioncreated.startswith("2026-03-03")
        assert page.quotes[now.lit].text.startswith("Nobody checked the hull")
        assert now.pane == "body"
        await press(pilot, "q")
        assert state(pilot).screen == "StatementsScreen"
        assert ">       TASS 2026-03-03" in screen_text(pilot)
        await press(pilot, "q")
        assert (state(pilot).screen, state(pilot).pane, state(pilot).cursor) == ("MainScreen", "quotes", 0)
        assert len(main(pilot).stories.stories) == 7


async def test_who_is_not_named_is_not_one_person(wire: Path, library: Library, read: Reader) -> None:
    (wire / "nameless.txt").write_text(
        ' date 2026-03-09 OMSK, March 9. /TASS/. "It rained for nine days," a passenger said.\n',
        encoding="utf-8",
    )
    library.import_paths([wire])
    async with read() as pilot:
        await press(pilot, "3", "Q")
        assert state(pilot).screen == "MainScreen"
        assert "it may be anybody" in state(pilot).message


async def test_reading_on_leaves_the_cursor_on_its_statement(
    more: Library, read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.said.FIRST", 1)
    async with read(120, 40) as pilot:
        await press(pilot, "3", "Q", "j")
        await settle(pilot)
        assert "reading on" not in screen_text(pilot)
