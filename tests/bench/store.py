"""How fast the archive is: `python tests/bench/store.py [STORIES...]`. Run by hand; prints one table.

The stories are generated from a fixed seed, in the form of wire copy, so that
two runs measure the same work. Times are the median of several calls.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from store.commands import AddTag, MarkRead
from store.library import Library

_WORDS = """
harbour budget council ferry bridge minister talks border grain rates inflation treaty strike vote
mayor winter supply pipeline court appeal drought export tariff summit railway hospital census
""".split()  # noqa: SIM905 - a list of words reads best as words
_NAMES = ("Irina Volkova", "Otto Lang", "Rosa Paz", "Aino Salo", "Pyotr Lem", "Maria Ito", "Jan Novak")
_CITIES = ("OSLO", "TURKU", "QUITO", "VIENNA", "OMSK", "LIMA", "PRAGUE")


def story(number: int, chance: random.Random) -> str:
    """Return one story of about 2,500 characters."""
    year, month, day = 2024 + number % 2, 1 + number % 12, 1 + number % 28
    who = chance.choice(_NAMES)
    sentences = [
        f"The {' '.join(chance.choices(_WORDS, k=4))} of number{number} was {chance.choice(_WORDS)}, "
        f"and the {' '.join(chance.choices(_WORDS, k=6))} followed. "
        for _ in range(18)
    ]
    quote = (
        f'"We will keep the {chance.choice(_WORDS)} and the {chance.choice(_WORDS)}," Minister {who} said. '
    )
    paragraphs = ["".join(sentences[at : at + 3]) + quote * (at % 2) for at in range(0, 18, 3)]
    city = chance.choice(_CITIES)
    return f" date {year}-{month:02}-{day:02} {city}, {day}. /TASS/. " + "\n\n".join(paragraphs) + "\n"


def write_stories(folder: Path, count: int) -> None:
    """Write `count` stories into `folder`."""
    chance = random.Random(7)
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:06}.txt").write_text(story(number, chance), encoding="utf-8")


def timed(call: Callable[[], object], times: int = 9) -> float:
    """Return the median of some calls, in milliseconds."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def open_rows(archive: Path) -> None:
    """Open an archive to its list."""
    with Library.open(archive) as library:
        library.rows()


def bench(count: int, home: Path) -> dict[str, float]:
    """Measure an archive of `count` stories; milliseconds, but for the first two."""
    wire, archive = home / "wire", home / "archive"
    write_stories(wire, count)
    with Library.open(archive) as library:
        report = library.import_paths([wire])
        results = {"import, stories/s": report.added / report.seconds}
        results["import again, stories/s"] = count / library.import_paths([wire]).seconds
        rows = library.rows()
        uris = [row.uri for row in rows]
        chance = random.Random(3)
        results["first word search"] = timed(lambda: library.search("harbour"), 1)
        for query in (
            "harbour",
            f"number{count // 2}",
            '"grain rates"',
            "speaker:lang said:bridge",
            "is:unread",
        ):
            results[f"search {query}"] = timed(lambda query=query: library.search(query))  # type: ignore[misc]  # bound now
        results["get any"] = timed(lambda: library.get(chance.choice(uris)), 50)
        results["tag one"] = timed(lambda: library.apply(AddTag((chance.choice(uris),), "ecb")), 30)
        results["mark read one"] = timed(
            lambda: library.apply(MarkRead((chance.choice(uris),)), undoable=False), 30
        )
        results["tag all"] = timed(lambda: library.apply(AddTag(tuple(uris), "all")), 1)
        results["tag one, all marked"] = timed(
            lambda: library.apply(AddTag((chance.choice(uris),), "one")), 20
        )
        results["undo"] = timed(library.undo, 5)
        results["speakers"] = timed(library.speakers)
        one = home / "one.txt"
        one.write_text(story(count + 1, chance), encoding="utf-8")
        results["import one"] = timed(lambda: library.import_paths([one]), 1)
    results["open to rows"] = timed(lambda: open_rows(archive), 5)
    (archive / "index.sqlite").unlink()
    results["open without index"] = timed(lambda: open_rows(archive), 1)
    return results


def main() -> None:
    """Print the table."""
    for count in [int(argument) for argument in sys.argv[1:]] or [1000, 10_000]:
        with tempfile.TemporaryDirectory() as home:
            print(f"{count:,} stories")
            for name, value in bench(count, Path(home)).items():
                print(f"  {name:28} {value:10.2f}")


if __name__ == "__main__":
    main()
