"""Which paragraph of one version is which of the other.

First paragraphs that stand once in each and are the same, as many as keep
their order (the patience method); then the same ones beside these; then, in
the gaps, the alignment in which the most words are common.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from store.wording import Budget, bag, likeness

Pair = tuple[int | None, int | None]
"""Numbers of a paragraph in the older and in the newer version; None: it is not there."""

REWORDED = 0.5
"""Share of common words from which a paragraph is another one reworded, and not a new one in its place."""


def lined_up(old: Sequence[str], new: Sequence[str], budget: Budget) -> Iterator[Pair]:
    """Yield each paragraph of both once, in reading order, what went before what came.

    Where the budget does not reach, paragraphs are paired only if they are the same.
    """
    one = other = 0
    for before, after in (*_anchors(old, new), (len(old), len(new))):
        yield from _gap(old, new, (one, before), (other, after), budget)
        if before < len(old):
            yield before, after
        one, other = before + 1, after + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest run of pairs, rising in both, of paragraphs that stand once in each version."""
    times, other_times = Counter(old), Counter(new)
    place = {text: at for at, text in enumerate(new) if other_times[text] == 1}
    common = [(at, place[text]) for at, text in enumerate(old) if times[text] == 1 and text in place]
    tops: list[int] = []  # by length of run: the least number in `new` that one ends with
    ends: list[int] = []  # and which pair that is
    previous: list[int] = []
    for at, (_, after) in enumerate(common):
        length = bisect_left(tops, after)
        previous.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [after]
        ends[length : length + 1] = [at]
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(common[at])
        at = previous[at]
    return chain[::-1]


def _gap(
    old: Sequence[str], new: Sequence[str], mine: tuple[int, int], theirs: tuple[int, int], budget: Budget
) -> Iterator[Pair]:
    (one, one_end), (other, other_end) = mine, theirs
    while one < one_end and other < other_end and old[one] == new[other]:
        yield one, other
        one, other = one + 1, other + 1
    tail = 0
    while (
        one < one_end - tail
        and other < other_end - tail
        and old[one_end - tail - 1] == new[other_end - tail - 1]
    ):
        tail += 1
    before, after = range(one, one_end - tail), range(other, other_end - tail)
    yield from _closest([old[at] for at in before], [new[at] for at in after], before, after, budget)
    for back in range(tail, 0, -1):
        yield one_end - back, other_end - back


def _closest(
    old: Sequence[str], new: Sequence[str], mine: range, theirs: range, budget: Budget
) -> Iterator[Pair]:
    """Yield the pairs of a gap."""
    chosen = _alignment(old, new, budget) if old and new else []
    one = other = 0
    for before, after in (*chosen, (len(old), len(new))):
        yield from ((mine[at], None) for at in range(one, before))
        yield from ((None, theirs[at]) for at in range(other, after))
        if before < len(old):
            yield mine[before], theirs[after]
        one, other = before + 1, after + 1


def _alignment(old: Sequence[str], new: Sequence[str], budget: Budget) -> list[tuple[int, int]]:
    """Return the pairs, rising in both, that have the most likeness in sum; none if that costs too much."""
    before, after = [bag(text) for text in old], [bag(text) for text in new]
    fewest = min(sum(map(len, before)) * len(after), sum(map(len, after)) * len(before))
    if not budget.spend(2 * fewest + 5 * len(old) * len(new)):
        return []
    score = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    paired: set[tuple[int, int]] = set()
    for one in range(len(old) - 1, -1, -1):
        for other in range(len(new) - 1, -1, -1):
            best = max(score[one + 1][other], score[one][other + 1])
            close = 1.0 if old[one] == new[other] else likeness(before[one], after[other])
            if close >= REWORDED and close + score[one + 1][other + 1] > best:
                best = close + score[one + 1][other + 1]
                paired.add((one, other))
            score[one][other] = best
    return list(_walk(score, paired))


def _walk(score: Sequence[Sequence[float]], paired: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    one = other = 0
    while one < len(score) - 1 and other < len(score[0]) - 1:
        if (one, other) in paired:
            yield one, other
            one, other = one + 1, other + 1
        elif score[one + 1][other] >= score[one][other + 1]:
            one += 1
        else:
            other += 1
