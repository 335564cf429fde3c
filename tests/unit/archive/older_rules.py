"""Rules of yesterday, and stories in which they find other quotes than those of today, the same each time."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from store import extraction, quotes
from store.models import Article, Quote, Speaker
from tests.unit.archive.conftest import article

TODAY = 7
"""The revision of today, while these tests run."""
PEOPLE = (
    "Prime Minister Rosa Paz", "Rosa Paz", "Norwegian Prime Minister Ida Berg", "Paz", "Ida Berg", "R. Paz",
    "the Norwegian prime minister", "Harbour master Otto Lang", "Finance Minister Ana Ruiz", "Lang",
)  # fmt: skip
WORDS = (
    "the ice will hold for a week", "the bridge will be mended by autumn", "nobody knew of the old ferry",
    "the harbour will close on Friday", "it was late and it leaked", "forty people reached the shore",
    "the hull was patched with plywood",
)  # fmt: skip
"""The rules of yesterday mistook each of them in another way (see `otherwise`)."""
SAID = 'A ferry came to Oslo. "I think {words}," {who} said on Monday.'


@contextmanager
def rules(revision: int, change: Callable[[Quote], Quote | None] | None = None) -> Iterator[None]:
    """Let quotes be found by rules of a revision, each changed or left out by `change`."""
    found = quotes.extract

    def find(*text: Any, **more: Any) -> list[Quote]:
        kept = [change(quote) if change else quote for quote in found(*text, **more)]
        return [quote for quote in kept if quote]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extraction, "extract", find)
        patch.setattr(quotes, "REVISION", revision)
        yield


def otherwise(quote: Quote) -> Quote | None:
    """Return a quote as it was found: shorter, of another speaker or role, as it is today, or not at all."""
    who, half = quote.speaker or Speaker("Ida Berg", "Berg"), quote.text[: len(quote.text) // 2].strip()
    ways = (
        None,
        replace(quote, speaker=None),
        replace(quote, speaker=replace(who, name=who.name.split()[-1], role="")),
        replace(quote, speaker=replace(who, role="Prime Minister of Norway")),
        replace(quote, speaker=Speaker("the Norwegian prime minister", "he", kind="unnamed")),
        replace(quote, text=half or quote.text, confidence=0.1),
        quote,
    )
    return ways[zlib.crc32(quote.text.encode()) % len(ways)]


def ferries(count: int, *, first: int = 0) -> list[Article]:
    """Return stories in each of which somebody says something."""
    return [
        article(
            f"urn:{number}",
            versioncreated=f"2026-03-{1 + number % 28:02}T10:00:00Z",
            body_text=SAID.format(words=WORDS[number % len(WORDS)], who=PEOPLE[number % len(PEOPLE)]),
        )
        for number in range(first, first + count)
    ]
