"""The derived index: list, search text and quotes in SQLite, made from the documents and from nothing else.

It may be deleted at any time. It remembers each part's stamp and reads anew
those that differ, so a missing, stale or damaged index mends itself. Where it
cannot be written, it lives in memory.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from store.documents import Incoming, order, version_key
from store.errors import ArchiveCorruptError, ArchiveError
from store.models import Quote, Row, SpeakerCount
from store.shelf import Shelf
from store.terms import fold

FORM = 1  # of the tables below; an index of another form is thrown away
_BUSY = 10.0  # seconds

_TABLES = """
CREATE TABLE part(name TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE item(
  id INTEGER PRIMARY KEY, part TEXT NOT NULL, number INTEGER NOT NULL,
  uri TEXT NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL, sha256 TEXT NOT NULL,
  newest INTEGER NOT NULL, versions INTEGER NOT NULL,
  headline TEXT, slugline TEXT, source TEXT, located TEXT, versioncreated TEXT, urgency INTEGER,
  pubstatus TEXT, takekey TEXT, signal TEXT, quotes INTEGER, embargoed TEXT, language TEXT, assumed INTEGER,
  UNIQUE(part, number));
CREATE INDEX item_uri ON item(uri);
CREATE TABLE words(id INTEGER PRIMARY KEY, headline TEXT, words TEXT, speakers TEXT, said TEXT);
CREATE TABLE quote(item INTEGER NOT NULL, at INTEGER NOT NULL, name TEXT, role TEXT, data TEXT NOT NULL);
CREATE INDEX quote_item ON quote(item);
CREATE INDEX quote_name ON quote(name);
"""
_LIST = """
SELECT signal, assumed, uri, headline, slugline, source, located, versioncreated, urgency, pubstatus,
       versions, version, takekey, quotes, embargoed, language
FROM item WHERE newest ORDER BY versioncreated DESC, uri
"""
_VERSIONS = "SELECT version, versioncreated, pubstatus, part, number FROM item WHERE uri = ?"
_LISTED = (
    *("uri", "headline", "slugline", "source", "located", "versioncreated", "urgency", "pubstatus"),
    *("versions", "version", "takekey", "quotes", "embargoed", "language"),
)


class Place(NamedTuple):
    """Where a document lies."""

    part: str
    number: int
    version: str


class Index:
    """The index of one archive. The caller serialises the threads."""

    def __init__(self, path: Path, shelf: Shelf) -> None:
        self._path = path
        self._shelf = shelf
        self.problems: tuple[ArchiveCorruptError, ...] = ()
        """Parts that did not read back at the last `sync`."""
        self._changes = 0
        self._sql = self._open()

    def close(self) -> None:
        """Close the database."""
        self._sql.close()

    @property
    def stamp(self) -> tuple[int, int]:
        """What changes whenever the index does: SQLite's count of others' changes, and ours."""
        return int(self._ask("PRAGMA data_version")[0][0]), self._changes

    def sync(self) -> None:
        """Read anew every part that is not as it was; what fails to read is put in `problems`."""
        try:
            self._sync()
        except sqlite3.DatabaseError as error:
            self._mend(error)

    def _ask(self, question: str, values: Sequence[object] = ()) -> list[Any]:
        """Return the answer; a damaged index is made anew first. Raises `ArchiveError` when it is busy."""
        try:
            return self._sql.execute(question, values).fetchall()
        except sqlite3.DatabaseError as error:
            self._mend(error)
            return self._sql.execute(question, values).fetchall()

    def _mend(self, error: sqlite3.DatabaseError) -> None:
        """Begin anew in the place of a damaged index, or in memory where it cannot be written."""
        if isinstance(error, sqlite3.ProgrammingError):
            raise ArchiveError("the archive is closed", where=str(self._path)) from error
        readonly = "readonly" in str(error)
        if isinstance(error, sqlite3.OperationalError) and not readonly:
            raise ArchiveError(
                f"the index failed ({error})", where=str(self._path), hint="nothing was lost; try again"
            ) from error
        self._sql.close()
        self._sql = self._afresh(damaged=not readonly)
        self._sync()

    def _sync(self) -> None:
        stamps = self._shelf.stamps()
        known = dict(self._sql.execute("SELECT name, stamp FROM part"))
        if known == stamps:
            self.problems = ()
            return
        problems = []
        self._changes += 1
        with self._sql:
            self._sql.execute("BEGIN IMMEDIATE")
            known = dict(self._sql.execute("SELECT name, stamp FROM part"))
            for part in known.keys() - stamps.keys():
                self._drop(part)
            for part in sorted(stamps):
                if known.get(part) != stamps[part]:
                    try:
                        self._take(part, stamps[part], self._shelf.read(part))
                    except ArchiveCorruptError as error:
                        problems.append(error)
        self.problems = tuple(problems)

    def knows(self, story: Incoming) -> bool:
        """Tell whether this version is kept already: from the same bytes, or with the same content."""
        found = self._ask(
            "SELECT 1 FROM item WHERE uri = ? AND version = ? AND (sha256 = ? OR digest = ?)",
            (story.article.uri, story.article.version, story.origin.sha256, story.digest),
        )
        return bool(found)

    def knows_story(self, uri: str) -> bool:
        """Tell whether any version of the story is kept."""
        return self._ask("SELECT 1 FROM item WHERE uri = ?", (uri,)) != []

    def rows(self) -> Iterator[Row]:
        """Yield the list, newest first, without any reader's marks."""
        for signal, assumed, *listed in self._ask(_LIST):
            signals = tuple(json.loads(signal)) if signal else ()
            known = dict(zip(_LISTED, listed, strict=True))
            yield Row(**known, signal=signals, headline_assumed=bool(assumed), read=False, tags=())

    def texts(self, required: Sequence[str]) -> list[tuple[str, str, str, str, str]]:
        """Return uri, headline, words, speakers and said of each story, folded, newest first.

        Only of stories whose words contain all that are `required`.
        """
        chosen = " AND ".join(("i.newest", *("instr(w.words, ?)" for _ in required)))
        question = (
            "SELECT i.uri, w.headline, w.words, w.speakers, w.said FROM item i JOIN words w USING (id) "
        )
        return self._ask(f"{question} WHERE {chosen} ORDER BY i.versioncreated DESC, i.uri", required)

    def places(self, uri: str) -> list[Place]:
        """Return where the story's versions lie, the newest first, superseded copies left out."""
        return _ranked(self._ask(_VERSIONS, (uri,)))

    def speakers(self) -> tuple[SpeakerCount, ...]:
        """Return who is quoted in the newest usable versions, the most quoted first."""
        source = (
            "FROM quote q JOIN item i ON i.id = q.item "
            "WHERE q.name IS NOT NULL AND i.newest AND i.pubstatus = 'usable'"
        )
        counts = self._ask(f"SELECT q.name, count(*), count(DISTINCT q.item) {source} GROUP BY 1")
        roles = self._ask(
            f"SELECT q.name, q.role {source} AND q.role != '' GROUP BY 1, 2 ORDER BY count(*), 2"
        )
        role = dict(roles)  # the last of a name is its most frequent
        found = (SpeakerCount(name, role.get(name, ""), quotes, stories) for name, quotes, stories in counts)
        return tuple(sorted(found, key=lambda one: (-one.quotes, one.name)))

    def quotes_by(self, name: str) -> tuple[tuple[str, Quote], ...]:
        """Return the quotes of the speaker called `name`, with their stories, newest first."""
        found = self._ask(
            "SELECT i.uri, q.data FROM quote q JOIN item i ON i.id = q.item "
            "WHERE q.name = ? AND i.newest AND i.pubstatus = 'usable' "
            "ORDER BY i.versioncreated DESC, i.uri, q.at",
            (name,),
        )
        return tuple((uri, Quote.from_json(json.loads(data))) for uri, data in found)

    def _take(self, part: str, stamp: str, documents: Mapping[int, Mapping[str, Any]]) -> None:
        had = dict(self._sql.execute("SELECT number, digest FROM item WHERE part = ?", (part,)))
        if any(number not in documents or documents[number]["digest"] != had[number] for number in had):
            self._drop(part)
            had = {}
        new = {number: document for number, document in documents.items() if number not in had}
        for number, document in new.items():
            self._insert(part, number, document)
        self._choose({document["uri"] for document in new.values()})
        self._sql.execute("INSERT OR REPLACE INTO part VALUES (?, ?)", (part, stamp))

    def _insert(self, part: str, number: int, document: Mapping[str, Any]) -> None:
        article, quotes = document["article"], document["quotes"]
        listed = [
            article.get(name, "") for name in ("headline", "slugline", "source", "located", "versioncreated")
        ]
        values = (
            *(part, number, document["uri"], document["version"], document["digest"], document["sha256"]),
            *(
                0,
                0,
                *listed,
                article.get("urgency"),
                article.get("pubstatus", "usable"),
                article.get("takekey", ""),
            ),
            *(json.dumps(article["signal"]) if article.get("signal") else "", len(quotes)),
            *(
                article.get("embargoed", ""),
                article.get("language", ""),
                bool(article.get("headline_assumed")),
            ),
        )
        marks = ",".join("?" * len(values))
        item = self._sql.execute(f"INSERT INTO item VALUES (NULL, {marks})", values).lastrowid  # noqa: S608 - marks
        self._sql.execute("INSERT INTO words VALUES (?, ?, ?, ?, ?)", (item, *_folded(article, quotes)))
        self._sql.executemany("INSERT INTO quote VALUES (?, ?, ?, ?, ?)", _quote_rows(item, quotes))

    def _drop(self, part: str) -> None:
        uris = {uri for (uri,) in self._sql.execute("SELECT uri FROM item WHERE part = ?", (part,))}
        for table, column in (("words", "id"), ("quote", "item")):
            self._sql.execute(
                f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM item WHERE part = ?)",  # noqa: S608 - constants
                (part,),
            )
        self._sql.execute("DELETE FROM item WHERE part = ?", (part,))
        self._sql.execute("DELETE FROM part WHERE name = ?", (part,))
        self._choose(uris)

    def _choose(self, uris: set[str]) -> None:
        """Mark the newest version of each story, and how many it has."""
        for uri in uris:
            places = _ranked(self._sql.execute(_VERSIONS, (uri,)).fetchall())
            self._sql.execute("UPDATE item SET newest = 0 WHERE uri = ? AND newest", (uri,))
            if places:
                self._sql.execute(
                    "UPDATE item SET newest = 1, versions = ? WHERE part = ? AND number = ?",
                    (len(places), places[0].part, places[0].number),
                )

    def _open(self) -> sqlite3.Connection:
        try:
            return self._prepared(_connect(self._path))
        except sqlite3.OperationalError:
            return self._afresh(damaged=False)
        except sqlite3.DatabaseError:
            return self._afresh(damaged=True)

    def _afresh(self, *, damaged: bool) -> sqlite3.Connection:
        """Begin again: in place of a damaged index, or in memory where none can be written."""
        if damaged:
            try:
                for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
                    path.unlink(missing_ok=True)  # a journal must not be played back into another index
                return self._prepared(_connect(self._path))
            except (OSError, sqlite3.DatabaseError):
                pass
        return self._prepared(sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None))

    def _prepared(self, sql: sqlite3.Connection) -> sqlite3.Connection:
        form = sql.execute("PRAGMA user_version").fetchone()[0]
        if form == FORM:
            return sql
        if form or sql.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            sql.close()
            raise sqlite3.DatabaseError(f"an index of form {form}")
        sql.executescript(f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version = {FORM};COMMIT;")
        return sql


def _connect(path: Path) -> sqlite3.Connection:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        mode = "rw"
    except OSError:
        mode = "ro"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    sql = sqlite3.connect(address, uri=True, timeout=_BUSY, check_same_thread=False, isolation_level=None)
    try:
        sql.execute("PRAGMA synchronous = NORMAL")  # derived: a power cut costs a rebuild, no story
    except sqlite3.Error:
        sql.close()
        raise
    return sql


def _ranked(found: Sequence[tuple[str, str, str, str, int]]) -> list[Place]:
    newest_first = sorted(found, key=lambda item: order(item[0], item[1], item[2], item[3:]), reverse=True)
    kept: dict[object, Place] = {}
    for version, _, _, part, number in newest_first:
        kept.setdefault(version_key(version), Place(part, number, version))
    return list(kept.values())


def _folded(article: Mapping[str, Any], quotes: Sequence[Mapping[str, Any]]) -> tuple[str, str, str, str]:
    speakers = {
        name: None
        for quote in quotes
        if quote["speaker"]
        for name in (quote["speaker"]["name"], quote["speaker"]["role"] or "")
    }
    headline, who = fold(article["headline"]), fold("\n".join(speakers))
    words = "\n".join((headline, fold(article.get("body_text", "")), who))
    return headline, words, who, fold("\n".join(quote["text"] for quote in quotes))


def _quote_rows(item: int | None, quotes: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Any, ...]]:
    for quote in quotes:
        who = quote["speaker"] or {}
        data = json.dumps(quote, ensure_ascii=False)
        yield item, quote["start"], who.get("name"), who.get("role") or "", data
