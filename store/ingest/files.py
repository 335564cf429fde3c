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
from store.text import clean_line

MAX_BYTES = 64 * 1024 * 1024
"""The largest file read, far above any spool of a day; it bounds memory."""

PARKED = ".nowire"
"""A folder with a file of this name in it is passed over in a walk: expectations, parked copy."""

STDIN = Path("/dev/stdin")
"""The one pipe that is read: whoever names it wants to wait for its end."""

_UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".swp", "~")
"""Endings under which programs write a file that they rename when it is complete."""

_ABOUT = frozenset({"readme", "readme.md", "readme.txt", "readme.rst"})


def find(paths: Sequence[Path]) -> Iterator[Path | IngestError]:
    """Yield the files to read under `paths`, sorted within each folder; an `IngestError` for what cannot be.

    In a folder, hidden files, READMEs (they are about the folder), files under a name that says they are
    still being written (`.part`, `.tmp`) and folders marked `.nowire` are passed over; a path given by
    name is always taken. A folder is walked once, however many links lead to it.
    """
    for path in paths:
        yield from _walk(path)


def wanted(path: Path, folder: Path) -> bool:
    """Tell whether a walk of `folder` would read this path inside it: not hidden, a README, or parked."""
    try:
        parts = path.relative_to(folder).parts
    except ValueError:
        return False
    inside = [folder.joinpath(*parts[:count]) for count in range(1, len(parts) + 1)]
    return all(map(_is_wanted, parts)) and not any((place / PARKED).exists() for place in inside)


def load(path: Path) -> bytes:
    """Return the file's bytes. Raises `IngestError` if it cannot be read or is over `MAX_BYTES`."""
    patient = path == STDIN  # any other pipe would block for ever
    try:
        descriptor = os.open(path, os.O_RDONLY | (0 if patient else getattr(os, "O_NONBLOCK", 0)))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            if not (patient or stat.S_ISREG(status.st_mode)):
                raise _special(path)
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _failed(path, error) from error
    if len(data) > MAX_BYTES:
        known = f"{status.st_size / 2**20:.0f} MB, " if stat.S_ISREG(status.st_mode) else ""
        size = f"{known}the limit is {MAX_BYTES // 2**20} MB"
        raise IngestError(
            f"the file is too large: {size}", where=shown(path), hint="split it, then import the parts"
        )
    return data


def shown(path: Path) -> str:
    """Return a path as it can be printed: undecodable bytes and control characters in names replaced."""
    return clean_line(os.fsencode(path).decode("utf-8", errors="replace"))


def _walk(top: Path) -> Iterator[Path | IngestError]:
    """Yield a file itself, or what is under a folder, depth first."""
    found = False
    seen: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:  # a stack, not recursion: folders can be nested deeper than calls
        path = waiting.pop()
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                waiting += _entries(path, status, seen, given=path is top)
                continue
            yield path if stat.S_ISREG(status.st_mode) or path == STDIN else _special(path)
        except (OSError, ValueError) as error:
            yield _failed(path, error)
        found = True
    if not found:
        hint = "hidden files and READMEs are passed over"
        yield IngestError("no file to read in this folder", where=shown(top), hint=hint)


def _entries(folder: Path, status: os.stat_result, seen: set[tuple[int, int]], *, given: bool) -> list[Path]:
    """Return a folder's entries, last first; none if it was walked before or is parked."""
    identity = (status.st_dev, status.st_ino)
    entries = sorted(folder.iterdir(), reverse=True)
    if identity in seen or (not given and any(entry.name == PARKED for entry in entries)):
        return []
    seen.add(identity)
    return [entry for entry in entries if _is_wanted(entry.name)]


def _is_wanted(name: str) -> bool:
    """Tell whether a name in a folder is copy's: not hidden, not about the folder, not being written."""
    low = name.casefold()
    return not low.startswith(".") and low not in _ABOUT and not low.endswith(_UNFINISHED)


def _special(path: Path) -> IngestError:
    return IngestError(
        "neither a file nor a folder", where=shown(path), hint="pipes and devices are not read"
    )


def _failed(path: Path, error: OSError | ValueError) -> IngestError:
    """Put a failure of the file system into words; `ValueError` is a NUL in the name."""
    reason, hint = (
        f"cannot be read: {getattr(error, 'strerror', None) or error}",
        "check the disk or the link",
    )
    if isinstance(error, PermissionError):
        reason, hint = "no permission to read it", "check the owner and mode with ls -l"
    elif isinstance(error, FileNotFoundError) and path.is_symlink():
        reason, hint = "a link to nothing", "remove it, or restore what it pointed to"
    elif isinstance(error, FileNotFoundError | ValueError):
        reason, hint = "no such file or folder", "check the spelling"
    return IngestError(reason, where=shown(path), hint=hint)
