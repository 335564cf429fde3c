"""Contents before a cue: where they may end and start, with scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from store.quotes.contents import EDGE, LONGEST, bucket
from store.quotes.frames import FAR, shape_at
from store.quotes.lexicon import PUNCTUATION_KINDS, stem
from store.quotes.scan import Phrase, Scan
from store.quotes.tables import NONE, NUMBERS, Candidates, Four, One, Three, Two

REACH = 24
"""How many tokens before the cue the content may end."""
_TRAIL = 24
"""Characters after which a trail says no more."""
_NOUN_STARTS = frozenset({"dt", "ps", "in"})


@dataclass(slots=True)
class LeadEndTables:
    """What speaks for an end before the cue; the names say the parts.

    "here" is the shape of the token behind the content, "trail" all shapes
    between it and the cue, "side" on which side the source is.
    """

    here_distance: Two = field(default_factory=dict)
    shape_here_side: Three = field(default_factory=dict)
    here_closes: Two = field(default_factory=dict)
    shape_trail: Two = field(default_factory=dict)
    root_here: Two = field(default_factory=dict)
    root_distance: Two = field(default_factory=dict)
    here_commas: Two = field(default_factory=dict)
    form_shape_here_side: Four = field(default_factory=dict)
    prior_here: Two = field(default_factory=dict)
    here_next_side: Three = field(default_factory=dict)
    shape_closes: Two = field(default_factory=dict)
    trail: One = field(default_factory=dict)


@dataclass(slots=True)
class LeadStartTables:
    """What speaks for a start before the cue; the names say the parts.

    "here" is the shape there, "lead" the one before it, "lead2" the one
    before that, "remaining" how many tokens of the sentence stand before.
    """

    lead: One = field(default_factory=dict)
    lead_here: Two = field(default_factory=dict)
    shape_lead_size: Three = field(default_factory=dict)
    root_lead: Two = field(default_factory=dict)
    lead_marks: Two = field(default_factory=dict)
    lead_commas: Two = field(default_factory=dict)
    lead_remaining: Two = field(default_factory=dict)
    shape_here: Two = field(default_factory=dict)
    form_lead_size: Three = field(default_factory=dict)
    lead_lead2: Two = field(default_factory=dict)
    here_remaining: Two = field(default_factory=dict)
    root_size: Two = field(default_factory=dict)
    marks: One = field(default_factory=dict)


def lead_ends(
    story: Scan, index: int, source: Phrase | None, shape: str, table: LeadEndTables
) -> Candidates[int]:
    """Return where content before the cue may end (exclusive), with scores."""
    kinds, shapes, quoted = story.kinds, story.shapes, story.quoted
    root, form = stem(story.tokens.lowers[index]), kinds[index]
    by_side = table.shape_here_side.get(shape, NONE)
    by_form = table.form_shape_here_side.get(form, NONE).get(shape, NONE)
    places, scores = [], []
    for i, trail, commas in _lead_end_places(story, index, source):
        here = shapes[i]
        closes = "C" if quoted[i - 1] and quoted[i - 1] != quoted[i] else ""
        side = "s" if source and i <= source.first < index else ""
        at_source = "=" if source and i == source.first else ""
        distance = NUMBERS[min(index - i, 8)]
        places.append(i)
        scores.append(
            table.here_distance.get(here, NONE).get(distance, 0)
            + by_side.get(here, NONE).get(side + at_source, 0)
            + table.here_closes.get(here, NONE).get(closes + side, 0)
            + table.shape_trail.get(shape, NONE).get(trail, 0)
            + table.root_here.get(root, NONE).get(here, 0)
            + table.root_distance.get(root, NONE).get(distance, 0)
            + table.here_commas.get(here, NONE).get(commas + side, 0)
            + by_form.get(here, NONE).get(side, 0)
            + table.prior_here.get(kinds[i - 1], NONE).get(here, 0)
            + table.here_next_side.get(here, NONE).get(shape_at(shapes, i + 1), NONE).get(side, 0)
            + table.shape_closes.get(shape, NONE).get(closes + side, 0)
            + table.trail.get(trail, 0)
        )
    return places, scores


def _lead_end_places(story: Scan, index: int, source: Phrase | None) -> Iterator[tuple[int, str, str]]:
    """Yield where content before the cue may end, with the shapes between and how many marks are there."""
    kinds, shapes = story.kinds, story.shapes
    first, _ = story.region(index)
    trail = ""
    commas = 0
    taken = range(source.first + 1, source.last + 1) if source and source.last <= index else ()
    for i in range(index, max(first, index - REACH), -1):
        prior = kinds[i - 1]
        inside = index - i > 5 and kinds[i] not in FAR
        if not inside and (prior not in PUNCTUATION_KINDS or prior == ")") and i not in taken:
            yield i, trail, NUMBERS[commas]
        if len(trail) < _TRAIL:
            trail += shapes[i - 1] + "_"
        if prior in FAR:
            commas = min(commas + 1, 3)


def lead_starts(story: Scan, index: int, end: int, shape: str, table: LeadStartTables) -> Candidates[int]:
    """Return where content that ends at `end`, before the cue, may start, with scores."""
    shapes, quoted = story.shapes, story.quoted
    first, _ = story.region(end - 1)
    root, form = stem(story.tokens.lowers[index]), story.kinds[index]
    mark = quoted[end - 1]
    places, scores = [], []
    for i, commas in _lead_start_places(story, index, end, first):
        here = shapes[i]
        lead = shapes[i - 1] if i > first else "^"
        size = bucket(end - i)
        inner = "Q" if i > first and quoted[i] and quoted[i] == quoted[i - 1] else ""
        marks = inner + ("O" if quoted[i] and not inner else "")
        remaining = NUMBERS[min((i - first), 6)]
        places.append(i)
        scores.append(
            table.lead.get(lead, 0)
            + table.lead_here.get(lead, NONE).get(here, 0)
            + table.shape_lead_size.get(shape, NONE).get(lead, NONE).get(size, 0)
            + table.root_lead.get(root, NONE).get(lead, 0)
            + table.lead_marks.get(lead, NONE).get(marks + ("m" if mark else ""), 0)
            + table.lead_commas.get(lead, NONE).get(commas, 0)
            + table.lead_remaining.get(lead, NONE).get(remaining, 0)
            + table.shape_here.get(shape, NONE).get(here, 0)
            + table.form_lead_size.get(form, NONE).get(lead, NONE).get(size, 0)
            + table.lead_lead2.get(lead, NONE).get(shapes[i - 2] if i > first + 1 else "^", 0)
            + table.here_remaining.get(here, NONE).get(remaining, 0)
            + table.root_size.get(root, NONE).get(size, 0)
            + table.marks.get(marks + ("1" if mark and mark == quoted[i] else ""), 0)
        )
    return places, scores


def _lead_start_places(story: Scan, index: int, end: int, first: int) -> Iterator[tuple[int, str]]:
    """Yield where content up to `end` may start, from there back, with how many marks are passed."""
    kinds = story.kinds
    mark = story.quoted[end - 1]
    whole = story.segments[mark - 1] if mark and mark != story.quoted[index] else None
    last = whole.first if whole and whole.last - end < 3 else end - 1
    commas = 0
    for i in range(last, max(first, last - LONGEST) - 1, -1):
        kind = kinds[i]
        if kind not in PUNCTUATION_KINDS and (
            i == first or kinds[i - 1] in EDGE or (kind in _NOUN_STARTS and end - i < 9)
        ):
            yield i, NUMBERS[commas]
        if kind in FAR:
            commas = min(commas + 1, 3)
