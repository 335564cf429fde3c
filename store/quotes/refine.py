"""What quotation marks settle, whatever the model chose: the grammar of marks around a cue."""

from __future__ import annotations

from store.quotes.lexicon import words
from store.quotes.marks import Segment
from store.quotes.model import Frame
from store.quotes.scan import Phrase, Scan

_TELLING = frozenset({"told", "tell", "tells", "telling"})
_TIMES = words(
    """afterwards again ago earlier friday in last late later monday month morning night on previously
    recently saturday sunday then this thursday today tuesday wednesday week year yesterday"""
)
_NOT_HEARERS = frozenset({",", "--", "..", ":", "q", "pp", "ax", "to", "who"})
_QUOTING = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
_NAMING = frozenset({"named", "identified", "quoted"})
ANONYMOUS = 6
"""Words in which "not to be named", "that her name not be used" are told."""
RELAYED = 16
"""Words of whom somebody quotes, before "as saying", at most."""
HEARERS = 8
"""Words for who was told, or when, before a "that" at most."""
_FINISHED = frozenset({",", ".", "?", "--", "..", "sq"})


def refine(story: Scan, frame: Frame) -> None:
    """Correct a frame's pieces and source where marks and small words leave no doubt."""
    if frame.shape == "after":
        _relay(story, frame)
    if frame.shape != "after":
        _behind_the_mark(story, frame)
    if frame.shape == "after":
        _take_lead(story, frame)
    if frame.shape == "around":
        _drop_loose_rest(story, frame)
    frame.pieces = [_to_that(story, frame, _whole_quotation(story, frame, piece)) for piece in frame.pieces]


def wants_no_name(story: Scan, frame: Frame) -> bool:
    """Tell whether content or cue are only how a source wants to be called: asked not to be named."""
    first, _ = frame.pieces[0]
    lowers = story.tokens.lowers
    if lowers[frame.cue] in _NAMING and {"not", "be"} <= {*lowers[max(frame.cue - ANONYMOUS, 0) : frame.cue]}:
        return True
    near = lowers[first : first + ANONYMOUS]
    if near[:1] == ["anonymity"] or near[:3] == ["to", "remain", "anonymous"]:
        return True
    return not _NAMING.isdisjoint(near) and "not" in near and "be" in near and frame.shape == "after"


def _relay(story: Scan, frame: Frame) -> None:
    """Read `the union quoted Lee as saying no`: Lee is the source, what follows "as saying" the content."""
    first, last = frame.pieces[0]
    lowers = story.tokens.lowers
    if lowers[frame.cue] == "saying" and lowers[frame.cue - 1] == "as":
        low = max(story.tokens.sentences[story.tokens.sentence_of[frame.cue]][0], frame.cue - RELAYED)
        quoting = next((at for at in range(frame.cue - 2, low, -1) if lowers[at] in _QUOTING), -1)
        frame.source = _relayed(story, quoting, frame.cue - 1) or frame.source
        return
    for at in range(max(first, frame.cue) + 1, min(last - 2, first + RELAYED)):
        if lowers[at] == "as" and lowers[at + 1] == "saying" and not story.quoted[at]:
            source = _relayed(story, frame.cue, at)
            begin = at + 3 if story.kinds[at + 2] in (",", ":") else at + 2
            if source and begin < last:
                frame.source, frame.cue, frame.pieces = source, at + 1, [(begin, last)]
            return


def _relayed(story: Scan, quoting: int, last: int) -> Phrase | None:
    """Return the phrase from behind the verb `quoting` up to "as"; None if no phrase begins there."""
    source = _phrase_at(story, quoting, quoting + 1) if quoting >= 0 else None
    return source._replace(last=last) if source and source.last <= last else None


