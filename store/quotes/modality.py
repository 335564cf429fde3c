"""Whether something is said at all: a denial or a plan must never be shown as a statement."""

from __future__ import annotations

from store.models import Modality
from store.quotes.awaited import AWAITED, told_later
from store.quotes.lexicon import NEGATIONS, words
from store.quotes.model import Frame
from store.quotes.scan import Scan

_DENIALS = words(
    "denied denies deny denying refuted refutes rejected rejects disputed disputes declined declines refused"
)
_EXPECTED = words("will would may might could should 'll expected plans planned set due likely scheduled")
_PLANNED = words("plans planned intends intended hopes hoped vows vowed wants wanted promises promised")
_NEAR = 5
"""Words before a cue that say of it whether it is so."""
_OF_VERB = frozenset({"ax", "not", "rb", "ly", "to", "in", "day"})
_WITH_VERB = _EXPECTED | AWAITED | NEGATIONS | {"yet"}
"""Kinds of words, and words, that stand before a verb and belong to it."""


def modality(story: Scan, frame: Frame) -> Modality:
    """Read off a cue and the words before it whether it is denied, negated or still to come."""
    lowers, cue = story.tokens.lowers, frame.cue
    if lowers[cue] in _DENIALS:
        return "denied"
    if _is_plan(story, frame):
        return "expected"
    before = _before(story, frame)
    if not NEGATIONS.isdisjoint(before) or before[-2:] == ["yet", "to"]:
        return "not said"
    awaited = before[-1:] == ["to"] and not AWAITED.isdisjoint(before[-2:-1])
    expected = not _EXPECTED.isdisjoint(before) and "have" not in before
    return "expected" if awaited or expected else "said"


def _is_plan(story: Scan, frame: Frame) -> bool:
    """Tell whether the cue itself says that something is still to come: "Lee plans to say"."""
    lowers, cue = story.tokens.lowers, frame.cue
    if lowers[cue] in AWAITED:
        return not frame.source or lowers[cue + 1 : cue + 2] == ["to"]
    return lowers[cue] in _PLANNED and told_later(lowers, cue)


def _before(story: Scan, frame: Frame) -> list[str]:
    """Return the words right before the cue, behind its source, that belong to it as a verb."""
    low, _ = story.tokens.sentences[story.tokens.sentence_of[frame.cue]]
    if frame.source and frame.source.last <= frame.cue:
        low = max(low, frame.source.last)
    first = frame.cue
    while first > max(low, frame.cue - _NEAR) and _is_of_verb(story, first - 1):
        first -= 1
    return story.tokens.lowers[first : frame.cue]


def _is_of_verb(story: Scan, at: int) -> bool:
    """Tell whether a word may be a verb's behind it, and no other's, as in "who did not come said"."""
    if story.quoted[at]:
        return False
    return story.kinds[at] in _OF_VERB or story.tokens.lowers[at] in _WITH_VERB
