"""What became of the quotes of a story in its next version: new, gone, reworded, or put in another mouth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from store.models import Quote
from store.statements import telling_words
from store.terms import WORDS, fold
from store.wording import Budget, Run, bag, likeness, runs

QuoteChangeKind = Literal["same", "new", "gone", "reworded", "reattributed"]

ALIKE = 0.6
"""Share of common words from which a quote is another one reworded: below it, different sentences of one
story, which have its names and subject in common, begin to pair."""
_NAMESAKES = 20  # quotes of the same words among which a speaker is looked for
_CUT = 5  # words a quote must have to count as the shorter form of one that holds them all


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """What became of one quote."""

    kind: QuoteChangeKind
    """Of words and speaker that both changed: "reworded"; `respoken` tells of the speaker."""
    old: Quote | None
    """None only if new."""
    new: Quote | None
    """None only if gone."""
    runs: tuple[Run, ...]
    """The words: of a reworded quote compared word by word, else in one run."""
    respoken: bool = False
    """Another speaker is named than before."""


def quote_changes(old: Sequence[Quote], new: Sequence[Quote]) -> tuple[QuoteChange, ...]:
    """Return what became of each quote: those of `new` in order, then those that are gone, in order.

    Quotes are the same if their folded words are; case, marks and layout say
    nothing. A speaker found in one version alone contradicts nothing: that is
    what was read out of the copy, not what the service changed.
    """
    budget = Budget()
    partners = _equal(old, new)
    partners |= _similar(old, new, partners, budget)
    changes = []
    for at, quote in enumerate(new):
        if at in partners:
            changes.append(_kept(old[partners[at]], quote, budget))
        else:
            changes.append(QuoteChange("new", None, quote, (Run("added", quote.text),)))
    kept = set(partners.values())
    gone = [quote for at, quote in enumerate(old) if at not in kept]
    changes += [QuoteChange("gone", quote, None, (Run("removed", quote.text),)) for quote in gone]
    return tuple(changes)


def same_speaker(old: Quote, new: Quote) -> bool:
    """Tell whether nothing says that two quotes have different speakers.

    A shorter form of the name is the same name ("Peric", "Ivan Peric"), and
    an office that is known to be a person's is that person.
    """
    if old.speaker is None or new.speaker is None:
        return True
    one, other = ({*WORDS.findall(fold(who.name))} for who in (old.speaker, new.speaker))
    if one <= other or other <= one:
        return True
    offices = ({*WORDS.findall(fold(who.role))} for who in (old.speaker, new.speaker))
    of_one, of_other = offices
    return bool((of_other and of_other <= one) or (of_one and of_one <= other))


def _equal(old: Sequence[Quote], new: Sequence[Quote]) -> dict[int, int]:
    """Pair quotes of the same words: of the same name first, then of what may be the same, then in order."""
    unpaired: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, quote in enumerate(old):
        unpaired[_key(quote)].append(at)
    partners: dict[int, int] = {}
    for fits in (_same_name, same_speaker, _any):
        for at, quote in enumerate(new):
            if at in partners:
                continue
            left = unpaired[_key(quote)]
            mine = next((one for one in left[:_NAMESAKES] if fits(old[one], quote)), None)
            if mine is not None:
                partners[at] = mine
                left.remove(mine)
    return partners


def _same_name(old: Quote, new: Quote) -> bool:
    return (old.speaker and old.speaker.name) == (new.speaker and new.speaker.name)


def _any(_old: Quote, _new: Quote) -> bool:
    return True


def _key(quote: Quote) -> tuple[str, ...]:
    return telling_words(quote.text) or (quote.text,)


def _similar(
    old: Sequence[Quote], new: Sequence[Quote], taken: Mapping[int, int], budget: Budget
) -> dict[int, int]:
    """Pair the quotes that are left by how alike their words are, the closest first."""
    used = set(taken.values())
    before = [(at, bag(quote.text)) for at, quote in enumerate(old) if at not in used]
    after = [(at, bag(quote.text)) for at, quote in enumerate(new) if at not in taken]
    shortest = min((len(words) for _, words in before), default=0)
    if not budget.spend(10 * len(before) * sum(min(len(words), shortest) + 1 for _, words in after)):
        return {}
    scored = [
        (-closeness, at, one)
        for at, words in after
        for one, earlier in before
        if (closeness := _closeness(earlier, words)) >= ALIKE
    ]
    partners: dict[int, int] = {}
    found: set[int] = set()
    for _, at, one in sorted(scored):
        if at not in partners and one not in found:
            partners[at] = one
            found.add(one)
    return partners


def _closeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how alike two quotes are; one that was only cut is the other one, at least just so."""
    short, long = (one, other) if one.total() <= other.total() else (other, one)
    cut = short.total() >= _CUT and short <= long
    return max(likeness(one, other), ALIKE if cut else 0.0)


def _kept(old: Quote, new: Quote, budget: Budget) -> QuoteChange:
    respoken = not same_speaker(old, new)
    if _key(old) != _key(new):
        return QuoteChange("reworded", old, new, runs(old.text, new.text, budget), respoken)
    return QuoteChange("reattributed" if respoken else "same", old, new, (Run("same", new.text),), respoken)
