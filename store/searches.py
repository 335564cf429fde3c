"""What a reader's saved searches find: how much, how much of it unread, and how much is new."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock

from store import query
from store.errors import ArchiveError
from store.importer import utc_now
from store.index import Index, lists
from store.mirror import Mirror
from store.models import SavedSearch
from store.plan import Plan
from store.sheet import Sheet
from store.state import ReaderState


class Searches:
    """The saved searches of an archive's reader. Methods may be called from any thread."""

    def __init__(
        self,
        thread: RLock,
        index: Index,
        state: ReaderState,
        mirror: Mirror,
        sheet: Callable[[], Sheet],
        planned: Callable[[query.Query], Plan],
    ) -> None:
        """`sheet` returns what the reader decided, `planned` how a query is answered."""
        self._thread = thread
        self._index = index
        self._state = state
        self._mirror = mirror
        self._sheet = sheet
        self._planned = planned

    def saved(self) -> dict[str, str]:
        """Return what the searches ask for, by name, uncounted."""
        with self._thread:
            return dict(sorted(self._sheet().searches.items()))

    def counted(self, name: str) -> SavedSearch:
        """Return a search with its counts of now; raises `ArchiveError` if there is none of that name."""
        with self._thread:
            self._mirror.refresh()
            sheet = self._sheet()
            text, seen = sheet.searches.get(name), sheet.seen.get(name, "")
            if text is None:
                raise ArchiveError(f"there is no saved search {name}")
            wanted = self._planned(query.parse(text))
        total = self._index.count(wanted.count, wanted.count_values)
        reader, ids, values = self._mirror.reader, wanted.ids, wanted.ids_values
        read, new = lists.read_and_new(self._index, reader, ids, values, seen)
        return SavedSearch(name, text, total, total - read, new, seen)

    def look_at(self, name: str) -> None:
        """Remember that a search was looked at now: what comes later is new."""
        with self._thread:
            self._state.note_seen(name, utc_now())
