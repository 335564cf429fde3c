"""The lines that a search finds, as a sequence that reads from the index only what is looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from store.models import Row

PAGE = 64  # lines read at once: a screenful
_PAGES = 32  # kept
_AT_ONCE = 1000  # lines read of stories named
_LATER = 10_000  # stories that may have come since the answer was asked for


class Rows(Sequence[Row]):
    """Lines by position; the sequence of an answer stays as it was when it was asked for.

    A story that was superseded since is shown as it is now: by its newest
    version. Methods may be called from any thread.
    """

    def __init__(
        self,
        count: int,
        numbers: Callable[[int], Sequence[int]],
        rows: Callable[[Sequence[int]], Sequence[Row | None]],
        number_of: Callable[[str], int | None],
        begun: Sequence[int] | None = None,
    ) -> None:
        """`numbers(most)` returns the first numbers in order, `rows` the lines of numbers.

        `begun` has the numbers of the first lines, where these are known.
        """
        self._count = count
        self._numbers_of = numbers
        self._rows_of = rows
        self._number_of = number_of
        self._numbers: Sequence[int] | None = begun
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(at, slice):
            return tuple(self._row(position) for position in range(*at.indices(self._count)))
        position = at + self._count if at < 0 else at
        if not 0 <= position < self._count:
            raise IndexError(at)
        return self._row(position)

    def __iter__(self) -> Iterator[Row]:
        return (self._row(position) for position in range(self._count))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Rows):
            return self is other or self[:] == other[:]
        return self[:] == other if isinstance(other, tuple) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # equal by what is listed, which may change

    def find(self, uri: str) -> int | None:
        """Return the position of the story's line, None if it is not listed."""
        number = self._number_of(uri)
        if number is None:
            return None
        if self._numbers is not None and number in self._numbers:
            return self._numbers.index(number)
        numbers = self._upto(self._count)
        return numbers.index(number) if number in numbers else None

    def uris(self) -> Iterator[str]:
        """Yield the uris of all stories listed."""
        numbers = self._upto(self._count)
        for start in range(0, len(numbers), _AT_ONCE):
            yield from ((row or GONE).uri for row in self._rows_of(numbers[start : start + _AT_ONCE]))

    def of(self, uris: Iterable[str]) -> list[Row]:
        """Return the lines of stories as they are now, listed here or not; what is unknown is left out."""
        numbers = [number for uri in uris if (number := self._number_of(uri)) is not None]
        parts = (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE))
        return [row for part in parts for row in self._rows_of(part) if row]

    def extend(self, count: int) -> None:
        """List those that follow too, `count` in all; the lines there are stay where they are."""
        self._count = max(count, self._count)
        self._pages.clear()

    def forget(self) -> None:
        """Read lines anew from now on: marks changed."""
        self._pages.clear()

    def _row(self, position: int) -> Row:
        page, within = divmod(position, PAGE)
        if page not in self._pages:
            numbers = self._upto((page + 1) * PAGE)[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = tuple(row or GONE for row in self._rows_of(numbers))
            while len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        rows = self._pages[page]
        return rows[within] if within < len(rows) else GONE

    def _upto(self, wanted: int) -> Sequence[int]:
        """Return the numbers of at least the first `wanted` lines."""
        had = self._numbers
        if had is None:
            most = PAGE if wanted <= PAGE else self._count
            self._numbers = array("q", self._numbers_of(most)[: self._count])
        elif len(had) < wanted and len(had) < self._count:
            self._numbers = array("q", [*had, *self._after(had)][: self._count])
        return self._numbers or ()

    def _after(self, had: Sequence[int]) -> Sequence[int]:
        """Return the numbers that stand after those read; what came since stands among or before them."""
        found = self._numbers_of(self._count + _LATER)
        known = set(had)
        near = found[: len(had) + _LATER]
        last = max((at for at, number in enumerate(near) if number in known), default=-1)
        return found[last + 1 :]


GONE = Row(
    uri="",
    headline="(no longer in the archive)",
    slugline="",
    source="",
    located="",
    versioncreated="",
    urgency=None,
    pubstatus="canceled",
    versions=0,
    version="",
    takekey="",
    signal=(),
    quotes=0,
    read=True,
    tags=(),
    embargoed="",
    language="",
    headline_assumed=True,
)
"""Shown in the place of a story that is listed no more."""
