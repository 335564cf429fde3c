"""The tables of the index, and how a database of them is opened.

The database is in WAL mode: readers never wait for a writer. Item numbers are
those of the documents (see `store.ids`), so that the full-text tables, the
list and the marks all run newest first by themselves.
"""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from pathlib import Path

FORM = 11
"""Of the tables below and of what is put into them; an index of another form is thrown away."""

BUSY = 30.0  # seconds; the longest write is one batch of an import
_MADE_BY = (
    f"{FORM} unicode {unicodedata.unidata_version}"  # folding, and so the words, hang on Unicode's version
)

LYING = "SELECT part.name, at, length FROM doc JOIN part ON part.number = doc.part WHERE doc.id = ?"
"""Selects where a document lies."""

TEXTS = ("headline", "slug", "byline", "source", "located", "lead", "body", "speakers", "said")
"""Columns of the full-text tables."""

_FTS = f"USING fts5({', '.join(TEXTS)}, content='', tokenize=\"unicode61 remove_diacritics 0\")"
_TABLES = f"""
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE part(
  number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, stamp TEXT NOT NULL, docs INTEGER NOT NULL);
CREATE TABLE doc(
  id INTEGER PRIMARY KEY, part INTEGER NOT NULL, at INTEGER NOT NULL, length INTEGER NOT NULL,
  story INTEGER NOT NULL, uri INTEGER NOT NULL, version TEXT NOT NULL, created TEXT NOT NULL,
  pubstatus TEXT NOT NULL, digest BLOB NOT NULL, sha256 BLOB NOT NULL, seq INTEGER NOT NULL,
  rules INTEGER NOT NULL);
CREATE INDEX doc_story ON doc(story);
CREATE TABLE same(id INTEGER PRIMARY KEY, leader INTEGER NOT NULL);
CREATE INDEX doc_part ON doc(part);
CREATE TABLE uri(
  number INTEGER PRIMARY KEY, uri TEXT UNIQUE NOT NULL, story INTEGER NOT NULL, replaces INTEGER);
CREATE INDEX uri_story ON uri(story);
CREATE TABLE story(number INTEGER PRIMARY KEY, newest INTEGER NOT NULL);
CREATE TABLE kill(slug TEXT NOT NULL, source TEXT NOT NULL, sent INTEGER NOT NULL, id INTEGER NOT NULL,
  PRIMARY KEY(slug, source, sent, id)) WITHOUT ROWID;
CREATE TABLE doubt(kill INTEGER NOT NULL, uri INTEGER NOT NULL, PRIMARY KEY(kill, uri)) WITHOUT ROWID;
CREATE TABLE alone(uri INTEGER PRIMARY KEY, base INTEGER NOT NULL, kills INTEGER NOT NULL);
CREATE TABLE item(
  id INTEGER PRIMARY KEY, story INTEGER NOT NULL, uri TEXT NOT NULL, version TEXT NOT NULL,
  versions INTEGER NOT NULL, headline TEXT NOT NULL, slugline TEXT NOT NULL, source TEXT NOT NULL,
  located TEXT NOT NULL, created TEXT NOT NULL, urgency INTEGER, pubstatus TEXT NOT NULL,
  takekey TEXT NOT NULL, signal TEXT NOT NULL, quotes INTEGER NOT NULL, embargoed TEXT NOT NULL,
  language TEXT NOT NULL, assumed INTEGER NOT NULL, words INTEGER NOT NULL, came TEXT NOT NULL,
  leader INTEGER NOT NULL, sketch BLOB NOT NULL);
CREATE INDEX item_leader ON item(leader);
CREATE INDEX item_folded ON item(id) WHERE leader != id;
CREATE INDEX item_killed ON item(id) WHERE pubstatus != 'usable';
CREATE VIRTUAL TABLE fts {_FTS};
CREATE VIRTUAL TABLE gone {_FTS};
CREATE TABLE band(number INTEGER PRIMARY KEY);
CREATE TABLE name(
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, kind TEXT NOT NULL,
  key TEXT NOT NULL, leader INTEGER NOT NULL, quotes INTEGER NOT NULL, stories INTEGER NOT NULL,
  UNIQUE(name, kind));
CREATE INDEX name_key ON name(key);
CREATE INDEX name_leader ON name(leader);
CREATE INDEX name_quotes ON name(quotes);
CREATE TABLE role(
  number INTEGER PRIMARY KEY, name INTEGER NOT NULL, role TEXT NOT NULL, quotes INTEGER NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL, key TEXT NOT NULL, UNIQUE(name, role));
CREATE INDEX role_key ON role(key) WHERE key != '';
CREATE TABLE played(role INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY(role, id)) WITHOUT ROWID;
CREATE TABLE spoke(person INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY(person, id)) WITHOUT ROWID;
CREATE INDEX spoke_id ON spoke(id);
CREATE TABLE reader(
  number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, generation INTEGER NOT NULL, at INTEGER NOT NULL,
  waiting INTEGER NOT NULL);
CREATE TABLE mark(reader INTEGER NOT NULL, mark TEXT NOT NULL, id INTEGER NOT NULL,
  PRIMARY KEY(reader, mark, id)) WITHOUT ROWID;
CREATE INDEX mark_id ON mark(id);
INSERT INTO meta VALUES ('made by', '{_MADE_BY}'), ('spill', 0), ('items', 0), ('reread', 0);
INSERT INTO fts(fts, rank) VALUES ('automerge', 8), ('hashsize', 16777216);
"""


