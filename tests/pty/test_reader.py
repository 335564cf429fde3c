"""The reader in a real terminal: start, quit, sizes, signals, what it leaves behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store.library import Library
from tests.pty.terminal import Terminal

STORY = """\
 date 2026-03-0{day} OMSK, March {day}. /TASS/. Ferry number {day} sank in calm water, Transport Minister \
Irina Volkova told reporters. "Nobody checked hull number {day} for nine years," Volkova said.
"""

LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
SHOWS_CURSOR = b"\x1b[?25h"


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    folder = tmp_path / "wire"
    folder.mkdir()
    for day in range(1, 10):
        (folder / f"{day}.txt").write_text(STORY.format(day=day), encoding="utf-8")
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> str:
    return str(tmp_path / "archive")


def open_reader(archive: str, wire: Path, **how: object) -> Terminal:
    return Terminal.wirereader("--archive", archive, str(wire), **how)  # type: ignore[arg-type]  # size, env


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 16)])
def test_starts_shows_the_stories_and_quits(archive: str, wire: Path, size: tuple[int, int]) -> None:
    with open_reader(archive, wire, size=size) as terminal:
        before = terminal.modes()
        terminal.wait_for("9 unread|9 added")
        assert "Ferry number 9" in terminal.text
        terminal.send("\r")
        terminal.wait_for("8 unread")
        terminal.send("\x11")
        assert terminal.wait_exit() == 0
        assert LEAVES_ALTERNATE_SCREEN in terminal.output
        assert SHOWS_CURSOR in terminal.output
        assert terminal.modes()[3] == before[3]


def test_resize_to_a_postage_stamp_and_back(archive: str, wire: Path) -> None:
    with open_reader(archive, wire, size=(120, 36)) as terminal:
        terminal.wait_for(r"Irina Volkova \(")
        terminal.resize(40, 10)
        terminal.wait_for(r"(?m)^>.*Ferry number 9")
        terminal.send("j")
        terminal.wait_for(r"(?m)^>.*Ferry number 8")
        terminal.resize(120, 36)
        assert "> ● Ferry number 8" in terminal.wait_for(r"Irina Volkova \(")
        terminal.send("q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_restores_the_terminal_and_keeps_the_place(
    archive: str, wire: Path, number: signal.Signals
) -> None:
    with open_reader(archive, wire) as terminal:
        before = terminal.modes()
        terminal.wait_for("9 unread")
        terminal.send("jjj")
        terminal.wait_for("4/9")
        start = time.monotonic()
        os.kill(terminal.pid, number)
        assert terminal.wait_exit() == 128 + number
        assert time.monotonic() - start < 1
        assert LEAVES_ALTERNATE_SCREEN in terminal.output
        assert SHOWS_CURSOR in terminal.output
        assert terminal.modes()[3] == before[3]
    with Terminal.wirereader("--archive", archive) as terminal:
        terminal.wait_for("4/9")
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_ctrl_z_gives_the_terminal_back_until_the_reader_is_wanted_again(archive: str, wire: Path) -> None:
    with open_reader(archive, wire) as terminal:
        before = terminal.modes()
        terminal.wait_for("9 unread")
        terminal.send("jjj")
        terminal.wait_for("4/9")
        terminal.send("\x1a")
        terminal.wait_stopped()
        assert LEAVES_ALTERNATE_SCREEN in terminal.output
        assert SHOWS_CURSOR in terminal.output
        assert terminal.modes()[3] == before[3]
        terminal.screen.reset()
        os.kill(terminal.pid, signal.SIGCONT)
        assert "Ferry number 6" in terminal.wait_for("4/9")
        terminal.send("p")
        terminal.wait_for("Speakers")
        terminal.send("\x1a")
        terminal.wait_stopped()
        terminal.screen.reset()
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for("Speakers")
        terminal.send("\x11")
        assert terminal.wait_exit() == 0


def test_ctrl_c_says_how_to_leave(archive: str, wire: Path) -> None:
    with open_reader(archive, wire) as terminal:
        terminal.wait_for("9 unread")
        terminal.send("\x03")
        assert "1/9" in terminal.wait_for("q goes back, \\^q quits")
        terminal.send("j")
        terminal.wait_for("2/9")


def test_a_closed_terminal_ends_the_reader(archive: str, wire: Path) -> None:
    terminal = open_reader(archive, wire)
    terminal.wait_for("9 unread")
    os.close(terminal.fd)
    end = time.monotonic() + 10
    while time.monotonic() < end:
        done, status = os.waitpid(terminal.pid, os.WNOHANG)
        if done:
            assert os.waitstatus_to_exitcode(status) in (128 + signal.SIGHUP, 0)
            return
        time.sleep(0.05)  # a poll for the end of another process, bounded above
    os.kill(terminal.pid, signal.SIGKILL)
    os.waitpid(terminal.pid, 0)
    pytest.fail("the reader outlived its terminal")


def test_hostile_copy_never_commands_the_terminal(archive: str, wire: Path) -> None:
    evil = "\x1b]0;pwned\x07 \x1b]52;c;cHduZWQ=\x07 \x9b2J \x1b[31mred \u202egnol"
    (wire / "evil.txt").write_text(
        f' date 2026-03-10 OMSK, March 10. /TASS/. {evil} the minister [/] said. "{evil} [/b]" Lem said.\n',
        encoding="utf-8",
    )
    with open_reader(archive, wire) as terminal:
        terminal.wait_for("10 unread")
        terminal.send("\r]tpwn\r")
        terminal.wait_for("Tagged|tagged|#pwn")
        terminal.send("\x11")
        terminal.wait_exit()
        assert b"pwned" in terminal.output  # the words are shown ...
        assert b"\x1b]0;pwned" not in terminal.output  # ... and command nothing
        assert b"\x1b]52;c;cHduZWQ" not in terminal.output
        assert b"\xc2\x9b" not in terminal.output
        assert "\u202e".encode() not in terminal.output


def test_idle_sends_nothing(archive: str, wire: Path) -> None:
    with open_reader(archive, wire) as terminal:
        terminal.wait_for("9 unread")
        terminal.settle()
        before = len(terminal.output)
        terminal.listen(3.0)
        assert len(terminal.output) == before


def test_stories_that_others_import_appear_by_themselves(archive: str, wire: Path) -> None:
    with open_reader(archive, wire, size=(100, 30)) as terminal:
        terminal.wait_for("9 unread")
        late = wire / "late.txt"
        late.write_text(STORY.format(day=9).replace("number 9", "number 77"), encoding="utf-8")
        with Library.open(Path(archive)) as library:
            library.import_paths([late])
        assert "Ferry number 77" in terminal.wait_for("1 new")


def test_no_colour_sends_none(archive: str, wire: Path) -> None:
    with open_reader(archive, wire, env={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("9 unread")
        terminal.settle()
        assert not re.search(rb"\x1b\[[0-9;]*\b(3[0-7]|4[0-7]|[34]8;[25])", bytes(terminal.output))
        terminal.send("q")
        terminal.wait_exit()


def test_the_linux_console_is_sent_signs_that_its_fonts_have(archive: str, wire: Path) -> None:
    with open_reader(archive, wire, env={"TERM": "linux"}) as terminal:
        terminal.wait_for("9 unread")
        assert "• 03-09" in terminal.text
        terminal.send("3?")
        terminal.wait_for("┌─ Keys and signs")
        terminal.settle()
        drawn = terminal.output.decode().partition("\x1b[?1049h")[2]
        assert not set("●✗▶┃╏┆━╭╮╰╯") & set(drawn)
        terminal.send("\x11")
        terminal.wait_exit()


def test_without_a_terminal_it_says_so(archive: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--archive", archive],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"terminal" in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_session_is_kept_beside_the_stories(archive: str, wire: Path) -> None:
    with open_reader(archive, wire) as terminal:
        terminal.wait_for("9 unread")
        terminal.send("/ferry\r")
        terminal.wait_for("for “ferry”")
        terminal.send("\x11")
        assert terminal.wait_exit() == 0
    with Library.open(Path(archive)) as library:
        assert json.loads(json.dumps(library.session()))["query"] == "ferry"


def test_keys_in_one_packet_act_one_after_the_other(archive: str, wire: Path) -> None:
    with open_reader(archive, wire, size=(120, 36)) as terminal:
        terminal.wait_for("9 unread")
        terminal.settle()
        terminal.send("jj\r  ]tabc\r1u")
        screen = terminal.wait_for("Undone")
        assert "3/9" in screen
        assert "8 unread" in screen
        assert "selected" not in screen
        terminal.send("\x11")
        assert terminal.wait_exit() == 0
