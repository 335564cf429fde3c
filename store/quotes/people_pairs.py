"""Several who speak as one, of whom a source mostly holds the first: "Ana Ruiz and her deputy, Otto Lang"."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from store.quotes.lexicon import PUNCTUATION_KINDS
from store.quotes.people_entity import Entity
from store.quotes.people_grammar import DETERMINERS, FINITE
from store.quotes.people_heads import Head, over_owner, over_role
from store.quotes.people_mention import Mention
from store.quotes.people_offices import is_people
from store.quotes.people_words import words
from store.quotes.tokens import Tokens

LONGEST_APPOSITION = 10
"""Tokens between the commas around what is said of the first of several at most."""
MOST = 6
"""Names in one row at most."""

_NAMED = ("full", "single", "body", "place")
_NOUNS = frozenset({"n", "s", "d", "C"})
_PLURAL = words(
    """add agree argue ask believe call claim contend deny estimate expect find hope insist know note plan
    point predict report said say see speak suggest tell think told understand urge want warn write wrote"""
)
"""Forms of verbs that look like nouns and follow a plural."""


def join_names(
    tokens: Tokens, mentions: list[Mention], starts: dict[int, int], ends: dict[int, int], head: Head
) -> None:
    """Take the names on a par with the head's, before and behind it, into the head."""
    if head.mention < 0 or mentions[head.mention].form not in _NAMED or head.corporate:
        return
    first = _first_of_two(tokens, mentions, ends, mentions[head.mention].left)
    row, ended = ([first, head.mention], True) if first >= 0 else ([head.mention], False)
    while len(row) < MOST and not ended:
        index, ended = _next(tokens, mentions, starts, mentions[row[-1]].end)
        if index < 0:
            return
        row.append(index)
    row = _listed_before(tokens, mentions, ends, row[0]) + row
    last = mentions[row[-1]].end
    if ended and _ends_row(tokens, last) and _on_a_par(mentions, row):
        head.joined = row
        head.first, head.last = min(head.first, mentions[row[0]].left), max(head.last, last)


def _on_a_par(mentions: list[Mention], row: list[int]) -> bool:
    """Tell whether a row holds no person beside a place: "Ana Ruiz, Porto and Lisbon"."""
    forms = {mentions[index].form for index in row}
    return "place" not in forms or forms <= {"place", "body"}


def _first_of_two(tokens: Tokens, mentions: list[Mention], ends: dict[int, int], left: int) -> int:
    """Return the name that opens a clause and that "and" joins to the one at token `left`; -1 if none."""
    first = ends.get(left - 1, -1) if left and tokens.lowers[left - 1] == "and" else -1
    if first < 0 or mentions[first].form not in _NAMED:
        return -1
    at = mentions[first].left
    opens = at == tokens.sentences[tokens.sentence_of[at]][0] or tokens.kinds[at - 1] in PUNCTUATION_KINDS
    return first if opens else -1


def _next(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], at: int) -> tuple[int, bool]:
    """Return the name with which a row goes on at token `at`, -1 if with none, and whether it is the last."""
    lowers = tokens.lowers
    mark = lowers[at] if at + 1 < len(tokens) else ""
    if mark == "and":
        return _named(tokens, mentions, starts, at + 1), True
    if mark != ",":
        return -1, False
    index = starts.get(over_owner(tokens, mentions, starts, at + 1), -1)
    if index >= 0:
        behind = lowers[mentions[index].end : mentions[index].end + 1]
        listed = mentions[index].form in _NAMED and behind in (["and"], [","])
        return (index, False) if listed else (-1, False)
    closing = _apposition_end(tokens, at)
    return (_named(tokens, mentions, starts, closing + 2), True) if closing > 0 else (-1, False)


