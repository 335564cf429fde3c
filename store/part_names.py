"""What the name of a part says: the commits it holds, and which other parts it stands for.

`000017.json` is the seventeenth commit, `000001-000017.json` the copy of the
first seventeen in one. A part whose quotes were read anew holds the same
commits under a name that is one digit longer: `000017-000017.json`, and the
next time `000017-0000017.json`. So a part that the index knows is as it was or
is gone, never another one under the same name; and which of two counts, where a
crash came between writing one and deleting the other, is told by their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

_DIGITS = 6


def name_of(commit: int) -> str:
    """Return the name of the part that a commit writes."""
    return f"{commit:0{_DIGITS}}.json"


def merged(names: Sequence[str]) -> str:
    """Return the name of the part that stands for some in a row."""
    return _name(commits_of(names[0])[0], commits_of(names[-1])[1], _DIGITS)


def renewed(name: str) -> str:
    """Return the name of the part that stands for the part `name` alone."""
    _, _, last = name.removesuffix(".json").partition("-")
    return _name(*commits_of(name), max(_DIGITS, len(last) + 1))


def _name(first: int, last: int, digits: int) -> str:
    return f"{first:0{_DIGITS}}-{last:0{digits}}.json"


@lru_cache(maxsize=16_384)  # each opening asks for the name of every part several times
def commits_of(name: str) -> tuple[int, int]:
    """Return the first and the last commit a part stands for; `(0, 0)` for what is no part by its name."""
    stem, dot, kind = name.rpartition(".")
    first, _, last = stem.partition("-")
    last = last or first
    fits = dot and kind == "json" and first.isdecimal() and last.isdecimal()
    return (int(first), int(last)) if fits else (0, 0)


def stands_for(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return for which of the other parts the part `name` stands."""
    return tuple(other for other in others if _stands_for(name, other))


def _stands_for(name: str, other: str) -> bool:
    (first, last), (start, end) = commits_of(name), commits_of(other)
    if (start, end) == (first, last):
        return first > 0 and len(name) > len(other)
    return 0 < first <= start <= end <= last


def covered(names: Iterable[str]) -> set[str]:
    """Return the parts that another part stands for."""
    old: set[str] = set()
    greatest = 0
    for name in sorted(names, key=lambda name: (commits_of(name)[0], -commits_of(name)[1], -len(name))):
        first, last = commits_of(name)
        if first and last <= greatest:
            old.add(name)
        greatest = max(greatest, last)
    return old
