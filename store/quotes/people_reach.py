"""Names just outside a source: what its words run into, and whose apposition it is.

Where a source ends is often a guess: "another host" of "Another host, Abby
Ruiz, said". The name beside it says who is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from store.quotes.people_behind import name_behind_role, name_of_owned, past_owner
from store.quotes.people_entity import Entity
from store.quotes.people_grammar import ARTICLES, FINITE, SAYING
from store.quotes.people_heads import Head, over_owner, over_role
from store.quotes.people_mention import Mention
from store.quotes.people_words import (
    ADJECTIVES,
    BODIES,
    DOCUMENTS,
    FUNCTION_WORDS,
    MODIFIERS,
    PRONOUNS,
    ROLE_GENDER,
    ROLES,
)
from store.quotes.tokens import Tokens

FAR = 8
"""Tokens between a source and the comma before its name at most."""

STEM = 5
"""Letters by which words are akin."""
LEAD = range(3)
"""Paragraphs in which the lead stands, headlines before it."""

_PERSON = ("full", "single")
_DASHES = frozenset({"—", "–", "--"})
_BEHIND_NAME = frozenset({",", ".", "(", "?", "!", ";", "—", "–", "who", "of"})


def name_behind(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], head: Head) -> int:
    """Return the name that the source runs into, or that stands in apposition behind it; -1 if none."""
    inside = starts.get(head.last - 1, -1)
    if inside >= 0 and mentions[inside].end > head.last:
        return inside
    index = _adjacent(tokens, mentions, starts, head)
    if index >= 0 or head.noun in PRONOUNS:
        return index
    if head.mention >= 0:
        return name_of_owned(tokens, mentions, starts, head)
    index = name_behind_role(tokens, mentions, starts, head)
    return index if index >= 0 else _apposed(tokens, mentions, starts, head)


def _adjacent(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], head: Head) -> int:
    """Follow "White House" to its "press secretary Ana Ruiz", "conservative" to its "host Ana Ruiz"."""
    if head.mention >= 0 and mentions[head.mention].form in _PERSON:
        return -1
    ahead = over_role(tokens, starts, head.last, len(tokens))
    index = starts.get(ahead, -1)
    if index < 0 or mentions[index].form not in _PERSON or mentions[index].left < head.last:
        return -1
    before = tokens.lowers[ahead - 1]
    if ahead == head.last:
        return index if before in ROLES or before in MODIFIERS or before in ADJECTIVES else -1
    return index if before in ROLES else -1


def _apposed(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], head: Head) -> int:
    """Follow "another host" to the name behind its comma."""
    lowers = tokens.lowers
    corporate = head.noun in BODIES and head.noun not in ROLES
    comma = _comma_behind(tokens, starts, head, corporate=corporate)
    begin = over_role(tokens, starts, comma + 1, len(tokens)) if comma >= 0 else -1
    index = starts.get(begin if corporate else over_owner(tokens, mentions, starts, begin), -1)
    if not corporate:
        index = past_owner(tokens, mentions, starts, index)
    if index < 0 or (mentions[index].form not in _PERSON and not corporate):
        return -1
    after = lowers[mentions[index].end] if mentions[index].end < len(tokens) else "."
    if corporate:  # "The hotel group, Ruiz Resorts, said"
        return index if after == "," and not mentions[index].sure else -1
    told = head.first and (lowers[head.first - 1] in SAYING or lowers[head.first - 1] == "to")
    told = told or (comma == head.last and head.noun not in ROLES)  # "After the storm, Ruiz said"
    return index if after in _BEHIND_NAME or (after in SAYING and not told) else -1


def _comma_behind(tokens: Tokens, starts: dict[int, int], head: Head, *, corporate: bool) -> int:
    """Return the comma behind the noun phrase that the source begins; -1 if a verb or none comes first."""
    lowers, begin = tokens.lowers, head.last
    if not corporate and head.noun not in ROLES and (head.noun in ADJECTIVES or head.noun in MODIFIERS):
        begin = over_role(tokens, starts, begin, len(tokens))  # of "His Democratic opponent, Ruiz," two words
        if begin == head.last or lowers[begin - 1] not in ROLES:
            return -1
    elif not corporate and head.noun not in ROLES and head.noun not in ("one", "another"):
        return begin if _one_person(tokens, head) else -1
    for comma in range(begin, min(begin + FAR, len(tokens) - 1)):
        word = lowers[comma]
        if word == "," or (word in _DASHES and comma == head.last):
            return comma
        if word != "'s" and (word in FINITE or not word[0].isalnum()):
            return -1
    return -1


def _one_person(tokens: Tokens, head: Head) -> bool:
    """Tell whether a comma or dash parts a noun of no list, but for one of its kind, from what follows."""
    if not head.determiner and head.before[:1] not in (["another"], ["one"]) and head.owner < 0:
        return False
    other = head.noun in DOCUMENTS or head.noun in BODIES or head.noun.endswith("s")
    return not other and tokens.lowers[head.last : head.last + 1] in ([","], ["—"], ["–"], ["--"])


def name_before(tokens: Tokens, mentions: list[Mention], ends: dict[int, int], head: Head) -> int:
    """Return the name whose apposition the source is: "Ruiz" before ", a former chairman,"; -1 if none."""
    lowers = tokens.lowers
    bracket = _bracket(lowers, head.first)
    if bracket >= 0:
        return ends.get(bracket, -1)
    if head.first < 2 or lowers[head.first - 1] != "," or head.mention >= 0 or head.noun not in ROLES:
        return -1
    at = head.first - 1
    if lowers[at - 1] == ")":
        at = next((back for back in range(at - 2, max(0, at - 8), -1) if lowers[back] == "("), at)
    index = ends.get(at, -1)
    if index < 0 or mentions[index].form not in _PERSON:
        return -1
    known = mentions[index].sure or mentions[index].form == "single"
    for behind in range(head.last, min(head.last + FAR + 4, len(tokens))):
        if lowers[behind] in (",", ".") or (lowers[behind] == "who" and known):
            return index
        if lowers[behind] in FINITE:
            return -1
    return -1


def _bracket(lowers: list[str], first: int) -> int:
    """Return where the bracket opens that holds the token `first`, near before it: "(D-Ohio)"; -1 if none."""
    for at in range(first - 1, max(-1, first - 6), -1):
        if lowers[at] == "(":
            return at
        if lowers[at] == ")" or (lowers[at][0].isalpha() and len(lowers[at]) > 5):
            return -1
    return -1


def name_called(tokens: Tokens, starts: dict[int, int], head: Head) -> int:
    """Return the name behind "whose name is" behind a source: "the man, whose name is Ruiz"; -1 if none."""
    lowers = tokens.lowers
    at = head.last + 1 if lowers[head.last : head.last + 1] == [","] else head.last
    if lowers[at : at + 3] == ["whose", "name", "is"] or lowers[at : at + 3] == ["whose", "name", "was"]:
        return starts.get(at + 3, -1)
    if lowers[at : at + 1] == ["named"]:
        return starts.get(at + 1, -1)
    return -1


def name_introduced(tokens: Tokens, mentions: list[Mention], entities: list[Entity], head: Head) -> int:
    """Return the name that the paragraph behind the lead gives to the lead's nameless speaker; -1 if none.

    "A teacher told the board no." is followed by "Ana Ruiz, who ..." or by
    `"...," said Ana Ruiz`: the first name there, in full and new.
    """
    paragraph = tokens.paragraph_of[head.first]
    if paragraph not in LEAD or head.noun not in ROLES or head.determiner not in ARTICLES:
        return -1
    first, last = tokens.paragraphs[paragraph + 1] if paragraph + 1 < len(tokens.paragraphs) else (0, 0)
    begin = bisect_left(mentions, first, key=attrgetter("first"))
    for index in range(begin, len(mentions)):
        mention = mentions[index]
        if mention.first >= last:
            break
        if mention.entity < 0:
            continue
        entity = entities[mention.entity]
        new = mention.form == "full" and entity.person and entity.mentions[0] == index
        stands = mention.left == first or (mention.left and tokens.lowers[mention.left - 1] in SAYING)
        told = entity.gender()
        fits = not told or ROLE_GENDER.get(head.noun, told) == told
        bare = not mention.titled and tokens.lowers[mention.first - 1] not in ROLES
        return index if new and stands and fits and bare and _akin(tokens, head.first, mention.first) else -1
    return -1


def _akin(tokens: Tokens, one: int, other: int) -> bool:
    """Tell whether two tokens' sentences have a long word's beginning in common: "librarian", "library"."""
    stems = []
    for at in (one, other):
        first, last = tokens.sentences[tokens.sentence_of[at]]
        words = [low for low in tokens.lowers[first:last] if len(low) > STEM and low not in FUNCTION_WORDS]
        stems.append({word[:STEM] for word in words})
    return bool(stems[0] & stems[1])
