"""Speech that is still to come: in "Lee is expected to say" the cue is "say", and it is Lee's."""

from __future__ import annotations

from collections.abc import Sequence

from store.quotes.lexicon import words

AWAITED = words("expected scheduled slated supposed due set likely")
"""What stands before "to" and a verb of speech where somebody's words are awaited."""
_SPEAKING = words(
    """add admit announce apologise apologize argue ask call confirm declare deny propose reveal say tell urge
    warn"""
)


def told_later(lowers: Sequence[str], index: int) -> bool:
    """Tell whether "to" and a verb of speech follow a token: "plans to say"."""
    return lowers[index + 1 : index + 2] == ["to"] and not _SPEAKING.isdisjoint(lowers[index + 2 : index + 3])


def verb_awaited(lowers: Sequence[str], index: int) -> int:
    """Return the verb of speech that is awaited where the token says so, else the token itself."""
    return index + 2 if lowers[index] in AWAITED and told_later(lowers, index) else index
