"""The speakers' list, and corrections of who said a quote."""

from __future__ import annotations

from pathlib import Path

from store.library import Library
from tests.pilot.driving import Reader, main, press, screen_text, state

SALO = "Harbour Master Aino Salo"


def names(library: Library) -> dict[str, tuple[str, ...]]:
    return {one.name: one.aliases for one in library.speakers()}


async def test_who_is_quoted_is_listed_filtered_and_their_stories_shown(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "p")
        text = screen_text(pilot)
        assert "Irina Volkova   4 quotes in 1 story" in text
        assert "Regional Transport Minister · 2026-03-03" in text
        await press(pilot, "slash", *"sal")
        assert "Harbour Master Aino Salo   " in screen_text(pilot)
        assert "Irina Volkova   " not in screen_text(pilot)
        await press(pilot, "enter", "enter")
        assert state(pilot).search == f'speaker:"{SALO}"'
        assert [row.located for row in main(pilot).stories.stories] == ["TURKU"]


async def test_speakers_are_filtered_by_role_and_nobody_found_is_said(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "p", "slash", *"minist")
        assert "Irina Volkova   " in screen_text(pilot)
        assert "1 speaker" in screen_text(pilot)
        await press(pilot, "ctrl+u", *"zzz")
        assert "nobody has zzz in name or role" in screen_text(pilot)
        assert "Looking ..." not in screen_text(pilot)


async def test_the_first_day_is_left_out_where_the_first_story_has_no_date(
    read: Reader, library: Library, tmp_path: Path
) -> None:
    story = 'OMSK, March 4. /TASS/. "It is cold," Regional Transport Minister Irina Volkova said.\n'
    (tmp_path / "undated.txt").write_text(story, encoding="utf-8")
    library.import_paths([tmp_path / "undated.txt"])
    async with read() as pilot:
        await press(pilot, "p")
        assert "Irina Volkova   5 quotes in 2 stories" in screen_text(pilot)
        assert "Regional Transport Minister · 2026-03-03" in screen_text(pilot)


async def test_speakers_are_merged_split_and_left_to_the_rules(
    read: Reader, library: Library, archive: Path
) -> None:
    async with read() as pilot:
        await press(pilot, "p", "slash", *"aino", "enter", "m", *"volk", "tab", "enter")
        assert f"Took {SALO} for Irina Volkova" in screen_text(pilot)
        assert SALO in names(library)["Irina Volkova"]
        await press(pilot, "slash", "ctrl+u", *"volkova", "enter", "x")
        assert f"{SALO} stands alone" in screen_text(pilot)
        assert SALO in names(library)
        await press(pilot, "u", "r")
        assert f"Left {SALO} to the rules" in screen_text(pilot)
        assert library.decided() == {}
        await press(pilot, "r")
        assert "nothing was decided about Irina Volkova" in screen_text(pilot)
        await press(pilot, "u", "q", "u")
        assert state(pilot).message == f"Undone: Took {SALO} for Irina Volkova"
        assert library.decided() == {}
    with Library.open(archive) as again:
        again.redo()
        assert again.decided() == {SALO: "Irina Volkova"}


async def test_who_shares_a_name_is_offered_first(read: Reader, library: Library, tmp_path: Path) -> None:
    story = ' date 2026-03-04 OMSK, March 4. /TASS/. "It is cold," Mayor Olga Volkova said on Wednesday.\n'
    (tmp_path / "namesake.txt").write_text(story, encoding="utf-8")
    library.import_paths([tmp_path / "namesake.txt"])
    async with read() as pilot:
        await press(pilot, "p", "slash", *"irina", "enter", "m", "tab", "enter")
        assert "Took Irina Volkova for Olga Volkova" in screen_text(pilot)


async def test_the_only_one_whose_name_fits_is_merged_into(read: Reader, library: Library) -> None:
    async with read() as pilot:
        await press(pilot, "p", "slash", *"aino", "enter", "m", *"volk", "enter")
        assert f"Took {SALO} for Irina Volkova" in screen_text(pilot)
        await press(pilot, "u", "m", "m", "enter")
        assert "nobody is called m; " in screen_text(pilot)
        assert library.decided() == {}


async def test_a_name_nobody_has_is_not_merged_into(read: Reader, library: Library) -> None:
    async with read() as pilot:
        await press(pilot, "p", "m", *"Nobody Known", "enter")
        assert "nobody is called Nobody Known" in screen_text(pilot)
        assert library.decided() == {}


async def test_a_quote_is_given_to_somebody_else_and_back(read: Reader, library: Library) -> None:
    async with read() as pilot:
        await press(pilot, "3", "j", "c", *"lem", "tab", "enter")
        page = main(pilot).page
        assert page is not None
        quote = page.quotes[main(pilot).quotes.current]
        assert quote.speaker is not None
        assert quote.speaker.name == "Pyotr Lem"
        assert "decided by you" in screen_text(pilot)
        await press(pilot, "u")
        assert state(pilot).message == "Undone: Gave the quote to Pyotr Lem"
        assert "decided by you" not in screen_text(pilot)
        await press(pilot, "ctrl+r")
        assert "decided by you" in screen_text(pilot)
        await press(pilot, "c", "enter")
        assert state(pilot).message.startswith("Left the quote's speaker to the rules")
        assert "decided by you" not in screen_text(pilot)


async def test_leaving_the_line_changes_nothing(read: Reader, library: Library) -> None:
    async with read() as pilot:
        await press(pilot, "3", "c", *"lem", "escape", "u")
        assert state(pilot).message == "nothing to undo"