class OtherFormError(Exception):
    """The file is no index, or one of another form."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the index at `path`, to write and to read.

    Raises `OtherFormError`, or `OSError` or `sqlite3.Error` where there is none or it is damaged.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    # Nothing but SQLite may open the file: closing it would end the locks of this process's other connection.
    address = f"{path.absolute().as_uri()}?mode=rw"
    sql = sqlite3.connect(address, uri=True, timeout=BUSY, check_same_thread=False, isolation_level=None)
    try:
        sql.execute(
            "PRAGMA synchronous = NORMAL"
        )  # derived: a power cut costs the last commits' rows, no story
        sql.execute("PRAGMA cache_size = -8000")
        sql.execute("PRAGMA secure_delete = OFF")  # what merging frees stands in the documents anyway
        if _made_by(sql) != _MADE_BY:
            raise OtherFormError
    except BaseException:
        sql.close()
        raise
    return sql


def create(path: Path) -> None:
    """Put an empty index at `path`, in the place of any other. The caller holds the lock of its writers.

    It is there whole or not at all, so that nobody opens half of one.
    """
    new = path.with_name(path.name + ".new")
    for leftover in _files(new):
        leftover.unlink(missing_ok=True)
    os.close(os.open(new, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    sql = sqlite3.connect(new, isolation_level=None)
    try:
        sql.execute("PRAGMA page_size = 8192")  # must come before WAL; ignored later
        sql.execute("PRAGMA journal_mode = WAL")
        sql.execute("BEGIN")
        make(sql)
        sql.execute("COMMIT")
    finally:
        sql.close()
    for old in _files(path):  # what belongs to one file must not be played into another
        old.unlink(missing_ok=True)
    new.replace(path)


def _files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]


def in_memory() -> sqlite3.Connection:
    """Open an empty index that lives as long as the program."""
    sql = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    make(sql)
    return sql


def make(sql: sqlite3.Connection) -> None:
    """Make the tables, inside the caller's transaction."""
    for statement in _TABLES.split(";\n"):
        sql.execute(statement)


def drop(sql: sqlite3.Connection) -> None:
    """Take away all tables, inside the caller's transaction."""
    for kind in ("fts", "gone"):
        sql.execute(f"DROP TABLE IF EXISTS {kind}")
    found = sql.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    for (name,) in found:
        sql.execute(f"DROP TABLE {name}")


def _made_by(sql: sqlite3.Connection) -> str:
    if not sql.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return ""
    found = sql.execute("SELECT value FROM meta WHERE key = 'made by'").fetchone()
    return str(found[0]) if found else ""
