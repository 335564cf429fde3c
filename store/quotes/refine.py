"""What quotation marks settle, whatever the model chose: the grammar of marks around a cue."""

from __future__ import annotations

from store.quotes.circumstances import TELLING, how_told_behind, only_how_told
from store.quotes.constructions import CALLING, before_verb
from store.quotes.lexicon import words
from store.quotes.marks import Segment
from store.quotes.model import Frame
from store.quotes.questions import is_asked
from store.quotes.relays import QUOTING, is_relay, relay_in, relayed
from store.quotes.scan import VERBAL, Phrase, Scan
from store.quotes.subjects import possessor, subject

_COMMON = frozenset({"n", "s", "C"})
_TIMES = words(
    """afterwards again ago earlier friday in last late later monday month morning night on previously
    recently saturday sunday then this thursday today tuesday wednesday week year yesterday"""
)
_NOT_HEARERS = frozenset({",", "--", "..", ":", "q", "pp", "ax", "to", "who"})
_NAMING = frozenset({"named", "identified", "quoted"})
FARTHEST_NAME = 12
"""Tokens from "what" to the name in marks that somebody calls a thing at most."""
ANONYMOUS = 7
"""Words in which "not to be named", "that her name not be used" are told."""
REPORTED = 0.8
"""Chance of a cue from which it reports the quotation behind a colon in its content as well."""
HEARERS = 8
"""Words for who was told, or when, before a "that" at most."""
_PREDICATE = frozenset({"ax", "ed"})
"""Kinds of words with which a sentence goes on behind a clause about its subject."""
_FINISHED = frozenset({",", ".", "?", "--", "..", "sq"})


def refine(story: Scan, frame: Frame) -> None:
    """Correct a frame's pieces and source where marks and small words leave no doubt."""
    if story.kinds[frame.cue] == ":":
        _take_verb(story, frame)
    if frame.source is None:
        frame.source = possessor(story, frame.cue)
    elif frame.source.last <= frame.cue:
        frame.source = subject(story, frame.source, frame.cue)
    if frame.shape == "after":
        _relay(story, frame)
    if frame.shape == "after":
        _turn_back(story, frame)
    if frame.shape != "after":
        _behind_the_mark(story, frame)
        _relay_before(story, frame)
        _up_to_source(story, frame)
    if frame.shape == "after":
        _take_lead(story, frame)
        _within_clause(story, frame)
    if frame.shape == "around":
        _drop_what(story, frame)
        _drop_loose_rest(story, frame)
    frame.pieces = [_to_that(story, frame, _whole_quotation(story, frame, piece)) for piece in frame.pieces]
    sentence = story.tokens.sentence_of[frame.cue]
    if sentence in story.marked or frame.pieces[-1][1] > story.tokens.sentences[sentence][1]:
        frame.pieces = [_parted(story, frame, piece) for piece in frame.pieces]


def _take_verb(story: Scan, frame: Frame) -> None:
    """Read `the cook wired: "..."`: the verb before the colon is the cue, what is before it the source."""
    source = before_verb(story, frame.cue - 1) if frame.cue else None
    if source:
        frame.source, frame.cue = source, frame.cue - 1


def wants_no_name(story: Scan, frame: Frame) -> bool:
    """Tell whether content or cue are only how a source wants to be called: asked not to be named."""
    first, _ = frame.pieces[0]
    lowers = story.tokens.lowers
    if lowers[frame.cue] in _NAMING and {"not", "be"} <= {*lowers[max(frame.cue - ANONYMOUS, 0) : frame.cue]}:
        return True
    near = lowers[first : first + ANONYMOUS]
    if near[:1] == ["anonymity"] or near[:3] == ["to", "remain", "anonymous"]:
        return True
    named = not _NAMING.isdisjoint(near) or "name" in near
    return named and "not" in near and "be" in near and frame.shape == "after"


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
    if story.kinds[comma] != "," or last >= comma or first != begin or story.kinds[last] != ",":
        return
    if story.kinds[last + 1] in _PREDICATE and only_how_told(story, frame.cue, frame.cue + 1, end):
        frame.pieces[0] = first, comma


