"""How words in marks were told, where and when: `"..." in an interview`, `"..." to reporters on Monday`."""

from __future__ import annotations

from collections.abc import Sequence

from store.quotes.lexicon import words
from store.quotes.marks import Segment
from store.quotes.scan import Scan

_LONGEST = 12
"""Words of them at most: where more follow the sentence goes on."""
_MEDIA = words(
    """address appearance blog briefing column e-mail email emails filing interview interviews letter
    memo message note op-ed podcast post posting posts speech statement statements testimony tweet tweets
    video"""
)
_BEFORE_MEDIUM = 5
"""Words between "in" and the medium at most: in an exclusive live radio interview."""
_CHANNELS = words("cnn facebook instagram radio telegram television tv twitter weibo")
_HEARERS = words("correspondents journalists lawmakers newsmen reporters")
_OTHERWISE = frozenset({"of", "to", "by", "as", ",", "in"})
"""Kinds of words after which a medium is another thing's: in the middle of his speech."""
_GOING_ON = frozenset({"cc", "that", "sub", "wh", "who"})


def circumstances(story: Scan, segment: Segment, last: int) -> bool:
    """Tell whether the words from behind a quotation up to the token `last` only say how it was told."""
    at = segment.last + 1
    kinds, lowers = story.kinds[at:last], story.tokens.lowers[at:last]
    if not segment.closed or not 2 <= len(kinds) <= _LONGEST or not _GOING_ON.isdisjoint(kinds):
        return False
    if lowers[0] == "to":
        return lowers[1] in _HEARERS
    if lowers[0] == "on":
        return kinds[1] == "day" or lowers[1] in _CHANNELS
    return lowers[0] == "in" and _medium(lowers, kinds)


def _medium(lowers: Sequence[str], kinds: Sequence[str]) -> bool:
    """Tell whether a medium is what the first word, "in", governs."""
    near = range(1, min(_BEFORE_MEDIUM + 2, len(lowers)))
    at = next((at for at in near if lowers[at] in _MEDIA), 0)
    return at > 0 and _OTHERWISE.isdisjoint(kinds[1:at])
