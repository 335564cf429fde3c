"""Stories a second and peak memory of every format, on spools of many stories.

    python tests/bench/formats.py [--stories 10000]

The stories are those of samples/formats/, repeated; a long body is not part
of it. Each format runs in a process of its own, so that the peak is its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from store.ingest import parse  # noqa: E402 - the path comes first
from store.models import Article  # noqa: E402

SAMPLES = ROOT / "samples" / "formats"


def spool(path: Path, stories: int) -> bytes:
    """Return a spool of about that many stories made of one sample."""
    data = path.read_bytes()
    each = sum(isinstance(result, Article) for result in parse(data))
    times = max(1, stories // max(1, each))
    if path.suffix == ".json":
        return json.dumps([json.loads(data)] * times).encode()
    if path.suffix == ".csv":
        head, rows = data.split(b"\n", 1)
        return head + b"\n" + rows.rstrip(b"\n").join([b"", b"\n"]) * times
    if path.suffix == ".eml":
        return (b"From a@x Mon Jan  1 00:00:00 2024\n" + data.strip() + b"\n\n") * times
    return (data.rstrip(b"\n") + b"\n") * times


def measure(path: Path, stories: int) -> None:
    """Print one line about one sample."""
    data = spool(path, stories)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    good = sum(isinstance(result, Article) for result in parse(data))
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = len(data) / 1e6
    print(
        f"{path.name:28} {good:6} stories {size:6.1f} MB {took:6.2f} s {good / took:8.0f}/s"
        f"  +{(peak - before) / 1024:6.1f} MB"
    )


def main() -> None:
    """Measure every sample."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, default=10_000)
    chosen = options.parse_args()
    for path in sorted(SAMPLES.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            process = multiprocessing.Process(target=measure, args=(path, chosen.stories))
            process.start()
            process.join()


if __name__ == "__main__":
    main()
