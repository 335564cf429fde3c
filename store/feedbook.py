"""What is remembered of each feed that is polled: a small file in the archive, no reader's own.

`polled.json` is one object: addresses (without passwords) to what the server
said last. Whoever deletes it loses nothing but one request a feed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from store.disk import make_folder, replace_file, told
from store.fetch import shown
from store.locks import FileLock


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, as its server left it."""

    etag: str = ""
    modified: str = ""
    moved: str = ""
    """Where the server said it is now; empty if it is where it was."""
    asked: float = 0.0
    """When it was asked last, in seconds since 1970."""
    next: float = 0.0
    """When it may be asked again, in seconds since 1970."""
    failures: int = 0
    """How often it failed since it last did not."""


class FeedBook:
    """The feeds of one archive."""

    def __init__(self, archive: Path) -> None:
        make_folder(archive)
        self.path = archive / "polled.json"
        self._lock = FileLock(archive / "polled.lock")

    def get(self, url: str) -> Feed:
        """Return what is known of a feed; what cannot be read is as good as unknown."""
        entry = self._read().get(shown(url))
        if not isinstance(entry, dict):
            return Feed()
        kinds = {field.name: type(field.default) for field in fields(Feed)}
        good = {name: entry[name] for name, kind in kinds.items() if isinstance(entry.get(name), kind)}
        return Feed(**good)

    def put(self, url: str, feed: Feed) -> None:
        """Remember a feed, durably; what others remember stays. Raises `ArchiveError`."""
        with self._lock.held(), told(self.path):
            entries = {**self._read(), shown(url): asdict(feed)}
            replace_file(self.path, json.dumps(entries, ensure_ascii=False, indent=1).encode())

    def _read(self) -> dict[str, Any]:
        try:
            entries = json.loads(self.path.read_bytes())
        except (OSError, ValueError):
            return {}
        return entries if isinstance(entries, dict) else {}
