"""One utterance: what one source says in one go."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.quotes.model import Frame


@dataclass(slots=True)
class Utterance:
    """What one source says in one go: token ranges, in order."""

    pieces: list[tuple[int, int]]
    frame: Frame | None = None
    """The attribution that decided; None if nobody is named for it."""
    joined: list[str] = field(default_factory=list)
    """How later pieces were joined, for the reason given to the reader."""

    @property
    def first(self) -> int:
        """First token."""
        return self.pieces[0][0]

    @property
    def last(self) -> int:
        """End of the last token, exclusive."""
        return self.pieces[-1][1]

    @property
    def nested(self) -> bool:
        """Whether the cue, if it stands in marks, is itself somebody's words."""
        return self.frame is not None and self.frame.shape != "transcript"