def _closing_before(story: Scan, frame: Frame) -> Segment | None:
    """Return the quotation, ended like a clause, that closes in the cue's sentence before it."""
    low, _ = story.tokens.sentences[story.tokens.sentence_of[frame.cue]]
    own = story.quoted[frame.cue]
    for index in range(frame.cue - 1, low - 1, -1):
        number = story.quoted[index]
        if number and number != own:
            segment = story.segments[number - 1]
            whole = segment.closed and segment.last == index + 1
            return segment if whole and story.kinds[index] in _FINISHED else None
    return None


def _behind_the_mark(story: Scan, frame: Frame) -> None:
    """Read `"...," Ann Lee, head of the union, said`: the words right behind the mark are the source."""
    segment = _closing_before(story, frame)
    if segment is None or segment.last + 1 >= len(story.kinds):
        return
    begin = segment.last + 1
    source = _phrase_at(story, frame.cue, begin if begin < frame.cue else frame.cue + 1)
    if source is None or (begin < frame.cue and source.last > frame.cue):
        return
    frame.source = source
    frame.source_chance = max(frame.source_chance, 0.9)
    frame.pieces = [(a, min(b, segment.last)) if a < segment.last else (a, b) for a, b in frame.pieces]
    if all(a >= segment.last for a, _ in frame.pieces):
        frame.pieces.insert(0, (segment.first, segment.last))
        frame.shape = "around" if len(frame.pieces) > 1 else "before"


def _phrase_at(story: Scan, cue: int, first: int) -> Phrase | None:
    """Return the longest phrase that starts at the token."""
    found = [p for p in story.phrases_near(cue) if p.first == first and p.kind != "who"]
    return found[-1] if found else None


def _take_lead(story: Scan, frame: Frame) -> None:
    """Read `The bill, Lee said, "is dead."`: a quotation that starts small has its start before."""
    first, _ = frame.pieces[0]
    source = frame.source
    if not story.quoted[first] or story.quoted[first] == story.quoted[frame.cue] or source is None:
        return
    segment = story.segments[story.quoted[first] - 1]
    if segment.first != first or not story.tokens.texts[first][0].islower() or source.last > frame.cue:
        return
    low, _ = story.tokens.sentences[story.tokens.sentence_of[frame.cue]]
    comma = source.first - 1
    if comma - low < 1 or story.kinds[comma] != "," or story.kinds[first - 2] != ",":
        return
    if any(story.quoted[i] for i in range(low, comma)) or story.kinds[low] in ("in", "by"):
        return
    begin = low + 1 if story.kinds[low] == "cc" else low
    if begin < comma:
        frame.pieces.insert(0, (begin, comma))
        frame.shape = "around"


def _drop_loose_rest(story: Scan, frame: Frame) -> None:
    """Drop words behind the cue that neither marks nor a comma tie to a quotation before it."""
    if len(frame.pieces) < 2:
        return
    (_, lead_end), (start, _) = frame.pieces[0], frame.pieces[-1]
    if not story.quoted[lead_end - 1] or story.quoted[start]:
        return
    if story.kinds[start - 1] != "," or story.kinds[start] in ("ing", "ed"):
        frame.pieces.pop()
        frame.shape = "before"


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
    if introduced and story.kinds[segment.last - 1] in _FINISHED and not story.quoted[last - 1]:
        return first, segment.last
    return piece


def _to_that(story: Scan, frame: Frame, piece: tuple[int, int]) -> tuple[int, int]:
    """Begin content behind the cue at its "that", past who was told and when: told the meeting that."""
    first, last = piece
    if first <= frame.cue or first > frame.cue + 2 or story.kinds[first] == "that":
        return piece
    lowers = story.tokens.lowers
    stop = min(last, first + HEARERS)
    at = next((at for at in range(first, stop) if lowers[at] == "that"), stop)
    if at == stop or at + 1 >= last or story.kinds[at + 1] == ",":
        return piece
    between = range(first, at)
    told = lowers[frame.cue] in _TELLING and all(story.kinds[i] not in _NOT_HEARERS for i in between)
    return (at, last) if told or all(lowers[i] in _TIMES for i in between) else piece
