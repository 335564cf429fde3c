"""Giving copy to another program: what its command line says, and the terminal lent to it while it runs."""

from __future__ import annotations

import os
import select
import shlex
import shutil
import signal
import subprocess
import sys
import termios
import tty
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import IO, Any

from textual.app import App, SuspendNotSupported

from store.errors import ExportError
from store.text import clean_line

_TO_PROGRAM = (signal.SIGINT, signal.SIGQUIT, signal.SIGCHLD)
"""What keys send, meant for the program that has the terminal; and what says that it ended."""
_TO_US = (signal.SIGTERM, signal.SIGHUP)


class _Called(Exception):  # noqa: N818 - a signal, not an error
    """The reader was told to end."""


def arguments_of(line: str) -> tuple[str, ...]:
    """Return program and arguments of a command line; raises `ExportError` for one that cannot be run.

    No shell reads it: a sign that only a shell understands is told, and how to ask for one.
    """
    try:
        arguments = shlex.split(line)
        sign = next(filter(_is_sign, _with_quotes(line)), "")
    except ValueError as error:
        raise ExportError(f"this is no command: {str(error).lower()}") from error
    if not arguments:
        raise ExportError("no program is named", hint="less, say, or wc -w")
    if sign:
        raise ExportError(f"{sign} is for a shell, and none reads this", hint="sh -c '...' asks for one")
    if shutil.which(arguments[0]) is None:
        raise ExportError(f"there is no program {clean_line(arguments[0])}")
    return tuple(arguments)


def _with_quotes(line: str) -> Iterator[str]:
    """Yield the words of a command line as they are written, and the signs of shells between them."""
    words = shlex.shlex(line, posix=False, punctuation_chars=True)
    words.whitespace_split, words.commenters = True, ""
    return words


def _is_sign(word: str) -> bool:
    return set(word) <= set("();<>|&")


def lend(app: App[Any], command: Sequence[str], given: IO[bytes]) -> str:
    """Run a program that reads `given`, with the terminal for all else, until a key says it was seen.

    Returns how it ended in words, empty if well. Raises `ExportError`. Who tells the reader to end
    meanwhile ends the program too, and is obeyed when the terminal is ours again.
    """
    called: list[int] = []
    ended = ""
    try:
        with _handed_over(app), _modes_kept(), _signals_parted(called) as signalled:
            ended = _ended(_run(command, given, signalled))
            _wait_for_key(f"{ended}; any key goes back" if ended else "any key goes back", signalled)
    except _Called:
        os.kill(os.getpid(), called[0])
    except OSError as error:
        why = error.strerror or str(error)
        raise ExportError(f"{clean_line(command[0])} cannot be run ({why.lower()})") from error
    except SuspendNotSupported as error:
        raise ExportError("this terminal cannot be lent to a program") from error
    return ended


def _run(command: Sequence[str], given: IO[bytes], signalled: int) -> int:
    """Run the program to its end; return its exit status, or minus the signal that ended it."""
    with subprocess.Popen(command, stdin=given, stdout=2, stderr=2) as program:  # noqa: S603 - asked for
        try:
            while program.poll() is None:
                os.read(signalled, 1)
        except _Called:
            program.kill()
            raise
    return program.returncode


def _ended(status: int) -> str:
    if status < 0:
        return f"it was ended ({(signal.strsignal(-status) or f'signal {-status}').lower()})"
    return f"it ended with status {status}" if status else ""


@contextmanager
def _handed_over(app: App[Any]) -> Iterator[None]:
    """Take the reader off the terminal, and bring it back on errors too, as `App.suspend` alone does not."""
    failure: Exception | None = None
    with app.batch_update(), app.suspend():
        try:
            yield
        except Exception as error:  # noqa: BLE001 - raised again once the terminal is ours
            failure = error
    if failure is not None:
        raise failure


@contextmanager
def _signals_parted(called: list[int]) -> Iterator[int]:
    """Leave what keys send to the program; let what is meant for the reader end both: `_Called` is raised.

    Yields a file that can be read after each signal, the end of the program among them: a system call
    is not broken off by one that another thread was given.
    """

    def note(number: int, _: FrameType | None) -> None:
        called.append(number)
        if len(called) == 1:
            raise _Called

    def ignore(_: int, __: FrameType | None) -> None:
        """Do nothing; unlike SIG_IGN, that is not handed down to the program."""

    signalled, waker = os.pipe()
    os.set_blocking(waker, False)
    # Else the loop would hear of them, and leave the reader once it has its turn again.
    heard = signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    before = {number: signal.signal(number, ignore) for number in _TO_PROGRAM}
    before |= {number: signal.signal(number, note) for number in _TO_US}
    try:
        yield signalled
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(heard)
        os.close(signalled)
        os.close(waker)


@contextmanager
def _modes_kept() -> Iterator[None]:
    """Give the terminal its modes back: a program that was killed leaves it without echo, say."""
    try:
        before = termios.tcgetattr(_keys())
    except termios.error:  # it is gone
        yield
        return
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(_keys(), termios.TCSAFLUSH, before)


def _wait_for_key(said: str, signalled: int) -> None:
    """Say something and wait for a key, or for the end of a terminal that is gone."""
    with suppress(OSError, termios.error):
        tty.setraw(_keys())
        sys.stderr.write(f"\r\nwirereader: {said}")
        sys.stderr.flush()
        while _keys() not in (ready := select.select([_keys(), signalled], [], [])[0]):
            os.read(ready[0], 1)
        sys.stderr.write("\r\n")


def _keys() -> int:
    return sys.__stdin__.fileno() if sys.__stdin__ else 0
