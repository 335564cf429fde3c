"""Two open readers of one name: what is marked in the one shows in the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.attribution import quoted_words
from store.commands import AddTag, Attribute, MarkRead, SaveSearch, Star
from store.library import Library
from store.quotes import REVISION
from tests.pilot.driving import Reader, main, press, screen_text, settle, state
from tests.unit.archive.older_rules import rules
from tui.screens.main import MainScreen


async def tick(pilot: Pilot[None]) -> None:
    """Let the reader look for news, and wait until it has seen to them."""
    main(pilot).look_for_news()
    await settle(pilot)


async def test_marks_set_elsewhere_show_and_move_nothing(read: Reader, archive: Path) -> None:
    async with read(120, 12) as pilot:
        await press(pilot, "j", "j", "enter", "space", "space")
        before, rows = state(pilot), main(pilot).stories.stories
        top = main(pilot).stories.scroll_offset
        assert before.scroll > 0
        with Library.open(archive) as other:
            other.apply(Star((rows[0].uri,)))
            other.apply(AddTag((rows[0].uri, rows[2].uri), "ice"))
            other.apply(MarkRead((rows[1].uri,)))
            await tick(pilot)
            seen = [(row.starred, row.tags, row.read) for row in main(pilot).stories.stories[:3]]
            assert seen == [(True, ("ice",), False), (False, (), True), (False, ("ice",), True)]
            assert "#ice" in screen_text(pilot)
            after = state(pilot)
            assert (after.cursor, after.scroll, after.pane) == (before.cursor, before.scroll, before.pane)
            assert (main(pilot).stories.scroll_offset, after.focus) == (top, before.focus)
            for _ in range(3):
                other.undo()
            await tick(pilot)
        assert "#ice" not in screen_text(pilot)
        assert not any(row.starred for row in main(pilot).stories.stories)


async def test_a_story_untagged_elsewhere_stays_in_a_search_for_the_tag(read: Reader, archive: Path) -> None:
    async with read() as pilot:
        await press(pilot, "t", *"ice", "enter", "slash", *"tag:ice", "enter")
        with Library.open(archive) as other:
            other.undo()
            await tick(pilot)
        stories = main(pilot).stories
        assert [row.tags for row in stories.stories] == [()]
        assert stories.matching is not None
        assert not stories.matching.has(stories.stories[0].uri)


async def test_what_is_read_elsewhere_is_counted_in_the_saved_searches(
    read: Reader, archive: Path, library: Library
) -> None:
    library.apply(SaveSearch("ships", "ferry"))
    async with read() as pilot:
        await press(pilot, "f")
        assert "ships   1/1 unread" in screen_text(pilot)
        with Library.open(archive) as other:
            other.apply(MarkRead(tuple(row.uri for row in other.rows())))
        await tick(pilot)
        assert "ships   0/1 unread" in screen_text(pilot)


async def test_a_speaker_corrected_elsewhere_is_shown(read: Reader, archive: Path) -> None:
    async with read() as pilot:
        await press(pilot, "enter")
        page = main(pilot).page
        assert page
        with Library.open(archive) as other:
            other.apply(Attribute(page.uri, quoted_words(page.quotes[0].text), "Anna Berg"))
            await tick(pilot)
        assert "Anna Berg" in screen_text(pilot)


async def test_quotes_read_anew_elsewhere_show_and_nothing_is_new(
    read: Reader, archive: Path, library: Library
) -> None:
    library.apply(SaveSearch("volkova", "speaker:volkova"))
    library.searches.look_at("volkova")
    async with read() as pilot:
        await press(pilot, "enter", "right_square_bracket", "right_square_bracket")
        before, shown = state(pilot), main(pilot).page
        assert shown
        lit = shown.quotes[before.lit]
        with rules(REVISION + 1, lambda quote: None if quote.text == shown.quotes[0].text else quote):
            with Library.open(archive) as other:
                other.rereading.run()
            await tick(pilot)
        page, after = main(pilot).page, state(pilot)
        assert page
        assert page.quotes == shown.quotes[1:]
        assert page.quotes[after.lit] == lit, "its number is another one"
        assert main(pilot).quotes.border_title == f"{len(page.quotes)} quotes"
        assert main(pilot).stories.stories[0].quotes == len(page.quotes)
        assert (after.cursor, after.scroll, after.pane, after.message) == (
            before.cursor, before.scroll, before.pane, before.message,
        )  # fmt: skip
        assert "new" not in screen_text(pilot)


async def test_a_decision_about_a_quote_of_other_bounds_can_be_taken_back(
    read: Reader, library: Library
) -> None:
    (row, *_) = library.rows()
    quote = library.get(row.uri).quotes[0]
    words = quoted_words(" ".join(quote.text.split()[:-1]))
    library.apply(Attribute(row.uri, words, "Anna Berg"))
    async with read() as pilot:
        await press(pilot, "enter", "tab")
        page = main(pilot).page
        assert page
        assert page.quotes[0].speaker
        assert page.quotes[0].speaker.name == "Anna Berg"
        main(pilot).quotes.place_on(0)
        await press(pilot, "c", "enter")
        assert library.words_given(row.uri) == frozenset()
        assert "Anna Berg" not in screen_text(pilot)


async def test_nothing_is_drawn_where_nothing_was_marked_elsewhere(
    read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = 0
    async with read() as pilot:
        await press(pilot, "j", "asterisk", "enter", "u")
        await tick(pilot)
        freshen = MainScreen._freshen

        def counting(screen: MainScreen) -> None:
            nonlocal moved
            moved += 1
            freshen(screen)

        monkeypatch.setattr(MainScreen, "_freshen", counting)
        for _ in range(3):
            await tick(pilot)
        assert moved == 0
        await press(pilot, "asterisk")
        assert moved == 1
        for _ in range(3):
            await tick(pilot)
        assert moved == 1, "marked here"
