"""Which words head cues: learnt from annotated stories, for `tests.bench.train_quotes`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from store.quotes.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    OBJECTS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    stem,
)
from store.quotes.scan import Lexicon
from store.quotes.tokens import Tokens
from tests.bench.corpus import Spans, Story

CLOSED = (
    AUXILIARIES
    | PREPOSITIONS
    | DETERMINERS
    | POSSESSIVES
    | CONJUNCTIONS
    | SUBJECTS
    | DAYS
    | SUBORDINATORS
    | ADVERBS
    | OBJECTS
)
Ranges = list[tuple[int, int]]


def ranges(tokens: Tokens, spans: Spans) -> Ranges:
    """Return character spans as token ranges, merged, marks and punctuation at their edges left out."""
    out: Ranges = []
    for start, end in sorted(spans):
        first, last = tokens.at(start), min(tokens.at(end - 1) + 1, len(tokens))
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        elif first < last:
            out.append((first, last))
    return out


def head_scores(stories: Iterable[tuple[Tokens, Story]]) -> dict[str, float]:
    """Return for each word how much it looks like the head of a cue."""
    inside: Counter[str] = Counter()
    overall: Counter[str] = Counter()
    for tokens, story in stories:
        taken = {i for gold in story.gold for a, b in ranges(tokens, gold.cue) for i in range(a, b)}
        overall.update(tokens.lowers)
        inside.update(tokens.lowers[i] for i in taken)
    out = {}
    for word, n in inside.items():
        share = n / (overall[word] + 3.0)
        if word != "according" and (word in CLOSED or not word[0].isalpha()):
            share *= 0.01
        out[word] = share
    return out


def head_of(tokens: Tokens, cue: Spans, scores: dict[str, float]) -> int:
    best, at = -1.0, -1
    for first, last in ranges(tokens, cue):
        for i in range(first, last):
            score = scores.get(tokens.lowers[i], 0.0)
            if score > best:
                best, at = score, i
    return at


def cue_lexicon(
    stories: list[tuple[Tokens, Story]], scores: dict[str, float], least: int = 2, share: float = 0.03
) -> Lexicon:
    """Return the words, and stems of words, that head a cue often enough."""
    heads: Counter[str] = Counter()
    overall: Counter[str] = Counter()
    for tokens, story in stories:
        overall.update(tokens.lowers)
        heads.update(tokens.lowers[i] for i in (head_of(tokens, g.cue, scores) for g in story.gold) if i >= 0)
    stems: Counter[str] = Counter()
    stems_overall: Counter[str] = Counter()
    for word, n in overall.items():
        stems[stem(word)] += heads[word]
        stems_overall[stem(word)] += n
    return Lexicon(_frequent(heads, overall, least, share), _frequent(stems, stems_overall, least, share))


def _frequent(heads: Counter[str], overall: Counter[str], least: int, share: float) -> dict[str, int]:
    return {
        w: round(100 * n / overall[w]) for w, n in heads.items() if n >= least and n / overall[w] >= share
    }
