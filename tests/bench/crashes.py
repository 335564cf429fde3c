"""Kill processes at random moments and look for what is lost: `python -m tests.bench.crashes [KILLS] [SEED]`.

In each round three processes import, tag and mark in one archive, merging
files and folding journals at every turn, and a fourth reads all quotes anew
again and again; they are killed with -9 at a random moment, and everything
acknowledged to them must be there, the index in agreement, nothing to mend.
Run by hand; the tests do a few such rounds.
"""

from __future__ import annotations

import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.unit.archive import test_rereading_processes as rereading
from tests.unit.archive.test_processes import check, start, until


def main(kills: int, seed: int) -> None:
    """Kill so many times; raises AssertionError at the first loss."""
    chance = random.Random(seed)
    killed = 0
    acknowledged: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        folder, wire = Path(home) / "archive", Path(home) / "wire"
        wire.mkdir()
        while killed < kills:
            workers = [start(folder, wire, f"k{killed}w{number}", 1000) for number in range(3)]
            acknowledged += [line.strip() for worker in workers for line in until(worker, 1)]
            reader = rereading.start(folder, 1000 * killed + 1, 1000 * killed + 999)
            time.sleep(chance.random() * 1.5)  # the random moment itself
            for worker in chance.sample([*workers, reader], 4):
                worker.kill()
            _, errors = reader.communicate()
            assert reader.returncode == -signal.SIGKILL, errors
            killed += 1
            for worker in workers:
                output, errors = worker.communicate()
                assert worker.returncode == -signal.SIGKILL, errors
                whole = output.rsplit("\n", 1)[0]  # a line cut short was not acknowledged
                acknowledged += whole.splitlines()
                killed += 1
            check(folder, acknowledged)
            print(f"{killed} kills, {len(acknowledged):,} acknowledged changes, nothing lost", flush=True)


if __name__ == "__main__":
    main(*(int(argument) for argument in [*sys.argv[1:], *["200", "1"][len(sys.argv) - 1 :]]))
