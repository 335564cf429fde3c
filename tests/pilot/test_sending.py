"""What leaves the reader: copies, exports, the address of a story."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from store.errors import ArchiveError
from store.library import Library
from tests.pilot.driving import Reader, main, press, screen_text, settle, state
from tui.app import WireReader
from tui.exporting import Order, Portion, carry_out


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def test_the_lit_quote_goes_to_the_clipboard(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "]", "]", "e")
        assert "the lit quote" in screen_text(pilot)
        await press(pilot, "enter")
        copied = pilot.app.clipboard
        assert "Nobody checked the hull" in copied
        assert "Irina Volkova, Regional Transport Minister" in copied
        assert "forty passengers" not in copied
        assert "clipboard" in state(pilot).message


async def test_the_quotes_of_the_list_go_to_a_file(read: Reader, tmp_path: Path) -> None:
    async with read() as pilot:
        await press(pilot, "e", "h")
        assert "the quotes of the 4 listed stories" in screen_text(pilot)
        await press(pilot, "j", "l", "l", "j", "l", "j", "ctrl+u", *"out.csv", "enter")
        assert "quotes of 4 stories written to" in state(pilot).message
    rows = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8"))))
    assert any("Nobody checked the hull" in cell for row in rows for cell in row)
    assert any("The ice is thicker" in cell for row in rows for cell in row)


async def test_of_a_search_for_quotes_those_asked_for_are_offered(read: Reader, tmp_path: Path) -> None:
    async with read() as pilot:
        main(pilot).find("said:we")
        await settle(pilot)
        assert len(main(pilot).stories.stories) > 1
        await press(pilot, "e", "h")
        assert "the quotes asked for, of the 3 listed stories" in screen_text(pilot)
        await press(pilot, "j", "l", "l", "j", "l", "j", "ctrl+u", *"out.csv", "enter")
    rows = [*csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[3:])]
    assert rows
    assert all("we" in row["words"].lower().split() for row in rows)


async def test_a_file_that_is_there_is_not_written_over(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine", encoding="utf-8")
    async with read() as pilot:
        await press(pilot, "e", "j", "j", "l", "j", "ctrl+u", *"mine.md", "enter")
        assert "is there already" in screen_text(pilot)
        await press(pilot, "escape")
    assert (tmp_path / "mine.md").read_text(encoding="utf-8") == "mine"


async def test_the_selection_is_offered_first(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "space", "space", "e")
        assert "‹ the 2 selected stories ›" in screen_text(pilot)
        seen = []
        for _ in range(8):
            seen.append(screen_text(pilot).split("‹ ")[1].split(" ›")[0])
            await press(pilot, "l")
        assert "the 2 selected stories" in seen
        assert "the 4 listed stories" in seen


async def test_an_export_begins_with_the_last_format_but_with_what_is_likeliest_now(read: Reader) -> None:
    async with read() as pilot:
        await press(pilot, "e", "l", "j", "l", "enter", "]", "e")
        assert "‹ the lit quote ›" in screen_text(pilot)
        assert "‹ plain text ›" in screen_text(pilot)


async def test_a_killed_story_does_not_leave(tmp_path: Path) -> None:
    slug = "BC-Ferry{0}\n{1}\n\nOMSK, Russia (AP) — {2}\n"
    (tmp_path / "a.txt").write_text(
        slug.format(",", "Ferry sinks", "The ferry sank on March 3, 2026, she said."), encoding="utf-8"
    )
    kill = "BULLETIN KILL\nBC-Ferry, 1st Ld\n\nOMSK, Russia (AP) — Kill the story BC-Ferry.\n"
    (tmp_path / "b.txt").write_text(kill, encoding="utf-8")
    with Library.open(tmp_path / "archive") as library:
        library.import_paths([tmp_path / "a.txt", tmp_path / "b.txt"])
        assert any(row.killed for row in library.rows())
        app = WireReader(library)
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            place = next(at for at, row in enumerate(library.rows()) if row.killed)
            main(pilot).stories.cursor = place
            await settle(pilot)
            await press(pilot, "e", "enter")
            assert "killed" in state(pilot).message
            assert not pilot.app.clipboard


def cannot_be_kept(*_: object, **__: object) -> None:
    raise ArchiveError("read-only file system", where="readers/ada.lock")


async def test_what_leaves_an_archive_that_cannot_be_changed_is_told_as_done(
    read: Reader, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "note_exported", cannot_be_kept)
    monkeypatch.setattr(library, "apply", cannot_be_kept)
    async with read() as pilot:
        await press(pilot, "enter")
        assert "read-only" in state(pilot).message
        await press(pilot, "q", "j", "enter")
        assert "read-only" not in state(pilot).message, "said once"
        await press(pilot, "]", "y")
        assert pilot.app.clipboard
        assert state(pilot).message.startswith("copied, but a kill or correction of it will not be told: ")
        await press(pilot, "e", "j", "j", "l", "j", "ctrl+u", *"out.md", "enter")
        assert "written to" in state(pilot).message
        assert "will not be told: readers/ada.lock: read-only" in state(pilot).message
    assert (tmp_path / "out.md").exists()


async def test_an_earlier_version_says_that_it_is_not_exported(tmp_path: Path) -> None:
    with Library.open(tmp_path / "archive") as library:
        for number, headline in enumerate(("Ferry sinks", "Ferry sinks in calm water"), 1):
            story = {"uri": "urn:1", "version": str(number), "headline": headline, "body_text": "It sank."}
            (tmp_path / f"{number}.json").write_text(json.dumps(story), encoding="utf-8")
            library.import_paths([tmp_path / f"{number}.json"])
        async with WireReader(library).run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            await press(pilot, "V", "j", "enter", "e")
            assert state(pilot).message == "earlier versions are not exported: q shows the newest"


def test_a_story_killed_since_it_was_listed_does_not_leave(library: Library, tmp_path: Path) -> None:
    rows = library.rows()[:]
    killed = {**library.get(rows[0].uri).article.as_json(), "version": "999", "pubstatus": "canceled"}
    (tmp_path / "kill.json").write_text(json.dumps(killed), encoding="utf-8")
    library.import_paths([tmp_path / "kill.json"])
    order = Order(Portion("all", rows, False, ""), "jsonl", None)
    outcome = carry_out(library, order)
    assert rows[0].uri not in outcome.text
    assert "not all: 3 of 4 stories could still be read" in outcome.said


async def test_over_ssh_the_address_of_a_story_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1.2.3.4 5 6.7.8.9 22")
    feed = (
        '<rss version="2.0"><channel><title>Wire</title><item><guid>https://example.org/ferry</guid>'
        "<link>https://example.org/ferry</link><title>Ferry sinks</title><description>It sank in calm water."
        "</description></item></channel></rss>"
    )
    (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
    with Library.open(tmp_path / "archive") as library:
        library.import_paths([tmp_path / "feed.xml"])
        app = WireReader(library)
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            assert "https://example.org/ferry" in screen_text(pilot)
            await press(pilot, "o")
            assert pilot.app.clipboard == "https://example.org/ferry"


async def test_a_kill_of_what_was_exported_is_told_once(tmp_path: Path) -> None:
    slug = "BC-Ferry{0}\n{1}\n\nOMSK, Russia (AP) — {2}\n"
    (tmp_path / "a.txt").write_text(
        slug.format(",", "Ferry sinks", "The ferry sank on March 3, 2026, she said."), encoding="utf-8"
    )
    kill = "BULLETIN KILL\nBC-Ferry, 1st Ld\n\nOMSK, Russia (AP) — Kill the story BC-Ferry.\n"
    (tmp_path / "b.txt").write_text(kill, encoding="utf-8")
    with Library.open(tmp_path / "archive") as library:
        library.import_paths([tmp_path / "a.txt"])
        async with WireReader(library).run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            await press(pilot, "e", "enter")
            assert "1 story sent" in state(pilot).message
            with Library.open(tmp_path / "archive") as other:
                other.import_paths([tmp_path / "b.txt"])
            main(pilot).look_for_news()
            await settle(pilot)
            assert "1 story you exported was killed · W shows it" in screen_text(pilot)
            await press(pilot, "x", "ctrl+q")
        async with WireReader(library).run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            assert "1 story you exported was killed" not in screen_text(pilot)
