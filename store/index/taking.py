"""Taking documents into the index: which story each belongs to, which version is shown, what can be found.

Everything runs inside the caller's transaction on a connection to the tables
of `store.index.tables`. Documents that stand alone, nearly all, go in by the
hundred; those that meet other versions of their story, one by one.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count, islice
from typing import Any

import orjson

from store.documents import UNNUMBERED, rules_of, version_key
from store.ids import id_floor
from store.index.kills import Kills
from store.index.names import Names
from store.index.tables import LYING
from store.index.twins import Twins
from store.index.versions import join, ranked
from store.index.words import Words, table_of
from store.parts import Lying, Stored
from store.sketch import sketch

Fetch = Callable[[str, Lying], dict[str, Any]]
"""Reads a document back from its part."""

_CHUNK = 500  # documents in hand at once
_DOC = f"INSERT INTO doc VALUES ({','.join('?' * 13)})"
_REPLACES = (  # of several the last by name: any order of arrival gives the same
    "UPDATE uri SET replaces = ? WHERE number = ? AND "
    "ifnull((SELECT other.uri FROM uri AS other WHERE other.number = uri.replaces), '') < ?"
)
_OF_ONE_TIME = (
    "SELECT doc.id, version, ifnull(leader, doc.id) FROM uri CROSS JOIN doc ON doc.story = uri.story "
    "LEFT JOIN same ON same.id = doc.id "
    "WHERE number = ? AND doc.uri = number AND created = ? AND doc.id != ? ORDER BY doc.seq"
)
_ITEM = f"INSERT INTO item VALUES ({','.join('?' * 22)})"


class Taking:
    """The documents of one part going into the index, inside one transaction."""

    def __init__(self, sql: sqlite3.Connection, part: int, fetch: Fetch) -> None:
        self._sql = sql
        self._part = part
        self._fetch = fetch
        self._names, self._twins, self._words = Names(sql), Twins(sql), Words(sql)
        ((uri, story),) = sql.execute(
            "SELECT (SELECT ifnull(max(number), 0) FROM uri), (SELECT ifnull(max(number), 0) FROM story)"
        )
        self._uris, self._stories = count(uri + 1), count(story + 1)
        self._kills = Kills(sql, self._read, self._stories)
        ((self._spill,),) = sql.execute("SELECT value FROM meta WHERE key = 'spill'")
        self._last = self._taken = self._items = 0

    def take(self, stored: Iterable[Stored]) -> None:
        """Take in documents and list what they make the newest version of its story."""
        source = iter(stored)
        while chunk := list(islice(source, _CHUNK)):
            self._chunk(chunk)
        self._names.write()
        self._twins.write()
        self._sql.execute("UPDATE part SET docs = ? WHERE number = ?", (self._taken, self._part))
        for key, value in (("seq", self._last), ("spill", self._spill)):
            raised = (
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)"
            )
            self._sql.execute(raised, (key, value))
        self._sql.execute("UPDATE meta SET value = value + ? WHERE key = 'items'", (self._items,))
        self._words.write()

    def _chunk(self, chunk: Sequence[Stored]) -> None:
        self._taken += len(chunk)
        seen = Counter(one.document["uri"] for one in chunk)
        known = _known(self._sql, seen)
        alone: list[Stored] = []
        others: list[Stored] = []
        for one in chunk:
            document = one.document
            created = document["article"].get("versioncreated", "")
            self._spill = max(self._spill, one.place.number - id_floor(created))
            self._last = max(self._last, document["seq"])
            uri = document["uri"]
            first = uri not in known and seen[uri] == 1 and not document["article"].get("evolvedfrom")
            (alone if first else others).append(one)
        self._begin_stories(alone)
        self._add_versions(others)
        for one in chunk:
            self._kills.note(one.place.number, one.document)
        new = {one.place.number: one.document for one in chunk}
        for story in self._kills.settle(self._spill):
            self._choose(story, new)
        self._kills.finish()

    def _begin_stories(self, stored: Sequence[Stored]) -> None:
        """Take in documents each of which is the only one of its story, all at once."""
        numbers = [(next(self._uris), next(self._stories)) for _ in stored]
        uris = [(uri, one.document["uri"], story) for one, (uri, story) in zip(stored, numbers, strict=True)]
        self._sql.executemany("INSERT INTO uri VALUES (?, ?, ?, NULL)", uris)
        newest = [(story, one.place.number) for one, (_, story) in zip(stored, numbers, strict=True)]
        self._sql.executemany("INSERT INTO story VALUES (?, ?)", newest)
        docs = [_doc(one, self._part, uri, story) for one, (uri, story) in zip(stored, numbers, strict=True)]
        self._sql.executemany(_DOC, docs)
        self._list(
            [
                (one.place.number, story, 1, one.document)
                for one, (_, story) in zip(stored, numbers, strict=True)
            ]
        )

    def _add_versions(self, stored: Sequence[Stored]) -> None:
        """Take in documents that meet others of their story."""
        self._kills.release(
            uri for one in stored for uri in (one.document["uri"], one.document["article"].get("evolvedfrom"))
        )
        new: dict[int, dict[str, Any]] = {}
        touched: dict[int, None] = {}
        for one in stored:
            uri, story = self._story_of(one.document)
            self._sql.execute(_DOC, _doc(one, self._part, uri, story))
            self._note_same(one, uri, new)
            new[one.place.number] = one.document
            touched[story] = None
        for story in touched:
            self._choose(story, new)

    def _note_same(self, stored: Stored, uri: int, new: Mapping[int, dict[str, Any]]) -> None:
        """Note a document without a number that says what another one of its time says."""
        if version_key(stored.document["version"]) != UNNUMBERED:
            return
        created = stored.document["article"].get("versioncreated", "")
        others = self._sql.execute(_OF_ONE_TIME, (uri, created, stored.place.number)).fetchall()
        said = _said(stored.document)
        for number, version, leader in others:
            if version_key(version) == UNNUMBERED and _said(new.get(number) or self._read(number)) == said:
                self._sql.execute("INSERT INTO same VALUES (?, ?)", (stored.place.number, leader))
                return

    def _story_of(self, document: Mapping[str, Any]) -> tuple[int, int]:
        """Return the numbers of a document's uri and story; what it replaces becomes the same story."""
        uri, story = self._uri(document["uri"])
        replaced = document["article"].get("evolvedfrom", "")
        if replaced and replaced != document["uri"]:
            older, other = self._uri(replaced)
            self._sql.execute(_REPLACES, (older, uri, replaced))
            if other != story:
                join(self._sql, story, other)
        return uri, story

    def _uri(self, uri: str) -> tuple[int, int]:
        found = self._sql.execute("SELECT number, story FROM uri WHERE uri = ?", (uri,)).fetchone()
        if found:
            return int(found[0]), int(found[1])
        number, story = next(self._uris), next(self._stories)
        self._sql.execute("INSERT INTO story VALUES (?, 0)", (story,))
        self._sql.execute("INSERT INTO uri VALUES (?, ?, ?, NULL)", (number, uri, story))
        return number, story

    def _choose(self, story: int, new: Mapping[int, dict[str, Any]]) -> None:
        """List the newest version of a story and no other."""
        sql = self._sql
        versions = ranked(sql, story)
        if not versions:
            return  # it became part of another story of the same batch
        newest = versions[0].id
        mine = "SELECT id FROM item WHERE id IN (SELECT id FROM doc WHERE story = ?)"
        listed = [row[0] for row in sql.execute(mine, (story,))]
        for old in listed:
            if old != newest:
                document = new.get(old) or self._read(old)
                self._unlist(old, document)
                self._kills.note(old, document)
                sql.execute("UPDATE OR REPLACE mark SET id = ? WHERE id = ?", (newest, old))
        if newest not in listed:
            document = new.get(newest) or self._read(newest)
            self._list([(newest, story, len(versions), document)])
            self._kills.note(newest, document)
        else:
            sql.execute(
                "UPDATE item SET versions = ?, story = ? WHERE id = ?", (len(versions), story, newest)
            )
        sql.execute("UPDATE story SET newest = ? WHERE number = ?", (newest, story))

    def _read(self, number: int) -> dict[str, Any]:
        part, at, length = self._sql.execute(LYING, (number,)).fetchone()
        return self._fetch(part, Lying(number, at, length))

    def _list(self, lines: Sequence[tuple[int, int, int, Mapping[str, Any]]]) -> None:
        """List documents, given with number, story and count of versions."""
        self._sql.executemany(_ITEM, (self._line(*line) for line in lines))
        self._items += len(lines)

    def _line(
        self, number: int, story: int, versions: int, document: Mapping[str, Any]
    ) -> tuple[object, ...]:
        """Return the list's line of a document, and note what is found by it."""
        self._words.add(number, document)
        sketched = b""
        if table_of(document) == "fts":
            self._names.add(number, document["quotes"])
            article = document["article"]
            sketched = sketch(article.get("body_text", ""), article.get("dateline", ""))
            self._twins.add(number, sketched)
        return _item(number, story, versions, document, sketched)

    def _unlist(self, number: int, document: Mapping[str, Any]) -> None:
        self._words.remove(number, document)
        if table_of(document) == "fts":
            self._names.remove(number, document["quotes"])
            self._twins.remove(number)
        self._sql.execute("DELETE FROM item WHERE id = ?", (number,))
        self._items -= 1


