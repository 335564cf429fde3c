"""Which files of a spool are complete: those that stopped changing, each told once.

Agencies' receivers either write a file elsewhere and rename it in, or write it
in place, in bursts. A file is taken when neither its size nor its time changed
for a while; one that changes later is taken again.
"""

from __future__ import annotations

import stat
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from store.errors import IngestError
from store.ingest import files

REST = 0.5
"""Seconds a file must stay as it is; a receiver writes far more often than that."""

LONG_AGO = 5.0
"""Seconds since a file's last change after which it need not be looked at twice: it was renamed in."""


class Stamp(NamedTuple):
    """What tells one state of a file from another, under whatever name: renaming alone changes nothing."""

    device: int
    inode: int
    size: int
    changed: int


class Arrivals:
    """The files of one spool folder: which are still being written, which are taken already."""

    def __init__(self, folder: Path, rest: float = REST) -> None:
        self.folder = folder
        self.rest = rest
        self._taken: set[Stamp] = set()
        self._waiting: dict[Path, tuple[Stamp, float]] = {}
        """Each file not taken yet: its state, and the moment (`time.monotonic`) it was first seen so."""
        self._told: set[str] = set()

    def scan(self, now: float) -> list[IngestError]:
        """Look at every file in the folder; return what cannot be read there and was not told before."""
        found: set[Stamp] = set()
        problems: list[IngestError] = []
        for path in files.find([self.folder]):
            if isinstance(path, IngestError):
                problems += [path] if path.where != files.shown(self.folder) else []
            elif stamp := self._look(path, now):
                found.add(stamp)
        self._taken &= found  # what is gone is forgotten, so that memory follows the folder
        fresh = [problem for problem in problems if str(problem) not in self._told]
        self._told = {str(problem) for problem in problems}
        return fresh

    def see(self, paths: Iterable[Path], now: float) -> None:
        """Look at the files and folders that changed."""
        for path in paths:
            if not files.wanted(path, self.folder):
                continue
            inside = files.find([path]) if path.is_dir() else (path,)
            for file in inside:
                if not isinstance(file, IngestError):
                    self._look(file, now)

    def complete(self, now: float) -> list[Path]:
        """Return the files that are complete and were not returned in this state before, by name."""
        ready = [path for path in list(self._waiting) if self._rests(path, now)]
        for path in ready:
            self._taken.add(self._waiting.pop(path)[0])
        return sorted(ready)

    def _look(self, path: Path, now: float) -> Stamp | None:
        """Note a file's state; None if there is no such file any more."""
        stamp = _stamp(path)
        if stamp is None or stamp in self._taken:
            self._waiting.pop(path, None)
        elif path not in self._waiting or self._waiting[path][0] != stamp:
            old = time.time() - stamp.changed / 1e9 > LONG_AGO
            self._waiting[path] = (stamp, now - self.rest if old else now)
        return stamp

    def _rests(self, path: Path, now: float) -> bool:
        """Tell whether a file is as it was for long enough; an empty one is only about to be written."""
        self._look(path, now)
        stamp, since = self._waiting.get(path, (None, now))
        return stamp is not None and stamp.size > 0 and now - since >= self.rest


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except (OSError, ValueError):  # gone again, or not for us; a scan tells which
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
