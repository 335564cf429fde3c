"""Speech that no cue word marks: transcripts, quotations signed after a dash, verbs nobody listed.

They are found by form alone and become frames like any other.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from store.quotes.awaited import verb_awaited
from store.quotes.lexicon import FUNCTION_KINDS, IRREGULAR, PUNCTUATION_KINDS
from store.quotes.marks import Segment
from store.quotes.model import Frame
from store.quotes.scan import TIMES, VERBAL, Phrase, Scan

NAME_LIMIT = 8
"""Longest speaker of a transcript line, in tokens: "Sen. Ann B. Lee (R-S.C.)"."""
_SIGNING = frozenset({"—", "–", "--", "-", "―"})
CALLING = frozenset({"called", "calls", "call", "described", "describes", "dubbed", "labeled", "termed"})
_BEFORE_NAME = frozenset({"dt", "ps", "as", "n", "rb", "ly"})
"""Kinds of words between a verb of calling and a name in marks."""
_NAMED = frozenset({"n", "s", "C"})
_COMPLEMENT = frozenset({"dt", "ps", "n", "s", "C", "d", "of"})
_FINITE = frozenset({"ed", "ax", "s"})
"""Kinds of words that may be a subject's verb."""
_GOVERNING = frozenset({"in", "of", "by", "to", "as", "wh", "sub", "ob", "who"})
"""Kinds of words that make the phrase behind them no subject."""


def transcript_frames(story: Scan, letters: AbstractSet[int] = frozenset()) -> list[Frame]:
    """Return a frame for each paragraph that a speaker's name and a colon open, but those at `letters`.

    A name in capitals is enough; others count if two paragraphs or more have
    the form, or if a quotation follows the colon.
    """
    found = []
    for number, (first, last) in enumerate(story.tokens.paragraphs):
        if number in story.tokens.headings or first in letters:
            continue
        begin = first + 1 if story.kinds[first] == "q" else first
        colon = _colon(story, begin, last)
        if colon > 0 and colon + 1 < last:
            found.append((begin, colon, last))
    out = []
    for begin, colon, last in found:
        loud = story.tokens.texts[begin].isupper() and len(story.tokens.texts[begin]) > 1
        marked = colon + 2 < last and story.quoted[colon + 2] and story.kinds[colon + 1] == "q"
        if not (loud or marked or len(found) > 2):
            continue
        end = _speech_end(story, colon, last)
        if end > colon + 1:
            source = Phrase(begin, _name_end(story, begin, colon), "C")
            chance = 0.9 if loud or marked else 0.6
            start = colon + 2 if marked else colon + 1
            out.append(Frame(colon, "transcript", [(start, end)], source, chance, 0.95, 0.9))
    return out


def _colon(story: Scan, begin: int, last: int) -> int:
    """Return the colon behind a name that starts at `begin`, or -1."""
    if begin >= last or story.kinds[begin] != "C" or story.tokens.sentence_of[begin] == 0:
        return -1
    depth = 0
    for i in range(begin, min(last, begin + NAME_LIMIT)):
        kind = story.kinds[i]
        if kind == ":":
            return i if not depth else -1
        if kind == "(":
            depth += 1
        elif kind == ")":
            depth -= 1
        elif not depth and kind != "C":
            return -1
    return -1


def _name_end(story: Scan, begin: int, colon: int) -> int:
    for i in range(begin, colon):
        if story.kinds[i] == "(":
            return i
    return colon


def _speech_end(story: Scan, colon: int, last: int) -> int:
    """Return where the speech behind the colon ends: with its quotation if it has one, else the paragraph."""
    start = colon + 1
    if story.kinds[start] == "q" and start + 1 < last and story.quoted[start + 1]:
        return story.segments[story.quoted[start + 1] - 1].last
    while last > start and story.kinds[last - 1] == "q":
        last -= 1
    return last


