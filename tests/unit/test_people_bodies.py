"""Bodies that speak: their whole names, the acronyms they go by, and "it"."""

from __future__ import annotations

import pytest

from tests.unit.test_people_complement import speakers


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("The Joint Chiefs of Staff", "Joint Chiefs of Staff"),
        ("Ukraine's General Staff", "General Staff"),
        ("The Ukrainian air force", "The Ukrainian air force"),
        ("France and Germany", "France and Germany"),
        ("Poland, Hungary and Slovakia", "Poland, Hungary and Slovakia"),
    ],
)
def test_bodies_and_states_are_named_whole(who: str, name: str) -> None:
    assert speakers(f"{who} said the ferry would sail again in the spring.") == [name]


@pytest.mark.parametrize(
    ("body", "acronym"),
    [("World Health Organization", "WHO"), ("Inter-Services Public Relations", "ISPR")],
)
def test_acronyms_are_the_bodies_they_stand_for(body: str, acronym: str) -> None:
    text = f"The {body} ({acronym}) said cases rose in May. The {acronym} said more people would fall ill."
    assert speakers(text) == [body, body]


def test_the_body_is_known_again_by_its_noun() -> None:
    body = 'The water regulator of Oslo said bills would rise. "It is a hard winter," the regulator said.'
    assert speakers(body) == ["The water regulator of Oslo"] * 2


@pytest.mark.parametrize("who", ["The water commission", "Sweden", "The Dunmore bank"])
def test_it_at_the_end_is_the_body_that_the_sentence_begins_with(who: str) -> None:
    assert speakers(f"{who} has asked for help with the ferry in the spring, it said.") == [who]