def agrees(line: tuple[Any, ...], document: Mapping[str, Any]) -> bool:
    """Tell whether a line of the list says what its document says."""
    number, story, _, _, versions, *_, leader, sketched = line
    return (*_item(number, story, versions, document, b"")[:-2], leader, sketched) == line


def _said(document: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return what a reader sees of a document."""
    known = document["article"].get
    return known("headline", ""), known("body_text", ""), known("pubstatus", "usable")


def _known(sql: sqlite3.Connection, uris: Iterable[str]) -> set[str]:
    wanted = list(uris)
    marks = ",".join("?" * len(wanted))
    return {uri for (uri,) in sql.execute(f"SELECT uri FROM uri WHERE uri IN ({marks})", wanted)}


def _doc(stored: Stored, part: int, uri: int, story: int) -> tuple[object, ...]:
    place, document = stored
    article = document["article"]
    return (
        *(place.number, part, place.at, place.length, story, uri, document["version"]),
        *(article.get("versioncreated", ""), article.get("pubstatus", "usable")),
        *(bytes.fromhex(document["digest"]), bytes.fromhex(document["sha256"]), document["seq"]),
        rules_of(document),
    )


def _item(
    number: int, story: int, versions: int, document: Mapping[str, Any], sketched: bytes
) -> tuple[object, ...]:
    article = document["article"]
    known = article.get
    return (
        *(number, story, document["uri"], document["version"], versions, article["headline"]),
        *(known("slugline", ""), known("source", ""), known("located", ""), known("versioncreated", "")),
        *(known("urgency"), known("pubstatus", "usable"), known("takekey", "")),
        orjson.dumps(article["signal"]).decode() if "signal" in article else "",
        *(len(document["quotes"]), known("embargoed", ""), known("language", "")),
        *(bool(known("headline_assumed")), _words(known("body_text", "")), document["imported"]),
        *(number, sketched),
    )


def _words(body: str) -> int:
    """Return the number of words, counted by the blanks between: never two in a row, nor three line ends."""
    data = body.encode("utf-8", "surrogatepass")  # bytes are counted in half the time
    return data.count(b" ") + data.count(b"\n") - data.count(b"\n\n") + bool(data)
