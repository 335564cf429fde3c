"""Whatever is broken in an archive is named; the rest of it goes on working."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest

from store.errors import ArchiveCorruptError, ArchiveError
from store.library import Library
from store.models import Row
from store.originals import Originals
from tests.unit.archive.conftest import Send, article

ROOT = Path(__file__).parents[3]


def spoil(path: Path, data: bytes) -> None:
    """Put other bytes in the place of a file."""
    path.unlink()
    path.write_bytes(data)


def other_form(path: Path) -> None:
    """Make an index of a form yet to come."""
    sql = sqlite3.connect(path)
    sql.execute("UPDATE meta SET value = 'another' WHERE key = 'made by'")
    sql.commit()
    sql.close()


@pytest.mark.parametrize(
    "harm",
    [
        Path.unlink,
        lambda path: spoil(path, b""),
        lambda path: spoil(path, b"no database at all " * 500),
        lambda path: spoil(path, path.read_bytes()[:8192] + b"\xff" * 40_000),
        other_form,
    ],
    ids=["deleted", "empty", "garbage", "half", "other form"],
)
def test_the_index_mends_itself(folder: Path, rows: tuple[Row, ...], harm: object) -> None:
    assert callable(harm)
    harm(folder / "index.sqlite")
    for _ in range(2):
        with Library.open(folder, reader="ada") as library:
            assert library.rows() == rows
            assert len(library.search("bridge").rows) == 3
            assert library.speakers()[0].stories == 3
            assert library.problems() == ()


@pytest.mark.parametrize(
    "change",
    ["UPDATE item SET headline = 'Another'", "UPDATE item SET pubstatus = 'canceled'", "DELETE FROM doc"],
)
def test_doctor_holds_the_index_against_the_documents(
    folder: Path, rows: tuple[Row, ...], change: str
) -> None:
    sql = sqlite3.connect(folder / "index.sqlite")
    sql.execute(f"{change} WHERE id = (SELECT max(id) FROM item)")
    sql.commit()
    sql.close()
    with Library.open(folder, reader="ada") as library:
        (problem,) = library.problems()
        assert problem.reason == "the index did not agree with the documents"
        assert library.rows() == rows
        assert library.problems() == ()


def test_a_file_put_in_or_taken_out_behind_our_back_is_noticed(folder: Path, rows: tuple[Row, ...]) -> None:
    part = folder / "articles" / "000001.json"
    data = part.read_bytes()
    part.unlink()
    with Library.open(folder, reader="ada") as library:
        assert [row.uri for row in library.rows()] == ["urn:a", "urn:b"]
    part.write_bytes(data)
    with Library.open(folder, reader="ada") as library:
        assert library.rows() == rows


@pytest.mark.parametrize("keep_index", [True, False])
def test_a_damaged_file_of_stories_is_named_and_the_others_read(
    folder: Path, rows: tuple[Row, ...], send: Send, keep_index: bool
) -> None:
    part = folder / "articles" / "000001.json"
    spoil(part, part.read_bytes()[:200])
    if not keep_index:
        (folder / "index.sqlite").unlink()
    with Library.open(folder, reader="ada") as library:
        assert len(library.notices) == 1
        assert "000001.json" in library.notices[0]
        assert library.get("urn:a").row.tags == ("kept",)
        if keep_index:
            assert library.rows() == rows
            with pytest.raises(ArchiveCorruptError, match="000001"):
                library.get("urn:old")
        assert [problem.where for problem in library.problems()] == [str(part)]
        library.import_paths([send(article("urn:new", versioncreated="2019-11-28T00:00:00Z"))])
        assert library.get("urn:new").article.uri == "urn:new"
    assert part.stat().st_size == 200, "left for its owner to restore"


def test_doctor_finds_changed_stories_lost_originals_and_leftovers(
    folder: Path, rows: tuple[Row, ...]
) -> None:
    part = folder / "articles" / "000001.json"
    spoil(part, part.read_bytes().replace(b"The body", b"Another body"))
    pack = folder / "originals" / "000000.gz"
    spoil(pack, bytes(len(pack.read_bytes())))
    (folder / "articles" / "000003.json.tmp").write_text("{", encoding="utf-8")
    with Library.open(folder, reader="ada") as library:
        reasons = [problem.reason for problem in library.problems()]
        with pytest.raises(ArchiveCorruptError, match="story itself is intact"):
            library.original("urn:a")
    assert reasons.count("the story was changed by hand") == 1
    assert sum("original" in reason for reason in reasons) == 2, "one a file"
    assert reasons.count("left over from an interrupted write") == 1


def test_an_original_is_looked_at_once_however_many_stories_came_in_it(
    folder: Path, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(folder) as library:
        library.import_paths([send(*(article(f"urn:{number}") for number in range(40)))])
        library.import_paths([send(article("urn:x"))])
        read: list[str] = []
        look = Originals.read

        def counting(self: Originals, place: Mapping[str, Any], sha256: str) -> bytes:
            read.append(sha256)
            return look(self, place, sha256)

        monkeypatch.setattr(Originals, "read", counting)
        assert library.problems() == ()
        assert len(read) == 2
        (pack,) = (folder / "originals").iterdir()
        pack.write_bytes(b"")
        assert len(library.problems()) == 2, "and told once"


def test_an_archive_of_a_newer_form_is_refused_untouched(folder: Path, rows: tuple[Row, ...]) -> None:
    marker = folder / "archive.json"
    spoil(marker, marker.read_bytes().replace(b'"schema":2', b'"schema":3'))
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with pytest.raises(ArchiveError, match=r"newer wirereader.*update"):
        Library.open(folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_folder_of_something_else_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("dear diary", encoding="utf-8")
    with pytest.raises(ArchiveError, match="no archive"):
        Library.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_a_file_in_the_place_of_the_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ArchiveError):
        Library.open(tmp_path / "file")


def test_doctor_finds_quotes_that_do_not_stand_in_their_story(folder: Path, rows: tuple[Row, ...]) -> None:
    part = folder / "articles" / "000001.json"
    spoil(part, part.read_bytes().replace(b'"text":"We will mend', b'"text":"We shall mend'))
    with Library.open(folder, reader="ada") as library:
        assert [problem.reason for problem in library.problems()] == [
            "a quote is not what stands in the story"
        ]


@pytest.mark.parametrize("name", [b'"version"', b'"speaker"', b'"headline"'])
def test_a_document_that_is_none_keeps_no_other_away(
    folder: Path, rows: tuple[Row, ...], name: bytes
) -> None:
    part = folder / "articles" / "000001.json"
    spoil(part, part.read_bytes().replace(name, b'"' + b"x" * len(name[2:]) + b'"'))
    with Library.open(folder, reader="ada") as library:
        assert library.rows() == rows, "as it is known"
        assert [problem.where.partition(",")[0] for problem in library.problems()] == [str(part)]
    (folder / "index.sqlite").unlink()
    with Library.open(folder, reader="ada") as library:
        assert [row.uri for row in library.rows()] == ["urn:a", "urn:b"]
        assert [problem.where for problem in library.problems()] == [str(part)]


@pytest.mark.parametrize("keep_index", [True, False])
@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace(b'{"uri"', b'{"uri', 1),
        lambda line: line.replace(b'"version"', b'"varsion"'),
        lambda line: line.replace(b'"sha256":"', b'"sha256":"!'),
        lambda line: b'"99"' + line[line.index(b":") :],
        lambda line: b'"1"' + line[line.index(b":") :],
    ],
    ids=["no JSON", "a field less", "no hash", "another number", "a number in use"],
)
def test_one_damaged_document_hides_none_beside_it(
    library: Library, folder: Path, send: Send, change: object, keep_index: bool
) -> None:
    assert callable(change)
    library.import_paths([send(*(article(f"urn:{at}", versioncreated="") for at in range(12)))])
    library.close()
    part = folder / "articles" / "000001.json"
    whole = part.read_bytes()
    lines = whole.split(b"\n")
    lines[10] = change(lines[10])
    spoil(part, b"\n".join(lines))
    if not keep_index:
        (folder / "index.sqlite").unlink()
    for _ in range(2):
        with Library.open(folder, reader="ada") as again:
            assert len(again.search("headline").rows) >= 11
            again.import_paths([send(article("urn:new"))])
    spoil(part, whole)
    with Library.open(folder, reader="ada") as again:
        assert len(again.rows()) == 13, "restored"
        assert again.problems() == ()


def test_a_story_whose_quotes_do_not_read_back_is_told(folder: Path, rows: tuple[Row, ...]) -> None:
    part = folder / "articles" / "000001.json"
    spoil(part, part.read_bytes().replace(b'"spans"', b'"spins"'))
    with Library.open(folder, reader="ada") as library:
        assert [row.uri for row in library.rows()] == [row.uri for row in rows]
        with pytest.raises(ArchiveCorruptError, match="urn:old: a document does not read back"):
            library.get("urn:old")
        assert len(library.problems()) == 1


AS_NOBODY = """
import json, os, sys
from pathlib import Path
import store.ingest.plain
from store.commands import AddTag
from store.errors import ArchiveError
from store.library import Library
folder, wire = Path(sys.argv[1]), Path(sys.argv[2])
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with Library.open(folder, reader="ada") as library:
    rows, found = library.rows(), library.search("bridge")
    told = []
    for change in (
        lambda: library.apply(AddTag((rows[0].uri,), "x")),
        lambda: library.import_paths([wire]),
        lambda: library.save_session({}),
        lambda: library.rereading.run(),
    ):
        try:
            change()
        except ArchiveError as error:
            told.append(str(error))
    print(json.dumps([len(rows), len(found.rows), rows[0].tags, library.get(rows[0].uri).row.uri, told]))
"""


@pytest.mark.parametrize("index", ["kept", "deleted"])
def test_an_archive_that_cannot_be_written_reads_and_says_so(
    tmp_path: Path, folder: Path, rows: tuple[Row, ...], index: str
) -> None:
    if index == "deleted":
        (folder / "index.sqlite").unlink()
    wire = tmp_path / "new.txt"
    wire.write_text(
        " date 2026-03-03 OMSK, March 3. /TASS/. A ferry sank, police said on Tuesday.\n", encoding="utf-8"
    )
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for parent in (tmp_path, *tmp_path.parents):
        if parent.is_relative_to(gettempdir()) and parent != Path(gettempdir()):
            parent.chmod(0o755)
    try:
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, folder, wire],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o700)
    assert done.returncode == 0, done.stderr
    count, found, tags, uri, told = json.loads(done.stdout)
    assert (count, found, tags, uri) == (len(rows), 3, list(rows[0].tags), rows[0].uri)
    assert len(told) == 4
    assert all("can be read but not changed" in line for line in told)
