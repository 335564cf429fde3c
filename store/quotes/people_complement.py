"""What follows a nameless speaker's noun and says whose it is: "an aide to the king", "the head of the navy".

A source ends where a base noun phrase does, which of "a spokesman for the
company" leaves anybody's spokesman.
"""

from __future__ import annotations

from store.quotes.circumstances import MEDIA
from store.quotes.lexicon import PUNCTUATION_KINDS
from store.quotes.people_grammar import NOMINAL, RELATIVE
from store.quotes.people_resolved import Resolved
from store.quotes.people_words import BODIES, PRONOUNS, ROLES, words
from store.quotes.scan import TIMES
from store.quotes.tokens import Tokens

LONGEST = 12
"""Tokens of a complement at most."""

_OWN = words("of for to from with")
"""What begins one on either side of the cue."""
_PLACE = words("at in")
"""What begins one behind the cue only before a name or a body: "said an official at the ministry"."""
_OPENING = _OWN | _PLACE | words("and near on")
"""What begins one between noun and cue."""
_OPENED = words("briefed close familiar headed involved led")
"""What one begins with that goes on with another preposition: "a person familiar with the matter"."""
_LEADING = words("about by in of on to with")
_INSIDE = frozenset({"n", "s", "C", "d", "x", "ing", "dt", "ps", "of", "by", "in", "to", "cc", "ob"})
"""Kinds of tokens in a complement."""
_BEFORE_PARTICIPLE = frozenset({"n", "s", "C", "in"})
"""Kinds of tokens behind which a word in "ing" is no noun: "papers ranging from"."""
_LOOSE = frozenset({"of", "by", "in", "to", "cc", "dt", "ps"})
"""Kinds of tokens that none ends in."""


def end_of_complement(tokens: Tokens, who: Resolved, cue: int) -> int:
    """Return the token behind a nameless speaker's noun and its complement, `who.last` if it has none."""
    at = who.last
    if not _may_have_one(tokens, who):
        return at
    if tokens.lowers[at : at + 2] == ["-", "year-old"]:
        return _noun_end(tokens, at + 2)
    return _end_before_cue(tokens, at, cue) if cue >= at else _end_behind_cue(tokens, at)


def _may_have_one(tokens: Tokens, who: Resolved) -> bool:
    several = who.kind == "organisation" and " and " in who.name
    nameless = who.entity < 0 and who.kind != "person" and who.last > who.first and not several
    return nameless and who.last + 1 < len(tokens) and tokens.lowers[who.last - 1] not in PRONOUNS


def _end_before_cue(tokens: Tokens, at: int, cue: int) -> int:
    """Return the end of one that begins at the token if the cue follows it: "an aide to the king said"."""
    begins = tokens.lowers[at] in _OPENING or _is_opened(tokens, at)
    end = _end(tokens, at, min(cue, at + LONGEST), nested=True) if begins else at
    return end if _only_adverbs(tokens, end, cue) else at


def _end_behind_cue(tokens: Tokens, at: int) -> int:
    """Return the end of one that begins at the token in what follows the cue: "said an aide to the king"."""
    low, opened = tokens.lowers[at], _is_opened(tokens, at)
    stop = min(tokens.sentences[tokens.sentence_of[at]][1], at + LONGEST)
    end = _end(tokens, at, stop, nested=opened)
    placed = low in _PLACE and _placed(tokens, at + 1, end)
    return end if opened or placed or low in _OWN else at


def _is_opened(tokens: Tokens, at: int) -> bool:
    """Tell whether the noun ends, or the words behind it begin, like "familiar with"."""
    before, low, behind = tokens.lowers[at - 1 : at + 2]
    return (low in _OPENED and behind in _LEADING) or (before in _OPENED and low in _LEADING)


def _noun_end(tokens: Tokens, at: int) -> int:
    """Return where the noun behind an age ends: "A 45-year-old woman"."""
    end = at
    while end < len(tokens) and tokens.kinds[end] in ("n", "s") and tokens.lowers[end - 1] not in ROLES:
        end += 1
    return end


def _end(tokens: Tokens, at: int, stop: int, *, nested: bool) -> int:
    """Return where the complement that begins at the token ends, `stop` at the latest; `nested` with places.

    That is before it is said when or in what medium, and never in the middle of a noun phrase.
    """
    end = _run_end(tokens, at, stop, nested=nested)
    if end < len(tokens) and tokens.kinds[end] in NOMINAL and end == stop == at + LONGEST:
        return at
    end = _before_told(tokens, at, end)
    cut_short = end < stop and tokens.kinds[end] not in PUNCTUATION_KINDS
    if cut_short and tokens.kinds[end - 1] == "ing" and tokens.kinds[end - 2] in _BEFORE_PARTICIPLE:
        end -= 1
    while end > at and tokens.kinds[end - 1] in _LOOSE:
        end -= 1
    return end if end > at + 1 else at


def _run_end(tokens: Tokens, at: int, stop: int, *, nested: bool) -> int:
    """Return where the words end that may be in a complement."""
    end = at + 1
    while end < stop and tokens.kinds[end] in _INSIDE and tokens.lowers[end] not in RELATIVE:
        place = end > at + 1 and tokens.kinds[end] in ("in", "to") and tokens.lowers[end] not in _OWN
        if (place and not nested) or tokens.kinds[end + 1 : end + 2] == ["day"]:
            break
        end += 1
    return end


def _before_told(tokens: Tokens, at: int, end: int) -> int:
    """Return the preposition before the first word for a time or a medium, `end` if there is no such word."""
    told = next((i for i in range(at, end) if tokens.lowers[i] in TIMES or tokens.lowers[i] in MEDIA), end)
    if told == end:
        return end
    return max((i for i in range(at, told) if tokens.kinds[i] in ("in", "to")), default=at)


def _only_adverbs(tokens: Tokens, first: int, cue: int) -> bool:
    """Tell whether no more than small words of the verb, or when it was, stand in the tokens before a cue."""
    return all(kind in ("rb", "ly", "ax", "day", "not", "in") for kind in tokens.kinds[first:cue])


def _placed(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether the tokens are a name, or the words for a body."""
    return last > first and (tokens.kinds[first] == "C" or tokens.lowers[last - 1] in BODIES)
