"""From paths to documents: find files, read, parse, look for quotes; one bad file never stops the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from store import ingest
from store.documents import Incoming, Origin, digest_of
from store.errors import IngestError
from store.ingest import files
from store.models import Article, Quote
from store.text import clean_line

try:
    from store.quotes import extract
except ImportError:

    def extract(text, **more):
        return ()


BATCH = 500  # stories to one commit: as many as a part holds
BATCH_BYTES = 8 * 1024 * 1024  # of originals: bounds memory where stories are large


def read_stories(path: Path) -> Iterator[Incoming | IngestError]:
    """Yield the stories in a file with their quotes, and an `IngestError` for whatever cannot be read."""
    name = clean_line(str(path))
    try:
        data = files.load(path)
        origin = Origin(name, hashlib.sha256(data).hexdigest(), utc_now())
        for found in ingest.parse(data, name=name):
            yield found if isinstance(found, IngestError) else _incoming(found, origin, data)
    except IngestError as error:
        yield error
    except Exception as error:  # noqa: BLE001 - one file that breaks a parser must not stop a thousand others
        yield _unexpected(name, error)


def read_articles(path: Path) -> Iterator[Article | IngestError]:
    """Yield the stories in a file, and an `IngestError` for whatever in it cannot be read."""
    name = clean_line(str(path))
    try:
        yield from ingest.parse(files.load(path), name=name)
    except IngestError as error:
        yield error
    except Exception as error:  # noqa: BLE001 - as above
        yield _unexpected(name, error)


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


def _incoming(article: Article, origin: Origin, data: bytes) -> Incoming:
    return Incoming(article, quotes_of(article), origin, data, digest_of(article.as_json()))


def _unexpected(name: str, error: Exception) -> IngestError:
    what = f"{type(error).__name__}: {clean_line(str(error))}"[:200]
    return IngestError(f"reading it failed unexpectedly ({what})", where=name, hint="please report it")
