"""Another program in the reader's terminal: it has the keys and the screen, and the reader has them again."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal
from tests.pty.test_reader import LEAVES_ALTERNATE_SCREEN, SHOWS_CURSOR, archive, open_reader, wire

__all__ = ["archive", "wire"]

BEGUN = "begun 42"
"""What `BEGIN` says: what is typed does not yet read so."""
BROKEN_OFF = (
    'import os, time; os.system("stty -echo -icanon </dev/tty"); print("\\nbegun", 6 * 7); time.sleep(100)'
)
BEGIN = "echo; echo begun $((6*7))"


def run(terminal: Terminal, line: str) -> None:
    terminal.wait_for("9 unread")
    terminal.send("!")
    terminal.wait_for("‹ a program ›")
    terminal.send(f"{line}\r")


def test_a_program_reads_the_story_and_has_the_terminal_until_a_key(archive: str, wire: Path) -> None:
    with open_reader(archive, wire) as terminal:
        before = terminal.modes()
        run(terminal, f"""sh -c 'wc -l; {BEGIN}; read name </dev/tty; echo "it was $name"; exit 3'""")
        terminal.wait_for(BEGUN)
        assert terminal.output.endswith(b"5\r\n\r\nbegun 42\r\n"), "the lines of the story were counted"
        assert terminal.modes()[3] == before[3]
        terminal.send("Volkova\r")
        terminal.wait_for("it was Volkova")
        terminal.wait_for("it ended with status 3; any key goes back")
        terminal.send("j")
        terminal.wait_for("1 story given to sh · it ended")
        assert re.search(r"(?m)^> .*Ferry number 9", terminal.text), "the key said no more than that"
        terminal.send("j")
        terminal.wait_for(r"(?m)^> .*Ferry number 8")
        terminal.send("\x11")
        assert terminal.wait_exit() == 0
        assert terminal.modes()[3] == before[3]


def test_ctrl_c_ends_the_program_and_not_the_reader(archive: str, wire: Path) -> None:
    with open_reader(archive, wire) as terminal:
        before = terminal.modes()
        run(terminal, f"{sys.executable} -c '{BROKEN_OFF}'")
        terminal.wait_for(BEGUN)
        terminal.send("\x03")
        terminal.wait_for(r"it was ended \(interrupt\)")
        terminal.wait_for("any key goes back")
        terminal.send("\r")
        terminal.wait_for("1 story given to python")
        terminal.send("\x11")
        assert terminal.wait_exit() == 0
        assert terminal.modes()[3] == before[3], "though the program left the terminal without echo"


@pytest.mark.parametrize("waiting", ["sleep 100", "true"])
def test_a_signal_ends_both_and_restores_the_terminal(archive: str, wire: Path, waiting: str) -> None:
    with open_reader(archive, wire) as terminal:
        before = terminal.modes()
        run(terminal, f"sh -c '{BEGIN} =$$=; exec {waiting}'")
        number = re.findall(r"=(\d+)=", terminal.wait_for(rf"{BEGUN} =\d+="))[0]
        if waiting == "true":
            terminal.wait_for("any key goes back")
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        tail = bytes(terminal.output).rpartition(b"\x1b[?1049h")[2]
        assert LEAVES_ALTERNATE_SCREEN in tail
        assert SHOWS_CURSOR in tail
        assert terminal.modes()[3] == before[3]
        with pytest.raises(ProcessLookupError):  # the program is gone, and was before the reader
            os.kill(int(number), 0)
