"""Contents behind a cue: where what it governs may start and end, with scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.quotes.content_tables import CLASSES, EndTables, StartTables
from store.quotes.frames import FAR, FINITE
from store.quotes.lexicon import PUNCTUATION_KINDS, stem, words
from store.quotes.scan import Phrase, Scan
from store.quotes.tables import NONE, Candidates

REACH = 16
"""How many tokens behind the cue the content may start."""
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
_CUE = 20
"""A word that heads a cue in that many of a hundred places is noted where it follows."""


def content_starts(
    story: Scan, index: int, source: Phrase | None, shape: str, table: StartTables
) -> Candidates[int]:
    """Return where content behind the cue may start, with scores."""
    shapes, quoted, segments = story.shapes, story.quoted, story.segments
    by_distance, by_lead = table.roots[stem(story.tokens.lowers[index])]
    of_shape, heres, size = table.shapes[shape], table.heres, len(shapes)
    leads, mark_commas = of_shape.leads, of_shape.mark_commas
    form_leads, form_distance = of_shape.forms[story.kinds[index]]
    beyond = source.last if source and source.last > index else size
    places, scores = [], []
    for i, commas in _start_places(story, index, source):
        here, lead = shapes[i], shapes[i - 1]
        here_distance, here_next = heres[here]
        lead_marks, lead_commas, lead_here = leads[lead]
        distance = min(i - index, 8)
        mark = 0
        if quoted[i]:
            mark = 2 if segments[quoted[i] - 1].first == i else 1
        behind = i >= beyond
        places.append(i)
        scores.append(
            by_distance[distance]
            + form_leads[distance].get(lead, 0)
            + lead_marks[mark]
            + here_distance[distance]
            + by_lead.get(lead, 0)
            + lead_commas[3 * behind + commas]
            + here_next.get(shapes[i + 1] if i + 1 < size else "^", 0)
            + lead_here.get(here, 0)
            + mark_commas[3 * mark + commas]
            + form_distance[9 * behind + distance]
        )
    return places, scores


def _start_places(story: Scan, index: int, source: Phrase | None) -> Iterator[tuple[int, int]]:
    """Yield the tokens behind the cue at which content may start, and how many marks part them from it."""
    kinds, quoted = story.kinds, story.quoted
    _, last = story.region(index)
    inside = range(source.first + 1, source.last) if source else ()
    commas = 0
    before = kinds[index]
    for i in range(index + 1, min(last, index + REACH)):
        kind = kinds[i]
        if kind not in PUNCTUATION_KINDS:
            deep = i - index > NEAR and before not in FAR and kind not in _CLAUSAL
            if not (
                deep
                or (kind in _OPEN and before in _INSIDE and i > index + 1 and not quoted[i])
                or i in inside
            ):
                yield i, commas
        if kind in FAR and commas < 2:
            commas += 1
        before = kind


def content_ends(story: Scan, index: int, start: int, table: EndTables) -> Candidates[int]:
    """Return where content that starts at `start`, behind the cue, may end (exclusive), with scores."""
    kinds, shapes, quoted = story.kinds, story.shapes, story.quoted
    _, last = story.region(start)
    mark = quoted[start]
    by_size, by_at = table.roots[stem(story.tokens.lowers[index])]
    by_commas, by_verbs = table.heres[shapes[start]]
    ats, prior_at = table.ats, table.prior_at
    places, scores = [], []
    for i, commas, verbs in _end_places(story, index, start, last):
        final = i >= last - 1 or (
            kinds[i] in PUNCTUATION_KINDS and PUNCTUATION_KINDS.issuperset(kinds[i + 1 : min(last, i + 3)])
        )
        at = "$" if final else shapes[i]
        size = class_of(i - start)
        rest, follow = _rest(story, i, last)
        marks = _marks(story, start, i, last) if mark or quoted[i - 1] else ""
        at_size, at_remaining, at_follow, at_next_cue, at_next_rest = ats[at]
        following = shapes[i + 1] if i + 1 < last else "^"
        places.append(i)
        scores.append(
            at_size[size]
            + by_at.get(at, 0)
            + by_commas[commas].get(at, 0)
            + at_next_cue.get(following, NONE).get(_cue_ahead(story, i), 0)
            + by_size[size]
            + prior_at.get(kinds[i - 1], NONE).get(at, 0)
            + at_remaining[min((last - i) // 4, 5)]
            + by_verbs[verbs].get(at, 0)
            + at_next_rest.get(following, NONE).get(rest, 0)
            + at_follow.get(follow, 0)
            + table.marks.get(marks + "$" if final else marks, 0)
        )
    return places, scores


def _end_places(story: Scan, index: int, start: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Yield where content from `start` on may end, with how many marks and verbs it then has."""
    kinds, shapes = story.kinds, story.shapes
    commas = verbs = 0
    first = _first_end(story, index, start)
    for i in _reached(first, last):
        kind = kinds[i] if i < last else "$"
        if i == last or (kind in EDGE and shapes[i] not in _BOUND):
            prior = kinds[i - 1]
            if prior not in PUNCTUATION_KINDS or prior == ")":
                yield i, commas, verbs
        if kind in FAR:
            commas = min(commas + 1, 3)
        elif kind in FINITE:
            verbs = min(verbs + 1, 2)


def _first_end(story: Scan, index: int, start: int) -> int:
    """Return the first place where content from `start` on may end: a whole quotation is not cut."""
    mark = story.quoted[start]
    first = start + 1
    if mark and mark != story.quoted[index] and story.segments[mark - 1].first == start:
        first = story.segments[mark - 1].last
    while first > start + 1 and story.kinds[first - 1] in PUNCTUATION_KINDS:
        first -= 1
    return first


def _reached(first: int, last: int) -> Iterable[int]:
    """Return the places where content may end: all within reach, and the last."""
    if last - first < LONGEST:
        return range(first, last + 1)
    return (*range(first, first + LONGEST), last)


def _cue_ahead(story: Scan, index: int) -> str:
    """Say whether a cue candidate is at the token or next to it, or two or three tokens on."""
    cues = story.cue_set
    if index in cues or index + 1 in cues:
        return "c"
    return "d" if index + 2 in cues or index + 3 in cues else ""


def _marks(story: Scan, start: int, index: int, last: int) -> str:
    """Say how content from `start` up to `index` stands to quotation marks."""
    mark, before = story.quoted[start], story.quoted[index - 1]
    inner = "Q" if index < last and before and before == story.quoted[index] else ""
    closes = "C" if before and not inner else ""
    return inner + closes + ("m" if mark else "") + ("1" if mark and mark == before else "")


def _rest(story: Scan, index: int, last: int) -> tuple[str, str]:
    """Say what stands behind a possible end: whether a verb, and what stops it; then the next word."""
    if index >= last - 1:
        return "", ""
    kinds = story.kinds
    follow = story.tokens.lowers[index + 1] + ("!" if story.shares[index + 1] >= _CUE else "")
    if kinds[index + 1] in FINITE:
        return "v", follow
    verb = ""
    for kind in kinds[index + 1 : min(last, index + 12)]:
        if kind in FINITE:
            verb = "v"
        elif kind in FAR:
            return verb + kind, follow
    return verb, follow


def class_of(size: int) -> int:
    """Return the number of the class of a length in tokens."""
    return _SIZES[size] if size < len(_SIZES) else len(CLASSES) - 1


def bucket(size: int) -> str:
    """Return a length in tokens as a part of features: small ones as they are, longer ones by their class."""
    return CLASSES[class_of(size)]
