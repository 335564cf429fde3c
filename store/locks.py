"""One writer at a time, across processes: `flock` on a file that is never replaced.

The kernel frees the lock when its holder dies, however it dies, so there is
no stale lock to heal. The file names the holder, for the message to others.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.disk import make_folder, told
from store.errors import ArchiveLockedError
from store.paths import Places

PATIENCE = 10.0  # seconds; the longest hold is one batch of an import, a few hundred milliseconds
_PAUSE = 0.01


class FileLock:
    """A lock shared by all processes that open `path`; re-entrant within one thread."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self.patience = patience
        self._thread = threading.RLock()
        self._depth = 0
        self._descriptor = -1

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; raises `ArchiveLockedError` when another process keeps it too long."""
        with self._thread:
            if self._depth == 0:
                self._acquire()
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    os.close(self._descriptor)

    def _acquire(self) -> None:
        with told(self.path):
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self._wait(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def _wait(self, descriptor: int) -> None:
        deadline = time.monotonic() + self.patience
        while True:
            try:
                with told(self.path):
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except Exception as error:
                if not isinstance(error.__cause__, BlockingIOError):
                    raise
                if time.monotonic() > deadline:
                    raise ArchiveLockedError(
                        f"another wirereader is writing here (process {_holder(descriptor)})",
                        where=str(self.path.parent),
                        hint="try again when it is done",
                    ) from None
                time.sleep(_PAUSE)
            else:
                _sign(descriptor)
                return


def _sign(descriptor: int) -> None:
    """Write this process into the file, unless it is there: a file that was written costs the next sync.

    The lock holds without it, so a full disk only leaves the holder unnamed.
    """
    mine = f"{os.getpid():<10}\n".encode()
    if os.pread(descriptor, len(mine), 0) == mine:
        return
    try:
        os.pwrite(descriptor, mine, 0)
    except OSError:
        os.ftruncate(descriptor, 0)  # rather nobody than whoever held it before


def _holder(descriptor: int) -> str:
    return os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"


def index_lock(places: Places, writers: FileLock) -> FileLock:
    """Return the lock of the index: that of the archive's `writers` where both lie in one place."""
    if places.index_lock == places.lock:
        return writers  # re-entrant: an import holds it while the index takes in what came
    with suppress(OSError):
        make_folder(places.index.parent)
    return FileLock(places.index_lock)
