"""The head of a source: which word of "a spokesman for Ana Ruiz, the minister," is the speaker.

Pure reading of tokens and printed names, no entities: the head is a name, a
pronoun or a noun, with the words before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from store.quotes.lexicon import NO_FUNCTION
from store.quotes.people_grammar import ARTICLES, DETERMINERS, EDGE, LEADING, PREPOSITIONS, RELATIVE, STOPS
from store.quotes.people_mention import Mention
from store.quotes.people_words import ADJECTIVES, BODIES, MODIFIERS, ROLES, SPEAKERS, words
from store.quotes.tokens import Tokens

_FORMS = words(
    "early faces gets gives goes has holds is keeps late makes needs raises seems takes tries wants was"
)
"""Verbs in "s" on which a source often ends, others look like plurals; adverbs that look like adjectives."""


@dataclass(slots=True)
class Head:
    """What a source's words come down to."""

    first: int
    last: int
    """The source, trimmed: tokens, end exclusive."""
    mention: int = -1
    """Which printed name is the head; -1 if it is a noun or a pronoun."""
    whole: int = 0
    """The end of the source with a clause that says which of many: "an official who saw it"."""
    noun: str = ""
    """The head noun or pronoun, lower case."""
    at: int = -1
    """The head noun's token."""
    determiner: str = ""
    before: list[str] = field(default_factory=list)
    """Lower-case words between determiner and noun."""
    body: bool = False
    """A body is named before the noun: "the FBI director"."""
    corporate: bool = False
    """The name is in apposition to a body's noun: "the hotel group, Ruiz Resorts"."""
    owner: int = -1
    """The printed name in the possessive before the noun."""
    joined: list[int] = field(default_factory=list)
    """Printed names on a par: "Kaine and Clinton"."""


def trim(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Return the tokens of a source without marks at its edges, "by" before and a clause behind."""
    lowers = tokens.lowers
    last = min(last, len(lowers))
    first = max(0, first)
    while first < last - 1 and (lowers[first] in EDGE or lowers[first] in LEADING):
        first += 1
    for at in range(first + 1, last):
        if lowers[at] in RELATIVE and tokens.texts[at] not in NO_FUNCTION:
            last = at
            break
    while last - 1 > first and (lowers[last - 1] in EDGE or lowers[last - 1] == "'s"):
        last -= 1
    return first, last


def _with_clause(tokens: Tokens, end: int, last: int) -> int:
    """Return the end of the relative clause right behind `end`, without a comma before it; else `end`."""
    last = min(last, len(tokens))
    if end >= last or tokens.lowers[end] not in ("who", "that", "whose", "whom"):
        return end
    while last > end and tokens.lowers[last - 1] in EDGE:
        last -= 1
    return last


def read_head(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], first: int, last: int) -> Head:
    """Return the head of the source in tokens `first` to `last`; `starts` gives the names by first token."""
    head = Head(*trim(tokens, first, last))
    head.whole = _with_clause(tokens, head.last, last)
    at = head.first
    if at < head.last - 1 and tokens.lowers[at] in DETERMINERS:
        head.determiner = tokens.lowers[at]
        at += 1
    while at < head.last:
        index = starts.get(at, -1)
        if index >= 0 and mentions[index].last <= head.last:
            _set_aside(mentions, head)
            head.mention, head.noun = index, ""
            at = mentions[index].end
        elif tokens.lowers[at] == "and" and at > head.first:
            ahead = _second_role(tokens, mentions, starts, head, at + 1)
            if ahead < 0:
                break
            at = ahead
        elif not _take_word(tokens, mentions, head, at):
            break
        else:
            at += 1
    _without_verb(tokens, mentions, starts, head)
    _appositive(tokens, mentions, starts, head, at)
    return head


def _without_verb(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], head: Head) -> None:
    """Take off the verb that a source ran into: "Ana Ruiz lent", "the president left".

    No noun for a person, body or document follows a name without article, or
    a role's noun, in lower case, unless it is a plural.
    """
    texts, lowers = tokens.texts, tokens.lowers
    if head.mention >= 0 or head.noun in SPEAKERS or head.at <= head.first or head.owner >= 0:
        return
    at = head.at
    while at > head.first + 1 and _verbal(texts[at - 1]):
        at -= 1
    if not _verbal(texts[at]):
        return
    index = starts.get(at - 1, -1)
    if index >= 0 and mentions[index].end == at and not head.determiner:
        mention = mentions[index]
        if mention.sure and mention.form in ("full", "single") and mention.left >= head.first:
            head.mention, head.noun, head.last, head.body = index, "", at, False
    elif lowers[at - 1] in ROLES and head.determiner in ARTICLES and head.before:
        head.noun, head.at, head.last = lowers[at - 1], at - 1, at
        head.before = head.before[: head.before.index(lowers[at - 1])]


def _verbal(text: str) -> bool:
    """Tell whether a word may be a verb's form, by its looks: in lower case and no known noun."""
    if text in _FORMS:
        return True
    if not text.isalpha() or not text.islower() or text[-1] == "s":
        return False
    return text not in SPEAKERS and text not in MODIFIERS and text not in PREPOSITIONS


def _take_word(tokens: Tokens, mentions: list[Mention], head: Head, at: int) -> bool:
    """Make the word at token `at` the head so far; False if the head has ended before it."""
    low = tokens.lowers[at]
    if low in STOPS or (low in PREPOSITIONS and at > head.first):
        return False
    if low in ("'s", "'") and tokens.glued(at):
        head.owner, head.mention, head.noun = head.mention, -1, ""
        head.before.clear()
        return True
    if (
        head.mention >= 0
        and low.endswith("ed")
        and low not in ROLES
        and mentions[head.mention].form != "body"
    ):
        return False  # "Ruiz revised": a verb
    _set_aside(mentions, head)
    head.mention, head.noun, head.at = -1, low, at
    return True


def _set_aside(mentions: list[Mention], head: Head) -> None:
    """Move what was the head so far to the words before it."""
    if head.noun:
        head.before.append(head.noun)
    elif head.mention >= 0:
        head.before.extend(mentions[head.mention].words)
        head.body = head.body or mentions[head.mention].form == "body"


def _second_role(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], head: Head, at: int) -> int:
    """Return where the name begins in "filmmaker and author Ana Ruiz", `at` behind the "and"; else -1."""
    ahead = over_role(tokens, starts, at, head.last)
    index = starts.get(ahead, -1)
    fits = head.noun in ROLES and index >= 0 and mentions[index].form in ("full", "single")
    return ahead if fits else -1


