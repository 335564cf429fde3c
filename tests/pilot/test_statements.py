"""All quotes of a speaker: a statement once, with the stories it stands in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.commands import Star
from store.library import Library
from tests.pilot.driving import Reader, main, press, screen_text, settle, state
from tui.app import WireReader

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
        assert "2026-03-03 TASS" in shown
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
        assert ">       2026-03-03 TASS" in screen_text(pilot)
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


@asynccontextmanager
async def babic(folder: Path, samples: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """Open the record of one whose words were corrected and killed, from among the speakers."""
    with Library.open(folder) as library:
        library.import_paths([samples / "stories"])
        async with WireReader(library).run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            await press(pilot, "p", "slash", *"babic", "enter", "Q")
            yield pilot


async def test_what_was_killed_or_corrected_is_said_and_opened_in_its_version(
    tmp_path: Path, samples: Path
) -> None:
    async with babic(tmp_path, samples) as pilot:
        shown = screen_text(pilot)
        assert "Dunja Babic: 7 statements in 9 quotes, 2 killed or corrected since" in shown
        assert "KILLED 2024-06-12 18:04 UTC: do not use" in shown
        assert "CORRECTED 2024-06-12 15:30 UTC: now “A survey barge is suspected" in shown
        await press(pilot, "j", "enter")
        shown = screen_text(pilot)
        assert "VERSION 3 OF 4, SUPERSEDED" in shown
        page = main(pilot).page
        assert page is not None
        assert page.quotes[state(pilot).lit].text.startswith("A survey barge")


async def test_one_goes_from_statement_to_statement_and_back(tmp_path: Path, samples: Path) -> None:
    async with babic(tmp_path, samples) as pilot:
        await press(pilot, "enter")
        visited = []
        for key in ("greater_than_sign", "greater_than_sign", "less_than_sign", "greater_than_sign"):
            await press(pilot, key)
            page = main(pilot).page
            assert page is not None
            place = main(pilot).status.place.split(" · ")[0]
            visited.append((place, page.quotes[state(pilot).lit].text[:14]))
        assert visited == [
            ("statement 2/7", "A survey barge"),
            ("statement 3/7", "the barge had "),
            ("statement 2/7", "A survey barge"),
            ("statement 3/7", "the barge had "),
        ]
        await press(pilot, "q")
        assert state(pilot).screen == "StatementsScreen"
        assert ">   ~ the barge had been" in screen_text(pilot)
        await press(pilot, "q")
        assert state(pilot).screen == "SpeakersScreen"
        assert ">   Dunja Babic" in screen_text(pilot)
        await press(pilot, "escape")
        after = state(pilot)
        assert (after.screen, after.cursor, after.pane, after.running) == ("MainScreen", 0, "list", True)


async def test_who_asked_for_nobodys_statements_has_not_asked_for_the_next_ones(read: Reader) -> None:
    async with read(120, 40) as pilot:
        await press(pilot, "p", "slash", *"nobody", "enter", "Q")
        assert state(pilot).screen == "SpeakersScreen"
        await press(pilot, "slash", "ctrl+u", *"volkova", "enter", "enter")
        now = state(pilot)
        assert (now.screen, now.search) == ("MainScreen", 'speaker:"Irina Volkova"')


async def test_the_way_along_statements_ends_where_the_reader_came_back_from_it(
    tmp_path: Path, samples: Path
) -> None:
    async with babic(tmp_path, samples) as pilot:
        await press(pilot, "enter", "q", "q", "escape")
        library = main(pilot).library
        library.apply(Star((library.search("is:killed").rows[0].uri,)))
        main(pilot).look_for_warnings()
        await settle(pilot)
        await press(pilot, "W", "enter")
        shown = main(pilot).page
        assert main(pilot).visiting
        await press(pilot, "greater_than_sign")
        assert main(pilot).page is shown
        assert state(pilot).message == "nobody is quoted in this story"


async def test_from_a_lit_quote_one_goes_on_to_what_its_speaker_said_elsewhere(
    more: Library, read: Reader
) -> None:
    async with read(120, 40) as pilot:
        await press(pilot, "G", "k", "k", "k", "k", "2", "right_square_bracket", "greater_than_sign")
        assert main(pilot).visiting
        assert state(pilot).lit >= 0
        await press(pilot, "less_than_sign", "less_than_sign", "less_than_sign", "less_than_sign")
        assert "this is the first statement of" in state(pilot).message
        await press(pilot, "q")
        assert state(pilot).screen == "MainScreen"
        assert not main(pilot).visiting


async def test_statements_are_filtered_and_turned(more: Library, read: Reader) -> None:
    async with read(120, 40) as pilot:
        await press(pilot, "3", "Q", "o")
        assert "oldest first" in screen_text(pilot)
        await press(pilot, "slash", *"papers 2026-03-06", "enter")
        shown = screen_text(pilot)
        assert "1 of " in shown
        assert "We are going to find out who signed the papers" in shown
        await press(pilot, "enter", "q")
        assert "1 of " in screen_text(pilot)  # as it was left
        await press(pilot, "slash", *"nowhere")
        assert "No statement has “nowhere”" in screen_text(pilot)
        await press(pilot, "escape", "escape")
        assert state(pilot).screen == "MainScreen"


async def test_a_speaker_who_is_no_one_in_particular_is_said_to_be_none(
    wire: Path, library: Library, read: Reader
) -> None:
    text = " date 2026-03-09 OMSK, March 9. /TASS/. The brine fell by 11 cm in three days, regulator says.\n"
    (wire / "regulator.txt").write_text(text, encoding="utf-8")
    library.import_paths([wire])
    async with read() as pilot:
        await press(pilot, "3", "Q")
        assert "Reading" not in screen_text(pilot)
        assert "the stories do not say" in screen_text(pilot)


async def test_the_quote_is_in_sight_where_panes_show_one_at_a_time(tmp_path: Path, samples: Path) -> None:
    async with babic(tmp_path, samples, size=(44, 14)) as pilot:
        await press(pilot, "j", "enter")
        assert "▶┆" in screen_text(pilot)
