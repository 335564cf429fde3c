"""Who said what, on sentences of our own: one behaviour a test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.models import Span
from store.quotes import extract


@pytest.mark.parametrize(
    ("body", "kind", "words", "speaker"),
    [
        ('"We will go," Marta Oduya said. "It is late."', "direct", "We will go, It is late.", "Marta Oduya"),
        ('"The harvest failed," said Ines Falk, who runs it.', "direct", "The harvest failed,", "Ines Falk"),
        (
            "The Transport Ministry said that all trains would stop.",
            "indirect",
            "that all trains would stop",
            "",
        ),
        ("A senior official said the talks had collapsed.", "indirect", "the talks had collapsed", ""),
        ("Prices rose in May, according to the Norwood Institute.", "indirect", "Prices rose in May", ""),
        (
            "\"He told me 'never again',\" Lena Brandt said.",
            "direct",
            "He told me 'never again',",
            "Lena Brandt",
        ),
        ('"The best soup in town." — Ines Falk', "direct", "The best soup in town.", "Ines Falk"),
    ],
)
def test_construction(body: str, kind: str, words: str, speaker: str) -> None:
    (quote,) = extract(body)
    assert (quote.type, quote.text) == (kind, words)
    assert quote.speaker is not None
    assert speaker in quote.speaker.name


def test_speech_over_paragraphs_is_one_quote() -> None:
    (quote,) = extract(
        "“It is safe,” said Pavel Hruby. “We looked.\n\n“Please stay calm.”\n\nThe river rose."
    )
    assert len(quote.spans) == 3


def test_change_of_speaker_parts_quotes() -> None:
    one, two = extract('"Never," said Ines Falk. "Always," said Pavel Hruby.')
    assert one.speaker
    assert two.speaker
    assert (one.speaker.name, two.speaker.name) == ("Ines Falk", "Pavel Hruby")
    assert one.modality == "said"


def test_pronoun_is_resolved_and_printed_mention_kept() -> None:
    quote = extract('Finance Minister Marta Oduya spoke. "This is a hard year," she said.')[-1]
    assert quote.speaker
    assert (quote.speaker.name, quote.speaker.mention) == ("Marta Oduya", "she")


def test_denial_is_no_statement() -> None:
    assert extract("Oduya denied that she took money.")[0].modality == "denied"
    assert extract("Oduya did not say whether she would run.")[0].modality == "not said"


def test_scare_quotes_and_titles_are_no_speech() -> None:
    assert extract('The so-called "shadow fleet" sailed. The film "Long Night" opened.') == ()


def test_headings_hold_no_quotes() -> None:
    body = 'Falk left.\n\nHruby said "we stay"'
    assert extract(body, headings=[Span(12, len(body))]) == ()


@given(st.text(alphabet=st.sampled_from("\"“”‘’'«»„`.,:!?—-() \n\tabcIT said Lee"), max_size=300) | st.text())
def test_any_text_is_read(body: str) -> None:
    for quote in extract(body):
        edges = [edge for span in quote.spans for edge in span]
        assert edges == sorted(edges)
        assert edges[0] >= 0
        assert edges[-1] <= len(body)


def test_words_in_marks_keep_both_their_marks() -> None:
    (quote,) = extract('The company called the halt "precautionary".')
    assert quote.type == "mixed"
    assert quote.text.count('"') == 2


FRENCH = (
    "La ministre des transports a visité le port de Brest, où le ferry était amarré depuis lundi. « Personne "
    "n’a contrôlé la coque depuis neuf ans », a déclaré la ministre aux journalistes. Elle a promis une "
    "enquête sur le « bateau », dont le nom n’a pas été donné par les autorités de la ville."
)


@pytest.mark.parametrize("language", ["", "fr", "fr-FR"])
def test_other_languages_are_not_read_as_english(language: str) -> None:
    (quote,) = extract(FRENCH, language=language)
    assert quote.text == "Personne n’a contrôlé la coque depuis neuf ans"
    assert quote.speaker is None
