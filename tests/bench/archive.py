"""How the archive does at scale, beside plain TinyDB, raw SQLite and bare FTS5 in the same run.

    python -m tests.bench.archive STORIES.jsonl [-n STORIES] [--home DIR] [--quotes N]

STORIES.jsonl is as `tests.bench.wire` reads it. The
archive of `-n` stories is filled with these quotes, so that what is measured is
the archive; the first `--quotes` stories are also imported from files with
quotes looked for. `--home` keeps the archive: the next run measures it as it
lies there. Run by hand; times are medians.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import shutil
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from functools import partial
from itertools import islice
from pathlib import Path

from tinydb import Query, TinyDB
from tinydb.queries import QueryInstance

from store.commands import AddTag
from store.documents import Incoming, Origin, as_document, digest_of
from store.library import Library
from store.models import Article
from tests.bench.bulk import BATCH, READER, say, without_quotes
from tests.bench.wire import stories
from tests.effort import seconds

PLAIN = 10_000


def timed(call: Callable[[], object], times: int = 9) -> float:
    """Return the median of some calls, in milliseconds."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def memory() -> float:
    """Return the resident memory of this process, in MB."""
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def plain_tinydb(path: Path, home: Path) -> dict[str, float]:
    """Measure stock TinyDB with the first stories; milliseconds."""
    documents = [as_document(one, {}, at) for at, one in enumerate(islice(stories(path), PLAIN))]
    file = home / "plain.json"
    with TinyDB(file) as database:
        database.insert_multiple(documents)
        one = Query()
        took = {
            "tag": timed(lambda: database.update({"tags": ["x"]}, doc_ids=[5000]), 5),
            "get": timed(lambda: database.get(doc_id=5000), 5),
            "insert": timed(lambda: database.insert(documents[0]), 3),
            "search": timed(lambda: uncached(database, one.article.source == "AFP"), 5),
            "scan": timed(
                lambda: uncached(database, one.article.body_text.test(lambda text: "glacier" in text)), 5
            ),
        }
    took["open"] = timed(lambda: first_page(file), 5)
    return took


def uncached(database: TinyDB, query: QueryInstance) -> object:
    """Search as for the first time."""
    database.clear_cache()
    return database.search(query)


def first_page(file: Path) -> object:
    """Open stock TinyDB and read the first 50 documents."""
    with TinyDB(file) as database:
        return list(islice(database, 50))


class Raw:
    """Durable rows in SQLite alone (write-ahead log, synchronous FULL): what a tag is measured by."""

    def __init__(self, home: Path) -> None:
        self._sql = sqlite3.connect(home / "raw.sqlite", isolation_level=None)
        self._sql.execute("PRAGMA journal_mode = WAL")
        self._sql.execute("PRAGMA synchronous = FULL")
        self._sql.execute("CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, a TEXT, b TEXT)")

    def insert(self) -> None:
        """Write one row."""
        self._sql.execute("INSERT INTO t VALUES (NULL, 'urn:wire:1234', 'tag')")

    def close(self) -> None:
        """Close the database."""
        self._sql.close()


def fill(library: Library, path: Path, count: int) -> tuple[float, float]:
    """Store the stories; return CPU and wall seconds of storing one."""
    used = wall = 0.0
    done = 0
    source = islice(stories(path), count)
    while batch := list(islice(source, BATCH)):
        began, clock = time.process_time(), time.perf_counter()
        library._deposit.commit(batch)
        used += time.process_time() - began
        wall += time.perf_counter() - clock
        done += len(batch)
        if done % 50_000 == 0:
            print(f"    {done:,} stories, {done / wall:,.0f}/s wall, {memory():.0f} MB", flush=True)
    return used / done, wall / done


