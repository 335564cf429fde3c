"""Tables of weights: nested dictionaries, a level for each part of a feature.

A feature is a few words or codes. Each kind of feature is a table of its own,
and its parts are looked up one after the other, so that no string is put
together to look a feature up, what a cue's candidates share is looked up
once, and the rest are small dictionaries.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

One: TypeAlias = dict[str, int]
Two: TypeAlias = dict[str, One]
Three: TypeAlias = dict[str, Two]
Four: TypeAlias = dict[str, Three]

NONE: dict[str, Any] = {}
"""What a level is for a part it does not hold; never written to."""
NUMBERS = tuple(str(number) for number in range(10))
"""Small numbers as parts of features."""


class Ints(dict[str, int]):
    """Numbers by their digits, each kept once: ten thousand weights share some hundred values."""

    def __missing__(self, digits: str) -> int:
        """Return the number, and keep it."""
        return self.setdefault(digits, int(digits))


def packed(table: Mapping[str, Any], bits: int) -> dict[str, Any]:
    """Return the table with each row of weights packed into one number, `bits` for each weight."""
    return {
        key: _one(value, bits) if isinstance(value, list) else packed(value, bits)
        for key, value in table.items()
    }


def _one(row: list[int], bits: int) -> int:
    return sum([weight << at * bits for at, weight in enumerate(row)])
