"""Documents that the index knows and that lie in another part now: merged there, or read anew for quotes.

What was only copied is pointed to. Where the rules that found its quotes are
not those the index knows, what depends on quotes is taken out and put in
again: for this the document as it was is read from the part it lay in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from store.documents import rules_of
from store.errors import ArchiveError
from store.index.names import Names
from store.index.taking import Taking
from store.index.texts import texts
from store.index.words import Words, table_of
from store.part_names import commits_of
from store.parts import Lying, Parts


class OutOfReachError(Exception):
    """What is to be taken out of the index can no longer be read: only making it anew helps."""


class _Known(NamedTuple):
    """A document as the index knows it."""

    part: str
    stamp: str
    lying: Lying
    rules: int


def move(sql: sqlite3.Connection, parts: Parts, name: str, stamp: str, instead_of: Sequence[str]) -> None:
    """Look in the part `name` for the documents of parts that it stands for, from now on.

    Inside the caller's transaction. Raises `ArchiveCorruptError` where it does
    not read back, and `OutOfReachError`.
    """
    known = _known(sql, instead_of)
    reread = _Reread(sql, parts)
    part = _part(sql, name, stamp, instead_of)
    docs = 0
    for place, document in parts.read(name):
        docs += 1
        rules = rules_of(document)
        before = known.get(place.number)
        if before and before.rules != rules:
            reread.take(before, document)
        where = (part, place.at, place.length, rules, place.number)
        sql.execute("UPDATE doc SET part = ?, at = ?, length = ?, rules = ? WHERE id = ?", where)
    reread.write()
    if docs > len(known):  # merged with others that came while nobody looked
        others = (one for one in parts.read(name) if one.place.number not in known)
        Taking(sql, part, parts.get).take(others)
    sql.execute("UPDATE part SET docs = ? WHERE number = ?", (docs, part))
    sql.executemany("DELETE FROM part WHERE name = ?", ((old,) for old in instead_of))


def _known(sql: sqlite3.Connection, names: Sequence[str]) -> dict[int, _Known]:
    question = (
        "SELECT id, name, stamp, at, length, rules FROM doc JOIN part ON part.number = doc.part "
        f"WHERE name IN ({','.join('?' * len(names))})"
    )
    return {
        number: _Known(name, stamp, Lying(number, at, length), rules)
        for number, name, stamp, at, length, rules in sql.execute(question, names)
    }


def _part(sql: sqlite3.Connection, name: str, stamp: str, instead_of: Sequence[str]) -> int:
    """Return the number of a new part: that of the one it stands for alone, as no story comes with it."""
    if commits_of(name) == commits_of(instead_of[0]):
        (number,) = sql.execute("SELECT number FROM part WHERE name = ?", instead_of).fetchone()
        sql.execute("UPDATE part SET name = ?, stamp = ? WHERE number = ?", (name, stamp, number))
        return int(number)
    return sql.execute("INSERT INTO part VALUES (NULL, ?, ?, 0)", (name, stamp)).lastrowid or 0


class _Reread:
    """Documents whose quotes were read anew, taken out as they were and put in as they are."""

    def __init__(self, sql: sqlite3.Connection, parts: Parts) -> None:
        self._sql = sql
        self._parts = parts
        self._names, self._words = Names(sql), Words(sql)
        self._as_known: dict[str, bool] = {}
        self._changed = 0

    def take(self, known: _Known, document: Mapping[str, Any]) -> None:
        """Note a document, given as the index knows it and as it is."""
        before = self._read(known)
        if before["quotes"] == document["quotes"]:
            return
        self._changed += 1
        number = known.lying.number
        if not self._sql.execute("SELECT 1 FROM item WHERE id = ?", (number,)).fetchone():
            return  # an older version, of which nothing can be found
        count = (len(document["quotes"]), number)
        self._sql.execute("UPDATE item SET quotes = ? WHERE id = ?", count)
        if texts(before) != texts(document):
            self._words.remove(number, before)
            self._words.add(number, document)
        if table_of(document) == "fts":
            self._names.remove(number, before["quotes"])
            self._names.add(number, document["quotes"])

    def write(self) -> None:
        """Write what was noted."""
        self._names.write()
        self._words.write()
        counted = "UPDATE meta SET value = value + ? WHERE key = 'reread'"
        self._sql.execute(counted, (self._changed,))

    def _read(self, known: _Known) -> Mapping[str, Any]:
        """Return a document as it was when the index took it in."""
        try:
            if known.part not in self._as_known:
                self._as_known[known.part] = self._parts.stamp(known.part) == known.stamp
            if self._as_known[known.part]:
                document = self._parts.get(known.part, known.lying)
                if rules_of(document) == known.rules:
                    return document
        except ArchiveError as error:
            raise OutOfReachError from error
        raise OutOfReachError
