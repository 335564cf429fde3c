"""Quotation marks: which stretches of a text stand between a pair of them.

A paragraph ends every segment; a mark still open there quotes to the
paragraph's end, as in speeches where each paragraph opens and only the last
closes. Apostrophes are never marks.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from store.quotes.memo import places
from store.quotes.tokens import Tokens

_OPENERS = frozenset({"“", "„", "‟", "``", "«", "「"})
_CLOSERS = frozenset({"”", "»", "」"})
_DOUBLE = _OPENERS | _CLOSERS | {'"', "''"}
_SINGLE = frozenset({"'", "‘", "’"})
_MARKS = _DOUBLE | _SINGLE
_GAP_BEFORE = frozenset("([{—–-/‘―")
_GAP_AFTER = frozenset(".,;:!?)]}—–-―/…")
SINGLE_REACH = 300
"""Longest stretch between single marks, in characters: beyond it an apostrophe is the likelier reading."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands between a pair of marks, as a token range; the marks are outside of it."""

    first: int
    last: int
    """End exclusive."""
    closed: bool = True
    """False: the paragraph, or another opening mark, ended it."""
    single: bool = False


def segments(tokens: Tokens) -> list[Segment]:
    """Return the quoted segments of all paragraphs but headings, in order, never overlapping."""
    out: list[Segment] = []
    texts = tokens.texts
    by_double: dict[int, list[int]] = {}
    by_single: dict[int, list[int]] = {}
    for index in places(texts, _MARKS):
        by_paragraph = by_single if texts[index] in _SINGLE else by_double
        by_paragraph.setdefault(tokens.paragraph_of[index], []).append(index)
    for number in sorted(by_double.keys() | by_single.keys()):
        if number in tokens.headings:
            continue
        found = _double(tokens, by_double.get(number, []), tokens.paragraphs[number])
        if number in by_single:
            found = sorted(found + _single(tokens, by_single[number], found), key=lambda s: s.first)
        out += found
    return out


def _lean(tokens: Tokens, index: int, bounds: tuple[int, int]) -> str:
    """Tell by its neighbours whether the mark at `index` opens, closes, or says nothing ("")."""
    body, start, end = tokens.body, tokens.starts[index], tokens.ends[index]
    before = body[start - 1] if index > bounds[0] and start else ""
    if before and before in "'‘’" and index - 1 > bounds[0]:
        before = body[start - 2]
    after = body[end] if index + 1 < bounds[1] else ""
    gap_before = not before or before.isspace() or before in _GAP_BEFORE
    gap_after = not after or after.isspace() or after in _GAP_AFTER
    if gap_before and not gap_after:
        return "open"
    return "close" if gap_after and not gap_before else ""


def _double(tokens: Tokens, marks: list[int], bounds: tuple[int, int]) -> list[Segment]:
    """Pair the double marks of one paragraph."""
    out: list[Segment] = []
    opened = -1
    for index in marks:
        if _opens(tokens.texts[index], _lean(tokens, index, bounds), opened >= 0):
            _add(tokens, out, opened, index, closed=False)
            opened = index
        else:
            _add(tokens, out, opened, index, closed=True)
            opened = -1
    _add(tokens, out, opened, bounds[1], closed=False)
    return out


def _opens(mark: str, lean: str, running: bool) -> bool:
    """Tell whether a mark opens, `running` saying that another is open."""
    if mark in _OPENERS:
        return not (running and lean == "close")
    if mark in _CLOSERS:
        return not running and lean == "open"
    return lean == "open" if lean else not running


def _add(tokens: Tokens, out: list[Segment], opened: int, stop: int, *, closed: bool) -> None:
    if opened >= 0 and any(text[-1].isalnum() for text in tokens.texts[opened + 1 : stop]):
        out.append(Segment(opened + 1, stop, closed))


def _single(tokens: Tokens, marks: list[int], taken: list[Segment]) -> list[Segment]:
    """Pair the single marks of one paragraph that stand outside of the double ones."""
    out: list[Segment] = []
    free = [i for i in marks if not _inside(i, taken)]
    position = 0
    while position < len(free):
        index = free[position]
        position += 1
        if not _opens_single(tokens, index):
            continue
        wanted = "’" if tokens.texts[index] == "‘" else "'"
        limit = tokens.ends[index] + SINGLE_REACH
        fallback = -1
        for later in range(position, len(free)):
            stop = free[later]
            if tokens.starts[stop] > limit or _parted(tokens, index, stop, taken):
                break
            if tokens.texts[stop] != wanted or not tokens.glued(stop) or not _free_after(tokens, stop):
                continue
            if tokens.texts[stop - 1][-1] in "sS" and _blank_after(tokens, stop):
                fallback = (
                    fallback if fallback >= 0 else later
                )  # "voters' mood": only if nothing better comes
                continue
            fallback = later
            break
        if fallback >= 0:
            _add(tokens, out, index, free[fallback], closed=True)
            if out and out[-1].first == index + 1:
                out[-1] = Segment(index + 1, free[fallback], True, single=True)
            position = fallback + 1
    return out


def _inside(index: int, taken: list[Segment]) -> bool:
    at = bisect_right(taken, index, key=_first) - 1
    return at >= 0 and index < taken[at].last


def _parted(tokens: Tokens, first: int, last: int, taken: list[Segment]) -> bool:
    """Tell whether a double segment or a line end stands between two tokens."""
    if "\n" in tokens.body[tokens.starts[first] : tokens.starts[last]]:
        return True
    at = bisect_right(taken, first, key=_first)
    return at < len(taken) and taken[at].first < last


def _first(segment: Segment) -> int:
    return segment.first


def _opens_single(tokens: Tokens, index: int) -> bool:
    if tokens.texts[index] == "’" or index + 1 >= len(tokens) or not tokens.glued(index + 1):
        return False
    before = tokens.body[tokens.starts[index] - 1] if tokens.starts[index] else " "
    return (before.isspace() or before in "([—–:-") and tokens.texts[index + 1][0] not in "0123456789"


def _free_after(tokens: Tokens, index: int) -> bool:
    end = tokens.ends[index]
    after = tokens.body[end : end + 1]
    return not after or after.isspace() or after in '.,;:!?)]}—–-"”'


def _blank_after(tokens: Tokens, index: int) -> bool:
    end = tokens.ends[index]
    return tokens.body[end : end + 1] == " "
