"""What a source's role goes on with: "of state Ana Ruiz", "and author Ana Ruiz", "year-old Ana Ruiz".

A source ends where a base noun phrase does, so that of "former secretary of
state Ana Ruiz" it is "former secretary". The rest of the role leads to the
name.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from store.quotes.people_grammar import DETERMINERS
from store.quotes.people_heads import Head, over_role
from store.quotes.people_mention import Mention
from store.quotes.people_words import ADJECTIVES, MODIFIERS, ROLES, TITLES, words
from store.quotes.tokens import Tokens

LONGEST_OFFICE = 5
"""Tokens between "secretary of" and the name at most."""
LONGEST_SECOND = 6
"""Tokens between the "and" behind a role and the name behind the second role at most."""

_PERSON = ("full", "single")
_HEADS = TITLES | words("head manager supervisor")
"""Roles of which "of" tells the office: "head of research Ana Ruiz"; a "friend of" leads to another."""
_KIN = words(
    """aunt boyfriend brother cousin daughter father girlfriend grandfather grandmother grandson husband
    mother nephew niece partner sister son uncle wife"""
)
"""Roles towards who is named before: "the senator and wife Ana Ruiz" are two."""
_STYLES = words("hon hon. most rev rev. right rt rt. very")
"""Titles that stand with "the" between a role and a name: "spokesman the Rev. Otto Lang"."""
_PLURALS = frozenset(role + "s" for role in ROLES)
_GOING_ON = _PLURALS | {"of", "for", "and", "the", "-"}
"""Words in small letters with which a role, an age or what is said of several goes on."""
_OWNED = ROLES | MODIFIERS
_INSIDE = frozenset({"n", "s", "C", "d", "x", "ing"})
"""Kinds of tokens in the rest of a role."""


def name_behind_role(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], head: Head) -> int:
    """Return the name to which the rest of the source's role leads; -1 if to none."""
    at = head.last
    if at + 1 >= len(tokens.texts) or not (tokens.texts[at][0].isupper() or tokens.texts[at] in _GOING_ON):
        return -1
    if tokens.lowers[at - 1] not in ROLES:
        index = _behind_age(tokens, mentions, starts, at)
        return index if index >= 0 else _behind_plural(tokens, mentions, starts, at)
    index = _titled(mentions, at, head.first)
    if index < 0 and tokens.lowers[at] == "the" and tokens.lowers[at + 1] in _STYLES:
        index = _full(mentions, starts, at + 1)
    if index < 0 and tokens.lowers[at] in ("of", "for"):
        index, at = _behind_office(tokens, mentions, starts, head)
    if index < 0 and not head.determiner and tokens.lowers[at : at + 1] == ["and"]:
        index = _behind_second(tokens, mentions, starts, at + 1)
    return index


def _full(mentions: list[Mention], starts: dict[int, int], at: int) -> int:
    """Return the full name that begins at token `at`, its title included; -1 if none does."""
    index = starts.get(at, -1)
    return index if index >= 0 and mentions[index].left == at and mentions[index].form == "full" else -1


def _titled(mentions: list[Mention], at: int, first: int) -> int:
    """Return the name in whose title token `at` stands: "of" in "Ohio Secretary of State Ana Ruiz"; or -1."""
    index = bisect_left(mentions, at, key=attrgetter("first"))
    if index == len(mentions) or not first <= mentions[index].left < at:
        return -1
    return index if mentions[index].entity >= 0 and mentions[index].form == "full" else -1


def _behind_age(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], at: int) -> int:
    """Return the name behind "-year-old", of which the source is the number; -1 if none."""
    aged = tokens.lowers[at - 1].isdigit() and tokens.lowers[at : at + 2] == ["-", "year-old"]
    return _full(mentions, starts, at + 2) if aged else -1


def _behind_plural(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], at: int) -> int:
    """Return the first name behind "hopefuls" in "presidential hopefuls Ana Ruiz and Otto Lang"; or -1."""
    known = tokens.lowers[at - 1] in MODIFIERS or tokens.lowers[at - 1] in ADJECTIVES
    return _full(mentions, starts, at + 1) if known and tokens.texts[at] in _PLURALS else -1


def _behind_office(
    tokens: Tokens, mentions: list[Mention], starts: dict[int, int], head: Head
) -> tuple[int, int]:
    """Return the name behind the "of state" of a role, -1 if none follows, and where what "of" tells ends."""
    lowers, begin = tokens.lowers, head.last + 1
    if lowers[begin - 2] not in _HEADS or head.determiner in ("a", "an"):
        return -1, begin - 1
    for at in range(begin, min(begin + LONGEST_OFFICE + 1, len(tokens.texts))):
        index = starts.get(at, -1)
        if index >= 0 and mentions[index].left == at and mentions[index].form in _PERSON:
            fits = at > begin and mentions[index].form == "full" and mentions[index].sure
            bare = mentions[index].first == at and lowers[at - 1] not in ADJECTIVES
            return (index, at) if fits and bare else (-1, at)
        joined = lowers[at] == "and" and _goes_on(tokens, at)
        if lowers[at] in ROLES or not (joined or tokens.kinds[at] in _INSIDE):
            return -1, at
    return -1, begin


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Tell whether the "and" joins words of one office ("health and human services"), not two roles."""
    ahead = tokens.lowers[at + 1 : at + 1 + LONGEST_SECOND]
    return ROLES.isdisjoint(ahead)


def _behind_second(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], begin: int) -> int:
    """Return the name behind the second role of "lobbyist and party strategist Ana Ruiz"; -1 if none."""
    for at in range(begin, min(begin + LONGEST_SECOND + 1, len(tokens.texts))):
        low = tokens.lowers[at]
        index = starts.get(at, -1)
        if index >= 0 and mentions[index].form == "full" and mentions[index].left == at:
            noun = tokens.texts[at - 1]
            apposed = mentions[index].titled or (at > begin and noun.islower() and noun not in _KIN)
            return index if apposed else -1
        office = low == "of" and tokens.lowers[at - 1] in _HEADS
        if low in DETERMINERS or not (office or tokens.kinds[at] in _INSIDE):
            return -1
    return -1


def name_of_owned(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], head: Head) -> int:
    """Return the name behind a role that belongs to the lone name which is the source; -1 if none.

    "Ruiz" in "Ruiz spokesman Otto Lang" and in "another Ruiz ally, Otto Lang," only says whose he is.
    """
    lowers, texts = tokens.lowers, tokens.texts
    if head.last >= len(texts) or texts[head.last] not in _OWNED or mentions[head.mention].form == "full":
        return -1
    role = over_role(tokens, starts, head.last, len(texts))
    if texts[role - 1] not in ROLES or role >= len(texts) or mentions[head.mention].titled:
        return -1
    comma = lowers[role] == ","
    index = _full(mentions, starts, over_role(tokens, starts, role + 1, len(texts)) if comma else role)
    closed = index >= 0 and lowers[mentions[index].end : mentions[index].end + 1] in ([","], ["."], [])
    return index if closed or not comma else -1


def past_owner(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], index: int) -> int:
    """Return the name behind "Lang aide" if the name `index` is its "Lang", else the name itself."""
    end = mentions[index].end if index >= 0 else len(tokens.texts)
    if end >= len(tokens.texts) or tokens.texts[end] not in _OWNED:
        return index
    ahead = over_role(tokens, starts, end, len(tokens.texts))
    noun = tokens.texts[ahead - 1]
    behind = _full(mentions, starts, ahead) if noun in ROLES and noun.islower() else -1
    return behind if behind >= 0 else index
