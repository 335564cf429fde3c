"""Marks that are broken are told, and cost no more than what was broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.commands import AddTag
from store.errors import ArchiveCorruptError
from store.library import Library
from store.models import Row
from tests.unit.archive.test_damage import spoil


def test_damaged_marks_are_never_taken_for_none(
    folder: Path, rows: tuple[Row, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.state.JOURNAL_BYTES", 1)
    with Library.open(folder, reader="ada"):
        pass  # closing folds the journal into a snapshot
    marks = folder / "readers" / "ada.json"
    spoil(marks, b"{")
    (folder / "index.sqlite").unlink()
    with Library.open(folder, reader="ada") as library:
        assert "ada.json" in library.notices[0]
        for call in (lambda: library.rows()[:], library.undo):
            with pytest.raises(ArchiveCorruptError, match=r"ada\.json"):
                call()
    assert marks.read_bytes() == b"{"
    assert rows


@pytest.mark.parametrize("line", [0, 1, 2])
def test_one_damaged_change_takes_no_other_with_it(folder: Path, rows: tuple[Row, ...], line: int) -> None:
    tags = ["kept", "second", "third"]
    with Library.open(folder, reader="ada") as library:
        for tag in tags[1:]:
            library.apply(AddTag(("urn:a",), tag))
    journal = folder / "readers" / "ada.000000.log"
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[line] = lines[line].replace(b"urn:a", b"urn:!")
    spoil(journal, b"".join(lines))
    (folder / "index.sqlite").unlink()
    where = f"{journal}, byte {sum(map(len, lines[:line]))}"
    with Library.open(folder, reader="ada") as library:
        (notice,) = library.notices
        assert f"{where}: a change does not read back" in notice
        assert [problem.where for problem in library.problems()] == [where]
        library.apply(AddTag(("urn:a",), "new"))
        assert sorted(library.tags()) == sorted({*tags, "new"} - {tags[line]})
        library.undo()
    with Library.open(folder, reader="ada") as library:
        assert sorted(library.tags()) == sorted({*tags} - {tags[line]})


def test_doctor_looks_at_the_marks_of_every_reader(folder: Path, rows: tuple[Row, ...]) -> None:
    (folder / "readers" / "bob.json").write_text("{", encoding="utf-8")
    (folder / "readers" / "eve.000000.log").write_text('["00000000",{}]\n', encoding="utf-8")
    with Library.open(folder, reader="ada") as library:
        assert library.notices == ()
        assert [Path(problem.where).name for problem in library.problems()] == [
            "bob.json",
            "eve.000000.log, byte 0",
        ]


@pytest.mark.parametrize(
    "change",
    [
        (b"kept", b"kelp"),
        (b'"generation":1', b'"generation":3'),
        (b'"generation":1', b'"generation":1,"note":1' + b"0" * 30),
    ],
    ids=["a tag", "a number", "a number that JSON of ours cannot hold"],
)
def test_a_snapshot_that_is_not_as_it_was_written_is_told(
    folder: Path, rows: tuple[Row, ...], monkeypatch: pytest.MonkeyPatch, change: tuple[bytes, bytes]
) -> None:
    monkeypatch.setattr("store.state.JOURNAL_BYTES", 1)
    for _ in range(2):
        with Library.open(folder, reader="ada") as library:
            assert (library.notices, library.problems()) == ((), ())
    marks = folder / "readers" / "ada.json"
    assert change[0] in marks.read_bytes()
    spoil(marks, marks.read_bytes().replace(*change))
    with Library.open(folder, reader="ada") as library:
        (notice,) = library.notices
        assert notice.startswith(f"{marks}: the marks were changed by hand, or damaged")
        assert [problem.where for problem in library.problems()] == [str(marks)]


def test_a_snapshot_that_lacks_something_is_told(
    folder: Path, rows: tuple[Row, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.state.JOURNAL_BYTES", 1)
    with Library.open(folder, reader="ada"):
        pass
    marks = folder / "readers" / "ada.json"
    spoil(marks, marks.read_bytes().replace(b'"undone"', b'"undine"'))
    (folder / "index.sqlite").unlink()
    with Library.open(folder, reader="ada") as library:
        assert "the marks were changed" in library.notices[0]
        for _ in range(2):
            with pytest.raises(ArchiveCorruptError, match=r"ada\.json: a document does not read back"):
                library.rows()[:]
