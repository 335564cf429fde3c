"""Whose man a nameless speaker is: what stands behind "a spokesman" is part of who spoke."""

from __future__ import annotations

import pytest

from store.quotes import extract


def speakers(body: str) -> list[str]:
    """Return the speaker's name of each quote."""
    return [quote.speaker.name if quote.speaker else "" for quote in extract(body)]


@pytest.mark.parametrize(
    "who",
    [
        "A spokesperson for the ferry company",
        "The governor of the Porto region",
        "An official at the finance ministry",
        "A person familiar with the matter",
        "A source close to the negotiations",
        "Two people briefed on the matter",
        "An adviser to the king",
        "A diplomat in Vienna",
        "The head of research at the bank",
        "Residents and officials",
        "The harbour police and medics",
    ],
)
@pytest.mark.parametrize("verb", ["said", "also said", "on Monday said"])
def test_the_complement_before_the_verb_is_named(who: str, verb: str) -> None:
    assert speakers(f"{who} {verb} the ferry would sail again in the spring.") == [who]


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        ("a spokesman for the ferry company on Monday", "a spokesman for the ferry company"),
        ("a resident of the town in an interview", "a resident of the town"),
        ("an official at the finance ministry", "an official at the finance ministry"),
        ("an official at a news conference", "an official"),
        ("a spokesman for the company that built it", "a spokesman for the company"),
    ],
)
def test_behind_the_verb_it_ends_where_it_is_told_when_and_where(behind: str, who: str) -> None:
    assert speakers(f'"The ferry will not sail this year," said {behind}.') == [who]


@pytest.mark.parametrize("when", ["on Monday", "in a statement"])
def test_when_and_how_it_was_said_is_nobody_s_office(when: str) -> None:
    assert speakers(f"The ministry {when} said the ferry would sail again in the spring.") == ["The ministry"]


def test_the_body_is_known_again_by_its_noun() -> None:
    body = 'The water regulator of Oslo said bills would rise. "It is a hard winter," the regulator said.'
    assert speakers(body) == ["The water regulator of Oslo"] * 2


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


def test_an_age_is_no_name() -> None:
    assert speakers("A 45-year-old woman said on Thursday she took the money from her employer.") == [
        "A 45-year-old woman"
    ]


def test_a_body_s_name_before_an_office_is_not_the_speaker() -> None:
    (quote,) = extract("Bank of Porto Governor Ann Falk said rates would have to rise again in the spring.")
    assert quote.speaker
    assert (quote.speaker.role, quote.speaker.kind) == ("Bank of Porto Governor", "person")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("The family's lawyer, Ann Falk, said", "Ann Falk"),
        ("The family's lawyer said", "The family's lawyer"),
        ("The king said", "The king"),
        ("Congress MP Ann Falk said", "Ann Falk"),
        ("Beijing said", "Beijing"),
        ("Downing Street said", "Downing Street"),
    ],
)
def test_words_are_not_taken_for_what_their_endings_look_like(said: str, name: str) -> None:
    assert speakers(f"{said} the ferry would sail again in the spring.") == [name]


def test_the_head_of_state_is_the_president() -> None:
    body = 'Russian President Otto Lang was in Porto. "We will build the bridge," the head of state said.'
    assert speakers(body) == ["Otto Lang"]


def test_a_place_before_a_clause_is_no_source() -> None:
    body = "Thirty were hurt in Dunmore, a medical source told AFP. The source said most were children."
    assert speakers(body) == ["a medical source", "The source"]


@pytest.mark.parametrize(
    ("body", "acronym"),
    [("World Health Organization", "WHO"), ("Inter-Services Public Relations", "ISPR")],
)
def test_acronyms_are_the_bodies_they_stand_for(body: str, acronym: str) -> None:
    text = f"The {body} ({acronym}) said cases rose in May. The {acronym} said more people would fall ill."
    assert speakers(text) == [body, body]


def test_who_goes_back_past_the_employer() -> None:
    body = "Ann Falk, chief economist at Dunmore Partners, who said that rates would rise, bought bonds."
    assert speakers(body) == ["Ann Falk"]


@pytest.mark.parametrize("who", ["The water commission", "Sweden", "The Dunmore bank"])
def test_it_at_the_end_is_the_body_that_the_sentence_begins_with(who: str) -> None:
    assert speakers(f"{who} has asked for help with the ferry in the spring, it said.") == [who]


def test_who_goes_on_to_say_more_keeps_the_whole_description() -> None:
    body = (
        '"We are watching it," a spokesman for the Porto office told a news briefing on Friday, '
        "adding that the captain had been summoned."
    )
    assert speakers(body) == ["a spokesman for the Porto office"] * 2
