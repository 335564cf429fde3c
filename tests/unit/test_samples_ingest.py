from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from store.errors import IngestError
from store.ingest import parse
from store.ingest.files import find
from store.models import Article
from tests import samples

CHAIN = ("ap-tunnel-1", "ap-tunnel-2", "ap-tunnel-3-correction", "ap-tunnel-4-kill")
CONTROLS = {
    chr(code) for code in (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


@pytest.mark.parametrize("path", samples.STORIES, ids=lambda path: path.stem)
def test_every_story_gives_the_fields_written_beside_it(path: Path) -> None:
    article = samples.read(path)
    wanted = samples.expected(path)["article"]
    have = article.as_json() | {
        "headings": [article.body_text[start:end] for start, end in article.headings],
        "paragraphs": len(article.body_text.split("\n\n")),
        "time_assumed": article.time_assumed,
        "headline_assumed": article.headline_assumed,
    }
    special = {"note", "private"}
    assert {name: have.get(name) for name in wanted if name not in special} == {
        name: value for name, value in wanted.items() if name not in special
    }
    assert wanted.get("note", "") in article.ednote
    assert wanted.get("private", "") in article.ednote_private


@pytest.mark.parametrize("path", samples.STORIES, ids=lambda path: path.stem)
def test_private_notes_and_marks_stay_out_of_the_body(path: Path) -> None:
    article = samples.read(path)
    private = samples.expected(path)["article"].get("private")
    assert not private or private not in article.body_text + article.ednote
    last = article.body_text.rsplit("\n", 1)[-1]
    assert last not in {"###", "Reuter", "==Kyodo", "Enditem", "AAP nc/dl", "jlr/ebm/vk", "The AP"}
    assert not article.body_text.endswith("EFE")


@pytest.mark.parametrize("path", samples.STORIES, ids=lambda path: path.stem)
def test_expected_quotes_stand_in_the_body(path: Path) -> None:
    body = samples.read(path).body_text
    for quote in samples.expected_quotes(path, body):
        assert "".join(body[start:end] for start, end in quote.spans) == "".join(quote.words)
        assert quote.mention in body
        assert all(word in body for word in quote.name.split())
        assert quote.cue in body
        assert quote.role in body


def test_update_correction_and_kill_chain_under_one_uri_with_rising_versions() -> None:
    chain = [samples.read(samples.ROOT / "stories" / f"{name}.txt") for name in CHAIN]
    versions = [int(article.version) for article in chain]
    assert len({article.uri for article in chain}) == 1
    assert versions == sorted(set(versions))
    assert [article.pubstatus for article in chain] == ["usable", "usable", "usable", "canceled"]
    others = {samples.read(path).uri for path in samples.STORIES if path.stem not in CHAIN}
    assert chain[0].uri not in others
    assert len(others) == len(samples.STORIES) - len(CHAIN)


def test_a_walk_of_the_samples_finds_no_hostile_file_and_no_expectation() -> None:
    found = list(find([samples.ROOT]))
    assert set(samples.STORIES) <= set(found)
    assert not any(
        isinstance(item, IngestError) or item.parent.name in {"hostile", "expected"} for item in found
    )


@pytest.mark.parametrize("path", samples.HOSTILE, ids=lambda path: path.stem)
def test_hostile_files_give_a_safe_article_or_one_clear_line(path: Path) -> None:
    try:
        (item,) = parse(path.read_bytes(), name=path.name)
    except IngestError as error:
        item = error
    if isinstance(item, IngestError):
        line = str(item)
        assert line.startswith(f"{path.name}: ")
        assert "\n" not in line
        return
    texts = (
        item.headline,
        item.body_text,
        item.dateline,
        item.byline,
        item.slugline,
        item.ednote,
        item.source,
    )
    assert all(CONTROLS.isdisjoint(text.replace("\n", "")) for text in texts)
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    assert item.headline
    assert item.body_text


@pytest.mark.parametrize("name", ["empty", "blanks-only", "binary", "picture", "end-marks-only"])
def test_what_holds_no_story_is_refused(name: str) -> None:
    data = (samples.ROOT / "hostile" / f"{name}.txt").read_bytes()
    try:
        items = list(parse(data, name=name))
    except IngestError as error:
        items = [error]
    assert [type(item) for item in items] == [IngestError]


def test_damaged_encodings_are_read_as_what_they_were() -> None:
    def body(name: str) -> str:
        return samples.read(samples.ROOT / "hostile" / f"{name}.txt").body_text

    assert "“We begin – as sailors do …” café, 5 €, Žižek" in body("cp1252")
    assert "“Wir fürchten nich" in body("truncated-utf8")
    assert body("utf16-with-mark") == body("utf16-without-mark")
    assert "The conference opened" in body("zero-width")


def test_markup_stays_text() -> None:
    article = samples.read(samples.ROOT / "hostile" / "markup.txt")
    assert article.headline == "[b]Headline [/] with [link=file:///etc/passwd]markup[/link] in it"
    assert "The [European] Union [/b] said [@click=app.quit]press here[/]." in article.body_text


def test_every_article_survives_the_way_through_json() -> None:
    for path in samples.STORIES:
        article = samples.read(path)
        assert Article.from_json(article.as_json()) == article