def unlisted_frame(story: Scan, segment: Segment) -> Frame | None:
    """Return the frame that form alone gives a quotation no cue claimed, or None."""
    return (
        signed_frame(story, segment)
        or called_frame(story, segment)
        or summed_frame(story, segment)
        or tail_frame(story, segment)
        or announced_frame(story, segment)
        or head_frame(story, segment)
    )


def signed_frame(story: Scan, segment: Segment) -> Frame | None:
    """Return the frame of a quotation that a dash and a name follow: "..." — Ann Lee."""
    tokens = story.tokens
    mark = segment.last
    if not segment.closed or mark + 2 >= len(tokens) or tokens.texts[mark + 1] not in _SIGNING:
        return None
    begin = mark + 2
    if story.kinds[begin] != "C" or tokens.paragraph_of[begin] > tokens.paragraph_of[mark] + 1:
        return None
    end = begin
    limit = min(tokens.paragraphs[tokens.paragraph_of[begin]][1], begin + NAME_LIMIT)
    while end < limit and story.kinds[end] == "C":
        end += 1
    if end < len(tokens) and story.kinds[end] not in PUNCTUATION_KINDS and end < limit:
        return None
    source = Phrase(begin, end, "C")
    return Frame(mark + 1, "signed", [(segment.first, segment.last)], source, 0.9, 0.95, 0.95)


def headed_frames(story: Scan) -> list[Frame]:
    """Return a frame for each quotation that its head alone attributes: Said Lee: "..." and -- Lee: "..."."""
    out = []
    for segment in story.segments:
        mark = segment.first - 1
        if mark < 3 or story.kinds[mark - 1] not in (",", ":"):
            continue
        frame = _inverted(story, segment) or _after_dash(story, segment)
        if frame:
            out.append(frame)
    return out


def _inverted(story: Scan, segment: Segment) -> Frame | None:
    """Return the frame of a quotation in whose sentence a verb of saying comes first, then who said it."""
    verb = story.tokens.sentences[story.tokens.sentence_of[segment.first - 2]][0]
    if story.shares[verb] < VERBAL or story.quoted[verb] or story.kinds[verb] == "ing":
        return None
    named = (p for p in story.phrases_near(verb) if p.first == verb + 1 and p.kind == "C")
    source = next(named, None)
    if source is None or story.kinds[source.last] not in (",", ":"):  # perhaps who he is up to the next comma
        return None
    return Frame(verb, "after", [(segment.first, segment.last)], source, 0.95, 0.95, 0.95)


def _after_dash(story: Scan, segment: Segment) -> Frame | None:
    """Return the frame of a quotation behind a name and colon that a dash parts from what is before."""
    colon = segment.first - 2
    if story.kinds[colon] != ":":
        return None
    named = (p for p in story.phrases_near(colon) if p.last == colon and p.kind == "C")
    source = next(named, None)
    if source is None or not source.first or story.kinds[source.first - 1] != "--":
        return None
    return Frame(colon, "after", [(segment.first, segment.last)], source, 0.95, 0.95, 0.95)


def called_frame(story: Scan, segment: Segment) -> Frame | None:
    """Return the frame of a name somebody has for a thing: what Ann Lee called a "sharp" drop."""
    lowers, kinds = story.tokens.lowers, story.kinds
    mark = segment.first - 1
    verb = next((at for at in range(mark - 1, max(mark - 4, 0), -1) if lowers[at] in CALLING), -1)
    if verb < 0 or any(kinds[at] not in _BEFORE_NAME for at in range(verb + 1, mark)):
        return None
    subject = verb
    while subject and kinds[subject - 1] in ("ax", "rb", "ly"):
        subject -= 1
    near = [p for p in story.phrases_near(verb) if p.last == subject and lowers[p.first - 1] == "what"]
    if not near or not near[0].first:
        return None
    begin = verb + 2 if lowers[verb + 1] == "as" else verb + 1
    end = behind = segment.last + segment.closed
    stop = story.tokens.sentences[story.tokens.sentence_of[segment.last - 1]][1]
    while end < stop and kinds[end] in _NAMED:
        end += 1
    piece = (begin, end if end > behind else segment.last)
    return Frame(verb, "after", [piece], near[0], 0.7, 0.8, 0.8)


