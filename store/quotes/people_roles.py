"""Roles as printed: before the name ("Russian Foreign Minister"), or after it ("a spokeswoman for ...")."""

from __future__ import annotations

from store.quotes.people_entity import Entity
from store.quotes.people_grammar import SAYING
from store.quotes.people_mention import Mention
from store.quotes.people_offices import is_role, role_stem
from store.quotes.people_places import lands_of
from store.quotes.people_words import ADJECTIVES, COURTESY, FUNCTION_WORDS, MODIFIERS, PRONOUNS, ROLES
from store.quotes.tokens import Tokens

LONGEST_ROLE = 20
"""Tokens in a role after a name at most; before a name 9."""
MENTIONS_READ = 8
"""Mentions of one entity in which a role is looked for."""

_BREAKS = frozenset(
    {",", ";", ".", ")", "(", "—", "–", "--", ":", "”", "“", '"', "who", "which", "whose", "that"}
)
_VERBS = frozenset(
    {"said", "says", "told", "tells", "is", "was", "were", "are", "has", "had", "have", "added"}
)
_BEFORE_NOUN_PHRASE = frozenset(
    {"the", "a", "an", "its", "his", "her", "their", "our", "my", "'s", "'", "la", "le", "el", "der", "die"}
)
"""What a role's noun phrase begins behind."""
_LEARNED = frozenset({"dr.", "dr", "prof.", "prof", "rev.", "hon."})
_TOWARDS = frozenset({"rival", "opponent", "foe", "counterpart", "challenger", "mr.", "miss"})
"""Nouns that say what someone is to another, not what he is."""
_WHERE = frozenset({"from", "in", "at", "with", "on"})
"""Behind a role's noun these say where, not what."""
_INSIDE = frozenset({"of", "for", "at", "in", "to", "on", "with", "from", "and"})
_NO_ROLE = (FUNCTION_WORDS | PRONOUNS.keys() | _INSIDE) - {
    "first",
    "last",
    "most",
    "own",
    "second",
    "past",
    "late",
}
"""Words before which no role's noun is looked for."""


def role_of(tokens: Tokens, mentions: list[Mention], entity: Entity) -> str:
    """Return the entity's role as printed, "" if the text gives none; a longer one beats "Sen."."""
    best = ""
    for index in entity.mentions[:MENTIONS_READ]:
        mention = mentions[index]
        for found in (role_before(tokens, mention), role_after(tokens, mention)):
            if not found or not _TOWARDS.isdisjoint(found.lower().split()):
                continue
            if not best or (best.endswith(".") and " " not in best and len(found) > len(best)):
                best = found
        if best and not best.endswith("."):
            return best
    return best


class RoleWords(dict[int, set[str]]):
    """The words of each entity's printed roles, worked out when first asked for.

    It holds on to nothing that holds on to it: all of a story's lists are
    freed with its last quote, and the collector of cycles has nothing to find.
    """

    def __init__(self, tokens: Tokens, mentions: list[Mention], entities: list[Entity]) -> None:
        super().__init__()
        self.tokens, self.mentions, self.entities = tokens, mentions, entities

    def __missing__(self, number: int) -> set[str]:
        """Work out the words of an entity's roles, and keep them."""
        return self.setdefault(number, role_words(self.tokens, self.mentions, self.entities[number]))


def role_words(tokens: Tokens, mentions: list[Mention], entity: Entity) -> set[str]:
    """Return the stems of all words in the roles printed with the entity, and its state or country."""
    words: set[str] = set()
    for index in entity.mentions[:MENTIONS_READ]:
        words |= lands_of(tokens, mentions[index])
        for role in (role_before(tokens, mentions[index]), role_after(tokens, mentions[index])):
            words.update(role_stem(word) for word in role.lower().split())
    return words


