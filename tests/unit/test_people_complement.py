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
        "Dunmore Bank analysts led by Ann Falk",
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


def test_an_age_is_no_name() -> None:
    assert speakers("A 45-year-old woman said on Thursday she took the money from her employer.") == [
        "A 45-year-old woman"
    ]


def test_who_goes_on_to_say_more_keeps_the_whole_description() -> None:
    body = (
        '"We are watching it," a spokesman for the Porto office told a news briefing on Friday, '
        "adding that the captain had been summoned."
    )
    assert speakers(body) == ["a spokesman for the Porto office"] * 2


def test_no_month_of_a_dateline_is_a_person() -> None:
    body = 'PORTO, Nov 28 (Reuters) - "The market is tired," said a trader. "I would wait," she added.'
    assert "Nov" not in speakers(body)
