"""Slow work, off the screen's thread. Each job ends in one message and touches no widget.

Threads cannot be cancelled: a job carries a ticket, and whoever gets an
answer with an old ticket drops it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from textual.dom import DOMNode
from textual.message import Message
from textual.worker import get_current_worker

from store.changes import differences, summary
from store.errors import StoreError
from store.library import Library
from store.models import Entry
from tui import words
from tui.exporting import Order, carry_out
from tui.listing import Listing
from tui.messages import (
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

LATE_KEPT = 3
"""Long stories kept ready."""


def find(
    library: Library, query: str, page: Page | None, *, ticket: int = 0, keep: bool = False, like: str = ""
) -> SearchDone:
    """Search the archive; raises `StoreError`. Without a query, near-identical stories are one line.

    `like` asks for the stories that say nearly the same as that one instead.
    """
    found = library.search(query)
    folded = library.twins(like) if like else None if query.strip() else library.rows()
    rows = found.rows if folded is None else folded
    lit = page.with_matches(found.terms) if page else None
    return SearchDone(ticket, query, Listing(rows), found.total, found.terms, lit, keep)


def search(
    node: DOMNode, library: Library, query: str, page: Page | None, *, ticket: int, keep: bool, like: str
) -> None:
    """Search the archive; `SearchDone` or `SearchFailed` comes to `node`."""

    def look() -> None:
        try:
            done = find(library, query, page, ticket=ticket, keep=keep, like=like)
        except StoreError as error:
            node.post_message(SearchFailed(ticket, query, error))
        except Exception as error:  # noqa: BLE001 - a thread's failure is silent, and the next search would wait for ever
            node.post_message(SearchFailed(ticket, query, StoreError(f"the search broke: {error!r}")))
        else:
            node.post_message(done)

    node.run_worker(look, thread=True, group="search", exclusive=True, exit_on_error=False)


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

    def arrived(self, done: StoryLoaded) -> None:
        """Take down that a story came late."""
        self._coming.discard(done.form)
        if done.page:
            self._late[done.form] = done.page
            while len(self._late) > LATE_KEPT:
                self._late.pop(next(iter(self._late)))


def _read(library: Library, form: Form, terms: tuple[str, ...], answer: Future[StoryLoaded]) -> None:
    try:
        page = _page(library, form)
        answer.set_result(StoryLoaded(form, page.with_matches(terms)))
    except StoreError as error:
        answer.set_result(StoryLoaded(form, None, error))
    except Exception as error:  # noqa: BLE001 - as in a search: silent, and waited for
        answer.set_result(StoryLoaded(form, None, StoreError(f"the story cannot be shown: {error!r}")))


def _page(library: Library, form: Form) -> Page:
    newest = library.get(form.uri)
    about = About(now=datetime.now(UTC), chain=newest.versions)
    place = newest.versions.index(form.earlier) if form.earlier in newest.versions else 0
    if place:
        wanted = newest.versions[place]
        shown = library.get(wanted.uri, wanted.version)
        which = words.version_place(len(newest.versions), place)
        about = about._replace(superseded=which, pubstatus=newest.article.pubstatus)
        return make_page(shown.article, shown.quotes, about)
    changed = _corrected(library, newest) if words.is_correction(newest.article) else ""
    return make_page(newest.article, newest.quotes, about._replace(changed=changed))


def _corrected(library: Library, newest: Entry) -> str:
    """Return what a correction changed in the version before it; empty if that is not kept."""
    if len(newest.versions) < 2:
        return ""
    one = newest.versions[1]
    before = library.get(one.uri, one.version)
    return summary(differences(before.article, newest.article, before.quotes, newest.quotes))


def off_screen(
    node: DOMNode, group: str, make: Callable[[], Message | None], failed: Callable[[StoreError], Message]
) -> None:
    """Do `make` in a thread; what it returns, or what `failed` makes of its error, comes to `node`.

    Of one group only the newest counts: who goes on for long asks `stopped`.
    """

    def run() -> None:
        try:
            message = make()
        except StoreError as error:
            message = failed(error)
        except Exception as error:  # noqa: BLE001 - a thread's failure is silent
            message = failed(StoreError(f"this broke: {error!r}"))
        if message and not stopped():
            node.post_message(message)

    node.run_worker(run, thread=True, group=group, exclusive=True, exit_on_error=False)


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
