"""Where an archive lies, and what is called what inside it. Creates nothing.

archive.json            schema version: TinyDB
writer.lock             held by whoever imports
articles/000017.json    documents of one commit: TinyDB, table "articles", written once
articles/000001-000016.json     those of several, copied together
articles/000017-000017.json     those of one, copied with their quotes read anew (see `store.part_names`)
originals/000000.gz     the original bytes: gzip members
readers/alice.json      one reader's marks, decisions and undo stack: a TinyDB snapshot
readers/alice.000003.log    what that reader did since snapshot 3, a JSON line each
readers/alice.place.json    where that reader stopped: TinyDB
readers/alice.lock      held by whoever changes them
polled.json             what the servers of polled feeds said last; polled.lock, held by whoever changes it
polled/                 the answer of a feed while it is imported
index.sqlite            derived from the above: may be deleted at any time

Truth is all but `index.sqlite`. What is acknowledged is in a file that was
synced, and whose name was synced; no acknowledged byte is ever written over.
Where the archive cannot be written, or lies on a network file system, on which
SQLite's write-ahead log does not work, the index is kept in the user's cache.
"""

from __future__ import annotations

import getpass
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import platformdirs

from store.errors import ArchiveError

VARIABLE = "WIREREADER_ARCHIVE"
_SCHEMA = "archive.json"
_LONGEST_NAME = 100  # of a reader; file names end at 255 bytes on every file system met


def default_archive(environment: Mapping[str, str]) -> Path:
    """Return the archive to use when none is named: the variable's, else in the user's data folder."""
    named = environment.get(VARIABLE)
    return Path(named).expanduser() if named else Path(platformdirs.user_data_dir("wirereader")) / "archive"


def default_reader() -> str:
    """Return who reads: the login name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user id: a container, mostly
        return "reader"


class Places:
    """The paths inside one archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.schema = folder / _SCHEMA
        self.lock = folder / "writer.lock"
        self.articles = folder / "articles"
        self.originals = folder / "originals"
        self.readers = folder / "readers"
        self.index = folder / "index.sqlite" if _fit_for_index(folder) else _cached_index(folder)
        self.index_lock = self.lock if self.index.parent == folder else self.index.with_suffix(".lock")
        """Held by whoever changes the index."""

    def reader(self, name: str, suffix: str) -> Path:
        """Return the file of the reader called `name`; any name gives a safe, distinct file name."""
        safe = quote(name, safe=" ").replace(".", "%2E")[:_LONGEST_NAME]
        return self.readers / f"{safe}{suffix}"


def holds_archive(folder: Path) -> bool:
    """Tell whether there is an archive in `folder`; raises `ArchiveError` where nobody lets us see."""
    try:
        (folder / _SCHEMA).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise ArchiveError(
            f"cannot be looked into ({error.strerror or error})",
            where=str(folder),
            hint="name another folder",
        ) from error
    return True


def network_file_system(folder: Path) -> str:
    """Return the kind of network file system `folder` lies on; empty for a local one, or if unknown."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    here = folder.absolute()
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        mount = Path(fields[1].replace("\\040", " ")) if len(fields) > 2 else Path("/nowhere")
        if len(mount.parts) > best and (mount == here or mount in here.parents):
            best, kind = len(mount.parts), fields[2]
    return kind if kind in _NETWORK or kind.startswith("fuse.ssh") else ""


_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "fuse.sshfs"}


def _fit_for_index(folder: Path) -> bool:
    if not folder.exists():
        return not network_file_system(folder.parent)
    return os.access(folder, os.W_OK) and not network_file_system(folder)


def _cached_index(folder: Path) -> Path:
    """Return where this user keeps an index of an archive that cannot hold it."""
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return Path(platformdirs.user_cache_dir("wirereader")) / f"{name}.sqlite"
