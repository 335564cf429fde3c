"""Rules of yesterday, for tests: they find other quotes than those of today, the same ones each time."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from store import extraction, quotes
from store.models import Quote, Speaker

TODAY = 7
"""The revision of today, while these tests run."""


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