def tail_frame(story: Scan, segment: Segment) -> Frame | None:
    """Return the frame of a quotation with a clause behind it whose verb no list has: "...," Ann Lee sang."""
    tokens, kinds = story.tokens, story.kinds
    begin = segment.last + 1
    ended = kinds[segment.last - 1] in (",", "?", "--", "..") or tokens.texts[segment.last - 1] == "!"
    if not segment.closed or not ended or begin >= len(tokens):
        return None
    stop = tokens.sentences[tokens.sentence_of[segment.last]][1]
    for phrase in story.phrases_near(segment.last):
        if phrase.first < begin or phrase.kind == "who":
            continue
        if phrase.first > begin + 1:
            return None
        if phrase.first == begin + 1:
            return _tail(story, segment, begin, phrase) if _verbal(kinds[begin]) else None
        verb = _past_apposition(story, _past_complement(story, phrase.last, stop), stop)
        while verb < stop and kinds[verb] in ("rb", "ly", "ax"):
            verb += 1
        if verb < stop and _verbal(kinds[verb]):
            return _tail(story, segment, verb, phrase)
        return _tail_in_phrase(story, segment, phrase)
    return None


def _tail_in_phrase(story: Scan, segment: Segment, phrase: Phrase) -> Frame | None:
    """Return the frame of a clause whose verb looks like a noun: "...," the two write."""
    verb = phrase.last - 1
    if verb <= phrase.first or not _verbal(story.kinds[verb]) or phrase.kind == "ps":
        return None
    alone = verb == phrase.first + 1 and story.kinds[phrase.first] == "dt"
    if alone or story.kinds[verb + 1 : verb + 2] == ["of"]:
        return None
    return _tail(story, segment, verb, phrase._replace(last=verb))


def summed_frame(story: Scan, segment: Segment) -> Frame | None:
    """Return the frame of a quotation that a clause sums up: "...": that is how Ann Lee put it."""
    lowers, at = story.tokens.lowers, segment.last + 1
    if not segment.closed or story.kinds[at : at + 1] not in ([":"], [","], ["--"]):
        return None
    if lowers[at + 1 : at + 2] not in (["that"], ["this"]) or lowers[at + 3 : at + 4] != ["how"]:
        return None
    near = [phrase for phrase in story.phrases_near(at) if phrase.first == at + 4]
    source = max(near, key=lambda phrase: phrase.last, default=None)
    stop = story.tokens.sentences[story.tokens.sentence_of[segment.last]][1]
    verbs = (verb for verb in range(source.last, stop) if story.kinds[verb] == "ed") if source else iter(())
    verb = next(verbs, -1)
    return _tail(story, segment, verb, source) if source and verb >= 0 else None


def head_frame(story: Scan, segment: Segment) -> Frame | None:
    """Return the frame of a quotation with an unlisted verb and a comma before it: Ann Lee wired, "..."."""
    comma = segment.first - 2
    if comma < 2 or story.kinds[comma] != "," or segment.last - segment.first < 4 or not segment.closed:
        return None
    verb = comma - 1
    if story.kinds[verb] not in ("ed", "ing", "as") or story.quoted[verb]:
        return None
    source = before_verb(story, verb)
    if source is None:
        phrases = [p for p in story.phrases_near(verb) if p.last <= verb and not story.quoted[p.first]]
        named = (p for p in reversed(phrases) if p.kind in ("C", "pp", "who"))
        source = next(named, phrases[-1]) if phrases else None
    return Frame(verb, "after", [(segment.first, segment.last)], source, 0.6, 0.6, 0.9) if source else None


