"""What can go wrong, each with a place, a reason and a next step.

StoreError
├── IngestError        bytes that are no wire copy, or a damaged item
├── ArchiveError       the archive cannot be opened, read or written
│   ├── ArchiveLockedError  another process is writing
│   └── ArchiveCorruptError a file of the archive does not read back
├── QuerySyntaxError   a search that cannot be understood
└── ExportError        nothing, or something barred, to export, or nowhere to write it
"""

from __future__ import annotations


class StoreError(Exception):
    """A failure to tell the reader about, in one line.

    `reason` says what is wrong, `where` names the file (and the place in it),
    `hint` says what to do next. `str()` joins the three.
    """

    def __init__(self, reason: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        line = f"{self.where}: {self.reason}" if self.where else self.reason
        return f"{line}; {self.hint}" if self.hint else line


class IngestError(StoreError):
    """Bytes that are no wire copy, or one damaged item among good ones."""


class ArchiveError(StoreError):
    """The archive cannot be opened, read or written."""


class ArchiveLockedError(ArchiveError):
    """Another process holds the archive's write lock."""


class ArchiveCorruptError(ArchiveError):
    """A file of the archive does not read back as what it should be."""


class QuerySyntaxError(StoreError):
    """A search that cannot be understood; `position` counts characters into the query."""

    def __init__(self, reason: str, *, position: int, hint: str = "") -> None:
        super().__init__(reason, where=f"query, character {position + 1}", hint=hint)
        self.position = position


class ExportError(StoreError):
    """Nothing to export, something that must not be, or a place that does not take it."""
