"""One JSON object a line: data for programs, so no head. Private notes to editors stay private."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from store.export.citation import citation
from store.export.heading import Heading
from store.models import Entry


def stories(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:  # noqa: ARG001 - one shape for all formats
    """Yield each story with its tags and quotes."""
    for entry in entries:
        article = entry.article.as_json()
        article.pop("ednote_private", None)
        quotes = [quote.as_json() for quote in entry.quotes]
        yield _line({**article, "tags": list(entry.row.tags), "quotes": quotes})


def quotes(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:  # noqa: ARG001 - one shape for all formats
    """Yield each quote with where it stands."""
    for entry in entries:
        article = entry.article
        for quote in entry.quotes:
            yield _line(
                {
                    **{name: getattr(article, name) for name in ("uri", "version", "headline", "source")},
                    **{name: getattr(article, name) for name in ("slugline", "versioncreated", "pubstatus")},
                    **quote.as_json(),
                    "citation": citation(article, quote),
                }
            )


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
