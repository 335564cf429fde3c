"""A word with a capital that stands alone, no title before it: a surname, a body, a place or no name.

It is weak, which means that it counts only where it fits a name printed
elsewhere, if it has its capital from the sentence it opens, or means people
of some kind.
"""

from __future__ import annotations

from store.quotes.names import GIVEN
from store.quotes.people_grammar import ARTICLES, FINITE
from store.quotes.people_mention import Form, Mention
from store.quotes.people_words import (
    ADJECTIVES,
    BODY_WORDS,
    CALENDAR,
    COMPANIES,
    FUNCTION_WORDS,
    GENERATIONS,
    KNOWN_BODIES,
    MODIFIERS,
    PARTICLES,
    PLACE_OPENERS,
    PLACES,
    ROLES,
    SPEAKERS,
    words,
)
from store.quotes.tokens import Tokens

LINKS = frozenset({"of", "for", "&", "and", "on"})
"""Words inside bodies' names."""
OF_BODIES = BODY_WORDS | LINKS
OF_PLACES = PLACES | PLACE_OPENERS | PARTICLES | {"n.", "s.", "e.", "w.", "u.s.", "u.n."}
"""What may stand inside a place's name: "N. Korea", "Rio de Janeiro"."""
VERBAL = ("ing", "ly")
"""Endings of words that open a sentence and are no names: "Speaking", "Regrettably"."""
_PLURAL = ("ers", "ors", "ists", "ials", "ants", "ents", "ians", "ees", "ions", "ives", "ities", "nials")
"""Endings of plural nouns: "Readers may not vote as editors tell them"."""
_OPENERS = ROLES | MODIFIERS | FUNCTION_WORDS
"""Words that open a sentence and are seldom names there: "Presidential hopefuls"."""
_COMMON_ENDINGS = (*VERBAL, *_PLURAL)
_AFTER_COMMON = words("in of with to against for on at from by the a an that over into")
"""After a lone capitalised word at the head of a sentence: it was no name ("Activists from ...")."""
_CAPITAL_INSIDE = tuple(words("Mc Mac De Di Du La Le Van Von Fitz O' O’ D' D’ St"))
"""Beginnings of surnames with a second capital inside; others are brands: "YouTube"."""
_NO_STATES = frozenset({"u.s.", "u.n.", "u.k.", "e.u."})
_BULLETS = frozenset({"—", "–", "-", "--", "*", "•"})
"""What opens a point of a list: "— Continue drilling" is nobody's name."""
_LONGEST_ACRONYM = 6


def lone_name(
    tokens: Tokens, left: int, at: int, end: int, *, opening: bool, plain: set[str]
) -> Mention | None:
    """Return what the word at token `at` names; None if it names nothing.

    Its run begins at `left` and ends, past a suffix, at `end`; `plain` are the
    text's words in small letters.
    """
    lowers = tokens.lowers
    word, before = lowers[at], lowers[left - 1] if left else ""
    if not word[0].isalnum() or word in COMPANIES:  # "Company halts work": any company
        return None
    crowd = _crowd(word)
    if crowd and (word[-1] == "s" or before in ARTICLES):
        return None
    form = _form(tokens.texts[at], word, after_the=before == "the" and left == at)
    after = lowers[end] if end < len(lowers) else ""
    if after == "," and form == "single" and of_a_state(lowers, end):
        form = "place"
    sure = left == at and form == "single" and before in ROLES
    weak = form == "single" and (
        crowd or word in CALENDAR or (word not in GIVEN and _no_surname(tokens, at, after, opening, plain))
    )
    suffix = suffix_at(lowers, at + 1, end)
    return Mention(at, at + 1, end, left, form, (word,), "", False, weak, opening, sure, suffix)


def suffix_at(lowers: list[str], last: int, end: int) -> str:
    """Return the "jr" behind a name that ends at `last`, its suffix included at `end`; "" if none."""
    return lowers[last].rstrip(".") if last < end and lowers[last] in GENERATIONS else ""


def of_a_state(lowers: list[str], comma: int) -> bool:
    """Tell whether a state's abbreviation stands behind the comma of a name, a town's: "Salem, N.H."."""
    state = lowers[comma + 1] if comma + 1 < len(lowers) else ""
    return state in PLACES and state[-1] == "." and state not in _NO_STATES


def _form(text: str, word: str, *, after_the: bool) -> Form:
    """Return what kind of name a word alone is, of which `word` is the lower case."""
    if word in OF_BODIES:
        return "body"
    if word in OF_PLACES or ("-" in word and word.partition("-")[0] in PLACES):
        return "place"
    acronym = 2 <= len(text) <= _LONGEST_ACRONYM and text.isupper()
    brand = text[1:] != word[1:] and not text.startswith(_CAPITAL_INSIDE) and "-" not in text
    inside = "." in text[1:-1]  # "Outsports.com"
    return "body" if acronym or brand or inside or after_the or word in KNOWN_BODIES else "single"


def _crowd(word: str) -> bool:
    """Tell whether a lone capitalised word is a party's or nation's adjective or people, no name."""
    if word[-1] == "s":
        word = word[:-1]
    return word in ADJECTIVES or word.rpartition("-")[2] in ADJECTIVES


def _no_surname(tokens: Tokens, at: int, after: str, opening: bool, plain: set[str]) -> bool:
    """Tell whether a word that is no given name is likely no surname either."""
    word, text = tokens.lowers[at], tokens.texts[at]
    if opening and (_common(word, plain) or after in _AFTER_COMMON or _listed(tokens, at)):
        return True
    if word in SPEAKERS or word.removesuffix("s") in SPEAKERS:
        return True
    return len(word) > _LONGEST_ACRONYM and text.isupper() and after != ":"


def _common(word: str, plain: set[str]) -> bool:
    """Tell whether a word that opens a sentence is likely no name."""
    return word in plain or word in _OPENERS or word.endswith(_COMMON_ENDINGS)


def _listed(tokens: Tokens, at: int) -> bool:
    """Tell whether a word opens a point of a list, and no verb follows as it does behind a name."""
    after = tokens.lowers[at + 1 : at + 2]
    bullet = at > 0 and tokens.texts[at - 1] in _BULLETS
    return bullet and after != [] and after[0].isalpha() and after[0] not in FINITE
