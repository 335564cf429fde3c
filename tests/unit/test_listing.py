"""What the list asks of all its stories, without walking over them."""

from __future__ import annotations

from dataclasses import replace

from store.models import Row
from tui.listing import Listing


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
    assert [one.uri for one in stories[1:3]] == ["urn:1", "urn:2"]
    assert stories.has("urn:0")
    assert not stories.has("urn:9")


def test_newer_states_are_put_in_place_and_counted() -> None:
    stories = listing(False, True, False)
    assert stories.unread == 2
    changed = stories.update([replace(stories[0], read=True), stories[1], row("urn:unknown")])
    assert changed == [0]
    assert stories.unread == 1
    assert stories[0].read


def test_the_next_wanted_story_is_found_both_ways() -> None:
    stories = listing(False, True, True, False)
    assert stories.find(1, 1, lambda one: not one.read) == 3
    assert stories.find(2, -1, lambda one: not one.read) == 0
    assert stories.find(4, 1, lambda one: not one.read) is None
    assert stories.find(-1, -1, lambda one: not one.read) is None
