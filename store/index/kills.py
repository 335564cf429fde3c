"""Kills that name their story by its slug, as line formats and plain copy do: which story each is meant for.

A kill and a story belong together when service and slug are the same, the kill
came within 36 hours after, and there is but one such story. A kill that could
be meant for several is left alone: it stands in the list by itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from store.ids import SLOTS

_REACH = 36 * 60 * SLOTS  # numbers: a kill that names no uri comes within a day and a half
_FORMATS = frozenset({"plain", "anpa", "iptc7901", "zczc", "tagged", "mail"})  # their copy carries no uri


def by_slug(document: Mapping[str, Any]) -> bool:
    """Tell whether a document can only be named, or name another, by its slug."""
    article = document["article"]
    return article.get("format") in _FORMATS and bool(
        article.get("slugline") and article.get("versioncreated")
    )


def pair(
    sql: sqlite3.Connection,
    number: int,
    document: Mapping[str, Any],
    read: Callable[[int], Mapping[str, Any]],
) -> tuple[int, int] | None:
    """Return the uris of a kill and of its story if a document just listed is one of the two.

    `read` returns a document by number.
    """
    article = document["article"]
    names = (article["slugline"], article.get("source", ""))
    if article.get("pubstatus", "usable") == "usable":
        kills = sql.execute(
            "SELECT id, uri FROM item INDEXED BY item_killed WHERE pubstatus != 'usable' AND versions = 1 "
            "AND id BETWEEN ? AND ? AND slugline = ? AND source = ?",
            (number, number + _REACH, *names),
        ).fetchall()
        if len(kills) != 1 or not by_slug(read(kills[0][0])):
            return None
        number, uri = kills[0]
    else:
        uri = document["uri"]
    stories = sql.execute(
        "SELECT uri FROM item WHERE id BETWEEN ? AND ? AND pubstatus = 'usable' "
        "AND slugline = ? AND source = ?",
        (number - _REACH, number, *names),
    ).fetchall()
    if len(stories) != 1:
        return None
    find = "SELECT number FROM uri WHERE uri = ?"
    return sql.execute(find, (uri,)).fetchone()[0], sql.execute(find, stories[0]).fetchone()[0]
