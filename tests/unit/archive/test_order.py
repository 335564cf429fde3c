"""Properties: no order of arrival matters, and every command has an exact inverse."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import ingest
from store.commands import AddTag, Command, MarkRead, MarkUnread, RemoveTag, RenameTag, as_json, from_json
from store.documents import version_key
from store.ids import id_floor
from store.library import Library
from store.models import Article, Row, Version
from store.sheet import Sheet, as_tables
from tests.unit.archive.conftest import arrived, article

URIS = ("urn:a", "urn:b", "urn:c")
TIMES = ("2026-02-28T23:59:59Z", "2026-03-01T10:00:00Z", "2026-03-01T10:00:01Z", "")


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[list[Article], list[Article]]:
    """Draw some versions of some stories, none alike in uri, version and time, in two orders.

    Some say that they replace another story.
    """
    keys = st.tuples(st.sampled_from(URIS), st.sampled_from(("", "1", "2", "10")), st.sampled_from(TIMES))
    killed = st.sampled_from(("usable", "canceled"))
    links = st.sampled_from(("", "", *URIS))
    stories = [
        article(
            uri,
            version,
            versioncreated=time,
            headline=f"{uri} {version} {time}",
            pubstatus=draw(killed),
            evolvedfrom=draw(links),
        )
        for uri, version, time in draw(st.lists(keys, unique=True, min_size=1, max_size=8))
    ]
    return stories, draw(st.permutations(stories))


def after(stories: Sequence[Article], batch: int) -> tuple[list[Row], list[tuple[Version, ...]]]:
    """Return the rows and each uri's versions in a new archive after the stories came in files of `batch`."""
    with arrived(stories, batch) as library:
        uris = sorted({story.uri for story in stories})
        chains = (library.get(uri).versions for uri in uris)
        rows = [replace(row, came="") for row in library.rows()]
        return rows, [tuple(replace(one, number=0) for one in chain) for chain in chains]


@settings(max_examples=60)
@given(arrivals(), st.integers(1, 4), st.integers(1, 4))
def test_any_order_of_arrival_gives_the_same_rows(
    orders: tuple[list[Article], list[Article]], first: int, second: int
) -> None:
    one, other = orders
    assert after(one, first) == after(other, second)


uris = st.lists(st.sampled_from(URIS), max_size=4).map(tuple)
tags = st.sampled_from(("ecb", "ECB ", "rates"))
commands: st.SearchStrategy[Command] = st.one_of(
    st.builds(AddTag, uris, tags),
    st.builds(RemoveTag, uris, tags),
    st.builds(RenameTag, tags, tags),
    st.builds(MarkRead, uris),
    st.builds(MarkUnread, uris),
)


def marks_of(sheet: Sheet) -> list[str]:
    """Return all marks, in an order of their own."""
    return sorted(map(str, as_tables(sheet)["stories"]))


@given(st.lists(commands, max_size=12))
def test_inverses_in_reverse_order_restore_exactly(done: list[Command]) -> None:
    sheet = Sheet()
    stack = []
    for command in done:
        before = marks_of(sheet)
        stack.append((before, from_json(as_json(command.apply(sheet)))))
    for before, inverse in reversed(stack):
        inverse.apply(sheet)
        assert marks_of(sheet) == before


@settings(max_examples=15)
@given(st.lists(st.one_of(commands, st.sampled_from(("undo", "redo"))), max_size=10))
def test_undo_and_redo_walk_through_the_same_states(steps: list[Command | str]) -> None:
    with tempfile.TemporaryDirectory() as home, pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingest, "parse", lambda data, name="": iter([article(uri) for uri in URIS]))
        wire = Path(home) / "wire.txt"
        wire.write_text("x", encoding="ascii")
        with Library.open(Path(home) / "archive") as library:
            library.import_paths([wire])
            past, future = [library.rows()[:]], []
            for step in steps:
                if step == "undo":
                    assert (library.undo() is None) == (len(past) == 1)
                    if len(past) > 1:
                        future.append(past.pop())
                elif step == "redo":
                    assert (library.redo() is None) == (not future)
                    if future:
                        past.append(future.pop())
                else:
                    assert not isinstance(step, str)
                    library.apply(step)
                    if library.rows() != past[-1]:
                        past, future = [*past, library.rows()[:]], []
                assert library.rows() == past[-1]


@given(st.integers(0, 10**30), st.integers(0, 10**30), st.integers(0, 5))
def test_versions_compare_as_integers(one: int, other: int, zeros: int) -> None:
    assert (version_key("0" * zeros + str(one)) < version_key(str(other))) == (one < other)


@given(st.text(max_size=30))
def test_any_version_and_any_time_can_be_filed(text: str) -> None:
    assert version_key(text) <= version_key("9" * 40)
    assert id_floor(text) >= 0
