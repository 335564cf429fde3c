"""Whom a pronoun means of those who spoke before: `"...," the top diplomat said. "...," he added`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from store.quotes.people_entity import Entity
from store.quotes.people_mention import Mention
from store.quotes.people_resolved import Resolved
from store.quotes.tokens import Tokens


def last_speaker(
    tokens: Tokens,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    at: int,
    gender: str,
    recent: Sequence[Resolved],
) -> int:
    """Return the entity of who spoke last, in this sentence or the one before, for a pronoun at token `at`.

    -1 where somebody else is named in between, or the paragraph is another one.
    """
    who = recent[0] if recent else None
    if who is None or not _fits(who, gender) or not 0 < who.last <= at:
        return -1
    spoke = who.last - 1
    if tokens.paragraph_of[spoke] != tokens.paragraph_of[at]:
        return -1
    if tokens.sentence_of[at] - tokens.sentence_of[spoke] > 1:
        return -1
    begin = bisect_left(mentions, who.last, key=attrgetter("first"))
    for index in range(begin, len(mentions)):
        mention = mentions[index]
        if mention.first >= at:
            break
        if mention.entity not in (-1, who.entity) and _may_be_meant(entities[mention.entity], gender):
            return -1
    return who.entity


def _may_be_meant(entity: Entity, gender: str) -> bool:
    return entity.person and entity.gender() in (gender, "")


def carried(recent: Sequence[Resolved], gender: str) -> tuple[int, float]:
    """Return the latest person who spoke and may be of the gender, with how sure it is; -1 if nobody did."""
    found = next((who.entity for who in recent if _fits(who, gender)), -1)
    return found, 0.5 if found >= 0 else 0.0


def _fits(who: Resolved, gender: str) -> bool:
    return who.kind == "person" and who.entity >= 0 and who.gender in (gender, "")
