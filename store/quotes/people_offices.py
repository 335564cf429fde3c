"""Offices: which nouns are roles, which are one office, and which point to someone already named."""

from __future__ import annotations

from store.quotes.people_words import PLURAL_PEOPLE, ROLES, words

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
