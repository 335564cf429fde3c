"""Several who speak as one, and whom "who" goes back to."""

from __future__ import annotations

import pytest

from store.models import SpeakerKind
from store.people import Printed, grouped
from store.quotes import extract
from store.quotes.people import People
from store.quotes.tokens import tokenise
from tests.effort import growth
from tests.unit.test_people import who


def speakers(body: str) -> list[tuple[str, str]]:
    """Return name and printed mention of who says each quote."""
    return [(quote.speaker.name, quote.speaker.mention) for quote in extract(body) if quote.speaker]


@pytest.mark.parametrize(
    ("body", "mention"),
    [
        ("{} said that the port was late.", "Ana Ruiz and Otto Falk"),
        ("“The port is late,” {} wrote in a letter.", "Ana Ruiz and Otto Falk"),
        ("“The port is late,” said {}, who run it.", "Ana Ruiz and her deputy, Otto Falk"),
        ("{} told the board that the port was late.", "Ana Ruiz and her deputy Otto Falk"),
        ("{} said that the port was late.", "Ana Ruiz, the mayor, and Otto Falk"),
        ("{}, said that the port was late.", "Ana Ruiz and her co-author, Otto Falk"),
        ("According to {}, the port was late.", "Ana Ruiz and Otto Falk"),
        ("{} argue that the port is late.", "Ana Ruiz and Otto Falk"),
    ],
)
def test_two_who_speak_are_both_named(body: str, mention: str) -> None:
    assert speakers(body.format(mention)) == [("Ana Ruiz and Otto Falk", mention)]


def test_three_who_speak_are_all_named_in_full() -> None:
    body = (
        "Ana Ruiz met Otto Falk and Helen Dorn in Porto.\n\n"
        "Ruiz, Falk and Dorn said in a letter that the port was late. They said that it would be later."
    )
    assert {name for name, _ in speakers(body)} == {"Ana Ruiz, Otto Falk and Helen Dorn"}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Ana Ruiz said that the port was late and Otto Falk left.", "Ana Ruiz"),
        ("Ana Ruiz, the mayor, said that the port was late, and Otto Falk left.", "Ana Ruiz"),
        ("Ana Ruiz and her husband said that the port was late.", "Ana Ruiz"),
        ("“The port is late,” said Ana Ruiz, and Otto Falk left.", "Ana Ruiz"),
    ],
)
def test_one_who_speaks_is_named_alone(body: str, name: str) -> None:
    assert speakers(body)[0][0] == name


def test_names_of_two_are_nobody_s() -> None:
    def printed(name: str, kind: SpeakerKind = "person") -> Printed:
        return Printed(name, kind, quotes=1, first="2024-05-01", last="2024-05-01")

    groups = grouped([printed("Otto Falk"), printed("Falk"), printed("Ana Falk and Jan Falk")])
    assert [one.aliases for one in groups if one.leader == "Otto Falk"] == [("Falk",)]


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("He met Senator Otto Falk (D-Ohio), <<who>> said no.", "Otto Falk"),
        ("He met Otto Falk (Labour), an early friend, <<who>> said no.", "Otto Falk"),
        ("It had the tone of Falk, <<who>> said no. Otto Falk was ill.", "Otto Falk"),
        ("The winner Otto Falk - <<who>> said no - was ill.", "Otto Falk"),
        ("“No,” said Representative Mark J. King of New York, <<who>> said so twice.", "Mark J. King"),
        ("Ana Ruiz, 59, of Porto, <<who>> said no, was ill.", "Ana Ruiz"),
        ("Otto Falk, a senator, left. It was hard for the Ohio Republican, <<who>> said no.", "Otto Falk"),
        ("It worried some analysts and activists, <<who>> said no.", "some analysts and activists"),
        ("Party leaders <<who>> had met Mr. Falk said no.", "Party leaders"),
        ("He was among those <<who>> said no.", "those"),
        ("She feared for those in the islands <<who>> said no.", "those in the islands"),
        ("The news alarmed port officials <<who>> said no.", "port officials"),
    ],
)
def test_who_goes_back_to_a_name_or_else_to_people(story: str, name: str) -> None:
    found = who(story)
    assert (found.name, found.kind) == (name, "person" if found.entity >= 0 else "unnamed")


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("A study said that boats rest. The study said that trains do not.", ["A study", "A study"]),
        (
            "A new report said that boats rest.\n\nIt was late. The report also said that trains do not.",
            ["A new report", "A new report"],
        ),
        (
            "A new report said that boats rest. The old report said that trains do not.",
            ["A new report", "The old report"],
        ),
        ("A study said that boats rest. The report said that trains do not.", ["A study", "The report"]),
    ],
)
def test_a_document_keeps_the_name_it_was_brought_in_by(body: str, names: list[str]) -> None:
    found = [name for name, _ in speakers(body)]
    assert found == names


@pytest.mark.parametrize("mark", ["*", "•", ""])
@pytest.mark.parametrize(
    ("noun", "called"), [("Company", "the operator"), ("Airline", "a carrier"), ("Firm", "the lender")]
)
def test_the_company_of_a_summary_is_the_story_s(mark: str, noun: str, called: str) -> None:
    body = (
        f"{mark} Levels fell by a third, watchdog says\n{mark} {noun} says that the halt will be short\n\n"
        f"OMSK, May 14 (AP) - North Salt, {called}, stopped work in its largest mine on Wednesday."
    )
    names = [name for name, mention in speakers(body.replace("\n", "\n\n")) if mention == noun]
    assert names == ["North Salt"]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz and " * 40,
        "Ana Ruiz, the mayor, and Otto Falk, " * 20,
        "voters in the hills of the isles who " * 20,
        "Ana (Ohio) who who who " * 20,
        "Company says Ana Ruiz, the operator, " * 15,
    ],
)
def test_time_is_linear(text: str) -> None:
    assert growth(lambda times: extract((text + "said that it was late.\n") * times), 8, 8) < 24


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "Also Monday, Ana Ruiz and Otto Lang wrote to the board about its gates.",
            "Ana Ruiz and Otto Lang",
        ),
        ("Ana Ruiz and Otto Lang wrote to the board about its gates.", "Ana Ruiz and Otto Lang"),
        ("She met Ana Ruiz and Otto Lang wrote to the board about its gates.", "Otto Lang"),
    ],
)
def test_the_last_of_two_who_open_a_clause_brings_the_first(body: str, name: str) -> None:
    tokens = tokenise(body)
    at = tokens.texts.index("Otto")
    assert People.of(tokens).resolve(at, at + 2).name == name


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (
            'The water regulator said the gates were old. "They leak," the regulator added.',
            ["The water regulator", "The water regulator"],
        ),
        (
            'The state regulator said it was old. The port union said: "It leaks." The union said it slept.',
            ["The state regulator", "The port union", "The port union"],
        ),
        ("The union said that nobody came.", ["The union"]),
    ],
)
def test_a_nameless_body_keeps_what_it_was_called_at_first(body: str, names: list[str]) -> None:
    assert [name for name, _ in speakers(body)] == names
