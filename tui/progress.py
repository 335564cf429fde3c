"""How far an import is, or the reading of quotes anew: on a terminal, on stderr, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from store.models import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


@contextmanager
def progress() -> Iterator[Callable[[Progress], None] | None]:
    """Yield what to call with each step, or None where there is no terminal to draw on."""
    if not sys.stderr.isatty():
        yield None
        return
    with _bar("Importing", "files, {task.fields[stories]} stories, {task.fields[failed]} failed") as bar:
        task = bar.add_task("import", total=None, stories=0, failed=0)

        def tell(step: Progress) -> None:
            bar.update(task, completed=step.files, total=step.total, stories=step.stories, failed=step.failed)

        yield tell


@contextmanager
def rereading() -> Iterator[Callable[[int, int], None] | None]:
    """Yield what to call with how many stories of how many are read anew, or None without a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    began = monotonic()
    with _bar("Reading quotes anew", "stories, {task.fields[rate]:.0f}/s") as bar:
        task = bar.add_task("quotes", total=None, rate=0.0)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, rate=done / (monotonic() - began))

        yield tell


def _bar(what: str, counts: str) -> Bar:
    """Return a bar between what is done and what is counted of it."""
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    counted = (MofNCompleteColumn(), TextColumn(counts), TimeRemainingColumn())
    return Bar(TextColumn(what), BarColumn(), *counted, console=Console(stderr=True), transient=True)
