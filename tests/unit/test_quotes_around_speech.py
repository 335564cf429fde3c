"""What stands around speech: datelines, interviews, relayed speech, other speakers."""

from __future__ import annotations

import pytest

from store.models import Quote
from store.quotes import extract
from store.quotes.datelines import dateline_end
from store.quotes.interviews import turns
from store.quotes.tokens import tokenise


def said(body: str) -> list[tuple[str, str]]:
    """Return the words and speaker of each quote."""
    return [(quote.text, quote.speaker.name if quote.speaker else "") for quote in extract(body)]


def direct(body: str) -> list[Quote]:
    return [quote for quote in extract(body) if quote.type == "direct"]


INTERVIEW = """Excerpts of an interview with harbour master Helen Dorn, given in Porto on Friday.

Q: You said in May that the dredging was done. Is it?

A: It is. The ships come in.

They go out again, too.

Q: And the tugs?

A: Four of them wait at the pier.

The talk was held in Portuguese."""


def test_the_answers_of_an_interview_are_the_interviewee_s() -> None:
    quotes = direct(INTERVIEW)
    assert [quote.text for quote in quotes] == [
        "It is. The ships come in.\n\nThey go out again, too.",
        "Four of them wait at the pier.",
    ]
    assert {(quote.speaker.name, quote.speaker.mention) for quote in quotes if quote.speaker} == {
        ("Helen Dorn", "A")
    }


def test_no_letter_is_a_speaker() -> None:
    assert "Q" not in {name for _, name in said(INTERVIEW)}


def test_an_interview_needs_questions_and_answers() -> None:
    assert turns(tokenise("A: The first of the points is the dam.\n\nB: The second is the road.")) == []
    assert [turn.answer for turn in turns(tokenise("Q: Is it so?\n\nA: It is so."))] == [False, True]


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("OMSK, March 3 (AP) - ", "The dam is safe."),
        ("Porto, May 4 (Reuters) - ", "The dam is safe."),
        ("OMSK. Oct 2 (Interfax) - ", "The dam is safe."),
        ("OMSK, March 24 - ", "The dam is safe."),
        ("OMSK, November 20. /TASS/. ", "The dam is safe."),
        ("WASHINGTON — ", "The dam is safe."),
        ("MYRTLE BEACH, S.C. - ", "The dam is safe."),
        ("", "HELEN DORN — The dam is safe."),
        ("", "Rep. Helen Dorn (D-Ohio) - a lawyer - said no."),
        ("", "Helen Dorn (Labour) — who lost — said no."),
        ("", "The dam, March 24 - said no."),
    ],
)
def test_a_dateline_ends_where_the_copy_begins(dateline: str, rest: str) -> None:
    assert dateline_end(dateline + rest, 0, len(dateline + rest)) == len(dateline)


@pytest.mark.parametrize(
    "dateline", ["OMSK, March 24 - ", "OMSK. Oct 2 (Interfax) - ", "OMSK, March 3 (AP) _ "]
)
def test_a_dateline_is_nobody_s_words(dateline: str) -> None:
    body = dateline + "The bridge will be closed in May, Helen Dorn said."
    assert said(body) == [("The bridge will be closed in May", "Helen Dorn")]


def test_a_party_in_parentheses_is_no_dateline() -> None:
    assert said("Rep. Helen Dorn (D-Ohio) said that the bridge will be closed.") == [
        ("that the bridge will be closed", "Helen Dorn")
    ]


@pytest.mark.parametrize(
    ("body", "words", "name"),
    [
        ("The paper quoted Ana Ruiz as saying the dam would hold.", "the dam would hold", "Ana Ruiz"),
        (
            'The paper quoted Ana Ruiz, a nurse, as saying that "nobody came" that day.',
            'that "nobody came" that day',
            "Ana Ruiz",
        ),
    ],
)
def test_relayed_speech_is_whose_words_they_are(body: str, words: str, name: str) -> None:
    assert (words, name) in said(body)


def test_who_was_told_and_when_is_no_content() -> None:
    assert said("Ana Ruiz told the club's yearly dinner that prices had doubled.") == [
        ("that prices had doubled", "Ana Ruiz")
    ]


