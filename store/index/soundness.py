"""Whether the tables of the index agree with each other."""

from __future__ import annotations

import sqlite3

_COUNTS = (
    "SELECT (SELECT count(*) FROM story WHERE newest), (SELECT count(*) FROM item), "
    "(SELECT value FROM meta WHERE key = 'items'), "
    "(SELECT count(*) FROM fts_docsize) + (SELECT count(*) FROM gone_docsize)"
)


def sound(sql: sqlite3.Connection) -> bool:
    """Tell whether every page reads back, and every story is listed and can be found, once."""
    try:
        for table in ("fts", "gone"):
            sql.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
        pages = sql.execute("PRAGMA integrity_check(1)").fetchall()
        return pages == [("ok",)] and len(set(sql.execute(_COUNTS).fetchone())) == 1
    except sqlite3.OperationalError:  # locked, or no room: that says nothing about the tables
        raise
    except sqlite3.DatabaseError:
        return False
