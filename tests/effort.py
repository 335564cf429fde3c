"""What work costs: for benches, and for tests that it does not run away, whatever a busy machine does."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

FLOOR = 0.01  # seconds; below, the clock and the first run of anything say more than the work


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that this process spends on work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def growth(work: Callable[[int], object], small: int, times: int) -> float:
    """Return how many times as much work of size `small * times` takes as work of size `small`.

    Work in proportion gives about `times`, work that grows with the square its
    square. The least of three runs counts: other programs only ever add.
    """
    least = [min(seconds(partial(work, size)) for _ in range(3)) for size in (small, small * times)]
    return least[1] / max(least[0], FLOOR)