def _within_clause(story: Scan, frame: Frame) -> None:
    """Read `Lee, who denies it, did not come`: what is said, or asked, ends with the clause of its cue."""
    source, (first, last) = frame.source, frame.pieces[0]
    commas = (at for at in range(first + 1, last - 1) if story.kinds[at] == "," and not story.quoted[at])
    if source is None and is_asked(story, frame.cue):
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


def _closing_before(story: Scan, frame: Frame) -> Segment | None:
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
    _take_inner_cue(story, frame, begin)
    frame.pieces = [(a, min(b, segment.last)) if a < segment.last else (a, b) for a, b in frame.pieces]
    if all(a >= segment.last for a, _ in frame.pieces):
        frame.pieces.insert(0, (segment.first, segment.last))
        frame.shape = "around" if len(frame.pieces) > 1 else "before"


def _turn_back(story: Scan, frame: Frame) -> None:
    """Read `"...," Lee told the show "Porto Now"`: what Lee told stands before, what is behind is a name."""
    first, _ = frame.pieces[0]
    named = story.quoted[first] and first > frame.cue + 2 and story.kinds[first - 2] in _COMMON
    segment = _closing_before(story, frame)
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


def only_names(story: Scan, frame: Frame) -> bool:
    """Tell whether the content is another's name for a thing: `a probe showed what Lee called "a leak"`."""
    first, last = frame.pieces[-1]
    if first < frame.cue or story.tokens.lowers[first] != "what":
        return False
    mark = next((segment.first for segment in _quotations(story, frame, (first, last))), first)
    if mark - first > FARTHEST_NAME:
        return False
    own = story.kinds[first + 1 : first + 2] in (["pp"], ["it"])  # "denounced what he called"
    return not own and not CALLING.isdisjoint(story.tokens.lowers[first:mark])


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
    if not introduced or story.kinds[segment.last - 1] not in _FINISHED:
        return piece
    others = story.quoted[last - 1] and not _announces(story, segment.last + 1, last)
    return piece if others else (first, segment.last)


def _announces(story: Scan, first: int, last: int) -> bool:
    """Tell whether a colon announces a quotation in the tokens, another's: `"...?" Lee wrote: "..."`."""
    return any(story.kinds[at] == ":" and story.kinds[at + 1] == "q" for at in range(first, last - 1))


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
    for segment in _quotations(story, frame, piece):
        begins = story.tokens.texts[segment.first][0].isupper()
        ends = not segment.closed or story.kinds[segment.last - 1] in _FINISHED
        if begins and ends and segment.first - 3 > first and story.kinds[segment.first - 2] == ":":
            return segment
    return None


def _before_participle(story: Scan, frame: Frame, piece: tuple[int, int]) -> tuple[int, int]:
    """End content with a quotation that a comma closes, before what is done besides: `"...," citing`."""
    first, last = piece
    if first < frame.cue:
        return piece
    for segment in _quotations(story, frame, piece):
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
    quotations = _quotations(story, frame, piece) if first > frame.cue else []
    if quotations and how_told_behind(story, quotations[-1], last):
        return first, quotations[-1].last
    return piece


def _goes_on(story: Scan, frame: Frame, segment: Segment) -> bool:
    """Tell whether a quotation is the rest of one before the cue: `"...," he said, and why, "but ..."`."""
    if story.kinds[segment.first - 2] != "," or story.kinds[segment.first] != "cc":
        return False
    return _closing_before(story, frame) is not None


def _quotations(story: Scan, frame: Frame, piece: tuple[int, int]) -> list[Segment]:
    """Return the quotations in a piece, in order, but not the one that the cue itself stands in."""
    numbers = dict.fromkeys(story.quoted[piece[0] : piece[1]])
    own = story.quoted[frame.cue]
    return [story.segments[number - 1] for number in numbers if number and number != own]
