"""Numbers for documents that run with time, so that "newest first" is "greatest number first".

A number is the minute of `versioncreated`, counted from the year 1, times
`SLOTS`, plus a slot. A crowded minute spills into the numbers after it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

SLOTS = 16
_MINUTE = 60
_BEGINNING = datetime(1, 1, 1, tzinfo=UTC)


def minute_of(created: str) -> int:
    """Return the minutes from the year 1 to `created` (UTC, ISO 8601); 0 for what is no time."""
    return second_of(created) // _MINUTE


@lru_cache(maxsize=2048)  # each time is asked for more than once while a story is stored
def second_of(created: str) -> int:
    """Return the seconds from the year 1 to `created` (UTC, ISO 8601); 0 for what is no time."""
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return 0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    since = moment - _BEGINNING
    return max(0, since.days * 86_400 + since.seconds)


def id_floor(created: str) -> int:
    """Return the least number a document made at `created` can have."""
    return minute_of(created) * SLOTS


UNDATED = id_floor("1000-01-01")
"""No wire is older: below lie the documents without a time, one after the other."""


def time_of(number: int) -> str:
    """Return the time that a number says, to the minute, as `created` is written; empty for no time."""
    if number < UNDATED:
        return ""
    return (_BEGINNING + timedelta(minutes=number // SLOTS)).strftime("%Y-%m-%dT%H:%M:00Z")
