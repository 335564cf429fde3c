"""Generated stories, as the benches of the archive read them.

A file holds one story a line: `id, agency, slug, date, city, dateline, title,
body` and `quotes`, a list of `speaker, role, quote, form, start, end`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from store.documents import Incoming, Origin, digest_of
from store.models import Article, Quote, Span, Speaker


def stories(path: Path) -> Iterator[Incoming]:
    """Yield the stories of a file, ready to be stored."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield incoming(json.loads(line))


def incoming(data: dict[str, Any]) -> Incoming:
    """Return one story as an import would have made it."""
    article = Article(
        uri=f"urn:wire:{data['id']}",
        version="1",
        versioncreated=f"{data['date'][:19]}Z",
        headline=data["title"],
        slugline=data["slug"],
        located=data["city"],
        dateline=data["dateline"],
        language="en",
        body_text=data["body"],
        source=data["agency"],
        format="bench",
    )
    quotes = tuple(quote_of(quote).as_json() for quote in data["quotes"])
    origin = Origin("wire.jsonl", digest_of({"line": data["id"]}), "2026-01-01T00:00:00Z")
    body = data["body"].encode()
    content = article.as_json()
    return Incoming(article, content, origin, body, digest_of(content), quotes)


def quote_of(data: dict[str, Any]) -> Quote:
    """Return a quote of the file as the program writes its own."""
    return Quote(
        type="indirect" if data["form"] == "indirect" else "direct",
        spans=(Span(data["start"], data["end"]),),
        text=data["quote"],
        speaker=Speaker(data["speaker"], data["speaker"], None, data["role"]),
        confidence=0.9,
        reason="given",
    )
