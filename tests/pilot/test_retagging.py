"""Renaming a tag in the reader: asked for, counted, done everywhere, undone in one step."""

from __future__ import annotations

from store.commands import AddTag, SaveSearch
from store.library import Library
from tests.pilot.driving import Reader, main, press, screen_text, state


async def test_a_tag_is_renamed_everywhere_and_undone(read: Reader, library: Library) -> None:
    uris = tuple(row.uri for row in library.rows())
    library.apply(AddTag(uris[:2], "lead"))
    library.apply(SaveSearch("leads", "tag:lead"))
    async with read() as pilot:
        await press(pilot, "T", "enter")  # the tag of the story under the cursor is offered
        assert "2 stories tagged lead. Its new name?" in screen_text(pilot)
        await press(pilot, *"main", "enter")
        assert state(pilot).tags == ("main",)
        assert state(pilot).message.startswith("Renamed tag lead to main, also in the search leads")
        assert library.searches.saved() == {"leads": "tag:main"}
        await press(pilot, "u")
        assert state(pilot).message.startswith("Undone: Renamed tag lead to main")
        assert (library.tags(), library.searches.saved()) == ({"lead": 2}, {"leads": "tag:lead"})


async def test_a_tag_is_merged_into_another(read: Reader, library: Library) -> None:
    uris = tuple(row.uri for row in library.rows())
    library.apply(AddTag(uris[:2], "lead"))
    library.apply(AddTag(uris[1:3], "top"))
    async with read() as pilot:
        await press(pilot, "T", *"lead", "enter", *"to", "tab", "enter")
        assert library.tags() == {"top": 3}
        await press(pilot, "u")
        assert library.tags() == {"lead": 2, "top": 2}


async def test_a_tag_nobody_has_and_a_name_that_is_none_are_told(read: Reader, library: Library) -> None:
    library.apply(AddTag((library.rows()[0].uri,), "lead"))
    async with read() as pilot:
        await press(pilot, "T", *"leed", "enter")
        assert state(pilot).message == "no story is tagged leed"
        await press(pilot, "T", *"lead", "enter", *"...", "enter")
        assert state(pilot).message == "a tag needs a letter or a digit"
        assert library.tags() == {"lead": 1}


async def test_the_search_shown_follows_the_tag_and_its_undoing(read: Reader, library: Library) -> None:
    uris = tuple(row.uri for row in library.rows())
    library.apply(AddTag(uris[1:3], "lead"))
    async with read() as pilot:
        await press(pilot, "slash", *"tag:lead OR ice", "enter", "j", "space", "k")
        before = state(pilot)
        await press(pilot, "T", "ctrl+u", *"lead", "enter", "ctrl+u", *"rate cut", "enter")
        after = state(pilot)
        assert after.search == 'tag:"rate cut" OR ice'
        assert after.message.startswith("Renamed tag lead to rate cut")
        assert (after.cursor, after.selected) == (before.cursor, before.selected)
        stories = main(pilot).stories
        assert [row.uri for row in stories.stories] == list(uris[1:3])
        await press(pilot, "u")
        assert state(pilot).search == "tag:lead OR ice"
        await press(pilot, "ctrl+r")
        assert state(pilot).search == 'tag:"rate cut" OR ice'
        await press(pilot, "slash", "ctrl+u", *'tag:"rate cut"', "enter", "u")
        assert state(pilot).search == 'tag:"rate cut"', "it was asked for by this name"


async def test_it_is_said_what_becomes_of_a_tag_that_there_is_not(read: Reader) -> None:
    async with read(80, 24) as pilot:
        await press(pilot, "t")
        assert "no story is tagged yet: type a tag, Enter makes it" in screen_text(pilot)
        await press(pilot, *"lead")
        assert "no such tag yet: Enter makes it" in screen_text(pilot)
        await press(pilot, "home", "minus")
        assert "no story has this tag" in screen_text(pilot)
