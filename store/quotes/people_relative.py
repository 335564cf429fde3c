"""What "who" and "which" go back to: a name, behind its home, age, party or apposition, or a noun phrase."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from store.quotes.people_entity import Entity
from store.quotes.people_grammar import ARTICLES, DETERMINERS, FINITE, NOMINAL
from store.quotes.people_mention import Mention
from store.quotes.people_words import PLURAL_PEOPLE, ROLES, words
from store.quotes.tokens import Tokens

LONGEST_APPOSITION = 18
"""Tokens between a name and the "who" behind its apposition at most."""
LONGEST_NOUN = 6
"""Tokens of a noun phrase that "who" goes back to at most."""
NEAREST = 5
"""Names between a "who" and its own at most: "Ana Ruiz, of Porto, Portugal, who"."""
FARTHEST = 12
"""Tokens between a name and its "who", or its home, at most: keeps time linear."""
LONGEST_BRACKET = 6
"""Tokens in a bracket between a name and its "who" at most: "(D-Ohio)"."""

_BETWEEN = frozenset({",", "of", "from", "(", ")", "'s", "the", "in", "—", "–", "--", "-"})
"""What may stand between a name and its "who": "Ana Ruiz, 59, of Porto, who"."""
_WHEN = words(
    """again earlier friday last month monday next saturday sunday this thursday today tomorrow tuesday
    wednesday week year yesterday"""
)
"""When something was done, between the name and its "who": "they honoured Ana Ruiz last week, who"."""
_HOME = frozenset({"of", "from", "in"})
_PARTING = frozenset({",", "—", "–", "--", "-"})
_APPOSING = DETERMINERS | ROLES | words("chief former head senior")
"""What an apposition to a name begins with: "Ruiz, chief economist at a bank, who"."""
_QUANTIFIERS = ARTICLES | words(
    """those these many some others someone anyone everyone another his her its their all few several most
    two three"""
)


def name_before_who(
    tokens: Tokens, mentions: list[Mention], entities: list[Entity], starts: dict[int, int], at: int
) -> int:
    """Return the entity that a "who" at token `at` goes back to; -1 if the words before are no name."""
    lowers, end = tokens.lowers, _before_bracket(tokens, at)
    behind = bisect_left(mentions, end, key=attrgetter("first"))
    for index in range(behind - 1, max(-1, behind - NEAREST), -1):
        mention = mentions[index]
        if not _between(lowers, mention.end, end):
            return _is_one(tokens, mentions, starts, at)
        person = mention.entity >= 0 and entities[mention.entity].person
        if mention.left and lowers[mention.left - 1] == "at":
            return -1  # "an economist at Ruiz Bank, who": the economist
        if person and not _at_home(lowers, mentions, entities, index):
            return mention.entity
        end = mention.first
    return -1


def _between(lowers: list[str], first: int, last: int) -> bool:
    """Tell whether no more than home, age and party stand in the tokens."""
    return last - first <= FARTHEST and all(
        word in _BETWEEN or word in _WHEN or word.isdigit() for word in lowers[first:last]
    )


def _before_bracket(tokens: Tokens, at: int) -> int:
    """Return where a bracket opens that closes right before the "who": "Ruiz (D-Ohio), who"; else `at`."""
    closing = at - 2 if at and tokens.lowers[at - 1] in _PARTING else at - 1
    if closing < 0 or tokens.lowers[closing] != ")":
        return at
    opening = range(closing - 1, max(-1, closing - LONGEST_BRACKET - 1), -1)
    return next((back for back in opening if tokens.lowers[back] == "("), at)


def _at_home(lowers: list[str], mentions: list[Mention], entities: list[Entity], index: int) -> bool:
    """Tell whether a lone name says where the one before it is from: "Ruiz of Porto"."""
    mention = mentions[index]
    if mention.form != "single" or not mention.left or lowers[mention.left - 1] not in _HOME or not index:
        return False
    return not entities[mention.entity].sure and _between(lowers, mentions[index - 1].end, mention.left)


def _is_one(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], at: int) -> int:
    """Return the subject of "Ana Ruiz is a lawyer who" for the "who" at token `at`; -1 if it is none."""
    begin = tokens.sentences[tokens.sentence_of[at]][0]
    index = starts.get(begin, -1)
    if index < 0 or mentions[index].end + 1 >= at:
        return -1
    end = mentions[index].end
    copula = tokens.lowers[end] in ("is", "was") and tokens.lowers[end + 1] in ARTICLES
    return mentions[index].entity if copula else -1


def name_apposed(tokens: Tokens, mentions: list[Mention], ends: dict[int, int], at: int) -> int:
    """Return the name a "who" at token `at` goes back to: "Ruiz of Ohio, a lawyer who"; -1 if none."""
    lowers = tokens.lowers
    last = at - 1 if at and lowers[at - 1] == "," else at
    low = max(tokens.sentences[tokens.sentence_of[at]][0], last - LONGEST_APPOSITION)
    for comma in range(last - 1, low, -1):
        index = ends.get(_before_bracket(tokens, comma + 1), ends.get(comma, -1))
        if lowers[comma] == "," and index >= 0 and lowers[comma + 1] in _APPOSING:
            home = mentions[index].left - 1
            placed = home > low and lowers[home] in ("of", "from") and mentions[index].form != "full"
            return ends.get(home, -1) if placed else index
        if lowers[comma] != "'s" and (lowers[comma] in FINITE or not lowers[comma][0].isalnum()):
            return -1
    return -1


def noun_before(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the tokens of the noun phrase that a "which" at token `at` goes back to; None if there is none.

    A name in capitals, or up to four words from their article on: "the regulator, which".
    """
    texts, lowers = tokens.texts, tokens.lowers
    last = at - 1 if at and texts[at - 1] == "," else at
    first = last
    while first and texts[first - 1][0].isupper():
        first -= 1
    if first < last:
        return (first, last)
    for first in range(last - 1, max(-1, last - 5), -1):
        if lowers[first] in ARTICLES:
            return (first, last) if last - first > 1 else None
        if not texts[first][0].isalpha():
            return None
    return None


def people_before(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the tokens of the people that a "who" at token `at` goes back to: "some analysts, who".

    Of "voters of the hills who" it is the voters: a noun that is no people's takes in the one before it.
    """
    lowers = tokens.lowers
    last = at - 1 if at and lowers[at - 1] in _PARTING else at
    low = max(tokens.sentences[tokens.sentence_of[at]][0], last - LONGEST_NOUN)
    first = _phrase_before(tokens, last, low)
    if low < first < last and not _are_people(lowers[last - 1]) and lowers[first - 1] in _HOME:
        outer = _phrase_before(tokens, first - 1, low)
        first = outer if outer < first - 1 else first
    alone = last - first == 1 and lowers[first] in ARTICLES
    return (first, last) if first < last and not alone else None


def _phrase_before(tokens: Tokens, last: int, low: int) -> int:
    """Return where the noun phrase that ends at `last` begins, `low` at the least."""
    first = last
    while first > low and (tokens.kinds[first - 1] in NOMINAL or tokens.lowers[first - 1] == "and"):
        first -= 1
    return first - 1 if first > low and tokens.lowers[first - 1] in _QUANTIFIERS else first


def _are_people(noun: str) -> bool:
    """Tell whether a lower-case noun is one for people."""
    return noun == "percent" or noun in PLURAL_PEOPLE or noun in ROLES or noun.removesuffix("s") in ROLES
