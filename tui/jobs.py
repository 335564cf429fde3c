"""Slow work, off the screen's thread. Each job ends in one message and touches no widget.

Threads cannot be cancelled: a job carries a ticket, and whoever gets an
answer with an old ticket drops it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from textual.dom import DOMNode
from textual.message import Message
from textual.worker import get_current_worker

from store.changes import differences, summary
from store.errors import QuerySyntaxError, StoreError
from store.labels import is_correction
from store.library import Library
from store.models import Entry, Row
from tui import words
from tui.exporting import Order, carry_out
from tui.listing import Listing
from tui.messages import (
    AllCounted,
    Exported,
    ExportFailed,
    Form,
    ImportDone,
    ImportFailed,
    SearchDone,
    SearchFailed,
    StoryLoaded,
)
from tui.page import About, Page, make_page
from tui.unfinished import closed, without_begun

FEW = 200
"""Stories that are listed before all are counted, and looked at one by one to count the unread among them."""

_COUNTING = threading.Lock()
"""Held by who counts a search: those given up meanwhile are not counted one after the other."""

LATE_KEPT = 3
"""Long stories kept ready."""


@dataclass(frozen=True)
class Asked:
    """A search to be made."""

    ticket: int
    query: str
    keep: bool = False
    """Only what the listed stories look like now is asked for."""
    typing: bool = False
    """The last word may go on."""
    like: str = ""
    """A story: those that say nearly the same are listed instead."""
    afresh: bool = False
    """Nothing of it is listed yet: its first stories are wanted at once, the others when they are counted."""


def find(library: Library, asked: Asked, page: Page | None, first: int | None = None) -> SearchDone:
    """Search the archive for all, or the `first` stories; raises `StoreError`.

    Without a query near-identical stories are one line.
    """
    searched = closed(without_begun(asked.query)) if asked.typing else asked.query
    found = library.search(searched, typing=asked.typing, first=first)
    lit = page.with_matches(found.terms) if page else None
    if asked.like:
        twins = library.twins(asked.like)
        listing = Listing(twins, _unread_of(twins))
    elif not asked.query.strip():
        listing = Listing(library.rows(), library.unread)
    elif found.more or len(found.rows) <= FEW:
        listing = Listing(found.rows, None if found.more else _unread_of(found.rows), more=found.more)
    else:
        listing = Listing(found.rows, _unread(library, searched, typing=asked.typing))
    return SearchDone(asked.ticket, asked.query, listing, found.total, found.terms, lit, asked.keep)


def count_all(library: Library, asked: Asked, listing: Listing) -> AllCounted:
    """Count the stories of a search of which the first are listed; raises `StoreError`."""
    whole = find(library, asked, None).listing
    still = {row.uri for row in whole.rows[: len(listing)]}
    gone = sum(row.uri not in still for row in listing.rows)  # it was read meanwhile, say; it stays listed
    return AllCounted(asked.ticket, listing, len(whole) + gone, whole.unread)


def _unread_of(rows: Sequence[Row]) -> int | None:
    """Return how many stories are unread, None for too many to look at."""
    return sum(not row.read for row in rows[:FEW]) if len(rows) <= FEW else None


def _unread(library: Library, query: str, *, typing: bool) -> int | None:
    """Return how many of the stories a query finds are unread; None if that cannot be asked."""
    # The last word may go on, as in the search itself: within brackets a star says so.
    for star in ("*", "") if typing and query[-1].isalnum() else ("",):
        with suppress(QuerySyntaxError):
            return len(library.search(f"is:unread ({query}{star})").rows)
    return None


def search(node: DOMNode, library: Library, asked: Asked, page: Page | None) -> None:
    """Search the archive; `SearchDone` or `SearchFailed` comes to `node`.

    Of a search begun afresh that finds more than a few only the first come; `AllCounted` follows.
    """

    def look() -> AllCounted | None:
        done = find(library, asked, page, FEW if asked.afresh else None)
        if stopped():
            return None  # another search was begun, and its answer counts
        node.post_message(done)
        return _counted(library, asked, done.listing) if done.listing.more else None

    _search(node, asked, look)


def count(node: DOMNode, library: Library, asked: Asked, listing: Listing) -> None:
    """Count a search whose first stories are listed; `AllCounted` or `SearchFailed` comes to `node`."""
    _search(node, asked, lambda: _counted(library, asked, listing))


def _counted(library: Library, asked: Asked, listing: Listing) -> AllCounted | None:
    with _COUNTING:
        return None if stopped() else count_all(library, asked, listing)


def _search(node: DOMNode, asked: Asked, look: Callable[[], AllCounted | None]) -> None:
    def work() -> None:
        try:
            counted = look()
        except StoreError as error:
            node.post_message(SearchFailed(asked.ticket, asked.query, error))
        except Exception as error:  # noqa: BLE001 - a thread's failure is silent, and the next search would wait for ever
            broken = StoreError(f"the search broke: {error!r}")
            node.post_message(SearchFailed(asked.ticket, asked.query, broken))
        else:
            if counted and not stopped():
                node.post_message(counted)

    node.run_worker(work, thread=True, group="search", exclusive=True, exit_on_error=False)


def answer(
    node: DOMNode,
    group: str,
    work: Callable[[], Message | None],
    failed: Callable[[StoreError], Message],
    *,
    newest_only: bool = False,
) -> None:
    """Do the work in a thread; the message it returns, or that it failed, comes to `node`.

    With `newest_only` what was begun before in the same group counts no more; who works for long
    asks whether it is `stopped`.
    """

    def do() -> None:
        try:
            message = work()
        except StoreError as error:
            message = failed(error)
        except Exception as error:  # noqa: BLE001 - as above
            message = failed(StoreError(f"{group} broke: {error!r}"))
        if message and not stopped():
            node.post_message(message)

    node.run_worker(do, thread=True, group=group, exclusive=newest_only, exit_on_error=False)


class Loader:
    """Reads stories and makes their pages; each at most once at a time."""

    def __init__(self, node: DOMNode, library: Library) -> None:
        self._node = node
        self._library = library
        self._coming: set[Form] = set()
        self._late: dict[Form, Page] = {}
        """Pages that took long, the newest last: going back to one must not take long again."""

    def load(self, form: Form, terms: Sequence[str], *, patience: float) -> StoryLoaded | None:
        """Return the story if it is ready within `patience` seconds, as nearly every one is.

        None says that it takes longer and that `StoryLoaded` will come.
        """
        if form in self._late:
            return StoryLoaded(form, self._late[form])
        if form in self._coming:
            return None
        answer: Future[StoryLoaded] = Future()
        # Not a worker of Textual's: those begin only when the screen gets its turn.
        reading = partial(_read, self._library, form, tuple(terms), answer)
        threading.Thread(target=reading, name=f"load {form.uri}", daemon=True).start()
        try:
            return answer.result(timeout=patience)
        except TimeoutError:
            self._coming.add(form)
            answer.add_done_callback(lambda late: self._node.post_message(late.result()) and None)
            return None

    def forget(self) -> None:
        """Read every story anew from now on: who said what was decided."""
        self._late.clear()

    def arrived(self, done: StoryLoaded) -> None:
        """Take down that a story came late."""
        self._coming.discard(done.form)
        if done.page:
            self._late[done.form] = done.page
            while len(self._late) > LATE_KEPT:
                self._late.pop(next(iter(self._late)))


def _read(library: Library, form: Form, terms: tuple[str, ...], answer: Future[StoryLoaded]) -> None:
    try:
        page = page_of(library, form)
        answer.set_result(StoryLoaded(form, page.with_matches(terms)))
    except StoreError as error:
        answer.set_result(StoryLoaded(form, None, error))
    except Exception as error:  # noqa: BLE001 - as in a search: silent, and waited for
        answer.set_result(StoryLoaded(form, None, StoreError(f"the story cannot be shown: {error!r}")))


def page_of(library: Library, form: Form) -> Page:
    """Return the page of a story, in the version the form says; raises `StoreError`."""
    newest = library.get(form.uri)
    about = About(now=datetime.now(UTC), chain=newest.versions)
    place = newest.versions.index(form.earlier) if form.earlier in newest.versions else 0
    if place:
        wanted = newest.versions[place]
        shown = library.get(wanted.uri, wanted.version, number=wanted.number)
        which = words.version_place(len(newest.versions), place)
        about = about._replace(superseded=which, pubstatus=newest.article.pubstatus)
        return make_page(shown.article, shown.quotes, about)
    changed = _corrected(library, newest) if is_correction(newest.article) else ""
    return make_page(newest.article, newest.quotes, about._replace(changed=changed))


def _corrected(library: Library, newest: Entry) -> str:
    """Return what a correction changed in the version before it; empty if that is not kept."""
    if len(newest.versions) < 2:
        return ""
    one = newest.versions[1]
    before = library.get(one.uri, one.version, number=one.number)
    return summary(differences(before.article, newest.article, before.quotes, newest.quotes))


def stopped() -> bool:
    """Tell whether the job this thread does is no longer wanted."""
    return get_current_worker().is_cancelled


def import_paths(node: DOMNode, library: Library, paths: Sequence[Path]) -> None:
    """Import files; `ImportDone` or `ImportFailed` comes to `node`."""

    def bring_in() -> None:
        try:
            report = library.import_paths(paths)
        except StoreError as error:
            node.post_message(ImportFailed(error))
        except Exception as error:  # noqa: BLE001 - as above
            node.post_message(ImportFailed(StoreError(f"the import broke: {error!r}")))
        else:
            node.post_message(ImportDone(report))

    node.run_worker(bring_in, thread=True, group="import", exclusive=True, exit_on_error=False)


def export(node: DOMNode, library: Library, order: Order) -> None:
    """Make an export; `Exported` or `ExportFailed` comes to `node`."""

    def write() -> None:
        try:
            outcome = carry_out(library, order)
        except StoreError as error:
            node.post_message(ExportFailed(error))
        except Exception as error:  # noqa: BLE001 - as above
            node.post_message(ExportFailed(StoreError(f"the export broke: {error!r}")))
        else:
            node.post_message(Exported(outcome))

    node.run_worker(write, thread=True, group="export", exit_on_error=False)
