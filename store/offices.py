"""Which printed roles are an office of one holder, so that "the Russian foreign minister" is somebody.

What is no such office may be anybody's: "the mayor", "chief executive" and
"the foreign minister" are others in each story, "an Iranian official" is one
of many, "the former French president" one of several.
"""

from __future__ import annotations

import re
from itertools import takewhile

from store.naming import RANKS, SMALL, plain
from store.quotes.people_offices import is_role
from store.quotes.people_words import ADJECTIVES, BODIES, COURTESY, KNOWN_BODIES, MODIFIERS, PLACES, words
from store.terms import WORDS, fold

_POSSESSIVE = re.compile(r"['’]s?\b|s['’](?!\w)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_LOCAL = words(
    """a an one two three some several many another other both no any each its his her their our my your
    this that these those who which"""
)
_BESIDE = words("of for to in at on with from by de du des la von für der на в")
"""What parts an office from whose it is: "secretary of state"."""
_NOT_NOW = (RANKS - {"acting", "vice"}) | words("ex former late outgoing then onetime retired designate")
"""With these words there may be several at a time."""
_HELD_BY_ONE = words(
    """ambassador ceo chairman chairperson chairwoman chancellor chief coach commissioner director emir
    envoy governor head king mayor minister pope premier president queen secretary speaker sultan"""
)
_NOUN_FIRST = words(
    """директор глава губернатор министр президент премьер alcalde alcaldesa directeur directrice maire
    ministra ministre ministro presidenta presidente président présidente"""
)
"""The same in languages that say whose it is behind it."""
_OF_MANY = words("minister secretary ministra ministre ministro министр")
"""A country has several, of which another word tells."""
_TWO_WORDS = ("attorney general", "chief executive", "director general", "governor general",
              "prosecutor general", "secretary general", "vice president")  # fmt: skip
_OF_ANY = (MODIFIERS | BODIES | {"central"}) - KNOWN_BODIES
_OF_ONE = PLACES | ADJECTIVES | KNOWN_BODIES
_SEATS = ("white house",)  # names made of words that alone tell nothing


def office(role: str) -> str:
    """Return the words of an office by which its holder may be looked for in other stories; empty if none.

    One person holds it at a time, and it says of which country, place or body
    it is.
    """
    if _POSSESSIVE.search(role):
        return ""
    printed = WORDS.findall(_INITIALS.sub(lambda found: found[0].replace(".", ""), role))
    if printed and plain(printed[0]) == "the":
        printed = printed[1:]
    lower = [word for word in map(plain, printed) if word not in COURTESY]
    if len(lower) < 2 or lower[0] in _LOCAL or not _held_by_one(printed):
        return ""
    whole = " ".join(lower)
    return whole if any(map(_names, printed)) or any(seat in whole for seat in _SEATS) else ""


def _held_by_one(printed: list[str]) -> bool:
    """Tell whether the noun of an office is one that a single person holds at a time."""
    lower = [word.lower() for word in printed]
    if not _NOT_NOW.isdisjoint(lower):
        return False
    if lower[0] in _NOUN_FIRST:
        return lower[0] not in _OF_MANY or len(lower) > 2
    title = list(takewhile(lambda word: word not in _BESIDE, lower))
    if title and title[-1] in BODIES:  # "Bank of England governor"
        title = lower
    if not title or (title[-1] in _OF_MANY and len(lower) < 3):
        return False
    if "vice" in title or title[-1] in ("general", "executive"):
        return " ".join(title[-2:]) in _TWO_WORDS
    return title[-1] in _HELD_BY_ONE


def _names(word: str) -> bool:
    """Tell whether a word of an office, as printed, names a place or a body."""
    lower = fold(word)
    if lower in _OF_ONE:
        return True
    general = lower in _OF_ANY or lower in SMALL or lower in COURTESY or is_role(word.lower())
    return word[:1].isupper() and not general