def drop_caches() -> bool:
    """Drop the system's page cache, where this is allowed; tell whether it was."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
    except OSError:
        return False
    return True


def open_page(archive: Path) -> object:
    """Open the archive and read the newest 50 lines."""
    with Library.open(archive, reader=READER) as library:
        return library.rows()[:50]


def page(library: Library, text: str, first: int | None = None) -> object:
    """Search and read the newest 50 lines; count all, unless only the `first` are asked for."""
    return library.search(text, first=first).rows[:50]


def bare_query(archive: Path, match: str) -> float:
    """Return the milliseconds SQLite takes to find, count and list the newest 50 matches."""
    sql = sqlite3.connect(archive / "index.sqlite")

    def ask() -> None:
        sql.execute("SELECT count(*) FROM fts WHERE fts MATCH ?", (match,)).fetchall()
        sql.execute(
            "SELECT item.* FROM fts CROSS JOIN item ON item.id = fts.rowid WHERE fts MATCH ? "
            "ORDER BY fts.rowid DESC LIMIT 50",
            (match,),
        ).fetchall()

    took = timed(ask, 21)
    sql.close()
    return took


def measure(archive: Path, plain: dict[str, float], home: Path) -> None:
    """Print the table of an archive that is filled."""
    opening(archive, plain)
    gc.collect()
    before = memory()
    with Library.open(archive, reader=READER) as library:
        _ = library.rows()[:50], page(library, "glacier"), page(library, '"joint statement"')
        say("memory after open and search", f"{memory() - before:.1f} MB", "over imports; bar 20")
        chance = random.Random(3)
        rows = library.rows()
        uris = [rows[chance.randrange(len(rows))].uri for _ in range(300)]
        took = timed(lambda: library.get(chance.choice(uris)), 200)
        say("get by uri", f"{took:.3f} ms", ratio(took, plain["get"], 300))
        with closing(Raw(home)) as raw:
            tagging(library, uris, raw, plain)
        library.apply(AddTag(tuple(uris[:120]), "ecb"))
        filters(library, plain)
        searches(library, plain, archive)
        took = statistics.median([import_one(library, home, number) for number in range(30)])
        say("import one, with quotes, durable, indexed", f"{took:.2f} ms", ratio(took, plain["insert"], 80))
        took = statistics.median([commit_one(library, number) for number in range(60)])
        say("  the same, quotes found already", f"{took:.2f} ms", ratio(took, plain["insert"], 80))


def opening(archive: Path, plain: dict[str, float]) -> None:
    """Print what opening costs, with the system's page cache and without."""
    warm = timed(lambda: open_page(archive), 11)
    say("open to the newest 50, warm", f"{warm:.2f} ms", ratio(warm, plain["open"], 20))
    if drop_caches():
        cold = timed(lambda: open_page(archive), 1)
        say("open to the newest 50, cold cache", f"{cold:.1f} ms", ratio(cold, plain["open"], 1))


def tagging(library: Library, uris: Sequence[str], raw: Raw, plain: dict[str, float]) -> None:
    """Print what a tag costs, beside rows in SQLite alone: some of the one, some of the other, in turn."""
    chance = random.Random(4)

    def tag() -> None:
        library.apply(AddTag((chance.choice(uris),), f"t{chance.randrange(999)}"))

    turns = [(timed(tag, 40), timed(raw.insert, 40)) for _ in range(9)]
    took, bare = (statistics.median(one) for one in zip(*turns, strict=True))
    against = f"{ratio(took, plain['tag'], 400)}; {took / bare:.2f}x raw SQLite's {bare:.3f} ms (bar 1.5)"
    say("tag one, durable", f"{took:.3f} ms", against)


