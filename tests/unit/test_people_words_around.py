"""Speakers told by the words around a name: before it, behind it, and offices printed instead of it."""

from __future__ import annotations

import pytest

from store.quotes import extract
from store.quotes.people_leaders import full_name
from tests.unit.test_people import who
from tests.unit.test_people_complement import speakers


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("Ana Ruiz won. Tired Ruiz slept. It was right, <<Ruiz>> said.", "Ana Ruiz"),
        ("Ana Ruiz won. Zelda Ruiz, her aunt, lost. It was right, <<Zelda Ruiz>> said.", "Zelda Ruiz"),
        ("It was right, said <<Actress Umaya Dorn>>.", "Umaya Dorn"),
        ("It was right, said <<Ohio-based Helen Dorn>>.", "Helen Dorn"),
        ("<<Co-host Helen Dorn>> said no.", "Helen Dorn"),
        ("Senators Helen Dorn and Ana Ruiz won. It was right, <<Dorn>> said.", "Helen Dorn"),
        ("Helen Lake Dorn, a botanist, won. It was right, <<Dorn>> said.", "Helen Lake Dorn"),
        ("The minister Ana Ruiz Soto came. It was right, <<Ms. Ruiz>> said.", "Ana Ruiz Soto"),
        ("Kelly Dorn came. It was right, <<Mr. Dorn>> said.", "Kelly Dorn"),
        ("It was right, said <<Representative Mark J. King>>.", "Mark J. King"),
        ("It was right, said <<District Judge Helen P. Dorn of Portville>>.", "Helen P. Dorn"),
        ("<<The party chairwoman>>, Senator Helen Dorn of Ohio, said no.", "Helen Dorn"),
        ("<<His Democratic>> opponent, Helen Dorn, said no.", "Helen Dorn"),
        ("It was right, <<Porto's chief executive>>, Ana Ruiz, said.", "Ana Ruiz"),
    ],
)
def test_words_around_a_name_are_no_part_of_it(story: str, name: str) -> None:
    assert (who(story).name, who(story).kind) == (name, "person")


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("<<Helen Dorn lent>> her hand.", "Helen Dorn"),
        ("<<Helen Dorn needs>> to say no.", "Helen Dorn"),
        ("<<President Helen Dorn met survivors>> and said no.", "Helen Dorn"),
        ("Judge Helen Dorn came. <<The judge rubbed>> her chin.", "Helen Dorn"),
    ],
)
def test_a_verb_at_its_end_is_no_part_of_a_source(story: str, name: str) -> None:
    assert who(story).name == name


def test_a_plural_behind_a_name_is_the_speaker() -> None:
    assert who("<<Helen Dorn loyalists>> said no.").kind == "unnamed"


@pytest.mark.parametrize(
    ("story", "name"),
    [
        (
            "Sen. Ana Ruiz (R-Fla.) met Sen. Helen Dorn (D-Ohio) there. <<The Florida senator>> said no.",
            "Ana Ruiz",
        ),
        ("Helen Dorn met Sen. Ana Ruiz, D-N.M. <<The Ohio senator>> said no.", "Helen Dorn"),
        ("President Ruiz met Helen Dorn. <<The French president>> said no.", "Helen Dorn"),
        ("Helen Dorn won. Dorn waved. <<The billionaire real estate mogul>> said no.", "Helen Dorn"),
        ("Ana Ruiz, a lawyer, met Helen Dorn. <<The actress>> said no.", "Helen Dorn"),
        (
            "Helen Dorn came.\n\nThe leader of the Port League, Mark Penn, objected. <<He>> said no.",
            "Mark Penn",
        ),
    ],
)
def test_a_description_goes_to_whom_place_and_kind_fit(story: str, name: str) -> None:
    assert who(story).name == name


def test_a_head_of_state_printed_by_office_is_named_in_full() -> None:
    assert who("Taxes fall, <<President Obama>> said.").name == "Barack Obama"
    assert who("Chancellor Merkel came. Taxes fall, <<she>> said.").name == "Angela Merkel"


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("Taxes fall, <<Mr. Obama>> said.", "Obama"),
        ("Ana Merkel came. Taxes fall, <<Chancellor Merkel>> said.", "Ana Merkel"),
        ("Taxes fall, <<President Bush>> said.", "Bush"),
    ],
)
def test_what_the_text_does_not_tell_is_not_completed(story: str, name: str) -> None:
    assert who(story).name == name


def test_an_office_is_part_of_what_names_its_holder() -> None:
    assert full_name("obama", {"president", "doctor"}) == "Barack Obama"
    assert full_name("obama", {"minister"}) == ""


def test_the_printed_mention_is_kept_beside_a_completed_name() -> None:
    (quote,) = extract("The tax will fall in May, President Obama said.")
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.mention) == ("Barack Obama", "President Obama")


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("Mark Penn met Carl Dorn. Dorn said <<he>> was glad that Penn won.", "Carl Dorn"),
        ("The guard Mark Penn left. After claiming that <<he>> was ill, Carl Dorn stayed.", "Carl Dorn"),
        ("Carl Dorn spoke. Dorn was sad. The film showed guard Mark Penn. <<He>> said no.", "Carl Dorn"),
        ("Mark Penn left.\n\n''It failed,'' Carl Dorn said. ''Penn lies,'' <<he>> said.", "Carl Dorn"),
        ("Bo Jiwan, the premier, came. It was right, <<Mr. Bo>> said.", "Bo Jiwan"),
        ("Mark Penn led. Carl Dorn's party lost in the north, but <<he>> said it would go on.", "Carl Dorn"),
        ("Judge Carl Dorn met Mark Penn. Penn wept. The judge said <<he>> was sorry.", "Carl Dorn"),
    ],
)
def test_a_pronoun_is_who_speaks_right_before_it_or_what_its_clause_points_to(story: str, name: str) -> None:
    assert who(story).name == name


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("No, said Ana Ruiz, a lawyer from a town in the hills <<who>> said she would leave.", "Ana Ruiz"),
        (
            "No, said Ana Ruiz of Ohio, the party's first chairwoman, <<who>> said she would leave.",
            "Ana Ruiz",
        ),
        ("Ana Ruiz— <<who>> said no in May —left.", "Ana Ruiz"),
        ("Ana Ruiz praised the voters of the hills <<who>> said no in May.", "the voters of the hills"),
    ],
)
def test_who_goes_back_over_an_apposition(story: str, name: str) -> None:
    assert who(story).name == name


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


def test_a_place_before_a_clause_is_no_source() -> None:
    body = "Thirty were hurt in Dunmore, a medical source told AFP. The source said most were children."
    assert speakers(body) == ["a medical source", "The source"]


def test_who_goes_back_past_the_employer() -> None:
    body = "Ann Falk, chief economist at Dunmore Partners, who said that rates would rise, bought bonds."
    assert speakers(body) == ["Ann Falk"]


def test_he_is_who_spoke_last_if_nobody_else_was_named_since() -> None:
    body = (
        "Foreign Minister Otto Lang spoke in Porto. Asked about NATO chief Hans Falk, the top diplomat said "
        'that the alliance did not want to talk. "This is sad," he concluded.'
    )
    assert speakers(body)[-2:] == ["Otto Lang", "Otto Lang"]
