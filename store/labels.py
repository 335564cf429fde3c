"""Words for values of the model, the same in exports and on the screen."""

from __future__ import annotations

from store.models import KILL_VERSION, Article, Modality

MODALITIES: dict[Modality, str] = {
    "said": "",
    "not said": "NOT SAID",
    "denied": "DENIED",
    "expected": "STILL TO BE SAID",
}
"""What stands beside a quote's kind, so that none is taken for a statement which is none."""


def number_of(version: str) -> str:
    """Return a version's number; empty where the service gave none."""
    return "" if version == KILL_VERSION else version


def is_correction(article: Article) -> bool:
    """Tell whether a version says that it puts right the one before it."""
    return "correction" in article.signal or "correct" in article.takekey.casefold()
