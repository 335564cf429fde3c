"""How well copy is known again: `python -m tests.bench.duplicates WIRE.jsonl [STORIES]`. Run by hand.

The file holds a JSON story a line with `body` and `dateline`. Each of the
first stories is also made into what other services would send of it: cut from
the bottom, another dateline, lede and marks edited, a paragraph taken out. The
samples of picked-up copy are measured apart, and so is what must not fold: any
other pair of stories, and a report with all its figures renewed.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path

from store import sketch
from store.models import Article
from tests import samples

COPIES = (
    ("ap-tunnel-2", "pickup-cp-tunnel"),
    ("pickup-aap-lithium", "reuters-lithium-update"),
    ("afp-long-strike", "pickup-pa-strike"),
    ("pickup-belta-railway", "tass-pontoon-bridge"),
)
"""Samples that are the same copy, each pair in order of the alphabet."""
VERSIONS = frozenset({"ap-tunnel-1", "ap-tunnel-2", "ap-tunnel-3-correction", "ap-tunnel-4-kill"})
"""Samples that are one story by their uri, whatever their likeness: neither right nor wrong here."""
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)

Edit = Callable[[list[str], random.Random], list[str]]


def cut(share: float) -> Edit:
    """Return an edit that keeps a share of the paragraphs, from the top."""
    return lambda parts, _: parts[: max(2, round(len(parts) * share))]


def edited_lede(parts: list[str], chance: random.Random) -> list[str]:
    """Rewrite a third of the first sentence."""
    words = parts[0].split()
    for at in chance.sample(range(len(words)), len(words) // 3):
        words[at] = chance.choice(("also", "reportedly", "local", "recent", "the"))
    return [" ".join(words), *parts[1:]]


def one_less(parts: list[str], chance: random.Random) -> list[str]:
    """Take out a paragraph from the middle."""
    gone = chance.randrange(1, max(2, len(parts) - 1))
    return parts[:gone] + parts[gone + 1 :]


def house_style(parts: list[str], _chance: random.Random) -> list[str]:
    """Set other marks and spellings."""
    text = "\n\n".join(parts).replace("“", '"').replace("”", '"').replace(" percent", " per cent")
    return text.replace(" said.", " has said.").split("\n\n")


def touched(parts: list[str], chance: random.Random) -> list[str]:
    """Change one word in twenty, everywhere."""
    return [
        " ".join(
            chance.choice(("some", "now", "then")) if chance.random() < 0.05 else word for word in one.split()
        )
        for one in parts
    ]


def figures(parts: list[str], chance: random.Random) -> list[str]:
    """Renew every figure: tomorrow's report."""
    return [re.sub(r"\d", lambda _: str(chance.randrange(10)), part) for part in parts]


PICK_UPS: dict[str, tuple[Edit, ...]] = {
    "as it is": (),
    "house style": (house_style,),
    "cut to 70%, lede edited": (cut(0.7), edited_lede),
    "cut to 50%, lede edited": (cut(0.5), edited_lede),
    "cut to 30%, house style": (cut(0.3), house_style),
    "a paragraph less, lede edited": (one_less, edited_lede),
    "a word in 20 changed, cut to 70%": (cut(0.7), touched),
}


def story(number: int, body: str, dateline: str, source: str) -> Article:
    """Return a story of so much as is sketched."""
    return Article(
        uri=f"urn:{number}", headline="-", body_text=f"{dateline} {body}", dateline=dateline, source=source
    )


def sketched(article: Article) -> bytes:
    """Return the sketch of a story."""
    return sketch.sketch(article.body_text, article.dateline)


def made(raw: dict[str, str], number: int, edits: Iterable[Edit]) -> Article:
    """Return what another service makes of a story."""
    chance = random.Random(number)
    parts = raw["body"].removeprefix(raw["dateline"]).strip().split("\n\n")
    for edit in edits:
        parts = edit(parts, chance)
    return story(number, "\n\n".join(parts), "GENEVA (ANSA) -", "ANSA")


