"""Slow work, off the screen's thread. Each job ends in one message and touches no widget.

Threads cannot be cancelled: a job carries a ticket, and whoever gets an
answer with an old ticket drops it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.dom import DOMNode

from store.errors import StoreError
from store.library import Library
from tui.messages import ImportDone, ImportFailed, SearchDone, SearchFailed


def search(node: DOMNode, library: Library, query: str, *, ticket: int, keep: bool = False) -> None:
    """Search the archive; `SearchDone` or `SearchFailed` comes to `node`."""

    def look() -> None:
        try:
            found = library.search(query)
        except StoreError as error:
            node.post_message(SearchFailed(ticket, query, error))
        except Exception as error:  # noqa: BLE001 - a thread's failure is silent, and the next search would wait for ever
            node.post_message(SearchFailed(ticket, query, StoreError(f"the search broke: {error!r}")))
        else:
            node.post_message(SearchDone(ticket, query, found, keep))

    node.run_worker(look, thread=True, group="search", exclusive=True, exit_on_error=False)


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
