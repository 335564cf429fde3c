"""Where a version of a story lies on disk."""

from __future__ import annotations

from typing import NamedTuple

from store.documents import version_key
from store.parts import Lying


class Place(NamedTuple):
    """Where a version of a story lies."""

    id: int
    uri: str
    version: str
    created: str
    pubstatus: str
    part: str
    lying: Lying

    def is_of(self, uri: str, version: str, number: int) -> bool:
        """Tell whether it is the version asked for; with 0 for a number any of that name."""
        same = self.uri == uri and version_key(self.version) == version_key(version)
        return same and number in (0, self.id)
