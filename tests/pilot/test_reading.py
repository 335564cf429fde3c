"""Reading: places kept, marks made, searches, tags, undo."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from store.library import Library
from store.models import Entry
from tests.pilot.driving import Reader, main, press, screen_text, settle, state
from tui.app import WireReader
from tui.configuration import load


async def reopen(archive: Path, width: int = 120, height: int = 20) -> tuple[str, int, str, str]:
    """Open the reader anew; return story, scroll, pane and search."""
    with Library.open(archive) as library:
        app = WireReader(library)
        async with app.run_test(size=(width, height)) as pilot:
            await settle(pilot)
            now = state(pilot)
            return now.uri, now.scroll, now.pane, now.search


async def test_moving_past_a_story_does_not_mark_it_read(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "j", "j", "k")
        assert state(pilot).unread == 4


async def test_opening_marks_read_and_undo_leaves_that_alone(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "enter")
        assert state(pilot).unread == 3
        await press(pilot, "u")
        assert state(pilot).message == "nothing to undo"
        assert state(pilot).unread == 3


async def test_the_place_is_kept_over_a_restart(archive: Path) -> None:
    with Library.open(archive) as library:
        app = WireReader(library)
        async with app.run_test(size=(120, 20)) as pilot:
            await press(pilot, "j", "j", "enter", "space", "space", "space")
            before = state(pilot)
            assert before.scroll > 20
            await press(pilot, "ctrl+q")
    assert await reopen(archive) == (before.uri, before.scroll, "body", "")


async def test_the_place_in_each_story_is_kept(read: Reader) -> None:
    async with read(120, 20) as pilot:
        await press(pilot, "j", "j", "enter", "space", "space")
        before = state(pilot)
        await press(pilot, "K", "K", "J", "J")
        assert state(pilot).uri == before.uri
        assert state(pilot).scroll == before.scroll


async def test_a_new_width_keeps_the_words_at_the_top(read: Reader) -> None:
    async with read(120, 20) as pilot:
        await press(pilot, "j", "j", "enter", "space", "space", "space")
        body = main(pilot).body
        top = body.offset_at_top
        for width in (60, 100, 47, 120):
            await pilot.resize_terminal(width, 20)
            await settle(pilot)
            assert body.page is not None
            assert abs(body.offset_at_top - top) <= width


async def test_search_as_you_type_narrows_the_list(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *"harbour")
        assert [row.located for row in main(pilot).stories.stories] == ["TURKU"]
        assert "1/1 of 4 for “harbour”" in screen_text(pilot)
        await press(pilot, "enter")
        assert state(pilot).pane == "list"
        await press(pilot, "q")
        assert len(main(pilot).stories.stories) == 4
        assert state(pilot).running


async def test_what_half_a_word_found_is_still_there_after_enter(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *"harbo", "enter")
        assert [row.located for row in main(pilot).stories.stories] == ["TURKU"]
        assert state(pilot).search == "harbo*"


async def test_leaving_the_search_line_brings_back_what_was_listed(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "j", "j")
        before = state(pilot)
        await press(pilot, "slash", *"harbour")
        assert state(pilot).uri != before.uri
        await press(pilot, "escape")
        assert len(main(pilot).stories.stories) == 4
        assert state(pilot).uri == before.uri
        assert not state(pilot).searching


async def test_a_search_that_is_wrong_says_so_and_keeps_the_list(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *"ferry )")
        assert "bracket" in state(pilot).message
        await press(pilot, "enter")
        assert state(pilot).searching
        assert main(pilot).stories.stories


@pytest.mark.parametrize(
    ("typed", "said"), [("ferry OR", "OR wants something after it"), (".!", "no word to look")]
)
async def test_what_may_be_typed_but_not_asked_stays_to_be_mended(
    read: Reader, typed: str, said: str
) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *typed)
        assert state(pilot).message == ""
        await press(pilot, "enter")
        assert said in state(pilot).message
        assert state(pilot).searching
        await press(pilot, "ctrl+u", *"ferry", "enter")
        assert (state(pilot).message, state(pilot).searching) == ("", False)


async def test_matches_are_lit_and_walked_through(read: Reader) -> None:
    async with read(120, 20) as pilot:
        await press(pilot, "slash", *"bridges", "enter")
        page = main(pilot).page
        assert page is not None
        assert len(page.matches) == 41
        await press(pilot, "n", "n", "n", "n", "n")
        assert state(pilot).scroll > 0
        await press(pilot, *"n" * 40)
        assert state(pilot).message == "no more matches"


async def test_tags_are_added_completed_removed_and_undone(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "t", *"shipping", "enter")
        assert state(pilot).tags == ("shipping",)
        assert "#shipping" in screen_text(pilot)
        await press(pilot, "j", "t", *"sh", "tab", "enter")
        assert state(pilot).tags == ("shipping",)
        await press(pilot, "t", *"-shipping", "enter")
        assert state(pilot).tags == ()
        await press(pilot, "u")
        assert state(pilot).tags == ("shipping",)
        await press(pilot, "u", "u", "k")
        assert state(pilot).tags == ()


async def test_a_tag_of_several_words_is_added_completed_and_found(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "t", *'ice "rate cut"', "enter")
        assert state(pilot).tags == ("ice", "rate cut")
        assert "· u undoes one after the other" in state(pilot).message
        await press(pilot, "j", "t", *"ra", "tab", "enter")
        assert state(pilot).tags == ("rate cut",)
        await press(pilot, "slash", *'tag:"rate cut"', "enter")
        assert len(main(pilot).stories.stories) == 2


async def test_a_selection_is_tagged_together(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "space", "space", "t", *"two", "enter")
        assert [row.tags for row in main(pilot).stories.stories] == [("two",), ("two",), (), ()]


async def test_the_unread_of_a_search_are_counted_as_marks_are_made(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *"hull", "enter")
        assert "1 unread" in main(pilot).status.place
        await press(pilot, "r")
        assert "0 unread" in main(pilot).status.place
        await press(pilot, "u")
        assert "1 unread" in main(pilot).status.place


async def test_a_long_search_leaves_the_counts_in_sight(read: Reader) -> None:
    async with read(80, 24) as pilot:
        await press(pilot, "slash", *"speaker:volkova said:hull date:2026-01..2026-12", "enter")
        line = screen_text(pilot).splitlines()[-2]
        assert "1/1 of 4 for “speaker:volkova said:hull date:…” · 1 unread" in line


async def test_words_of_nobody_say_why_nothing_is_listed_of_their_speaker(
    read: Reader, wire: Path, library: Library
) -> None:
    text = (
        " date 2026-03-09 GDYNIA, March 9. /TASS/. Port zamarzł w nocy i nikt nie wyszedł w morze.\n\n"
        "„Nikt nie może wejść na lód przed południem, nawet z liną.” Było cicho i zimno.\n"
    )
    (wire / "sign.txt").write_text(text, encoding="utf-8")
    library.import_paths([wire])
    async with read() as pilot:
        await press(pilot, "3")
        assert main(pilot).page is not None
        for key in ("s", "Q"):
            await press(pilot, key)
            assert "nobody was found who says this" in state(pilot).message
    (wire / "dull.txt").write_text(" date 2026-03-10 OMSK, March 10. /TASS/. It rained.\n", encoding="utf-8")
    library.import_paths([wire])
    async with read() as pilot:
        await press(pilot, "g", "3", "s")
        assert state(pilot).message == "nobody is quoted in this story"


async def test_a_story_that_no_longer_matches_stays_with_a_sign(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *"is:unread", "enter", "enter", "q")
        assert len(main(pilot).stories.stories) == 4
        assert "~" in screen_text(pilot).splitlines()[1][:6]


@pytest.mark.parametrize("named", [True, False])
async def test_an_empty_archive_says_what_to_type_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    monkeypatch.setenv("WIREREADER_ARCHIVE", str(tmp_path / ("other" if named else "new")))
    with Library.open(tmp_path / "new") as library:
        async with WireReader(library).run_test(size=(200, 24)) as pilot:
            await settle(pilot)
            option = f" --archive {tmp_path / 'new'}" if named else ""
            assert f"wirereader{option} import PATH..." in screen_text(pilot)


async def test_an_empty_archive_welcomes_and_offers_samples(tmp_path: Path, samples: Path) -> None:
    with Library.open(tmp_path / "new") as library:
        app = WireReader(library, samples=samples)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, "S")
            assert library.count >= 15
            assert "imported" in state(pilot).message
            assert main(pilot).stories.stories


async def test_a_correction_replaces_what_is_shown(read: Reader, wire: Path, archive: Path) -> None:
    slugged = (
        "BC-Ferry,{lead}\nFerry Alfa sinks\n\nOMSK, Russia (AP) — The ferry Alfa sank with {count} people on "
        "board on Tuesday, March 3, 2026, the harbour master said.\n"
    )
    (wire / "a.txt").write_text(slugged.format(lead="", count="forty"), encoding="utf-8")
    async with read() as pilot:
        library = main(pilot).library
        library.import_paths([wire / "a.txt"])
        await press(pilot, "R", "slash", *"board", "enter", "enter")
        assert "forty" in screen_text(pilot)
        (wire / "b.txt").write_text(slugged.format(lead=" 1st Ld-Writethru", count="fifty"), encoding="utf-8")
        with Library.open(archive) as other:
            assert other.import_paths([wire / "b.txt"]).updated == 1
        await press(pilot, "R")
        assert "fifty" in screen_text(pilot)
        assert state(pilot).pane == "body"


async def test_what_others_import_is_listed_and_moves_nobody(read: Reader, wire: Path, archive: Path) -> None:
    async with read(120, 20) as pilot:
        await press(pilot, "j", "j", "enter", "space", "space")
        before = state(pilot)
        text = " date 2026-03-09 OMSK, March 9. /TASS/. Another ferry sank, the harbour master said.\n"
        (wire / "new.txt").write_text(text, encoding="utf-8")
        with Library.open(archive) as other:
            other.import_paths([wire / "new.txt"])
        main(pilot).look_for_news()
        await settle(pilot)
        after = state(pilot)
        assert len(main(pilot).stories.stories) == 5
        assert after.message == "1 new"
        assert (after.uri, after.scroll, after.pane) == (before.uri, before.scroll, "body")
        assert after.cursor == before.cursor + 1
        main(pilot).look_for_news()
        await settle(pilot)
        assert state(pilot).message == "1 new"


async def test_the_palette_finds_an_action_a_speaker_and_a_tag(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "t", *'"sea ice"', "enter", "ctrl+p", *"#sea", "enter")
        assert state(pilot).search == 'tag:"sea ice"'
        await press(pilot, "ctrl+p", *"aino", "enter")
        assert state(pilot).search.endswith('Aino Salo"')
        await press(pilot, "ctrl+p", *"whole screen", "enter")
        assert state(pilot).zoomed


async def test_a_story_that_takes_long_to_read_comes_when_it_is_ready(
    read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = threading.Event()
    async with read() as pilot:
        screen = main(pilot)
        get = screen.library.get

        def slow(uri: str) -> Entry:
            ready.wait(20)
            return get(uri)

        monkeypatch.setattr(screen.library, "get", slow)
        await pilot.press("j")
        while screen.page is not None:
            await pilot.pause(0.01)
        assert "Opening ..." in screen_text(pilot)
        await pilot.press("]")
        assert state(pilot).message == "the story is being opened"
        ready.set()
        await settle(pilot)
        assert "The harbour of Turku" in screen_text(pilot)


async def test_the_text_of_the_last_search_is_replaced_by_typing(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *"harbour", "enter", "slash", *"ferry", "enter")
        assert state(pilot).search == "ferry"


async def test_help_finds_a_key_by_what_it_does(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "question_mark", "slash", *"lit quote")
        shown = screen_text(pilot)
        assert "Copy the lit quote" in shown
        assert "Next story" not in shown
        await press(pilot, "escape")
        assert "Next story" in screen_text(pilot)
        await press(pilot, "q")
        assert state(pilot).screen == "MainScreen"


@pytest.mark.parametrize("key", ["ctrl+g", "escape"])
async def test_the_palette_closes_with_the_back_keys(read: Reader, key: str) -> None:
    async with read() as pilot:
        await press(pilot, "colon")
        assert state(pilot).screen == "Palette"
        await press(pilot, key)
        assert state(pilot).screen == "MainScreen"


async def test_keys_of_ones_own(read: Reader, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('hints = true\n[keys]\n"app.tag" = "T"\nlist.next = "n, ctrl+n"\n', encoding="utf-8")
    configuration = load(file)
    assert configuration.troubles == ()
    async with read(configuration=configuration) as pilot:
        await press(pilot, "j", "t")
        assert (state(pilot).cursor, state(pilot).screen) == (0, "MainScreen")
        await press(pilot, "n", "ctrl+n")
        assert state(pilot).cursor == 2
        assert "T tag" in screen_text(pilot)
        await press(pilot, "question_mark")
        assert "n ^n" in screen_text(pilot)
        await press(pilot, "q", "T")
        assert state(pilot).screen == "TagScreen"


async def test_a_key_typed_right_after_moving_means_the_story_moved_to(read: Reader) -> None:
    async with read() as pilot:
        await pilot.press("j", "]")
        await settle(pilot)
        assert "harbour of Turku" in screen_text(pilot)
        page = main(pilot).page
        assert page is not None
        assert "Aino Salo" in state(pilot).message
        assert page.uri == main(pilot).stories.stories[1].uri
