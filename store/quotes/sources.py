"""Sources: the noun phrases around a cue that may be who speaks, with the features that tell."""

from __future__ import annotations

from store.quotes.frames import FAR, FINITE, shape_at
from store.quotes.lexicon import stem
from store.quotes.scan import Phrase, Scan

_LINKS = frozenset({",", "cc", "--", "rb", "who", "ax", "to", "by"})
"""What before a cue says how it hangs on what came before."""
_OPENING = 4
"""A cue that near to the start may belong to the main clause's subject: "Noting that ..., Lee ..."."""


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
    prior = shape_at(shapes, index - 1) if index > first else "^"
    link = prior if prior in _LINKS else form
    out: list[tuple[Phrase | None, list[str]]] = [
        (None, ["0" + root, f"0{form}{shape}", "0", f"0{form}{prior}", "0w" + word])
    ]
    verbs = _verbs_before(story, index, first)
    for near, phrase in _near_phrases(story, index, earlier):
        side = near[0]
        low, high = (phrase.last, index) if side == "<" else (index + 1, phrase.first)
        gap = "".join([shapes[i] for i in range(low, min(high, low + 4))]) + ("~" if high - low > 4 else "")
        commas = str(min(sum([kinds[i] in FAR for i in range(low, high)]), 3))
        lead = shapes[phrase.first - 1] if phrase.first > first else "^"
        follow = shape_at(shapes, phrase.last)
        head = tokens.lowers[phrase.last - 1]
        same = "=" if phrase is earlier else ""
        role = same + ("v" if phrase.last in verbs or phrase.last == index else "") + phrase.kind
        out.append(
            (
                phrase,
                [
                    f"a{near}{shape}",
                    f"c{side}{gap}{phrase.kind}",
                    f"f{side}{head}",
                    f"g{side}{lead}{phrase.kind}",
                    f"k{side}{commas}{form}{shape}",
                    f"m{near}{follow}{phrase.kind}",
                    f"n{side}{root}{gap}",
                    f"p{near}{head}",
                    f"r{side}{role}{lead}{form}",
                    f"s{side}{role}{commas}{prior}",
                    f"u{side}{same}{root}{link}",
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
        if phrase is earlier or number == 0 or story.kinds[phrase.last] in FINITE:
            out.append(("<+", phrase))
    near = before[-6:]
    out += [("<" + str(len(near) - rank), p) for rank, p in enumerate(near)]
    after = [p for p in phrases if p.first > index]
    out += [(">" + str(n), p) for n, p in enumerate(after[:2], 1)]
    first, last = story.tokens.sentences[story.tokens.sentence_of[index]]
    if index - first < _OPENING:
        main = next((p for p in after[2:] if story.kinds[p.first - 1] == ","), None)
        if main and main.last < last and (story.kinds[main.last] in FINITE or main.last in story.cue_set):
            out.append((">+", main))
    return out


def _verbs_before(story: Scan, index: int, first: int) -> list[int]:
    """Return the tokens of the sentence, up to the cue, that may be finite verbs."""
    kinds, cues = story.kinds, story.cue_set
    return [i for i in range(first, index) if kinds[i] in FINITE or i in cues]
