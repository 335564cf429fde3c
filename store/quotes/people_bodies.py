"""Bodies called by a noun: which name "the company" or "the union" stands for."""

from __future__ import annotations

from collections.abc import Sequence

from store.quotes.people_entity import Entity
from store.quotes.people_grammar import SAYING, apposition_head
from store.quotes.people_heads import Head
from store.quotes.people_mention import Mention
from store.quotes.people_resolved import Resolved
from store.quotes.people_words import COMPANIES
from store.quotes.tokens import Tokens

LONGEST_SUBJECT = 8
"""Tokens of a body that an "it" at the end of a sentence means at most."""


def is_called(tokens: Tokens, mentions: list[Mention], entity: Entity, noun: str) -> bool:
    """Tell whether the entity's name, or what stands around its first mention, holds the body's noun."""
    if not entity.person and noun in entity.words:
        return True
    if entity.sure or entity.place or entity.gender() or not entity.mentions:
        return False
    first = mentions[entity.mentions[0]]
    lowers = tokens.lowers
    kin = COMPANIES if noun in COMPANIES else {noun}
    before = [word for word in lowers[max(0, first.left - 2) : first.left] if word != ","]
    called = before[-1].removesuffix("s") if before else ""
    return apposition_head(lowers, first.end) in kin or called in kin or called in (noun, "company")


def subject_body(mentions: list[Mention], entities: list[Entity], opens: int, head: Head) -> int:
    """Return the entity that "the company" means at the end of a sentence; -1 if none.

    That is who the sentence begins with, the mention `opens`, if nothing says
    that it is a person or a place: "Ruiz Oil has sued a bank, the company said".
    """
    if opens < 0 or mentions[opens].end >= head.first or mentions[opens].entity < 0:
        return -1
    entity = entities[mentions[opens].entity]
    return -1 if entity.sure or entity.place or entity.gender() else mentions[opens].entity


def opening_phrase(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the tokens of the noun phrase that opens the sentence of an "it" at the token; None if none.

    "The water commission has fined five firms, it said."
    """
    begin = tokens.sentences[tokens.sentence_of[at]][0]
    stop = min(at, begin + LONGEST_SUBJECT)
    end = next(
        (i for i in range(begin, stop) if tokens.kinds[i] == "ax" or tokens.lowers[i] in SAYING), begin
    )
    return (begin, end) if end > begin else None


def body_described(noun: str, recent: Sequence[Resolved]) -> Resolved | None:
    """Return the nameless body of that noun that spoke last: "the water regulator", then "the regulator"."""
    for who in recent:
        called = who.name.partition(" of ")[0].partition(" for ")[0].rpartition(" ")[2]
        if who.kind == "organisation" and who.entity < 0 and called.lower() == noun:
            return who
    return None
