"""What quotation marks settle, whatever the model chose: the grammar of marks around a cue."""

from __future__ import annotations

from store.quotes.bounds import bounded
from store.quotes.circumstances import TELLING, only_how_told
from store.quotes.constructions import before_verb
from store.quotes.model import Frame
from store.quotes.questions import is_asked
from store.quotes.quotations import closing_before
from store.quotes.relays import QUOTING, is_relay, relay_in, relayed
from store.quotes.scan import VERBAL, Phrase, Scan
from store.quotes.subjects import possessor, subject

_COMMON = frozenset({"n", "s", "C"})
_PREDICATE = frozenset({"ax", "ed"})
"""Kinds of words with which a sentence goes on behind a clause about its subject."""


def refine(story: Scan, frame: Frame) -> None:
    """Correct a frame's pieces and source where marks and small words leave no doubt.

    First who speaks; then on which side of the cue the words stand, which the
    steps of one side may find to be another; last where they begin and end.
    """
    _settle_source(story, frame)
    if frame.shape == "after":
        _relay(story, frame)
        _turn_back(story, frame)
    if frame.shape == "after":
        _take_lead(story, frame)
        _within_clause(story, frame)
    else:
        _behind_the_mark(story, frame)
        _relay_before(story, frame)
        _up_to_source(story, frame)
    if frame.shape == "around":
        _drop_what(story, frame)
        _drop_loose_rest(story, frame)
    frame.pieces = bounded(story, frame)


def _settle_source(story: Scan, frame: Frame) -> None:
    if story.kinds[frame.cue] == ":":
        _take_verb(story, frame)
    if frame.source is None:
        frame.source = possessor(story, frame.cue)
    elif frame.source.last <= frame.cue:
        frame.source = subject(story, frame.source, frame.cue)


def _take_verb(story: Scan, frame: Frame) -> None:
    """Read `the cook wired: "..."`: the verb before the colon is the cue, what is before it the source."""
    source = before_verb(story, frame.cue - 1) if frame.cue else None
    if source:
        frame.source, frame.cue = source, frame.cue - 1


def _relay(story: Scan, frame: Frame) -> None:
    """Read `the union quoted Lee as saying no`: Lee is the source, what follows "as saying" the content."""
    first, last = frame.pieces[0]
    if is_relay(story, frame.cue):
        frame.source = relayed(story, frame.cue) or frame.source
        return
    saying = relay_in(story, max(first, frame.cue), last - 1)
    source = relayed(story, saying) if saying >= 0 else None
    if source:
        begin = saying + 2 if story.kinds[saying + 1] in (",", ":") else saying + 1
        if begin < last:
            frame.source, frame.cue, frame.pieces = source, saying, [(begin, last)]


def _relay_before(story: Scan, frame: Frame) -> None:
    """Read `"...," the paper quoted Lee as saying`: the words before are Lee's."""
    if story.tokens.lowers[frame.cue] in QUOTING:
        saying = relay_in(story, frame.cue, story.region(frame.cue)[1])
        frame.cue = saying if saying >= 0 else frame.cue
    if is_relay(story, frame.cue):
        frame.source = relayed(story, frame.cue) or frame.source


def _up_to_source(story: Scan, frame: Frame) -> None:
    """Read `Lee, who came late, was ill, Ruiz said`: all up to the comma before the source is said."""
    source = frame.source
    if frame.shape != "before" or source is None or source.last > frame.cue:
        return
    (first, last), comma = frame.pieces[0], source.first - 1
    begin, end = story.tokens.sentences[story.tokens.sentence_of[frame.cue]]
    if story.kinds[comma] != "," or last >= comma or first != begin:
        return
    clause = story.kinds[last] == "," and story.kinds[last + 1] in _PREDICATE
    marked = story.kinds[last] == "q" and story.quoted[last + 1]  # 'Lee called it "a farce", Ruiz reported'
    if (clause or marked) and only_how_told(story, frame.cue, frame.cue + 1, end):
        frame.pieces[0] = first, comma


