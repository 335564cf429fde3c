"""What the list shows: stories by their place, and the few questions asked of all of them.

Panes ask for the rows in sight (`listing[n]`) and never walk over them all:
an archive may hold a million, read page by page. Whatever needs to is
answered here, or bounded here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from store.models import Row
from store.rows import Rows

REACH = 5_000
"""Stories looked at for the next one of a kind: about a tenth of a second."""

_KNOWN = 2_000
"""Places remembered: those of rows drawn lately, which most questions are about."""


class Listing(Sequence[Row]):
    """Stories in the order they are listed."""

    def __init__(self, rows: Sequence[Row] = (), unread: int | None = 0, *, more: bool = False) -> None:
        self.more = more
        """Others follow that are still being counted: nothing may be done with all of them yet."""
        self.rows = rows
        """The stories as the archive gives them: to be read on another thread."""
        self.unread = unread
        """How many of the stories have not been opened; None if that is not known."""
        self._places: dict[str, int | None] = {}

    def __len__(self) -> int:
        """Return the number of stories."""
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """Return the story at a place counted from 0, or those of a range."""
        if isinstance(place, slice):
            return self.rows[place]
        row = self.rows[place]
        self._remember(row.uri, place)
        return row

    def place_of(self, uri: str) -> int | None:
        """Return the place of a story, None if it is not listed."""
        if uri not in self._places:
            self._remember(uri, self._find(uri) if uri else None)
        return self._places[uri]

    def row(self, uri: str) -> Row | None:
        """Return a story, None if it is not listed."""
        place = self.place_of(uri)
        return None if place is None else self.rows[place]

    def has(self, uri: str) -> bool:
        """Tell whether a story is listed."""
        return self.place_of(uri) is not None

    def of(self, uris: Sequence[str]) -> list[Row]:
        """Return stories as they are now, listed or not; slow for many."""
        if isinstance(self.rows, Rows):
            return self.rows.of(uris)
        return [row for row in self.rows if row.uri in uris]

    def uris(self) -> tuple[str, ...]:
        """Return the names of all stories; slow for many."""
        return tuple(self.rows.uris() if isinstance(self.rows, Rows) else (row.uri for row in self.rows))

    def extend(self, count: int, unread: int | None) -> None:
        """List those that follow too, now that they are counted; the others stay where they are."""
        if isinstance(self.rows, Rows):
            self.rows.extend(count)
        self.unread, self.more = unread, False
        self._places.clear()

    def freshen(self) -> None:
        """Read the stories anew from now on: marks changed."""
        if isinstance(self.rows, Rows):
            self.rows.forget()

    def find(self, place: int, by: int, wanted: Callable[[Row], bool]) -> int | None:
        """Return the place of the next story that is `wanted`, from `place` on in steps of `by`.

        Looks at `REACH` stories at most.
        """
        for at in range(place, place + by * REACH, by):
            if not 0 <= at < len(self):
                return None
            if wanted(self.rows[at]):
                return at
        return None

    def _find(self, uri: str) -> int | None:
        if isinstance(self.rows, Rows):
            return self.rows.find(uri)
        return next((place for place, row in enumerate(self.rows) if row.uri == uri), None)

    def _remember(self, uri: str, place: int | None) -> None:
        if len(self._places) >= _KNOWN:
            self._places.clear()
        self._places[uri] = place
