"""Frames that hold nothing said: how a source wants to be called, and what somebody calls a thing."""

from __future__ import annotations

from store.quotes.constructions import CALLING
from store.quotes.model import Frame
from store.quotes.quotations import quotations_in
from store.quotes.scan import Scan

FARTHEST_NAME = 12
"""Tokens from "what" to the name in marks that somebody calls a thing at most."""
ANONYMOUS = 7
"""Words in which "not to be named", "that her name not be used" are told."""
_NAMING = frozenset({"named", "identified", "quoted"})


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


def only_names(story: Scan, frame: Frame) -> bool:
    """Tell whether the content is another's name for a thing: `a probe showed what Lee called "a leak"`."""
    first, last = frame.pieces[-1]
    if first < frame.cue or story.tokens.lowers[first] != "what":
        return False
    mark = next((segment.first for segment in quotations_in(story, frame, (first, last))), first)
    if mark - first > FARTHEST_NAME:
        return False
    own = story.kinds[first + 1 : first + 2] in (["pp"], ["it"])  # "denounced what he called"
    return not own and not CALLING.isdisjoint(story.tokens.lowers[first:mark])