def test_reported_words_end_where_another_s_begin() -> None:
    body = "Ana Ruiz said that the dam was old, and the mayor replied that the city had no money."
    assert [words for words, _ in said(body)] == ["that the dam was old", "that the city had no money"]


def test_a_quotation_may_be_summed_up() -> None:
    body = '"The boats have been sold and nobody wrote to us": that is how Ana Ruiz described the week.'
    assert ("The boats have been sold and nobody wrote to us", "Ana Ruiz") in said(body)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The shipping group, Dorn Lines, said in a statement that it was sorry.", "Dorn Lines"),
        ("A company named in the papers as the buyer, Dorn Lines, said that it was sorry.", "Dorn Lines"),
        ("The owners, Dorn Lines, left in May.\n\nThe company said that it was sorry.", "Dorn Lines"),
        ("Dornlin has asked a court to step in, the company said on Monday.", "Dornlin"),
        ('"I wait," said the man, whose name is Mark Penn, and he smiled.', "Mark Penn"),
        (
            "A school librarian said that she would not go.\n\nAna Ruiz, who runs the library, spoke long.",
            "Ana Ruiz",
        ),
    ],
)
def test_a_description_is_named_by_what_follows_it(body: str, name: str) -> None:
    assert name in {found for _, found in said(body)}


def test_a_description_is_not_named_without_a_tie() -> None:
    body = (
        "The count found more cranes than ever, a state official said Friday.\n\n"
        '"We came by boat," said Ana Ruiz, who lives nearby.'
    )
    assert ("The count found more cranes than ever", "a state official") in said(body)


@pytest.mark.parametrize(
    "wish", ["asked not to be named", "asked not to be further identified", "asked to remain anonymous"]
)
def test_how_a_source_wants_to_be_called_is_no_quote(wish: str) -> None:
    assert said(f"The officer {wish} because the files are closed.") == []
    assert said("The officer asked not to be moved from the town.") != []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('Said Dorn: "The tugs are old and slow."', "The tugs are old and slow."),
        ('Added Dorn, "Nobody told us of the second leak."', "Nobody told us of the second leak."),
        (
            'Said Helen Dorn, who has run the harbour for nine years, "The tugs are old."',
            "The tugs are old.",
        ),
        ('Continued Dorn:\n\n"The tugs are old and slow."', "The tugs are old and slow."),
    ],
)
def test_the_verb_may_open_the_sentence(body: str, words: str) -> None:
    (quote,) = direct(f"Helen Dorn runs the harbour of Porto.\n\n{body}")
    assert (quote.text, quote.speaker and quote.speaker.name) == (words, "Helen Dorn")


def test_speech_goes_on_with_the_main_verb_and_not_with_what_was_done_besides() -> None:
    body = (
        'HELSINKI - "It is cold work," said Helen Dorn, describing how she "scrapes" the hulls. '
        '"And in winter it is dark as well."'
    )
    assert ("It is cold work, And in winter it is dark as well.", "Helen Dorn") in said(body)


@pytest.mark.parametrize(
    "body",
    [
        'Speaking on Radio Porto\'s "Harbour Hour," Mayor Helen Dorn said the tugs would be sold.',
        'On "Good Morning Porto" Mayor Helen Dorn said the tugs would be sold.',
        'In "The Last Tug of Porto," Mayor Helen Dorn said the tugs would be sold.',
    ],
)
def test_the_title_of_a_show_or_book_is_nobody_s_words(body: str) -> None:
    (quote,) = extract(body)
    assert (quote.type, quote.text) == ("indirect", "the tugs would be sold")


def test_words_in_marks_that_are_no_title_stay_speech() -> None:
    (quote,) = direct('The crowd met her with "Sell The Tugs!" chants. "We Will," Mayor Helen Dorn said.')
    assert quote.text == "We Will,"


def test_a_name_between_dash_and_colon_speaks() -> None:
    body = 'POLLS MISSED THE PIER - Otto Lang: "Nobody asked the people who work here at all." [Porto Post]'
    assert said(body) == [("Nobody asked the people who work here at all.", "Otto Lang")]
