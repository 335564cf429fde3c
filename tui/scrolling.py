"""Find out that what changed on the screen has only moved up or down.

A story scrolled by a line differs from what was shown in nearly every cell,
yet a terminal can move its lines by itself (DECSTBM, IND and RI of the VT100,
which every terminal met since knows).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

WORTH = 120
"""Cells that moving must save: below that, writing is as short and safer."""

_VOTES = 3
"""Rows that must have moved alike."""


class Shift(NamedTuple):
    """Rows `top` to `bottom` (both included, counted from 0) move up by `by` rows, down if negative."""

    top: int
    bottom: int
    by: int

    def sequence(self) -> str:
        """Return what makes a terminal do it; leaves the cursor at home and no margins."""
        line, move = (self.bottom, "\x1bD") if self.by > 0 else (self.top, "\x1bM")
        return f"\x1b[{self.top + 1};{self.bottom + 1}r\x1b[{line + 1};1H{move * abs(self.by)}\x1b[r"

    def source(self, row: int) -> int | None:
        """Return which row stands at `row` afterwards; None if an empty one does."""
        old = row + self.by
        return old if self.top <= old <= self.bottom else None


def find_shift(
    before: Mapping[int, Sequence[Hashable]], after: Mapping[int, Sequence[Hashable]]
) -> Shift | None:
    """Return the shift that turns most of the rows `before` into those `after`, None if none is worth it.

    `after` holds the rows that are written; only these may move. None in a
    row stands for a cell of which it is not known what it shows.
    """
    by = _most_common_step(before, after)
    if not by:
        return None
    moved = [y for y in after if _same(after[y], before.get(y + by, ()))]
    if len(moved) < _VOTES:
        return None
    top, bottom = min(moved), max(moved)
    shift = Shift(min(top, top + by), max(bottom, bottom + by), by)
    rows = range(shift.top, shift.bottom + 1)
    if not all(y in after and None not in after[y] for y in rows):
        return None
    written = sum(_different(before.get(y, ()), after[y]) for y in rows)
    sources = [(y, shift.source(y)) for y in rows]
    left = sum(_different(() if old is None else before.get(old, ()), after[y]) for y, old in sources)
    return shift if written - left > WORTH else None


def _most_common_step(
    before: Mapping[int, Sequence[Hashable]], after: Mapping[int, Sequence[Hashable]]
) -> int:
    places: dict[tuple[Hashable, ...], int] = {}
    alike: set[tuple[Hashable, ...]] = set()
    for y in after:
        key = _key(before.get(y, ()))
        if key in places:
            alike.add(key)  # an empty line, mostly: it does not say where it went
        places[key] = y
    steps = Counter(
        places[key] - y
        for y, row in after.items()
        if (key := _key(row)) in places and key not in alike and places[key] != y
    )
    step, votes = steps.most_common(1)[0] if steps else (0, 0)
    return step if votes >= _VOTES else 0


def _key(row: Sequence[Hashable]) -> tuple[Hashable, ...]:
    """Return a row without its last cell: that is the scrollbar's, which moves in a way of its own."""
    return tuple(row[:-1])


def _same(one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
    return len(one) == len(other) > 1 and one[:-1] == other[:-1]


def _different(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    shared = sum(a != b for a, b in zip(old, new, strict=False))
    return shared + max(len(new) - len(old), 0)