def before_verb(story: Scan, verb: int) -> Phrase | None:
    """Return the subject of a verb that no list has and that its phrase seems to end in: "the cook wired"."""
    if story.kinds[verb] != "ed":
        return None
    near = (p for p in story.phrases_near(verb) if p.first < verb and p.last == verb + 1 and p.kind != "ps")
    phrase = next(near, None)
    return phrase._replace(last=verb) if phrase and not story.quoted[phrase.first] else None


def _past_complement(story: Scan, at: int, stop: int) -> int:
    """Return the token behind "of the union", "in the ad" if that starts at the token; else the token."""
    end = at
    if at < stop and story.kinds[at] in ("of", "in"):
        end += 1
        while end < stop and story.kinds[end] in _COMPLEMENT and story.shares[end] < VERBAL:
            end += 1
        if story.kinds[end - 1 : end + 1] == ["s", "."]:
            end -= 1  # the verb: "a voice in the ad states."
    return end


def _past_apposition(story: Scan, at: int, stop: int) -> int:
    """Return the token behind ", head of the union," if that starts at the token; else the token."""
    if at < stop and story.kinds[at] == ",":
        for index in range(at + 1, min(stop, at + 24)):
            if story.kinds[index] == ",":
                return index + 1
    return at


def announced_frame(story: Scan, segment: Segment) -> Frame | None:
    """Return the frame of a quotation that a colon announces; its source is the subject before the colon."""
    colon = segment.first - 2
    if colon < 1 or story.kinds[colon] != ":":
        return None
    source = before_verb(story, colon - 1)
    if source:
        return Frame(colon - 1, "after", [(segment.first, segment.last)], source, 0.7, 0.7, 0.9)
    begin = story.tokens.sentences[story.tokens.sentence_of[colon]][0]
    phrases = [p for p in story.phrases_near(colon) if begin <= p.first and p.last <= colon]
    phrases = [p for p in phrases if not story.quoted[p.first] and p.kind != "who"]
    source = _subject_before(story, phrases, begin, colon)
    return Frame(colon, "after", [(segment.first, segment.last)], source, 0.6, 0.6, 0.9) if source else None


def _subject_before(story: Scan, phrases: list[Phrase], begin: int, colon: int) -> Phrase | None:
    """Return the last phrase with a finite verb behind it: "In May Ann Lee went further:"; else a name."""
    for phrase in reversed(phrases):
        free = phrase.first == begin or story.kinds[phrase.first - 1] not in _GOVERNING
        if free and _may_act(story, phrase) and _acts(story, phrase.last, colon):
            return phrase
    named = [phrase for phrase in phrases if phrase.kind in ("C", "pp", "ps")]
    beside = [phrase for phrase in named if phrase.last == colon and phrase.kind == "C"]
    return next(iter(beside or named or phrases), None)


def _may_act(story: Scan, phrase: Phrase) -> bool:
    """Tell whether a phrase may be a subject: no time ("Tuesday night"), no bare noun, no possessor."""
    if phrase.kind == "ps" or story.tokens.lowers[phrase.last - 1] in TIMES:
        return False
    return phrase.kind != "n" or story.kinds[phrase.first] in ("dt", "ps")


def _acts(story: Scan, at: int, stop: int) -> bool:
    """Tell whether a verb follows at the token, behind an apposition or adverbs if there are any."""
    verb = _past_apposition(story, at, stop)
    while verb < stop and story.kinds[verb] in ("rb", "ly"):
        verb += 1
    if verb >= stop:
        return False
    irregular = story.tokens.lowers[verb] in IRREGULAR
    return irregular or story.kinds[verb] in _FINITE or story.shares[verb] >= VERBAL


def _tail(story: Scan, segment: Segment, verb: int, phrase: Phrase) -> Frame:
    verb = verb_awaited(story.tokens.lowers, verb)
    return Frame(verb, "before", [(segment.first, segment.last)], phrase, 0.7, 0.8, 0.8)


def _verbal(kind: str) -> bool:
    return kind in ("ed", "s", "n", "ing") and kind not in FUNCTION_KINDS
