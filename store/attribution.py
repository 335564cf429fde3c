"""Who said a quote, where a reader decided it: the decision wins over what was found, in every version.

A decision knows a quote by its words. Where other rules or another version
draw its bounds a few words farther or nearer, it is still the same quote; where
the words are no quote any more the decision is kept, and waits for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from store.models import Quote, Speaker
from store.statements import key_of, statement_key
from store.terms import WORDS, fold, tokens

DECIDED = "decided by you"
"""The reason of a quote whose speaker the reader decided on."""

_MOVED = 12  # words by which either bound may lie apart: as many as a clause taken in or left out has
_NEAR = 200  # characters in which so many words stand


def attributed(
    quotes: Sequence[Quote], decided: Mapping[tuple[str, str], str], uris: Iterable[str], body: str
) -> tuple[Quote, ...]:
    """Return the quotes of a story, given with its text, with the speakers that a reader decided on."""
    if not decided:
        return tuple(quotes)
    mine = {words: name for uri in uris for (of, words), name in decided.items() if of == uri}
    known = known_by(quotes, mine, body)
    return tuple(
        _said_by(quote, mine[words]) if words in mine else quote
        for quote, words in zip(quotes, known, strict=True)
    )


def known_by(quotes: Sequence[Quote], decided: Collection[str], body: str) -> tuple[str, ...]:
    """Return what decisions about the quotes of a story know each of them by.

    Those are its words; where no decision knows these, the words of one that
    would find no quote, if they are its own but for some at either end.
    """
    known = [quoted_words(quote.text) for quote in quotes]
    lost = set(decided).difference(known)
    near = sorted(
        (moved, number, words)
        for number, quote in enumerate(quotes)
        if lost and known[number] not in decided
        for moved, words in _about(quote, body)
        if words in lost
    )
    for _, number, words in near:
        if words in lost and known[number] not in decided:
            known[number] = words
            lost.discard(words)
    return tuple(known)


def quoted_words(text: str) -> str:
    """Return what a decision about a quote knows it by, in whatever version of its story."""
    return statement_key(text) or " ".join(tokens(text))


def _about(quote: Quote, body: str) -> Iterator[tuple[int, str]]:
    """Yield what a quote would be known by with other bounds, and by how many words these lie apart.

    At least half of the words are the same ones.
    """
    before = _folded(body[: quote.start][-_NEAR:])[-_MOVED:]
    own = _folded(quote.text)
    words = [*before, *own, *_folded(body[quote.end :][:_NEAR])[:_MOVED]]
    first, last = len(before), len(before) + len(own)
    for start in range(max(first - _MOVED, 0), min(first + _MOVED + 1, last)):
        for end in range(max(last - _MOVED, start + 1), min(last + _MOVED, len(words)) + 1):
            common = min(end, last) - max(start, first)
            if 2 * common >= max(end - start, len(own)):
                yield abs(start - first) + abs(end - last), key_of(words[start:end])


def _folded(text: str) -> list[str]:
    return WORDS.findall(fold(text))


def _said_by(quote: Quote, name: str) -> Quote:
    mention = quote.speaker.mention if quote.speaker else ""
    span = quote.speaker.span if quote.speaker else None
    return replace(quote, speaker=Speaker(name, mention, span), confidence=1.0, reason=DECIDED)
