"""The façade: what goes in comes out, in the right version, with the right marks."""

from __future__ import annotations

import gzip
import json
import stat
from itertools import permutations
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.commands import AddTag, MarkRead
from store.errors import ArchiveError, QuerySyntaxError
from store.library import Library
from store.models import Progress
from tests.unit.archive.conftest import Send, article


def test_an_archive_is_its_owners_alone(library: Library, folder: Path, send: Send) -> None:
    library.import_paths([send(article("urn:a"))])
    library.apply(AddTag(("urn:a",), "ecb"))
    library.save_session({"uri": "urn:a"})
    for path in (folder, *folder.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_rows_are_newest_first_and_ties_go_by_uri(library: Library, send: Send) -> None:
    late = "2026-03-02T09:00:00Z"
    library.import_paths([send(article("urn:b"), article("urn:c", versioncreated=late), article("urn:a"))])
    assert [row.uri for row in library.rows()] == ["urn:c", "urn:a", "urn:b"]


def test_a_story_reads_back_as_it_was(library: Library, send: Send) -> None:
    sent = article("urn:a", slugline="BRIDGE", urgency=3, headings=((0, 3),), keywords=("bridge",))
    path = send(sent)
    library.import_paths([path])
    entry = library.get("urn:a")
    assert entry.article == sent
    assert entry.origin == str(path)
    assert entry.row == library.rows()[0]
    assert [quote.text for quote in entry.quotes] == ["We will mend the bridge,"]
    assert library.original("urn:a") == path.read_bytes()


def test_importing_again_changes_nothing(library: Library, send: Send, tmp_path: Path) -> None:
    path = send(article("urn:a"), article("urn:b"))
    first = library.import_paths([path])
    other_name = tmp_path / "renamed.json"
    other_name.write_bytes(path.read_bytes())
    again = library.import_paths([path, other_name])
    assert (first.added, first.updated, first.unchanged) == (2, 0, 0)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 4)


def test_the_same_story_in_two_files_of_one_import_is_kept_once(library: Library, send: Send) -> None:
    report = library.import_paths([send(article("urn:a")), send(article("urn:a"), article("urn:b"))])
    assert (report.added, report.updated, report.unchanged) == (2, 0, 1)


@pytest.mark.parametrize("arrival", list(permutations(("9", "10", "007"))))
def test_the_greatest_version_shows_whatever_came_last(
    library: Library, send: Send, arrival: tuple[str, ...]
) -> None:
    for version in arrival:
        library.import_paths([send(article("urn:a", version))])
    (row,) = library.rows()
    assert (row.version, row.versions) == ("10", 3)
    assert [one.version for one in library.get("urn:a").versions] == ["10", "9", "007"]
    assert library.get("urn:a", "7").article.headline == "Headline of urn:a, version 007"


def test_of_two_forms_of_one_version_the_later_made_shows(library: Library, send: Send) -> None:
    early = article("urn:a", headline="Early", versioncreated="2026-03-01T10:00:00Z")
    late = article("urn:a", headline="Late", versioncreated="2026-03-01T11:00:00Z")
    library.import_paths([send(late)])
    library.import_paths([send(early)])
    assert library.rows()[0].headline == "Late"
    assert library.rows()[0].versions == 1


def test_of_two_forms_made_at_one_time_the_last_to_arrive_shows_and_both_are_kept(
    library: Library, folder: Path, send: Send
) -> None:
    for headline in ("First", "Second"):
        library.import_paths([send(article("urn:a", headline=headline))])
    assert library.rows()[0].headline == "Second"
    for part, headline in (("000001.json", "First"), ("000002.json", "Second")):
        with TinyDB(folder / "articles" / part, access_mode="r") as plain:
            (document,) = plain.table("articles")
            assert document["article"]["headline"] == headline


def test_a_kill_beats_what_it_kills_in_either_order(library: Library, send: Send) -> None:
    kill = article("urn:a", pubstatus="canceled", headline="KILL")
    library.import_paths([send(kill)])
    library.import_paths([send(article("urn:a"))])
    assert library.rows()[0].pubstatus == "canceled"


def test_the_words_of_a_killed_story_are_not_searched(library: Library, send: Send) -> None:
    library.import_paths([send(article("urn:a"), article("urn:b"))])
    library.apply(AddTag(("urn:a",), "ecb"))
    library.import_paths([send(article("urn:a", "2", pubstatus="canceled"))])
    assert [row.uri for row in library.search("bridge").rows] == ["urn:b"]
    assert [row.uri for row in library.search("is:killed bridge").rows] == ["urn:a"]
    assert [row.uri for row in library.search("tag:ecb").rows] == ["urn:a"], "who tagged it must see the kill"
    assert len(library.search("").rows) == 2
    assert [entry.row.uri for entry, _ in library.quotes_by("Rosa Paz")] == ["urn:b"]
    assert library.get("urn:a", "1").article.pubstatus == "usable"


