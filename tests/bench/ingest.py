"""Measure how fast and in how much memory plain wire copy is parsed; run by hand.

    python tests/bench/ingest.py [STORIES] [--profile]

Stories are made from the samples, each with its own place and number, so that no
cache can help. Prints stories a second on one core and the peak of memory, then the
time for one text of 1, 5 and 10 MB: it must grow in step with the size.
"""

from __future__ import annotations

import argparse
import cProfile
import itertools
import pstats
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from store.ingest import parse  # noqa: E402 - the folder above is put on the path first
from store.models import Article  # noqa: E402 - as above

STORIES = sorted((ROOT / "samples" / "stories").glob("*.txt"))


def copies(count: int) -> Iterator[bytes]:
    """Yield `count` stories of the samples, no two the same."""
    texts = [path.read_bytes() for path in STORIES]
    for number, text in zip(range(count), itertools.cycle(texts), strict=False):
        yield text.rstrip() + b"\n\nStory number %d moved on the wire.\n" % number


def throughput(count: int) -> float:
    """Parse `count` stories and return how many went through a second."""
    stories = list(copies(count))
    start = time.process_time()
    parsed = sum(isinstance(item, Article) for data in stories for item in parse(data, name="bench"))
    seconds = time.process_time() - start
    if parsed != count:
        sys.exit(f"{count - parsed} of {count} stories did not parse")
    return count / seconds


def one_text(megabytes: int, *, broken: bool) -> float:
    """Return the seconds one text of that size takes: paragraphs, or lines broken at 66 columns."""
    line = b"The harbour board met again on Tuesday and heard the same witnesses"
    paragraph = (b"\n".join([line] * 6) if broken else b" ".join([line] * 6)) + b".\n"
    data = b"OSLO, March 3 (XYZ) - " + (paragraph + b"\n" * (not broken)) * (
        megabytes * 2**20 // len(paragraph)
    )
    start = time.process_time()
    list(parse(data, name="bench"))
    return time.process_time() - start


def main() -> None:
    """Run the measurements and print them."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("stories", nargs="?", type=int, default=10_000)
    options.add_argument("--profile", action="store_true")
    chosen = options.parse_args()
    if chosen.profile:
        profile = cProfile.Profile()
        profile.runcall(throughput, chosen.stories)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        return
    throughput(200)
    rates = sorted(throughput(chosen.stories) for _ in range(3))
    words = sum(len(path.read_text("utf-8", "replace").split()) for path in STORIES) / len(STORIES)
    print(f"{chosen.stories} stories of {words:.0f} words: {rates[1]:.0f} a second (median of 3 runs)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB, the stories' bytes included")
    for broken in (False, True):
        times = ", ".join(f"{size} MB {one_text(size, broken=broken):.2f} s" for size in (1, 5, 10))
        layout = "lines broken at 66 columns, no blank line" if broken else "a line a paragraph"
        print(f"one text, {layout}: {times}")


if __name__ == "__main__":
    main()
