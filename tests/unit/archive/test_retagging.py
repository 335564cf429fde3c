"""Renaming a tag on all stories and in saved searches: one step, taken back exactly, also after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.commands import AddTag, SaveSearch
from store.errors import ArchiveError
from store.library import Library
from store.retagging import renaming
from tests.unit.archive.conftest import Send, article


@pytest.fixture
def tagged(library: Library, send: Send) -> Library:
    """Three stories: one tagged lead, one top, one both; a search for each tag."""
    library.import_paths([send(*(article(f"urn:{name}") for name in "abc"))])
    library.apply(AddTag(("urn:a", "urn:c"), "lead"))
    library.apply(AddTag(("urn:b", "urn:c"), "top"))
    library.apply(SaveSearch("leads", "tag:LEAD -is:killed"))
    library.apply(SaveSearch("tops", "tag:top OR tag:lea*"))
    return library


def kept(library: Library) -> tuple[dict[str, int], dict[str, tuple[str, ...]], dict[str, str]]:
    """Return the tags with their counts, those of each story, and the saved searches."""
    return library.tags(), {row.uri: row.tags for row in library.rows()}, library.searches.saved()


def rename(library: Library, tag: str, new: str) -> tuple[str, str]:
    found = renaming(library.tags(), library.searches.saved(), tag, new)
    return found.about, library.apply(found.command)


def test_a_tag_gets_a_new_name_and_the_old_one_back_after_a_restart(tagged: Library, folder: Path) -> None:
    before = kept(tagged)
    assert rename(tagged, "Lead", "Rate cut") == (
        "2 stories are tagged lead",
        "Renamed tag lead to rate cut, also in the search leads",
    )
    after = kept(tagged)
    assert after[:2] == (
        {"rate cut": 2, "top": 2},
        {"urn:a": ("rate cut",), "urn:b": ("top",), "urn:c": ("rate cut", "top")},
    )
    assert after[2] == {"leads": 'tag:"rate cut" -is:killed', "tops": "tag:top OR tag:lea*"}
    assert tagged.searches.counted("leads").total == 2
    tagged.close()
    with Library.open(folder, reader=tagged.reader) as library:
        assert library.undo() == ("Undone: Renamed tag lead to rate cut, also in the search leads")
        assert kept(library) == before
        library.redo()
        assert kept(library) == after


def test_two_tags_become_one_and_are_parted_again_as_they_were(tagged: Library) -> None:
    before = kept(tagged)
    about, _ = rename(tagged, "lead", "top")
    assert about == "2 stories are tagged lead, 2 stories are tagged top already: the two become one tag"
    assert tagged.tags() == {"top": 3}
    tagged.undo()
    assert kept(tagged) == before


def test_a_search_changed_meanwhile_stays_as_it_was_changed(tagged: Library) -> None:
    found = renaming(tagged.tags(), tagged.searches.saved(), "lead", "main")
    tagged.apply(SaveSearch("leads", "tag:lead date:today"))
    tagged.apply(found.command)
    assert tagged.searches.saved()["leads"] == "tag:lead date:today"
    tagged.undo()
    assert tagged.searches.saved()["leads"] == "tag:lead date:today"


@pytest.mark.parametrize(
    ("tag", "new", "said"),
    [
        ("nobody", "main", "no story is tagged nobody"),
        ("lead", "LEAD", "the tag is called lead already"),
        ("lead", "...", "a tag needs a letter or a digit"),
        (
            "lead",
            'a"b',
            'saved search leads, which asks for lead: no query can ask for the tag a"b; choose another name',
        ),
    ],
)
def test_what_cannot_be_renamed_is_told_and_nothing_is_changed(
    tagged: Library, tag: str, new: str, said: str
) -> None:
    before = kept(tagged)
    with pytest.raises(ArchiveError) as told:
        rename(tagged, tag, new)
    assert str(told.value) == said
    assert kept(tagged) == before
