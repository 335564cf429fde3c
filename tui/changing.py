"""Changes of many stories at once, made off the screen's thread, one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.dom import DOMNode
from textual.message import Message

from store.commands import Command
from store.errors import StoreError
from store.library import Library
from store.models import Row
from tui import jobs

FEW = 64
"""Stories changed while the screen waits: some milliseconds."""

Decide = Callable[[Sequence[Row]], Sequence[Command]]
"""Returns what to do, given the stories as they are."""


@dataclass
class Changed(Message):
    """Changes were made, or could not be; `said` says which."""

    said: str
    trouble: StoreError | None = None


class Changer:
    """Makes changes in the order they are asked for; `Changed` comes to `node` after each."""

    def __init__(self, node: DOMNode, library: Library) -> None:
        self._node = node
        self._library = library
        self._waiting: deque[Callable[[], str]] = deque()
        self.busy = False
        """A change is under way: another has to wait for it."""

    def change(self, lines: Callable[[], Sequence[Row]], decide: Decide) -> None:
        """Decide with the stories' `lines`, and do it."""
        self.ask(lambda: "; ".join(self._library.apply(command) for command in decide(lines())))

    def ask(self, work: Callable[[], str]) -> None:
        """Do some work when those before it are done; it returns what it did in words."""
        self._waiting.append(work)
        if not self.busy:
            self._next()

    def done(self) -> None:
        """Take note that a change was made; begin the next."""
        self.busy = False
        if self._waiting:
            self._next()

    def _next(self) -> None:
        self.busy = True
        work = self._waiting.popleft()
        jobs.answer(self._node, "change", lambda: Changed(work()), lambda error: Changed("", error))
