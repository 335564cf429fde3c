"""The archive's form, by number: made on first opening, brought up to date, refused when newer."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.disk import make_folder, told
from store.errors import ArchiveCorruptError, ArchiveError
from store.locks import FileLock
from store.migrations import STEPS
from store.paths import VARIABLE, Places
from store.storage import open_db

SCHEMA = 2

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}  # no fault of the place: `told` says what to do


def prepare(places: Places, lock: FileLock) -> None:
    """Make sure `places` is an archive of this program's form; begin one in an empty or new folder.

    Raises `ArchiveError` for a folder that holds something else, or an
    archive of a newer form; neither is touched.
    """
    if not places.schema.exists():
        _begin(places, lock)
    found = _version(places, lock)
    if found > SCHEMA:
        raise ArchiveError(
            f"the archive was written by a newer wirereader (form {found}, this one knows {SCHEMA})",
            where=str(places.folder),
            hint="update wirereader; nothing was changed",
        )
    while found < SCHEMA:
        with lock.held():
            found = _version(places, lock)
            if found < SCHEMA:
                _migrate(places, lock, found)


def _migrate(places: Places, lock: FileLock, form: int) -> None:
    make, clear = STEPS[form]
    make(places)
    database, storage = open_db(places.schema, lock)
    with database, storage.transaction():
        database.table("archive").update({"schema": form + 1}, doc_ids=[1])
    clear(places)


def _begin(places: Places, lock: FileLock) -> None:
    with _beginning_in(places.folder):
        if places.folder.exists() and not places.folder.is_dir():
            raise ArchiveError("this is a file, not a folder", where=str(places.folder))
        make_folder(places.folder)
        _refuse_foreign(places)
        database, storage = open_db(places.schema, lock)
        with database, storage.transaction():
            if storage.read() is not None:
                return  # another process began it meanwhile
            _refuse_foreign(places)
            for folder in (places.articles, places.originals, places.readers):
                make_folder(folder)
            database.table("archive").insert({"schema": SCHEMA})


@contextmanager
def _beginning_in(folder: Path) -> Iterator[None]:
    """Turn what keeps an archive from being begun in `folder` into an error that says so."""
    try:
        with told(folder):
            yield
    except ArchiveError as error:
        why = error.__cause__
        if not isinstance(why, OSError) or why.errno in _NO_ROOM:
            raise
        raise ArchiveError(
            f"no archive can be made here ({error.reason})",
            where=str(folder),
            hint=f"name a folder that you may write to, with --archive or ${VARIABLE}",
        ) from why


def _refuse_foreign(places: Places) -> None:
    ours = {places.lock.name, f"{places.schema.name}.tmp", "articles", "originals", "readers"}
    found = {path.name for path in places.folder.iterdir()}
    if found - ours and places.schema.name not in found:
        raise ArchiveError(
            "this folder holds other files and is no archive",
            where=str(places.folder),
            hint="name an empty or a new folder",
        )


def _version(places: Places, lock: FileLock) -> int:
    database, _ = open_db(places.schema, lock)
    with database:
        marker = database.table("archive").get(doc_id=1)
    version = marker.get("schema") if marker else None
    if not isinstance(version, int):
        raise ArchiveCorruptError("no schema version in it", where=str(places.schema), hint="restore it")
    return version
