"""What somebody did not say, denies, or is still to say never looks like a statement."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.library import Library
from tests.pilot.driving import press, screen_text, settle
from tui.app import WireReader
from tui.cli import main

DATA = {"csv", "ninjs", "jsonl"}
"""Formats for programs, with the field `modality`."""

COPY = """\
 date 2026-03-03 OMSK, March 3. /TASS/. The ferry Alfa sank on Monday, Transport Minister Irina Volkova said.

Volkova did not say how many passengers were on board. The ship line denied that the hull had been patched.

The mayor plans to tell reporters on Friday that the harbour will stay closed.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with one story in it."""
    copy = tmp_path / "denials.txt"
    copy.write_text(COPY, encoding="utf-8")
    with Library.open(tmp_path / "archive") as library:
        assert library.import_paths([copy]).added == 1
    return tmp_path / "archive"


async def test_the_panes_and_what_is_copied_say_that_words_were_not_said(archive: Path) -> None:
    with Library.open(archive) as library:
        app = WireReader(library)
        async with app.run_test(size=(150, 40)) as pilot:
            await settle(pilot)
            await press(pilot, "3")
            shown = " ".join(" ".join(line[108:] for line in screen_text(pilot).splitlines()).split())
            assert "¬ how many passengers were on board NOT SAID · reported · “say”" in shown
            assert "¬ that the hull had been patched DENIED · reported" in shown, shown
            assert "the harbour will stay closed STILL TO BE SAID · reported" in shown
            assert "~ The ferry Alfa sank on Monday reported · “said”" in shown
            await press(pilot, "j", "y")
            assert "— Irina Volkova, Transport Minister (NOT SAID, reported)\n" in app.clipboard


@pytest.mark.parametrize("form", ["txt", "md", "ris", "bibtex", "csv", "ninjs", "jsonl"])
def test_every_export_says_it(archive: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--archive", str(archive), "--quotes", "--format", form, "ferry"]) == 0
    out = capsys.readouterr().out
    words = ("not said", "denied", "expected") if form in DATA else ("NOT SAID", "DENIED", "STILL TO BE SAID")
    assert all(one in out for one in words)


def test_the_table_of_quotes_says_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "denials.txt"
    copy.write_text(COPY, encoding="utf-8")
    assert main(["quotes", "--format", "table", str(copy)]) == 0
    out = capsys.readouterr().out
    assert all(words in out for words in ("NOT SAID", "DENIED", "STILL TO BE SAID", "reported"))
