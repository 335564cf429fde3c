"""`wirereader import --watch` and `--poll`: import what comes, until told to stop."""

from __future__ import annotations

import signal
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import FrameType
from urllib.parse import quote

from store.disk import make_folder, replace_file, told
from store.errors import ArchiveLockedError
from store.ingest.files import shown
from store.library import Library
from store.models import Report
from store.poll import Poller
from store.watch import watch as arrivals
from tui.opening import opened
from tui.talk import say
from tui.words import plural

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PATIENCE = 1.0  # seconds between attempts while another process writes to the archive
_LONGEST_NAME = 150  # characters of an address in a file name; file systems end at 255 bytes


def watch(arguments: Namespace) -> int:
    """Import what is in a folder and what comes into it; return 128 + the signal that ended it."""
    with _stopping() as stopping, opened(arguments.archive) as library:
        tally = Tally()
        try:
            for paths in arrivals(arguments.watch, stopping.event, say, rest=arguments.rest):
                report = _import(library, paths, stopping.event)
                if report is not None:
                    tally.add(report)
                    _tell(report)
        finally:
            say(f"watched {shown(arguments.watch)}: {tally}")
        return stopping.status


def poll(arguments: Namespace) -> int:
    """Import what feeds hold and what comes into them; return 128 + the signal that ended it."""
    with _stopping() as stopping, opened(arguments.archive) as library:
        tally = Tally()

        def take(url: str, document: bytes) -> bool:
            return _take(library, url, document, tally, stopping.event)

        poller = Poller(
            arguments.poll,
            arguments.archive,
            take,
            say,
            interval=arguments.every,
            asking=stopping.at_once,
        )
        good = True
        try:
            if arguments.once:
                good = poller.once(stopping.event)
            else:
                poller.run(stopping.event)
                good = stopping.event.is_set()  # else: no feed was left to ask
        except KeyboardInterrupt:  # a signal while a server kept us waiting
            pass
        finally:
            say(f"polled {plural(len(set(arguments.poll)), 'feed')}: {tally}")
        return stopping.status if stopping.event.is_set() else int(not good or tally.failed > 0)


@dataclass(slots=True)
class Tally:
    """What all imports together did."""

    added: int = 0
    updated: int = 0
    failed: int = 0

    def add(self, report: Report) -> None:
        """Count what a report counts."""
        self.added += report.added
        self.updated += report.updated
        self.failed += len(report.failed)

    def __str__(self) -> str:
        return f"{self.added:,} added, {self.updated:,} updated, {self.failed:,} failed"


@dataclass(slots=True)
class _Stopping:
    """What a signal does: it asks to stop, and breaks off only a wait for a server."""

    event: Event = field(default_factory=Event)
    status: int = 0
    """128 + the number of the signal, as shells say it."""
    waiting: bool = False

    def caught(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - Python's shape
        """Take a signal."""
        self.event.set()
        self.status = 128 + number
        if self.waiting:
            raise KeyboardInterrupt

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Let a signal break off what is done inside: nothing is lost with it."""
        self.waiting = True
        try:
            if self.event.is_set():
                raise KeyboardInterrupt
            yield
        finally:
            self.waiting = False


@contextmanager
def _stopping() -> Iterator[_Stopping]:
    """Let signals ask to stop, so that an import in hand is finished first."""
    stopping = _Stopping()
    before = {}
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup
            before[number] = signal.signal(number, stopping.caught)
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(report: Report) -> None:
    """Say what failed, and what came if anything did."""
    for failure in report.failed:
        say(str(failure))
    if report.added or report.updated:
        say(f"{report.added:,} added, {report.updated:,} updated, from {plural(report.files, 'file')}")


def _import(library: Library, paths: Sequence[Path], stop: Event) -> Report | None:
    """Import files once no other process is writing; None if told to stop before that."""
    waited = False
    while True:
        try:
            return library.import_paths([path for path in paths if path.exists()])
        except ArchiveLockedError as error:
            if not waited:
                say(f"waiting: {error.reason}")
            waited = True
            if stop.wait(_PATIENCE):
                return None


def _take(library: Library, url: str, document: bytes, tally: Tally, stop: Event) -> bool:
    """Import what a feed sent, under a file name that says where it is from."""
    folder = library.folder / "polled"
    path = folder / quote(url, safe=" ")[-_LONGEST_NAME:]
    with told(path):
        make_folder(folder)
        replace_file(path, document)
    try:
        report = _import(library, [path], stop)
    finally:
        path.unlink(missing_ok=True)
    if report is None:
        return False
    tally.add(report)
    for failure in report.failed:
        say(str(failure).replace(shown(path), url, 1))
    if report.added or report.updated:
        say(f"{url}: {report.added:,} added, {report.updated:,} updated")
    return report.added + report.updated + report.unchanged > 0
