"""Who said what: direct, mixed and indirect quotes, their cues and their speakers."""

from __future__ import annotations

from store.quotes.pipeline import extract
from store.quotes.revision import REVISION

__all__ = ["REVISION", "extract"]
