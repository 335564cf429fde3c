"""Cue frames: what a cue candidate governs and who is its source, as candidates with features.

A frame is found in four choices, each a linear model over the features made
here: does the candidate attribute at all and on which side stands the content
(`near_features`, `far_features`), who is the source (`source_candidates`), where does the
content start, where does it end (`content_starts`, `content_ends`).
"""

from __future__ import annotations

from collections.abc import Iterable

from store.quotes.lexicon import PUNCTUATION_KINDS, stem, words
from store.quotes.scan import Phrase, Scan

SHAPES = ("none", "after", "before", "around")
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
_FAR = words(", . ? : ; ( ) -- .. q sq")

_LINKS = frozenset({",", "cc", "--", "rb", "who", "ax", "to", "by"})
_FINITE = frozenset({"ax", "ed"})
_OPENING = 4
"""A cue that near to the start may belong to the main clause's subject: "Noting that ..., Lee ..."."""

_CLASSES = ((7, "6"), (13, "12"), (25, "24"))


def _shape(shapes: list[str], index: int) -> str:
    """Return what the token looks like; "^" outside the text."""
    return shapes[index] if 0 <= index < len(shapes) else "^"


def near_features(story: Scan, index: int) -> list[str]:
    """Return the features of the cue candidate at `index` that its closest neighbours give."""
    lowers, shapes = story.tokens.lowers, story.shapes
    first, last = story.tokens.sentences[story.tokens.sentence_of[index]]
    word, form = lowers[index], story.kinds[index]
    root = stem(word)
    m2, m1 = ("^", "^", *shapes[max(first, index - 2) : index])[-2:]
    p1, p2 = (*shapes[index + 1 : min(last, index + 3)], "^", "^")[:2]
    inside = "Q" if story.quoted[index] else ""
    next1 = lowers[index + 1] if index + 1 < last else "^"
    return [
        "w" + word,
        "r" + root,
        "q" + inside + root,
        "a" + word + "|" + next1,
        "A" + root + "|" + p1,
        "B" + root + "|" + m1,
        "c" + form + m1 + "|" + p1,
        "d" + p1 + "|" + p2,
        "f" + root + "|" + p1 + "|" + p2,
        "g" + root + "|" + m1 + "|" + m2,
        "L" + next1,
        "m" + (lowers[index - 1] if index > first else "^"),
        "bias",
    ]


def far_features(story: Scan, index: int, earlier: int) -> list[str]:
    """Return the features that take in the sentence; `earlier` is the cue candidate before, or -1."""
    tokens, kinds = story.tokens, story.kinds
    lowers, shapes = tokens.lowers, story.shapes
    first, last = tokens.sentences[tokens.sentence_of[index]]
    word, form = lowers[index], kinds[index]
    root = stem(word)
    p1, p2, p3, p4 = (*shapes[index + 1 : min(last, index + 5)], "^", "^", "^", "^")[:4]
    marks = _mark_before(story, index, first) + _mark_after(story, index, last)
    subject, lead = _subject(story, index, first)
    ahead = _ahead(story, index, last)
    nested = ""
    if earlier >= first:
        gap = any(kinds[i] in _FAR for i in range(earlier + 1, index))
        nested = stem(lowers[earlier]) + ("," if gap else "")
    inside = "Q" if story.quoted[index] else ""
    return [
        "Q" + inside + marks,
        "h" + form + "|" + subject,
        "i" + word + "|" + marks,
        "k" + nested,
        "l" + inside + subject + form,
        "n" + ("0" if tokens.sentence_of[index] == 0 else "1") + form,
        "p" + p1 + p2 + p3 + p4,
        "s" + subject + p1,
        "t" + kinds[last - 1] + lowers[last - 1][:1] + form,
        "v" + str(min(last - index, 6)) + form + p1,
        "x" + lead + ahead + form,
        "y" + root + lead,
        "z" + shapes[first] + lead + ahead,
        "Z" + root + ahead,
    ]


