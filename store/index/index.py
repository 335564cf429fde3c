"""The index of one archive: opened, kept in step with the documents, mended."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from store.documents import Incoming, no_document
from store.errors import ArchiveCorruptError, ArchiveError, ArchiveLockedError
from store.index import marks, moving, numbering, salvage, soundness, tables, taking, versions
from store.index.counting import Counter
from store.index.place import Place
from store.locks import FileLock
from store.part_names import stands_for
from store.parts import Lying, Parts, Stored

_LAST_PARTS = 128
_Answer = TypeVar("_Answer")


class Index:
    """Two connections to one database: one that writes, and one that reads and never waits for it."""

    def __init__(self, path: Path, parts: Parts, lock: FileLock) -> None:
        """`lock` is held by whoever changes the index by what lies on disk."""
        self.path = path
        self._parts = parts
        self._lock = lock
        self._bad: dict[str, tuple[str, ArchiveCorruptError]] = {}
        self._changes = 0
        self._synced: tuple[int, int] | None = None
        """The folder of parts and the index as they were when all of the one was in the other."""
        self._reading, self._writing = RLock(), RLock()
        self._inode = 0
        self._counter = Counter(path, lambda: self._inode)
        self._connect()

    @property
    def problems(self) -> tuple[ArchiveCorruptError, ...]:
        """Parts that did not read back when they were last tried."""
        return tuple(error for _, error in self._bad.values())

    @property
    def arrivals(self) -> object:
        """What changes whenever documents come, whoever brings them."""
        with self._reading:
            self._follow()
            return self.ask("SELECT max(number) FROM part")[0][0]

    @property
    def spill(self) -> int:
        """How far beyond its minute any document's number lies."""
        return int(self.ask("SELECT value FROM meta WHERE key = 'spill'")[0][0])

    @property
    def stamp(self) -> tuple[int, int]:
        """What changes whenever the index does, whoever changes it."""
        with self._reading:
            self._follow()
            return int(self.ask("PRAGMA data_version")[0][0]), self._changes

    def close(self) -> None:
        """Close the database."""
        self._counter.close()
        with self._reading, self._writing:
            self._read.close()
            self._write.close()

    def count(self, question: str, values: Sequence[object] = ()) -> int:
        """Return the number that answers; who reads meanwhile does not wait. Raises `ArchiveError`."""
        found = self._counter.count(question, values)
        return int(self.ask(question, values)[0][0]) if found is None else found

    def ask(self, question: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Any]:
        """Return the rows that answer; a damaged index is made anew first. Raises `ArchiveError`."""

        def answer() -> list[Any]:
            return self._read.execute(question, values).fetchall()

        with self._reading:
            return self._mended(answer)

    def column(self, question: str, values: Sequence[object] = ()) -> array[int]:
        """Return the numbers that answer, without a list of them in between."""
        with self._reading:
            return self._mended(lambda: array("q", (row[0] for row in self._read.execute(question, values))))

    def mirrored(self, reader: str) -> marks.Mirrored:
        """Return how far a reader's marks are mirrored."""
        with self._reading:
            return self._mended(lambda: marks.mirrored(self._read, reader))

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """Hold one transaction on the writing connection; raises `ArchiveError`, the index as it was."""
        with ExitStack() as held:
            with self._reading:
                held.enter_context(self._writing)
                self._follow()
            try:  # whoever reads meanwhile sees the index as it was, and does not wait
                with self._transaction() as sql:
                    yield sql
            except sqlite3.Error as error:
                raise self._told(error) from error

    def sync(self, *, fully: bool = False, on_progress: Callable[[int, int], None] | None = None) -> None:
        """Take in the parts that came; make everything anew where one changed or went.

        `on_progress` is told how many parts of how many are done. Where another
        process holds the lock too long it is writing, and takes in what it writes.
        `fully` looks at every part, not only at which there are.
        """
        with self._reading, self._writing:
            self._follow()
            seen = self._parts.stamp_of_folder()
            if self._synced == (seen, self._inode) and not fully:
                return
            if self._mended(lambda: self._known() == self._parts.stamps()):
                self._bad.clear()
            else:
                with self._locked():
                    self._mended(lambda: self._sync(on_progress))
            if not self._bad:
                self._synced = seen, self._inode

    def rebuild(self, *, on_progress: Callable[[int, int], None] | None = None) -> None:
        """Make everything anew from the documents."""
        with self._writing, self._locked():
            self._mended(self._empty)
            self._bad.clear()
            self._mended(lambda: self._sync(on_progress))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with ExitStack() as stack:
            try:
                stack.enter_context(self._lock.held())
            except ArchiveLockedError:
                raise
            except ArchiveError:
                pass  # where the lock cannot be written the index lives in memory, and is ours alone
            yield

    def numbers(self, created: Sequence[str]) -> list[int]:
        """Return a free number for a document of each time. The caller holds the archive's lock."""
        with self._writing:
            return numbering.free(self._write, created)

    def next_seq(self) -> int:
        """Return the number of the next document to arrive. The caller holds the archive's lock."""
        with self._writing:
            last = self._write.execute("SELECT value FROM meta WHERE key = 'seq'").fetchone()
            return int(last[0]) + 1 if last else 1

    def knows(self, story: Incoming) -> bool:
        """Tell whether this version is kept already: with the same content, or from the same bytes.

        One file may hold a story twice, at two times: that is two versions.
        """
        found = self.ask(
            "SELECT 1 FROM uri JOIN doc ON doc.uri = uri.number AND doc.story = uri.story "
            "WHERE uri.uri = ? AND version = ? AND (digest = ? OR sha256 = ? AND created = ?)",
            (
                story.article.uri,
                story.article.version,
                bytes.fromhex(story.digest),
                bytes.fromhex(story.origin.sha256),
                story.article.versioncreated,
            ),
        )
        return bool(found)

    def places(self, uri: str) -> list[Place]:
        """Return where the versions of the story lie that `uri` belongs to, the newest first."""
        with self._reading:
            found = self.ask("SELECT story FROM uri WHERE uri = ?", (uri,))
            if not found:
                return []
            ranked = self._mended(lambda: versions.ranked(self._read, found[0][0]))
            return [self._place(one) for one in ranked]

    def contents(self, part: str) -> dict[int, bytes]:
        """Return the digest of each document of a part, by number."""
        question = "SELECT doc.id, digest FROM doc JOIN part ON part.number = doc.part WHERE part.name = ?"
        return dict(self.ask(question, (part,)))

    def lines(self, part: str) -> dict[int, tuple[Any, ...]]:
        """Return the lines of the list that are of documents of a part, by number."""
        ours = "SELECT doc.id FROM doc JOIN part ON part.number = doc.part WHERE part.name = ?"
        return {line[0]: line for line in self.ask(f"SELECT * FROM item WHERE id IN ({ours})", (part,))}

    def sound(self) -> bool:
        """Tell whether the tables agree with each other."""
        with self._writing:
            return self._mended(lambda: soundness.sound(self._write))

    def sizes(self) -> dict[str, int]:
        """Return the number of documents of each of the last parts: those before have been merged."""
        question = "SELECT name, docs FROM part WHERE stamp != ? ORDER BY name DESC LIMIT ?"
        return dict(self.ask(question, (salvage.DAMAGED, _LAST_PARTS)))

    def added(self, name: str, documents: Mapping[int, dict[str, Any]], places: Sequence[Lying]) -> None:
        """Take in a part just written, without reading it back. The caller holds the archive's lock."""
        stored = (Stored(place, documents[place.number]) for place in places)
        with self._writing:
            self._mended(lambda: self._take(name, self._parts.stamp(name), stored))
            if self._synced:  # it was in step before, under the same lock, and is so again
                self._synced = self._parts.stamp_of_folder(), self._inode

    def _place(self, version: versions.Version) -> Place:
        ((uri, part, at, length),) = self.ask(
            "SELECT uri.uri, part.name, at, length FROM doc JOIN uri ON uri.number = doc.uri "
            "JOIN part ON part.number = doc.part WHERE doc.id = ?",
            (version.id,),
        )
        lying = Lying(version.id, at, length)
        return Place(version.id, uri, version.version, version.created, version.pubstatus, part, lying)

    def _sync(self, on_progress: Callable[[int, int], None] | None = None) -> None:
        try:
            self._catch_up(on_progress)
        except moving.OutOfReachError:
            self._empty()
            self._catch_up(on_progress)

    def _catch_up(self, on_progress: Callable[[int, int], None] | None) -> None:
        stamps = self._parts.stamps()
        known = self._known()
        if known == stamps:
            self._bad.clear()
            return
        self._bad = {name: bad for name, bad in self._bad.items() if stamps.get(name) == bad[0]}
        merged = {name: old for name in stamps if name not in known and (old := stands_for(name, known))}
        if self._outdated(known, stamps) - {old for names in merged.values() for old in names}:
            self._empty()  # a part changed or went: what stood in it cannot be taken out word by word
            known, merged = {}, {}
        missing = [name for name in stamps if name not in known and name not in self._bad]
        tell = on_progress or (lambda _done, _total: None)
        for done, name in enumerate(missing):
            tell(done, len(missing))
            if name in merged:
                self._move(name, stamps[name], merged[name])
            else:
                self._read_in(name, stamps[name])

    def _known(self) -> dict[str, str]:
        return dict(self._write.execute("SELECT name, stamp FROM part"))

    def _outdated(self, known: Mapping[str, str], stamps: Mapping[str, str]) -> set[str]:
        """Return the parts that are not as they were; one that does not read back is left as it is known."""
        others = {name for name in known if stamps.get(name, "") != known[name] and name not in self._bad}
        bad = salvage.troubles(self._parts, others & stamps.keys())
        self._bad |= {name: (stamps[name], error) for name, error in bad.items()}
        return others - bad.keys()

    def _take(self, name: str, stamp: str, stored: Iterable[Stored]) -> None:
        """Take in one part."""
        try:
            with self._transaction() as sql:
                if sql.execute("SELECT 1 FROM part WHERE name = ?", (name,)).fetchone():
                    return  # another process was faster
                part = sql.execute("INSERT INTO part VALUES (NULL, ?, ?, 0)", (name, stamp)).lastrowid or 0
                taking.Taking(sql, part, self._parts.get).take(stored)
        except ArchiveCorruptError as error:
            self._bad[name] = (stamp, error)

    def _read_in(self, name: str, stamp: str) -> None:
        """Take in one part as it lies on disk, or of a damaged one what reads back."""
        with self._noting_bad(name, stamp):
            self._take(name, stamp, self._parts.read(name))
        if name in self._bad:
            with self._noting_bad(name, stamp):
                self._take(name, salvage.DAMAGED, salvage.rest(self._parts, name, self._write))

    def _move(self, name: str, stamp: str, instead_of: Sequence[str]) -> None:
        """Look for the documents of some parts in the one that stands for them."""
        with self._noting_bad(name, stamp), self._transaction() as sql:
            if not sql.execute("SELECT 1 FROM part WHERE name = ?", (name,)).fetchone():
                moving.move(sql, self._parts, name, stamp, instead_of)

    @contextmanager
    def _noting_bad(self, name: str, stamp: str) -> Iterator[None]:
        """Note that a part does not read back; what is no document there must not keep all others away."""
        try:
            yield
        except ArchiveCorruptError as error:
            self._bad[name] = (stamp, error)
        except (LookupError, TypeError, ValueError, AttributeError, sqlite3.IntegrityError) as error:
            self._bad[name] = (stamp, no_document(self._parts.folder / name, error))

    def _empty(self) -> None:
        with self._transaction() as sql:
            tables.drop(sql)
            tables.make(sql)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        sql = self._write
        sql.execute("BEGIN IMMEDIATE")
        try:
            yield sql
            sql.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                sql.execute("ROLLBACK")
            raise
        self._changes += 1

    def _mended(self, call: Callable[[], _Answer]) -> _Answer:
        """Return what `call` returns; a damaged index is made anew first."""
        try:
            return call()
        except sqlite3.DatabaseError as error:
            if isinstance(error, (sqlite3.ProgrammingError, sqlite3.OperationalError)):
                raise self._told(error) from error
            with self._reading, self._writing:
                self._replace()
                self._sync()
                return call()

    def _told(self, error: sqlite3.Error) -> ArchiveError:
        if isinstance(error, sqlite3.ProgrammingError):
            return ArchiveError("the archive is closed", where=str(self.path))
        return ArchiveError(
            f"the index failed ({error})", where=str(self.path), hint="nothing was lost; try again"
        )

    def _connect(self) -> None:
        """Open the index, a new one for none or one of another form; in memory where it cannot be written."""
        try:
            with ExitStack() as begun:
                self._write = begun.enter_context(closing(self._begun()))
                self._read = tables.connect(self.path)
                begun.pop_all()
            self._inode = _inode(self.path)
        except (OSError, sqlite3.OperationalError, ArchiveError):
            self._write = self._read = tables.in_memory()
            self._reading = self._writing
            self._inode = 0

    def _begun(self) -> sqlite3.Connection:
        """Open the index, made where there is none of this form."""
        found = self._usable()
        if found is None:
            with self._lock.held():
                found = self._usable()  # another process may have begun it meanwhile
                if found is None:
                    tables.create(self.path)
                    found = tables.connect(self.path)
        return found

    def _usable(self) -> sqlite3.Connection | None:
        try:
            return tables.connect(self.path)
        except (FileNotFoundError, tables.OtherFormError):
            return None
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return None

    def _follow(self) -> None:
        """Open the index anew where another process put one in the place of a damaged one."""
        if self._inode and self._inode != _inode(self.path):
            with self._writing:
                self._read.close()
                self._write.close()
                self._connect()
                self._changes += 1

    def _replace(self) -> None:
        """Put an empty index in the place of one that is damaged."""
        with self._locked():
            damaged = self._inode
            self._read.close()
            self._write.close()
            if damaged == _inode(self.path):
                tables.create(self.path)
            self._connect()
            self._changes += 1


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0
