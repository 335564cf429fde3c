"""Which search is under way and which follows: one runs at a time, then the newest asked for meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class Wish:
    """How a search is asked for."""

    keep: bool = False
    """Only what still matches is to be seen; the list stays."""
    typing: bool = False
    """The last word may go on."""
    afresh: bool = False
    """The list need not come whole: its first stories at once, the others when they are counted."""


@dataclass(slots=True)
class Turns:
    """The searches of one screen, by number."""

    newest: int = 0
    """The one asked for last."""
    begun: int = 0
    """The one begun last."""
    stage: Literal["none", "listing", "counting"] = "none"
    """What is waited for: the list, or, where its first stories are shown, the count of the others."""
    wish: Wish = Wish()
    """How the newest was asked for."""
    keep_next: bool = False
    """What still matches is to be asked once all are counted."""

    def ask(self, wish: Wish) -> bool:
        """Take note that a search is asked for; return whether it begins now."""
        if wish.keep and self.stage == "counting":
            self.keep_next = True  # the list must be whole first
            return False
        waiting = self.stage == "listing"
        if waiting:  # a list that was asked for and is yet to come must come, whatever is asked meanwhile
            wish = replace(wish, keep=wish.keep and self.wish.keep, afresh=wish.afresh or self.wish.afresh)
        self.newest, self.wish = self.newest + 1, wish
        if not waiting:
            self.begin("listing")
        return not waiting

    def count(self) -> None:
        """Take note that the first stories of a search are listed, and the others are being counted."""
        self.newest, self.wish = self.newest + 1, Wish(afresh=True)
        self.begin("counting")

    def begin(self, stage: Literal["listing", "counting"]) -> None:
        """Take note that the newest search begins, at its list or, where that is shown, at its count."""
        self.begun, self.stage, self.keep_next = self.newest, stage, False

    def ended(self, number: int, *, more: bool) -> bool:
        """Take note that a search came to its end, or with `more` to its count; return whether it is wanted.

        One that is not wanted was given up, or a newer one is to begin now (`due`).
        """
        if number != self.begun:
            return False
        wanted = number == self.newest
        self.stage = "counting" if more and wanted else "none"
        return wanted

    @property
    def due(self) -> bool:
        """Tell whether a search asked for is to begin now."""
        return self.stage == "none" and self.begun != self.newest
