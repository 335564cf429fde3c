"""What the list asks of all its stories, without walking over them."""

from __future__ import annotations

from collections.abc import Sequence

from store.models import Row
from tui.listing import REACH, Listing


def row(uri: str, *, read: bool = False) -> Row:
    return Row(
        uri=uri, headline=f"Story {uri}", slugline="", source="XYZ", located="", versioncreated="",
        urgency=None, pubstatus="usable", versions=1, version="1", takekey="", signal=(), quotes=0,
        read=read, tags=(), embargoed="", language="", headline_assumed=False,
    )  # fmt: skip


def listing(*read: bool) -> Listing:
    return Listing([row(f"urn:{number}", read=is_read) for number, is_read in enumerate(read)])


def test_a_story_is_found_by_place_and_by_uri() -> None:
    stories = listing(False, True, False)
    assert len(stories) == 3
    assert stories.place_of("urn:2") == 2
    assert stories.row("urn:2") is stories[2]
    assert stories.place_of("urn:9") is None
    assert stories.row("urn:9") is None
    assert stories.place_of("") is None
    assert [one.uri for one in stories[1:3]] == ["urn:1", "urn:2"]
    assert stories.has("urn:0")
    assert not stories.has("urn:9")


def test_the_next_wanted_story_is_found_both_ways() -> None:
    stories = listing(False, True, True, False)
    assert stories.find(1, 1, lambda one: not one.read) == 3
    assert stories.find(2, -1, lambda one: not one.read) == 0
    assert stories.find(4, 1, lambda one: not one.read) is None
    assert stories.find(-1, -1, lambda one: not one.read) is None


class Counted(Sequence[Row]):
    """A million stories, of which those asked for are counted."""

    def __init__(self) -> None:
        self.asked = 0

    def __len__(self) -> int:
        return 1_000_000

    def __getitem__(self, place):  # type: ignore[no-untyped-def]  # one of two overloads is enough here
        self.asked += 1
        return row(f"urn:{place}", read=True)


def test_a_million_stories_are_never_walked_over() -> None:
    rows = Counted()
    stories = Listing(rows)
    assert stories[999_999].uri == "urn:999999"
    assert stories.place_of("urn:999999") == 999_999
    assert stories.find(0, 1, lambda one: not one.read) is None
    assert rows.asked <= REACH + 1
