"""What an export says of itself: what was asked for, how much it holds, when it was made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of an export."""

    query: str
    stories: int
    barred: int
    """Stories found but left out: killed, withheld or under embargo."""
    made: str
    """UTC."""

    def lines(self) -> tuple[str, ...]:
        """Return it in words, a line each."""
        count = f"Stories: {self.stories}"
        if self.barred:
            count += f" ({self.barred} more left out: killed, withheld or under embargo)"
        return f"Query: {self.query or 'all stories'}", count, f"Exported: {self.made}"