def test_one_bad_file_stops_no_other(library: Library, send: Send, tmp_path: Path) -> None:
    path = send(article("urn:a"))
    broken = path.with_name("0000.json")
    broken.write_text("[{", encoding="utf-8")
    half = path.with_name("9999.json")
    half.write_text(json.dumps([{"none": 1}, article("urn:b").as_json()]), encoding="utf-8")
    report = library.import_paths([path.parent, tmp_path / "absent"])
    assert {row.uri for row in library.rows()} == {"urn:a", "urn:b"}
    assert [failure.where for failure in report.failed] == [str(broken), str(half), str(tmp_path / "absent")]
    assert "JSONDecodeError" in report.failed[0].reason


def test_a_story_that_cannot_be_utf8_is_told_and_the_rest_kept(library: Library, send: Send) -> None:
    report = library.import_paths([send(article("urn:\ud800"), article("urn:b"))])
    assert [row.uri for row in library.rows()] == ["urn:b"]
    assert [failure.reason for failure in report.failed] == [
        "characters that are no text (str is not valid UTF-8: surrogates not allowed)"
    ]


@pytest.mark.parametrize("batch", [1, 10])
def test_a_file_may_hold_a_story_at_several_times(
    library: Library, send: Send, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("store.importer.BATCH", batch)
    monkeypatch.setattr("store.extraction.BATCH", batch)
    times = [f"2026-03-01T1{hour}:00:00Z" for hour in range(3)]
    path = send(*(article("urn:a", "", versioncreated=time, headline=time) for time in times))
    library.import_paths([path])
    assert [one.versioncreated for one in library.get("urn:a").versions] == times[::-1]
    again = library.import_paths([path])
    assert (again.added, again.updated, again.unchanged) == (0, 0, 3)


def test_batches_are_bounded_and_small_parts_become_one(
    library: Library, folder: Path, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.importer.BATCH", 4)
    monkeypatch.setattr("store.parts._TIERS", ((4, 3),))
    sent = [article(f"urn:{number:02}", versioncreated="2026-03-01T00:00:00Z") for number in range(10)]
    seen: list[Progress] = []
    library.import_paths([send(*sent), send(article("urn:x", versioncreated=""))], on_progress=seen.append)
    assert parts_of(folder) == ["000001.json", "000002.json", "000003.json"]
    for name in ("urn:y", "urn:z"):
        library.import_paths([send(article(name, versioncreated=""))])
    assert parts_of(folder) == ["000001.json", "000002.json", "000003-000005.json"]
    assert [row.uri for row in library.rows()] == [*(one.uri for one in sent), "urn:x", "urn:y", "urn:z"]
    assert [library.get(one.uri).article for one in sent] == sent
    assert [(step.files, step.total, step.stories) for step in seen] == [(1, 2, 10), (2, 2, 11)]
    assert library.problems() == ()


def parts_of(folder: Path) -> list[str]:
    """Return the names of the files of documents."""
    return sorted(path.name for path in (folder / "articles").iterdir())


def test_stopping_an_import_keeps_what_was_committed(
    library: Library, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.importer.BATCH", 1)
    monkeypatch.setattr("store.extraction.BATCH", 1)
    paths = [send(article("urn:a")), send(article("urn:b"))]

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.import_paths(paths, on_progress=stop, processes=1)
    assert [row.uri for row in library.rows()] == ["urn:a"]
    assert library.import_paths(paths).added == 1


def test_tags_and_reads_show_in_the_rows_and_are_counted(library: Library, send: Send) -> None:
    library.import_paths([send(*(article(f"urn:{name}") for name in "abc"))])
    assert library.apply(AddTag(("urn:a", "urn:b"), "  ECB\nrates ")) == "Tagged 2 stories ecb rates"
    assert library.apply(AddTag(("urn:b", "urn:c"), "ecb rates")) == "Tagged 1 story ecb rates"
    assert library.apply(MarkRead(("urn:c",))) == "Marked 1 story read"
    assert [(row.tags, row.read) for row in library.rows()] == [
        (("ecb rates",), False),
        (("ecb rates",), False),
        (("ecb rates",), True),
    ]
    assert library.tags() == {"ecb rates": 3}


def test_undo_and_redo_go_back_many_levels_and_over_restarts(folder: Path, send: Send) -> None:
    with Library.open(folder, reader="ada") as library:
        library.import_paths([send(article("urn:a"))])
        for tag in ("one", "two", "three"):
            library.apply(AddTag(("urn:a",), tag))
        library.apply(MarkRead(("urn:a",)), undoable=False)
    with Library.open(folder, reader="ada") as library:
        assert library.undo() == "Undone: Tagged 1 story three"
        assert library.undo() == "Undone: Tagged 1 story two"
        assert library.rows()[0].tags == ("one",)
        assert library.rows()[0].read, "what cannot be undone stays"
        assert library.redo() == "Done again: Tagged 1 story two"
        assert library.rows()[0].tags == ("one", "two")
        library.apply(AddTag(("urn:a",), "four"))
        assert library.redo() is None
        assert [library.undo() for _ in range(4)][-1] is None
        assert library.rows()[0].tags == ()


def test_readers_do_not_see_each_others_marks(folder: Path, send: Send) -> None:
    with Library.open(folder, reader="ada") as ada, Library.open(folder, reader="../ben") as ben:
        ada.import_paths([send(article("urn:a"))])
        ada.apply(AddTag(("urn:a",), "mine"))
        assert ben.rows()[0].tags == ()
        assert ben.undo() is None
        ben.apply(AddTag(("urn:a",), "his"))
    assert sorted(path.name for path in (folder / "readers").glob("*.log")) == [
        "%2E%2E%2Fben.000000.log",
        "ada.000000.log",
    ]


def test_an_open_archive_shows_what_another_process_brings(folder: Path, send: Send) -> None:
    with Library.open(folder, reader="ada") as one, Library.open(folder, reader="ada") as two:
        assert one.rows() == ()
        two.import_paths([send(article("urn:a"))])
        assert [row.uri for row in one.rows()] == ["urn:a"]
        two.apply(AddTag(("urn:a",), "new"))
        assert one.rows()[0].tags == ("new",)


@pytest.mark.parametrize("tag", ["", "  ", "!?", "x" * 65])
def test_a_tag_needs_to_be_a_word(library: Library, send: Send, tag: str) -> None:
    library.import_paths([send(article("urn:a"))])
    with pytest.raises(ArchiveError):
        library.apply(AddTag(("urn:a",), tag))


def test_what_is_not_there_is_told(library: Library, send: Send) -> None:
    library.import_paths([send(article("urn:a"))])
    for call in (
        lambda: library.get("urn:x"),
        lambda: library.get("urn:a", "2"),
        lambda: library.original("urn:x"),
        lambda: library.apply(AddTag(("urn:x",), "ecb")),
    ):
        with pytest.raises(ArchiveError, match=r"no (version 2 of the )?story urn:"):
            call()


def test_the_readers_place_is_kept_and_bounded(folder: Path) -> None:
    place = {"uri": "urn:a", "offsets": {"urn:a": 120}, "query": "ecb"}
    with Library.open(folder, reader="ada") as library:
        assert library.session() == {}
        library.save_session({"old": True})
        library.save_session(place)
    with Library.open(folder, reader="ada") as library:
        assert library.session() == place
        with pytest.raises(ArchiveError, match="too large"):
            library.save_session({"text": "x" * 300_000})
        assert library.session() == place


def test_a_search_says_of_how_many_and_what_to_light(library: Library, send: Send) -> None:
    library.import_paths([send(article("urn:a", headline="Zürich bridge"), article("urn:b"))])
    found = library.search('ZURICH "mend the bridge" -ferry')
    assert [row.uri for row in found.rows] == ["urn:a"]
    assert (found.total, found.terms) == (2, ("zurich", "mend the bridge"))
    with pytest.raises(QuerySyntaxError):
        library.search("(bridge")


def test_speakers_are_counted_in_the_newest_versions_only(library: Library, send: Send) -> None:
    library.import_paths([send(article("urn:a")), send(article("urn:b"))])
    library.import_paths([send(article("urn:b", "2", body_text="The bridge is closed."))])
    (speaker,) = library.speakers()
    assert (speaker.name, speaker.role, speaker.quotes, speaker.stories) == ("Rosa Paz", "Mayor", 1, 1)
    assert [(entry.row.uri, quote.text) for entry, quote in library.quotes_by("Rosa Paz")] == [
        ("urn:a", "We will mend the bridge,")
    ]


def test_a_large_file_is_kept_once_however_many_stories_are_in_it(
    library: Library, folder: Path, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.importer.BATCH", 2)
    path = send(*(article(f"urn:{number}") for number in range(10)))
    library.import_paths([path])
    (pack,) = (folder / "originals").iterdir()
    assert gzip.decompress(pack.read_bytes()) == path.read_bytes()


def test_a_closed_archive_says_so_and_stays_whole(folder: Path, send: Send) -> None:
    library = Library.open(folder, reader="ada")
    library.import_paths([send(article("urn:a"))])
    library.close()
    before = (folder / "index.sqlite").stat()
    for call in (
        library.rows,
        lambda: library.search("bridge"),
        lambda: library.get("urn:a"),
        library.speakers,
    ):
        with pytest.raises(ArchiveError, match="closed"):
            call()
    assert (folder / "index.sqlite").stat().st_ino == before.st_ino


def test_the_first_stories_found_are_there_before_all_are_counted(library: Library, send: Send) -> None:
    sent = [article(f"urn:{number:03}", versioncreated="2026-03-01T10:00:00Z") for number in range(90)]
    library.import_paths([send(*sent)])
    library.apply(MarkRead(("urn:001",)))
    whole = library.search("bridge is:unread").rows
    begun = library.search("bridge is:unread", first=70)
    assert (len(whole), len(begun.rows), begun.more, begun.total) == (89, 70, True, 90)
    assert [row.uri for row in begun.rows] == [row.uri for row in whole[:70]]
    assert begun.rows[:3] == whole[:3]
    for enough in (89, 500):
        found = library.search("bridge is:unread", first=enough)
        assert not found.more
        assert list(found.rows) == list(whole)
    assert list(library.search("sort:old bridge", first=2).rows) == list(
        library.search("sort:old bridge").rows[:2]
    )
