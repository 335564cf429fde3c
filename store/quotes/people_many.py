"""How far the words for nameless people go: "more than nine of 10 farmers", "current and former aides".

A source ends where a base noun phrase does; of these the first words alone say
of nobody anything.
"""

from __future__ import annotations

from store.quotes.people_grammar import DETERMINERS
from store.quotes.people_heads import Head
from store.quotes.people_offices import is_people
from store.quotes.people_words import ADJECTIVES, MODIFIERS, words
from store.quotes.tokens import Tokens

REACH = 6
"""Tokens from a preposition to the people it leads to at most."""
STEPS = 2
"""Prepositions followed at most: "more than nine of 10 farmers"."""

_AMOUNTS = words(
    """both dozens eight few fewer five four half hundreds less majorities majority many millions more most
    nine none number one percent proportion scores seven several share six some ten thirds thousands
    three two two-thirds"""
)
_QUANTIFIERS = words("all these those")
_LEADS = frozenset({"of", "in", "than"})
_INSIDE = frozenset({"n", "s", "C", "d", "x", "ing", "ed", "@"})
"""Kinds of tokens in the words for people."""


def end_of_many(tokens: Tokens, head: Head) -> int:
    """Return the end of the words for people that the source only begins; the source's own end if none."""
    end = head.last
    if head.noun in _AMOUNTS or head.noun.isdigit():
        for _ in range(STEPS):
            end = _led_to(tokens, end)
        return end if _people(tokens.lowers[end - 1]) else head.last
    described = head.noun in MODIFIERS or head.noun in ADJECTIVES
    joined = end + 1 < len(tokens) and tokens.lowers[end] in ("and", "or")
    return _coordinated(tokens, end) if described and joined else end


def _led_to(tokens: Tokens, at: int) -> int:
    """Return where the plural or the amount ends to which the preposition at token `at` leads; else `at`."""
    if at + 1 >= len(tokens) or tokens.lowers[at] not in _LEADS:
        return at
    for index in range(at + 1, min(at + 1 + REACH, len(tokens))):
        low = tokens.lowers[index]
        if _people(low) or (low in _AMOUNTS and tokens.lowers[index + 1 : index + 2] in (["of"], ["in"])):
            return index + 1
        if tokens.kinds[index] not in _INSIDE and low not in DETERMINERS and low not in _QUANTIFIERS:
            break
    return at


def _coordinated(tokens: Tokens, at: int) -> int:
    """Return where "and former officials" at token `at` ends; `at` if no people follow."""
    for index in range(at + 1, min(at + REACH, len(tokens))):
        low = tokens.lowers[index]
        if _people(low) and not (index + 1 < len(tokens) and _people(tokens.lowers[index + 1])):
            return index + 1
        if low not in MODIFIERS and low not in ADJECTIVES and not _people(low):
            break
    return at


def _people(low: str) -> bool:
    """Tell whether a lower-case word is a plural for people."""
    if low in _AMOUNTS or low in _QUANTIFIERS:
        return False
    return is_people(low)
