"""Roles as printed: before the name ("Russian Foreign Minister"), or after it ("a spokeswoman for ...")."""

from __future__ import annotations

from store.quotes.people_entities import Entity
from store.quotes.people_mention import Mention
from store.quotes.people_words import ADJECTIVES, COURTESY, FUNCTION_WORDS, MODIFIERS, PRONOUNS, ROLES
from store.quotes.tokens import Tokens

LONGEST_ROLE = 20
"""Tokens in a role after a name at most; before a name 9."""
MENTIONS_READ = 8
"""Mentions of one entity in which a role is looked for."""

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
    "ceo": "executive",
    "businessperson": "businessman",
}
_BREAKS = frozenset(
    {",", ";", ".", ")", "(", "—", "–", "--", ":", "”", "“", '"', "who", "which", "whose", "that"}
)
_VERBS = frozenset(
    {"said", "says", "told", "tells", "is", "was", "were", "are", "has", "had", "have", "added"}
)
_INSIDE = frozenset({"of", "for", "at", "in", "to", "on", "with", "from", "and"})


def role_stem(word: str) -> str:
    """Return the lower-case role noun by which abbreviations and variants are compared."""
    return _SAME_ROLE.get(word, word)


def role_of(tokens: Tokens, mentions: list[Mention], entity: Entity) -> str:
    """Return the entity's role as printed, "" if the text gives none; a longer one beats "Sen."."""
    best = ""
    for index in entity.mentions[:MENTIONS_READ]:
        mention = mentions[index]
        for found in (role_before(tokens, mention), role_after(tokens, mention)):
            if found and (not best or (best.endswith(".") and " " not in best and len(found) > len(best))):
                best = found
        if best and not best.endswith("."):
            return best
    return best


def role_words(tokens: Tokens, mentions: list[Mention], entity: Entity) -> set[str]:
    """Return the stems of all words in the roles printed with the entity."""
    words: set[str] = set()
    for index in entity.mentions[:MENTIONS_READ]:
        for role in (role_before(tokens, mentions[index]), role_after(tokens, mentions[index])):
            words.update(role_stem(word) for word in role.lower().split())
    return words


def role_before(tokens: Tokens, mention: Mention) -> str:
    """Return the role right before a name, without article: "former U.S. President"."""
    lowers = tokens.lowers
    last = mention.first
    if last == 0:
        return ""
    begin = mention.left if mention.titled else last
    if not mention.titled and lowers[last - 1] not in ROLES:
        return ""
    lowest = max(begin - 9, tokens.sentences[tokens.sentence_of[last]][0])
    while begin > lowest and _in_role(tokens, begin - 1):
        begin -= 1
    while begin < last and lowers[begin] in COURTESY:
        begin += 1
    return tokens.text(begin, last)


def _in_role(tokens: Tokens, at: int) -> bool:
    """Tell whether the token may stand inside a role before its noun."""
    low = tokens.lowers[at]
    if low in FUNCTION_WORDS:
        return False
    if low in MODIFIERS or low in ADJECTIVES or low in ROLES:
        return True
    return tokens.texts[at][0].isupper() or low.startswith(("ex-", "then-", "vice-"))


def role_after(tokens: Tokens, mention: Mention) -> str:
    """Return the role in apposition after a name, without article: "spokeswoman for the ministry"."""
    lowers, count = tokens.lowers, len(tokens.lowers)
    at = mention.last
    if at + 1 >= count or lowers[at] not in (",", "(", "—", "–"):
        return ""
    at += 1
    if lowers[at].isdigit() and at + 2 < count and lowers[at + 1] == ",":
        at += 2
    if lowers[at] == "who" and at + 2 < count and lowers[at + 1] in ("is", "was"):
        at += 2
    if at < count and lowers[at] in ("the", "a", "an", "his", "her", "its", "their", "one"):
        at += 1
    return _phrase(tokens, at)


def _phrase(tokens: Tokens, begin: int) -> str:
    """Return the noun phrase from `begin` if its head, before the first preposition, is a role."""
    lowers = tokens.lowers
    stop = min(begin + LONGEST_ROLE, len(lowers), tokens.sentences[tokens.sentence_of[begin - 1]][1])
    head, at = -1, begin
    while at < stop and lowers[at] not in _BREAKS and lowers[at] not in _VERBS:
        word = lowers[at]
        if head < 0 and (word in _INSIDE or word in PRONOUNS):
            return ""
        if word in ROLES and (head < 0 or head == at - 1):
            head = at
        elif head >= 0 and head == at - 1 and word not in _INSIDE and word not in ("'s", "’"):
            return ""
        at += 1
    if head < 0:
        return ""
    if at >= stop and at < len(lowers) and lowers[at] not in _BREAKS:
        at = next((cut for cut in range(at - 1, head + 1, -1) if lowers[cut] in _INSIDE), head + 1)
    while at > head + 1 and lowers[at - 1] in _INSIDE:
        at -= 1
    return tokens.text(begin, at)
