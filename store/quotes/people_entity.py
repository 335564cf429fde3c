"""One person or body of a text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Entity:
    """One person or body: its fullest name's tokens and words, and where it is mentioned."""

    first: int
    last: int
    words: tuple[str, ...]
    person: bool
    place: bool = False
    suffix: str = ""
    """"jr", if it is printed with the name."""
    sure: bool = False
    """Something says that this is a person."""
    full: int = 0
    """How often it is named in full."""
    lone: int = 0
    """How often by the surname alone."""
    male: float = 0.0
    female: float = 0.0
    mentions: list[int] = field(default_factory=list)

    def gender(self) -> str:
        """Return "m" or "f" by the weight of what was seen, "" if it does not decide."""
        if self.male == self.female:
            return ""
        return "m" if self.male > self.female else "f"
