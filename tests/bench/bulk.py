"""What storing many stories costs, beside a bare full-text table of the same words, in CPU time.

    python -m tests.bench.bulk STORIES.jsonl [-n STORIES] [--home DIR]

STORIES.jsonl is as `tests.bench.wire` reads it. Run by hand.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from store.documents import Incoming
from store.ids import id_floor
from store.library import Library
from tests.bench.wire import stories
from tests.effort import seconds

BATCH = 1000
READER = "bench"
_TABLE = "headline, slug, source, located, lead, body"


def say(name: str, value: str, against: str = "") -> None:
    """Print one line of the table."""
    print(f"  {name:44} {value:>16}   {against}", flush=True)


def without_quotes(path: Path, home: Path, count: int) -> None:
    """Store stories that quote nobody, beside a bare full-text table of the same words; print CPU times.

    Ours is all that follows parsing and digests, to the closing of the archive. The other
    is what a full-text index cannot do without: the same words in the same
    columns under the same numbers, as many to a commit, with FTS5's own settings
    and the closing of the database. Batch by batch, so that both share the machine.
    The more stories, the more both merge what they wrote before, so figures of
    different counts do not compare.
    """
    archive = home / "unquoted"
    shutil.rmtree(archive, ignore_errors=True)
    source = (unquoted(one) for one in islice(stories(path), count))
    stored = 0.0
    with ExitStack() as stack:
        library = stack.enter_context(Library.open(archive, reader=READER))
        bare = [Bare(home / f"fts-{kept}.sqlite", kept) for kept in (False, True)]
        used: set[int] = set()
        while batch := list(islice(source, BATCH)):
            for table in bare:
                table.add(worded(batch, used))
            stored += seconds(partial(library._deposit.commit, batch))
        stored += seconds(stack.close)
    for table in bare:
        table.close()
    shutil.rmtree(archive)
    alone, kept = (table.used / stored for table in bare)
    against = f"{alone:.2f} of bare FTS5 (bar 0.6), {kept:.2f} where it keeps its text"
    say("bulk import without quotes, CPU", f"{count / stored:,.0f}/s", against)


def unquoted(one: Incoming) -> Incoming:
    """Return a story as the parser leaves it."""
    return replace(one, quotes=())


def worded(batch: Sequence[Incoming], used: set[int]) -> list[tuple[int | str, ...]]:
    """Return the rows of stories in a full-text table, in order of number."""
    rows: list[tuple[int | str, ...]] = []
    for one in batch:
        article = one.article
        number = id_floor(article.versioncreated)
        while number in used:
            number += 1
        used.add(number)
        lead, _, body = article.body_text.partition("\n\n")
        rows.append((number, article.headline, article.slugline, article.source, article.located, lead, body))
    return sorted(rows)


class Bare:
    """A full-text table and nothing else."""

    def __init__(self, path: Path, kept: bool) -> None:
        """`kept` says whether it keeps the text it is given."""
        path.unlink(missing_ok=True)
        self.used = 0.0
        """CPU seconds."""
        self._sql = sqlite3.connect(path, isolation_level=None)
        self._sql.execute("PRAGMA journal_mode = WAL")
        content = "" if kept else ", content=''"
        self._sql.execute(f"CREATE VIRTUAL TABLE f USING fts5({_TABLE}{content})")

    def add(self, rows: Sequence[tuple[int | str, ...]]) -> None:
        """Put rows in, in one transaction."""

        def put() -> None:
            self._sql.execute("BEGIN")
            insert = f"INSERT INTO f(rowid, {_TABLE}) VALUES (?, ?, ?, ?, ?, ?, ?)"
            self._sql.executemany(insert, rows)
            self._sql.execute("COMMIT")

        self.used += seconds(put)

    def close(self) -> None:
        """Close the database."""
        self.used += seconds(self._sql.close)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what storing costs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stories", type=Path)
    parser.add_argument("-n", type=int, default=20_000)
    parser.add_argument("--home", type=Path)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=chosen.home) as home:
        without_quotes(chosen.stories, Path(home), chosen.n)


if __name__ == "__main__":
    main()
