"""A statement is counted once, however often and with whatever marks it is printed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.models import Modality, Quote, Span, Speaker, SpeakerKind
from store.statements import Source, Statement, group_statements, statement_key

WORDS = "We will not trade a lagoon for a quarter's results."


def quote(
    text: str, name: str = "", kind: SpeakerKind = "person", start: int = 0, modality: Modality = "said"
) -> Quote:
    who = Speaker(name, name, kind=kind) if name else None
    return Quote("direct", (Span(start, start + max(1, len(text))),), text, speaker=who, modality=modality)


def at(number: int, day: int = 1) -> Source:
    return Source(f"2024-05-{day:02}T00:00:00Z", f"urn:{number}", "1")


def told(statements: list[Statement]) -> list[tuple[str, list[str]]]:
    return [(one.speaker, [place.source.uri for place in one.appearances]) for one in statements]


@pytest.mark.parametrize(
    "other",
    [
        "“We will not trade a lagoon for a quarter’s results”",
        "that WE WILL NOT trade a lagoon,  for a quarter's results",
        "But we will not\ntrade a lagoon for a quarter's results ...",
    ],
)
def test_marks_case_and_small_words_in_front_make_no_other_statement(other: str) -> None:
    assert statement_key(other) == statement_key(WORDS)


def test_keys_stay_the_same_for_ever() -> None:
    assert statement_key(WORDS) == "d33db944141c33f0"
    assert statement_key("We will not trade a lagoon for two quarters' results.") != statement_key(WORDS)


@pytest.mark.parametrize("text", ["", "...", "No comment.", "and so that we do not", "because then so"])
def test_few_words_are_no_statement(text: str) -> None:
    assert statement_key(text) == ""


def test_ten_stories_are_one_statement_with_ten_appearances_in_order_of_time() -> None:
    quotes = [(at(number, 10 - number), quote(WORDS, "Rebeca Oyarzun")) for number in range(10)]
    (one,) = group_statements(quotes)
    assert one.stories == 10
    assert [place.source.uri for place in one.appearances] == [f"urn:{number}" for number in range(9, -1, -1)]
    assert (one.text, one.speaker, one.key) == (WORDS, "Rebeca Oyarzun", statement_key(WORDS))


def test_versions_of_a_story_are_one_story() -> None:
    first, second = Source("2024-05-01", "urn:a", "1"), Source("2024-05-02", "urn:a", "2")
    (one,) = group_statements([(second, quote(WORDS)), (first, quote(WORDS))])
    assert (one.stories, len(one.appearances)) == (1, 2)


def test_a_shorter_name_is_the_same_speaker_and_another_name_is_not() -> None:
    quotes = [
        (at(1), quote(WORDS, "Oyarzun")),
        (at(2), quote(WORDS, "Rebeca Oyarzun")),
        (at(3), quote(WORDS, "REBECA OYARZUN")),
        (at(4), quote(WORDS, "Henrik Aune")),
    ]
    assert told(group_statements(quotes)) == [
        ("Rebeca Oyarzun", ["urn:1", "urn:2", "urn:3"]),
        ("Henrik Aune", ["urn:4"]),
    ]


def test_a_speaker_who_is_not_named_goes_to_the_only_one_who_is() -> None:
    nobody = [(at(1), quote(WORDS)), (at(2), quote(WORDS, "a minister", "unnamed"))]
    assert told(group_statements(nobody)) == [("", ["urn:1", "urn:2"])]
    named = (at(3), quote(WORDS, "Rebeca Oyarzun"))
    assert told(group_statements([*nobody, named])) == [("Rebeca Oyarzun", ["urn:1", "urn:2", "urn:3"])]
    other = (at(4), quote(WORDS, "Henrik Aune"))
    assert len(group_statements([*nobody, named, other])) == 3


def test_a_denial_is_no_claim_and_short_words_stay_apart() -> None:
    assert len(group_statements([(at(1), quote(WORDS)), (at(2), quote(WORDS, modality="denied"))])) == 2
    assert (
        len(group_statements([(at(1), quote("No comment.", "Ann")), (at(2), quote("No comment.", "Ann"))]))
        == 2
    )


QUOTES = st.lists(
    st.tuples(
        st.builds(at, st.integers(1, 4), st.integers(1, 3)),
        st.builds(
            quote,
            st.sampled_from([WORDS, f"“{WORDS.upper()}”", "No comment.", "One two three four five", ""]),
            st.sampled_from(["", "Ann Lee", "Lee", "Bo Lee", "A. Lee", "the port board"]),
            st.sampled_from(["person", "unnamed", "organisation"]),
            st.integers(0, 3),
            st.sampled_from(["said", "denied"]),
        ),
    ),
    max_size=12,
)


@given(QUOTES, st.randoms(use_true_random=False))
def test_order_says_nothing_and_every_quote_appears_once(
    quotes: list[tuple[Source, Quote]], chance: random.Random
) -> None:
    statements = group_statements(quotes)
    printed = [(place.source, place.quote) for one in statements for place in one.appearances]
    assert sorted(printed, key=repr) == sorted(quotes, key=repr)
    for one in statements:
        assert list(one.appearances) == sorted(one.appearances, key=lambda place: place.source)
        assert {statement_key(place.quote.text) for place in one.appearances} == {one.key}
    shuffled = list(quotes)
    chance.shuffle(shuffled)
    again = group_statements(shuffled)
    assert sorted(map(repr, map(told, [[one] for one in again]))) == sorted(
        map(repr, map(told, [[one] for one in statements]))
    )