def _named(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], at: int) -> int:
    """Return the name at token `at`, or behind a role that stands there: "her deputy, Otto Lang"; or -1."""
    begin = at + 1 if tokens.lowers[at : at + 1] and tokens.lowers[at] in DETERMINERS else at
    name = over_role(tokens, starts, begin, len(tokens))
    if name > begin and tokens.lowers[name : name + 1] == [","]:
        name += 1
    name = over_owner(tokens, mentions, starts, name)
    index = starts.get(name, -1)
    return index if index >= 0 and mentions[index].form in _NAMED and (name > begin or begin == at) else -1


def _apposition_end(tokens: Tokens, comma: int) -> int:
    """Return the second comma of ", the mayor, and" that begins at the token `comma`; -1 if it is none."""
    lowers = tokens.lowers
    for at in range(comma + 1, min(comma + LONGEST_APPOSITION, len(tokens) - 1)):
        if lowers[at] == ",":
            return at if lowers[at + 1] == "and" and at > comma + 1 else -1
        if lowers[at] in FINITE or not lowers[at][0].isalnum():
            return -1
    return -1


def _listed_before(tokens: Tokens, mentions: list[Mention], ends: dict[int, int], index: int) -> list[int]:
    """Return the names with commas that open the sentence: "Ana Ruiz" before ", Otto Lang and Ann Lee"."""
    begin = tokens.sentences[tokens.sentence_of[mentions[index].first]][0]
    row: list[int] = []
    at = mentions[index].left
    while at > begin and len(row) < MOST:
        before = ends.get(at - 1, -1)
        if tokens.lowers[at - 1] != "," or before < 0 or mentions[before].form not in _NAMED:
            return []
        row.insert(0, before)
        at = mentions[before].left
    return row if at == begin else []


def join_apposed(
    tokens: Tokens, mentions: list[Mention], starts: dict[int, int], ends: dict[int, int], head: Head
) -> None:
    """Take the names behind a plural that is the head for it: "two objectors, Ana Ruiz and Otto Lang,"."""
    comma = head.last
    if tokens.lowers[comma : comma + 1] != [","]:
        return
    if not (is_people(head.noun) or head.before[:1] == ["two"]):
        return
    index = starts.get(over_role(tokens, starts, comma + 1, len(tokens)), -1)
    if index < 0 or mentions[index].form != "full":
        return
    head.mention = index
    join_names(tokens, mentions, starts, ends, head)
    if not head.joined or tokens.lowers[head.last : head.last + 1] not in ([","], ["."], ["—"], []):
        head.mention, head.joined, head.last = -1, [], comma


def pair_before(tokens: Tokens, mentions: list[Mention], entities: list[Entity], at: int) -> list[int]:
    """Return the two people with whom the sentence of a "they" at token `at`, or the one before, opens."""
    sentence = tokens.sentence_of[at]
    paragraph = tokens.paragraph_of[at]
    for begin, _ in (tokens.sentences[sentence], tokens.sentences[max(sentence - 1, 0)]):
        if tokens.paragraph_of[begin] < paragraph - 1:
            break
        index = bisect_left(mentions, begin, key=attrgetter("first"))
        row = [
            one for one in range(index, min(index + 2, len(mentions))) if _is_person(mentions[one], entities)
        ]
        if len(row) < 2 or mentions[row[1]].end > at or mentions[index].left > begin + 1:
            continue
        one, other = mentions[row[0]], mentions[row[1]]
        joined = tokens.lowers[one.end] == "and" and other.left == one.end + 1
        if joined and tokens.lowers[other.end] not in ("'s", "'"):
            return row
    return []


def _is_person(mention: Mention, entities: list[Entity]) -> bool:
    return mention.entity >= 0 and entities[mention.entity].person and entities[mention.entity].sure


def _ends_row(tokens: Tokens, at: int) -> bool:
    """Tell whether a row of names may end at the token: no noun follows ("Ruiz and Lang voters")."""
    if at >= len(tokens) or tokens.lowers[at] in _PLURAL:
        return True
    return tokens.kinds[at] not in _NOUNS and tokens.lowers[at] not in ("'s", "'")
