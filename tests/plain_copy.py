"""Plain copy for tests: read a text that holds one story."""

from __future__ import annotations

from store.ingest import plain
from store.models import Article

DATELINE = "LEEDS, March 3, 2021 (XYZ) - "


def read(text: str) -> Article:
    """Parse a text that holds one story."""
    (item,) = plain.parse(text.encode(), name="test.txt")
    assert isinstance(item, Article), item
    return item


def headings(article: Article) -> list[str]:
    """Return the words of an article's headings."""
    return [article.body_text[start:end] for start, end in article.headings]
