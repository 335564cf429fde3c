"""Contents before a cue: where they may end and start, with scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from store.quotes.contents import EDGE, LONGEST, bucket
from store.quotes.frames import FAR
from store.quotes.lexicon import PUNCTUATION_KINDS, stem
from store.quotes.scan import Phrase, Scan
from store.quotes.tables import NONE, NUMBERS, Candidates, Three, Two

REACH = 24
"""How many tokens before the cue the content may end."""
_NOUN_STARTS = frozenset({"dt", "ps", "in"})


@dataclass(slots=True)
class LeadEndTables:
    """What speaks for an end before the cue; the names say the parts.

    "here" is the shape of the token behind the content, "next" the one after
    it, "prior" the kind of the content's last, "closes" whether a quotation
    ends with it, "side" whether the source stands between it and the cue.
    """

    root_here: Two = field(default_factory=dict)
    root_distance: Two = field(default_factory=dict)
    shape_closes: Two = field(default_factory=dict)
    here_distance: Two = field(default_factory=dict)
    here_commas: Two = field(default_factory=dict)
    here_next_side: Three = field(default_factory=dict)
    prior_here: Two = field(default_factory=dict)


@dataclass(slots=True)
class LeadStartTables:
    """What speaks for a start before the cue; the names say the parts.

    "here" is the shape there, "lead" the one before it, "lead2" the one
    before that, "remaining" how many tokens of the sentence stand before.
    """

    root_lead: Two = field(default_factory=dict)
    root_size: Two = field(default_factory=dict)
    shape_lead_size: Three = field(default_factory=dict)
    lead_here: Two = field(default_factory=dict)
    lead_commas: Two = field(default_factory=dict)
    lead_lead2: Two = field(default_factory=dict)
    here_remaining: Two = field(default_factory=dict)


def lead_ends(
    story: Scan, index: int, source: Phrase | None, shape: str, table: LeadEndTables
) -> Candidates[int]:
    """Return where content before the cue may end (exclusive), with scores."""
    kinds, shapes, quoted = story.kinds, story.shapes, story.quoted
    root = stem(story.tokens.lowers[index])
    by_root, by_distance = table.root_here.get(root, NONE), table.root_distance.get(root, NONE)
    by_closing = table.shape_closes.get(shape, NONE)
    places, scores = [], []
    for i, commas in _lead_end_places(story, index, source):
        here = shapes[i]
        closes = "C" if quoted[i - 1] and quoted[i - 1] != quoted[i] else ""
        side = "s" if source and i <= source.first < index else ""
        distance = bucket(index - i)
        places.append(i)
        scores.append(
            by_root.get(here, 0)
            + by_distance.get(distance, 0)
            + by_closing.get(closes + side, 0)
            + table.here_distance.get(here, NONE).get(distance, 0)
            + table.here_commas.get(here, NONE).get(commas + side, 0)
            + table.here_next_side.get(here, NONE).get(shapes[i + 1], NONE).get(side, 0)
            + table.prior_here.get(kinds[i - 1], NONE).get(here, 0)
        )
    return places, scores


def _lead_end_places(story: Scan, index: int, source: Phrase | None) -> Iterator[tuple[int, str]]:
    """Yield where content before the cue may end, with how many marks stand between."""
    kinds = story.kinds
    first, _ = story.region(index)
    commas = 0
    taken = range(source.first + 1, source.last + 1) if source and source.last <= index else ()
    for i in range(index, max(first, index - REACH), -1):
        prior = kinds[i - 1]
        inside = index - i > 5 and kinds[i] not in FAR
        if not inside and (prior not in PUNCTUATION_KINDS or prior == ")") and i not in taken:
            yield i, NUMBERS[commas]
        if prior in FAR:
            commas = min(commas + 1, 3)


def lead_starts(story: Scan, index: int, end: int, shape: str, table: LeadStartTables) -> Candidates[int]:
    """Return where content that ends at `end`, before the cue, may start, with scores."""
    shapes = story.shapes
    first, _ = story.region(end - 1)
    root = stem(story.tokens.lowers[index])
    by_lead, by_size = table.root_lead.get(root, NONE), table.root_size.get(root, NONE)
    by_lead_size = table.shape_lead_size.get(shape, NONE)
    places, scores = [], []
    for i, commas in _lead_start_places(story, index, end, first):
        lead = shapes[i - 1] if i > first else "^"
        size = bucket(end - i)
        places.append(i)
        scores.append(
            by_lead.get(lead, 0)
            + by_size.get(size, 0)
            + by_lead_size.get(lead, NONE).get(size, 0)
            + table.lead_here.get(lead, NONE).get(shapes[i], 0)
            + table.lead_commas.get(lead, NONE).get(commas, 0)
            + table.lead_lead2.get(lead, NONE).get(shapes[i - 2] if i > first + 1 else "^", 0)
            + table.here_remaining.get(shapes[i], NONE).get(NUMBERS[min(i - first, 6)], 0)
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
