"""Collecting garbage is put off while much is made that is in no cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off collecting garbage: every few hundred new objects it would go through those there are.

    For work of bounded length whose objects are free of cycles, so that
    nothing waits for the collector meanwhile. Of threads that overlap in it,
    the first to be done lets the collector run again.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
