"""Tables of weights: nested dictionaries, a level for each part of a feature.

A feature is a few words or codes. Each kind of feature is a table of its own,
and its parts are looked up one after the other, so that no string is put
together to look a feature up, what a cue's candidates share is looked up
once, and the rest are small dictionaries.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Any, TypeAlias, TypeVar

One: TypeAlias = dict[str, int]
Two: TypeAlias = dict[str, One]
Three: TypeAlias = dict[str, Two]
Row: TypeAlias = tuple[int, ...]
"""The weights of all parts there are, by their place."""
Place = TypeVar("Place")
Candidates: TypeAlias = tuple[list[Place], list[int]]
"""What may be chosen, and for each what speaks for it, in hundredths."""

BITS = 24
"""Room for one of the sums packed into a number: a few dozen weights of some thousands."""
_MASK, _HALF = (1 << BITS) - 1, 1 << BITS - 1
NONE: dict[str, Any] = {}
"""What a level is for a part it does not hold; never written to."""


def row(table: One, parts: Sequence[str]) -> Row:
    """Return the weights of a few parts, to be looked up by their place: that asks for no hash."""
    return (0,) * len(parts) if table is NONE else tuple(map(table.get, parts, repeat(0)))


NUMBERS = tuple(str(number) for number in range(10))
"""Small numbers as parts of features."""


class Ints(dict[str, int]):
    """Numbers by their digits, each kept once: ten thousand weights share some hundred values."""

    def __missing__(self, digits: str) -> int:
        """Return the number, and keep it."""
        return self.setdefault(digits, int(digits))


def packed(row: Sequence[int]) -> int:
    """Return some weights as one number, so that one look-up and one addition do for all of them."""
    return sum(weight << at * BITS for at, weight in enumerate(row))


def unpacked(total: int) -> tuple[int, int, int]:
    """Return the three sums that a sum of packed weights is."""
    first = (total + _HALF & _MASK) - _HALF
    total = (total - first) >> BITS
    second = (total + _HALF & _MASK) - _HALF
    return first, second, (total - second) >> BITS
