"""Where the words of a frame begin and end beside the quotations in them."""

from __future__ import annotations

from store.quotes.circumstances import TELLING, how_told_behind, only_how_told
from store.quotes.lexicon import words
from store.quotes.marks import Segment
from store.quotes.model import Frame
from store.quotes.quotations import FINISHED, closing_before, quotations_in
from store.quotes.scan import VERBAL, Scan

_TIMES = words(
    """afterwards again ago earlier friday in last late later monday month morning night on previously
    recently saturday sunday then this thursday today tuesday wednesday week year yesterday"""
)
_NOT_HEARERS = frozenset({",", "--", "..", ":", "q", "pp", "ax", "to", "who"})
REPORTED = 0.8
"""Chance of a cue from which it reports the quotation behind a colon in its content as well."""
HEARERS = 8
"""Words for who was told, or when, before a "that" at most."""


def bounded(story: Scan, frame: Frame) -> list[tuple[int, int]]:
    """Return the pieces of a frame without what is not its own at either end."""
    pieces = [_to_that(story, frame, _whole_quotation(story, frame, piece)) for piece in frame.pieces]
    sentence = story.tokens.sentence_of[frame.cue]
    if sentence in story.marked or pieces[-1][1] > story.tokens.sentences[sentence][1]:
        return [_parted(story, frame, piece) for piece in pieces]
    return pieces


def _whole_quotation(story: Scan, frame: Frame, piece: tuple[int, int]) -> tuple[int, int]:
    """End content that starts with a whole quotation where the quotation ends."""
    first, last = piece
    number = story.quoted[first]
    if not number or number == story.quoted[frame.cue] or first < frame.cue:
        return piece
    segment = story.segments[number - 1]
    if segment.first != first or last <= segment.last or not segment.closed:
        return piece
    introduced = story.kinds[first - 2] in (",", ":") or first - 2 == frame.cue
    if not introduced or story.kinds[segment.last - 1] not in FINISHED:
        return piece
    others = story.quoted[last - 1] and not _announces(story, segment.last + 1, last)
    return piece if others else (first, segment.last)


def _announces(story: Scan, first: int, last: int) -> bool:
    """Tell whether a colon announces a quotation in the tokens, another's: `"...?" Lee wrote: "..."`."""
    return any(story.kinds[at] == ":" and story.kinds[at + 1] == "q" for at in range(first, last - 1))


def _to_that(story: Scan, frame: Frame, piece: tuple[int, int]) -> tuple[int, int]:
    """Begin content behind the cue at its "that", past who was told and when: told the meeting that."""
    first, last = piece
    lowers = story.tokens.lowers
    reach = HEARERS if lowers[frame.cue] in TELLING else 2
    if not frame.cue < first <= frame.cue + reach or story.kinds[first] == "that":
        return piece
    stop = min(last, first + HEARERS)
    at = next((at for at in range(first, stop) if lowers[at] == "that"), stop)
    if at == stop or at + 1 >= last or story.kinds[at + 1] == ",":
        return piece
    between = range(first, at)
    told = lowers[frame.cue] in TELLING and all(story.kinds[i] not in _NOT_HEARERS for i in between)
    when = all(lowers[i] in _TIMES for i in between)
    return (at, last) if told or when or only_how_told(story, frame.cue, frame.cue + 1, at) else piece


def _parted(story: Scan, frame: Frame, piece: tuple[int, int]) -> tuple[int, int]:
    """Part a piece from what is not its own, if it is more than one quotation and has any."""
    first, last = piece
    one = story.quoted[first] and story.quoted[first] == story.quoted[last - 1]
    if one or not any(story.quoted[first:last]):
        return piece
    piece = _before_participle(story, frame, _without_speech(story, frame, piece))
    return _before_circumstances(story, frame, piece)


def _without_speech(story: Scan, frame: Frame, piece: tuple[int, int]) -> tuple[int, int]:
    """Part reported words from a whole quotation that a colon announces inside of them.

    `He said he was late: "...," he wrote` holds two quotes, and `he spoke of
    his work: "...," he said` begins with the mark; but `he said it was late:
    "..."` is one.
    """
    first, last = piece
    announced = _announced_in(story, frame, piece)
    if announced is None:
        return piece
    if first < frame.cue:
        reporting = story.shares[announced.first - 3] >= VERBAL
        return piece if reporting else (announced.first, last)
    told = story.kinds[announced.last - 1] != "," and frame.chance >= REPORTED
    return piece if told else (first, announced.first - 2)


def _announced_in(story: Scan, frame: Frame, piece: tuple[int, int]) -> Segment | None:
    """Return the first quotation behind a colon in a piece that begins and ends like a sentence."""
    first, _ = piece
    for segment in quotations_in(story, frame, piece):
        begins = story.tokens.texts[segment.first][0].isupper()
        ends = not segment.closed or story.kinds[segment.last - 1] in FINISHED
        if begins and ends and segment.first - 3 > first and story.kinds[segment.first - 2] == ":":
            return segment
    return None


def _before_participle(story: Scan, frame: Frame, piece: tuple[int, int]) -> tuple[int, int]:
    """End content with a quotation that a comma closes, before what is done besides: `"...," citing`."""
    first, last = piece
    if first < frame.cue:
        return piece
    for segment in quotations_in(story, frame, piece):
        at = segment.last
        if _goes_on(story, frame, segment) and segment.first - 2 > first:
            return first, segment.first - 2
        comma = at if story.kinds[at - 1] == "," else at + 1
        if (
            comma + 1 < last
            and segment.closed
            and story.kinds[comma : comma + 2] in (["q", "ing"], [",", "ing"])
        ):
            return first, at
    return piece


def _before_circumstances(story: Scan, frame: Frame, piece: tuple[int, int]) -> tuple[int, int]:
    """End content behind the cue with its last quotation, before how it was told: `"..." to reporters`."""
    first, last = piece
    quotations = quotations_in(story, frame, piece) if first > frame.cue else []
    if quotations and how_told_behind(story, quotations[-1], last):
        return first, quotations[-1].last
    return piece


def _goes_on(story: Scan, frame: Frame, segment: Segment) -> bool:
    """Tell whether a quotation is the rest of one before the cue: `"...," he said, and why, "but ..."`."""
    if story.kinds[segment.first - 2] != "," or story.kinds[segment.first] != "cc":
        return False
    return closing_before(story, frame) is not None
