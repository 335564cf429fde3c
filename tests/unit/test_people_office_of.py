"""Whose office it is: Ohio's governor is not that of Texas, and the head of state is the president."""

from __future__ import annotations

import pytest

from store.quotes import extract
from tests.unit.test_people_complement import speakers


@pytest.mark.parametrize(
    ("named", "other"),
    [
        ("Gov. Ann Falk of Ohio was there.", "The governor of Texas"),
        ("President Ann Falk spoke in Porto.", "The president of Mexico"),
        ("Foreign Minister Otto Lang met Ann Falk.", "The foreign minister of China"),
        ("Ann Falk, head of the union, was there.", "The head of the central bank"),
    ],
)
def test_another_state_s_office_is_not_who_was_named(named: str, other: str) -> None:
    assert speakers(f"{named} {other} said the ferry would sail again in the spring.") == [other]


def test_the_same_state_s_office_is_who_was_named() -> None:
    body = "Gov. Ann Falk of Ohio was there. The governor of Ohio said the ferry would sail in the spring."
    assert speakers(body) == ["Ann Falk"]


def test_the_head_of_state_is_the_president() -> None:
    body = 'Russian President Otto Lang was in Porto. "We will build the bridge," the head of state said.'
    assert speakers(body) == ["Otto Lang"]


@pytest.mark.parametrize(
    ("office", "called"),
    [
        ("Foreign Minister Otto Lang", "the top diplomat"),
        ("Foreign Ministry spokesman Otto Lang", "the diplomat"),
        ("Pope Otto Lang", "the pontiff"),
    ],
)
def test_offices_by_another_word(office: str, called: str) -> None:
    body = f'{office} was in Porto with NATO chief Ann Falk. "This is sad news for the town," {called} noted.'
    assert speakers(body) == ["Otto Lang"]


def test_a_body_s_name_before_an_office_is_not_the_speaker() -> None:
    (quote,) = extract("Bank of Porto Governor Ann Falk said rates would have to rise again in the spring.")
    assert quote.speaker
    assert (quote.speaker.role, quote.speaker.kind) == ("Bank of Porto Governor", "person")
