"""What the list shows: stories by their place, and the few questions asked of all of them.

Panes ask for the rows in sight (`listing[a:b]`) and never walk over them all:
an archive may hold a million. Whatever needs to is answered here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import overload

from store.models import Row


class Listing(Sequence[Row]):
    """Stories in the order they are listed."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self._rows = list(rows)
        self._places = {row.uri: place for place, row in enumerate(self._rows)}
        self.unread = sum(not row.read for row in self._rows)
        """How many of the stories have not been opened."""

    def __len__(self) -> int:
        """Return the number of stories."""
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """Return the story at a place counted from 0, or those of a range."""
        return self._rows[place]

    def place_of(self, uri: str) -> int | None:
        """Return the place of a story, None if it is not listed."""
        return self._places.get(uri)

    def row(self, uri: str) -> Row | None:
        """Return a story, None if it is not listed."""
        place = self._places.get(uri)
        return None if place is None else self._rows[place]

    def has(self, uri: str) -> bool:
        """Tell whether a story is listed."""
        return uri in self._places

    def update(self, rows: Iterable[Row]) -> list[int]:
        """Put newer states of stories in the place of those listed; return the places that changed."""
        changed = []
        for row in rows:
            place = self._places.get(row.uri)
            if place is not None and self._rows[place] != row:
                self.unread += self._rows[place].read - row.read
                self._rows[place] = row
                changed.append(place)
        return changed

    def find(self, place: int, by: int, wanted: Callable[[Row], bool]) -> int | None:
        """Return the place of the first story that is `wanted`, from `place` on in steps of `by`."""
        while 0 <= place < len(self._rows):
            if wanted(self._rows[place]):
                return place
            place += by
        return None
