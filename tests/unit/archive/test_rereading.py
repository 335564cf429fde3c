"""Quotes read anew in stories that are stored: as if they had come in today, and all else as it was."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where

from store.attribution import quoted_words
from store.commands import AddTag, Attribute, Identify, MarkRead, SaveSearch
from store.disk import replace_file
from store.errors import ArchiveError
from store.library import Library
from store.models import Article, Quote, Span
from tests.unit.archive.conftest import Send, arrived, article
from tests.unit.archive.holdings import documents, everything, without_quotes
from tests.unit.archive.older_rules import PEOPLE, TODAY, WORDS, ferries, otherwise, rules


@pytest.fixture(autouse=True)
def _same_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.importer.utc_now", lambda: "2026-04-01T00:00:00Z")


@st.composite
def stories(draw: st.DrawFn) -> list[Article]:
    """Draw stories in versions, some of them killed, in which people of like names and offices speak."""
    said = st.tuples(st.sampled_from(WORDS), st.sampled_from(PEOPLE))
    drawn = []
    for number in range(draw(st.integers(1, 9))):
        lines = [f'"I think {words}," {who} said.' for words, who in draw(st.lists(said, max_size=4))]
        drawn.append(
            article(
                f"urn:{draw(st.integers(0, 5))}",
                str(draw(st.integers(1, 3))),
                versioncreated=f"2026-0{draw(st.integers(1, 9))}-01T10:0{number}:00Z",
                body_text="\n\n".join(["A ferry came to Oslo.", *lines]),
                pubstatus=draw(st.sampled_from(("usable", "usable", "usable", "canceled"))),
                evolvedfrom=draw(st.sampled_from(("", "", "", "urn:0"))),
                language="en",
            )
        )
    return drawn


@settings(max_examples=25, deadline=None)
@given(stories(), st.integers(1, 4), st.integers(0, 8))
def test_an_archive_read_anew_is_one_that_came_in_today(
    drawn: list[Article], batch: int, switch: int
) -> None:
    switch = min(switch, len(drawn) - 1)
    with rules(TODAY), arrived(drawn, batch) as fresh:
        wanted, new = everything(fresh.folder), documents(fresh.folder)
    today = ExitStack()

    def renew(library: Library, came: Sequence[Article]) -> None:
        """Find quotes by the rules of today from these stories on."""
        if drawn[switch] in came:
            today.enter_context(rules(TODAY))

    with rules(TODAY - 1, otherwise), today, arrived(drawn, batch, renew) as library:
        older = library.rereading.waiting
        assert library.rereading.run(processes=1).stories == older
        assert library.rereading.waiting == 0
        assert documents(library.folder) == new
        assert everything(library.folder) == wanted
        assert library.problems() == ()


@pytest.fixture
def older(folder: Path, send: Send) -> Path:
    """An archive of twelve stories in three files, whose quotes were found by the rules of yesterday."""
    with rules(TODAY - 1, otherwise), Library.open(folder, reader="ada") as library:
        for first in (0, 4, 8):
            library.import_paths([send(*ferries(4, first=first))])
    return folder


@pytest.fixture
def _today() -> Iterator[None]:
    with rules(TODAY):
        yield


@pytest.mark.usefixtures("_today")
def test_nothing_but_quotes_changes_and_nothing_is_new(older: Path) -> None:
    with Library.open(older, reader="ada") as library:
        library.apply(AddTag(("urn:1", "urn:2"), "sea"))
        library.apply(MarkRead(("urn:3",)))
        library.apply(SaveSearch("paz", "speaker:paz"))
        library.searches.look_at("paz")
        rows, stamp, reread = library.rows()[:], library.stamp, library.rereading.stamp
        marks, came = library.marks_stamp, documents(older)
        kept = {path: path.read_bytes() for path in (older / "readers").iterdir()}
        kept |= {path: path.read_bytes() for path in (older / "originals").iterdir()}
        done = library.rereading.run()
        assert (done.stories, done.failed) == (12, {})
        assert 0 < done.changed < 12
        assert done.before < done.after == 12
        assert without_quotes(documents(older)) == without_quotes(came)
        assert {one["rules"] for one in documents(older).values()} == {TODAY}
        assert [replace(row, quotes=0) for row in library.rows()] == [replace(row, quotes=0) for row in rows]
        assert (library.stamp, library.marks_stamp, library.searches.counted("paz").new) == (stamp, marks, 0)
        assert library.rereading.stamp != reread
        assert {path: path.read_bytes() for path in kept} == kept
        files = {path: path.stat().st_mtime_ns for path in (older / "articles").iterdir()}
        assert library.rereading.run().stories == 0
        assert {path: path.stat().st_mtime_ns for path in (older / "articles").iterdir()} == files


@pytest.mark.usefixtures("_today")
def test_a_document_of_newer_rules_stays(older: Path) -> None:
    before = documents(older)
    with rules(TODAY - 2), Library.open(older) as library:
        assert library.rereading.run().stories == 0
    assert documents(older) == before


def test_a_document_that_names_no_rules_is_older_than_all(older: Path) -> None:
    (part, *_) = sorted((older / "articles").iterdir())
    part.write_bytes(part.read_bytes().replace(b',"rules":6', b""))
    with rules(TODAY - 1), Library.open(older) as library:
        assert library.get("urn:1").quotes
        assert library.rereading.waiting == 4
        assert library.rereading.run().stories == 4


class StopError(Exception):
    """Something came between."""


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize("after", range(1, 13))
def test_a_run_that_was_stopped_goes_on_where_it_was(older: Path, after: int) -> None:
    def stop(done: int, total: int) -> None:
        assert total == 12
        if done == after:
            raise StopError

    with Library.open(older) as library:
        with pytest.raises(StopError):
            library.rereading.run(stop)
        waiting = library.rereading.waiting
        assert waiting == 12 - (after - 1) // 4 * 4, "whole parts are done"
        assert library.rereading.run().stories == waiting
        assert library.problems() == ()


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize("index", ["kept", "lost"])
def test_a_part_that_a_person_wrote_anew_is_read_too(older: Path, index: str) -> None:
    with TinyDB(older / "articles" / "000002.json") as plain:
        plain.table("articles").update({"note": "by hand"}, where("uri") == "urn:5")
    if index == "lost":
        (older / "index.sqlite").unlink()
    with Library.open(older) as library:
        assert library.rereading.run().stories == 12
        assert library.problems() == ()
    assert [one["uri"] for one in documents(older).values() if one.get("note") == "by hand"] == ["urn:5"]


@pytest.mark.usefixtures("_today")
def test_a_part_changed_by_hand_meanwhile_is_read_as_it_is_then(older: Path) -> None:
    changed: list[int] = []

    def change(done: int, _: int) -> None:
        if done == 6 and not changed:
            changed.append(done)
            with TinyDB(older / "articles" / "000002.json") as plain:
                plain.table("articles").update({"note": "by hand"})

    with Library.open(older) as library:
        library.rereading.run(change)
        assert library.rereading.waiting == 0
        assert library.problems() == ()
    assert sum(one.get("note") == "by hand" for one in documents(older).values()) == 4


@pytest.mark.usefixtures("_today")
def test_a_damaged_part_is_told_and_the_others_are_read(older: Path) -> None:
    part = older / "articles" / "000002.json"
    with Library.open(older) as library:
        whole = part.read_bytes()
        part.write_bytes(whole[:-100])
        done = library.rereading.run()
        assert (done.stories, list(done.failed)) == (8, ["000002.json"])
        assert part.read_bytes() == whole[:-100]
        part.write_bytes(whole)
        assert library.rereading.run().stories == 4
        assert library.problems() == ()


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize(
    "harm", [{"note": 10**30}, {"article": {"headline": "Hull"}}, {"article": None}], ids=str
)
def test_a_document_that_is_none_is_told_and_keeps_only_its_file_from_being_read(
    older: Path, harm: dict[str, Any]
) -> None:
    with Library.open(older) as library:
        with TinyDB(older / "articles" / "000002.json") as plain:
            plain.table("articles").update(harm, where("uri") == "urn:5")
        done = library.rereading.run()
        assert done.stories == 8
        assert "000002.json" in str([*done.failed, *library.notices])
        assert (older / "articles" / "000002.json").exists()


@pytest.mark.usefixtures("_today")
def test_quotes_that_do_not_read_back_are_read_anew(older: Path) -> None:
    (part, *_) = sorted((older / "articles").iterdir())
    part.write_bytes(part.read_bytes().replace(b'"spans"', b'"spins"'))
    with Library.open(older) as library:
        assert library.rereading.run().stories == 12
        assert library.problems() == ()


@pytest.mark.usefixtures("_today")
def test_stories_that_come_and_parts_that_are_merged_meanwhile_are_not_lost(
    older: Path, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.parts._TIERS", ((100, 3), (1000, 8)))
    to_come = ferries(7, first=100)

    def another(done: int, _: int) -> None:
        if to_come and done in (2, 6, 7):
            with Library.open(older) as other:
                other.import_paths([send(to_come.pop())])

    with Library.open(older) as library:
        library.rereading.run(another)
        assert library.rereading.waiting == 0
        assert library.count == 19
        assert library.problems() == ()
    assert {one["rules"] for one in documents(older).values()} == {TODAY}
    assert len(documents(older)) == 19


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_full_disk_is_told_and_nothing_is_lost(
    older: Path, fails_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = 0

    def write(path: Path, data: bytes) -> None:
        nonlocal written
        written += 1
        if written == fails_at:
            raise OSError(errno.ENOSPC, "No space left on device")
        replace_file(path, data)

    before = without_quotes(documents(older))
    with Library.open(older) as library:
        monkeypatch.setattr("store.parts.replace_file", write)
        with pytest.raises(ArchiveError, match="nothing was lost; free some space"):
            library.rereading.run()
        assert without_quotes(documents(older)) == before
        assert library.rereading.run().stories == 12 - 4 * (fails_at - 1)
        assert library.problems() == ()


@pytest.mark.usefixtures("_today")
def test_who_has_an_index_elsewhere_reads_on_and_finds_all_when_opening_again(
    older: Path, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as apart:
        apart.setattr("store.paths._fit_for_index", lambda _: False)
        reader = Library.open(older, reader="ben")
    with reader, Library.open(older) as library:
        before = reader.rows()[:]
        assert library.rereading.run().stories == 12
        wanted = [library.get(row.uri).quotes for row in library.rows()]
        assert reader.rows()[:] == before
        assert [reader.get(row.uri).quotes for row in before] == wanted
        monkeypatch.setattr("store.parts._TIERS", ((100, 3), (1000, 8)))
        library.import_paths([send(*ferries(2, first=20))])
        assert [reader.get(row.uri).quotes for row in before] == wanted
        monkeypatch.setattr("store.paths._fit_for_index", lambda _: False)
        with Library.open(older, reader="ben") as again:
            assert again.count == 14
            assert [one.quotes for one in again.speakers()] == [one.quotes for one in library.speakers()]
            assert again.problems() == ()


@pytest.mark.usefixtures("_today")
def test_quotes_are_read_anew_while_somebody_makes_an_index_elsewhere(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own: list[int] = []
    monkeypatch.setattr("store.paths._fit_for_index", lambda _: bool(own))

    def meanwhile(done: int, _: int) -> None:
        if done == 1:
            own.append(done)
            with Library.open(older) as library:
                assert library.rereading.run().stories == 12
            own.clear()

    with Library.open(older, reader="ben", on_progress=meanwhile) as reader:
        assert reader.count == 12
        assert all(len(reader.get(row.uri).quotes) == 1 for row in reader.rows())
    with Library.open(older, reader="ben") as reader:
        assert reader.problems() == ()
        assert all(row.quotes == 1 for row in reader.rows())


def test_parts_merged_while_nobody_looked_are_all_found(
    folder: Path, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(folder) as library:
        library.import_paths([send(*ferries(1))])
        monkeypatch.setattr("store.paths._fit_for_index", lambda _: False)
        Library.open(folder, reader="ben").close()
        monkeypatch.setattr("store.parts._TIERS", ((100, 3), (1000, 8)))
        for first in (1, 2):
            library.import_paths([send(*ferries(1, first=first))])
        with Library.open(folder, reader="ben") as apart:
            assert apart.count == 3
            assert apart.problems() == ()


@pytest.mark.usefixtures("_today")
def test_an_index_lost_or_left_behind_at_any_step_comes_to_the_same(older: Path) -> None:
    index = older / "index.sqlite"
    behind = index.read_bytes()
    with Library.open(older) as library:
        library.rereading.run()
    wanted = everything(older)
    for data in (behind, b""):
        for path in older.glob("index.sqlite*"):
            path.unlink()
        index.write_bytes(data)
        with Library.open(older) as library:
            assert library.problems() == ()
        assert everything(older) == wanted


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize("kept", [9, 7], ids=["the same words", "two words fewer"])
def test_what_readers_decided_stays(folder: Path, send: Send, kept: int) -> None:
    said, other = "The bridge over the river will be mended soon", "Nobody asked us about the old ferry"
    body = f'"{said}," Mayor Rosa Paz said. "{other}," Otto Lang said.'

    def shorter(quote: Quote) -> Quote:
        text = " ".join(quote.text.split()[:kept])
        return replace(quote, text=text, spans=(Span(quote.start, quote.start + len(text)),))

    def told() -> list[object]:
        who = [one.speaker.name if one.speaker else "" for one in library.get("urn:1").quotes]
        spoke = [(one.name, one.aliases, one.quotes, one.stories) for one in library.speakers()]
        found = {text: len(library.search(text).rows) for text in ("speaker:berg", "speaker:paz")}
        by_berg = [quote.speaker and quote.speaker.name for _, quote in library.quotes_by("Anna Berg")]
        return [who, spoke, found, by_berg, library.decided()]

    with Library.open(folder, reader="ada") as library:
        with rules(TODAY - 1, shorter):
            library.import_paths([send(article("urn:1", body_text=body))])
            (first, _) = library.get("urn:1").quotes
            library.apply(Attribute("urn:1", quoted_words(first.text), "Anna Berg"))
            library.apply(Identify((("Otto Lang", "Anna Berg"),)))
        before = told()
        assert library.rereading.run().stories == 1
        assert [one.text.strip(",") for one in library.get("urn:1").quotes] == [said, other]
        assert told() == before
        assert before[0] == ["Anna Berg", "Otto Lang"]
        assert library.undo()
        assert library.undo()
        assert library.speakers("berg") == ()