def _mark_before(story: Scan, index: int, first: int) -> str:
    """Say whether a quotation ends shortly before the cue, and how: by "," "." or bare."""
    for i in range(index - 1, max(first - 1, index - 12), -1):
        number = story.quoted[i]
        if number and number != story.quoted[index]:
            return "<" + str(min(index - i, 4)) + story.kinds[story.segments[number - 1].last - 1][:1]
        if story.kinds[i] == ";":
            break
    return ""


def _mark_after(story: Scan, index: int, last: int) -> str:
    """Say whether a quotation opens behind the cue, how near, and what stands before the mark."""
    for i in range(index + 1, min(last, index + 12)):
        number = story.quoted[i]
        if number and number != story.quoted[index]:
            lead = story.kinds[i - 2] if i - 2 > index else ""
            return ">" + str(min(i - index, 4)) + (lead if lead in PUNCTUATION_KINDS else "")
    return ""


def _subject(story: Scan, index: int, first: int) -> tuple[str, str]:
    """Say what kind of phrase stands before the cue and what between, in short; then what leads up to it."""
    for phrase in reversed(story.phrases_near(index)):
        if phrase.last <= index and phrase.first >= first:
            gap = "".join(story.kinds[i] for i in range(max(phrase.last, index - 3), index))
            far = "" if index - phrase.last <= 3 else "~"
            lead = story.shapes[phrase.first - 1] if phrase.first > first else "^"
            size = phrase.first - first
            return phrase.kind + far + gap, lead + ("+" if size > 6 else "-" if size > 2 else "")
    return "-", "-"


def _ahead(story: Scan, index: int, last: int) -> str:
    """Say what is still to come in the sentence: a verb, "that", a comma or a mark."""
    verb = that = comma = ""
    for i in range(index + 1, last):
        kind = story.kinds[i]
        if kind in ("ax", "ed"):
            verb = "v"
        elif kind == "that" and i - index < 9:
            that = "t"
        elif kind == ",":
            comma = ","
        elif kind == "q":
            return verb + that + comma + "q"
    return verb + that + comma + ("$" if last - index < 3 else "")


def source_candidates(
    story: Scan, index: int, shape: str, earlier: Phrase | None = None
) -> list[tuple[Phrase | None, list[str]]]:
    """Return the phrases that may be the source of the cue at `index`, and none, with their features.

    `earlier` is the source of the attribution before, which "he said, adding"
    and "he said ... and accused" share.
    """
    tokens, kinds, shapes = story.tokens, story.kinds, story.shapes
    word = tokens.lowers[index]
    root, form = stem(word), kinds[index]
    first, _ = tokens.sentences[tokens.sentence_of[index]]
    prior = _shape(shapes, index - 1) if index > first else "^"
    link = prior if prior in _LINKS else form
    out: list[tuple[Phrase | None, list[str]]] = [
        (None, ["0" + root, "0" + form + shape, "0", "0" + form + prior, "0w" + word])
    ]
    verbs = _verbs_before(story, index, first)
    for near, phrase in _near_phrases(story, index, earlier):
        side = near[0]
        low, high = (phrase.last, index) if side == "<" else (index + 1, phrase.first)
        gap = "".join([shapes[i] for i in range(low, min(high, low + 4))]) + ("~" if high - low > 4 else "")
        commas = str(min(sum([kinds[i] in _FAR for i in range(low, high)]), 3))
        lead = shapes[phrase.first - 1] if phrase.first > first else "^"
        follow = _shape(shapes, phrase.last)
        head = tokens.lowers[phrase.last - 1]
        same = "=" if phrase is earlier else ""
        role = same + ("v" if phrase.last in verbs or phrase.last == index else "") + phrase.kind
        out.append(
            (
                phrase,
                [
                    "a" + near + shape,
                    "c" + side + gap + phrase.kind,
                    "e" + near + root,
                    "f" + side + head,
                    "g" + side + lead + phrase.kind,
                    "h" + side + lead + follow,
                    "i" + side + form + gap + shape,
                    "k" + side + commas + form + shape,
                    "l" + near + lead + form,
                    "m" + near + follow + phrase.kind,
                    "n" + side + root + gap,
                    "p" + near + head,
                    "q" + side + role + link,
                    "r" + side + role + lead + form,
                    "s" + side + role + commas + prior,
                    "t" + near + role + link + (_count(verbs, low, high) if side == "<" else ""),
                    "u" + side + same + root + link,
                ],
            )
        )
    return out


