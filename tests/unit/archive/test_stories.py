"""Stories, not files: chains over several uris, kills that bite, near-identical copy under one line."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from store.commands import AddTag, MarkRead, RemoveTag, SaveSearch, Star
from store.library import Library
from store.models import Article
from tests.unit.archive.conftest import Send, article

FIRST = article("urn:1", versioncreated="2026-03-01T10:00:00Z")
UPDATE = article("urn:2", evolvedfrom="urn:1", versioncreated="2026-03-01T11:00:00Z")
LAST = article("urn:3", evolvedfrom="urn:2", versioncreated="2026-03-01T12:00:00Z")
OTHER = article("urn:x", versioncreated="2026-03-01T11:30:00Z", body_text="Nobody spoke.")


@pytest.mark.parametrize("arrival", list(permutations((FIRST, UPDATE, LAST, OTHER))))
def test_stories_that_replace_each_other_are_one_line_in_any_order_of_arrival(
    library: Library, send: Send, arrival: tuple[Article, ...]
) -> None:
    for one in arrival:
        library.import_paths([send(one)])
    assert [(row.uri, row.versions) for row in library.rows()] == [("urn:3", 3), ("urn:x", 1)]
    for uri in ("urn:1", "urn:2", "urn:3"):
        entry = library.get(uri)
        assert entry.article.uri == "urn:3", "an old uri leads to the newest version"
        assert [one.uri for one in entry.versions] == ["urn:3", "urn:2", "urn:1"]
    assert library.get("urn:1", "1").article.uri == "urn:1", "older versions stay readable"
    assert [row.uri for row in library.search("bridge").rows] == ["urn:3"]
    assert library.speakers()[0].stories == 1
    assert library.problems() == ()


def test_a_whole_chain_in_one_file_is_one_line(library: Library, send: Send) -> None:
    library.import_paths([send(LAST, OTHER, FIRST, UPDATE)])
    assert [(row.uri, row.versions) for row in library.rows()] == [("urn:3", 3), ("urn:x", 1)]


def test_uris_that_replace_each_other_in_a_circle_are_one_story(library: Library, send: Send) -> None:
    library.import_paths([send(article("urn:1", evolvedfrom="urn:2"), article("urn:2", evolvedfrom="urn:1"))])
    assert len(library.rows()) == 1
    assert len(library.get("urn:1").versions) == 2


def unnumbered(hour: int, **more: object) -> Article:
    """Return a version as feeds send it."""
    return article("urn:1", "", versioncreated=f"2026-03-01T{hour}:00:00Z", headline=f"At {hour}", **more)


@pytest.mark.parametrize("arrival", list(permutations((unnumbered(10), unnumbered(11), unnumbered(12)))))
def test_versions_without_a_number_are_told_apart_by_their_time(
    library: Library, send: Send, arrival: tuple[Article, ...]
) -> None:
    for one in arrival:
        library.import_paths([send(one)])
    assert [(row.headline, row.versions) for row in library.rows()] == [("At 12", 3)]
    chain = library.get("urn:1").versions
    read = [library.get(one.uri, one.version, number=one.number) for one in chain]
    assert [entry.article.headline for entry in read] == ["At 12", "At 11", "At 10"]
    assert len(library.search("is:updated").rows) == 1
    assert library.problems() == ()


@pytest.mark.parametrize("time", ["2026-03-01T10:00:00Z", ""])
@pytest.mark.parametrize("together", [False, True])
def test_an_item_edited_under_the_same_time_is_a_version_and_one_filed_otherwise_is_none(
    library: Library, send: Send, time: str, together: bool
) -> None:
    first, edited, last = (
        article("urn:1", "", versioncreated=time, headline="A ferry sinks", body_text=f"{count} are dead.")
        for count in ("Two", "Three", "Four")
    )
    filed_otherwise = replace(first, keywords=("ferries",))
    sent = (first, edited, filed_otherwise, last)
    for batch in [sent] if together else zip(sent):
        library.import_paths([send(*batch)])
    for _ in range(2):
        chain = library.get("urn:1").versions
        read = [library.get(one.uri, one.version, number=one.number).article for one in chain]
        assert [one.body_text for one in read] == ["Four are dead.", "Two are dead.", "Three are dead."]
        assert [row.versions for row in library.search("is:updated dead").rows] == [3]
        assert library.problems() == ()
        library.reindex()


NUMBERED = (article("urn:1", "1"), article("urn:1", "2", versioncreated="2026-03-01T11:00:00Z"))


@pytest.mark.parametrize("arrival", list(permutations((*NUMBERED, unnumbered(12, pubstatus="canceled")))))
def test_a_kill_without_a_number_kills_what_was_sent_before_it(
    library: Library, send: Send, arrival: tuple[Article, ...]
) -> None:
    for one in arrival:
        library.import_paths([send(one)])
    assert [(row.pubstatus, row.versions) for row in library.rows()] == [("canceled", 3)]
    assert not library.search("bridge").rows
    library.import_paths([send(article("urn:1", "3", versioncreated="2026-03-01T13:00:00Z"))])
    assert [(row.version, row.pubstatus) for row in library.rows()] == [("3", "usable")], "sent anew"


def test_marks_go_with_the_story_and_come_off_all_of_it(library: Library, send: Send) -> None:
    library.import_paths([send(FIRST)])
    library.apply(AddTag(("urn:1",), "ecb"))
    library.apply(MarkRead(("urn:1",)))
    library.import_paths([send(LAST)])
    library.import_paths([send(UPDATE)])
    (row,) = library.rows()
    assert (row.uri, row.tags, row.read) == ("urn:3", ("ecb",), True)
    library.apply(RemoveTag(("urn:3",), "ecb"))
    assert library.rows()[0].tags == ()
    library.undo()
    assert library.rows()[0].tags == ("ecb",)


def test_whoever_used_a_story_is_warned_of_its_kill_and_correction(library: Library, send: Send) -> None:
    sent = [article(f"urn:{name}") for name in ("tagged", "starred", "exported", "read", "fine", "all")]
    library.import_paths([send(*sent)])
    library.apply(AddTag(("urn:tagged", "urn:fine", "urn:all"), "lead"))
    library.apply(Star(("urn:starred", "urn:all")))
    library.apply(MarkRead(("urn:read",)))
    library.note_exported(["urn:exported", "urn:fine", "urn:all"])
    assert library.warnings() == ()
    for name, status in (
        ("tagged", "canceled"),
        ("starred", "withheld"),
        ("exported", "canceled"),
        ("read", "canceled"),
        ("all", "canceled"),
    ):
        library.import_paths([send(article(f"urn:{name}", "2", pubstatus=status))])
    warned = {(one.uri, one.what, one.used) for one in library.warnings()}
    assert warned == {
        ("urn:tagged", "killed", ("tagged",)),
        ("urn:starred", "withheld", ("starred",)),
        ("urn:exported", "killed", ("exported",)),
        ("urn:all", "killed", ("tagged", "starred", "exported")),
    }


def test_whoever_exported_a_story_is_warned_of_a_later_correction(
    library: Library, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.import_paths([send(article("urn:a", signal=("correction",)))])
    monkeypatch.setattr("store.searches.utc_now", lambda: "2999-01-01T00:00:00Z")
    library.note_exported(["urn:a"])
    assert library.warnings() == (), "corrected before"
    monkeypatch.setattr("store.importer.utc_now", lambda: "2999-01-02T00:00:00Z")
    library.import_paths([send(article("urn:a", "2", signal=("correction",)))])
    (warned,) = library.warnings()
    assert (warned.uri, warned.what, warned.came) == ("urn:a", "corrected", "2999-01-02T00:00:00Z")


WORDS = " ".join(
    f"The harbour council of Turku heard witness number {n} about pier {n * 7}." for n in range(30)
)


def copy(uri: str, source: str, hour: int, body: str = WORDS) -> Article:
    """Return a story of some service that says what others say."""
    return article(uri, source=source, body_text=body, versioncreated=f"2026-03-01T{hour:02}:00:00Z")


@pytest.mark.parametrize("arrival", list(permutations(range(3))))
def test_near_identical_stories_are_one_line_led_by_the_earliest(
    library: Library, send: Send, arrival: tuple[int, ...]
) -> None:
    copies = [copy("urn:ap", "AP", 8), copy("urn:afp", "AFP", 9, WORDS[:-200]), copy("urn:dpa", "dpa", 10)]
    for number in arrival:
        library.import_paths([send(copies[number])])
    library.import_paths([send(copy("urn:late", "AP", 11, OTHER.body_text * 20))])
    assert [(row.uri, row.twins) for row in library.rows()] == [("urn:late", 0), ("urn:ap", 2)]
    assert [row.uri for row in library.twins("urn:afp")] == ["urn:dpa", "urn:afp", "urn:ap"]
    assert len(library.search("harbour").rows) == 3, "a search hides nothing"
    assert library.count == 4
    library.import_paths(
        [
            send(
                copy("urn:ap", "AP", 12, OTHER.body_text * 25).__class__.from_json(
                    {**copy("urn:ap", "AP", 12, "The council meets again. " * 30).as_json(), "version": "2"}
                )
            )
        ]
    )
    assert {row.uri for row in library.rows()} == {"urn:ap", "urn:late", "urn:afp"}, "the next earliest leads"


@pytest.mark.parametrize("day", range(1, 10))  # keys lie together by spans of eight days
def test_near_identical_stories_fold_from_one_day_to_the_next_and_no_further(
    library: Library, send: Send, day: int
) -> None:
    def sent(source: str, on: int, time: str) -> Article:
        when = f"2026-03-{on:02}T{time}Z"
        return article(f"urn:{source}", source=source, body_text=WORDS, versioncreated=when)

    library.import_paths([send(sent("AP", day + 2, "00:00:00"))])
    library.import_paths([send(sent("AFP", day, "23:59:00"))])
    assert {row.uri for row in library.rows()} == {"urn:AP", "urn:AFP"}
    library.import_paths([send(sent("dpa", day + 1, "12:00:00"))])
    assert [(row.uri, row.twins) for row in library.rows()] == [("urn:AFP", 2)], "beside both"


@pytest.mark.parametrize("when", ["", "1000-01-01T00:00:00Z", "9999-12-31T23:59:00Z"])
def test_near_identical_stories_fold_at_any_time(library: Library, send: Send, when: str) -> None:
    for source in ("AP", "AFP"):
        sent = article(f"urn:{source}", source=source, body_text=WORDS, versioncreated=when)
        library.import_paths([send(sent)])
    assert [row.twins for row in library.rows()] == [1]


def test_saved_searches_count_what_is_unread_and_new(
    library: Library, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.import_paths([send(article("urn:a"), article("urn:b"), OTHER)])
    library.apply(SaveSearch("bridges", "bridge"))
    library.apply(MarkRead(("urn:a",)))
    saved = library.searches.counted("bridges")
    assert (saved.name, saved.query, saved.total, saved.unread, saved.new) == ("bridges", "bridge", 2, 1, 2)
    monkeypatch.setattr("store.searches.utc_now", lambda: "2999-01-01T00:00:00Z")
    library.searches.look_at("bridges")
    monkeypatch.setattr("store.importer.utc_now", lambda: "2999-01-02T00:00:00Z")
    library.import_paths([send(article("urn:c"))])
    saved = library.searches.counted("bridges")
    assert (saved.total, saved.unread, saved.new, saved.seen) == (3, 2, 1, "2999-01-01T00:00:00Z")
    library.undo()
    assert library.undo() == "Undone: Saved the search bridges"
    assert library.searches.saved() == {}
