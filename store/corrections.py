"""What a reader's corrections of who said a quote change in the counts of who is quoted."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from store.attribution import known_by
from store.documents import read_back
from store.errors import ArchiveError
from store.index import Index, lists
from store.index.tables import LYING
from store.parts import Lying, Parts

_KEPT = 10_000  # stories whose quotes are remembered; nobody corrects more by hand

Called = Callable[[str, str], bool]
"""Tells whether somebody printed with a name and a role is meant."""


class _Quoted(NamedTuple):
    """One quote of a story."""

    words: str
    """As a decision knows it."""
    name: str = ""
    """Of who said it by the rules; empty for nobody."""
    role: str = ""


class Moved(NamedTuple):
    """Quotes that went from one name to another, and where names were given words."""

    gained: Mapping[str, int]
    lost: Mapping[str, int]
    stories: Mapping[str, Collection[int]]
    """The usable stories in which a name was given words, whatever version of them it was."""


class Corrections:
    """Counts corrected quotes. Remembers what it read until quotes are read anew."""

    def __init__(self, index: Index, parts: Parts) -> None:
        self._index = index
        self._parts = parts
        self._read: OrderedDict[tuple[int, frozenset[str]], Sequence[_Quoted]] = OrderedDict()
        self._reread = 0

    def moved(self, given: Mapping[tuple[str, str], str]) -> Moved:
        """Return what the names given to quotes, by the story's uri and the words, change."""
        gained: Counter[str] = Counter()
        lost: Counter[str] = Counter()
        stories: dict[str, set[int]] = {}
        for number, names in self._decided(given).items():
            for name in names.values():
                stories.setdefault(name, set()).add(number)
            for quote in self._quoted(number, names):
                name = names.get(quote.words, quote.name)
                if name != quote.name:
                    gained[name] += 1
                    lost[quote.name] += 1
        return Moved(gained, lost, stories)

    def left(self, given: Mapping[tuple[str, str], str], called: Called) -> tuple[int, ...]:
        """Return the usable stories in which somebody spoke by the rules, and all was given to others."""
        stories = []
        for number, names in self._decided(given).items():
            said = [quote.words for quote in self._quoted(number, names) if called(quote.name, quote.role)]
            some_given = any(called(name, "") for name in names.values())
            if said and not some_given and names.keys() >= {*said}:
                stories.append(number)
        return tuple(sorted(stories))

    def _decided(self, given: Mapping[tuple[str, str], str]) -> dict[int, dict[str, str]]:
        """Return of each usable story, by number, the words that were given, and to which names."""
        items = lists.usable(self._index, (uri for uri, _ in given))
        self._forget_what_changed()
        decided: dict[int, dict[str, str]] = {}
        for (uri, words), name in given.items():
            if uri in items:
                decided.setdefault(items[uri], {})[words] = name
        return decided

    def _forget_what_changed(self) -> None:
        reread = lists.reread(self._index)
        if reread != self._reread:
            self._read.clear()
        self._reread = reread

    def _quoted(self, number: int, decided: Collection[str]) -> Sequence[_Quoted]:
        asked = number, frozenset(decided)
        if asked not in self._read:
            try:
                ((part, at, length),) = self._index.ask(LYING, (number,))
                article, quotes = read_back(self._parts.get(part, Lying(number, at, length)), part)
            except (ValueError, ArchiveError):
                return ()  # superseded, moved, or damaged, which others tell: the list need not fail with it
            self._read[asked] = tuple(
                _Quoted(words, quote.speaker.name, quote.speaker.role) if quote.speaker else _Quoted(words)
                for quote, words in zip(quotes, known_by(quotes, decided, article.body_text), strict=True)
            )
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return self._read[asked]
