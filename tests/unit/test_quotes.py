"""Who said what, on sentences of our own: one behaviour a test."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.models import Span
from store.quotes import extract
from tests.effort import growth


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
    assert quote.speaker
    assert quote.speaker.mention == "la ministre"


def test_paragraphs_left_open_belong_to_whom_the_last_names() -> None:
    body = (
        "Dana Orr, the port director, faced the council.\n\n"
        "“We checked every crane in the yard twice. It took us the whole winter.\n\n"
        "“Then we found the crack. Nobody had seen it before,” Orr said."
    )
    (quote,) = [quote for quote in extract(body) if quote.type == "direct"]
    assert [body[start:end].split(maxsplit=1)[0] for start, end in quote.spans] == ["We", "Then"]
    assert quote.speaker
    assert quote.speaker.name == "Dana Orr"


@pytest.mark.parametrize(
    ("body", "name", "kind"),
    [
        (
            "The Transport Ministry said in a statement that the bridge would reopen.",
            "Transport Ministry",
            "organisation",
        ),
        ("The report said that the hull had been patched with plywood.", "The report", "document"),
        ("“We knew nothing,” a senior official said on Monday.", "a senior official", "unnamed"),
        ("The ferry was overloaded, according to harbour master Aino Salo.", "Aino Salo", "person"),
        ("“The bridge is closed until noon,” said the minister, Otto Lang.", "Otto Lang", "person"),
    ],
)
def test_who_can_speak(body: str, name: str, kind: str) -> None:
    (quote,) = extract(body)
    assert quote.speaker
    assert (quote.speaker.name, quote.speaker.kind) == (name, kind)


def test_two_people_of_one_surname_are_told_apart() -> None:
    body = (
        "Bill Hartley and his wife, Ruth Hartley, own the yard. “I built it,” Mr. Hartley said. "
        "“I paid for it,” Mrs. Hartley said."
    )
    names = [quote.speaker.name for quote in extract(body) if quote.speaker]
    assert names == ["Bill Hartley", "Ruth Hartley"]


def test_a_quote_is_printed_with_the_keys_that_were_promised() -> None:
    (quote,) = extract("“The bridge is closed until noon,” Otto Lang said.")
    have = quote.as_json()
    assert {"type", "start", "end", "spans", "text", "cue", "speaker", "confidence"} <= set(have)
    assert set(have["cue"]) == {"text", "start", "end"}
    assert {"name", "mention", "start", "end", "role", "kind"} <= set(have["speaker"])


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    story = "“It leaks,” Otto Lang said of the ferry. The minister said that nobody had looked.\n\n"
    assert growth(lambda times: extract(story * times), 250, 8) < 30


@pytest.mark.parametrize(
    "dateline",
    ["OMSK, Russia (AP) — ", "OMSK, March 3 (Reuters) - ", "OMSK, March 3. /TASS/. ", "OMSK (AP) _ ", ""],
)
def test_a_dateline_is_nobody_s_words(dateline: str) -> None:
    (quote,) = extract(
        f"{dateline}The ferry sank because its hull was rotten, Irina Volkova said on Tuesday."
    )
    assert quote.text == "The ferry sank because its hull was rotten"


def test_a_town_where_copy_is_filed_says_nothing() -> None:
    quotes = extract(
        'OSLO, May 14 (Reuters) - Pumping stopped after what the regulator called an "abrupt" drop.'
    )
    assert not [quote for quote in quotes if quote.speaker and quote.speaker.name == "OSLO"]


def test_which_goes_back_to_the_noun_before_it() -> None:
    body = (
        "The level fell, according to the regulator, which said that it would order readings at forty wells."
    )
    speakers = [quote.speaker for quote in extract(body) if quote.cue and quote.cue.text == "said"]
    assert [(who.name, who.mention) for who in speakers if who] == [("the regulator", "which")]


def test_a_story_that_was_read_leaves_nothing_for_the_collector_of_cycles() -> None:
    """Its lists are freed with its last quote: an import of a hundred thousand stories stays small."""
    story = 'Minister Ana Ruiz spoke in Porto. "We will go," she said. The minister said that it was late.'
    extract(story)
    gc.collect()
    gc.disable()
    try:
        assert [quote.speaker.name for quote in extract(story) if quote.speaker] == ["Ana Ruiz", "Ana Ruiz"]
        assert not gc.collect()
    finally:
        gc.enable()
