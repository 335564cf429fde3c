"""Offices: which nouns are roles, which are one office, and which point to someone already named."""

from __future__ import annotations

from store.quotes.people_grammar import SAYING
from store.quotes.people_words import BODIES, PLURAL_PEOPLE, ROLES, words
from store.quotes.tokens import Tokens

DEFINITE = words(
    """actor actress author billionaire businessman businesswoman candidate chairman chairwoman
    chancellor congressman congresswoman contender democrat developer ex-president front-runner
    frontrunner governor hopeful incumbent justice king lady lawmaker leader magnate mayor minister
    mogul nominee politician pontiff pope premier president prince professor queen representative republican
    secretary senator singer socialist star tycoon veteran"""
)
"""Nouns that, with "the", mean someone already named, also where no role says so."""

OFFICES = words(
    """ambassador chancellor congressman congresswoman governor justice king mayor minister pope premier
    president prince queen representative secretary senator speaker"""
)
"""Offices of which one person mostly holds one."""

EPITHETS = words(
    """billionaire businessman businesswoman celebrity developer fellow firebrand freshman junior magnate
    millionaire mogul star tycoon veteran"""
)
"""Nouns that say of someone what no office says, and stand before another noun as well: "the star host"."""

POLITICAL = OFFICES | words(
    """candidate chairman chairwoman congressman congresswoman conservative contender democrat
    front-runner frontrunner hopeful incumbent lawmaker leader legislator liberal libertarian nominee
    politician republican rival socialist"""
)
"""Nouns for people in politics."""

_SAME_ROLE = {
    "sen.": "senator",
    "sen": "senator",
    "rep.": "representative",
    "rep": "representative",
    "gov.": "governor",
    "gov": "governor",
    "gen.": "general",
    "gen": "general",
    "lt.": "lieutenant",
    "col.": "colonel",
    "capt.": "captain",
    "sgt.": "sergeant",
    "dr.": "doctor",
    "dr": "doctor",
    "prof.": "professor",
    "rev.": "reverend",
    "pres.": "president",
    "sec.": "secretary",
    "amb.": "ambassador",
    "adm.": "admiral",
    "congressman": "representative",
    "congresswoman": "representative",
    "adviser": "advisor",
    "councilman": "councilor",
    "premier": "minister",
    "pontiff": "pope",
    "ceo": "executive",
    "insp.": "inspector",
    "insp": "inspector",
    "supt": "superintendent",
    "supt.": "superintendent",
    "chairwoman": "chairman",
    "chair": "chairman",
    "chairperson": "chairman",
    "spokesperson": "spokesman",
    "spokeswoman": "spokesman",
    "businessperson": "businessman",
}


def role_stem(word: str) -> str:
    """Return the lower-case role noun by which abbreviations and variants are compared."""
    return _SAME_ROLE.get(word, word)


_HEADS_OF = {
    "state": words("emir emperor king president prince queen sultan"),
    "government": words("chancellor prime"),
}
"""What the head of one is called, in stems of roles."""


def office_stems(tokens: Tokens, at: int) -> frozenset[str]:
    """Return the stems by which the role that is token `at` is known: of "head of state" a president's."""
    noun, *behind = tokens.lowers[at : at + 3]
    known = _HEADS_OF.get(behind[-1]) if noun == "head" and behind[:1] == ["of"] else None
    return known or frozenset({role_stem(noun)})


_GENERIC = words(
    "city company country county group house nation party province region state town union world"
)
"""Nouns for a body that may be any: "the governor of the state"."""
_NOMINAL = frozenset({"n", "s", "C", "d", "ps"})
_REACH = 8
"""Tokens behind a role's "of" that tell of what."""


def told_of(tokens: Tokens, at: int) -> set[str]:
    """Return the names and bodies that a role's "of" at token `at` leads to: {"mexico"}; none if no "of"."""
    found: set[str] = set()
    if tokens.lowers[at : at + 1] not in (["of"], ["for"]):
        return found
    for index in range(at + 1, min(at + _REACH, len(tokens))):
        low = tokens.lowers[index]
        if low in SAYING or (tokens.kinds[index] not in _NOMINAL and low not in ("the", "of", "for")):
            break
        if (tokens.kinds[index] == "C" or low in BODIES) and low not in _GENERIC:
            found.add(role_stem(low))
    return found


_GERMAN_OFFICES = tuple(
    stem + ending
    for stem in (
        "sprecher",
        "minister",
        "präsident",
        "kanzler",
        "chef",
        "direktor",
        "leiter",
        "meister",
        "anwalt",
    )
    for ending in ("", "in")
)
"""Ends of German compounds for an office: "Unternehmenssprecherin"."""


def is_people(word: str) -> bool:
    """Tell whether a lower-case word is a plural for people: "voters", "two ministers"."""
    return word in PLURAL_PEOPLE or (word[-1:] == "s" and word[:-1] in ROLES)


def is_role(word: str) -> bool:
    """Tell whether a lower-case word is a noun for what a person does."""
    return word in ROLES or (len(word) > 8 and word.endswith(_GERMAN_OFFICES))
