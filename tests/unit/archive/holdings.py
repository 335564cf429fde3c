"""All that an archive holds, to be compared with what another one does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from store.parts import Parts

TABLES = {
    "doc": "SELECT id, at, length, story, uri, version, created, pubstatus, digest, sha256, seq, rules "
    "FROM doc",
    "item": "SELECT * FROM item",
    "uri": "SELECT * FROM uri",
    "story": "SELECT * FROM story",
    "kill": "SELECT * FROM kill",
    "alone": "SELECT * FROM alone",
    "same": "SELECT * FROM same",
    "band": "SELECT * FROM band",
    "name": "SELECT n.name, n.kind, n.folded, n.key, n.quotes, n.stories, l.name, l.kind "
    "FROM name n JOIN name l ON l.number = n.leader",
    "role": "SELECT name.name, kind, role, role.quotes, first, last, role.key "
    "FROM role JOIN name ON name.number = role.name",
    "spoke": "SELECT name, kind, id FROM spoke JOIN name ON number = person",
    "played": "SELECT name.name, kind, role.role, id FROM played JOIN role ON role.number = played.role "
    "JOIN name ON name.number = role.name",
    "meta": "SELECT * FROM meta WHERE key != 'reread'",
    "words": "SELECT * FROM temp.fts_words",
    "sizes": "SELECT * FROM fts_docsize",
    "killed words": "SELECT * FROM temp.gone_words",
    "killed sizes": "SELECT * FROM gone_docsize",
}
"""Everything the index knows, free of the numbers by which it happens to know names and roles."""


def everything(folder: Path) -> dict[str, list[Any]]:
    """Return all that the index of an archive holds."""
    with closing(sqlite3.connect(folder / "index.sqlite")) as sql:
        for table in ("fts", "gone"):
            sql.execute(
                f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab('main', '{table}', 'instance')"
            )
        return {name: sorted(sql.execute(question), key=repr) for name, question in TABLES.items()}


def documents(folder: Path) -> dict[int, dict[str, Any]]:
    """Return all documents of an archive, but for where the file of each lay."""
    parts = Parts(folder / "articles")
    stored = (one for name in parts.stamps() for one in parts.read(name))
    return {one.place.number: {**one.document, "origin": ""} for one in stored}


def without_quotes(stored: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Return documents without what reading anew changes."""
    return {number: {**one, "quotes": None, "rules": None} for number, one in stored.items()}
