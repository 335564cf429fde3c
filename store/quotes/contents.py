"""Contents: where what a cue governs may start and end, before the cue and behind it, with features."""

from __future__ import annotations

from collections.abc import Iterable

from store.quotes.frames import FAR, FINITE, shape_at
from store.quotes.lexicon import PUNCTUATION_KINDS, stem, words
from store.quotes.scan import Phrase, Scan

REACH = 16
"""How many tokens behind the cue the content may start."""
LONGEST = 400
"""How many tokens of content are looked at for its other end."""
_EDGE = words(", . ? : ; ( ) -- .. q sq cc in to that wh who by as day sub rb")
_BOUND = words("about into out than against like more over all other only there no")
"""Words that, though they could, hardly ever come right after content."""
NEAR = 9
"""Farther from the cue content starts only behind punctuation or with a word like "that"."""
_NOUN_STARTS = frozenset({"dt", "ps", "in"})
_CLAUSAL = frozenset({"that", "to", "wh", "q"})
_OPEN = frozenset({"n", "s", "d", "x", "ed", "ing"})
_INSIDE = _OPEN | {"dt", "ps", "C"}


_CLASSES = ((7, "6"), (13, "12"), (25, "24"))


def content_starts(story: Scan, index: int, source: Phrase | None, shape: str) -> list[tuple[int, list[str]]]:
    """Return where content behind the cue may start, with features."""
    tokens, kinds, shapes = story.tokens, story.kinds, story.shapes
    _, last = story.region(index)
    word = tokens.lowers[index]
    root, form = stem(word), kinds[index]
    out = []
    commas = 0
    for i in range(index + 1, min(last, index + REACH)):
        kind = kinds[i]
        here = shapes[i]
        deep = i - index > NEAR and kinds[i - 1] not in FAR and kind not in _CLAUSAL
        open_class = i > index + 1 and kind in _OPEN and kinds[i - 1] in _INSIDE and not story.quoted[i]
        if (
            kind not in PUNCTUATION_KINDS
            and not (open_class or deep)
            and not (source and source.first < i < source.last)
        ):
            lead = shapes[i - 1]
            distance = str(min(i - index, 8))
            mark = "Q" if story.quoted[i] and story.segments[story.quoted[i] - 1].first == i else ""
            mark = mark or ("q" if story.quoted[i] else "")
            behind = "s" if source and i >= source.last > index else ""
            out.append(
                (
                    i,
                    [
                        f"d{root}|{distance}",
                        f"f{form}{distance}{lead}",
                        f"g{mark}{lead}{shape}",
                        f"h{here}{distance}",
                        f"j{root}|{lead}",
                        f"l{behind}{lead}{min(commas, 2)}",
                        f"m{here}{shape_at(shapes, i + 1)}",
                        f"n{shape}{lead}{here}",
                        f"o{mark}{min(commas, 2)}{shape}",
                        f"p{behind}{form}{shape}{distance}",
                    ],
                )
            )
        if kind in FAR:
            commas += 1
    return out


def _reached(first: int, last: int) -> Iterable[int]:
    """Return the places where content may end: all within reach, and the last."""
    if last - first < LONGEST:
        return range(first, last + 1)
    return (*range(first, first + LONGEST), last)