def _appositive(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], head: Head, at: int) -> None:
    """Take a name in apposition for the head ("his spokeswoman, Ana Ruiz"), and collect names on a par."""
    lowers = tokens.lowers
    if head.mention >= 0:
        _on_a_par(tokens, mentions, starts, head)
        return
    corporate = head.noun in BODIES
    if not (corporate or head.noun in ROLES or head.noun in ("one", "another")) or at >= head.last:
        return
    while at < head.last and lowers[at] not in (",", "—", "–", "--"):
        at += 1
    at = over_role(tokens, starts, at + 1, head.last)
    index = starts.get(at, -1)
    if index >= 0 and at < head.last and (corporate or mentions[index].form in ("full", "single")):
        end = mentions[index].end
        if end >= head.last or lowers[end] in STOPS:
            head.mention, head.noun, head.corporate = index, "", corporate


def _on_a_par(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], head: Head) -> None:
    """Follow "A and B", "A, B and C" from the head name on."""
    lowers = tokens.lowers
    joined, at, ended = [head.mention], mentions[head.mention].end, False
    while at < head.last and lowers[at] in (",", "and", "&", "or", "("):
        if lowers[at] == "(":
            while at < head.last and lowers[at] != ")":
                at += 1
            at += 1
            continue
        ended = ended or lowers[at] in ("and", "&", "or")
        step = 2 if lowers[at] == "," and at + 1 < head.last and lowers[at + 1] == "and" else 1
        ended = ended or step == 2
        begin = over_owner(tokens, mentions, starts, over_role(tokens, starts, at + step, head.last))
        index = starts.get(begin, -1)
        if index < 0 or mentions[index].last > head.last:
            break
        joined.append(index)
        at = mentions[index].end
    if ended and len(joined) > 1:
        head.joined = joined


def over_role(tokens: Tokens, starts: dict[int, int], at: int, last: int) -> int:
    """Return `at` moved over the words of a role: "state senator" in "state senator Ana Ruiz"."""
    begin = at
    while at < min(last, begin + 5) and at not in starts:
        low = tokens.lowers[at]
        modifier = low in MODIFIERS or low in ADJECTIVES or ("-" in low and low == tokens.texts[at])
        if not modifier and low not in ROLES and low not in ARTICLES:
            break
        at += 1
    return at


def over_owner(tokens: Tokens, mentions: list[Mention], starts: dict[int, int], at: int) -> int:
    """Return `at` moved over the body whose man a name is: "MSNBC's" in "MSNBC's Otto Lang"."""
    index = starts.get(at, -1)
    if index < 0 or mentions[index].form == "full":
        return at
    end = mentions[index].end
    behind = starts.get(end + 1, -1) if tokens.lowers[end : end + 1] in (["'s"], ["'"], ["’"]) else -1
    return end + 1 if behind >= 0 and mentions[behind].form == "full" else at
