"""One reader's marks on disk: a journal that survives a cut anywhere, and a snapshot that loses nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.commands import (
    AddTag,
    Attribute,
    DropSearch,
    Identify,
    MarkRead,
    RemoveTag,
    RenameSearch,
    RenameTag,
    SaveSearch,
    Star,
)
from store.disk import make_folder
from store.journal import Journal
from store.paths import Places
from store.sheet import Sheet, as_tables, from_tables
from store.state import ReaderState

COMMANDS = (
    AddTag(("urn:a", "urn:b"), "ecb"),
    MarkRead(("urn:a",)),
    Star(("urn:b",)),
    SaveSearch("rates", '"rate cut" -fed'),
    RenameSearch("rates", "cuts"),
    Identify((("Lavrov", "Sergey Lavrov"),)),
    Attribute("urn:a", "we will mend it", "Rosa Paz"),
    SaveSearch("bank", "tag:ecb"),
    RenameTag("ecb", "bank", (("bank", "tag:ecb", "tag:bank"),)),
    RemoveTag(("urn:a",), "bank"),
)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """The files of an archive."""
    places = Places(tmp_path)
    make_folder(places.readers)
    return places


@pytest.fixture
def state(places: Places) -> Iterator[ReaderState]:
    """A reader who did nothing yet."""
    state = ReaderState(places, "ada")
    yield state
    state.close()


def seen_anew(places: Places) -> dict[str, object]:
    """Return all that a reader did, as another process reads it."""
    state = ReaderState(places, "ada")
    try:
        return dict(as_tables(state.sheet()))
    finally:
        state.close()


def fill(state: ReaderState) -> None:
    """Do something of each kind, and take one of it back."""
    for command in COMMANDS:
        state.apply(command, undoable=True)
    state.undo()
    state.note_exported(["urn:a"], "2026-01-01T00:00:00Z")
    state.note_seen("rates", "2026-01-01T00:00:00Z")


def test_everything_reads_back_from_the_journal(state: ReaderState, places: Places) -> None:
    fill(state)
    kept = as_tables(state.sheet())
    assert seen_anew(places) == kept
    assert kept["stories"] == [
        {"uri": "urn:a", "read": True, "starred": False, "tags": ["bank"]},
        {"uri": "urn:b", "read": False, "starred": True, "tags": ["bank"]},
    ]
    assert [entry["undone"] for entry in kept["history"]] == [False] * 9 + [True]


def test_a_sheet_reads_back_from_its_tables(state: ReaderState) -> None:
    fill(state)
    assert as_tables(from_tables(as_tables(state.sheet()))) == as_tables(state.sheet())
    assert as_tables(from_tables({})) == as_tables(Sheet())


def test_a_journal_cut_anywhere_keeps_all_that_came_before(state: ReaderState, places: Places) -> None:
    ends = [0]
    for command in COMMANDS:
        state.apply(command, undoable=True)
        ends.append(state.position.at)
    path = places.reader("ada", ".000000.log")
    data = path.read_bytes()
    chance = random.Random(1)
    for cut in [*ends, *(chance.randrange(len(data)) for _ in range(40))]:
        path.write_bytes(data[:cut])
        whole = sum(end <= cut for end in ends[1:])
        other = ReaderState(places, "ada")
        assert len(other.sheet().done) == whole
        other.apply(AddTag(("urn:z",), "after"), undoable=True)  # writes over the torn line
        other.close()
        assert len(seen_anew(places)["history"]) == whole + 1  # type: ignore[arg-type]  # a list


def test_garbage_at_the_end_is_no_entry(tmp_path: Path) -> None:
    path = tmp_path / "some.log"
    journal = Journal(path)
    end = journal.append({"n": 1}, 0)
    for garbage in (b"x", b'["00000000",{"n":2}]\n', b"\n\n", b'["zzzzzzzz",{"n":2}]\n', b"\x00" * 100):
        path.write_bytes(path.read_bytes()[:end] + garbage)
        assert [entry.data for entry in journal.read()] == [{"n": 1}]
    journal.append({"n": 3}, end)
    assert [entry.data for entry in journal.read()] == [{"n": 1}, {"n": 3}]
    journal.close()


def test_a_damaged_place_is_none_and_gives_way_to_the_next(state: ReaderState, places: Places) -> None:
    state.save_session({"uri": "urn:a"})
    places.reader("ada", ".place.json").write_text("{", encoding="utf-8")
    other = ReaderState(places, "ada")
    assert other.session() == {}
    other.save_session({"uri": "urn:b"})
    assert other.session() == state.session() == {"uri": "urn:b"}
    other.close()


def test_folding_the_journal_changes_nothing(
    state: ReaderState, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(state)
    kept = as_tables(state.sheet())
    monkeypatch.setattr("store.state.JOURNAL_BYTES", 1)
    other = ReaderState(places, "ada")
    assert other.compact() == (1, 0)
    assert as_tables(other.sheet()) == kept
    other.close()
    assert as_tables(state.sheet()) == kept, "another process follows"
    assert seen_anew(places) == kept
    state.apply(AddTag(("urn:c",), "later"), undoable=True)
    assert seen_anew(places) == as_tables(state.sheet())
    assert sorted(path.name for path in places.readers.glob("ada.*.log")) == ["ada.000001.log"]


def test_a_death_between_snapshot_and_journal_loses_and_doubles_nothing(
    state: ReaderState, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(state)
    kept = as_tables(state.sheet())
    old = places.reader("ada", ".000000.log")
    data = old.read_bytes()
    monkeypatch.setattr("store.state.JOURNAL_BYTES", 1)
    state.compact()
    old.write_bytes(data)  # as if it had not been deleted
    assert seen_anew(places) == kept
    places.reader("ada", ".000001.log").unlink()  # as if it had not been made
    assert seen_anew(places) == kept


def test_two_processes_take_turns_without_losing_a_change(state: ReaderState, places: Places) -> None:
    other = ReaderState(places, "ada")
    for number in range(10):
        (state, other)[number % 2].apply(AddTag((f"urn:{number}",), f"t{number}"), undoable=True)
    assert as_tables(state.sheet()) == as_tables(other.sheet())
    assert len(state.sheet().stories) == 10
    assert [other.undo() for _ in range(11)].count(None) == 1
    assert state.sheet().stories == {}
    other.close()


def test_a_failed_write_leaves_the_marks_as_they_were(
    state: ReaderState, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.apply(AddTag(("urn:a",), "ecb"), undoable=True)

    def full(_: Journal, __: object, ___: int) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", full)
        with pytest.raises(OSError, match="No space"):
            state.apply(AddTag(("urn:b",), "ecb"), undoable=True)
    assert list(state.sheet().stories) == ["urn:a"]
    assert len(state.sheet().done) == 1


def test_what_changed_nothing_cannot_be_undone(state: ReaderState) -> None:
    for command in (RemoveTag(("urn:a",), "ecb"), DropSearch("none"), Identify((("A", None),))):
        state.apply(command, undoable=True)
    assert state.undo() is None


def test_a_search_is_renamed_with_the_time_it_was_looked_at(state: ReaderState) -> None:
    state.apply(SaveSearch("a", "ferry"), undoable=True)
    state.apply(SaveSearch("b", "ice"), undoable=True)
    state.note_seen("a", "2026-01-01T00:00:00Z")
    state.apply(RenameSearch("a", "c"), undoable=True)
    assert state.sheet().searches == {"c": "ferry", "b": "ice"}
    assert state.sheet().seen == {"c": "2026-01-01T00:00:00Z"}
    assert state.undo() == "Renamed the search a to c"
    assert state.sheet().seen == {"a": "2026-01-01T00:00:00Z"}


def test_a_search_does_not_take_the_name_of_another(state: ReaderState) -> None:
    state.apply(SaveSearch("a", "ferry"), undoable=True)
    state.apply(SaveSearch("b", "ice"), undoable=True)
    state.apply(RenameSearch("a", "b"), undoable=True)
    assert state.sheet().searches == {"a": "ferry", "b": "ice"}
    assert state.undo() == "Saved the search b"
