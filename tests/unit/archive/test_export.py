"""Exports: exactly the stories given, nothing acts as markup or formula, what is barred is told."""

from __future__ import annotations

import csv
import dataclasses
import io
import json

import pytest

from store.export import FORMATS, Format, Heading, barred, render, sort_out
from store.models import Article, Cue, Entry, Quote, Row, Span, Speaker

NOW = "2026-03-03T12:00:00Z"
HEADING = Heading("tag:ecb *", 2, 1, NOW)
BODY = 'A ferry [sank] *today*.\n\n# 1 "Nobody checked," Volkova said, "the hull."\n\n=1+1\n\n12. Twelve'
QUOTE = Quote(
    "direct",
    (Span(30, 45), Span(62, 71)),
    "Nobody checked, the hull.",
    Cue("said", Span(55, 59)),
    Speaker("Irina Volkova", "Volkova", Span(47, 54), "Transport Minister"),
    0.91234,
    "quote, cue, name",
)


def entry(quotes: tuple[Quote, ...] = (QUOTE,), **more: object) -> Entry:
    """Return an entry of the archive."""
    article = Article.from_json(
        {
            "uri": "urn:ferry",
            "version": "2",
            "headline": "=Ferry *sinks*, “badly”",
            "slugline": "FERRY-SINKING",
            "source": "TASS",
            "versioncreated": "2026-03-03T10:00:00Z",
            "body_text": BODY,
            "ednote": "Adds minister",
            "ednote_private": "Desk: call her back",
            **more,
        }
    )
    row = Row(
        **{
            name: getattr(article, name)
            for name in ("uri", "headline", "slugline", "source", "located", "signal")
        },
        **{
            name: getattr(article, name)
            for name in ("versioncreated", "urgency", "pubstatus", "version", "takekey")
        },
        **{name: getattr(article, name) for name in ("embargoed", "language", "headline_assumed")},
        versions=2,
        quotes=len(quotes),
        read=True,
        tags=("ecb", "ferry"),
    )
    return Entry(article, quotes, row, NOW, "wire/ferry.txt", "0" * 64, ())


def text(form: Format, *entries: Entry, quotes: bool = False) -> str:
    """Return an export."""
    return "".join(render(entries, form, HEADING, quotes=quotes))


CITED = "TASS, FERRY-SINKING, 2026-03-03T10:00:00Z, urn:ferry, version 2"


def test_json_lines_are_data_alone_and_keep_private_notes_private() -> None:
    (line,) = text("jsonl", entry()).splitlines()
    story = json.loads(line)
    assert story["body_text"] == BODY
    assert story["tags"] == ["ecb", "ferry"]
    assert story["quotes"] == [QUOTE.as_json()]
    assert "ednote_private" not in story
    quote = json.loads(text("jsonl", entry(), quotes=True))
    assert quote["citation"] == f"{CITED}, characters 30-45 and 62-71"
    assert Quote.from_json(quote) == dataclasses.replace(QUOTE, confidence=0.912)


def test_csv_reads_back_and_never_runs_as_a_formula() -> None:
    for quotes in (False, True):
        lines = text("csv", entry(), quotes=quotes).split("\r\n")
        assert lines[:3] == [
            "# Query: tag:ecb *",
            "# Stories: 2 (1 more left out: killed, withheld or under embargo)",
            f"# Exported: {NOW}",
        ]
        (row,) = csv.DictReader(io.StringIO("\r\n".join(lines[3:]), newline=""))
        assert row["headline"] == "'=Ferry *sinks*, “badly”"
        assert (row["uri"], row["version"]) == ("urn:ferry", "2")
        assert row["citation"].startswith(CITED)
    assert (row["words"], row["speaker"], row["spans"]) == (
        "Nobody checked, […] the hull.",
        "Irina Volkova",
        "30-45 62-71",
    )


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "jsonl"])
def test_what_stands_between_the_parts_of_a_quote_is_not_passed_over(form: Format) -> None:
    assert "Nobody checked, […] the hull." in text(form, entry(), quotes=True)


def test_markdown_shows_the_copy_as_it_is() -> None:
    out = text("md", entry())
    assert "Query: tag:ecb \\*" in out
    assert "## \\=Ferry \\*sinks\\*, “badly”" in out
    assert 'A ferry \\[sank\\] \\*today\\*.\n\n\\# 1 "Nobody' in out
    assert "\n\\=1+1\n\n12\\. Twelve\n" in out
    assert f"— {CITED}" in out
    assert "call her back" not in out
    quotes = text("md", entry(), entry(quotes=()), quotes=True)
    assert "> Nobody checked, […] the hull.\n>\n> — Irina Volkova, Transport Minister (direct)" in quotes
    assert quotes.count("## ") == 1


def test_plain_text_is_plain() -> None:
    out = text("txt", entry())
    assert out.startswith("Query: tag:ecb *\nStories: 2")
    assert BODY in out
    assert f"[{CITED}]" in out
    unknown = dataclasses.replace(QUOTE, speaker=None)
    assert "  - speaker unknown (direct)" in text("txt", entry((unknown,)), quotes=True)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("quotes", [False, True])
def test_a_program_is_given_no_head(form: Format, quotes: bool) -> None:
    bare = dataclasses.replace(HEADING, shown=False)
    out = "".join(render([entry(), entry(headline="Another")], form, bare, quotes=quotes))
    assert "Stories: 2" not in out
    assert out[:1].strip(), "it begins with the first story"
    assert out.count("-" * 72) == (form == "txt"), "between the two"


def test_a_time_of_day_that_was_assumed_is_not_cited() -> None:
    assert "2026-03-03 (time of day not given)" in text("txt", entry(time_assumed=True))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("more", "mark"),
    [
        ({"pubstatus": "canceled"}, ("canceled", "KILLED")),
        ({"pubstatus": "withheld"}, ("withheld", "WITHHELD")),
        ({"embargoed": "2026-03-04T00:00:00Z"}, ("2026-03-04T00:00:00Z", "EMBARGO UNTIL")),
    ],
)
def test_what_is_forced_out_is_marked(form: Format, more: dict[str, str], mark: tuple[str, str]) -> None:
    assert any(word in text(form, entry((), **more)) for word in mark)


def test_an_embargo_that_is_over_is_no_warning() -> None:
    assert "EMBARGO" not in text("md", entry(embargoed="2026-03-03T11:59:59Z"))


def test_killed_withheld_and_embargoed_stories_are_barred() -> None:
    killed = entry(pubstatus="canceled").row
    held = entry(pubstatus="withheld").row
    later = entry(embargoed="2026-03-03T12:00:01Z").row
    over = entry(embargoed=NOW).row
    parted = sort_out([killed, over, held, later], NOW)
    assert parted.allowed == (over,)
    assert parted.barred == (
        (killed, "killed"),
        (held, "withheld"),
        (later, "embargoed until 2026-03-03T12:00:01Z"),
    )
    assert barred(over, NOW) == ""
