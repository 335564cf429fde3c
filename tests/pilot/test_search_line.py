"""The search line: completion, earlier searches, errors, help on the language."""

from __future__ import annotations

from pathlib import Path

from textual import events

from store.commands import AddTag
from store.library import Library
from tests.pilot.driving import Reader, main, press, screen_text, settle, state
from tui.app import WireReader
from tui.widgets.search_line import SearchLine


async def test_a_word_half_typed_finds_and_a_finished_one_is_meant_as_it_is(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *"harb*", "enter")
        assert [row.located for row in main(pilot).stories.stories] == ["TURKU"]
        await press(pilot, "slash", *'"harb"', "enter")
        assert len(main(pilot).stories.stories) == 0
        await press(pilot, "slash", *"nowhere", "enter")
        assert len(main(pilot).stories.stories) == 0


async def test_what_is_pasted_is_one_line_however_it_was_broken(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *"old", "enter", "slash")
        line = main(pilot).query_one(SearchLine)
        line.post_message(events.Paste('"nobody checked\n  the hull\r\nfor nine\x1b[31m"\n'))
        await settle(pilot)
        assert line.value == '"nobody checked the hull for nine�[31m"'
        await press(pilot, "ctrl+u")
        line.post_message(events.Paste('"nobody checked the hull for nine'))
        await settle(pilot)
        await press(pilot, "enter")
        assert [row.located for row in main(pilot).stories.stories] == ["OMSK"]


async def test_tab_completes_fields_and_values(read: Reader, library: Library) -> None:
    uris = tuple(library.rows().uris())
    library.apply(AddTag(uris[:1], "shipping"))
    library.apply(AddTag(uris[1:2], "ships"))
    async with read() as pilot:
        line = main(pilot).query_one(SearchLine)
        await press(pilot, "slash", *"ta", "tab", "s", "tab")
        assert line.value == "tag:ship"
        assert "shipping  ships" in screen_text(pilot)
        await press(pilot, "tab")
        assert line.value == "tag:shipping"
        await press(pilot, "tab")
        assert line.value == "tag:ships"
        await press(pilot, *" speaker:volk", "tab")
        assert line.value == 'tag:ships speaker:"Irina Volkova"'
        assert "shipping  ships" not in screen_text(pilot)
        await press(pilot, "enter")
        assert len(main(pilot).stories.stories) == 0


async def test_earlier_searches_come_back_also_after_a_restart(archive: Path) -> None:
    with Library.open(archive) as library:
        app = WireReader(library)
        async with app.run_test(size=(120, 30)) as pilot:
            await settle(pilot)
            await press(pilot, "slash", *"ferry", "enter", "slash", *"harbour", "enter", "q", "ctrl+q")
    with Library.open(archive) as library:
        app = WireReader(library)
        async with app.run_test(size=(120, 30)) as pilot:
            await settle(pilot)
            line = main(pilot).query_one(SearchLine)
            await press(pilot, "slash", *"x", "up")
            assert line.value == "harbour"
            await press(pilot, "up", "up")
            assert line.value == "ferry"
            assert [row.located for row in main(pilot).stories.stories] == ["OMSK"]
            await press(pilot, "down", "down")
            assert line.value == "x"


async def test_what_is_wrong_is_underlined_where_it_stands_and_the_fix_said(read: Reader) -> None:
    async with read(80, 24) as pilot:
        await press(pilot, "slash", *"is:unred")
        assert "did you mean is:unread" in state(pilot).message
        line = main(pilot).query_one(SearchLine)
        marked = [s.text for s in line.render_line(0) if s.style and s.style.underline]
        assert marked == ["u"]
        await press(pilot, "backspace", "backspace", *"ead")
        assert state(pilot).message == ""
        assert not [s.text for s in line.render_line(0) if s.style and s.style.underline]


async def test_the_fix_is_said_on_a_low_terminal_too(read: Reader) -> None:
    async with read(60, 16) as pilot:
        await press(pilot, "slash", *"is:unred")
        assert "is:unread" in screen_text(pilot)


async def test_the_language_is_at_hand_while_a_search_is_typed(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "slash", *"ferry", "question_mark")
        assert state(pilot).screen == "LanguageScreen"
        assert "rate near5 cut" in screen_text(pilot)
        await press(pilot, "q")
        assert (state(pilot).searching, main(pilot).query_one(SearchLine).value) == (True, "ferry")
        await press(pilot, *' "why', "question_mark")
        assert main(pilot).query_one(SearchLine).value.endswith('"why?')
