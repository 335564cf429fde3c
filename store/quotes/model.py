"""The trained weights, and the four choices that make a frame of a cue candidate."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

from store.quotes.awaited import verb_awaited
from store.quotes.circumstances import only_how_told
from store.quotes.content_tables import REACH, EndTables, StartTables
from store.quotes.contents import content_ends, content_starts
from store.quotes.frames import SHAPES, CueTables, far_score, near_score
from store.quotes.leads import LeadEndTables, LeadStartTables, lead_ends, lead_starts
from store.quotes.questions import is_behind_question
from store.quotes.relays import is_quoted_by, relay_in
from store.quotes.scan import Lexicon, Phrase, Scan
from store.quotes.sources import SourceTables, source_candidates
from store.quotes.tables import Candidates, Ints, Place, unpacked
from store.quotes.trust_tables import TrustTables

SCREEN = -80
"""A candidate whose closest neighbours speak that much against it, in hundredths, is looked at no further."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Linear models, as trained, in hundredths: a table for each kind of feature."""

    lexicon: Lexicon
    shape: CueTables
    """What speaks for "after", "before" and "around" rather than for "none", the three packed into one."""
    source: SourceTables
    start: StartTables
    end: EndTables
    lead_end: LeadEndTables
    lead_start: LeadStartTables
    trust: TrustTables
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
    text = Path(__file__).with_name("weights.json").read_text(encoding="utf-8")
    return read_weights(json.loads(text, parse_int=Ints().__getitem__))


def read_weights(data: Mapping[str, Any]) -> Weights:
    """Build the weights from what the training script writes."""
    return Weights(
        lexicon=Lexicon(data["words"], data["stems"]),
        shape=CueTables(**data["shape"]),
        source=SourceTables(**data["source"]),
        start=StartTables(**data["start"]),
        end=EndTables(**data["end"]),
        lead_end=LeadEndTables(**data["lead_end"]),
        lead_start=LeadStartTables(**data["lead_start"]),
        trust=TrustTables(**data.get("trust", {})),  # while it is being trained there is none yet
    )


def find_frames(story: Scan, model: Weights, least: float) -> list[Frame]:
    """Return the frames of all cue candidates whose chance is at least `least`."""
    out = []
    earlier = source_in = -1
    source: Phrase | None = None
    for index in story.cues:
        near = near_score(story, index, model.shape)
        before, earlier = earlier, index
        if max(unpacked(near)) < SCREEN:
            continue
        shape, chance = _shape(near + far_score(story, index, before, model.shape))
        if chance < least or is_quoted_by(story, index):
            continue
        sentence = story.tokens.sentence_of[index]
        if shape == "after" and not _goes_on(story, index):
            shape = "before"
        if sentence != source_in:
            source, source_in = None, sentence
        frame = _fill(story, model, index, shape, chance, source)
        if frame and shape == "after" and _tells_nothing(story, index, *frame.pieces[0]):
            frame = _fill(story, model, index, "before", chance, source)
        if frame:
            out.append(frame)
            source = frame.source or source
    return _spoken(story, out)


def _spoken(story: Scan, frames: list[Frame]) -> list[Frame]:
    """Return the frames, those of "expected" and its like given to the verb of speech that is awaited."""
    cues = {frame.cue for frame in frames}
    out = []
    for frame in frames:
        verb = verb_awaited(story.tokens.lowers, frame.cue)
        if verb == frame.cue:
            out.append(frame)
        elif verb not in cues:
            out.append(replace(frame, cue=verb) if frame.source else frame)
    return out


def _goes_on(story: Scan, index: int) -> bool:
    """Tell whether more than how it was told follows in the sentence, or in a quotation announced there."""
    return not only_how_told(story, index, index + 1, min(story.region(index)[1], index + REACH))


def _tells_nothing(story: Scan, cue: int, first: int, last: int) -> bool:
    """Tell whether the tokens behind a cue only say how it was told, or who is quoted as saying it."""
    saying = relay_in(story, first, last)
    if saying >= 0:
        return only_how_told(story, saying, saying + 1, last)
    return only_how_told(story, cue, first, last) or is_behind_question(story, cue, first)


def _fill(
    story: Scan, model: Weights, index: int, shape: str, chance: float, earlier: Phrase | None
) -> Frame | None:
    """Choose source and content of an accepted cue; `earlier` is the source before it in the sentence."""
    candidates = source_candidates(story, index, shape, earlier, model.source)
    source, source_chance = _best(candidates)
    pieces = []
    span_chance = 1.0
    if shape != "after":
        ends = lead_ends(story, index, source, shape, model.lead_end)
        if ends[0]:
            end, sure = _best(ends)
            span_chance *= sure
            starts = lead_starts(story, index, end, shape, model.lead_start)
            if starts[0]:
                start, sure = _best(starts)
                span_chance *= sure
                pieces.append((start, end))
    if shape != "before":
        starts = content_starts(story, index, source, shape, model.start)
        if starts[0]:
            start, sure = _best(starts)
            span_chance *= sure
            ends = content_ends(story, index, start, model.end)
            if ends[0]:
                end, sure = _best(ends)
                span_chance *= sure
                pieces.append((start, end))
    if not pieces:
        return None
    return Frame(index, shape, pieces, source, chance, source_chance, span_chance)


def _shape(total: int) -> tuple[str, float]:
    """Return the likeliest shape of a cue's frame, and the chance that it has any, from its packed score."""
    scores = unpacked(total)
    best = max(scores)
    top = max(best, 0)
    none = exp(-top / 100)
    every = none
    for score in scores:
        every += exp((score - top) / 100)
    return SHAPES[1 + scores.index(best)], 1.0 - none / every


def _best(candidates: Candidates[Place]) -> tuple[Place, float]:
    """Return the best candidate, the first of equals, and its chance among them."""
    places, scores = candidates
    top = max(scores)
    return places[scores.index(top)], 1.0 / sum([exp((score - top) / 100) for score in scores])
