"""Offices told by what they are of: "the head of state", "the president of Mexico", "the top diplomat"."""

from __future__ import annotations

from store.quotes.people_grammar import SAYING
from store.quotes.people_offices import role_stem
from store.quotes.people_words import BODIES, words
from store.quotes.tokens import Tokens

_HEADS_OF = {
    "state": words("emir emperor king president prince queen sultan"),
    "government": words("chancellor prime"),
}
"""What the head of one is called, in stems of roles."""
_DIPLOMATS = frozenset({"ambassador", "diplomat", "envoy", "foreign"})
_FOREIGN_MINISTERS = words("minister secretary")
_TOP = words("chief top")
"""Before "diplomat": the foreign minister."""
_GENERIC = words(
    "city company country county group house nation party province region state town union world"
)
"""Nouns for a body that may be any: "the governor of the state"."""
_NOMINAL = frozenset({"n", "s", "C", "d", "ps"})
_REACH = 8
"""Tokens behind a role's "of" that tell of what."""


def office_stems(tokens: Tokens, at: int) -> frozenset[str]:
    """Return the stems by which the role that is token `at` is known: of "head of state" a president's."""
    noun, *behind = tokens.lowers[at : at + 3]
    if noun == "diplomat":
        return _FOREIGN_MINISTERS if _is_top(tokens, at) else _DIPLOMATS
    known = _HEADS_OF.get(behind[-1]) if noun == "head" and behind[:1] == ["of"] else None
    return known or frozenset({role_stem(noun)})


def _is_top(tokens: Tokens, at: int) -> bool:
    return at > 0 and tokens.lowers[at - 1] in _TOP


def told_of(tokens: Tokens, at: int) -> set[str]:
    """Return what a role is of that ends before token `at`: {"mexico"} of "president of Mexico"."""
    found: set[str] = set()
    if at > 1 and tokens.lowers[at - 1] == "diplomat" and _is_top(tokens, at - 1):
        return {"foreign"}
    if tokens.lowers[at : at + 1] not in (["of"], ["for"]):
        return found
    for index in range(at + 1, min(at + _REACH, len(tokens))):
        low = tokens.lowers[index]
        if low in SAYING or (tokens.kinds[index] not in _NOMINAL and low not in ("the", "of", "for")):
            break
        if (tokens.kinds[index] == "C" or low in BODIES) and low not in _GENERIC:
            found.add(role_stem(low))
    return found
