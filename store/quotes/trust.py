"""How sure a quote is: the chance that its words and its speaker are both right.

A linear model over what the earlier choices said of themselves, learnt from
stories those choices were not learnt from, so that "sure" means what it says.
"""

from __future__ import annotations

import math
from bisect import bisect_right

from store.models import QuoteType
from store.quotes.lexicon import IRREGULAR, PUNCTUATION_KINDS, stem
from store.quotes.scan import Scan
from store.quotes.tables import NONE, NUMBERS
from store.quotes.trust_tables import TrustTables
from store.quotes.utterance import Utterance

ACCOUNT = 20
"""Tokens behind an attribution in which it is said by whose account it is so."""
LIKELY = 0.85
"""Trust at most in a quote that is told at second hand."""
_STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995)
_STEP_NAMES = tuple(str(step) for step in range(len(_STEPS) + 1))
_SIZES = (2, 4, 8, 16, 32, 64)
_SIZE_NAMES = ("1", "3", "7", "15", "31", "63", "+")
_SENTENCE = 3
"""Which of these steps a sentence has at least."""
_NO_SUBJECT = frozenset({"in", "by", "as", "to", "of", "sub", "wh", "who", "rb", "ly", "ing", "that"})
"""Kinds of words with which no sentence begins that needs no other: "As feared", "In May"."""


def trust(score: int) -> float:
    """Return the chance that a quote is right of which so much speaks for it, in hundredths."""
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


def trust_score(
    story: Scan, utterance: Utterance, kind: QuoteType, resolved: float, table: TrustTables
) -> int:
    """Return what speaks for an utterance; `resolved` says how sure its speaker's name is."""
    frame = utterance.frame
    size = _size(story, utterance)
    joined = "".join(sorted({how[0] for how in utterance.joined})) if utterance.joined else ""
    if frame is None:
        return table.bare_kind.get(kind, 0) + table.bare_size.get(size, 0) + table.bare_joined.get(joined, 0)
    inside = "Q" if story.quoted[frame.cue] else ""
    if frame.shape == "transcript":
        return table.line_inside.get(inside, 0) + table.line_size.get(size, 0)
    cue, source, span = _step(frame.chance), _step(frame.source_chance), _step(frame.span_chance)
    who = frame.source.kind if frame.source else "-"
    edges = _edges(story, utterance)
    own, of_form = table.forms[kind[0] + frame.shape[0]]
    by_cue, by_source, by_span, by_who, by_edges, by_size, by_joined, by_inside, by_share, by_gap = of_form
    score: int = (
        own
        + table.root.get(stem(story.tokens.lowers[frame.cue]), 0)
        + by_cue.get(cue, 0)
        + by_source.get(source, 0)
        + by_span.get(span, 0)
        + by_who.get(who, 0)
        + by_edges.get(edges, 0)
        + by_size.get(size, 0)
        + by_joined.get(joined, 0)
        + by_inside.get(inside, 0)
        + by_share.get(NUMBERS[min(story.shares[frame.cue] // 10, 8)], 0)
        + by_gap.get(_gap(utterance), 0)
        + table.cue_source.get(cue, NONE).get(source, 0)
        + table.source_who.get(source, NONE).get(who, 0)
        + table.span_edges.get(span, NONE).get(edges, 0)
        + table.span_size.get(span, NONE).get(size, 0)
        + table.resolved_who.get(_step(resolved), NONE).get(who, 0)
        + table.pieces_joined.get(NUMBERS[min(len(utterance.pieces), 9)], NONE).get(joined, 0)
    )
    return score


def _step(chance: float) -> str:
    return _STEP_NAMES[bisect_right(_STEPS, chance)]


def _size(story: Scan, utterance: Utterance) -> str:
    """Name the number of words, in steps; a short sentence before its source counts as a longer one.

    In the stories it was learnt from few words before a cue are an aside ("As
    feared, Lee said"); those of a sentence are as surely a quote as more are:
    "The talks have failed, Lee said".
    """
    size = bisect_right(_SIZES, sum([last - first for first, last in utterance.pieces]))
    return _SIZE_NAMES[max(size, _SENTENCE) if _is_sentence(story, utterance) else size]


def _is_sentence(story: Scan, utterance: Utterance) -> bool:
    """Tell whether the words are a clause that opens its sentence, up to the comma before the source."""
    frame = utterance.frame
    if frame is None or frame.source is None or frame.shape != "before" or len(utterance.pieces) > 1:
        return False
    first, last = utterance.pieces[0]
    begins = first == story.tokens.sentences[story.tokens.sentence_of[first]][0]
    parted = story.kinds[last : last + 1] == [","] and last + 1 == frame.source.first <= frame.cue
    if not begins or not parted or story.kinds[first] in _NO_SUBJECT:
        return False
    return any(_may_be_verb(story, at, last) for at in range(first + 1, last))


def _may_be_verb(story: Scan, at: int, last: int) -> bool:
    """Tell whether a word may be a sentence's verb: "were", "arrested", "fell", "regrets"."""
    kind = story.kinds[at]
    if kind == "s":
        return at + 1 < last and story.kinds[at + 1] not in ("of", "in", "cc", "s")
    return kind in ("ax", "ed") or story.tokens.lowers[at] in IRREGULAR


def _edges(story: Scan, utterance: Utterance) -> str:
    """Say what stands on both edges of the words: marks, punctuation or neither."""
    first, last = utterance.first, utterance.last
    before = story.kinds[first - 1] if first else "."
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
        return "<" + NUMBERS[min(frame.cue - frame.source.last, 5)]
    return ">" + NUMBERS[min(frame.source.first - frame.cue, 5)]
