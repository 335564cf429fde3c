"""The reader over a real SSH server on this machine."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.terminal import ROOT, Terminal

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
SSH = shutil.which("ssh")

pytestmark = pytest.mark.skipif(not (SSHD and SSH), reason="needs sshd and ssh (Debian: openssh-server)")

CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile {folder}/sshd.pid
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
"""


@pytest.fixture
def ssh(tmp_path: Path) -> Iterator[list[str]]:
    """Start a server with keys of its own; return the command that logs in."""
    for key in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / key], check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = tmp_path / "config"
    config.write_text(CONFIG.format(port=port, folder=tmp_path))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where the server of Debian shuts itself in
    server = subprocess.Popen([str(SSHD), "-D", "-e", "-f", config], stderr=subprocess.PIPE)
    try:
        _wait_for_port(port, server)
        options = {"StrictHostKeyChecking": "no", "UserKnownHostsFile": "/dev/null", "LogLevel": "ERROR"}
        yield [
            str(SSH), "-tt", "-F", "/dev/null", "-i", str(tmp_path / "user"), "-p", str(port),
            *(f"-o{name}={value}" for name, value in options.items()),
            f"{getpass.getuser()}@127.0.0.1",
        ]  # fmt: skip
    finally:
        server.terminate()
        server.communicate(timeout=10)


def _wait_for_port(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)  # a poll for another process, bounded above
    raise AssertionError(f"sshd did not start: {server.stderr.read().decode() if server.stderr else ''}")


def remote(*arguments: str) -> str:
    """Return the command line that runs the reader at the other end."""
    words = " ".join(f"'{argument}'" for argument in arguments)
    return f"cd '{ROOT}' && HOME='{os.environ['HOME']}' exec '{sys.executable}' -m tui {words}"


def test_reads_tags_and_quits_over_ssh(ssh: list[str], tmp_path: Path, samples: Path) -> None:
    archive = str(tmp_path / "archive")
    command = [*ssh, remote("--archive", archive, str(samples / "stories"))]
    with Terminal(command, size=(120, 36)) as terminal:
        terminal.wait_for(r"\d+ unread", patience=60)
        terminal.send("\r]tover-ssh\r")
        terminal.wait_for("#over-ssh")
        terminal.send("!")
        terminal.wait_for("‹ a program ›")
        terminal.send("wc -l\r")
        terminal.wait_for("any key goes back")
        terminal.send(" ")
        terminal.wait_for("1 story given to wc")
        terminal.send("q")
        terminal.wait_for("Enter open")
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_a_lost_connection_keeps_the_place(ssh: list[str], tmp_path: Path, samples: Path) -> None:
    archive = str(tmp_path / "archive")
    command = [*ssh, remote("--archive", archive, str(samples / "stories"))]
    with Terminal(command) as terminal:
        terminal.wait_for(r"1/\d+[ ,]", patience=60)
        terminal.send("jjj")
        terminal.wait_for(r"4/\d+[ ,]")
        os.kill(terminal.pid, 9)
        terminal.wait_exit()
    _wait_for_end_of(archive)
    with Terminal([*ssh, remote("--archive", archive)]) as terminal:
        terminal.wait_for(r"4/\d+[ ,]", patience=60)
        terminal.send("q")
        assert terminal.wait_exit() == 0


def _wait_for_end_of(archive: str) -> None:
    """Wait until no process has the archive on its command line."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if not any(archive in words and "sshd" not in words for words in _running()):
            return
        time.sleep(0.05)  # a poll for another process, bounded above
    raise AssertionError("the reader outlived its connection")


def _running() -> Iterator[str]:
    for words in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # ended between the two looks
            yield words.read_text(encoding="utf-8", errors="replace")
