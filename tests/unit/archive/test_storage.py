"""The files: whole or not there, readable with stock TinyDB, never lost to a full disk or to a neighbour."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from store.errors import ArchiveCorruptError, ArchiveError, ArchiveLockedError
from store.locks import FileLock
from store.storage import SafeStorage, decode, encode, open_db

ROOT = Path(__file__).parents[3]
Opened = tuple[TinyDB, SafeStorage]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file."""
    return tmp_path / "some.json"


@pytest.fixture
def opened(path: Path) -> Iterator[Opened]:
    """A database over it."""
    database, storage = open_db(path, FileLock(path.with_suffix(".lock"), patience=0.1))
    with database:
        yield database, storage


def child(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_stock_tinydb_reads_and_queries_the_file(opened: Opened, path: Path) -> None:
    database, storage = opened
    with storage.transaction():
        database.table("articles").insert_multiple({"n": n, "text": "Zürich\n"} for n in range(3))
        database.table("articles").update({"text": "new"}, where("n") == 1)
        database.table("other").insert({"alone": True})
    with TinyDB(path, access_mode="r") as plain:
        assert [dict(one) for one in plain.table("articles").search(where("text") == "new")] == [
            {"n": 1, "text": "new"}
        ]
        assert plain.tables() == {"articles", "other"}
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith('"') and '{"n"' in line for line in lines) == 3, (
        "one document a line, for grep"
    )


def test_a_change_outside_a_transaction_is_refused(opened: Opened, path: Path) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        opened[0].insert({"n": 1})
    assert not path.exists()


def test_a_failed_transaction_leaves_file_and_memory_as_they_were(opened: Opened, path: Path) -> None:
    database, storage = opened
    with storage.transaction():
        database.insert({"tags": ["a"]})
    before = path.read_bytes()

    def stopped_half_way() -> None:
        with storage.transaction():
            database.update(lambda document: document["tags"].append("b"))
            database.insert({"tags": []})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped_half_way()
    assert path.read_bytes() == before
    assert [document["tags"] for document in database] == [["a"]]


def test_one_transaction_is_one_write(opened: Opened, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database, storage = opened
    writes: list[Path] = []

    def note(path: Path, data: bytes) -> None:
        writes.append(path)
        path.write_bytes(data)

    monkeypatch.setattr("store.storage.replace_file", note)
    with storage.transaction():
        for n in range(5):
            database.insert({"n": n})
    assert writes == [path]


def test_reading_alone_creates_nothing(opened: Opened, path: Path) -> None:
    database, storage = opened
    assert len(database) == 0
    with storage.transaction():
        pass
    assert not path.exists()


def test_what_another_process_wrote_is_seen_and_never_undone(opened: Opened, path: Path) -> None:
    database, storage = opened
    with storage.transaction():
        database.insert({"by": "us"})
    stamp = storage.stamp
    other, other_storage = open_db(path, FileLock(path.with_suffix(".lock")))
    with other, other_storage.transaction():
        other.insert({"by": "them"})
    assert storage.stamp != stamp
    with storage.transaction():
        database.insert({"by": "us again"})
    assert [document["by"] for document in database] == [
        "us",
        "them",
        "us again",
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"t": 1}', b'{"t": {"x": {}}}', b'{"t": {"1": 2}}', b"[" * 100_000],
)
def test_a_damaged_file_is_named_and_left_alone(opened: Opened, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    database, storage = opened
    for _ in range(2):
        with pytest.raises(ArchiveCorruptError, match=r"some\.json.*does not read back.*backup"):
            len(database)
        with pytest.raises(ArchiveCorruptError), storage.transaction():
            database.insert({"n": 1})
    assert path.read_bytes() == data


def test_tables_read_back_as_written() -> None:
    tables = {"a": {"1": {"text": "“ü”\n", "n": None}, "2": {}}, "empty": {}}
    assert decode(encode(tables), Path("x")) == tables


HOLD = """
import sys
from pathlib import Path
from store.locks import FileLock
with FileLock(Path(sys.argv[1])).held():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_held_too_long_names_its_holder_and_frees_itself_at_death(opened: Opened, path: Path) -> None:
    _, storage = opened
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path.with_suffix(".lock")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ArchiveLockedError, match=rf"process {holder.pid}\)"), storage.transaction():
            pass
        holder.kill()
        holder.wait()
    with storage.transaction():
        pass


ROOMLESS = """
import resource, signal, sys
from pathlib import Path
from store.locks import FileLock
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
with FileLock(Path(sys.argv[1])).held():
    print("held")
"""


def test_a_lock_is_held_though_there_is_no_room_to_say_by_whom(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text("4711      \n", encoding="utf-8")
    done = child(ROOMLESS, lock)
    assert done.stdout == "held\n", done.stderr
    assert lock.read_bytes() == b"", "nobody is named, rather than somebody else"


FILL = """
import hashlib, resource, signal, sys
from pathlib import Path
from store.errors import ArchiveError
from store.locks import FileLock
from store.originals import Originals
from store.storage import open_db
path, limit = Path(sys.argv[1]), int(sys.argv[2])
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
database, storage = open_db(path, FileLock(path.with_suffix(".lock")))
originals, kept = Originals(path.parent), []
try:
    while True:
        data = str(len(kept)).encode() * 2000
        sha256 = hashlib.sha256(data).hexdigest()
        kept.append((originals.add([(sha256, data)])[0], sha256, data))
        with storage.transaction():
            database.insert({"text": "x" * 1000})
        print("acknowledged", flush=True)
except ArchiveError as error:
    print(error)
count = len(database.table("_default"))
for place, sha256, data in kept[:count]:
    assert originals.read(place, sha256) == data
print("kept", count)
if not limit:
    Path(path.parent / "ballast").unlink()
    with storage.transaction():
        database.insert({"text": "room again"})
"""


def check_full(path: Path, done: subprocess.CompletedProcess[str], words: str) -> None:
    """Check that all that was acknowledged is there and the failure is told in `words`."""
    assert done.returncode == 0, done.stderr
    acknowledged = done.stdout.count("acknowledged")
    assert acknowledged > 3
    assert words in done.stdout
    assert "nothing was lost" in done.stdout
    assert f"kept {acknowledged}\n" in done.stdout
    with TinyDB(path, access_mode="r") as plain:
        assert len(plain) >= acknowledged
    assert not list(path.parent.glob("*.tmp"))


def test_a_file_size_limit_loses_nothing(path: Path) -> None:
    check_full(path, child(FILL, path, 20_000), "file too large")


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small file system takes root")
def test_a_full_disk_loses_nothing_and_works_again_with_room(path: Path) -> None:
    disk = path.parent / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine does not let us mount")
    try:
        (disk / "ballast").write_bytes(b"x" * 100_000)
        check_full(disk / path.name, child(FILL, disk / path.name, 0), "no space left")
    finally:
        subprocess.run(["umount", disk], check=True)


def test_errors_of_the_system_name_the_file(tmp_path: Path) -> None:
    database, storage = open_db(tmp_path / "absent" / "some.json", FileLock(tmp_path / "lock"))
    with pytest.raises(ArchiveError, match=r"some\.json: no such file"), database, storage.transaction():
        database.insert({})
