"""Who speaks in the archive: names that the rules took for one person, and what a reader decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from store.corrections import Corrections, Moved
from store.ids import UNDATED
from store.index import Index, lists
from store.models import SpeakerCount
from store.normal import Known
from store.terms import WORDS, fold, in_a_row


class _Name(NamedTuple):
    number: int
    name: str
    folded: str
    leader: int
    quotes: int
    stories: int


_NAMES = "SELECT number, name, folded, leader, quotes, stories FROM name WHERE "


class Speakers:
    """The people of an archive as one reader sees them.

    `decided` are names with the names that lead them, `given` the speakers of
    quotes, by the story's uri and the words, counted by `corrections`.
    """

    def __init__(
        self,
        index: Index,
        decided: Mapping[str, str],
        given: Mapping[tuple[str, str], str],
        corrections: Corrections,
    ) -> None:
        self._index = index
        self._decided = decided
        self._given = given
        self._corrections = corrections
        self._ruled: dict[str, str] = {}
        """Names looked up so far, each with the one that leads it by the rules."""

    def find(self, words: Sequence[str], *, whole: bool) -> Known:
        """Return the people one of whose names holds the folded words in a row.

        The last word may be the beginning of one unless `whole`.
        """
        names = self.called(words, whole=whole)

        def meant(name: str, role: str = "") -> bool:
            return name in names or any(_holds(fold(one), words, whole=whole) for one in (name, role))

        given = self._given_to({*filter(meant, self._given.values())})
        return Known(self.numbers(names), given, self._corrections.left(self._given, meant))

    def called(self, words: Sequence[str], *, whole: bool) -> set[str]:
        """Return all names of the people that `find` finds."""
        return {name for names in self._people_called(words, whole=whole).values() for name in names}

    def stories_of(self, name: str, most: int) -> tuple[set[str], list[int]]:
        """Return all names of the person called `name`, and the stories that quote them, newest first."""
        names = self._names_led_by(self._leader(name))
        found = {*lists.items_by(self._index, self.numbers(names), most), *self._given_to(names)}
        return names, sorted(found, reverse=True)[:most]

    def _given_to(self, names: set[str]) -> tuple[int, ...]:
        """Return the usable stories in which the reader gave words to any of the names."""
        uris = (uri for (uri, _), name in self._given.items() if name in names)
        return tuple(sorted({*lists.usable(self._index, uris).values()}))

    def numbers(self, names: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of names, in order."""
        wanted = sorted(set(names))
        found: list[int] = []
        for some in lists.some_of(wanted):
            marks = ",".join("?" * len(some))
            found += [one.number for one in self._ask(f"name IN ({marks}) AND quotes > 0", some)]
        return tuple(sorted(found))

    def counts(self, text: str, most: int) -> tuple[SpeakerCount, ...]:
        """Return people, the most quoted first: all, or those with the words of `text` in name or role.

        Those found by name stand before those found by role. A quote counts for
        whom the reader gave it to; stories are those that `find` finds.
        """
        words = WORDS.findall(fold(text))
        moved = self._corrections.moved(self._given)
        if words:
            people = self._people_called(words, whole=False)
            others = {name for name in moved.gained if _holds(fold(name), words, whole=False)}
        else:
            people = {leader: self._names_led_by(leader) for leader in self._most_quoted(most, moved)}
            others = set(moved.gained)
        people |= self._people_led({*map(self._leader, others)} - people.keys())
        called = set(people)
        if words:
            people |= self._people_led(self._holders(words) - called)
        counted = [self._count(leader, names, moved) for leader, names in people.items() if names]
        counted = [one for one in counted if one.quotes]
        counted.sort(key=lambda one: (one.name not in called, -one.quotes, one.name))
        return tuple(counted[:most])

    def _most_quoted(self, most: int, moved: Moved) -> dict[str, None]:
        """Return the leading names of the people quoted most, and of those decided about."""
        found = self._index.ask(
            "SELECT l.name, sum(n.quotes) AS quotes FROM name n JOIN name l ON l.number = n.leader "
            "WHERE n.quotes > 0 GROUP BY n.leader ORDER BY quotes DESC, l.name LIMIT ?",
            (most + len(moved.lost),),
        )
        self._ruled.update({name: name for name, _ in found})
        lost: Counter[str] = Counter()
        for name, quotes in moved.lost.items():
            lost[self._leader(name)] += quotes
        found.sort(key=lambda one: lost[one[0]] - one[1])
        decided = map(self._leader, self._decided.values())
        return dict.fromkeys([*(self._leader(name) for name, _ in found[:most]), *decided])

    def _people_called(self, words: Sequence[str], *, whole: bool) -> dict[str, set[str]]:
        if not words:
            return {}
        like = "%" + "%".join(_escaped(word) for word in words) + "%"
        found = self._ask("folded LIKE ? ESCAPE '\\'", (like,))
        found = [one for one in found if _holds(one.folded, words, whole=whole)]
        self._learn(found)
        return self._people_led({self._leader(one.name) for one in found})

    def _people_led(self, leaders: Iterable[str]) -> dict[str, set[str]]:
        return {leader: self._names_led_by(leader) for leader in sorted(leaders)}

    def _holders(self, words: Sequence[str]) -> set[str]:
        """Return the leading names of those a role of whom holds the folded words in a row."""
        question = (
            "SELECT n.name, r.role FROM role r JOIN name n ON n.number = r.name "
            "WHERE r.quotes > 0 AND (r.role GLOB '*[^ -~]*' OR r.role LIKE ? ESCAPE '\\')"
        )  # SQLite folds ASCII alone, as LIKE does; whatever else a role holds is folded here
        found = self._index.ask(question, ("%" + "%".join(map(_escaped, words)) + "%",))
        return {self._leader(name) for name, role in found if _holds(fold(role), words, whole=False)}

    def _leader(self, name: str) -> str:
        """Return the leading name of whoever is called `name`: where decisions and rules lead, one by one.

        Names decided to be each other's are led by the first in order of the alphabet.
        """
        passed = [name]
        while (leading := self._led_by(passed[-1])) != passed[-1]:
            if leading in passed:
                return min(passed[passed.index(leading) :])
            passed.append(leading)
        return leading

    def _led_by(self, name: str) -> str:
        """Return the name that leads a name next: the one decided on, else the rules'."""
        decided = self._decided.get(name)
        if decided is not None:
            return decided
        if name not in self._ruled:
            self._learn(self._ask("name = ?", (name,)))
        return self._ruled.setdefault(name, name)

    def _learn(self, names: Sequence[_Name]) -> None:
        """Look up who leads names by the rules; of one name of several kinds the most quoted counts."""
        known = {one.number: one.name for one in names}
        missing = sorted({one.leader for one in names} - known.keys())
        for some in lists.some_of(missing):
            marks = ",".join("?" * len(some))
            known |= {one.number: one.name for one in self._ask(f"number IN ({marks})", some)}
        for one in sorted(names, key=lambda one: one.quotes):
            self._ruled[one.name] = known[one.leader]

    def _names_led_by(self, leader: str) -> set[str]:
        """Return the names of a person: the leading one and all that are led there, by rule or decision."""
        names, fresh = {leader}, [leader]
        while fresh:
            head = fresh.pop()
            ruled = self._ask("leader IN (SELECT number FROM name WHERE name = ?)", (head,))
            led = {one.name for one in ruled if one.name not in self._decided}
            led |= {name for name, decided in self._decided.items() if decided == head}
            fresh += led - names
            names |= led
        return names

    def _count(self, leader: str, names: set[str], moved: Moved) -> SpeakerCount:
        marks = ",".join("?" * len(names))
        rows = self._ask(f"name IN ({marks}) AND quotes > 0", sorted(names))
        wanted = ",".join(str(row.number) for row in rows)
        roles = self._index.ask(
            f"SELECT role FROM role WHERE name IN ({wanted}) AND quotes > 0 "
            "GROUP BY role ORDER BY sum(quotes) DESC, role"
        )
        given = {number for name in names for number in moved.stories.get(name, ())}
        apart = given | self._left(names) if names & moved.lost.keys() else given
        spoke = f"FROM spoke WHERE person IN ({wanted}) AND id NOT IN ({','.join(map(str, sorted(apart)))})"
        ((first, last),) = self._index.ask(f"SELECT min(id), max(id) {spoke} AND id >= ?", (UNDATED,))
        times = [number for number in (*given, first or 0, last or 0) if number >= UNDATED]
        aliases = sorted((row for row in rows if row.name != leader), key=lambda row: (-row.quotes, row.name))
        changes = sum(moved.gained.get(name, 0) - moved.lost.get(name, 0) for name in names)
        return SpeakerCount(
            name=leader,
            role=roles[0][0] if roles else "",
            quotes=max(0, sum(row.quotes for row in rows) + changes),
            stories=len(given) + (self._stories(spoke) if apart or len(rows) != 1 else rows[0].stories),
            aliases=tuple(row.name for row in aliases),
            roles=tuple(role for (role,) in roles),
            first=self._created(min(times, default=None)),
            last=self._created(max(times, default=None)),
        )

    def _left(self, names: set[str]) -> set[int]:
        """Return the usable stories in which the reader gave all that somebody says to others."""
        return {*self._corrections.left(self._given, lambda name, _: name in names)}

    def _stories(self, spoke: str) -> int:
        """Return in how many stories somebody speaks: one may have several of the names."""
        return int(self._index.ask(f"SELECT count(DISTINCT id) {spoke}")[0][0])

    def _created(self, item: int | None) -> str:
        found = self._index.ask("SELECT created FROM item WHERE id = ?", (item,)) if item else []
        return str(found[0][0]) if found else ""

    def _ask(self, condition: str, values: Sequence[object]) -> list[_Name]:
        return [_Name(*row) for row in self._index.ask(_NAMES + condition, values)]


def _holds(folded: str, words: Sequence[str], *, whole: bool) -> bool:
    return in_a_row(WORDS.findall(folded), words, whole=whole)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
