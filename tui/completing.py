"""What Tab makes of a search half typed: the names of fields, and the values they may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from store.library import Library
from store.query_fields import MARKS, NAMES, quoted
from store.query_nodes import PARTS, SORTS, STATES, TODAY, YESTERDAY

MOST = 50
"""Choices offered."""

DAYS = (TODAY, YESTERDAY, "7d", "30d")

_FIXED: dict[str, tuple[str, ...]] = {"is": STATES, "has": PARTS, "sort": SORTS, "date": DAYS}
_VALUE = re.compile(rf"([A-Za-z]+):([{MARKS}][^{MARKS}]*|[^\s(){MARKS}]*)\Z")
_WORD = re.compile(r"(?<![^\s(\-])[A-Za-z]*\Z")

Values = Callable[[str, str], Sequence[str]]
"""Returns what a field's value may be, given the field and how the value begins."""


class Completion(NamedTuple):
    """What may stand in the place of a part of the line."""

    start: int
    end: int
    choices: tuple[str, ...]


def completion(text: str, cursor: int, values: Values) -> Completion:
    """Return what may stand before the cursor: a field's value, else a field's name."""
    before = text[:cursor]
    if found := _VALUE.search(before):
        field, begun = found[1].lower(), found[2]
        bare = begun.lstrip(MARKS)
        end = cursor + (begun != bare and text[cursor : cursor + 1] in set(MARKS))
        offered = [quoted(one) for one in values(field, bare)]
        return Completion(found.start(2), end, tuple(offered[:MOST]))
    if found := _WORD.search(before):
        begun = found[0].lower()
        return Completion(
            found.start(), cursor, tuple(f"{name}:" for name in NAMES if name.startswith(begun))
        )
    return Completion(cursor, cursor, ())


def values_in(library: Library) -> Values:
    """Return what knows the values that fields have in an archive; slow in a large one."""

    def values(field: str, begun: str) -> Sequence[str]:
        folded = begun.casefold()
        if field == "speaker":
            return [one.name for one in library.speakers(begun)[:MOST]]
        if field == "tag":
            known: Sequence[str] = list(library.tags())
        elif field == "source":
            known = list(library.sources())
        else:
            known = _FIXED.get(field, ())
        return [one for one in known if one.casefold().startswith(folded)]

    return values


def common_start(choices: Sequence[str]) -> str:
    """Return how all choices begin."""
    first, last = min(choices), max(choices)
    length = 0
    while length < min(len(first), len(last)) and first[length] == last[length]:
        length += 1
    return first[:length]
