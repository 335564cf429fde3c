"""The rules have a number, by which stored stories know whether their quotes were found by those of today."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from store.extraction import quotes_of
from store.importer import quotes_in
from store.models import Quote
from store.quotes import REVISION
from tests import samples

GOLDEN = Path(__file__).parents[1] / "data" / "golden.jsonl"
"""Texts that stay as they are, whatever becomes of the tests they were written for."""

FOUND = {5: "4d3ea58b5fb6b1e8"}
"""What each revision of the rules finds; those before the newest may be left out."""

CHANGED = """the rules find other quotes than those of revision {revision}.
Raise REVISION in store/quotes/revision.py, so that stories stored before can be read anew, and put
    FOUND = {{{next}: "{digest}"}}
into tests/unit/test_revision.py."""


def told(quote: Quote) -> object:
    """Return what a reader sees of a quote; its confidence is left out, which hangs on the last digits."""
    return {**quote.as_json(), "confidence": None}


def test_whoever_changes_what_is_found_raises_the_number() -> None:
    texts = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    found = [[told(quote) for quote in quotes_in(text)] for text in texts]
    found += [[told(quote) for quote in quotes_of(samples.read(path))] for path in samples.STORIES]
    digest = hashlib.sha256(json.dumps(found).encode()).hexdigest()[:16]
    assert FOUND.get(REVISION) == digest, CHANGED.format(revision=REVISION, next=REVISION + 1, digest=digest)
