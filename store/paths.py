"""Where an archive lies, and what is called what inside it. Creates nothing.

archive.json            schema version
writer.lock             held by whoever imports
articles/2019-11.000.json   documents: TinyDB, table "articles", at most 500 a file
originals/000000.gz     the original bytes: gzip members, one a file imported
readers/alice.json      one reader's tags, read marks and undo journal: TinyDB
readers/alice.place.json    where that reader stopped: TinyDB
readers/alice.lock      held by whoever changes them
index.sqlite            derived from articles/: may be deleted at any time
"""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import platformdirs

VARIABLE = "WIREREADER_ARCHIVE"
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
        self.schema = folder / "archive.json"
        self.lock = folder / "writer.lock"
        self.articles = folder / "articles"
        self.originals = folder / "originals"
        self.readers = folder / "readers"
        self.index = folder / "index.sqlite"

    def reader(self, name: str, suffix: str) -> Path:
        """Return the file of the reader called `name`; any name gives a safe, distinct file name."""
        safe = quote(name, safe=" ").replace(".", "%2E")[:_LONGEST_NAME]
        return self.readers / f"{safe}{suffix}"
