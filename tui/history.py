"""What was searched for before: newest first, nothing twice, within bounds."""

from __future__ import annotations

KEPT = 200
LETTERS = 20_000
"""Characters kept of all searches together: the place that holds them is small."""


class History:
    """Steps through earlier searches and back to what was being typed."""

    def __init__(self, kept: list[str]) -> None:
        """`kept` is the list itself, newest first, to which searches are added."""
        self._kept = kept
        self.begin()

    def begin(self) -> None:
        """Start from the newest."""
        self._at = -1
        self._draft = ""

    def add(self, text: str) -> None:
        """Put a search in front, and leave out what is too much."""
        text = text.strip()
        if not text or len(text) > LETTERS:
            return
        kept = [text, *(one for one in self._kept if one != text)][:KEPT]
        while sum(map(len, kept)) > LETTERS:
            kept.pop()
        self._kept[:] = kept

    def step(self, by: int, current: str) -> str | None:
        """Return the search before (by 1) or after (by -1) the one shown, None at either end.

        `current` is what stands in the line: it comes back after the newest.
        """
        at = self._at + by
        if not -1 <= at < len(self._kept):
            return None
        if self._at == -1:
            self._draft = current
        self._at = at
        return self._draft if at < 0 else self._kept[at]
