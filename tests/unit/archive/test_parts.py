"""The files of documents: written once, read by line or by stock TinyDB, merged without losing a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from store.errors import ArchiveCorruptError
from store.part_names import commits_of, stands_for
from store.parts import Parts


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    """An empty folder of parts."""
    return Parts(tmp_path)


def document(number: int) -> dict[str, object]:
    """Return a document with everything that could upset a line."""
    return {"n": number, "text": 'Zürich\n\u2028 "quoted" },\n"7": {'}


def content(parts: Parts, name: str) -> dict[int, object]:
    """Return what a part holds."""
    return {stored.place.number: stored.document for stored in parts.read(name)}


def test_a_part_reads_back_whole_by_line_and_with_stock_tinydb(parts: Parts) -> None:
    written = {number: document(number) for number in (5, 3, 10**12)}
    name, places = parts.add(written)
    assert content(parts, name) == written
    assert {place.number: parts.get(name, place) for place in places} == written
    assert [stored.place for stored in parts.read(name)] == places
    with TinyDB(parts.folder / name, access_mode="r") as plain:
        assert {one.doc_id: dict(one) for one in plain.table("articles")} == written
    lines = (parts.folder / name).read_text(encoding="utf-8").split("\n")
    assert sum(line.startswith('"') for line in lines) == 3, "one document a line, for grep"


def test_merged_parts_hold_the_same_lines_in_one_file(parts: Parts) -> None:
    names = [parts.add({number: document(number)})[0] for number in (3, 1, 2)]
    before = {number: one for name in names for number, one in content(parts, name).items()}
    merged, places = parts.merge(names)
    assert (merged, list(parts.stamps())) == ("000001-000003.json", ["000001-000003.json"])
    assert content(parts, merged) == before
    assert {place.number: parts.get(merged, place) for place in places} == before
    parts.sweep()
    assert [path.name for path in parts.folder.iterdir()] == [merged]
    assert parts.add({9: document(9)})[0] == "000004.json"


def test_parts_that_another_program_wrote_anew_are_read_and_merged(parts: Parts) -> None:
    first, second = parts.add({1: document(1), 2: document(2)})[0], parts.add({3: document(3)})[0]
    with TinyDB(parts.folder / first) as plain:
        plain.table("articles").update({"text": "by hand"}, doc_ids=[2])
    assert content(parts, first)[2] == {"n": 2, "text": "by hand"}
    (foreign, _) = [stored.place for stored in parts.read(first)]
    assert parts.get(first, foreign) == document(1)
    assert set(content(parts, parts.merge([first, second])[0])) == {1, 2, 3}


@pytest.mark.parametrize("keep", range(0, 126, 7))
def test_a_part_cut_short_anywhere_is_told(parts: Parts, keep: int) -> None:
    name, _ = parts.add({1: document(1), 2: document(2)})
    path = parts.folder / name
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(ArchiveCorruptError, match=r"000001\.json"):
        content(parts, name)


def test_a_document_that_lies_elsewhere_is_not_taken_for_another(parts: Parts) -> None:
    name, places = parts.add({1: document(1), 2: document(2)})
    with pytest.raises(ArchiveCorruptError):
        parts.get(name, places[0]._replace(number=2))


def test_nothing_is_merged_across_a_part_that_is_missing(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.parts._TIERS", ((10, 3),))
    apart = {"000001.json": 1, "000002.json": 1, "000004.json": 1, "000005.json": 1}
    assert parts.to_merge(apart) == ()
    assert parts.to_merge({**apart, "000006.json": 1}) == ("000004.json", "000005.json", "000006.json")
    assert parts.to_merge({**apart, "000003.json": 50}) == ()
    assert parts.to_merge({**apart, "000003.json": 2}) == tuple(sorted({**apart, "000003.json": 2}))


def test_a_merged_part_stands_for_what_it_names() -> None:
    others = ["000001.json", "000002-000004.json", "000005.json", "notes.json"]
    assert stands_for("000001-000004.json", others) == ("000001.json", "000002-000004.json")
    assert stands_for("000005.json", others) == ()


def test_a_part_written_anew_stands_for_the_one_it_was(parts: Parts) -> None:
    first, places = parts.add({number: document(number) for number in (5, 3)})
    parts.add({9: document(9)})
    names = [first]
    for text in ("once", "twice", "thrice"):
        names.append(parts.renew(names[-1], lambda _, one, text=text: {**one, "text": text}))  # type: ignore[misc]
        assert list(parts.stamps()) == [names[-1], "000002.json"]
    assert names[1:] == ["000001-000001.json", "000001-0000001.json", "000001-00000001.json"]
    assert parts.get(first, places[0]) == document(5), "as it was, for who looks there"
    parts.sweep()
    assert sorted(path.name for path in parts.folder.iterdir()) == [names[-1], "000002.json"]
    assert parts.get(first, places[0]) == {"n": 5, "text": "thrice"}, "from the part that stands for it"
    merged, _ = parts.merge([names[-1], "000002.json"])
    parts.sweep()
    assert [path.name for path in parts.folder.iterdir()] == [merged]
    assert parts.get(names[2], places[1])["text"] == "thrice"
    assert parts.add({1: document(1)})[0] == "000003.json"


def test_a_part_that_no_json_of_ours_can_hold_is_told_and_stays(parts: Parts) -> None:
    name, _ = parts.add({1: document(1)})
    with TinyDB(parts.folder / name) as plain:
        plain.table("articles").update({"n": 10**30})
    with pytest.raises(ArchiveCorruptError, match=name):
        parts.renew(name, lambda _, one: one)
    assert list(parts.stamps()) == [name]


@given(st.text(max_size=20))
def test_any_name_is_a_part_or_none(name: str) -> None:
    first, last = commits_of(name)
    assert first >= 0
    assert last >= 0
