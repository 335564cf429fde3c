"""Who said a quote, where a reader decided it: the decision wins over what was found, in every version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from store.models import Quote, Speaker
from store.statements import statement_key
from store.terms import tokens

DECIDED = "decided by you"
"""The reason of a quote whose speaker the reader decided on."""


def attributed(
    quotes: Sequence[Quote], decided: Mapping[tuple[str, str], str], uris: Iterable[str]
) -> tuple[Quote, ...]:
    """Return the quotes of a story with the speakers that a reader decided on."""
    if not decided:
        return tuple(quotes)
    mine = {words: name for uri in uris for (of, words), name in decided.items() if of == uri}
    return tuple(
        _said_by(quote, mine[words]) if (words := quoted_words(quote.text)) in mine else quote
        for quote in quotes
    )


def quoted_words(text: str) -> str:
    """Return what a decision about a quote knows it by, in whatever version of its story."""
    return statement_key(text) or " ".join(tokens(text))


def _said_by(quote: Quote, name: str) -> Quote:
    mention = quote.speaker.mention if quote.speaker else ""
    span = quote.speaker.span if quote.speaker else None
    return replace(quote, speaker=Speaker(name, mention, span), confidence=1.0, reason=DECIDED)
