"""Given names, pet names, and the marks that quoted speech stands between."""

from __future__ import annotations

import pytest

from store.quotes.names import FEMALE, MALE, gender_of, same_given, surname
from store.quotes.people_quoted import quoted_tokens
from store.quotes.tokens import tokenise
from tests.unit.test_people import who


@pytest.mark.parametrize(
    ("name", "gender"),
    [("anna", "f"), ("peter", "m"), ("jean-luc", ""), ("anne-marie", "f"), ("andrea", ""), ("qxz", "")],
)
def test_gender_of_a_given_name(name: str, gender: str) -> None:
    assert gender_of(name) == gender


def test_a_name_of_both_genders_tells_none() -> None:
    assert all(gender_of(name) == "" for name in MALE & FEMALE)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("william", "bill", True),
        ("bill", "william", True),
        ("j.", "joan", True),
        ("joan", "j", True),
        ("tim", "timothy", True),
        ("ann", "ann", True),
        ("al", "alice", False),
        ("ann", "bob", False),
        ("j.", "ann", False),
        ("", "ann", False),
        (".", "ann", False),
    ],
)
def test_given_names_of_one_person(first: str, second: str, same: bool) -> None:
    assert same_given(first, second) is same


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ana", "ruiz"), "ruiz"),
        (("bo", "jinhai"), "jinhai"),
        (("wang", "jinhai"), "wang"),
        (("kim", "sung", "ho"), "kim"),
        (("moon", "tae-il"), "moon"),
        (("omar", "al-hadi"), "hadi"),
    ],
)
def test_the_word_a_person_is_called_by(words: tuple[str, ...], expected: str) -> None:
    assert surname(words) == expected


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no more” again", "“ no more ”"),
        ('He said "no more" again', '" no more "'),
        ("He said ``no more'' again", "`` no more ''"),
        ("“No more\n\nshe said", "“ No more"),
        ("no” more", ""),
        ("“one “two” three", "“ one “ two ”"),
    ],
)
def test_quoted_speech_ends_with_its_mark_or_its_paragraph(text: str, quoted: str) -> None:
    tokens = tokenise(text)
    mask = quoted_tokens(tokens)
    inside = [word for word, flag in zip(tokens.texts, mask, strict=False) if flag]
    assert " ".join(inside) == quoted


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("Otto Lang came. His son <<Otto Lang Jr.>> said no.", "Otto Lang Jr."),
        ("Otto Lang came. Otto Lang Jr. spoke. It was right, <<Otto Jr.>> said.", "Otto Lang Jr."),
        ("Otto Lang came. His son, <<Otto Jr.>>, said no.", "Otto Jr."),
        ("Otto Lang came. Otto Lang Jr. spoke. It was right, <<Lang>> said.", "Otto Lang"),
        ("The Rev. Otto Lang Jr. came. <<Otto Lang III>> said no.", "Otto Lang III"),
        ("Senator Otto Lang Jr. came. <<Otto Lang>> said no.", "Otto Lang Jr."),
        (
            "Otto F. Lang Jr. came. His sister Ana Lang spoke. It was right, <<Mr. Lang>> said.",
            "Otto F. Lang Jr.",
        ),
    ],
)
def test_a_son_is_not_his_father(story: str, name: str) -> None:
    assert who(story).name == name
