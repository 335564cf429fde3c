"""The trained weights, and the four choices that make a frame of a cue candidate."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat
from typing import Any, TypeVar

from store.quotes import contents, frames, sources
from store.quotes.scan import Lexicon, Phrase, Scan

BITS = 24
"""Room for one packed sum: a few dozen weights of some thousands."""
_MASK, _HALF = (1 << BITS) - 1, 1 << BITS - 1
_ZEROS = repeat(0)
SCREEN = -140
"""A candidate whose closest neighbours speak that much against it, in hundredths, is looked at no further."""
Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class Weights:
    """Linear models of features (single words and short patterns), as trained, in hundredths."""

    lexicon: Lexicon
    shape: Mapping[str, int]
    """What speaks for "after", "before" and "around" rather than for "none", the three packed into one."""
    source: Mapping[str, int]
    start: Mapping[str, int]
    end: Mapping[str, int]
    lead_end: Mapping[str, int]
    lead_start: Mapping[str, int]
    trust: Mapping[str, int]
    """What speaks for the words and the speaker of a quote being right."""


@dataclass(slots=True)
class Frame:
    """A cue, what it governs and who is its source."""

    cue: int
    shape: str
    pieces: list[tuple[int, int]]
    source: Phrase | None
    chance: float
    """That the cue attributes at all."""
    source_chance: float
    span_chance: float


@cache
def weights() -> Weights:
    """Return the shipped weights, read once."""
    text = resources.files("store.quotes").joinpath("weights.json").read_text(encoding="utf-8")
    return read_weights(json.loads(text))


def read_weights(data: Mapping[str, Any]) -> Weights:
    """Build the weights from what the training script writes."""
    tables = {
        name: dict(zip(data[name]["keys"].split("\n"), data[name]["values"][0], strict=True))
        for name in ("source", "start", "end", "lead_end", "lead_start", "trust")
        if name in data
    }
    tables.setdefault("trust", {})  # while they are being trained there is none yet
    rows = zip(*data["shape"]["values"], strict=True)
    packed = [after + (before << BITS) + (around << 2 * BITS) for after, before, around in rows]
    shape = dict(zip(data["shape"]["keys"].split("\n"), packed, strict=True))
    return Weights(lexicon=Lexicon(data["words"], data["stems"]), shape=shape, **tables)


def find_frames(story: Scan, model: Weights, least: float) -> list[Frame]:
    """Return the frames of all cue candidates whose chance is at least `least`."""
    out = []
    earlier = source_in = -1
    source: Phrase | None = None
    get = model.shape.get
    for index in story.cues:
        near = sum(map(get, frames.near_features(story, index), _ZEROS))
        before, earlier = earlier, index
        if max(_unpacked(near)) < SCREEN:
            continue
        far = sum(map(get, frames.far_features(story, index, before), _ZEROS))
        chances = _softmax((0, *_unpacked(near + far)))
        if 1.0 - chances[0] < least:
            continue
        shape = max(range(1, len(chances)), key=chances.__getitem__)
        sentence = story.tokens.sentence_of[index]
        if sentence != source_in:
            source, source_in = None, sentence
        frame = _fill(story, model, index, frames.SHAPES[shape], 1.0 - chances[0], source)
        if frame:
            out.append(frame)
            source = frame.source or source
    return out


def _fill(
    story: Scan, model: Weights, index: int, shape: str, chance: float, earlier: Phrase | None
) -> Frame | None:
    """Choose source and content of an accepted cue; `earlier` is the source before it in the sentence."""
    source, source_chance = _best(model.source, sources.source_candidates(story, index, shape, earlier))
    pieces = []
    span_chance = 1.0
    if shape != "after":
        ends = contents.lead_ends(story, index, source, shape)
        if ends:
            end, sure = _best(model.lead_end, ends)
            span_chance *= sure
            starts = contents.lead_starts(story, index, end, shape)
            if starts:
                start, sure = _best(model.lead_start, starts)
                span_chance *= sure
                pieces.append((start, end))
    if shape != "before":
        starts = contents.content_starts(story, index, source, shape)
        if starts:
            start, sure = _best(model.start, starts)
            span_chance *= sure
            ends = contents.content_ends(story, index, start)
            if ends:
                end, sure = _best(model.end, ends)
                span_chance *= sure
                pieces.append((start, end))
    if not pieces:
        return None
    return Frame(index, shape, pieces, source, chance, source_chance, span_chance)


def _unpacked(total: int) -> tuple[int, int, int]:
    """Return the three sums that a sum of packed weights is."""
    after = (total + _HALF & _MASK) - _HALF
    total = (total - after) >> BITS
    before = (total + _HALF & _MASK) - _HALF
    return after, before, (total - before) >> BITS


def _best(table: Mapping[str, int], candidates: Sequence[tuple[Place, list[str]]]) -> tuple[Place, float]:
    """Return the best candidate and its chance among them."""
    get = table.get
    scores = [sum(map(get, features, _ZEROS)) for _, features in candidates]
    chances = _softmax(scores)
    at = max(range(len(chances)), key=chances.__getitem__)
    return candidates[at][0], chances[at]


def _softmax(scores: Sequence[int]) -> list[float]:
    """Turn scores, in hundredths, into chances."""
    top = max(scores)
    exps = [math.exp((score - top) / 100) for score in scores]
    total = sum(exps)
    return [value / total for value in exps]
