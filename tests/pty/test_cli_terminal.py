"""The command line at a terminal: the progress bar, the tables, and a reader that opens after an import."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal

STORY = (
    " date 2026-03-03 OMSK, March 3. /TASS/. The ferry [bold]Alfa{number}[/] sank in calm water, Regional "
    'Transport Minister Irina Volkova told reporters on Tuesday. "Nobody checked the hull," Volkova said.\n'
)


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Enough stories for the bar to be seen."""
    folder = tmp_path / "wire"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(STORY.replace("{number}", str(number)), encoding="utf-8")
    return folder


def test_an_import_shows_its_progress_and_leaves_only_the_summary(tmp_path: Path, wire: Path) -> None:
    with Terminal.wirereader(
        "import", str(wire), "--archive", str(tmp_path / "a"), size=(100, 24)
    ) as terminal:
        terminal.wait_for(r"Importing .*\d+/400 files, \d+ stories, 0 failed")
        assert terminal.wait_exit() == 0
        assert re.search(r"400 added, 0 updated, 0 unchanged, from 400 files", terminal.text)
        assert "Importing" not in terminal.text
        assert b"\x1b[?25h" in terminal.output, "the cursor is shown again"


def test_ctrl_c_during_an_import_leaves_the_terminal_as_it_was(tmp_path: Path, wire: Path) -> None:
    with Terminal.wirereader(
        "import", str(wire), "--archive", str(tmp_path / "a"), size=(100, 24)
    ) as terminal:
        modes = terminal.modes()
        terminal.wait_for(r"Importing .*\d+/400")
        terminal.send("\x03")
        assert terminal.wait_exit() == 130
        assert "stopped; what was done so far is kept" in terminal.text
        assert "Traceback" not in terminal.text
        assert terminal.modes() == modes


def test_tables_are_readable_and_brackets_are_text(tmp_path: Path, wire: Path) -> None:
    archive = str(tmp_path / "a")
    with Terminal.wirereader("quotes", str(wire / "000.txt"), size=(80, 40)) as terminal:
        assert terminal.wait_exit() == 0
        assert "Irina Volkova" in terminal.text
        assert "Nobody checked" in terminal.text
    with Terminal.wirereader("import", str(wire / "000.txt"), "--archive", archive) as terminal:
        assert terminal.wait_exit() == 0
    with Terminal.wirereader("search", "ferry", "--archive", archive, size=(80, 40)) as terminal:
        assert terminal.wait_exit() == 0
        assert "[bold]Alfa0[/]" in terminal.text
        assert "1 of 1 story" in terminal.text


def test_the_reader_opens_after_the_import_of_what_is_named(tmp_path: Path, wire: Path) -> None:
    with Terminal.wirereader(
        str(wire / "000.txt"), "--archive", str(tmp_path / "a"), size=(120, 36)
    ) as terminal:
        terminal.wait_for(r"\[bold\]Alfa0\[/\]")
        terminal.send("q")
        assert terminal.wait_exit() == 0