def meetings(sketches: list[bytes]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sketches that have a key in common."""
    found: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(sketches):
        for key in sketch.keys(one):
            found[key].append(at)
    yield from {pair for group in found.values() for pair in combinations(group, 2)}


def of_samples() -> None:
    """Print how alike the samples are that are the same copy, the closest that are not, and the score."""
    stories = {path.stem: sketched(samples.read(path)) for path in samples.STORIES}
    keys = {stem: {*sketch.keys(one)} for stem, one in stories.items()}
    rated = []
    for pair in combinations(sorted(stories), 2):
        one, other = pair
        if VERSIONS.issuperset(pair) or (
            VERSIONS & {*pair} and "pickup-cp-tunnel" in pair and pair not in COPIES
        ):
            continue
        close = sketch.alike(stories[one], stories[other])
        rated.append((close, bool(keys[one] & keys[other]), pair))
    print(f"samples: {len(COPIES)} pairs of the same copy (+) among {len(rated)}")
    for close, met, pair in sorted(rated, reverse=True)[:8]:
        print(f"  {'+' if pair in COPIES else ' '} {' '.join(pair):50} {close:.2f} {'by key' if met else ''}")
    found = {pair for close, met, pair in rated if met and close >= sketch.ALIKE}
    right = len(found & {*COPIES})
    print(f"  precision {right / max(1, len(found)):.2f}, recall {right / len(COPIES):.2f} at {sketch.ALIKE}")


def of_wire(raw: list[dict[str, str]]) -> None:
    """Print how many pick-ups of generated stories are found at each threshold, and what else is."""
    originals = [
        sketched(story(n, one["body"].removeprefix(one["dateline"]).strip(), one["dateline"], "-"))
        for n, one in enumerate(raw)
    ]
    print(f"{len(raw):,} stories; shares found by key and likeness, at likeness of")
    print(" " * 36 + "".join(f"{threshold:6}" for threshold in THRESHOLDS))
    for name, edits in (*PICK_UPS.items(), ("NOT: all figures renewed", (figures,))):
        closes = []
        for number, one in enumerate(raw):
            copy = sketched(made(one, number, edits))
            met = bool({*sketch.keys(originals[number])} & {*sketch.keys(copy)})
            closes.append(sketch.alike(originals[number], copy) if met else 0.0)
        shares = (sum(close >= t for close in closes) / len(closes) for t in THRESHOLDS)
        print(f"  {name:34}" + "".join(f"{share:6.3f}" for share in shares))
    pairs = len(raw) * (len(raw) - 1) // 2
    met_by_chance = list(meetings(originals))
    closes = [sketch.alike(originals[a], originals[b]) for a, b in met_by_chance]
    print(f"  other pairs: {pairs:,}, {len(closes):,} met by key; false ones:", end=" ")
    print(", ".join(f"{sum(close >= t for close in closes)} at {t}" for t in THRESHOLDS))


def speed(raw: list[dict[str, str]]) -> None:
    """Print what a sketch costs."""
    articles = [story(n, one["body"], "", "-") for n, one in enumerate(raw)]
    began = time.perf_counter()
    sketches = [sketched(article) for article in articles]
    took = (time.perf_counter() - began) * 1000 / len(articles)
    began = time.perf_counter()
    for one in sketches:
        sketch.keys(one)
    keys = (time.perf_counter() - began) * 1000 / len(articles)
    letters = sum(len(article.body_text) for article in articles) / len(articles)
    print(f"{took:.3f} ms a story of {letters:,.0f} characters, {keys:.3f} ms its keys")


def main() -> None:
    """Print all figures."""
    of_samples()
    if len(sys.argv) > 1:
        most = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
        with Path(sys.argv[1]).open(encoding="utf-8") as file:
            raw = [json.loads(line) for line, _ in zip(file, range(most), strict=False)]
        of_wire(raw)
        speed(raw)


if __name__ == "__main__":
    main()
