"""How sure a quote is: the chance that its words and its speaker are both right.

A linear model over what the earlier choices said of themselves, learnt from
stories those choices were not learnt from, so that "sure" means what it says.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from itertools import repeat

from store.models import QuoteType
from store.quotes.lexicon import PUNCTUATION_KINDS, stem
from store.quotes.scan import Scan
from store.quotes.utterance import Utterance

ACCOUNT = 20
"""Tokens behind an attribution in which it is said by whose account it is so."""
LIKELY = 0.85
"""Trust at most in a quote that is told at second hand."""
_STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995)
_STEP_NAMES = tuple(str(step) for step in range(len(_STEPS) + 1))
FORM = "form"
"""The feature of what its form alone makes a quote, whatever annotators call it: a line of a transcript."""
_SIZES = (2, 4, 8, 16, 32, 64)
_SIZE_NAMES = ("1", "3", "7", "15", "31", "63", "+")


def trust(table: Mapping[str, int], features: list[str]) -> float:
    """Return the chance that `table`, weights in hundredths, gives a quote with these features."""
    score = sum(map(table.get, features, repeat(0)))
    return 1.0 / (1.0 + math.exp(-score / 100))


def second_hand(story: Scan, utterance: Utterance) -> bool:
    """Tell whether the words are told by another yet: `"...," Lee said, according to the paper`."""
    frame = utterance.frame
    if frame is None or frame.source is None:
        return False
    tokens = story.tokens
    stop = tokens.sentences[tokens.sentence_of[frame.cue]][1]
    ends = [last for first, last in utterance.pieces if frame.cue < first < stop]
    behind = max(frame.cue + 1, frame.source.last, *ends)
    ahead = tokens.lowers[behind : min(stop, behind + ACCOUNT)]
    return "according" in ahead and not story.quoted[behind + ahead.index("according")]


def trust_features(story: Scan, utterance: Utterance, kind: QuoteType, resolved: float) -> list[str]:
    """Return what tells how sure an utterance is; `resolved` says how sure its speaker's name is."""
    frame = utterance.frame
    size = _size(sum([last - first for first, last in utterance.pieces]))
    joined = "".join(sorted({how[0] for how in utterance.joined})) if utterance.joined else ""
    if frame is None:
        return ["none", "none" + kind, "none" + size, "none" + joined]
    chance, source, span = _step(frame.chance), _step(frame.source_chance), _step(frame.span_chance)
    who = frame.source.kind if frame.source else "-"
    form = kind[0] + frame.shape[0]
    root = stem(story.tokens.lowers[frame.cue])
    if frame.shape == "transcript":
        return [FORM, "lines" + _inside(story, frame.cue), "size" + size]
    edges = _edges(story, utterance)
    inside = _inside(story, frame.cue)
    return [
        "bias",
        "a" + chance,
        "b" + source,
        "c" + span,
        "d" + form,
        f"e{form}{chance}",
        f"f{form}{source}",
        f"g{form}{span}",
        f"h{who}{form}",
        f"i{who}{source}",
        f"j{edges}{form}",
        f"k{edges}{span}",
        f"l{size}{form}",
        f"m{size}{span}",
        f"n{joined}{form}",
        "o" + root,
        f"p{inside}{form}",
        f"q{len(utterance.pieces)}{joined}",
        f"r{_step(resolved)}{who}",
        f"s{min(story.shares[frame.cue] // 10, 8)}{form}",
        f"t{_gap(utterance)}{form}",
        f"u{chance}{source}",
    ]


def _inside(story: Scan, index: int) -> str:
    return "Q" if story.quoted[index] else ""


def _step(chance: float) -> str:
    return _STEP_NAMES[bisect_right(_STEPS, chance)]


def _size(size: int) -> str:
    return _SIZE_NAMES[bisect_right(_SIZES, size)]


def _edges(story: Scan, utterance: Utterance) -> str:
    """Say what stands on both edges of the words: marks, punctuation or neither."""
    first, last = utterance.first, utterance.last
    before = story.kinds[first - 1] if first else "^"
    after = story.kinds[last] if last < len(story.kinds) else "$"
    return (before if before in PUNCTUATION_KINDS or before == "that" else "w") + (
        after if after in PUNCTUATION_KINDS else "w"
    )


def _gap(utterance: Utterance) -> str:
    """Say how far the source is from the cue, and on which side."""
    frame = utterance.frame
    if frame is None or frame.source is None:
        return "-"
    if frame.source.last <= frame.cue:
        return "<" + str(min(frame.cue - frame.source.last, 5))
    return ">" + str(min(frame.source.first - frame.cue, 5))
