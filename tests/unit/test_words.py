"""How the reader says things."""

from __future__ import annotations

from dataclasses import replace

from store.export.citation import citation, printed
from store.models import KILL_VERSION, Article, Quote, Span
from tui import words

BODY = 'X. "We waited," she said. "Then we left.\n\n"Nobody came."'


def quote(*parts: str) -> Quote:
    spans = tuple(Span(BODY.index(part), BODY.index(part) + len(part)) for part in parts)
    return Quote(type="direct", spans=spans, text=" ".join(parts))


def test_a_break_in_a_quote_is_shown() -> None:
    assert printed(quote("We waited,", "Then we left.")) == "We waited, […] Then we left."


def test_the_next_paragraph_of_a_quote_is_no_break() -> None:
    assert printed(quote("Then we left.", "Nobody came.")) == "Then we left. Nobody came."


def test_each_part_of_a_broken_quote_stands_in_marks() -> None:
    assert printed(quote("We waited,", "Then we left."), "“", "”") == "“We waited,” […] “Then we left.”"


def test_of_a_headline_taken_from_the_text_the_beginning_is_enough() -> None:
    lede = "The ferry sank in calm water, the minister said, because " + "nobody had looked " * 10
    article = Article(uri="urn:1", headline=lede.strip(), headline_assumed=True, body_text=lede)
    assert words.headline(article).endswith(" …")
    assert len(words.headline(article)) <= words.ASSUMED_HEADLINE
    printed = Article(uri="urn:1", headline=lede.strip(), body_text="Text.")
    assert words.headline(printed) == printed.headline


def test_the_version_is_said_as_the_service_numbers_it() -> None:
    story = Article(uri="urn:1", version="17", headline="Ferry sinks", source="TASS")
    assert words.about(story, 1) == "TASS · no date"
    assert words.about(story, 3) == "TASS · no date · version 17, 3 versions kept"
    kill = replace(story, version=KILL_VERSION, pubstatus="canceled")
    assert words.about(kill, 3) == "TASS · no date · 3 versions kept", "a kill without a number has none"
    assert citation(kill) == "TASS, urn:1"
