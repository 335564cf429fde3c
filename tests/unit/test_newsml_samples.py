"""Every XML sample reads as the articles that stand beside it say, however its bytes are changed."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import IngestError
from store.ingest import parse
from store.models import Article

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "formats"
NAMES = sorted(path.name for path in SAMPLES.glob("*.xml"))
SECONDS = 5.0  # for one small file, on a busy machine


def read(data: bytes, name: str = "x.xml") -> list[dict[str, Any]]:
    return [
        {"error": str(result)} if isinstance(result, IngestError) else result.as_json()
        for result in parse(data, name=name)
    ]


def survives(data: bytes) -> None:
    """Read the bytes. Anything but articles and `IngestError` fails the test."""
    start, message = time.process_time(), ""
    found: list[Article | IngestError] = []
    try:
        found = list(parse(data, name="x.xml"))
    except IngestError as error:
        message = str(error)
    finally:
        assert time.process_time() - start < SECONDS
    assert not message or (8 <= len(message) <= 600 and "\n" not in message)
    for item in found:
        if isinstance(item, Article):
            assert item.headline.strip()
            assert item.uri
            assert not re.search(
                r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", json.dumps(item.as_json(), ensure_ascii=False)
            )
            assert all(0 <= span.start < span.end <= len(item.body_text) for span in item.headings)
            assert Article.from_json(item.as_json()) == item


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_reads_as_expected(name: str) -> None:
    expected = json.loads((SAMPLES / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    assert read((SAMPLES / name).read_bytes(), name) == expected


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252", "iso-8859-1", "koi8-r"])
def test_the_encoding_makes_no_difference(name: str, encoding: str) -> None:
    data = (SAMPLES / name).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("iso-8859-15" if b"8859-15" in data[:200] else "cp1252")
    text = re.sub(r"\A<\?xml[^>]*\?>", "", text)
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    recoded = (head + text).encode(encoding, "xmlcharrefreplace")
    if "<![CDATA[" in text and recoded.decode(encoding) != head + text:
        pytest.skip("a character reference means nothing inside CDATA")
    assert without_warnings(read(recoded, name)) == without_warnings(
        read((SAMPLES / name).read_bytes(), name)
    )


def without_warnings(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in item.items() if key not in {"parse_warnings", "error"}}
        for item in items
    ]


@pytest.mark.parametrize("name", NAMES)
def test_prefixes_and_line_ends_make_no_difference(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    assert read(data.replace(b"\n", b"\r\n"), name) == read(data, name)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_short_is_said_to_be_so(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    for share in (0.3, 0.6, 0.95):
        cut = data[: int(len(data) * share)]
        try:
            found = list(parse(cut, name=name))
        except IngestError as error:
            assert "line" in str(error)  # noqa: PT017 - several cuts a file, each with its own ending
            continue
        errors = [item for item in found if isinstance(item, IngestError)]
        assert any("cut short" in str(error) or "line" in str(error) for error in errors)


def test_two_documents_in_one_file_are_both_read() -> None:
    first, second = ((SAMPLES / name).read_bytes() for name in ("nitf-cp.xml", "newsml1-afp.xml"))
    assert [item["format"] for item in read(first + second)] == ["nitf", "newsml1"]
    bare = re.sub(rb"<\?xml[^>]*\?>", b"", first)
    assert len(read(bare + bare)) == 2


def test_a_damaged_item_does_not_lose_the_others() -> None:
    data = (SAMPLES / "feed-rss.xml").read_bytes()
    damaged = data.replace(b"<description>Short text.", b"<description>Short <b text.")
    error, article = read(damaged)
    assert "item 1" in error["error"]
    assert article["uri"] == "https://news.example/2"


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_any_bytes_give_articles_or_a_clear_error(junk: bytes) -> None:
    survives(b"<" + junk)
    survives(b'<?xml version="1.0"?><nitf><body>' + junk)


@given(st.sampled_from(NAMES), st.data())
@settings(max_examples=250)
def test_changed_samples_give_articles_or_a_clear_error(name: str, data: st.DataObject) -> None:
    copy = bytearray((SAMPLES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(copy)))
        length = data.draw(st.integers(0, 40))
        copy[place : place + length] = data.draw(
            st.one_of(
                st.binary(max_size=12),
                st.sampled_from([b"<", b">", b"&", b"&#x1b;", b"]]>", b"<p>", b"\x1b[2J"]),
            )
        )
    survives(bytes(copy))
