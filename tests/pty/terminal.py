"""A terminal for tests: a real pty, a real child process, a screen to look at."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import pyte

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 20.0
"""Seconds to wait for something that must come; a busy machine is slow, not wrong."""


class Terminal:
    """A program in a terminal of a given size."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.output = bytearray()
        """All that the program wrote."""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execvpe(command[0], list(command), {**os.environ, **(env or {})})
        self._set_size(size)
        self._status: int | None = None

    @classmethod
    def wirereader(
        cls, *arguments: str, size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None
    ) -> Self:
        """Start the reader."""
        return cls([sys.executable, "-m", "tui", *arguments], size=size, env=env)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    @property
    def text(self) -> str:
        """What the screen shows, a line a row."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self.fd, keys.encode())

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as a window manager does."""
        self.screen.resize(lines, columns)
        self._set_size((columns, lines))
        os.kill(self.pid, signal.SIGWINCH)

    def wait_for(self, pattern: str, *, patience: float = PATIENCE) -> str:
        """Read until the screen shows `pattern`; return the screen."""
        end = time.monotonic() + patience
        while not re.search(pattern, self.text):
            if time.monotonic() > end or not self._read(end):
                raise AssertionError(f"never saw {pattern!r}; the screen is:\n{self.text}")
        return self.text

    def wait_gone(self, pattern: str) -> str:
        """Read until the screen no longer shows `pattern`; return the screen."""
        end = time.monotonic() + PATIENCE
        while re.search(pattern, self.text):
            if time.monotonic() > end or not self._read(end):
                raise AssertionError(f"still there: {pattern!r}; the screen is:\n{self.text}")
        return self.text

    def wait_exit(self, *, patience: float = PATIENCE) -> int:
        """Read until the program ends; return its exit status, or minus the signal that ended it."""
        end = time.monotonic() + patience
        while self._status is None:
            if time.monotonic() > end:
                raise AssertionError(f"still running; the screen is:\n{self.text}")
            self._read(min(end, time.monotonic() + 0.05))
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self._status = os.waitstatus_to_exitcode(status)
        while self._read(time.monotonic() + 0.05):
            pass
        return self._status

    def listen(self, seconds: float) -> None:
        """Read all that comes for so many seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._read(end):
            pass

    def wait_stopped(self) -> None:
        """Read until the program is stopped, as job control stops it."""
        end = time.monotonic() + PATIENCE
        while not os.WIFSTOPPED(os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)[1]):
            if time.monotonic() > end:
                raise AssertionError(f"still running; the screen is:\n{self.text}")
            self._read(time.monotonic() + 0.05)
        while self._read(time.monotonic() + 0.05):
            pass

    def settle(self, quiet: float = 0.5) -> None:
        """Read until nothing came for so many seconds."""
        while self._read(time.monotonic() + quiet):
            pass

    def modes(self) -> list[int]:
        """Return the terminal's input, output, control and local flags."""
        return list(termios.tcgetattr(self.fd)[:4])

    def _set_size(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def _read(self, end: float) -> bool:
        ready, _, _ = select.select([self.fd], [], [], max(end - time.monotonic(), 0))
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # the other end is closed: on Linux an error, not an end of file
            return False
        self.output += data
        self._stream.feed(_without_queries(data))
        return bool(data)


def _without_queries(data: bytes) -> bytes:
    """Take out what pyte trips over: private sequences drawn as text, a joiner that ends its line."""
    return re.sub(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z$]*[uqpm]|\xe2\x80\x8d", b"", data)
