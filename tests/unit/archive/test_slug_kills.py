"""Kills that name their story by its slug kill the same stories in any order of arrival."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.commands import AddTag, Star
from store.library import Library
from store.models import Article
from tests.unit.archive.conftest import Send, arrived, article
from tui.exporting import remembered

SLUG = "BC-EU--Harbor Tunnel"


def copy(uri: str, sent: str = "01T10:00", **more: object) -> Article:
    """Return a story of the slug as a line format brings it, sent in March 2026."""
    values: dict[str, object] = {
        "headline": f"Copy {uri[-1]}",
        "slugline": SLUG,
        "source": "AP",
        "format": "anpa",
        "versioncreated": f"2026-03-{sent}:00Z",
        "body_text": f'The body of {uri}. "We will mend the bridge," Mayor Rosa Paz said on Monday.',
        **more,
    }
    return Article.from_json(article(uri).as_json() | values)


def kill(uri: str = "anpa:k", sent: str = "02T08:00", **more: object) -> Article:
    """Return a kill of the slug."""
    notice = {"headline": "Tunnel kill", "body_text": "Editors: kill the story.", "pubstatus": "canceled"}
    return copy(uri, sent, **{**notice, **more})


A = copy("anpa:a")
B = copy("anpa:b", "01T12:00")
KILL = kill()
OTHER = article("urn:x", versioncreated="2026-03-01T11:30:00Z", body_text="Nobody spoke.")


def told(library: Library) -> list[tuple[object, ...]]:
    """Return all that the list says of each story, and the uris of its versions."""
    return [
        (replace(row, came=""), *(one.uri for one in library.get(row.uri).versions)) for row in library.rows()
    ]


def statuses(library: Library) -> set[tuple[str, str, int]]:
    """Return uri, status and count of versions of each story."""
    return {(row.uri, row.pubstatus, row.versions) for row in library.rows()}


@pytest.mark.parametrize("arrival", list(permutations((A, KILL, OTHER))))
def test_a_kill_kills_the_one_story_of_its_slug(
    library: Library, send: Send, arrival: tuple[Article, ...]
) -> None:
    for one in arrival:
        library.import_paths([send(one)])
    assert statuses(library) == {("anpa:k", "canceled", 2), ("urn:x", "usable", 1)}
    assert [one.uri for one in library.get("anpa:a").versions] == ["anpa:k", "anpa:a"]
    assert len(library.search("bridge").rows) == 0
    assert library.problems() == ()


@pytest.mark.parametrize(
    "other",
    [
        {"versioncreated": "2026-03-05T10:00:00Z"},
        {"versioncreated": "2026-03-01T09:59:59Z"},
        {"source": "dpa"},
        {"slugline": "BC-EU--Harbor Inquiry"},
        {"format": "newsml-g2"},
    ],
    ids=["too late", "too early", "another service", "another slug", "copy with a uri"],
)
def test_a_kill_that_is_meant_for_another_story_kills_none(
    library: Library, send: Send, other: dict[str, str]
) -> None:
    library.import_paths([send(A, Article.from_json({**KILL.as_json(), **other}))])
    assert {(uri, versions) for uri, _, versions in statuses(library)} == {("anpa:a", 1), ("anpa:k", 1)}


NAMES_NONE = {("anpa:a", "usable", 1), ("anpa:b", "usable", 1), ("anpa:k", "canceled", 1)}
NAMES_B = {("anpa:a", "usable", 1), ("anpa:k", "canceled", 2)}
NAMES_BOTH = {("anpa:k", "canceled", 3)}
TAKES = replace(A, takekey="Ld-Writethru"), replace(B, takekey="2nd Ld-Writethru")
ALIKE = replace(A, headline="Tunnel opens"), replace(B, headline="Tunnel opens late")


@pytest.mark.parametrize(
    ("stories", "notice", "expected"),
    [
        ((A, B), KILL, NAMES_NONE),
        ((A, B), kill(body_text="Editors: kill “COPY B”, sent today."), NAMES_B),
        ((A, B), kill(ednote="Kill Copy B."), NAMES_B),
        ((A, B), kill(headline="KILL: Copy B"), NAMES_B),
        ((A, B), kill(body_text="Kill Copy A and Copy B."), NAMES_BOTH),
        ((A, replace(B, headline_assumed=True)), kill(ednote="Kill Copy B."), NAMES_NONE),
        ((A, B), kill(ednote="Kill Copy Blue."), NAMES_NONE),
        (TAKES, kill(body_text="Kill the 2nd Ld-Writethru."), NAMES_B),
        (TAKES, kill(takekey="2nd Ld-Writethru KILL"), NAMES_B),
        (ALIKE, kill(body_text="Kill: Tunnel opens late."), NAMES_B),
        ((A, replace(B, version="3")), kill(body_text="Kill version 3, we ask."), NAMES_B),
        ((A, replace(B, versioncreated="2026-03-02T08:00:01Z")), KILL, NAMES_B),
    ],
)
def test_a_kill_of_a_slug_that_several_stories_carry_kills_those_it_names(
    library: Library, send: Send, stories: tuple[Article, ...], notice: Article, expected: set[object]
) -> None:
    library.import_paths([send(*stories, notice)])
    if stories[1].versioncreated > notice.versioncreated:
        expected = {("anpa:b", "usable", 1), ("anpa:k", "canceled", 2)}
    assert statuses(library) == expected


@pytest.mark.parametrize("arrival", list(permutations((A, B, KILL))))
def test_who_used_one_of_several_stories_is_told_of_a_kill_that_names_none(
    library: Library, send: Send, arrival: tuple[Article, ...]
) -> None:
    for one in arrival:
        library.import_paths([send(one)])
    library.apply(AddTag(("anpa:a",), "lead"))
    assert [(one.uri, one.what, one.used) for one in library.warnings()] == [
        ("anpa:a", "perhaps killed", ("tagged",))
    ]
    library.note_exported(["anpa:a", "anpa:b"])
    assert {(one.uri, one.what) for one in library.warnings()} == {
        ("anpa:a", "perhaps killed"),
        ("anpa:b", "perhaps killed"),
    }
    library.import_paths([send(kill("anpa:k", version="2", body_text="Kill Copy B."))])
    assert {(one.uri, one.what) for one in library.warnings()} == {("anpa:k", "killed")}, "now it is known"


def test_who_exports_a_story_that_may_be_killed_is_told(library: Library, send: Send) -> None:
    library.import_paths([send(A, B, KILL, OTHER)])
    rows = [row for row in library.rows() if row.uri != "anpa:b"]
    assert remembered(library, rows) == [
        "perhaps killed, by one that names none of the stories of its slug: Copy a (anpa:a)"
    ]


def test_a_kill_that_names_its_story_puts_no_other_in_doubt(library: Library, send: Send) -> None:
    library.import_paths([send(A, B, kill(body_text="Kill Copy B."), OTHER)])
    library.note_exported(["anpa:a", "anpa:b", "urn:x"])
    assert [(one.uri, one.what) for one in library.warnings()] == [("anpa:k", "killed")]


AGAIN = kill("anpa:l", "02T20:00", body_text="Kill Copy B.")
AFRESH = copy("anpa:a", "02T09:00", version="2")
RENAMED = copy("anpa:b", "01T13:00", version="2", slugline="BC-EU--Harbor Inquiry")


@pytest.mark.parametrize(
    "stories",
    [
        (A, B, KILL),
        (A, B, kill(ednote="Kill Copy B.")),
        (A, B, AGAIN),
        (A, KILL, AFRESH),
        (A, KILL, B, RENAMED),
    ],
    ids=["none named", "one named", "the second named", "sent afresh", "another slug later"],
)
def test_every_order_of_arrival_gives_the_same_rows(stories: tuple[Article, ...]) -> None:
    expected = rows_after(stories, len(stories))
    for arrival in permutations(stories):
        assert rows_after(arrival, 1) == expected, [one.uri for one in arrival]


def test_marks_stay_with_the_story_they_were_set_on(library: Library, send: Send) -> None:
    library.import_paths([send(A)])
    library.apply(Star(("anpa:a",)))
    library.import_paths([send(KILL)])
    library.apply(AddTag(("anpa:k",), "gone"))
    assert [(row.starred, row.tags) for row in library.rows()] == [(True, ("gone",))]
    assert [one.uri for one in library.warnings()] == ["anpa:k"]
    library.import_paths([send(B)])
    marked = {row.uri: (row.starred, row.tags) for row in library.rows()}
    assert marked == {"anpa:a": (True, ()), "anpa:b": (False, ()), "anpa:k": (False, ("gone",))}
    assert [row.uri for row in library.search("is:starred").rows] == ["anpa:a"]
    assert len(library.search("bridge").rows) == 2
    assert library.problems() == ()


TIMES = ("01T10:00", "01T22:00", "02T10:00", "03T06:00", "04T12:00")
SLUGS = (SLUG, "BC-EU--Harbor Inquiry")
SAID = ("Editors: kill it.", "Kill Copy a.", "Kill Copy b and the 2nd Ld.", "Kill the 1st Ld.")


@st.composite
def some_copy(draw: st.DrawFn) -> Article:
    """Draw a story or a kill: versions of few uris, few slugs and times."""
    uri, sent = draw(st.sampled_from("abcdk")), draw(st.sampled_from(TIMES))
    status = draw(st.sampled_from(("usable", "usable", "canceled", "withheld")))
    take = draw(st.sampled_from(("", "1st Ld", "2nd Ld")))
    older = draw(st.sampled_from(("", "", "", "anpa:a", "anpa:d")))
    return copy(
        f"anpa:{uri}",
        sent,
        version=draw(st.sampled_from(("", "1", "1", "2"))),
        pubstatus=status,
        slugline=draw(st.sampled_from(SLUGS)),
        format=draw(st.sampled_from(("anpa", "anpa", "anpa", "newsml-g2"))),
        takekey=take,
        evolvedfrom=older if uri == "k" else "",
        **({} if status == "usable" else {"body_text": draw(st.sampled_from(SAID)), "headline": "Kill"}),
    )


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[list[Article], list[Article]]:
    """Draw some copy, none alike in uri, version and time, in two orders."""

    def told_apart(one: Article) -> tuple[str, ...]:
        # What a uri replaces is the same in all its versions.
        return one.uri, one.version, one.versioncreated

    older = draw(st.sampled_from(("", "anpa:a")))
    drawn = draw(st.lists(some_copy(), unique_by=told_apart, min_size=2, max_size=8))
    copies = [replace(one, evolvedfrom=older if one.evolvedfrom else "") for one in drawn]
    return copies, draw(st.permutations(copies))


def rows_after(
    stories: Sequence[Article], batch: int, star: str = "", *, anew: bool = False
) -> list[tuple[object, ...]]:
    """Return what is listed after the stories came in files of `batch`; `star` is starred once it came."""

    def mark(library: Library, came: Sequence[Article]) -> None:
        if any(one.uri == star for one in came):
            library.apply(Star((star,)))
            assert any(row.starred for row in library.rows())

    with arrived(stories, batch, mark) as library:
        if anew:
            library.reindex()
        assert library._index.sound()
        return told(library)


@settings(max_examples=40)
@given(arrivals(), st.integers(1, 8), st.booleans())
def test_any_order_of_any_copy_gives_the_same_rows(
    orders: tuple[list[Article], list[Article]], batch: int, anew: bool
) -> None:
    one, other = orders
    star = one[0].uri
    assert rows_after(one, len(one), star) == rows_after(other, 1, star)
    assert rows_after(one, batch, star, anew=anew) == rows_after(other, 1, star, anew=not anew)