def content_ends(story: Scan, index: int, start: int) -> list[tuple[int, list[str]]]:
    """Return where content that starts at `start`, behind the cue, may end (exclusive), with features."""
    tokens, kinds, shapes = story.tokens, story.kinds, story.shapes
    _, last = story.region(start)
    root = stem(tokens.lowers[index])
    here = shapes[start]
    mark = story.quoted[start]
    out = []
    commas = verbs = 0
    cue_ahead = story.cue_set
    whole = story.segments[mark - 1] if mark and mark != story.quoted[index] else None
    first = whole.last if whole and whole.first == start else start + 1
    while first > start + 1 and kinds[first - 1] in PUNCTUATION_KINDS:
        first -= 1
    for i in _reached(first, last):
        kind = kinds[i] if i < last else "$"
        if i == last or (kind in _EDGE and shapes[i] not in _BOUND):
            prior = kinds[i - 1]
            if prior not in PUNCTUATION_KINDS or prior == ")":
                final = i >= last - 1 or all(
                    kinds[j] in PUNCTUATION_KINDS for j in range(i, min(last, i + 3))
                )
                at = "$" if final else shapes[i]
                inner = (
                    "Q"
                    if i < last
                    and story.quoted[i - 1]
                    and story.quoted[i - 1] == story.quoted[min(i, len(kinds) - 1)]
                    else ""
                )
                closes = "C" if story.quoted[i - 1] and not inner else ""
                size = i - start
                bucket = _bucket(size)
                nexts = shape_at(shapes, i + 1) if i + 1 < last else "^"
                cue = "c" if i in cue_ahead or i + 1 in cue_ahead else ""
                cue = cue or ("d" if i + 2 in cue_ahead or i + 3 in cue_ahead else "")
                remaining = str(min((last - i) // 4, 5))
                has = str(min(verbs, 2))
                rest = ""
                if i < last - 1:
                    rest = "v" if kinds[i + 1] in FINITE else _rest(story, i, last)
                    lower = tokens.lowers[i + 1]
                    follow = at + lower + ("!" if story.shares[i + 1] >= 20 else "")
                else:
                    follow = at
                out.append(
                    (
                        i,
                        [
                            f"c{at}{bucket}",
                            f"d{at}|{root}",
                            f"h{min(commas, 3)}{at}{here}",
                            f"i{cue}{at}{nexts}",
                            f"m{root}|{bucket}",
                            f"n{prior}|{at}",
                            f"o{at}{remaining}",
                            f"s{has}{here}{at}",
                            f"u{rest}{at}{nexts}",
                            "w" + follow,
                            f"q{inner}{closes}"
                            + ("m" if mark else "")
                            + ("1" if mark and mark == story.quoted[i - 1] else "")
                            + ("$" if final else ""),
                        ],
                    )
                )
        if kind in FINITE:
            verbs += 1
        if kind in FAR:
            commas += 1
    return out


def _rest(story: Scan, index: int, last: int) -> str:
    """Say what the stretch behind a possible end is: with a verb or without, and what stops it."""
    verb = ""
    for i in range(index + 1, min(last, index + 12)):
        kind = story.kinds[i]
        if kind in FINITE:
            verb = "v"
        elif kind in FAR:
            return verb + kind
    return verb


def _bucket(size: int) -> str:
    """Return a length in tokens as a feature: small ones as they are, longer ones by their class."""
    if size < 4:
        return str(size)
    return next((name for limit, name in _CLASSES if size < limit), "+")


def lead_ends(story: Scan, index: int, source: Phrase | None, shape: str) -> list[tuple[int, list[str]]]:
    """Return where content before the cue may end (exclusive), with features."""
    tokens, kinds, shapes = story.tokens, story.kinds, story.shapes
    first, _ = story.region(index)
    root, form = stem(tokens.lowers[index]), kinds[index]
    out = []
    trail = ""
    commas = 0
    for i in range(index, max(first, index - 24), -1):
        prior = kinds[i - 1]
        here = shapes[i]
        inside = index - i > 5 and kinds[i] not in FAR
        if (
            not inside
            and (prior not in PUNCTUATION_KINDS or prior == ")")
            and not (source and source.first < i <= source.last <= index)
        ):
            closes = "C" if story.quoted[i - 1] and story.quoted[i - 1] != story.quoted[i] else ""
            side = "s" if source and i <= source.first < index else ""
            at_source = "=" if source and i == source.first else ""
            distance = str(min(index - i, 8))
            out.append(
                (
                    i,
                    [
                        f"a{here}{distance}",
                        f"b{side}{here}{shape}{at_source}",
                        f"c{closes}{here}{side}",
                        f"d{trail}{shape}",
                        f"e{root}|{here}",
                        f"f{root}|{distance}",
                        f"g{min(commas, 3)}{side}{here}",
                        f"h{form}{here}{shape}{side}",
                        f"i{prior}{here}",
                        f"j{side}{here}{shape_at(shapes, i + 1)}",
                        f"k{closes}{side}{shape}",
                        "l" + trail,
                    ],
                )
            )
        if len(trail) < 24:
            trail += shapes[i - 1] + "_"
        if prior in FAR:
            commas += 1
    return out


def lead_starts(story: Scan, index: int, end: int, shape: str) -> list[tuple[int, list[str]]]:
    """Return where content that ends at `end`, before the cue, may start, with features."""
    tokens, kinds, shapes = story.tokens, story.kinds, story.shapes
    first, _ = story.region(end - 1)
    root, form = stem(tokens.lowers[index]), kinds[index]
    mark = story.quoted[end - 1]
    out = []
    commas = 0
    whole = story.segments[mark - 1] if mark and mark != story.quoted[index] else None
    last = whole.first if whole and whole.last - end < 3 else end - 1
    for i in range(last, max(first, last - LONGEST) - 1, -1):
        kind = kinds[i]
        lead = shapes[i - 1] if i > first else "^"
        if kind not in PUNCTUATION_KINDS and (
            i == first or kinds[i - 1] in _EDGE or (kind in _NOUN_STARTS and end - i < 9)
        ):
            size = end - i
            bucket = _bucket(size)
            inner = "Q" if i > first and story.quoted[i] and story.quoted[i] == story.quoted[i - 1] else ""
            opens = "O" if story.quoted[i] and not inner else ""
            remaining = str(min((i - first), 6))
            here = shapes[i]
            out.append(
                (
                    i,
                    [
                        "a" + lead,
                        f"b{lead}{here}",
                        f"c{lead}{bucket}{shape}",
                        f"d{root}{lead}",
                        f"e{lead}{inner}{opens}" + ("m" if mark else ""),
                        f"f{lead}{min(commas, 3)}",
                        f"g{remaining}{lead}",
                        f"h{here}{shape}",
                        f"i{form}{lead}{bucket}",
                        "j" + (lead + shapes[i - 2] if i > first + 1 else lead + "^"),
                        f"k{remaining}{here}",
                        f"l{root}{bucket}",
                        f"m{inner}{opens}" + ("1" if mark and mark == story.quoted[i] else ""),
                    ],
                )
            )
        if kind in FAR:
            commas += 1
    return out
