"""A statement that ten stories quote is one statement with ten appearances.

Agencies quote the same sentence with other marks, split by "he said", or after
"that": what counts is the folded words in a row. Few words are no statement:
many people have no comment.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.models import Quote
from store.naming import PersonName, person_name, plain, shortens
from store.terms import WORDS, fold

LEAST = 5
"""Words from which the same words are the same statement."""
_NAMESAKES = 20  # fuller names of one surname among which one is looked for: more are never one person
_LEADS = frozenset({"that", "and", "but", "so", "well", "because", "also", "then"})


class Source(NamedTuple):
    """The version of a story in which a quote stands; in order of time, oldest first."""

    versioncreated: str
    """UTC, as in `Article`; empty if not known."""
    uri: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where a statement was printed, and how."""

    source: Source
    quote: Quote


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, wherever it was printed."""

    key: str
    """See `statement_key`; empty if there are too few words to know it again."""
    appearances: tuple[Appearance, ...]
    """In order of time; those whose time is not known come first."""

    @property
    def text(self) -> str:
        """The words as first printed."""
        return self.appearances[0].quote.text

    @property
    def speaker(self) -> str:
        """The fullest name of who said it, in any of the stories; empty if none names anybody."""
        names = [
            one.quote.speaker.name for one in self.appearances if one.quote.speaker and _named(one.quote)
        ]
        return max(names, key=len, default="")  # the first of equally long ones

    @property
    def stories(self) -> int:
        """In how many stories it stands, whatever their versions."""
        return len({one.source.uri for one in self.appearances})


def telling_words(text: str) -> tuple[str, ...]:
    """Return the folded words of what was said, without a "that" or "and" in front."""
    return tuple(_telling(WORDS.findall(fold(text))))


def _telling(words: Sequence[str]) -> Sequence[str]:
    return words[next((at for at, word in enumerate(words) if word not in _LEADS), 0) :]


def statement_key(text: str) -> str:
    """Return 16 hexadecimal digits, the same for the same words in a row; empty for fewer than five words."""
    return key_of(WORDS.findall(fold(text)))


def key_of(folded: Sequence[str]) -> str:
    """Return what `statement_key` returns for a text of these folded words."""
    words = _telling(folded)
    if len(words) < LEAST:
        return ""
    return hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).hexdigest()


def group_statements(quotes: Iterable[tuple[Source, Quote]]) -> list[Statement]:
    """Return the statements behind quotes, by first appearance; the order of the quotes says nothing.

    Named speakers who cannot be one keep their statements apart, and so do a
    denial and a claim. Who is not named, or not found, may be anybody: such a
    quote goes to the one speaker who is named for these words elsewhere.
    """
    same: dict[tuple[str, str], list[Appearance]] = defaultdict(list)
    statements = []
    for source, quote in quotes:
        key = statement_key(quote.text)
        if key:
            same[key, quote.modality].append(Appearance(source, quote))
        else:
            statements.append(Statement("", (Appearance(source, quote),)))
    for (key, _), appearances in same.items():
        statements += (Statement(key, tuple(one)) for one in _by_speaker(sorted(appearances, key=_place)))
    return sorted(statements, key=lambda one: _place(one.appearances[0]))


def _place(one: Appearance) -> tuple[Source, tuple[int, int], str, str]:
    quote = one.quote
    return one.source, (quote.start, quote.end), quote.text, quote.speaker.name if quote.speaker else ""


def _named(quote: Quote) -> bool:
    return quote.speaker is not None and quote.speaker.kind != "unnamed"


def _by_speaker(appearances: Sequence[Appearance]) -> Iterator[list[Appearance]]:
    """Yield the appearances of each speaker, those of nobody in particular with the only speaker there is."""
    speakers: dict[tuple[str, ...], list[Appearance]] = defaultdict(list)
    nobody = []
    names = _owners(appearances)
    for one in appearances:
        if one.quote.speaker and _named(one.quote):
            speakers[names[_id(one.quote)]].append(one)
        else:
            nobody.append(one)
    if len(speakers) == 1:
        (only,) = speakers.values()
        yield sorted([*only, *nobody], key=_place)
        return
    yield from speakers.values()
    if nobody:
        yield nobody


def _owners(appearances: Sequence[Appearance]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return for each printed speaker the one it stands for: the only fuller name, else itself."""
    people: dict[str, dict[tuple[str, ...], PersonName]] = defaultdict(dict)  # by surname
    owners: dict[tuple[str, ...], tuple[str, ...]] = {}
    for one in appearances:
        who = one.quote.speaker
        if who and _named(one.quote):
            owners[_id(one.quote)] = _id(one.quote)
            if who.kind == "person":
                name = person_name(who.name)
                people["".join(name.surname[-1:])][_id(one.quote)] = name
    for names in people.values():
        for mine, name in names.items():
            fuller = [other for other, full in names.items() if shortens(name, full)]
            few = fuller if len(fuller) <= _NAMESAKES else ()
            fullest = [at for at in few if not any(shortens(names[at], names[other]) for other in few)]
            if len(fullest) == 1:
                owners[mine] = fullest[0]
    return owners


def _id(quote: Quote) -> tuple[str, ...]:
    who = quote.speaker
    if who is None:
        return ()
    if who.kind == "person":
        return "person", *person_name(who.name).identity
    return who.kind, *WORDS.findall(plain(who.name))
