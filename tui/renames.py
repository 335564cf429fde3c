"""The search that is shown follows a tag to its new name, and back when that is undone."""

from __future__ import annotations

from contextlib import suppress

from store.errors import QuerySyntaxError
from store.library import AGAIN, UNDONE
from store.query import retagged


class Renames:
    """The tags renamed in this reader, known by what is said of each renaming."""

    def __init__(self) -> None:
        self._tags: dict[str, tuple[str, str]] = {}
        self._searches: dict[str, tuple[str, str]] = {}
        """What was searched for when a tag was renamed, and what for since."""

    def note(self, said: str, tag: str, new: str) -> None:
        """Remember that a tag got a new name."""
        self._tags[said] = tag, new

    def followed(self, said: str, search: str) -> str:
        """Return what to search for instead of `search` after the change of which something was `said`."""
        name = said.removeprefix(UNDONE).removeprefix(AGAIN)
        if name in self._tags:
            tag, new = self._tags.pop(name)
            with suppress(QuerySyntaxError):  # no query can ask for such a name
                self._searches[name] = search, retagged(search, tag, new)
        before, after = self._searches.get(name, (search, search))
        if said.startswith(UNDONE):
            before, after = after, before
        return after if search == before else search
