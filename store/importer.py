"""From paths to documents: find files, read, parse, look for quotes; one bad file never stops the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from store import ingest
from store.documents import Incoming, Origin, digest_of
from store.errors import IngestError
from store.ingest import files
from store.models import Article, Quote
from store.quotes import extract
from store.text import clean_line

_Found = TypeVar("_Found")

BATCH = 500  # stories to one commit: as many as a part holds
BATCH_BYTES = 8 * 1024 * 1024  # of originals: bounds memory where stories are large


def read_stories(path: Path, known: Callable[[Incoming], bool]) -> Iterator[Incoming | IngestError]:
    """Yield the stories in a file, and an `IngestError` for whatever in it cannot be read.

    Quotes, the costly part, are looked for only in stories not `known`.
    """

    def read(name: str) -> Iterator[Incoming | IngestError]:
        data = files.load(path)
        origin = Origin(name, hashlib.sha256(data).hexdigest(), utc_now())
        for found in ingest.parse(data, name=name):
            if isinstance(found, IngestError):
                yield found
                continue
            try:
                bare = Incoming(found, (), origin, data, digest_of(found.as_json()))
            except UnicodeEncodeError as error:
                yield IngestError(f"characters that are no text ({error.reason})", where=name)
                continue
            yield bare if known(bare) else replace(bare, quotes=quotes_of(found))

    yield from _guarded(clean_line(str(path)), read)


def read_articles(path: Path) -> Iterator[Article | IngestError]:
    """Yield the stories in a file, and an `IngestError` for whatever in it cannot be read."""
    yield from _guarded(clean_line(str(path)), lambda name: ingest.parse(files.load(path), name=name))


def quotes_of(article: Article) -> tuple[Quote, ...]:
    """Return who said what in a story."""
    return tuple(
        extract(
            article.body_text,
            headings=article.headings,
            headline=article.headline,
            language=article.language,
        )
    )


def quotes_in(text: str) -> tuple[Quote, ...]:
    """Return who said what in a text that is no parsed story."""
    return tuple(extract(text, headings=(), headline="", language=""))


def find_files(paths: Sequence[Path]) -> Iterator[Path | IngestError]:
    """Yield the files that `paths` name or contain."""
    return files.find(paths)


def utc_now() -> str:
    """Return this second, `YYYY-MM-DDTHH:MM:SSZ`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _guarded(
    name: str, read: Callable[[str], Iterator[_Found | IngestError]]
) -> Iterator[_Found | IngestError]:
    """Yield what `read` yields; what it raises becomes the last of the errors."""
    try:
        yield from read(name)
    except IngestError as error:
        yield error
    except Exception as error:  # noqa: BLE001 - one file that breaks a parser must not stop a thousand others
        what = f"{type(error).__name__}: {clean_line(str(error))}"[:200]
        yield IngestError(f"reading it failed unexpectedly ({what})", where=name, hint="please report it")
