"""What a reader's corrections of who said a quote change in the counts of who is quoted."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from store.attribution import quoted_words
from store.errors import ArchiveError
from store.index import Index, lists
from store.index.tables import LYING
from store.parts import Lying, Parts

_KEPT = 10_000  # stories whose quotes are remembered; nobody corrects more by hand

_Quoted = Sequence[tuple[str, str]]
"""Of each quote of a story the words a decision knows it by, and the name of who said it by the rules."""


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
        self._read: OrderedDict[int, _Quoted] = OrderedDict()
        self._reread = 0

    def moved(self, given: Mapping[tuple[str, str], str]) -> Moved:
        """Return what the names given to quotes, by the story's uri and the words, change."""
        gained: Counter[str] = Counter()
        lost: Counter[str] = Counter()
        stories: dict[str, set[int]] = {}
        decided: dict[int, dict[str, str]] = {}
        items = lists.usable(self._index, (uri for uri, _ in given))
        self._forget_what_changed()
        for (uri, words), name in given.items():
            if uri in items:
                decided.setdefault(items[uri], {})[words] = name
                stories.setdefault(name, set()).add(items[uri])
        for number, names in decided.items():
            for words, by_rule in self._quoted(number):
                name = names.get(words, by_rule)
                if name != by_rule:
                    gained[name] += 1
                    lost[by_rule] += 1
        return Moved(gained, lost, stories)

    def _forget_what_changed(self) -> None:
        reread = lists.reread(self._index)
        if reread != self._reread:
            self._read.clear()
        self._reread = reread

    def _quoted(self, number: int) -> _Quoted:
        if number not in self._read:
            try:
                ((part, at, length),) = self._index.ask(LYING, (number,))
                document = self._parts.get(part, Lying(number, at, length))
            except (ValueError, ArchiveError):
                return ()  # superseded, moved, or damaged, which others tell: the list need not fail with it
            self._read[number] = tuple(
                (quoted_words(quote["text"]), (quote["speaker"] or {}).get("name", ""))
                for quote in document["quotes"]
            )
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return self._read[number]
