"""Nameless speakers in whole, and names that are not taken for people's or cut."""

from __future__ import annotations

import pytest

from store.quotes import extract
from tests.unit.test_people import who


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("<<Current>> and former officials said no.", "Current and former officials"),
        ("<<More>> than nine of 10 farmers in Porto said no.", "More than nine of 10 farmers"),
        ("<<Six>> in 10 young voters said no.", "Six in 10 young voters"),
        ("About <<half>> of those farmers said no.", "half of those farmers"),
        ("<<One>> of his aides said no.", "One of his aides"),
        ("<<30 percent>> of all voters said no.", "30 percent of all voters"),
    ],
)
def test_an_amount_goes_on_to_the_people(story: str, name: str) -> None:
    assert (who(story).name, who(story).kind) == (name, "unnamed")


def test_an_amount_without_people_stays() -> None:
    assert who("<<Most>> of the dam said no.").name == "Most"
    assert who("<<Few>> in Porto said no.").name == "Few"
    assert who("<<Former>> and Lang said no.").name == "Former"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Helen Dorn spoke. Her tentative promise to mend the dam failed.", "Helen Dorn"),
        ("Helen Dorn's past statements, like her promise to mend the dam, annoyed them.", "Helen Dorn"),
        ("Helen Dorn came. Her call to mend the dam was heard.", "Helen Dorn"),
        ("Helen Dorn's early promise to mend the dam failed.", "Helen Dorn"),
    ],
)
def test_who_owns_a_promise_gives_it(sentence: str, name: str) -> None:
    quote = extract(sentence)[0]
    assert quote.speaker is not None
    assert quote.speaker.name == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Farmers who spoke with Helen Dorn said the dam was old.", "Farmers"),
        (
            "Current and former officials who spoke with Helen Dorn said the dam was old.",
            "Current and former officials",
        ),
        ("The man who Helen Dorn said was old left.", "Helen Dorn"),
    ],
)
def test_nobody_whom_a_preposition_governs_is_the_source(sentence: str, name: str) -> None:
    quote = extract(sentence)[0]
    assert quote.speaker is not None
    assert quote.speaker.name == name


def test_what_reads_is_no_body() -> None:
    quote = extract('The ministry said no. She held a sign. "Mend the dam at once," it read.')[-1]
    assert quote.speaker is not None
    assert quote.speaker.name == "it"


def test_a_relative_who_speaks_is_not_the_owner() -> None:
    quote = extract("Helen Dorn spoke. Her neighbour claims that the dam is old.")[-1]
    assert quote.speaker is not None
    assert quote.speaker.name == "Her neighbour"


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("They re-elected Senator Helen Dorn this year, <<who>> said no.", "Helen Dorn"),
        ("A Republican Senate came. <<The Senate>> said no.", "Senate"),
        ("<<Western Journalism>> said no.", "Western Journalism"),
        ("<<General Electric>> said no.", "General Electric"),
        (
            "Helen Dorn spoke of a plan:\n\n— Continue building dams.\n\nIt was right, <<she>> said.",
            "Helen Dorn",
        ),
        ("Helen was a Salem, N.H., resident. It was right, <<she>> said.", "Helen"),
        ("Helen Dorn came. Thirteen years earlier, <<she>> said no.", "Helen Dorn"),
    ],
)
def test_names_are_whole_and_no_towns_or_numbers(story: str, name: str) -> None:
    assert who(story).name == name
