"""The versions of a story: which of them is the newest, and how two stories become one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from store.documents import UNNUMBERED, version_key


class Version(NamedTuple):
    """One document of a story, as far as order goes."""

    id: int
    uri: int
    version: str
    created: str
    pubstatus: str
    seq: int
    leader: int
    """Of those without a number that say the same at the same time, the first that came: one version."""


class _Uri(NamedTuple):
    uri: str
    replaces: int | None
    kills: int
    """1 of a kill that names its story by slug (see `store.index.kills`), else 0."""


def ranked(sql: sqlite3.Connection, story: int) -> list[Version]:
    """Return the versions of a story, the newest first; of copies of one version, the one to show.

    A version without a number, as feeds send them, is told from others by its
    time and its words, and stands where its time puts it among those of its uri
    that have one, the last to arrive above others of that time. Of the same
    time a kill is the newest, whether it has a number or not.
    A kill that names its story by slug stands above all that it kills.
    """
    found = [
        Version(*row)
        for row in sql.execute(
            "SELECT doc.id, uri, version, created, pubstatus, seq, ifnull(leader, doc.id) FROM doc "
            "LEFT JOIN same ON same.id = doc.id WHERE story = ?",
            (story,),
        )
    ]
    if len(found) == 1:
        return found
    uris, reached = _uris(sql, story), _reached(found)
    depth = _depths({number: uri.replaces for number, uri in uris.items()})
    found.sort(
        key=lambda one: (
            *(uris[one.uri].kills, depth[one.uri], reached[one.id], one.created),
            *(one.pubstatus != "usable", not _numbered(one), uris[one.uri].uri, one.seq),
        ),
        reverse=True,
    )
    kept: dict[object, Version] = {}
    for one in found:
        told = version_key(one.version) if _numbered(one) else one.leader
        kept.setdefault((one.uri, told), one)
    return list(kept.values())


def _numbered(one: Version) -> bool:
    return version_key(one.version) != UNNUMBERED


def _reached(versions: Sequence[Version]) -> dict[int, tuple[int, str]]:
    """Return of each version its number, of one without the highest number of its uri sent until then."""
    reached: dict[int, tuple[int, str]] = {}
    highest: dict[int, tuple[int, str]] = {}
    for one in sorted(versions, key=lambda one: (one.created, not _numbered(one))):
        number = version_key(one.version)
        if _numbered(one):
            highest[one.uri] = max(number, highest.get(one.uri, number))
        else:
            number = highest.get(one.uri, number)
        reached[one.id] = number
    return reached


def join(sql: sqlite3.Connection, one: int, other: int) -> int:
    """Make two stories one; the line of the list that goes gives its marks to the one that stays."""
    lines = [
        row[0]
        for row in sql.execute("SELECT newest FROM story WHERE number IN (?, ?)", (one, other))
        if row[0]
    ]
    for table in ("uri", "doc"):
        sql.execute(f"UPDATE {table} SET story = ? WHERE story = ?", (one, other))
    sql.execute("DELETE FROM story WHERE number = ?", (other,))
    if len(lines) == 2:
        # Both are listed until `_choose` sees that one of them is enough.
        sql.execute("UPDATE item SET story = ? WHERE id IN (?, ?)", (one, *lines))
    elif lines:
        sql.execute("UPDATE story SET newest = ? WHERE number = ?", (lines[0], one))
        sql.execute("UPDATE item SET story = ? WHERE id = ?", (one, lines[0]))
    return one


def _uris(sql: sqlite3.Connection, story: int) -> dict[int, _Uri]:
    """Return the uris of a story by number."""
    question = (
        "SELECT number, uri.uri, replaces, ifnull(kills, 0) FROM uri "
        "LEFT JOIN alone ON alone.uri = uri.number WHERE uri.story = ?"
    )
    return {number: _Uri(*row) for number, *row in sql.execute(question, (story,))}


def _depths(replaces: Mapping[int, int | None]) -> dict[int, int]:
    """Return how many uris each uri of a story replaces, one after the other."""
    depths: dict[int, int] = {}
    for uri in replaces:
        seen = {uri}
        at = uri
        while (older := replaces.get(at)) is not None and older not in seen:
            seen.add(older)
            at = older
        depths[uri] = len(seen) - 1
    return depths
