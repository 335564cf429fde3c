from __future__ import annotations

import pytest

from store.models import Quote, Span
from store.quotes import extract


def only(body: str) -> Quote:
    quotes = extract(body)
    assert len(quotes) == 1, quotes
    return quotes[0]


def name(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else ""


def test_a_split_quotation_is_one_quote() -> None:
    quote = only('"The bridge is safe," Mayor Ada Holm said. "We tested every cable twice."')
    assert quote.text == "The bridge is safe, We tested every cable twice."
    assert (quote.type, name(quote), len(quote.spans)) == ("direct", "Ada Holm", 2)


def test_a_pronoun_is_resolved() -> None:
    body = 'Ada Holm opened the bridge on Monday. "It took us nine long years," she said.'
    assert name(only(body)) == "Ada Holm"


@pytest.mark.parametrize(
    ("body", "modality"),
    [
        ("Ada Holm denied that the city had hidden the report.", "denied"),
        ("Ada Holm did not say that the city had hidden the report.", "not said"),
        ("Ada Holm is expected to say that the city has hidden the report.", "expected"),
        ("Ada Holm may announce that the city has hidden the report.", "expected"),
        ("Ada Holm plans to tell the council that the city has hidden the report.", "expected"),
        ("Ada Holm has yet to say whether the city has hidden the report.", "not said"),
        ("Ada Holm would not say whether the city has hidden the report.", "not said"),
    ],
)
def test_a_denial_is_no_statement(body: str, modality: str) -> None:
    assert only(body).modality == modality


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Ada Holm is expected to say that the bridge will be shut.", "that the bridge will be shut"),
        ("Ada Holm was due to tell the council on Friday that tolls would rise.", "that tolls would rise"),
        ('"The bridge is shut," Ada Holm is scheduled to say.', "The bridge is shut,"),
        ("Ada Holm was supposed to say that the bridge was shut.", "that the bridge was shut"),
    ],
)
def test_awaited_words_are_the_speaker_s(body: str, words: str) -> None:
    quote = only(body)
    assert (quote.text, name(quote), quote.modality) == (words, "Ada Holm", "expected")


def test_of_an_awaited_deed_nobody_spoke() -> None:
    quote = only("Ada Holm is expected to unveil a plan for the bridge on Monday.")
    assert (quote.speaker, quote.modality) == (None, "expected")


def test_a_heading_gives_nothing() -> None:
    body = '"We are late," says Ada Holm'
    assert extract(body, headings=[Span(0, len(body))]) == ()


@pytest.mark.parametrize("body", ["", '"' * 10_000])
def test_nothing_said_is_no_quote(body: str) -> None:
    assert extract(body) == ()


def test_a_line_of_a_transcript_is_a_person_s() -> None:
    body = (
        "The host met the governor.\n\nHALVORSEN: Will you be there?\n\nNRK: We asked as well, and often.\n"
    )
    kinds = {quote.speaker.mention: quote.speaker.kind for quote in extract(body) if quote.speaker}
    assert kinds["HALVORSEN"] == "person"
    assert kinds["NRK"] == "organisation"


def test_another_verb_s_denial_is_not_the_speaker_s() -> None:
    quote = only("A harbour official who did not want to be identified said the ferry was stuck in the ice.")
    assert (name(quote), quote.modality) == ("A harbour official", "said")


def test_the_noun_before_an_of_is_no_verb() -> None:
    quote = only(
        '"I hope we will sign it in May," the head of the harbour board, Ada Holm, told journalists.'
    )
    assert (name(quote), quote.cue and quote.cue.text) == ("Ada Holm", "told")
