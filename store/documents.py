"""The form of one stored document: one version of one story, its quotes, and where they came from.

Documents are only ever added, and nothing in one changes but `quotes`, and with them `rules`: the
revision of the rules by which they were found (see `store.quotes.revision`). Where that is absent
they were found before rules were numbered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from store.errors import ArchiveCorruptError
from store.models import Article, Quote


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from: the file, its hash, and when it was read."""

    path: str
    sha256: str
    imported: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A story read and searched for quotes, not yet stored."""

    article: Article
    content: dict[str, Any]
    """The article as JSON."""
    origin: Origin
    original: bytes
    digest: str
    """Of the content."""
    quotes: tuple[dict[str, Any], ...] = ()
    """As `Quote.as_json` writes them."""
    rules: int = 0
    """The revision of the rules that found them."""


def digest_of(article: Mapping[str, Any]) -> str:
    """Return a hash of the story's content, whatever file it came in.

    Raises `orjson.JSONEncodeError` where a text holds half of a surrogate pair.
    """
    return hashlib.sha256(orjson.dumps(article, option=orjson.OPT_SORT_KEYS)).hexdigest()


def as_document(incoming: Incoming, original: Mapping[str, Any], seq: int) -> dict[str, Any]:
    """Return what is stored; `original` says where the bytes lie, `seq` the how manieth to arrive it is."""
    document = {
        "uri": incoming.article.uri,
        "version": incoming.article.version,
        "seq": seq,
        "digest": incoming.digest,
        "sha256": incoming.origin.sha256,
        "origin": incoming.origin.path,
        "imported": incoming.origin.imported,
        "original": dict(original),
        "article": incoming.content,
    }
    return with_quotes(document, incoming.quotes, incoming.rules)


def with_quotes(
    document: Mapping[str, Any], quotes: Sequence[Mapping[str, Any]], rules: int
) -> dict[str, Any]:
    """Return the document with these quotes, found by this revision of the rules."""
    return {**document, "quotes": list(quotes), "rules": rules}


def rules_of(document: Mapping[str, Any]) -> int:
    """Return by which revision of the rules a document's quotes were found; 0 if it says none."""
    rules = document.get("rules", 0)
    return rules if isinstance(rules, int) else 0


def version_key(version: str) -> tuple[int, str]:
    """Return a key that orders versions as integers of any length; what is no number comes first."""
    digits = version.lstrip("0") if version.isascii() and version.isdecimal() else ""
    return len(digits), digits


UNNUMBERED = version_key("")
"""The key of a version without a number."""


def read_back(
    document: Mapping[str, Any], where: object, what: str = "a document"
) -> tuple[Article, tuple[Quote, ...]]:
    """Return the story and the quotes in a document; raises `ArchiveCorruptError` where it is none."""
    try:
        for name in ("digest", "sha256"):
            bytes.fromhex(document[name])
        _ = document["uri"], document["version"], int(document["seq"]), document["original"]["pack"]
        _ = [quote["speaker"] and quote["speaker"]["role"] for quote in document["quotes"]]
        article = Article.from_json(document["article"])
        return article, tuple(Quote.from_json(quote) for quote in document["quotes"])
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise no_document(where, error, what) from error


def no_document(where: object, error: Exception, what: str = "a document") -> ArchiveCorruptError:
    """Return what is told where a document lacks what every one has, or has something else there."""
    return ArchiveCorruptError(
        f"{what} does not read back ({type(error).__name__}: {error})",
        where=str(where),
        hint="restore its file from a backup or move it away; the other files are intact",
    )
