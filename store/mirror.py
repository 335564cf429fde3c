"""One reader's marks, kept in step between the reader's own files and the index, which filters by them."""

from __future__ import annotations

from store.index import Index, marks
from store.state import ReaderState


class Mirror:
    """The marks as the index holds them; the caller lets one thread in at a time."""

    def __init__(self, index: Index, state: ReaderState, name: str) -> None:
        self._index = index
        self._state = state
        self._name = name
        self._mirrored = index.mirrored(name)
        self._stamp: object = None
        self._arrivals: object = None

    @property
    def reader(self) -> int:
        """The reader's number in the index; 0 as long as it knows none."""
        return self._mirrored.reader

    def refresh(self) -> None:
        """Mirror what changed in the marks, by this process or another."""
        stamp, position = self._index.stamp, self._state.position
        if stamp == self._stamp and position == self._mirrored.position:
            return
        arrivals = self._index.arrivals
        self._mirrored = self._index.mirrored(self._name)
        came = self._mirrored.waiting and arrivals != self._arrivals
        if position != self._mirrored.position or came:
            touched = None if came else self._state.touched_since(self._mirrored.position)
            with self._index.changing() as sql:
                self._mirrored = marks.mirror(sql, self._name, self._state.sheet(), touched, position)
        self._stamp, self._arrivals = self._index.stamp, arrivals

    def tidy(self) -> None:
        """Fold a long journal into a snapshot; the marks stay mirrored."""
        self.refresh()
        if moved := self._state.compact():
            with self._index.changing() as sql:
                marks.move(sql, self._name, moved)
