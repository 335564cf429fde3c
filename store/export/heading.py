"""What an export says of itself: what was asked for, how much it holds, when it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from store.models import Entry


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of an export."""

    query: str
    stories: int
    barred: int
    """Stories found but left out: killed, withheld or under embargo."""
    made: str
    """UTC."""
    found: int = 0
    """All stories the query finds; 0: as many as are exported and left out."""
    shown: bool = True
    """Whether the export says it; a program that reads on wants the stories alone."""

    @property
    def cut(self) -> int:
        """How many stories the query finds beyond those exported and those left out for a reason."""
        return max(0, self.found - self.stories - self.barred)

    def lines(self) -> tuple[str, ...]:
        """Return it in words, a line each; none where it is not shown."""
        if not self.shown:
            return ()
        count = f"Stories: {self.stories}"
        if self.cut:
            count += f", the first of {self.found} found"
        if self.barred:
            count += f" ({self.barred} more left out: killed, withheld or under embargo)"
        query = " ".join(self.query.split())
        return f"Query: {query or 'all stories'}", count, f"Exported: {self.made}"

    def as_json(self) -> dict[str, str | int]:
        """Return it as a JSON object."""
        told: dict[str, str | int] = {"query": self.query, "stories": self.stories, "left_out": self.barred}
        if self.cut:
            told["found"] = self.found
        return {**told, "exported": self.made}


@dataclass(slots=True)
class Tally:
    """What has gone into an export so far."""

    stories: int = 0
    quotes: int = 0

    def counting(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Pass the entries on, counting them and their quotes."""
        for entry in entries:
            self.stories += 1
            self.quotes += len(entry.quotes)
            yield entry


def warnings(heading: Heading, tally: Tally, *, quotes: bool) -> tuple[str, ...]:
    """Return what a reader must be told of a finished export, a line each; nothing for most.

    That it holds nothing, that it holds less than was found, or that stories
    went while it was written.
    """
    told = []
    if not tally.stories:
        told.append("nothing was exported: the query finds no story that may be")
    elif quotes and not tally.quotes:
        told.append("nothing was exported: the stories found hold no such quote")
    if heading.cut:
        told.append(f"not all: only the first {heading.stories:,} of {heading.found:,} stories found")
    if 0 < tally.stories < heading.stories:
        told.append(f"not all: {tally.stories:,} of {heading.stories:,} stories could still be read")
    return tuple(told)
