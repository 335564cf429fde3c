"""Files that are whole or not there: private folders, atomic writes, and the words for what went wrong."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.errors import ArchiveError

_HINTS = {
    errno.ENOSPC: "nothing was lost; free some space and try again",
    errno.EDQUOT: "nothing was lost; free some of your quota and try again",
    errno.EFBIG: "nothing was lost; raise the file size limit and try again",
    errno.EROFS: "the archive can be read but not changed here",
    errno.EACCES: "the archive can be read but not changed by you",
    errno.EPERM: "the archive can be read but not changed by you",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn an `OSError` into an `ArchiveError` that names `path`, the reason and the next step."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ArchiveError(reason, where=str(path), hint=_HINTS.get(error.errno or 0, "")) from error


def make_folder(folder: Path) -> None:
    """Create `folder` and its parents for their owner alone; existing ones stay as they are."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` as `path`, so that after a crash either the old or the new file is there, whole.

    Acknowledged (returned from) only when the bytes and the name are on disk.
    The caller holds the lock that makes it the only writer of `path`; that is
    why one fixed temporary name serves, and a crash leaves at most one behind.
    """
    spare = path.with_name(path.name + ".tmp")
    try:
        with open(spare, "wb", opener=_private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        spare.replace(path)
    except OSError:
        spare.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def append_file(path: Path, data: bytes) -> int:
    """Append `data` to `path` durably and return the offset it begins at; on failure cut it off again."""
    new = not path.exists()
    with open(path, "ab", opener=_private) as file:
        start = file.seek(0, os.SEEK_END)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            os.ftruncate(file.fileno(), start)
            raise
    if new:
        sync_folder(path.parent)
    return start


def sync_folder(folder: Path) -> None:
    """Put the names in `folder` on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
