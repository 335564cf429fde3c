"""How it is said what is new in saved searches, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from store.models import SavedSearch
from tui.words import plural

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST_NAME = 24
"""Characters of a search's name in the bottom line."""


def since(stamp: str, today: datetime | None = None) -> str:
    """Return when something was, as it is said after "since": `08:15 UTC`, `Tuesday`, `2026-03-01`."""
    now = today or datetime.now(UTC)
    try:
        then = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    days = (now.date() - then.date()).days
    if days == 0:
        return f"{then:%H:%M} UTC"
    return DAYS[then.weekday()] if 0 < days < 7 else stamp[:10]


def news(searches: Mapping[str, SavedSearch]) -> str:
    """Return what is new in saved searches: `rates: 7 new`, and of how many others there is something."""
    fresh = sorted((one for one in searches.values() if one.seen and one.new), key=lambda one: -one.new)
    if not fresh:
        return ""
    others = f" (and in {plural(len(fresh) - 1, 'more search')})" if len(fresh) > 1 else ""
    return f"{fresh[0].name[:LONGEST_NAME]}: {fresh[0].new:,} new{others}"
