"""Measure `store.quotes` on a folder of annotated stories: accuracy, speed, memory, calibration.

    python tests/bench/quotes.py FOLDER [--dump FILE]

FOLDER holds `text/*.txt` and `attributions/*.ann` (Source, Cue, Content). Run
by hand; nothing here is a test. How it counts:

* Everything is counted in words; marks and punctuation are none.
* A content is direct if all its words stand in quotation marks (or all but one
  of five and more, or all but one in twenty), indirect if none does, else mixed.
* Overlap: predicted and gold content share at least half of the words of both
  together; pairs are taken one to one, the best first. Exact: the same words.
* Speaker: the predicted mention shares a word with the gold source that is more
  than "the" or "of". End to end: overlap and speaker.
* Marks: of the quoted stretches of five words and more that gold attributes,
  how many are found, and found with the right speaker.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from store.models import Quote
from store.quotes import extract
from store.quotes.marks import segments
from store.quotes.tokens import Tokens, tokenise
from tests.bench.corpus import Attribution, Spans, Story, read_folder

WORD = re.compile(r"\w+(?:['’]\w+)*")
CLASSES = ("direct", "mixed", "indirect")
NOTHING = """the a an of and or in on at to for from by with as that this these those who which whom whose
s mr mrs ms dr sen rep gov"""
EMPTY = frozenset(NOTHING.split())
BINS = (0.0, 0.3, 0.6, 0.8, 0.92, 1.01)
"""Of confidence; the reader calls a quote likely from 0.6 on, and sure from 0.92."""


@dataclass(slots=True)
class Claim:
    """A content and its source, as sets of word numbers."""

    words: frozenset[int]
    source: frozenset[int]
    kind: str
    attributed: bool
    confidence: float = 1.0


@dataclass(slots=True)
class Page:
    """One story in words."""

    text: str
    words: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    """For each character the number of its word, or -1."""
    quoted: frozenset[int] = frozenset()

    def cover(self, spans: Iterable[tuple[int, int]], share: float = 0.5) -> frozenset[int]:
        """Return the words of which more than `share` lies in the spans."""
        hits: Counter[int] = Counter()
        for start, end in spans:
            hits.update(n for n in self.at[start:end] if n >= 0)
        return frozenset(n for n, count in hits.items() if count >= share * len(self.words[n]))

    def classify(self, words: frozenset[int]) -> str:
        """Return the class of a content."""
        outside = len(words - self.quoted)
        if outside == len(words):
            return "indirect"
        if outside == 0 or (outside == 1 and len(words) >= 5) or outside <= 0.05 * len(words):
            return "direct"
        return "mixed"


def page_of(story: Story, stretches: Spans) -> Page:
    """Cut a story into words."""
    page = Page(story.text, at=[-1] * len(story.text))
    for match in WORD.finditer(story.text):
        page.at[match.start() : match.end()] = [len(page.words)] * (match.end() - match.start())
        page.words.append(match.group().casefold())
    page.quoted = page.cover(stretches)
    return page


def marked(tokens: Tokens) -> Spans:
    """Return the stretches in quotation marks, as character spans."""
    return [tokens.span(segment.first, segment.last) for segment in segments(tokens)]


def claim_of(page: Page, quote: Quote) -> Claim:
    """Return a quote found, in words."""
    who = quote.speaker.span if quote.speaker else None
    words = page.cover(quote.spans)
    source = page.cover([who], 0.0) if who else frozenset[int]()
    return Claim(words, source, page.classify(words), quote.speaker is not None, quote.confidence)


def gold_claims(page: Page, gold: Sequence[Attribution]) -> list[Claim]:
    """Return what the annotators found."""
    out = []
    for attribution in gold:
        words = page.cover(attribution.content)
        if words:
            source = page.cover(attribution.source, 0.0)
            out.append(Claim(words, source, page.classify(words), bool(source)))
    return out


def pairs(gold: list[Claim], found: list[Claim]) -> dict[int, int]:
    """Return which gold content is which found one."""
    ranked = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            both = len(one.words & other.words)
            if both and 2 * both >= len(one.words | other.words):
                ranked.append((-both / len(one.words | other.words), i, j))
    out: dict[int, int] = {}
    for _, i, j in sorted(ranked):
        if i not in out and j not in out.values():
            out[i] = j
    return out


def same_source(page: Page, gold: Claim, found: Claim) -> bool:
    """Tell whether the found source is the gold one."""
    if not gold.attributed:
        return not found.attributed
    shared = {page.words[n] for n in gold.source & found.source}
    if {page.words[n] for n in gold.source} <= EMPTY:
        return bool(shared)
    return bool(shared - EMPTY)


class Tally:
    """Counts over a folder."""

    def __init__(self) -> None:
        self.count: Counter[tuple[str, str]] = Counter()
        self.bins: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        self.marks: Counter[str] = Counter()

    def add(self, page: Page, gold: list[Claim], found: list[Claim], stretches: Spans) -> None:
        """Count one story."""
        matched = pairs(gold, found)
        kinds = {j: gold[i].kind for i, j in matched.items()}
        right = set()
        for i, claim in enumerate(gold):
            j = matched.get(i)
            for name in (claim.kind, "all"):
                self.count["gold", name] += 1
                if j is not None:
                    self.count["overlap", name] += 1
                    self.count["exact", name] += claim.words == found[j].words
                    if same_source(page, claim, found[j]):
                        self.count["end to end", name] += 1
                        right.add(j)
        for j, claim in enumerate(found):
            for name in (kinds.get(j, claim.kind), "all"):
                self.count["found", name] += 1
            place = max(n for n, low in enumerate(BINS) if claim.confidence >= low)
            self.bins[place][0] += 1
            self.bins[place][1] += j in right
        self._add_marks(page, gold, found, stretches)

    def _add_marks(self, page: Page, gold: list[Claim], found: list[Claim], stretches: Spans) -> None:
        owner = {n: claim for claim in gold for n in claim.words}
        for span in stretches:
            words = page.cover([span])
            owners = [owner[n] for n in words if n in owner]
            if len(words) < 5 or 2 * len(owners) < len(words):
                continue
            most = max(owners, key=lambda claim: sum(other is claim for other in owners))
            covered = set().union(*(claim.words & words for claim in found))
            self.marks["all"] += 1
            if 2 * len(covered) >= len(words):
                best = max(found, key=lambda claim: len(claim.words & words))
                self.marks["found"] += 1
                self.marks["right"] += same_source(page, most, best)

    def table(self) -> str:
        """Return the table that goes into the notes."""
        lines = [
            f"{'class':9}{'gold':>6}{'found':>6}   exact P/R/F1        overlap P/R/F1      end to end P/R/F1"
        ]
        for name in (*CLASSES, "all"):
            gold, found = self.count["gold", name], self.count["found", name]
            cells = [
                three(self.count[measure, name], found, gold)
                for measure in ("exact", "overlap", "end to end")
            ]
            lines.append(f"{name:9}{gold:6}{found:6}   " + "   ".join(cells))
        n = max(self.marks["all"], 1)
        share, right = 100 * self.marks["found"] / n, 100 * self.marks["right"] / n
        lines.append(
            f"marks: {self.marks['all']} stretches, found {share:.1f} %, with the right speaker {right:.1f} %"
        )
        lines.append("confidence: right of called")
        for place in sorted(self.bins):
            called, correct = self.bins[place]
            low, high = BINS[place], min(BINS[place + 1], 1.0)
            lines.append(
                f"  {low:.2f} to {high:.2f}   {correct:5} of {called:5}   {100 * correct / called:5.1f} %"
            )
        return "\n".join(lines)


def three(hits: int, found: int, gold: int) -> str:
    """Return precision, recall and F1 in per cent."""
    precision, recall = hits / max(found, 1), hits / max(gold, 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{100 * precision:5.1f} {100 * recall:5.1f} {100 * both:5.1f}"


LOAD = """
import re, sys, time
from pathlib import Path
from tests.bench.corpus import read_folder

