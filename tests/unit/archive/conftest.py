"""An archive to fill, and copy of a form that says exactly what a test means: articles as JSON."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from store import ingest
from store.commands import AddTag
from store.errors import IngestError
from store.library import Library
from store.models import Article, Row

Send = Callable[..., Path]


def article(uri: str, version: str = "1", **more: object) -> Article:
    """Return a story; its headline and time follow from `uri` and `version` unless given."""
    values = {
        "uri": uri,
        "version": version,
        "headline": f"Headline of {uri}, version {version}",
        "body_text": f'The body of {uri}. "We will mend the bridge," Mayor Rosa Paz said on Monday.',
        "versioncreated": "2026-03-01T10:00:00Z",
        "source": "TASS",
        **more,
    }
    return Article.from_json(values)


def parse_json(data: bytes, *, name: str = "") -> Iterator[Article | IngestError]:
    """Read a JSON list of articles; an item without a uri is a damaged one."""
    for item in json.loads(data):
        yield Article.from_json(item) if "uri" in item else IngestError("damaged", where=name)


@contextmanager
def arrived(
    stories: Sequence[Article],
    batch: int,
    then: Callable[[Library, Sequence[Article]], None] = lambda _library, _batch: None,
) -> Iterator[Library]:
    """Open a new archive into which stories came in files of `batch`; `then` is done after each of them."""
    with tempfile.TemporaryDirectory() as home:
        wire = Path(home) / "wire.txt"
        with Library.open(Path(home) / "archive") as library, pytest.MonkeyPatch.context() as patch:
            patch.setattr(ingest, "parse", lambda data, name="": iter(stories[int(data) :][:batch]))
            for start in range(0, len(stories), batch):
                wire.write_text(str(start), encoding="ascii")
                assert not library.import_paths([wire]).failed
                then(library, stories[start : start + batch])
            yield library


@pytest.fixture
def send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Send:
    """Write articles into one file of wire copy, to be imported: `send(article(...), ...)`."""
    monkeypatch.setattr("store.ingest.parse", parse_json)
    sent = 0

    def write(*articles: Article) -> Path:
        nonlocal sent
        sent += 1
        path = tmp_path / "wire" / f"{sent:04}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps([one.as_json() for one in articles]), encoding="utf-8")
        return path

    return write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the archive lies."""
    return tmp_path / "archive"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    """An empty archive."""
    with Library.open(folder, reader="ada") as library:
        yield library


@pytest.fixture
def rows(folder: Path, send: Send) -> tuple[Row, ...]:
    """The rows of an archive with three stories in two files."""
    with Library.open(folder, reader="ada") as library:
        old = article("urn:old", versioncreated="2019-11-27T00:00:00Z")
        library.import_paths([send(old)])
        library.import_paths([send(article("urn:a"), article("urn:b"))])
        library.apply(AddTag(("urn:old", "urn:a"), "kept"))
        return library.rows()[:]
