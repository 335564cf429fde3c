"""ninjs and the formats of reference managers: valid for others' programs, whatever stands in the copy."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.export import FORMATS, Format, Heading, Tally, render, warnings
from store.export.bibtex import escape
from store.export.ninjs import TYPES
from store.ingest import parse
from store.models import Article, Cue, Entry, Quote, Row, Span, Speaker

NOW = "2026-03-03T12:00:00Z"
HEADING = Heading("tag:ecb @x", 2, 1, NOW)
HOSTILE = "}, note = {\\input{x}} @misc{evil, 100% _$#&~^<|> \"q\"\nER  - \nTY  - NEWS\n=cmd|' /C'!A0"
# What the schema of ninjs 1.5 allows, by its own words: nothing else may stand in an item.
NAMES = frozenset(
    """
    $standard altids associations byline charcount contentcreated copyrightholder copyrightnotice ednote
    embargoed event expires firstcreated genre headline infosource language located mimetype object
    organisation person place profile pubstatus renditions representationtype rightsinfo slugline subject
    title trustindicator type uri urgency usageterms version versioncreated wordcount
    """.split()  # noqa: SIM905 - a list of names reads best as names
)
OPEN_NAMES = re.compile(r"(?:description|body|headline)_[a-zA-Z0-9_]+")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


FERRY = {
    "uri": "urn:ferry",
    "version": "2",
    "headline": "Ferry sinks",
    "slugline": "FERRY-SINKING",
    "source": "TASS",
    "byline": "By ANNA LEM and Otto Lang",
    "located": "OMSK",
    "urgency": 3,
    "versioncreated": "2026-03-03T10:00:00Z",
    "ednote_private": "Desk: call her back",
    "keywords": ["ferry", "ships"],
    "subject": [{"code": "20000210", "name": "accident", "scheme": "medtop"}, {"name": "sea"}],
    "genre": ["Current"],
    "takekey": "1st Ld",
    "signal": ["update"],
    "sequence": "a0123",
    "associations": [{"uri": "urn:p", "type": "picture", "rel": "seeAlso"}, {"headline": "no uri"}],
}


def entry(text: str = "Nobody checked the hull.", **more: object) -> Entry:
    """Return an entry with one quote by a person and one by a body."""
    article = Article.from_json(
        {
            **FERRY,
            "body_text": f"{text}\n\nThe end.",
            **more,
        }
    )
    parted = (Span(0, 6), Span(8, len(text) + 1)) if text[6:7] == " " else (Span(0, len(text)),)
    said = Quote(
        "direct",
        parted,
        text,
        Cue("said", Span(7, 8)),
        Speaker("Irina Volkova", "Volkova", None, "Transport Minister"),
        0.9,
    )
    told = Quote(
        "indirect", (Span(0, 6),), "it was sorry", speaker=Speaker("Port Board", "it", kind="organisation")
    )
    same = {
        name: getattr(article, name)
        for name in (
            "uri",
            "headline",
            "slugline",
            "source",
            "located",
            "signal",
            "versioncreated",
            "urgency",
        )
    }
    more_same = {
        name: getattr(article, name)
        for name in ("pubstatus", "version", "takekey", "embargoed", "language", "headline_assumed")
    }
    row = Row(**same, **more_same, versions=1, quotes=2, read=True, tags=("ecb", "öl & gas"))
    return Entry(article, (said, told), row, NOW, "wire/ferry.txt", "0" * 64, ())


def text(form: Format, *entries: Entry, quotes: bool = False) -> str:
    return "".join(render(entries, form, HEADING, quotes=quotes))


def valid(item: dict[str, Any]) -> None:
    """Check an item against what the schema says of the names and values that are used."""
    assert all(name in NAMES or OPEN_NAMES.fullmatch(name) for name in item)
    assert isinstance(item["uri"], str)
    assert ":" in item["uri"]
    assert item["type"] in TYPES
    for name, value in item.items():
        if name in ("urgency", "charcount", "wordcount"):
            assert isinstance(value, int)
        elif name in ("versioncreated", "firstcreated", "embargoed", "expires"):
            assert TIME.fullmatch(value)
        elif name in ("person", "organisation", "infosource", "subject", "genre"):
            for one in value:
                assert one.keys() <= {"name", "rel", "scheme", "code"}
                assert ":" in one.get("scheme", ":")
        elif name == "associations":
            for key, one in value.items():
                assert re.fullmatch("[a-zA-Z0-9_]+", key)
                valid(one)
        elif name not in ("$standard", "altids"):
            assert isinstance(value, str)


def test_ninjs_is_one_object_of_valid_items_that_is_read_back() -> None:
    out = text("ninjs", entry(), entry(uri="urn:other"))
    whole = json.loads(out)
    assert {name: whole[name] for name in whole if name != "items"} == {
        "query": "tag:ecb @x",
        "stories": 2,
        "left_out": 1,
        "exported": NOW,
    }
    for item in whole["items"]:
        valid(item)
    first = whole["items"][0]
    assert first["person"] == [{"name": "Irina Volkova", "rel": "speaker"}]
    assert first["organisation"] == [{"name": "Port Board", "rel": "speaker"}]
    assert first["associations"] == {"item1": {"uri": "urn:p", "type": "picture"}}
    assert first["subject"][0] == {"code": "20000210", "name": "accident"}
    assert "call her back" not in out
    one, other = parse(out.encode(), name="export.json")
    assert isinstance(one, Article)
    assert isinstance(other, Article)
    assert (one.uri, one.version, one.headline, one.source) == ("urn:ferry", "2", "Ferry sinks", "TASS")
    assert one.body_text == entry().article.body_text
    assert other.uri == "urn:other"


def test_a_ninjs_quote_is_a_component_of_its_storys_characters() -> None:
    first, second = json.loads(text("ninjs", entry(), quotes=True))["items"]
    for item in (first, second):
        valid(item)
    assert first["uri"] == "urn:ferry#char=0,6;char=8,25"
    assert (first["type"], first["body_text"]) == ("component", "Nobody checked the hull.")
    assert first["description_citation"].endswith("version 2, characters 0-6 and 8-25")
    assert second["organisation"] == [{"name": "Port Board", "rel": "speaker"}]


def test_ninjs_of_nothing_is_an_empty_list() -> None:
    assert json.loads(text("ninjs"))["items"] == []


def fields(record: str) -> list[tuple[str, str]]:
    lines = record.split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    return [(line[:2], line[6:]) for line in lines]


def test_ris_has_a_record_a_story() -> None:
    (record,) = text("ris", entry()).removesuffix("\r\n\r\n").split("\r\n\r\n")
    told = fields(record)
    assert told[0] == ("TY", "NEWS")
    assert told[-1] == ("ER", "")
    assert [value for tag, value in told if tag == "AU"] == ["ANNA LEM", "Otto Lang"]
    assert [value for tag, value in told if tag == "KW"] == ["ecb", "öl & gas"]
    known = dict(told)
    assert known["DA"] == "2026/03/03/10:00:00 UTC"
    assert (known["T2"], known["TI"], known["AN"], known["ET"]) == ("TASS", "Ferry sinks", "urn:ferry", "2")
    notes = [value for tag, value in told if tag == "N1"]
    assert notes[0] == "TASS, FERRY-SINKING, 2026-03-03T10:00:00Z, urn:ferry, version 2"
    assert notes[-1].startswith("Query: tag:ecb @x; Stories: 2 (1 more left out")


def test_a_time_that_was_assumed_is_no_time_of_a_reference() -> None:
    assert "DA  - 2026/03/03/\r\n" in text("ris", entry(time_assumed=True))


def test_references_of_quotes_name_the_speaker_and_the_characters() -> None:
    first, second = text("ris", entry(), quotes=True).removesuffix("\r\n\r\n").split("\r\n\r\n")
    told = fields(first)
    assert ("TI", "Nobody checked the hull.") in told
    assert ("AU", "Irina Volkova") in told
    assert ("N1", 'Speech (direct, "said") of Irina Volkova, Transport Minister, in: Ferry sinks') in told
    assert any(value.endswith("characters 0-6 and 8-25") for _, value in told)
    keys = [dict(fields(record))["ID"] for record in (first, second)]
    assert len({*keys}) == 2
    assert all(re.fullmatch("tass-2026-03-03-[0-9a-f]{10}-q[12]", key) for key in keys)


def entries(bib: str) -> list[tuple[str, str, dict[str, str]]]:
    """Read BibTeX as BibTeX does: comments up to an @, then braces counted whatever stands before them."""
    found, at = [], 0
    while (at := bib.find("@", at)) >= 0:
        kind, begin = re.match(r"@(\w+)\{", bib[at:]), bib.index("{", at)
        assert kind
        end = closing(bib, begin)
        key, _, rest = bib[begin + 1 : end].partition(",")
        values, place = {}, 0
        while match := re.compile(r"\s*(\w+) = \{").match(rest, place):
            stop = closing(rest, match.end() - 1)
            values[match[1]] = rest[match.end() : stop]
            assert rest[stop + 1] == ","
            place = stop + 2
        assert not rest[place:].strip()
        found.append((kind[1], key, values))
        at = end + 1
    return found


def closing(text: str, at: int) -> int:
    depth = 0
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if not depth:
            return place
    raise AssertionError("a brace is never closed")


def test_bibtex_has_an_entry_a_story_and_the_head_is_a_comment() -> None:
    out = text("bibtex", entry())
    assert out.startswith("% Query: tag:ecb (at)x\n% Stories: 2 (1 more")
    ((kind, key, values),) = entries(out)
    assert kind == "article"
    assert re.fullmatch("tass-2026-03-03-[0-9a-f]{10}", key)
    assert values["title"] == "{Ferry sinks}"
    assert values["author"] == "{ANNA LEM} and {Otto Lang}"
    assert (values["journal"], values["date"], values["year"], values["month"]) == (
        "TASS",
        "2026-03-03",
        "2026",
        "3",
    )
    assert values["keywords"] == "ecb, öl \\& gas"
    assert values["note"].startswith("TASS, FERRY-SINKING, 2026-03-03T10:00:00Z, urn:ferry, version 2")
    first, second = entries(text("bibtex", entry(), quotes=True))
    assert first[0] == second[0] == "misc"
    assert first[2]["author"] == "{Irina Volkova}"
    assert first[2]["note"].endswith("characters 0-6 and 8-25")


@pytest.mark.parametrize("quotes", [False, True])
def test_hostile_copy_begins_no_record_of_its_own(quotes: bool) -> None:
    bad = entry(HOSTILE, headline=HOSTILE, byline=HOSTILE, source=HOSTILE, slugline=HOSTILE)
    count = 2 if quotes else 1
    assert len(entries(text("bibtex", bad, quotes=quotes))) == count
    records = text("ris", bad, quotes=quotes).removesuffix("\r\n\r\n").split("\r\n\r\n")
    assert len(records) == count
    for record in records:
        assert [tag for tag, _ in fields(record)].count("ER") == 1
    assert len(json.loads(text("ninjs", bad, quotes=quotes))["items"]) == count


@given(st.text())
def test_any_text_has_balanced_braces_in_bibtex(words: str) -> None:
    out = escape(words)
    assert out.count("{") == out.count("}")
    assert closing(f"{{{out}}}", 0) == len(out) + 1


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_any_copy_leaves_the_files_whole(words: str) -> None:
    bad = entry(words, headline=words or "x", byline=words, source=words, ednote=words, located=words)
    assert len(entries(text("bibtex", bad))) == 1
    for item in json.loads(text("ninjs", bad))["items"]:
        valid(item)
    for quotes in (False, True):
        for record in text("ris", bad, quotes=quotes).removesuffix("\r\n\r\n").split("\r\n\r\n"):
            fields(record)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("quotes", [False, True])
def test_an_export_holds_one_entry_at_a_time(form: Format, quotes: bool) -> None:
    taken = 0

    def many() -> Any:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield entry(uri=f"urn:{number}")

    pieces = render(many(), form, HEADING, quotes=quotes)
    for _ in range(6):
        next(pieces)
    assert taken <= 6


def test_what_was_left_out_by_number_is_told() -> None:
    heading = Heading("ferry", 2, 1, NOW, found=9)
    assert heading.lines()[1].startswith("Stories: 2, the first of 9 found (1 more left out")
    assert warnings(heading, Tally(2, 4), quotes=False) == ("not all: only the first 2 of 9 stories found",)
    assert Heading("ferry", 2, 1, NOW, found=3).cut == 0


def test_an_export_of_nothing_is_told() -> None:
    heading = Heading("ferry", 2, 0, NOW)
    tally = Tally()
    assert list(tally.counting([entry(), entry()]))
    assert (tally.stories, tally.quotes) == (2, 4)
    assert warnings(heading, tally, quotes=True) == ()
    assert warnings(heading, Tally(2, 0), quotes=True) == (
        "nothing was exported: the stories found hold no such quote",
    )
    assert warnings(heading, Tally(2, 0), quotes=False) == ()
    assert "nothing was exported" in warnings(Heading("ferry", 0, 0, NOW), Tally(), quotes=False)[0]
    assert warnings(heading, Tally(1, 1), quotes=False) == ("not all: 1 of 2 stories could still be read",)


def test_a_query_of_several_lines_stays_on_one_line_of_the_head() -> None:
    assert Heading("a\n@misc{b,", 0, 0, NOW).lines()[0] == "Query: a @misc{b,"


def test_cells_and_indents_are_shown_and_never_run() -> None:
    out = text("csv", entry(headline=" ＝1+1", source="\t@x"))
    assert "' ＝1+1" in out
    assert "'\t@x" in out
    assert "\n&nbsp;&nbsp;&nbsp;&nbsp;\\*row\\*" in text("md", entry("Table:\n    *row*"))
