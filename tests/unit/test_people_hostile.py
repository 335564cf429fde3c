"""Any text is read, in linear time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.quotes.people import People
from store.quotes.tokens import tokenise
from tests.effort import growth

_VOCABULARY = """
Ana Ruiz Mr. Dr. Sen. King Weber van der al-Hadi of and the The ministry he She who said , . “ ”
" ' ’s ( ) AP J. Jr.
May On U.S. minister Minister President a an — Department Kim Jong Un -- : /TASS/ 12 é Ñandú
"""
_WORDS = st.sampled_from([*_VOCABULARY.split(), "\n", "\n\n"])


def _read_all(text: str) -> None:
    """Resolve every token and every row of three."""
    tokens = tokenise(text)
    people = People.of(tokens, headline=text[:80])
    for first in range(len(tokens)):
        for last in (first + 1, min(first + 3, len(tokens))):
            found = people.resolve(first, last)
            assert 0.0 <= found.sure <= 1.0
            assert 0 <= found.first < found.last <= len(tokens)
            people.speaker(first, last, [found])


@settings(max_examples=150)
@given(st.lists(_WORDS, max_size=60).map(" ".join))
def test_any_row_of_words_is_read(text: str) -> None:
    _read_all(text)


@settings(max_examples=100)
@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    _read_all(text)


def test_a_source_outside_the_text_is_nobody() -> None:
    people = People.of(tokenise("Ana Ruiz left."))
    for first, last in ((0, 0), (9, 12), (2, 1)):
        assert people.resolve(first, last).name == ""
    assert People.of(tokenise("")).resolve(0, 1).name == ""


@pytest.mark.parametrize(
    "piece",
    [
        "Ana Ruiz said no. He left. The minister agreed. ",
        "Weber Dorn Horn Kern ",
        "Ana{0} Weber{0} came. ",
        "Ana{0} Weber came. ",
        "“",
        "A",
        "The Ministry of Of of the Joint & Aid ",
        "Ana “Annie” ",
        "the minister the senator he she ",
        "van der ",
    ],
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    def work(count: int) -> None:
        tokens = tokenise("".join(piece.format(number) for number in range(count)))
        people = People.of(tokens)
        assert people.flow is not None
        for at in range(0, len(tokens), 50):
            people.resolve(at, at + 1)

    assert growth(work, max(40_000 // len(piece), 1), 8) < 30
