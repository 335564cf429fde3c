"""Opening the archive: on a terminal, whoever waits while its index is made anew sees how far that is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from store.library import Library


def opened(archive: Path, reader: str | None = None) -> Library:
    """Open the archive; on a terminal, show how far its index is where it must be made anew.

    Raises `StoreError` if it cannot be opened.
    """
    with reading() as tell:
        return Library.open(archive, reader=reader, on_progress=tell)


@contextmanager
def reading() -> Iterator[Callable[[int, int], None] | None]:
    """Yield what to call with how many files of documents of how many are read, or None without a terminal.

    Nothing is drawn, nor loaded to draw with, where there is but one file to read.
    """
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as drawn:
        move: Callable[[int], None] | None = None

        def tell(done: int, total: int) -> None:
            nonlocal move
            if total > 1:
                move = move or _bar(drawn, total)
                move(done)

        yield tell


def _bar(drawn: ExitStack, total: int) -> Callable[[int], None]:
    """Draw a bar that goes with `drawn`; return what moves it."""
    from rich.console import Console  # noqa: PLC0415 - most openings draw nothing
    from rich.progress import Progress  # noqa: PLC0415 - as above

    bar = drawn.enter_context(Progress(console=Console(stderr=True), transient=True))
    task = bar.add_task("Reading the archive", total=total)
    return lambda done: bar.update(task, completed=done)