def _near_phrases(story: Scan, index: int, earlier: Phrase | None) -> list[tuple[str, Phrase]]:
    """Return the phrases around a cue that may be its source, each with side and rank.

    Six before and two behind; of those farther off the earlier source, the
    sentence's first and what a verb follows.
    """
    inside = story.quoted[index]
    phrases = [p for p in story.phrases_near(index) if story.quoted[p.first] in (0, inside)]
    before = [p for p in phrases if p.last <= index]
    out = []
    for number, phrase in enumerate(before[:-6]):
        if phrase is earlier or number == 0 or story.kinds[phrase.last] in _FINITE:
            out.append(("<+", phrase))
    near = before[-6:]
    out += [("<" + str(len(near) - rank), p) for rank, p in enumerate(near)]
    after = [p for p in phrases if p.first > index]
    out += [(">" + str(n), p) for n, p in enumerate(after[:2], 1)]
    first, last = story.tokens.sentences[story.tokens.sentence_of[index]]
    if index - first < _OPENING:
        main = next((p for p in after[2:] if story.kinds[p.first - 1] == ","), None)
        if main and main.last < last and (story.kinds[main.last] in _FINITE or main.last in story.cue_set):
            out.append((">+", main))
    return out


def _verbs_before(story: Scan, index: int, first: int) -> list[int]:
    """Return the tokens of the sentence, up to the cue, that may be finite verbs."""
    kinds, cues = story.kinds, story.cue_set
    return [i for i in range(first, index) if kinds[i] in _FINITE or i in cues]


def _count(verbs: list[int], low: int, high: int) -> str:
    return str(min(sum([low < i < high for i in verbs]), 2))


def content_starts(story: Scan, index: int, source: Phrase | None, shape: str) -> list[tuple[int, list[str]]]:
    """Return where content behind the cue may start, with features."""
    tokens, kinds, shapes = story.tokens, story.kinds, story.shapes
    _, last = story.region(index)
    word = tokens.lowers[index]
    root, form = stem(word), kinds[index]
    out = []
    trail = ""
    commas = 0
    for i in range(index + 1, min(last, index + REACH)):
        kind = kinds[i]
        here = shapes[i]
        deep = i - index > NEAR and kinds[i - 1] not in _FAR and kind not in _CLAUSAL
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
                        "a" + distance + shape,
                        "b" + lead + "|" + here,
                        "d" + root + "|" + distance,
                        "f" + form + distance + lead,
                        "g" + mark + lead + shape,
                        "h" + here + distance,
                        "j" + root + "|" + lead,
                        "l" + behind + lead + str(min(commas, 2)),
                        "m" + here + _shape(shapes, i + 1),
                        "n" + shape + lead + here,
                        "o" + mark + str(min(commas, 2)) + shape,
                        "p" + behind + form + shape + distance,
                    ],
                )
            )
        if len(trail) < 24:
            trail += here + "_"
        if kind in _FAR:
            commas += 1
    return out


def _reached(first: int, last: int) -> Iterable[int]:
    """Return the places where content may end: all within reach, and the last."""
    if last - first < LONGEST:
        return range(first, last + 1)
    return (*range(first, first + LONGEST), last)


