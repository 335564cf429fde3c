"""The form of one stored document: one version of one story, its quotes, and where they came from.

Documents are only ever added. `order` says which of several is the newest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
    quotes: tuple[Quote, ...]
    origin: Origin
    original: bytes
    digest: str


def digest_of(article: Mapping[str, Any]) -> str:
    """Return a hash of the story's content, whatever file it came in."""
    return hashlib.sha256(json.dumps(article, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def as_document(incoming: Incoming, original: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is stored; `original` says where the bytes are kept."""
    return {
        "uri": incoming.article.uri,
        "version": incoming.article.version,
        "digest": incoming.digest,
        "sha256": incoming.origin.sha256,
        "origin": incoming.origin.path,
        "imported": incoming.origin.imported,
        "original": dict(original),
        "article": incoming.article.as_json(),
        "quotes": [quote.as_json() for quote in incoming.quotes],
    }


def version_key(version: str) -> tuple[int, str]:
    """Return a key that orders versions as integers of any length; what is no number comes first."""
    digits = version.lstrip("0") if version.isascii() and version.isdecimal() else ""
    return len(digits), digits


def order(
    version: str, versioncreated: str, pubstatus: str, arrival: tuple[str, int]
) -> tuple[tuple[int, str], str, bool, tuple[str, int]]:
    """Return the key by which the greatest of a story's documents is the one to show.

    The version decides, whatever arrived when; then the time it was made; then
    a kill beats what it kills; and of two that differ in none of these, the
    one that arrived last (`arrival` is file and number in the archive).
    """
    return version_key(version), versioncreated, pubstatus != "usable", arrival


def month_of(versioncreated: str) -> str:
    """Return the month a document is filed under: `2019-11`, or `undated`."""
    month = versioncreated[:7]
    fits = len(month) == 7 and month[4] == "-" and (month[:4] + month[5:]).isdecimal() and month.isascii()
    return month if fits else "undated"
