"""Where people hold office: the state or country printed with a role, by which "the Ohio senator" is told."""

from __future__ import annotations

from store.quotes.people_grammar import PARTIES
from store.quotes.people_mention import Mention
from store.quotes.people_words import ADJECTIVES, PLACES, words
from store.quotes.tokens import Tokens

LOOK = 8
"""Tokens behind a name in which its party and state stand: "(D-N.Y.)", ", Republican of Ohio,"."""

_NO_LAND = words(
    """american capitol catholic christian d.c. e.u. eu european hill hindu independent islamic jewish
    liberal mormon muslim nato orthodox protestant shiite sunni u.n. u.s. un us usa washington western"""
)
LANDS = (PLACES | ADJECTIVES) - PARTIES.keys() - _NO_LAND
"""Words for a state or a country, as noun or as adjective, but those that stand before many roles."""
NATIONS = LANDS & ADJECTIVES
"""Adjectives of countries."""

_STATES = """
ala al alabama; ariz az arizona; ark ar arkansas; calif ca california; colo co colorado; conn ct
connecticut; del de delaware; fla fl florida; ga georgia; hi hawaii; id idaho; ill il illinois; ind in
indiana; ia iowa; kan ks kansas; ky kentucky; la louisiana; md maryland; mass ma massachusetts; mich mi
michigan; minn mn minnesota; miss ms mississippi; mo missouri; mont mt montana; neb ne nebraska; nev nv
nevada; nh hampshire; nj jersey; nm mexico; ny york; nc sc carolina; nd sd dakota; oh ohio; okla ok
oklahoma; ore or oregon; pa pennsylvania; tenn tn tennessee; tex tx texas; ut utah; vt vermont; va
virginia; wash wa washington; wis wi wisconsin; wyo wy wyoming
"""
"""American states behind the ways they are printed behind a party's letter; the last word of their names."""
_ABBREVIATIONS = {
    short: line.split()[-1] for line in _STATES.replace("\n", " ").split(";") for short in line.split()[:-1]
}
_LETTERS = words("r d i")
"""Parties' letters before a state: "R-Fla."."""
_STEM = 4
"""Letters by which a country and its adjective are one: "Mexico", "Mexican"."""
_STEMS = {
    "danish": "denm",
    "dutch": "neth",
    "french": "fran",
    "norwegian": "norw",
    "polish": "pola",
    "spanish": "spai",
    "swiss": "swit",
    "thai": "thai",
    "welsh": "wale",
}
"""Adjectives of countries that begin otherwise than the country."""


def lands(words_near: set[str]) -> set[str]:
    """Return the stems of the states and countries among lower-case words."""
    return {_STEMS.get(word, word[:_STEM]) for word in words_near if word in LANDS}


def lands_of(tokens: Tokens, mention: Mention) -> set[str]:
    """Return the words for states and countries right behind a name: {"florida"} of "(R-Fla.)"."""
    lowers, at = tokens.lowers, mention.end
    if at >= len(lowers) or lowers[at] not in ("(", ",", "of"):
        return set()
    found: set[str] = set()
    for word_at in range(at + 1, min(at + LOOK, len(lowers))):
        word = lowers[word_at]
        if word == ")" or (word == "," and word_at > at + 2):
            break
        party, dash, state = word.partition("-")
        if dash and party in _LETTERS:
            found.add(_state(state))
        elif lowers[word_at - 1] in ("of", "new") and word in LANDS:
            found.add(word)
    found.discard("")
    return found


def _state(state: str) -> str:
    """Return the state behind a party's letter, "" if it is none."""
    return _ABBREVIATIONS.get(state.replace(".", "")) or (state if state in PLACES else "")
