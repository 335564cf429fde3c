"""Near-identical stories, across services: which story each one is folded under.

A story's leader is the earliest of those alike within a day of each other, from
other services: one service's daily report differs from yesterday's in nothing
but figures. Most stories lead themselves. Keys are kept by spans of a few days,
so that what comes today is written where it is read, and mostly in one place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from store.ids import SLOTS
from store.sketch import ALIKE, KEY_BITS, alike, keys

_DAY = 24 * 60 * SLOTS  # numbers
_SPAN = 8 * _DAY  # numbers whose keys lie together
_MOST = 50  # candidates looked at for each story; more say that the copy is boilerplate
_AT_ONCE = 500  # values in one question

# A row of the table of keys is one number, of 63 bits in the year 9999: a span, in it a key, and under that
# the stories that have it, by their place in the span. So those of a day and its neighbours are one range;
# but of a span's first and last day one neighbour stands under the same key of another span.
_NEIGHBOUR = (_SPAN << KEY_BITS) - _SPAN + _DAY  # from a row to where it would be a day on, in the next span
_SHARING = (
    "SELECT f.value, number FROM json_each(?1) f CROSS JOIN band ON number BETWEEN "
    f"f.value - f.value % {_DAY} - {_DAY} + ?2 AND f.value - f.value % {_DAY} + {2 * _DAY - 1} + ?2 "
    "WHERE number != f.value"
)


class Twins:
    """The sketches of the stories that one transaction lists or takes off the list, compared at its end."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self._fresh: dict[int, bytes] = {}

    def add(self, item: int, sketch: bytes) -> None:
        """Note a story that came to be listed, by its sketch; copy too short for one has no twins."""
        if sketch:
            self._fresh[item] = sketch

    def remove(self, item: int) -> None:
        """Take a story out that is still listed; those folded under it get another leader."""
        if self._fresh.pop(item, b""):
            return
        (sketch,) = self._sql.execute("SELECT sketch FROM item WHERE id = ?", (item,)).fetchone()
        if not sketch:
            return
        self._sql.executemany("DELETE FROM band WHERE number = ?", ((row,) for row in _rows(item, sketch)))
        heir = self._sql.execute(
            "SELECT min(id) FROM item WHERE leader = ? AND id != ?", (item, item)
        ).fetchone()
        if heir[0]:
            self._sql.execute("UPDATE item SET leader = ? WHERE leader = ?", (heir[0], item))

    def write(self) -> None:
        """Fold the stories noted, and those like them, under the earliest of each."""
        if not self._fresh:
            return
        rows = {item: _rows(item, sketch) for item, sketch in self._fresh.items()}
        fresh = str(sorted(chain.from_iterable(rows.values())))
        self._sql.execute("INSERT OR IGNORE INTO band SELECT value FROM json_each(?)", (fresh,))
        pairs = self._candidates(fresh, rows)
        known = self._known({item for pair in pairs for item in pair})
        leader = {item: led for item, (led, _, _) in known.items()}
        for one, other in pairs:
            (_, source, sketch), (_, other_source, other_sketch) = known[one], known[other]
            if source != other_source and alike(sketch, other_sketch) >= ALIKE:
                _join(leader, leader[one], leader[other])
        moved = {known[item][0]: led for item, led in leader.items() if known[item][0] != led}
        self._sql.executemany(
            "UPDATE item SET leader = ? WHERE leader = ?", ((led, old) for old, led in moved.items())
        )

    def _candidates(self, fresh: str, rows: Mapping[int, Sequence[int]]) -> list[tuple[int, int]]:
        """Return pairs of a story noted and one that shares a key with it, on its day or a neighbour.

        `rows` are those of each story noted, `fresh` all of them.
        """
        first = [row for item in rows if item % _SPAN < _DAY for row in rows[item]]
        last = [row for item in rows if item % _SPAN >= _SPAN - _DAY for row in rows[item]]
        near: dict[int, set[int]] = {}
        for some, there in ((fresh, 0), (str(first), -_NEIGHBOUR), (str(last), _NEIGHBOUR)):
            for row, found in self._sql.execute(_SHARING, (some, there)):
                one, other = _item(row), _item(found)
                if abs(one // _DAY - other // _DAY) <= 1:
                    near.setdefault(one, set()).add(other)
        return [
            (one, other)
            for one, others in near.items()
            for other in sorted(others)[:_MOST]
            if other > one or other not in self._fresh  # else it is the other's candidate
        ]

    def _known(self, items: Iterable[int]) -> dict[int, tuple[int, str, bytes]]:
        """Return leader, service and sketch of each story."""
        wanted = sorted(items)
        known: dict[int, tuple[int, str, bytes]] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = ",".join(map(str, wanted[start : start + _AT_ONCE]))
            for item, led, source, sketch in self._sql.execute(
                f"SELECT id, leader, source, sketch FROM item WHERE id IN ({some})"
            ):
                known[item] = led, source, sketch
        return known


def _rows(item: int, sketch: bytes) -> list[int]:
    """Return a story's rows in the table of keys."""
    span, place = divmod(item, _SPAN)
    return [(span << KEY_BITS | key) * _SPAN + place for key in keys(sketch)]


def _item(row: int) -> int:
    return (row // _SPAN >> KEY_BITS) * _SPAN + row % _SPAN


def _join(leader: dict[int, int], one: int, other: int) -> None:
    """Put all who are led by either under the earlier of the two."""
    first, last = min(one, other), max(one, other)
    if first != last:
        leader.update({item: first for item, led in leader.items() if led == last})
