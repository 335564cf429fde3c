"""Contents behind a cue: where what it governs may start and end, with scores."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress

from store.quotes.content_tables import CLASSES, REACH, EndTables, StartTables
from store.quotes.frames import FAR
from store.quotes.lexicon import PUNCTUATION_KINDS, stem, words
from store.quotes.scan import Phrase, Scan
from store.quotes.tables import NONE, Candidates

LONGEST = 400
"""How many tokens of content are looked at for its other end."""
EDGE = words(", . ? : ; ( ) -- .. q sq cc in to that wh who by as day sub rb")
"""Kinds of tokens at which content may begin or end."""
_BOUND = words("about into out than against like more over all other only there no")
"""Words that, though they could, hardly ever come right after content."""
NEAR = 9
"""Farther from the cue content starts only behind punctuation or with a word like "that"."""
_CLAUSAL = frozenset({"that", "to", "wh", "q"})
_OPEN = frozenset({"n", "s", "d", "x", "ed", "ing"})
_INSIDE = _OPEN | {"dt", "ps", "C"}
_SIZES = (0, 1, 2, 3, *[4] * 3, *[5] * 6, *[6] * 12)
"""The class of each length; longer ones are of the last class."""


def content_starts(
    story: Scan, index: int, source: Phrase | None, shape: str, table: StartTables
) -> Candidates[int]:
    """Return where content behind the cue may start, with scores."""
    shapes, quoted = story.shapes, story.quoted
    by_distance, by_lead = table.roots[stem(story.tokens.lowers[index])]
    of_shape, heres = table.shapes[shape], table.heres
    leads, by_side = of_shape.leads, of_shape.forms[story.kinds[index]]
    beyond = source.last if source and source.last > index else len(quoted)
    places, scores = _start_places(story, index, source), []
    for i in places:
        here, lead = shapes[i], shapes[i - 1]
        here_distance, here_next = heres[here]
        lead_marks, lead_here = leads[lead]
        distance = i - index
        mark = quoted[i] and (1 if quoted[i] == quoted[i - 1] else 2)
        scores.append(
            by_distance[distance]
            + by_lead.get(lead, 0)
            + here_distance[distance]
            + here_next.get(shapes[i + 1], 0)
            + lead_marks[mark]
            + lead_here.get(here, 0)
            + by_side[distance if i < beyond else distance + REACH]
        )
    return places, scores


def _start_places(story: Scan, index: int, source: Phrase | None) -> list[int]:
    """Return the tokens behind the cue at which content may start, up to its "that"."""
    kinds, quoted = story.kinds, story.quoted
    _, last = story.region(index)
    inside = range(source.first + 1, source.last) if source else ()
    before = kinds[index]
    out = []
    for i in range(index + 1, min(last, index + REACH)):
        kind = kinds[i]
        if kind in PUNCTUATION_KINDS:
            before = kind
            continue
        deep = i - index > NEAR and before not in FAR and kind not in _CLAUSAL
        amid = kind in _OPEN and before in _INSIDE and i > index + 1 and not quoted[i]
        if not (deep or amid or i in inside):
            out.append(i)
            if kind == "that":
                break
        before = kind
    return out


def content_ends(story: Scan, index: int, start: int, table: EndTables) -> Candidates[int]:
    """Return where content that starts at `start`, behind the cue, may end (exclusive), with scores."""
    kinds, shapes, lowers = story.kinds, story.shapes, story.tokens.lowers
    _, last = story.region(start)
    by_at = table.root_at.get(stem(lowers[index]), NONE)
    by_commas, ats = table.heres[shapes[start]], table.ats
    places, scores = [], []
    for i, commas in _end_places(story, index, start, last):
        at, following, follow = "$", "^", ""
        if i + 1 < last:
            following, follow = shapes[i + 1], lowers[i + 1]
            if kinds[i] not in PUNCTUATION_KINDS or not PUNCTUATION_KINDS.issuperset(
                kinds[i + 1 : min(last, i + 3)]
            ):
                at = shapes[i]
        at_size, at_remaining, at_follow, at_next_cue = ats[at]
        places.append(i)
        scores.append(
            at_size[class_of(i - start)]
            + at_remaining[min((last - i) // 4, 5)]
            + at_follow.get(follow, 0)
            + at_next_cue.get(following, NONE).get(_cue_ahead(story, i), 0)
            + by_at.get(at, 0)
            + by_commas[commas].get(at, 0)
        )
    return places, scores


def _end_places(story: Scan, index: int, start: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield where content from `start` on may end, with how many marks it then has."""
    kinds, shapes = story.kinds, story.shapes
    commas = 0
    first = _first_end(story, index, start)
    far = min(last, first + LONGEST)
    for i in compress(range(first, far), map(EDGE.__contains__, kinds[first:far])):
        if shapes[i] not in _BOUND:
            prior = kinds[i - 1]
            if prior not in PUNCTUATION_KINDS or prior == ")":
                yield i, commas
        if commas < 3 and kinds[i] in FAR:
            commas += 1
    if last >= first:
        prior = kinds[last - 1]
        if prior not in PUNCTUATION_KINDS or prior == ")":
            yield last, commas


def _first_end(story: Scan, index: int, start: int) -> int:
    """Return the first place where content from `start` on may end: a whole quotation is not cut."""
    mark = story.quoted[start]
    first = start + 1
    if mark and mark != story.quoted[index] and story.segments[mark - 1].first == start:
        first = story.segments[mark - 1].last
    while first > start + 1 and story.kinds[first - 1] in PUNCTUATION_KINDS:
        first -= 1
    return first


def _cue_ahead(story: Scan, index: int) -> str:
    """Say whether a cue candidate is at the token or next to it, or two or three tokens on."""
    cues = story.cue_set
    if index in cues or index + 1 in cues:
        return "c"
    return "d" if index + 2 in cues or index + 3 in cues else ""


def class_of(size: int) -> int:
    """Return the number of the class of a length in tokens."""
    return _SIZES[size] if size < len(_SIZES) else len(CLASSES) - 1


def bucket(size: int) -> str:
    """Return a length in tokens as a part of features: small ones as they are, longer ones by their class."""
    return CLASSES[class_of(size)]
