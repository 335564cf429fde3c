"""Near-identical stories, across services: which story each one is folded under.

A story's leader is the earliest of those alike within a day of each other, from
other services: one service's daily report differs from yesterday's in nothing
but figures. Most stories lead themselves. Keys are kept by spans of a few days,
so that what comes today is written where it is read, and mostly in one place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import repeat

from store.ids import SLOTS
from store.sketch import ALIKE, alike, keys

_DAY = 24 * 60 * SLOTS  # numbers
_DAYS = 4
_SPAN = _DAYS * _DAY  # numbers whose keys lie together
_MOST = 50  # candidates looked at for each story; more say that the copy is boilerplate
_AT_ONCE = 500  # values in one question

# The span of a story, and the one that its day stands beside, if any.
_HERE, _NEXT = "f.span", f"f.span + CASE f.id / {_DAY} % {_DAYS} WHEN 0 THEN -1 WHEN {_DAYS - 1} THEN 1 END"
_SHARING = (
    "SELECT f.id, b.id FROM fresh f CROSS JOIN band b ON b.span = {span} AND b.key = f.key AND b.id != f.id "
    f"AND b.id BETWEEN (f.id / {_DAY} - 1) * {_DAY} AND (f.id / {_DAY} + 2) * {_DAY} - 1"
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
        rows = _rows(item, sketch)
        self._sql.executemany("DELETE FROM band WHERE span = ? AND key = ? AND id = ?", rows)
        heir = self._sql.execute(
            "SELECT min(id) FROM item WHERE leader = ? AND id != ?", (item, item)
        ).fetchone()
        if heir[0]:
            self._sql.execute("UPDATE item SET leader = ? WHERE leader = ?", (heir[0], item))

    def write(self) -> None:
        """Fold the stories noted, and those like them, under the earliest of each."""
        if not self._fresh:
            return
        rows = [row for item, sketch in self._fresh.items() for row in _rows(item, sketch)]
        self._sql.executemany("INSERT OR IGNORE INTO band VALUES (?, ?, ?)", rows)
        pairs = self._candidates(rows)
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

    def _candidates(self, rows: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
        """Return pairs of a story noted and one that shares a key with it, on its day or a neighbour."""
        self._sql.execute("CREATE TEMP TABLE IF NOT EXISTS fresh(span, key, id)")
        self._sql.executemany("INSERT INTO fresh VALUES (?, ?, ?)", rows)
        near: dict[int, set[int]] = {item: set() for item in self._fresh}
        for span in _HERE, _NEXT:
            for one, other in self._sql.execute(_SHARING.format(span=span)):
                near[one].add(other)
        self._sql.execute("DELETE FROM fresh")
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


def _rows(item: int, sketch: bytes) -> Iterator[tuple[int, int, int]]:
    return zip(repeat(item // _SPAN), keys(sketch), repeat(item))


def _join(leader: dict[int, int], one: int, other: int) -> None:
    """Put all who are led by either under the earlier of the two."""
    first, last = min(one, other), max(one, other)
    if first != last:
        leader.update({item: first for item, led in leader.items() if led == last})