def memory():
    # The peak of this process alone; what getrusage tells takes in the parent's.
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

stories, before, started = read_folder(Path(sys.argv[1])), memory(), time.process_time()
from store.quotes import extract
extract("Ann Lee said it is so.")
spent = time.process_time() - started
for story in stories:
    extract(story.text)
print(f"import, load and first call {spent:.3f} s; memory {memory() - before:.0f} MB more")
"""
"""Run in a process of its own, where nothing of the engine is loaded yet; Linux only."""


def main() -> None:
    """Read the folder, run the extractor over it, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dump", type=Path, help="write the quotes found, a line an article, as JSON")
    options = parser.parse_args()
    stories = read_folder(options.folder)
    extract("Ann Lee said it is so.")
    started = time.process_time()
    found = [extract(story.text) for story in stories]
    spent = time.process_time() - started
    tally = Tally()
    for story, quotes in zip(stories, found, strict=True):
        stretches = marked(tokenise(story.text))
        page = page_of(story, stretches)
        claims = [claim for claim in (claim_of(page, quote) for quote in quotes) if claim.words]
        tally.add(page, gold_claims(page, story.gold), claims, stretches)
    print(tally.table())
    size = sum(len(story.text) for story in stories) / max(len(stories), 1)
    print(
        f"{len(stories)} articles of {size:.0f} characters: {len(stories) / spent:.0f} a second on one core"
    )
    subprocess.run([sys.executable, "-c", LOAD, str(options.folder)], check=True)
    if options.dump:
        rows = [
            json.dumps(
                {"doc": story.name, "quotes": [quote.as_json() for quote in quotes]}, ensure_ascii=False
            )
            for story, quotes in zip(stories, found, strict=True)
        ]
        options.dump.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