def content_ends(story: Scan, index: int, start: int, shape: str) -> list[tuple[int, list[str]]]:
    """Return where content that starts at `start`, behind the cue, may end (exclusive), with features."""
    tokens, kinds, shapes = story.tokens, story.kinds, story.shapes
    _, last = story.region(start)
    root = stem(tokens.lowers[index])
    here = shapes[start]
    mark = story.quoted[start]
    out = []
    commas = depth = verbs = 0
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
                nexts = _shape(shapes, i + 1) if i + 1 < last else "^"
                cue = "c" if i in cue_ahead or i + 1 in cue_ahead else ""
                cue = cue or ("d" if i + 2 in cue_ahead or i + 3 in cue_ahead else "")
                remaining = str(min((last - i) // 4, 5))
                has = str(min(verbs, 2))
                rest = ""
                if i < last - 1:
                    rest = "v" if kinds[i + 1] in _FINITE else _rest(story, i, last)
                    lower = tokens.lowers[i + 1]
                    follow = at + lower + ("!" if story.share(lower) >= 20 else "")
                else:
                    follow = at
                out.append(
                    (
                        i,
                        [
                            "b" + at + "|" + nexts,
                            "c" + at + bucket,
                            "d" + at + "|" + root,
                            "h" + str(min(commas, 3)) + at + here,
                            "i" + cue + at + nexts,
                            "j" + cue + at + shape,
                            "l" + str(depth) + at,
                            "m" + root + "|" + bucket,
                            "n" + prior + "|" + at,
                            "o" + at + remaining,
                            "s" + has + here + at,
                            "t" + has + at + nexts,
                            "u" + rest + at + nexts,
                            "v" + rest + at + has + cue,
                            "w" + follow,
                            "q"
                            + inner
                            + closes
                            + ("m" if mark else "")
                            + ("1" if mark and mark == story.quoted[i - 1] else "")
                            + ("$" if final else ""),
                            "r" + at + nexts + _shape(shapes, i + 2) if i + 2 < last else "r",
                        ],
                    )
                )
        if kind in _FINITE:
            verbs += 1
        if kind == "(":
            depth += 1
        elif kind == ")":
            depth = max(0, depth - 1)
        if kind in _FAR:
            commas += 1
    return out


def _rest(story: Scan, index: int, last: int) -> str:
    """Say what the stretch behind a possible end is: with a verb or without, and what stops it."""
    verb = ""
    for i in range(index + 1, min(last, index + 12)):
        kind = story.kinds[i]
        if kind in _FINITE:
            verb = "v"
        elif kind in _FAR:
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
        inside = index - i > 5 and kinds[i] not in _FAR
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
                        "a" + here + distance,
                        "b" + side + here + shape + at_source,
                        "c" + closes + here + side,
                        "d" + trail + shape,
                        "e" + root + "|" + here,
                        "f" + root + "|" + distance,
                        "g" + str(min(commas, 3)) + side + here,
                        "h" + form + here + shape + side,
                        "i" + prior + here,
                        "j" + side + here + _shape(shapes, i + 1),
                        "k" + closes + side + shape,
                        "l" + trail,
                    ],
                )
            )
        if len(trail) < 24:
            trail += shapes[i - 1] + "_"
        if prior in _FAR:
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
                        "b" + lead + here,
                        "c" + lead + bucket + shape,
                        "d" + root + lead,
                        "e" + lead + inner + opens + ("m" if mark else ""),
                        "f" + lead + str(min(commas, 3)),
                        "g" + remaining + lead,
                        "h" + here + shape,
                        "i" + form + lead + bucket,
                        "j" + (lead + shapes[i - 2] if i > first + 1 else lead + "^"),
                        "k" + remaining + here,
                        "l" + root + bucket,
                        "m" + inner + opens + ("1" if mark and mark == story.quoted[i] else ""),
                    ],
                )
            )
        if kind in _FAR:
            commas += 1
    return out
