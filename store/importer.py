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
from store.models import Article
from store.text import clean_line

BATCH = 500  # stories to one commit: as many as a part holds
BATCH_BYTES = 8 * 1024 * 1024  # of originals: bounds memory where stories are large


def read_stories(path: Path) -> Iterator[Incoming | IngestError]:
    """Yield the stories in a file, and an `IngestError` for whatever in it cannot be read."""
    name = clean_line(str(path))
    try:
        data = files.load(path)
        origin = Origin(name, hashlib.sha256(data).hexdigest(), utc_now())
        for found in ingest.parse(data, name=name):
            yield found if isinstance(found, IngestError) else _incoming(found, origin, data)
    except IngestError as error:
        yield error
    except Exception as error:  # noqa: BLE001 - a parser that fails on one file must not stop a thousand others
        yield IngestError(
            f"reading it failed unexpectedly ({type(error).__name__}: {clean_line(str(error))[:200]})",
            where=name,
            hint="please report it",
        )


def find_files(paths: Sequence[Path]) -> Iterator[Path | IngestError]:
    """Yield the files that `paths` name or contain."""
    return files.find(paths)


def utc_now() -> str:
    """Return this second, `YYYY-MM-DDTHH:MM:SSZ`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _incoming(article: Article, origin: Origin, data: bytes) -> Incoming:
    try:
        from store.quotes import extract
    except ImportError:
        return Incoming(article, (), origin, data, digest_of(article.as_json()))
    quotes = extract(
        article.body_text, headings=article.headings, headline=article.headline, language=article.language
    )
    return Incoming(article, tuple(quotes), origin, data, digest_of(article.as_json()))
