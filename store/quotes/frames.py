"""Cue candidates: the features that tell whether one attributes, and on which side its content stands.

A frame is found in four choices, each a linear model: this one
(`near_features`, `far_features`), who is the source (`store.quotes.sources`),
where the content starts and where it ends (`store.quotes.contents`).
"""

from __future__ import annotations

from store.quotes.lexicon import PUNCTUATION_KINDS, stem, words
from store.quotes.scan import Scan

SHAPES = ("none", "after", "before", "around")
FAR = words(", . ? : ; ( ) -- .. q sq")
"""Kinds of tokens that part clauses."""
FINITE = frozenset({"ax", "ed"})
"""Kinds of tokens that may be finite verbs."""


def shape_at(shapes: list[str], index: int) -> str:
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
        f"q{inside}{root}",
        f"a{word}|{next1}",
        f"A{root}|{p1}",
        f"B{root}|{m1}",
        f"c{form}{m1}|{p1}",
        f"d{p1}|{p2}",
        f"f{root}|{p1}|{p2}",
        f"g{root}|{m1}|{m2}",
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
        gap = any(kinds[i] in FAR for i in range(earlier + 1, index))
        nested = stem(lowers[earlier]) + ("," if gap else "")
    inside = "Q" if story.quoted[index] else ""
    return [
        f"Q{inside}{marks}",
        f"h{form}|{subject}",
        f"i{word}|{marks}",
        "k" + nested,
        f"l{inside}{subject}{form}",
        "n" + ("0" if tokens.sentence_of[index] == 0 else "1") + form,
        f"p{p1}{p2}{p3}{p4}",
        f"s{subject}{p1}",
        "t" + kinds[last - 1] + lowers[last - 1][:1] + form,
        f"v{min(last - index, 6)}{form}{p1}",
        f"x{lead}{ahead}{form}",
        f"y{root}{lead}",
        "z" + shapes[first] + lead + ahead,
        f"Z{root}{ahead}",
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
