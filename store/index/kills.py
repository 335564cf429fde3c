"""Kills that name their story by its slug, as line formats and plain copy do: which stories each means.

Meant may be the stories of the kill's service and slug, in copy without a uri,
that were sent in the 36 hours before it. If there is but one it is killed; of
several those that the kill's text names, by headline or take. If it names none,
none is killed, and it is noted that each of them may be meant. All that depends
on which documents there are and not on the order in which they came: where
another one changes the answer, what was joined is parted again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from store.documents import UNNUMBERED, version_key
from store.ids import SLOTS, second_of
from store.index.versions import join, ranked
from store.terms import tokens

_REACH = 36 * 60 * 60  # seconds
_FORMATS = frozenset({"plain", "anpa", "iptc7901", "zczc", "tagged", "mail"})  # their copy carries no uri
_STORY = "SELECT story FROM doc WHERE id = ?"
_URI = "SELECT uri FROM doc WHERE id = ?"
_JOINED = (
    "SELECT DISTINCT uri.story FROM uri CROSS JOIN alone ON alone.uri = uri.number WHERE uri.uri IN (%s)"
)


class _Copy(NamedTuple):
    """The newest version of a story or kill by itself, without what slugs joined to it."""

    number: int
    names: tuple[str, str]
    """Slug and service."""
    sent: int
    article: Mapping[str, Any]

    @property
    def usable(self) -> bool:
        return _usable(self.article)


class Kills:
    """The kills that the documents of one transaction have to do with."""

    def __init__(
        self, sql: sqlite3.Connection, read: Callable[[int], Mapping[str, Any]], numbers: Iterator[int]
    ) -> None:
        """`read` returns a document by number, `numbers` yields those of new stories."""
        self._sql = sql
        self._read = read
        self._numbers = numbers
        self._noted: dict[int, Mapping[str, Any]] = {}
        self._loose: dict[int, None] = {}
        """Stories that were parted or joined, and must be listed anew."""
        self._parted: list[tuple[list[int], list[int]]] = []
        """Readers who marked a story that was parted, with a uri of each story it was parted into."""

    def note(self, number: int, document: Mapping[str, Any]) -> None:
        """Note a document that came, or that is or was the newest of a story that changed."""
        article = document["article"]
        if article.get("format") in _FORMATS and article.get("slugline") and article.get("versioncreated"):
            self._noted[number] = article

    def release(self, uris: Iterable[str | None]) -> None:
        """Part the stories that any of the uris is joined with, before they change."""
        if not self._sql.execute("SELECT 1 FROM alone LIMIT 1").fetchone():
            return
        wanted = sorted(set(filter(None, uris)))
        found = self._sql.execute(_JOINED % ",".join("?" * len(wanted)), wanted).fetchall()
        for (story,) in found:
            for number in self._part(story):
                self.note(number, self._read(number))

    def settle(self, spill: int) -> Sequence[int]:
        """Join the kills near what was noted with the stories meant; return the stories to list anew.

        `spill` is how far beyond its minute any document's number lies.
        """
        kills = self._near_what_was_noted()
        stories = self._candidates(kills, spill)
        for kill in kills:
            near = [one for one in stories.get(kill.names, ()) if 0 <= kill.sent - one.sent <= _REACH]
            meant = _meant(kill.article, near)
            for one in meant:
                self._join(kill.number, one.number)
            self._doubt(kill, () if meant else near)
        return tuple(self._loose)

    def finish(self) -> None:
        """Have the marks set anew on stories that are no longer one, now that they are listed."""
        for readers, uris in self._parted:
            marks = ",".join("?" * len(uris))
            question = f"SELECT count(DISTINCT story) FROM uri WHERE number IN ({marks})"
            if self._sql.execute(question, uris).fetchone()[0] > 1:
                again = "UPDATE reader SET waiting = waiting + 1 WHERE number = ?"  # which sets all anew
                self._sql.executemany(again, ((reader,) for reader in readers))
        self._noted.clear()
        self._loose.clear()
        self._parted.clear()

    def _near_what_was_noted(self) -> list[_Copy]:
        """Return the kills whose answer may have changed, parted from their stories."""
        kills: dict[int, _Copy] = {}
        fresh = self._noted_kills()
        while fresh:
            parted = [number for kill in fresh for number in self._part(self._story(kill))]
            found = {one.number: one for number in (*fresh, *parted) if (one := self._kill(number))}
            new = [found[number] for number in found.keys() - kills.keys()]
            kills |= found
            fresh = self._hiding(new)
        return [kills[number] for number in sorted(kills)]

    def _noted_kills(self) -> set[int]:
        """Return the kills noted and those that can be meant for stories noted; file what is new of them."""
        slugs = sorted({article["slugline"] for article in self._noted.values() if _usable(article)})
        marks = ",".join("?" * len(slugs))
        question = f"SELECT DISTINCT slug, source FROM kill WHERE slug IN ({marks})"
        known = set(self._sql.execute(question, slugs)) if slugs else set()
        kills: set[int] = set()
        for number, article in self._noted.items():
            names = _names(article)
            if _usable(article) and names in known and (one := _copy(number, article)):
                kills.update(self._filed(names, one.sent, one.sent + _REACH))
            elif not _usable(article) and (one := _copy(number, article)):
                kills.add(number)
                row = (*names, one.sent, number)
                self._sql.execute("INSERT OR IGNORE INTO kill VALUES (?, ?, ?, ?)", row)
        return kills

    def _filed(self, names: tuple[str, str], first: int, last: int) -> list[int]:
        question = "SELECT id FROM kill WHERE slug = ? AND source = ? AND sent BETWEEN ? AND ?"
        return [number for (number,) in self._sql.execute(question, (*names, first, last))]

    def _hiding(self, kills: Iterable[_Copy]) -> set[int]:
        """Return the kills that are joined with stories which others may be meant for too."""
        question = (
            "SELECT kill.id FROM kill CROSS JOIN doc ON doc.id = kill.id JOIN alone ON alone.uri = doc.uri "
            "WHERE slug = ? AND source = ? AND sent BETWEEN ? AND ?"
        )
        spans = _spans((kill.names, kill.sent - _REACH, kill.sent + _REACH) for kill in kills)
        return {
            number for names, *span in spans for (number,) in self._sql.execute(question, (*names, *span))
        }

    def _kill(self, number: int) -> _Copy | None:
        """Return the newest version of the kill that a document belongs to, None if it is none by slug."""
        story = self._story(number)
        usable = "SELECT 1 FROM doc WHERE story = ? AND pubstatus = 'usable' LIMIT 1"
        if self._sql.execute(usable, (story,)).fetchone():
            return None  # it names its story by uri
        return self._newest(story)

    def _newest(self, story: int) -> _Copy | None:
        """Return the newest version of a story by itself, None if it cannot be named by slug."""
        newest = ranked(self._sql, story)
        return _copy(newest[0].id, self._read(newest[0].id)["article"]) if newest else None

    def _candidates(self, kills: Iterable[_Copy], spill: int) -> dict[tuple[str, str], list[_Copy]]:
        """Return the stories that the kills may be meant for, by slug and service."""
        question = (
            "SELECT id FROM item WHERE id BETWEEN ? AND ? AND pubstatus = 'usable' "
            "AND slugline = ? AND source = ?"
        )
        found: dict[int, _Copy | None] = {}
        for names, first, last in _spans((kill.names, kill.sent - _REACH, kill.sent) for kill in kills):
            numbers = first // 60 * SLOTS, (last // 60 + 1) * SLOTS + spill
            for (number,) in self._sql.execute(question, (*numbers, *names)).fetchall():
                found[self._story(number)] = _copy(number, self._read(number)["article"])
        found |= {story: self._newest(story) for story in self._loose}  # their lines are of before
        stories: dict[tuple[str, str], list[_Copy]] = {}
        for one in found.values():
            if one and one.usable:
                stories.setdefault(one.names, []).append(one)
        return stories

    def _part(self, story: int) -> list[int]:
        """Part a story from what slugs joined to it; return the newest version of each, none if it is one."""
        question = "SELECT number, base FROM uri JOIN alone ON alone.uri = uri.number WHERE story = ?"
        bases: dict[int, list[int]] = {}
        for uri, base in self._sql.execute(question, (story,)):
            bases.setdefault(base, []).append(uri)
        if not bases:
            return []
        listed, line = self._sql.execute(
            "SELECT newest, doc.uri FROM story JOIN doc ON doc.id = newest WHERE number = ?", (story,)
        ).fetchone()
        readers = self._sql.execute("SELECT DISTINCT reader FROM mark WHERE id = ?", (listed,)).fetchall()
        self._parted.append(([reader for (reader,) in readers], list(bases)))
        self._sql.execute("DELETE FROM alone WHERE uri IN (SELECT number FROM uri WHERE story = ?)", (story,))
        return [
            ranked(self._sql, story if line in uris else self._move(story, uris))[0].id
            for uris in sorted(bases.values(), key=lambda uris: line in uris)  # the line's stays, and so last
        ]

    def _move(self, story: int, uris: Sequence[int]) -> int:
        """Make a story of some uris of another one; return its number."""
        number = next(self._numbers)
        self._sql.execute("INSERT INTO story VALUES (?, 0)", (number,))
        for uri in uris:
            self._sql.execute("UPDATE uri SET story = ? WHERE number = ?", (number, uri))
            self._sql.execute("UPDATE doc SET story = ? WHERE story = ? AND uri = ?", (number, story, uri))
        self._loose[number] = self._loose[story] = None
        return number

    def _join(self, kill: int, killed: int) -> None:
        one, other = self._story(kill), self._story(killed)
        if one == other:
            return
        for story, kills in ((one, 1), (other, 0)):  # one that is joined already knows its parts
            parts = (
                "SELECT number, (SELECT min(number) FROM uri WHERE story = ?1), ?2 FROM uri WHERE story = ?1"
            )
            self._sql.execute(f"INSERT OR IGNORE INTO alone {parts}", (story, kills))
        self._loose[join(self._sql, one, other)] = None

    def _doubt(self, kill: _Copy, stories: Iterable[_Copy]) -> None:
        """Note which stories a kill may be meant for, and those of before no more."""
        (uri,) = self._sql.execute(_URI, (kill.number,)).fetchone()
        self._sql.execute("DELETE FROM doubt WHERE kill = ?", (uri,))
        for one in stories:
            self._sql.execute(f"INSERT OR IGNORE INTO doubt VALUES (?, ({_URI}))", (uri, one.number))

    def _story(self, number: int) -> int:
        return int(self._sql.execute(_STORY, (number,)).fetchone()[0])


def _usable(article: Mapping[str, Any]) -> bool:
    return bool(article.get("pubstatus", "usable") == "usable")


def _names(article: Mapping[str, Any]) -> tuple[str, str]:
    return article["slugline"], article.get("source", "")


def _copy(number: int, article: Mapping[str, Any]) -> _Copy | None:
    """Return a document that can only be named, or name another, by its slug, None for another one."""
    sent = second_of(article.get("versioncreated", ""))
    if article.get("format") in _FORMATS and article.get("slugline") and sent:
        return _Copy(number, _names(article), sent, article)
    return None


def _spans(spans: Iterable[tuple[tuple[str, str], int, int]]) -> list[tuple[tuple[str, str], int, int]]:
    """Return spans of time of each slug and service, those that meet as one."""
    merged: list[tuple[tuple[str, str], int, int]] = []
    for names, first, last in sorted(spans):
        if merged and merged[-1][0] == names and first <= merged[-1][2]:
            _, begun, ended = merged.pop()
            merged.append((names, begun, max(ended, last)))
        else:
            merged.append((names, first, last))
    return merged


def _meant(kill: Mapping[str, Any], stories: Sequence[_Copy]) -> Sequence[_Copy]:
    """Return the stories a kill is meant for: one alone, of several those that it names.

    A name that stands only inside another one's longer name is not named:
    "Ld-Writethru" is none of "2nd Ld-Writethru".
    """
    if len(stories) < 2:
        return stories
    named: set[tuple[str, ...]] = set()
    said = (kill.get(field, "") for field in ("headline", "takekey", "ednote", "body_text"))
    text = "\n".join(f" {' '.join(tokens(one))} " for one in said)
    called = {one.number: _called(one.article) for one in stories}
    for name in sorted({name for names in called.values() for name in names}, key=len, reverse=True):
        phrase = f" {' '.join(name)} "
        if phrase in text:
            named.add(name)
            text = text.replace(phrase, " \n ")
    return [one for one in stories if called[one.number] & named]


def _called(article: Mapping[str, Any]) -> set[tuple[str, ...]]:
    """Return the words by which a kill may name a story; a number alone says nothing."""
    headline = "" if article.get("headline_assumed") else article["headline"]
    take, version = article.get("takekey", ""), article.get("version", "")
    names = {tokens(headline), tokens(take)}
    if not take and version_key(version) != UNNUMBERED:  # else it was worked out from the take
        names.add(("version", version))
    return {name for name in names if not all(word.isdecimal() for word in name)}
