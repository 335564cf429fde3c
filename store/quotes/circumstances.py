"""To whom something was told, how, where and when: `"..." in an interview`, `told Reuters on Sunday`."""

from __future__ import annotations

from store.quotes.lexicon import PUNCTUATION_KINDS, words
from store.quotes.marks import Segment
from store.quotes.relays import is_relay
from store.quotes.scan import TIMES, Scan

MEDIA = words(
    """address appearance blog briefing column e-mail email emails filing interview interviews letter memo
    message news note op-ed podcast post posting posts speech statement statements testimony tweet tweets
    video"""
)
"""What words are told in."""
_SAYING = words("added announced confirmed reported said says stated told tweeted warned wrote")
"""Verbs of speech behind which these stand."""
TELLING = frozenset({"told", "tell", "tells", "telling"})
"""Verbs of speech that name their hearers."""
_CHANNELS = words("cnn facebook instagram radio telegram television tv twitter weibo")
_EVENTS = words(
    "briefing ceremony conference event forum gathering hearing meeting rally seminar session summit trial"
)
_HEARERS = words("correspondents journalists lawmakers newsmen reporters")
_WHEN = TIMES | words("early earlier late later")
_AUDIENCE = 5
"""Words for who was told at most."""
_GROUP = 7
"""Words that a preposition governs at most: an exclusive live radio interview."""
_NOMINAL = frozenset({"dt", "ps", "n", "s", "C", "d", "x"})
_LEADING = frozenset({"in", "to", "as"})
"""Kinds of words that begin one of these."""
_TOLD = {"at": _EVENTS, "in": MEDIA, "on": _CHANNELS, "to": _HEARERS}
"""What each preposition says that something was told at, in, on or to."""


def only_how_told(story: Scan, cue: int, first: int, last: int) -> bool:
    """Tell whether the tokens behind a verb of speech hold no more than who was told, how, where and when."""
    if story.tokens.lowers[cue] not in _SAYING and not is_relay(story, cue):
        return PUNCTUATION_KINDS.issuperset(story.kinds[first:last])
    at = _past_hearers(story, first, last) if story.tokens.lowers[cue] in TELLING else first
    return _only_groups(story, at, last, placed=True)


def how_told_behind(story: Scan, segment: Segment, last: int) -> bool:
    """Tell whether the words from behind a quotation up to the token `last` only say how it was told."""
    first = segment.last + 1
    words_follow = not PUNCTUATION_KINDS.issuperset(story.kinds[first:last])
    return segment.closed and words_follow and _only_groups(story, first, last, placed=False)


def _past_hearers(story: Scan, first: int, last: int) -> int:
    """Return the token behind the words for who was told, `first` where none are."""
    end = _nominal_end(story, first, min(last, first + _AUDIENCE))
    people = any(
        story.kinds[at] in ("C", "s") or story.tokens.lowers[at] in _HEARERS for at in range(first, end)
    )
    return end if people else first


def _only_groups(story: Scan, first: int, last: int, *, placed: bool) -> bool:
    """Tell whether the tokens are prepositions with the words for a medium, its hearers, a time.

    `placed` or behind one of these, also with names: "in an interview with CNN in Kyiv".
    """
    at = first
    while at < last:
        if _is_time(story, at) or story.kinds[at] in PUNCTUATION_KINDS:
            at += 1
            continue
        end = _nominal_end(story, at + 1, min(last, at + 1 + _GROUP))
        if story.kinds[at] not in _LEADING or end == at + 1:
            return False
        if not _tells_how(story, at, end) and not (placed and _goes_with_medium(story, at, end)):
            return False
        at, placed = end, True
    return True


def _tells_how(story: Scan, preposition: int, end: int) -> bool:
    """Tell whether the words up to `end` are what something was told in, on or to, or when."""
    low = story.tokens.lowers[preposition]
    known = _TOLD.get(low, frozenset())
    group = range(preposition + 1, end)
    timed = low == "on" and all(_is_time(story, at) for at in group)
    return timed or any(story.tokens.lowers[at] in known for at in group)


def _goes_with_medium(story: Scan, preposition: int, end: int) -> bool:
    """Tell whether the words up to `end` are a time, or with whom and where it was: "with CNN in Kyiv"."""
    if all(_is_time(story, at) for at in range(preposition + 1, end)):
        return True
    whom = story.tokens.lowers[preposition] == "with" or story.kinds[end - 1] == "C"
    return whom and story.kinds[preposition] == "in"


def _nominal_end(story: Scan, first: int, stop: int) -> int:
    """Return where the nouns and what stands before them end, `stop` at the latest."""
    kinds, lowers, end = story.kinds, story.tokens.lowers, first
    while end < stop and (kinds[end] in _NOMINAL or kinds[end] == "day" or lowers[end] in _EVENTS):
        end += 1
    return end


def _is_time(story: Scan, at: int) -> bool:
    return story.kinds[at] == "day" or story.tokens.lowers[at] in _WHEN
