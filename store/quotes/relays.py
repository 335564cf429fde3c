"""Words that one source gives as another's: "the paper quoted Lee as saying"."""

from __future__ import annotations

from store.quotes.lexicon import words
from store.quotes.scan import Phrase, Scan

REACH = 16
"""Words of whom somebody quotes, before "as saying", at most."""
QUOTING = words("quoted quotes quoting cited cites citing")
_SAYING = frozenset({"saying", "telling"})


def is_relay(story: Scan, at: int) -> bool:
    """Tell whether a token is the "saying" of "as saying"."""
    return story.tokens.lowers[at] in _SAYING and at > 0 and story.tokens.lowers[at - 1] == "as"


def relay_in(story: Scan, first: int, last: int) -> int:
    """Return the "saying" of the first "as saying" in the tokens, -1 if there is none outside of marks."""
    stop = min(last, first + REACH)
    if "as" not in story.tokens.lowers[first:stop]:  # nearly always, and found out at once
        return -1
    near = range(first + 1, stop)
    return next((at for at in near if is_relay(story, at) and not story.quoted[at]), -1)


def relayed(story: Scan, saying: int) -> Phrase | None:
    """Return whom a verb of quoting before quotes as saying what the token `saying` ends; None if nobody."""
    low = max(story.tokens.sentences[story.tokens.sentence_of[saying]][0], saying - REACH)
    lowers = story.tokens.lowers
    quoting = next((at for at in range(saying - 2, low, -1) if lowers[at] in QUOTING), -1)
    if quoting < 0:
        return None
    phrases = [p for p in story.phrases_near(quoting) if p.kind != "who"]
    if lowers[quoting + 1] == "by":  # "Lee was quoted by the paper as saying"
        before = [p for p in phrases if p.last < quoting]
        passive = before and all(kind == "ax" for kind in story.kinds[before[-1].last : quoting])
        return before[-1] if passive else None
    behind = [p for p in phrases if p.first == quoting + 1 and p.last < saying]
    return behind[-1]._replace(last=saying - 1) if behind else None


def is_quoted_by(story: Scan, cue: int) -> bool:
    """Tell whether a cue is the "quoted" of "was quoted by the paper as saying": the "saying" is the cue."""
    by = story.tokens.lowers[cue] in QUOTING and story.tokens.lowers[cue + 1 : cue + 2] == ["by"]
    return by and relay_in(story, cue, story.region(cue)[1]) >= 0
