"""Train the weights of `store.quotes` from a folder of annotated stories.

    python -m tests.bench.train_quotes FOLDER [-o store/quotes/weights.json]

FOLDER holds `text/*.txt` and `attributions/*.ann`. The weights are linear, of
features that are single words and short patterns; rare and weak ones are left
out. Standard library only; some minutes.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from store.quotes.content_tables import EndTables, StartTables
from store.quotes.contents import content_ends, content_starts
from store.quotes.frames import SHAPES, CueTables, far_score, near_score
from store.quotes.leads import LeadEndTables, LeadStartTables, lead_ends, lead_starts
from store.quotes.model import Weights, read_weights
from store.quotes.pipeline import drafts
from store.quotes.scan import Lexicon, Phrase, Scan, is_punctuation, scan
from store.quotes.sources import SourceTables, source_candidates
from store.quotes.tables import Candidates, packed
from store.quotes.tokens import Tokens, tokenise
from store.quotes.trust_tables import TrustTables
from tests.bench.corpus import Attribution, Story, read_folder
from tests.bench.cue_words import cue_lexicon, head_scores, ranges
from tests.bench.features import Feature, nested, noted, terms
from tests.bench.quotes import claim_of, gold_claims, marked, page_of, pairs, same_source

FOLDS = 3
"""Into how many parts the stories are cut to learn trust."""
Group = tuple[list[list[Feature]], int]
"""Features of each candidate, and which candidate is right."""
Table = dict[str, Any]
CUES, SOURCES, STARTS, ENDS = noted(CueTables), noted(SourceTables), noted(StartTables), noted(EndTables)
LEAD_ENDS, LEAD_STARTS, TRUST = noted(LeadEndTables), noted(LeadStartTables), noted(TrustTables)


def trimmed(story: Scan, piece: tuple[int, int]) -> tuple[int, int]:
    first, last = piece
    while first < last and is_punctuation(story.kinds[first]):
        first += 1
    while last > first and is_punctuation(story.kinds[last - 1]) and story.kinds[last - 1] != ")":
        last -= 1
    return first, last


class Trainer:
    """Softmax over candidates, AdaGrad, features seen at least `least` times."""

    def __init__(self, groups: Sequence[Group], least: int = 2) -> None:
        counts = Counter(f for candidates, _ in groups for features in candidates for f in features)
        self.ids = {f: i for i, f in enumerate(f for f, n in counts.items() if n >= least)}
        self.groups = [
            ([[self.ids[f] for f in features if f in self.ids] for features in candidates], right)
            for candidates, right in groups
        ]
        self.weights = [0.0] * len(self.ids)
        self.squares = [1e-3] * len(self.ids)

    def run(self, epochs: int, rate: float = 0.12, decay: float = 2e-6) -> None:
        w, g2 = self.weights, self.squares
        order = list(range(len(self.groups)))
        rng = random.Random(7)
        total = [0.0] * len(w)
        for epoch in range(epochs):
            rng.shuffle(order)
            for position in order:
                candidates, right = self.groups[position]
                scores = [sum([w[f] for f in features]) for features in candidates]
                top = max(scores)
                exps = [math.exp(s - top) for s in scores]
                z = sum(exps)
                for number, features in enumerate(candidates):
                    gradient = exps[number] / z - (number == right)
                    if abs(gradient) < 1e-3:
                        continue
                    square = gradient * gradient
                    for f in features:
                        g2[f] += square
                        w[f] -= rate * (gradient + decay * w[f] * 1000) / math.sqrt(g2[f])
            if epoch >= epochs // 2:
                total = [t + x for t, x in zip(total, w, strict=True)]
        self.weights = [t / (epochs - epochs // 2) for t in total]

    def result(self, weak: float = 0.1) -> Table:
        """Return the weights that are not weak, in hundredths."""
        return nested(
            {f: round(100 * self.weights[i]) for f, i in self.ids.items() if abs(self.weights[i]) >= weak}
        )


class ClassTrainer:
    """Softmax over a fixed set of classes that share one feature list."""

    def __init__(self, rows: Sequence[tuple[list[Feature], int]], classes: int, least: int = 2) -> None:
        counts = Counter(f for features, _ in rows for f in features)
        self.ids = {f: i for i, f in enumerate(f for f, n in counts.items() if n >= least)}
        self.rows = [([self.ids[f] for f in features if f in self.ids], label) for features, label in rows]
        self.classes = classes
        self.weights = [[0.0] * len(self.ids) for _ in range(classes)]

    def run(self, epochs: int, rate: float = 0.03, decay: float = 2e-3) -> None:
        squares = [[1e-3] * len(self.ids) for _ in range(self.classes)]
        total = [[0.0] * len(self.ids) for _ in range(self.classes)]
        rng = random.Random(7)
        order = list(range(len(self.rows)))
        for epoch in range(epochs):
            rng.shuffle(order)
            for position in order:
                features, label = self.rows[position]
                scores = [sum([w[f] for f in features]) for w in self.weights]
                top = max(scores)
                exps = [math.exp(s - top) for s in scores]
                z = sum(exps)
                for c in range(self.classes):
                    gradient = exps[c] / z - (c == label)
                    if abs(gradient) < 1e-3:
                        continue
                    square = gradient * gradient
                    w, g2 = self.weights[c], squares[c]
                    for f in features:
                        g2[f] += square
                        w[f] -= rate * (gradient + decay * w[f]) / math.sqrt(g2[f])
            if epoch >= epochs // 2:
                total = [
                    [t + x for t, x in zip(a, b, strict=True)]
                    for a, b in zip(total, self.weights, strict=True)
                ]
        n = epochs - epochs // 2
        self.weights = [[t / n for t in row] for row in total]

    def result(self, weak: float = 0.15) -> Table:
        """Return, in hundredths and packed, what each feature weighs more for a class than for the first."""
        kept: dict[Feature, int] = {}
        for f, i in self.ids.items():
            row = [round(100 * (w[i] - self.weights[0][i])) for w in self.weights[1:]]
            if max(*row, 0) - min(*row, 0) >= 100 * weak:
                kept[f] = packed(row)
        return nested(kept)


class Examples:
    """Training groups of all choices."""

    def __init__(self) -> None:
        self.shape: list[tuple[list[Feature], int]] = []
        self.source: list[Group] = []
        self.start: list[Group] = []
        self.end: list[Group] = []
        self.lead_end: list[Group] = []
        self.lead_start: list[Group] = []
        self.lost: Counter[str] = Counter()

    def add(self, story: Scan, gold: dict[int, Attribution]) -> None:
        earlier = source_in = -1
        source: Phrase | None = None
        for index in story.cues:
            sentence = story.tokens.sentence_of[index]
            if sentence != source_in:
                source, source_in = None, sentence
            score = near_score(story, index, CUES) + far_score(story, index, earlier, CUES)
            earlier = index
            attribution = gold.get(index)
            shape = 0
            if attribution:
                shape, chosen = self.add_frame(story, index, attribution, source)
                source = chosen or source
            self.shape.append((terms(score), shape))

    def add_frame(
        self, story: Scan, index: int, gold: Attribution, earlier: Phrase | None
    ) -> tuple[int, Phrase | None]:
        tokens = story.tokens
        low, high = story.region(index)
        pieces = [trimmed(story, p) for p in ranges(tokens, gold.content)]
        before = [p for p in pieces if low <= p[0] < p[1] <= index]
        after = [p for p in pieces if index < p[0] < high]
        if not before and not after:
            self.lost["far or over the cue"] += 1
            return 0, None
        shape = 1 if not before else 2 if not after else 3
        name = SHAPES[shape]
        source = self.add_source(story, index, gold, name, earlier)
        if after:
            first, last = after[0][0], after[0][1]
            self.choose(self.start, content_starts(story, index, source, name, STARTS), first, "start")
            ends = content_ends(story, index, first, ENDS)
            self.choose(self.end, ends, min(last, high), "end")
        if before:
            first, last = before[-1]
            self.choose(self.lead_end, lead_ends(story, index, source, name, LEAD_ENDS), last, "lead end")
            starts = lead_starts(story, index, last, name, LEAD_STARTS)
            self.choose(self.lead_start, starts, first, "lead start")
        return shape, source

    def add_source(
        self, story: Scan, index: int, gold: Attribution, shape: str, earlier: Phrase | None
    ) -> Phrase | None:
        wanted = {i for a, b in ranges(story.tokens, gold.source) for i in range(a, b)}
        phrases, scores = source_candidates(story, index, shape, earlier, SOURCES)
        at = self.first_named(phrases, wanted)
        if wanted and not at:
            self.lost["source"] += 1
            return None
        self.source.append(([terms(score) for score in scores], at))
        return phrases[at]

    def first_named(self, phrases: Sequence[Phrase | None], wanted: set[int]) -> int:
        """Return the phrase the gold source begins with; 0, none, if no phrase touches it."""
        best, at = (math.inf, 0), 0
        for number, phrase in enumerate(phrases):
            if phrase and wanted & set(range(phrase.first, phrase.last)):
                rank = (abs(phrase.first - min(wanted)), phrase.first - phrase.last)
                if rank < best:
                    best, at = rank, number
        return at

    def choose(self, groups: list[Group], candidates: Candidates[int], wanted: int, name: str) -> None:
        places, scores = candidates
        if wanted in places:
            groups.append(([terms(score) for score in scores], places.index(wanted)))
            self.lost[name + " ok"] += 1
        else:
            self.lost[name] += 1


def gold_heads(
    tokens: Tokens, story: Story, scores: dict[str, float], lexicon: Lexicon
) -> dict[int, Attribution]:
    out: dict[int, Attribution] = {}
    for gold in story.gold:
        best, at = -1.0, -1
        for first, last in ranges(tokens, gold.cue):
            for i in range(first, last):
                word = tokens.lowers[i]
                if lexicon.share(word) and i not in out and scores.get(word, 0.0) > best:
                    best, at = scores.get(word, 0.0), i
        if at >= 0:
            out[at] = gold
    return out


def train(stories: list[Story], epochs: int = 7, talk: bool = True) -> dict[str, object]:
    """Return the weights as `store.quotes.model` reads them.

    Trust is learnt from what weights of two thirds of the stories say of the last third.
    """
    rows: list[tuple[list[Feature], int]] = []
    for fold in range(FOLDS):
        rest = [story for number, story in enumerate(stories) if number % FOLDS != fold]
        weights = read_weights(train_choices(rest, epochs, talk=False))
        for story in stories[fold::FOLDS]:
            rows += judged(story, weights)
    out = train_choices(stories, epochs, talk)
    out["trust"] = trust_table(rows)
    return out


def judged(story: Story, weights: Weights) -> list[tuple[list[Feature], int]]:
    """Return the features of each quote that `weights` find, and whether its words and speaker are right."""
    tokens = tokenise(story.text)
    found = list(drafts(tokens, replace(weights, trust=TRUST)))
    page = page_of(story, marked(tokens))
    claims = [claim_of(page, draft.quote) for draft in found]
    gold = gold_claims(page, story.gold)
    right = {j for i, j in pairs(gold, claims).items() if same_source(page, gold[i], claims[j])}
    return [(terms(draft.score), number in right) for number, draft in enumerate(found)]


def trust_table(rows: list[tuple[list[Feature], int]], epochs: int = 12) -> Table:
    """Return the weights of a logistic regression."""
    trainer = ClassTrainer(rows, 2, least=4)
    trainer.run(epochs, rate=0.05, decay=1e-3)
    return trainer.result(weak=0.02)


def train_choices(stories: list[Story], epochs: int, talk: bool) -> dict[str, object]:
    """Return the lexicon of cues and the weights of the choices that make a frame."""
    cut = [(tokenise(s.text), s) for s in stories]
    scores = head_scores(cut)
    lexicon = cue_lexicon(cut, scores)
    examples = Examples()
    for tokens, story in cut:
        examples.add(scan(tokens, lexicon), gold_heads(tokens, story, scores, lexicon))
    if talk:
        print(len(lexicon.words), "cue words;", dict(examples.lost), file=sys.stderr)
    out: dict[str, object] = {"words": lexicon.words, "stems": lexicon.stems}
    shape = ClassTrainer(examples.shape, len(SHAPES))
    shape.run(epochs)
    out["shape"] = shape.result()
    for name in ("source", "start", "end", "lead_end", "lead_start"):
        trainer = Trainer(getattr(examples, name))
        trainer.run(epochs)
        out[name] = trainer.result()
        if talk:
            print(name, len(trainer.groups), "groups", len(trainer.ids), "features", file=sys.stderr)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "-o", "--output", type=Path, default=Path(__file__).parents[2] / "store/quotes/weights.json"
    )
    options = parser.parse_args()
    weights = train(read_folder(options.folder))
    options.output.write_text(
        json.dumps(weights, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
