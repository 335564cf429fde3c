"""Questions of any length, depth and spelling: each is answered, or told to be wrong at a place within it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import QuerySyntaxError
from store.ids import id_floor
from store.query import LONGEST, parse
from tests.plain_reading import LAGARDE, Story, answered, asked, filled, holds, planned


def many(unit: str, joiner: str = " ") -> str:
    """Return a query as long as one may be, of pieces that differ by the number put for the sign."""
    pieces: list[str] = []
    while len(joiner.join((*pieces, piece := unit.replace("#", str(len(pieces)))))) <= LONGEST:
        pieces.append(piece)
    return joiner.join(pieces)


LONG = [
    many("#"),
    many("-#"),
    many("#", " OR "),
    many("tag:#"),
    many("-tag:#"),
    many("tag:#", " OR "),
    many("-tag:#", " OR "),
    many("words:#"),
    many("words:#", " OR "),
    many("a near# b"),
    many("speaker:#"),
    many("speaker:#", " OR "),
    many("-speaker:#"),
    many("((a OR (b #)) OR (tag:d (e OR -f)))"),
    many("((a OR (b #)) is:unread)", " OR "),
    many("(is:killed OR tag:#)"),
    many("(tag:a#* OR tag:b#*)"),
    many("(is:read (tag:a# OR speaker:b#) OR is:starred)"),
]
DEEP = [
    "(" * 49 + "x" + ")" * 49,
    "a (b OR " * 48 + "x" + ")" * 48,
    "tag:a (b OR " * 48 + "x" + ")" * 48,
    "(tag:a OR b (" * 24 + "x" + ")) speaker:c" * 24,
    "-(a " * 24 + "x" + ")" * 24,
    "-(tag:a is:read " * 24 + "x" + ")" * 24,
    "(a -(" * 16 + "x" + "))" * 16,
    "(a OR (" * 24 + "x" + ") b)" * 24,
    "-" * 50 + "a",
]


@pytest.mark.parametrize("text", [*LONG, *DEEP])
def test_long_and_deep_questions_are_answered(text: str) -> None:
    story = Story(**{**vars(LAGARDE), "id": id_floor(LAGARDE.created) + 3})
    query = parse(text)
    meant = holds(query.tree, story, killed_too=False)
    assert asked([story], query) == ([story.id] if meant else [])


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    """An index that holds nothing."""
    with filled([]) as sql:
        yield sql


symbols = st.text(alphabet="()-\":*. ORabtagis“2019,\x00\ud800央é_<=>'", max_size=30)
pieces = st.sampled_from(
    ["a", "-", "(", ")", " OR ", "tag:", "is:killed", "near5", "date:", '"', "*", "has:tags", " "]
)


@given(st.one_of(st.text(), symbols, st.lists(pieces, max_size=20).map(" ".join)), st.booleans())
def test_any_text_is_answered_or_a_syntax_error_within_it(
    empty: sqlite3.Connection, text: str, typing: bool
) -> None:
    try:
        assert answered(empty, planned(parse(text, prefix_last=typing), 100)) == []
        position = 0
    except QuerySyntaxError as error:
        position = error.position
    assert 0 <= position <= len(text)
