"""Speakers named behind what a source ends with: the rest of a role, another role, a comma or a dash."""

from __future__ import annotations

import pytest

from tests.unit.test_people import who


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("It was right, said <<former secretary>> of state Helen Dorn.", "Helen Dorn"),
        ("<<Ohio Secretary>> of State Helen Dorn said no.", "Helen Dorn"),
        ("<<The chief>> of staff Helen Dorn said no.", "Helen Dorn"),
        ("<<Former secretary>> of health and human services Helen Dorn said no.", "Helen Dorn"),
        ("<<Former Secretary>> of State and presidential front-runner Helen Dorn said no.", "Helen Dorn"),
        ("It was right, said <<lobbyist>> and party strategist Helen Dorn.", "Helen Dorn"),
        ("<<Porto's chief pollster>> and strategist Helen Dorn said no.", "Helen Dorn"),
        ("<<Vatican spokesman>> the Rev. Helen Dorn said no.", "Helen Dorn"),
        ("<<81>>-year-old Helen Dorn said no.", "Helen Dorn"),
        ("<<Mayoral contender>> and former beekeeper Helen Dorn said no.", "Helen Dorn"),
        ("<<Talk>> show host Helen Dorn said no.", "Helen Dorn"),
        ("Otto Lang ran. <<Lang>> supporter Helen Dorn said no.", "Helen Dorn"),
        ("Otto Lang ran. <<Another Lang>> ally, Mayor Helen Dorn, said no.", "Helen Dorn"),
    ],
)
def test_a_role_goes_on_to_the_name(story: str, name: str) -> None:
    assert (who(story).name, who(story).kind) == (name, "person")


@pytest.mark.parametrize(
    "story",
    [
        "It was right, said <<a friend>> of candidate Helen Dorn.",
        "It was right, said <<a spokesman>> for Mayor Helen Dorn.",
        "<<The director>> of Helen Dorn's film said no.",
        "<<The mayor>> and Senator Helen Dorn said no.",
        "<<The chief>> of a firm that Helen Dorn owns said no.",
        "<<The lawyer>> and the banker Helen Dorn said no.",
        "<<Former senator>> and wife Helen Dorn said no.",
    ],
)
def test_a_role_does_not_go_on_to_somebody_else(story: str) -> None:
    assert who(story).name != "Helen Dorn"


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("It was right, <<the assailant>>, Helen Dorn, said.", "Helen Dorn"),
        ("It was right, said <<another Porto user>>, Helen Dorn.", "Helen Dorn"),
        ("So it is, as <<one>> of them, The Porto Post's Helen Dorn, said.", "Helen Dorn"),
        ("On one side Helen Dorn (R-Tex.), <<a candidate>> who has made it a theme, said no.", "Helen Dorn"),
        ("<<One>> of the authors of that 2013 report, Helen Dorn, said no.", "Helen Dorn"),
        ("<<Lang's running mate>> — Gov. Helen Dorn — said no.", "Helen Dorn"),
        ("It was right, <<his wife>>, longtime Lang aide Helen Dorn, said.", "Helen Dorn"),
    ],
)
def test_a_comma_or_dash_parts_a_nameless_speaker_from_the_name(story: str, name: str) -> None:
    assert who(story).name == name


def test_no_name_is_taken_from_the_next_clause() -> None:
    assert who("After <<the storm>>, Helen Dorn said no.").name == "the storm"
    assert who("<<The farmers>>, Helen Dorn said, are right.").name == "The farmers"


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("<<Two objectors>>, Ana Ruiz and Otto Lang, said no.", "Ana Ruiz and Otto Lang"),
        ("<<The mayors>>, Ana Ruiz and Senator Otto Lang, said no.", "Ana Ruiz and Otto Lang"),
        ("<<Presidential>> hopefuls Ana Ruiz and Otto Lang said no.", "Ana Ruiz and Otto Lang"),
        ("<<Ruiz>>, MSNBC's Otto Lang and Reuters' Ann Lee said no.", "Ruiz, Otto Lang and Ann Lee"),
        ("<<Ruiz>>, Lang, Ohio Gov. John Stone and Ann Lee said no.", "Ruiz, Lang, John Stone and Ann Lee"),
    ],
)
def test_all_who_speak_as_one_are_named(story: str, name: str) -> None:
    assert who(story).name == name


def test_a_plural_is_not_one_of_those_named_next() -> None:
    assert who("<<Two objectors>>, Ana Ruiz said, were wrong.").name == "Two objectors"
    assert who("<<Two objectors>>, Ana Ruiz and Otto Lang said, were wrong.").name == "Two objectors"


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("Ana Ruiz and Otto Lang came. Yesterday <<they>> said no.", "Ana Ruiz and Otto Lang"),
        ("As Ana Ruiz and Otto Lang came, <<they>> said no.", "Ana Ruiz and Otto Lang"),
        ("The dam annoys Ana Ruiz and Otto Lang. Yesterday <<they>> said no.", "they"),
        ("Ana Ruiz, Ann Lee and Otto Lang came. Yesterday <<they>> said no.", "they"),
        ("Ana Ruiz and Otto Lang's aides came. Yesterday <<they>> said no.", "they"),
    ],
)
def test_they_are_the_two_with_whom_a_sentence_opens(story: str, name: str) -> None:
    assert who(story).name == name