def filters(library: Library, plain: dict[str, float]) -> None:
    """Print what the first 50 of a filter cost as the reader asks for them, and the count of all."""
    day = library.rows()[library.count // 2].versioncreated[:10]
    for query in ("tag:ecb", f'speaker:"{library.speakers()[0].name}"', f"date:{day}"):
        took = timed(partial(page, library, query, first=50), 21)
        counted = timed(partial(page, library, query), 21)
        against = f"{ratio(took, plain['search'], 500)}; all counted too {counted:.2f} ms"
        say(f"{query} -> 50", f"{took:.2f} ms", against)


def searches(library: Library, plain: dict[str, float], archive: Path) -> None:
    """Print what searches for words cost, all counted."""
    took, bare = timed(partial(page, library, "glacier"), 21), bare_query(archive, '"glacier"')
    against = f"{ratio(took, plain['scan'], 500)}; {took / bare:.2f}x bare FTS5 (bar 2)"
    say("one word -> newest 50", f"{took:.2f} ms", against)
    for query in ('"prisoner exchange"', "glac*", "glacier ceasefire", "(glacier OR pension) -moscow"):
        took = timed(partial(page, library, query), 9)
        say(f"{query} -> newest 50", f"{took:.2f} ms", ratio(took, plain["scan"], 4))


def import_one(library: Library, folder: Path, number: int) -> float:
    """Import one new story from a file; milliseconds."""
    path = folder / f"one-{os.getpid()}-{number}.txt"
    path.write_text(STORY.format(number=f"{number} {os.getpid()} {time.time()}"), encoding="utf-8")
    began = time.perf_counter()
    report = library.import_paths([path])
    took = (time.perf_counter() - began) * 1000
    assert report.added == 1, report
    return took


def commit_one(library: Library, number: int) -> float:
    """Store one new story whose quotes are known; milliseconds."""
    text = STORY.format(number=number)
    article = Article(
        uri=f"urn:one:{os.getpid()}:{number}:{time.time()}",
        headline="One",
        versioncreated="2026-11-20T17:00:00Z",
        body_text=text,
    )
    content = article.as_json()
    origin = Origin("one", digest_of({"n": article.uri}), "2026-01-01T00:00:00Z")
    story = Incoming(article, content, origin, text.encode(), digest_of(content))
    began = time.perf_counter()
    library._deposit.commit([story])
    return (time.perf_counter() - began) * 1000


STORY = """ date 2026-11-20 OSLO, November 20. /TASS/. The ferry number {number} ran aground, a captain said.

"We took everybody off before noon," coast guard captain Liv Aas told reporters. "Nobody was hurt."

She added that the hull would be inspected. According to the shipping company, the crossing stays closed.
"""


def ratio(took: float, plain: float, bar: int) -> str:
    """Return how many times faster than plain TinyDB, with what is asked."""
    return f"plain TinyDB {plain:.0f} ms: 1/{plain / took:,.0f} (bar 1/{bar})"


def disk(archive: Path) -> None:
    """Print what the archive takes, by raw JSON."""
    sizes = {
        name: sum(path.stat().st_size for path in archive.glob(pattern))
        for name, pattern in {
            "articles": "articles/*",
            "originals": "originals/*",
            "index": "index.sqlite*",
        }.items()
    }
    total = sum(sizes.values())
    parts = ", ".join(f"{name} {size / 1e6:,.0f} MB" for name, size in sizes.items())
    say("disk, times raw JSON", f"{total / sizes['articles']:.2f}", f"bar 1.8; {parts}")


def import_with_quotes(path: Path, count: int, home: Path) -> None:
    """Import files of stories with quotes looked for, in all processes; print the rate and the memory."""
    wire = home / "wire"
    shutil.rmtree(wire, ignore_errors=True)
    wire.mkdir()
    for at, story in enumerate(islice(stories(path), count)):
        text = f" date {story.article.versioncreated[:10]} {story.article.body_text}\n"
        (wire / f"{at:06}.txt").write_text(text, encoding="utf-8")
    shutil.rmtree(home / "quoted", ignore_errors=True)
    most = [0.0]
    done = threading.Event()
    watcher = threading.Thread(target=watch_memory, args=(most, done))
    watcher.start()
    try:
        with Library.open(home / "quoted", reader=READER) as library:
            report = library.import_paths([wire])
    finally:
        done.set()
        watcher.join()
    say(
        "bulk import with quotes and index",
        f"{report.added / report.seconds:,.0f}/s",
        f"bar 250; {report.added} stories",
    )
    say("  memory of all its processes", f"{most[0]:.0f} MB", "bar 300")


def watch_memory(most: list[float], done: threading.Event) -> None:
    """Note the most memory, in MB, that the processes of an import take, less what this one had before."""
    before = memory()
    while not done.wait(0.2):
        others = 0.0
        for child in (
            Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(encoding="ascii").split()
        ):
            with suppress(OSError):
                fields = Path(f"/proc/{child}/statm").read_text(encoding="ascii").split()
                others += (int(fields[1]) - int(fields[2])) * os.sysconf("SC_PAGE_SIZE") / 1e6
        most[0] = max(most[0], memory() - before + others)


def rebuild(archive: Path, rate: float) -> None:
    """Make the index anew and print the rate beside that of the import."""
    with Library.open(archive, reader=READER) as library:
        count = library.count
        used = seconds(library.reindex)
    say(
        "index rebuild, CPU",
        f"{count / used:,.0f}/s",
        f"{count / used * rate:.2f} of the import's rate (bar 0.8)" if rate else "",
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill an archive, unless it is there, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stories", type=Path)
    parser.add_argument("-n", type=int, default=100_000)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--quotes", type=int, default=4000)
    parser.add_argument("--no-rebuild", action="store_true")
    chosen = parser.parse_args(arguments)
    home = chosen.home or Path(tempfile.mkdtemp())
    home.mkdir(exist_ok=True)
    plain = plain_tinydb(chosen.stories, home)
    archive, used = home / "archive", 0.0
    print(f"{chosen.n:,} stories", flush=True)
    without_quotes(chosen.stories, home, chosen.n)
    if not archive.exists():
        with Library.open(archive, reader=READER) as library:
            used, wall = fill(library, chosen.stories, chosen.n)
        say("bulk import, quotes given, CPU", f"{1 / used:,.0f}/s", f"{1 / wall:,.0f}/s wall")
    disk(archive)
    measure(archive, plain, home)
    if not chosen.no_rebuild:
        rebuild(archive, used)
    if chosen.quotes:
        import_with_quotes(chosen.stories, chosen.quotes, home)
    if not chosen.home:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
