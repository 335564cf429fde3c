"""Files and folders to bytes: which files to read, and reading them within bounds.

Nothing here raises for what a file system may hold: a problem is an
`IngestError` among the results, so that one bad path never stops the rest.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from store.errors import IngestError

MAX_BYTES = 64 * 1024 * 1024
"""The largest file read, far above any spool of a day; it bounds memory."""

PARKED = ".nowire"
"""A folder with a file of this name in it is not walked: expectations, test files, parked copy."""

_ABOUT = frozenset({"readme", "readme.md", "readme.txt", "readme.rst"})


def find(paths: Sequence[Path]) -> Iterator[Path | IngestError]:
    """Yield the files to read under `paths`, sorted within each folder; an `IngestError` for what cannot be.

    In a folder, hidden files, READMEs (they are about the folder) and folders marked `.nowire`
    are passed over; a path given by name is always taken. A folder is walked once, however many
    links lead to it.
    """
    for path in paths:
        kind = _kind(path)
        if isinstance(kind, IngestError):
            yield kind
        elif stat.S_ISDIR(kind):
            yield from _in_folder(path)
        elif stat.S_ISREG(kind):
            yield path
        else:
            yield _special(path)


def load(path: Path) -> bytes:
    """Return the file's bytes. Raises `IngestError` if it cannot be read or is over `MAX_BYTES`."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe would block for ever
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _special(path)
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _failed(path, error) from error
    if len(data) > MAX_BYTES:
        size = f"{status.st_size / 2**20:.0f} MB, the limit is {MAX_BYTES // 2**20} MB"
        raise IngestError(f"the file is too large: {size}", where=str(path), hint="split it and import the parts")
    return data


def _in_folder(top: Path) -> Iterator[Path | IngestError]:
    found = False
    for item in _walk(top, set()):
        found = True
        yield item
    if not found:
        yield IngestError(
            "no file to read in this folder", where=str(top), hint="hidden files and READMEs are passed over"
        )


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | IngestError]:
    """Yield what is under a folder, depth first, each folder once."""
    try:
        status = folder.stat()
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield _failed(folder, error)
        return
    identity = (status.st_dev, status.st_ino)
    if identity in seen or PARKED in names:
        return
    seen.add(identity)
    for name in names:
        if name.startswith(".") or name.casefold() in _ABOUT:
            continue
        path = folder / name
        kind = _kind(path)
        if isinstance(kind, IngestError):
            yield kind
        elif stat.S_ISDIR(kind):
            yield from _walk(path, seen)
        elif stat.S_ISREG(kind):
            yield path
        else:
            yield _special(path)


def _kind(path: Path) -> int | IngestError:
    """Return the path's mode, links followed, or why it has none."""
    try:
        return path.stat().st_mode
    except OSError as error:
        return _failed(path, error)
    except ValueError:  # a NUL in the name
        return IngestError("no such file or folder", where=repr(str(path)), hint="check the spelling")


def _special(path: Path) -> IngestError:
    return IngestError("neither a file nor a folder", where=str(path), hint="pipes and devices are not read")


def _failed(path: Path, error: OSError) -> IngestError:
    """Put a failure of the file system into words."""
    where = str(path)
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return IngestError("a link to nothing", where=where, hint="remove it or restore what it pointed to")
        return IngestError("no such file or folder", where=where, hint="check the spelling")
    if isinstance(error, PermissionError):
        return IngestError("no permission to read it", where=where, hint="check the owner and mode with ls -l")
    return IngestError(f"cannot be read: {error.strerror or error}", where=where, hint="check the disk or the link")