def _within_clause(story: Scan, frame: Frame) -> None:
    """Read `Lee, who denies it, did not come`: what is said, or asked, ends with the clause of its cue."""
    source, (first, last) = frame.source, frame.pieces[0]
    commas = (at for at in range(first + 1, last - 1) if story.kinds[at] == "," and not story.quoted[at])
    if is_asked(story, frame.cue) and (source is None or source.first > frame.cue):
        frame.pieces[0] = first, next(commas, last)
    elif source and source.kind == "who" and source.first and story.kinds[source.first - 1] == ",":
        frame.pieces[0] = first, next((at for at in commas if _clause_ends(story, first, at)), last)


def _clause_ends(story: Scan, first: int, comma: int) -> bool:
    """Tell whether a verb follows the comma that is not the one of the content's own "that" before it."""
    kinds = story.kinds
    that = next((at for at in range(comma - 1, first - 1, -1) if kinds[at] == "that"), -1)
    subject_only = that >= 0 and _PREDICATE.isdisjoint(kinds[that:comma])
    complete = not subject_only or (kinds[that + 1] in ("pp", "it") and comma > that + 2)
    return complete and kinds[comma + 1] in _PREDICATE


def _behind_the_mark(story: Scan, frame: Frame) -> None:
    """Read `"...," Ann Lee, head of the union, said`: the words right behind the mark are the source."""
    segment = closing_before(story, frame)
    if segment is None or segment.last + 1 >= len(story.kinds):
        return
    begin = segment.last + 1
    source = _phrase_at(story, frame.cue, begin if begin < frame.cue else frame.cue + 1)
    if source is None or (begin < frame.cue and source.last > frame.cue):
        return
    frame.source = source
    frame.source_chance = max(frame.source_chance, 0.9)
    _take_inner_cue(story, frame, begin)
    frame.pieces = [(a, min(b, segment.last)) if a < segment.last else (a, b) for a, b in frame.pieces]
    if all(a >= segment.last for a, _ in frame.pieces):
        frame.pieces.insert(0, (segment.first, segment.last))
        frame.shape = "around" if len(frame.pieces) > 1 else "before"


def _turn_back(story: Scan, frame: Frame) -> None:
    """Read `"...," Lee told the show "Porto Now"`: what Lee told stands before, what is behind is a name."""
    first, _ = frame.pieces[0]
    named = story.quoted[first] and first > frame.cue + 2 and story.kinds[first - 2] in _COMMON
    segment = closing_before(story, frame)
    if not named or segment is None or story.tokens.lowers[frame.cue] not in TELLING:
        return
    begin = story.tokens.sentences[story.tokens.sentence_of[segment.first]][0]
    if story.kinds[segment.last - 1] == "," and segment.first <= begin + 1:
        frame.pieces, frame.shape = [(segment.first, segment.last)], "before"


def _take_inner_cue(story: Scan, frame: Frame, begin: int) -> None:
    """Read `"...," Lee said, according to the paper`: the words are Lee's, by the verb beside the name."""
    if story.tokens.lowers[frame.cue] == "according":
        inner = (at for at in range(begin, frame.cue) if story.shares[at] >= VERBAL)
        frame.cue = next(inner, frame.cue)


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


def _drop_what(story: Scan, frame: Frame) -> None:
    """Drop what is only named, not said: of `sold what Lee called "a ship"` the words in marks are Lee's."""
    source = frame.source
    if source is None or len(frame.pieces) < 2 or not source.first < frame.cue:
        return
    if story.tokens.lowers[source.first - 1] == "what" and frame.pieces[0][1] <= source.first:
        frame.pieces = frame.pieces[1:]
        frame.shape = "after"


def _drop_loose_rest(story: Scan, frame: Frame) -> None:
    """Drop words behind the cue that only say how it was told, or that nothing ties to what is before."""
    if len(frame.pieces) < 2:
        return
    (_, lead_end), (start, end) = frame.pieces[0], frame.pieces[-1]
    if start > frame.cue and only_how_told(story, frame.cue, start, end):
        frame.pieces.pop()
        frame.shape = "before"
        return
    if not story.quoted[lead_end - 1] or story.quoted[start]:
        return
    if story.kinds[start - 1] != "," or story.kinds[start] in ("ing", "ed"):
        frame.pieces.pop()
        frame.shape = "before"
