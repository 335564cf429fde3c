"""Files of wire JSON: dialects, envelopes, several values, damage."""

from __future__ import annotations

import json
from typing import Any

import pytest

from store.errors import IngestError
from store.ingest import jsonwire, parse
from store.models import Article

ONE = {"uri": "hw:1", "headline": "Ferry sinks", "body_text": "A ferry sank."}
TWO = {"uri": "hw:2", "headline": "Ferry raised", "body_text": "The ferry was raised."}


def read(source: object) -> list[Article | IngestError]:
    text = source if isinstance(source, str) else json.dumps(source)
    return list(parse(text.encode(), name="f.json"))


def headlines(source: object) -> list[str]:
    return [item.headline if isinstance(item, Article) else "!" for item in read(source)]


@pytest.mark.parametrize(
    "envelope",
    [
        [ONE, TWO],
        {"item": [ONE, TWO]},
        {"_items": [ONE, TWO], "_meta": {"total": 2}},
        {"hits": {"total": 2, "hits": [{"_source": ONE}, {"_source": TWO}]}},
        {"data": {"items": [{"meta": {}, "item": ONE}, {"item": TWO}]}},
        {"entries": [ONE, TWO]},
        {"title": "A feed", "body": "of two", "items": [ONE, TWO]},
    ],
)
def test_envelopes_are_opened(envelope: object) -> None:
    assert headlines(envelope) == ["Ferry sinks", "Ferry raised"]


@pytest.mark.parametrize("glue", ["", "\n", ",\n", "\n\x1e", " \r\n"])
def test_several_values_in_a_row(glue: str) -> None:
    assert headlines(json.dumps(ONE, indent=1) + glue + json.dumps(TWO)) == ["Ferry sinks", "Ferry raised"]


def test_a_damaged_line_is_told_by_its_place_and_loses_no_other() -> None:
    results = read(json.dumps(ONE) + '\n{"uri": "hw:9", "headl\n' + json.dumps(TWO))
    assert [isinstance(result, IngestError) for result in results] == [False, True, False]
    assert "f.json, line 2" in str(results[1])


def test_an_item_that_is_no_article_is_told_by_its_number() -> None:
    results = read([ONE, 17, {"foo": 1}, TWO])
    assert [str(result).split(":")[0] for result in results if isinstance(result, IngestError)] == [
        "f.json, item 2",
        "f.json, item 3",
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{"uri": "hw:1", "headline": "Fer', "ends too early (line 1, column"),
        ('{"uri": "hw:1",\n "associations": {"a": {"uri": "x"', "ends too early (line 2, column"),
        ('{"uri": "hw:1", "headline": }', "broken JSON"),
        ("[]", "without any wire copy"),
        ("[1, 2]", "not wire JSON"),
        ('{"name": "left-pad", "version": "1.0.0", "dependencies": {}}', "not wire JSON"),
        ('{"type": "FeatureCollection", "features": [{"type": "Feature"}]}', "not wire JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
        ('{"uri": "hw:1", "body_text": ""}', "neither headline nor text"),
    ],
)
def test_what_is_no_wire_json_is_one_clear_error(source: str, words: str) -> None:
    with pytest.raises(IngestError) as caught:
        read(source)
    assert words in str(caught.value)
    assert "f.json" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_truncated_file_gives_no_article_of_its_inner_objects() -> None:
    whole = json.dumps({**ONE, "associations": {"pic": TWO}}, indent=0)
    for cut in range(20, len(whole) - 2, 7):
        with pytest.raises(IngestError):
            read(whole[:cut])


def test_wrong_escapes_and_raw_controls_are_read_as_what_they_stand_for() -> None:
    broken = '{"uri": "hw:1", "headline": "He said \\“no\\”", "body_text": "one\ttwo\nthree"}'
    (article,) = read(broken)
    assert isinstance(article, Article)
    assert article.headline == "He said “no”"
    assert article.body_text.split() == ["one", "two", "three"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding(encoding: str) -> None:
    data = json.dumps({**ONE, "headline": "Fähre – gesunken"}, ensure_ascii=False).encode(encoding)
    (article,) = parse(data)
    assert isinstance(article, Article)
    assert article.headline == "Fähre – gesunken"


def test_huge_numbers_and_lone_surrogates_do_no_harm() -> None:
    (article,) = read(
        '{"uri": "hw:1", "headline": "A \\ud800 B", "version": '
        + "9" * 6000
        + ', "urgency": NaN, "body_text": "x"}'
    )
    assert isinstance(article, Article)
    assert (article.version, article.urgency, article.headline) == ("", None, "A \N{REPLACEMENT CHARACTER} B")


@pytest.mark.parametrize(
    ("keys", "dialect"),
    [
        ({"format": "digitalwires@0.9.1"}, "digitalwires"),
        ({"format": "GOA-WIRES-NINJS"}, "fingerpost"),
        ({"altids": {"itemid": "1"}}, "ap"),
        ({"altids": {"itemid": "1"}, "$standard": {"name": "ninjs"}, "uri": "x", "headline": "y"}, "ninjs"),
        ({"altId": "n1", "takeSequence": 1}, "mrn"),
        ({"versionedGuid": "g:1"}, "reuters-connect"),
        ({"uri": "x", "headlines": []}, "ninjs"),
        ({"title": "x", "content": "y"}, "table"),
    ],
)
def test_a_dialect_is_told_by_its_keys(keys: dict[str, Any], dialect: str) -> None:
    found = jsonwire.dialect_of(keys)
    assert found is not None
    assert found.name == dialect
