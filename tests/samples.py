"""The sample stories and what is expected of them, for the tests that read both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.ingest import parse
from store.models import Article, Span

ROOT = Path(__file__).resolve().parents[1] / "samples"
STORIES = tuple(sorted((ROOT / "stories").glob("*.txt")))
HOSTILE = tuple(sorted((ROOT / "hostile").glob("*.txt")))


@dataclass(frozen=True, slots=True)
class ExpectedQuote:
    """A quote written down by hand, its words resolved to offsets into the body."""

    type: str
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    cue: str
    mention: str
    name: str
    role: str
    kind: str


def read(path: Path) -> Article:
    """Parse a sample that holds one story."""
    (item,) = parse(path.read_bytes(), name=path.name)
    assert isinstance(item, Article), item
    return item


def expected(path: Path) -> dict[str, Any]:
    """Return what stands beside a story: `article` fields and `quotes`."""
    beside = ROOT / "expected" / f"{path.stem}.json"
    loaded: dict[str, Any] = json.loads(beside.read_text("utf-8"))
    return loaded


def expected_quotes(path: Path, body: str) -> list[ExpectedQuote]:
    """Return the story's expected quotes, each span found in the body in order."""
    quotes = []
    for item in expected(path)["quotes"]:
        speaker = item["speaker"]
        quotes.append(
            ExpectedQuote(
                type=item["type"],
                spans=_found(item["spans"], body),
                words=tuple(item["spans"]),
                cue=item["cue"],
                mention=speaker["mention"],
                name=speaker["name"],
                role=speaker["role"],
                kind=speaker["kind"],
            )
        )
    return quotes


def _found(spans: list[str], body: str) -> tuple[Span, ...]:
    out: list[Span] = []
    position = 0
    for words in spans:
        start = body.index(words, position)
        position = start + len(words)
        out.append(Span(start, position))
    return tuple(out)
