"""How alike two pieces of text are, and which of their words differ. Never slow, whatever the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from store.terms import WORDS, fold

RunKind = Literal["same", "added", "removed"]

STEPS = 2_000_000
"""What one comparison may cost: about a second in the worst case, far more than any real story asks for."""
_MOST = 60_000  # pairs of equal words in two texts, above which their words are not lined up
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """Some text that is in both versions, or in one of them."""

    kind: RunKind
    text: str


class Budget:
    """Steps that may still be spent on one comparison."""

    __slots__ = ("left",)

    def __init__(self, left: int = STEPS) -> None:
        self.left = left

    def spend(self, steps: int) -> bool:
        """Take `steps` if there are as many; tell whether there were."""
        if steps > self.left:
            return False
        self.left -= steps
        return True


def bag(text: str) -> Counter[str]:
    """Return the folded words of `text` with how often each stands in it."""
    return Counter(WORDS.findall(fold(text)))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return which share of the words of two bags is in both, 0 to 1 (the coefficient of Dice)."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    count = one.total() + other.total()
    common = sum(min(times, large[word]) for word, times in small.items() if word in large)
    return 2 * common / count if count else 0.0


def runs(old: str, new: str, budget: Budget) -> tuple[Run, ...]:
    """Return what became of `old`, word by word, in reading order; what went stands before what came.

    Joined without the added runs it is `old`, without the removed ones `new`,
    to the character. When the budget does not reach, all between the first
    and the last difference is one run removed and one added.
    """
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    middle = before[head : len(before) - tail], after[head : len(after) - tail]
    hunks = [("".join(before[:head]), "", "")]
    hunks += _hunks(*middle, budget)
    hunks.append(("".join(before[len(before) - tail :]), "", ""))
    return tuple(_joined(hunks))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many tokens two sequences begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _hunks(before: Sequence[str], after: Sequence[str], budget: Budget) -> Iterator[tuple[str, str, str]]:
    """Yield what is the same, what went and what came after it, in turn."""
    rarer = Counter(before)
    pairs = sum(times * rarer[token] for token, times in Counter(after).items() if not token.isspace())
    if pairs > _MOST or not budget.spend(10 * pairs + len(before) + len(after)):
        yield "", "".join(before), "".join(after)
        return
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            yield "".join(before[start:end]), "", ""
        else:
            yield "", "".join(before[start:end]), "".join(after[begin:stop])


def _joined(hunks: Sequence[tuple[str, str, str]]) -> Iterator[Run]:
    """Yield the runs of hunks; a blank or mark that two changes have between them goes with them."""
    removed = added = ""
    last = max((at for at, (_, went, came) in enumerate(hunks) if went or came), default=0)
    same = ""
    for at, (kept, went, came) in enumerate(hunks):
        if kept and (removed or added) and at < last and not WORDS.search(kept):
            removed, added = removed + kept, added + kept
        elif kept and (removed or added):
            yield from _filled(same, removed, added)
            same, removed, added = kept, "", ""
        else:
            same, removed, added = same + kept, removed + went, added + came
    yield from _filled(same, removed, added)


def _filled(same: str, removed: str, added: str) -> Iterator[Run]:
    if same:
        yield Run("same", same)
    if removed:
        yield Run("removed", removed)
    if added:
        yield Run("added", added)
