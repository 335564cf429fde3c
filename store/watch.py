"""Watch a spool folder and say which files have come, until told to stop.

The system tells what changes (watchfiles: inotify and its kin). Where it
cannot, or loses track (network file systems, a full queue), a look at the whole
folder every half minute finds the rest. A folder that is deleted, renamed or
switched to another behind a link is watched again as soon as one of its name
is there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

from store.arrivals import REST, Arrivals
from store.errors import IngestError
from store.ingest import files

TICK = 0.25
"""Seconds between looks at files that are still being written, and at the folder itself."""

WHOLE = 30.0
"""Seconds between looks at the whole folder."""

_AT_ONCE = 500  # files: what is yielded together is imported together, and cannot be stopped in between


def watch(
    folder: Path, stop: Event, tell: Callable[[str], None], *, rest: float = REST
) -> Iterator[list[Path]]:
    """Yield the files of `folder` that are complete: first those that lie there, then each that comes.

    Ends once `stop` is set. `tell` is given what a person should know: what cannot
    be read, a folder that went away. Raises `IngestError` if there is no such folder.
    """
    if not folder.is_dir():
        raise IngestError(
            "no such folder to watch", where=files.shown(folder), hint="make it, or check the spelling"
        )
    arrivals = Arrivals(folder, rest)
    gone = False
    while not stop.is_set():
        identity = _identity(folder)
        if identity is None:
            if not gone:
                tell(f"{files.shown(folder)} is gone: waiting for a folder of this name")
            gone = True
            stop.wait(TICK)
            continue
        gone = False
        yield from _while_it_stays(identity, arrivals, stop, tell)


def _while_it_stays(
    identity: tuple[int, int], arrivals: Arrivals, stop: Event, tell: Callable[[str], None]
) -> Iterator[list[Path]]:
    """Yield what comes while the folder's name still means the same folder."""
    looked = float("-inf")
    for changed in _changes(arrivals.folder, stop, tell):
        if _identity(arrivals.folder) != identity:
            return
        now = time.monotonic()
        if now - looked >= WHOLE:  # the first time too: only now nothing can come unseen
            for problem in arrivals.scan(now):
                tell(str(problem))
            looked = now
        arrivals.see(changed, now)
        ready = arrivals.complete(now)
        for start in range(0, len(ready), _AT_ONCE):
            if stop.is_set():
                return
            yield ready[start : start + _AT_ONCE]


def _changes(folder: Path, stop: Event, tell: Callable[[str], None]) -> Iterator[list[Path]]:
    """Yield the paths that changed, at least every `TICK`, until stopped or the folder cannot be watched.

    Each begins as `folder` does, absolute or not: the system only tells of absolute ones.
    """
    from watchfiles import watch as watched  # noqa: PLC0415 - only who watches pays for it

    place = folder.absolute()
    for polling in (None, True):
        batches = watched(
            place, watch_filter=None, debounce=200, step=20, rust_timeout=round(TICK * 1000),
            stop_event=stop, yield_on_timeout=True, raise_interrupt=False, force_polling=polling,
        )  # fmt: skip  # times in milliseconds
        try:
            with closing(batches):
                for batch in batches:
                    paths = [Path(path) for _, path in batch]
                    yield [folder / path.relative_to(place) for path in paths if path.is_relative_to(place)]
        except (OSError, RuntimeError) as error:  # no inotify watch left, or the folder went away just now
            if _identity(folder) is None or polling:
                return
            tell(
                f"the system cannot watch {files.shown(folder)} ({error}): looking at it now and then instead"
            )
        else:
            return


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells this folder from another of its name; None if there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if folder.is_dir() else None