def role_before(tokens: Tokens, mention: Mention) -> str:
    """Return the role right before a name, without article: "former U.S. President"."""
    lowers = tokens.lowers
    last = mention.first
    begin = mention.left if mention.titled else last
    if not mention.titled:
        if last > 2 and lowers[last - 1] == "," and lowers[last - 2] in ROLES:
            return _inverted(tokens, last - 1)
        if last == 0 or lowers[last - 1] not in ROLES:
            return ""
        begin -= 1
    lowest = max(begin - 9, tokens.sentences[tokens.sentence_of[last]][0])
    while begin > lowest and _in_role(tokens, begin - 1):
        begin -= 1
    begin = _after_article(tokens, begin, lowest)
    while begin < last and lowers[begin] in COURTESY:
        begin += 1
    while last > begin and (
        lowers[last - 1] in COURTESY or (last - begin > 1 and lowers[last - 1] in _LEARNED)
    ):
        last -= 1
    return tokens.text(begin, last) if last > begin and is_role(lowers[last - 1]) else ""


def _after_article(tokens: Tokens, begin: int, lowest: int) -> int:
    """Return the start of the noun phrase that ends at `begin`, if an article or possessive opens it."""
    for at in range(begin - 1, max(lowest, begin - 4) - 1, -1):
        low = tokens.lowers[at]
        if low in _BEFORE_NOUN_PHRASE:
            return at + 1
        if low in FUNCTION_WORDS or low in SAYING or not low[0].isalpha():
            break
    return begin


def _inverted(tokens: Tokens, comma: int) -> str:
    """Return the role in "its general counsel, Ana Ruiz", which ends at the comma."""
    lowest = max(0, comma - 8, tokens.sentences[tokens.sentence_of[comma]][0])
    for at in range(comma - 2, lowest - 1, -1):
        low = tokens.lowers[at]
        if low in _BEFORE_NOUN_PHRASE:
            return tokens.text(at + 1, comma)
        if not low[0].isalpha() or low in FUNCTION_WORDS or low in SAYING:
            break
    return ""


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
    at = mention.end
    if at + 1 >= count or lowers[at] not in (",", "(", "—", "–"):
        return ""
    at += 1
    if lowers[at].isdigit() and at + 2 < count and lowers[at + 1] == ",":
        at += 2
    if lowers[at] == "who" and at + 2 < count and lowers[at + 1] in ("is", "was"):
        at += 2
    if at < count and lowers[at] in ("the", "a", "an", "his", "her", "its", "their", "one"):
        at += 1
    return _phrase(tokens, at, closed=mention.form == "full")


def _phrase(tokens: Tokens, begin: int, *, closed: bool) -> str:
    """Return the noun phrase from `begin` if its head, before the first preposition, is a role.

    Unless it is `closed` whatever follows, one that is the subject of a verb is
    none: "in Porto, a source said".
    """
    lowers = tokens.lowers
    stop = min(begin + LONGEST_ROLE, len(lowers), tokens.sentences[tokens.sentence_of[begin - 1]][1])
    head, at = -1, begin
    while at < stop and lowers[at] not in _BREAKS and lowers[at] not in _VERBS:
        word = lowers[at]
        if head < 0 and (
            word in _NO_ROLE or (at == begin and word.endswith("ing") and word not in MODIFIERS)
        ):
            return ""
        if word in ROLES and (head < 0 or head == at - 1):
            head = at
        elif head >= 0 and head == at - 1 and word not in _INSIDE and word not in ("'s", "’"):
            return ""
        if head >= 0 and word in _WHERE:
            break
        at += 1
    if head < 0 or (not closed and at < stop and lowers[at] in SAYING):
        return ""
    if at >= stop and at < len(lowers) and lowers[at] not in _BREAKS:
        at = next((cut for cut in range(at - 1, head + 1, -1) if lowers[cut] in _INSIDE), head + 1)
    while at > head + 1 and lowers[at - 1] in _INSIDE:
        at -= 1
    return tokens.text(begin, at)
