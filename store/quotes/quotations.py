"""The quotations that stand around a cue."""

from __future__ import annotations

from store.quotes.marks import Segment
from store.quotes.model import Frame
from store.quotes.scan import Scan

FINISHED = frozenset({",", ".", "?", "--", "..", "sq"})
"""Kinds of tokens that a clause ends in before the mark."""


def closing_before(story: Scan, frame: Frame) -> Segment | None:
    """Return the quotation, ended like a clause, that closes in the cue's sentence before it."""
    sentence = story.tokens.sentence_of[frame.cue]
    if sentence not in story.marked:
        return None
    low, _ = story.tokens.sentences[sentence]
    own = story.quoted[frame.cue]
    for index in range(frame.cue - 1, low - 1, -1):
        number = story.quoted[index]
        if number and number != own:
            segment = story.segments[number - 1]
            whole = segment.closed and segment.last == index + 1
            return segment if whole and story.kinds[index] in FINISHED else None
    return None


def quotations_in(story: Scan, frame: Frame, piece: tuple[int, int]) -> list[Segment]:
    """Return the quotations in a piece, in order, but not the one that the cue itself stands in."""
    numbers = dict.fromkeys(story.quoted[piece[0] : piece[1]])
    own = story.quoted[frame.cue]
    return [story.segments[number - 1] for number in numbers if number and number != own]
