"""Sources: the noun phrases around a cue that may be who speaks, with what speaks for each."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.quotes.frames import FAR, FINITE
from store.quotes.lexicon import stem
from store.quotes.scan import Phrase, Scan
from store.quotes.tables import NONE, NUMBERS, Candidates, One, Three, Two

_LINKS = frozenset({",", "cc", "--", "rb", "who", "ax", "to", "by"})
"""What before a cue says how it hangs on what came before."""
_RANKS = ("<6", "<5", "<4", "<3", "<2", "<1")
"""The places of the phrases before a cue, the nearest last."""
_OPENING = 4
"""A cue that near to the start may belong to the main clause's subject: "Noting that ..., Lee ..."."""


@dataclass(slots=True)
class SourceTables:
    """What speaks for a source; the names say the parts of a feature.

    "place" is the side of the cue, "<" or ">", with or without the rank among
    the phrases there; "gap" the shapes between phrase and cue.
    """

    none_bias: One = field(default_factory=dict)
    none_root: One = field(default_factory=dict)
    none_word: One = field(default_factory=dict)
    none_form_shape: Two = field(default_factory=dict)
    none_form_prior: Two = field(default_factory=dict)
    shape_place: Two = field(default_factory=dict)
    gap_kind: Two = field(default_factory=dict)
    head_place: Two = field(default_factory=dict)
    lead_place_kind: Three = field(default_factory=dict)
    form_shape_commas: Three = field(default_factory=dict)
    kind_follow_place: Three = field(default_factory=dict)
    root_gap: Two = field(default_factory=dict)
    form_role_lead: Three = field(default_factory=dict)
    prior_role_commas: Three = field(default_factory=dict)
    root_link_same: Three = field(default_factory=dict)


def source_candidates(
    story: Scan, index: int, shape: str, earlier: Phrase | None, table: SourceTables
) -> Candidates[Phrase | None]:
    """Return the phrases that may be the source of the cue at `index`, and none, with their scores.

    `earlier` is the source of the attribution before, which "he said, adding"
    and "he said ... and accused" share.
    """
    tokens, kinds, shapes, cues = story.tokens, story.kinds, story.shapes, story.cue_set
    word, form = tokens.lowers[index], kinds[index]
    root = stem(word)
    first, _ = tokens.sentences[tokens.sentence_of[index]]
    prior = shapes[index - 1] if index > first else "^"
    found: list[Phrase | None] = [None]
    scores = [
        table.none_root.get(root, 0)
        + table.none_form_shape.get(form, NONE).get(shape, 0)
        + table.none_bias.get("", 0)
        + table.none_form_prior.get(form, NONE).get(prior, 0)
        + table.none_word.get(word, 0)
    ]
    places = table.shape_place.get(shape, NONE)
    gaps = table.root_gap.get(root, NONE)
    roles = table.form_role_lead.get(form, NONE)
    prior_roles = table.prior_role_commas.get(prior, NONE)
    same_sources = table.root_link_same.get(root, NONE).get(prior if prior in _LINKS else form, NONE)
    many_commas = table.form_shape_commas.get(form, NONE).get(shape, NONE)
    lead_place_kind, kind_follow_place = table.lead_place_kind, table.kind_follow_place
    gap_kind, head_place, lowers = table.gap_kind, table.head_place, tokens.lowers
    for near, phrase in _near_phrases(story, index, earlier):
        begin, end, kind = phrase
        side = near[0]
        gap, commas = _gap(story, side, end, index) if side == "<" else _gap(story, side, index + 1, begin)
        lead = shapes[begin - 1] if begin > first else "^"
        follow = shapes[end] if end < len(shapes) else "^"
        heads = head_place.get(lowers[end - 1], NONE)
        same = "=" if phrase is earlier else ""
        verb = end <= index and (kinds[end] in FINITE or end in cues)
        role = side + same + ("v" if verb else "") + kind
        found.append(phrase)
        scores.append(
            places.get(near, 0)
            + gap_kind.get(gap, NONE).get(kind, 0)
            + heads.get(side, 0)
            + lead_place_kind.get(lead, NONE).get(side, NONE).get(kind, 0)
            + many_commas.get(commas, 0)
            + kind_follow_place.get(kind, NONE).get(follow, NONE).get(near, 0)
            + gaps.get(gap, 0)
            + heads.get(near, 0)
            + roles.get(role, NONE).get(lead, 0)
            + prior_roles.get(role, NONE).get(commas, 0)
            + same_sources.get(side + same, 0)
        )
    return found, scores


def _gap(story: Scan, side: str, low: int, high: int) -> tuple[str, str]:
    """Return what stands between a phrase and its cue: the shapes, and how many marks part them."""
    if low >= high:
        return side, side + "0"
    between = story.shapes[low:high]
    gap = "".join(between) if high - low < 5 else "".join(between[:4]) + "~"
    return side + gap, side + NUMBERS[min(sum(map(FAR.__contains__, story.kinds[low:high])), 3)]


def _near_phrases(story: Scan, index: int, earlier: Phrase | None) -> list[tuple[str, Phrase]]:
    """Return the phrases around a cue that may be its source, each with side and rank.

    Six before and two behind; of those farther off the earlier source, the
    sentence's first and what a verb follows.
    """
    quoted, phrases = story.quoted, story.phrases_near(index)
    sentence = story.tokens.sentence_of[index]
    if sentence in story.marked:
        own = (0, quoted[index])
        phrases = [phrase for phrase in phrases if quoted[phrase[0]] in own]
    before = [phrase for phrase in phrases if phrase[1] <= index]
    out = []
    for number, phrase in enumerate(before[: -len(_RANKS)]):
        if phrase is earlier or number == 0 or story.kinds[phrase.last] in FINITE:
            out.append(("<+", phrase))
    near = before[-len(_RANKS) :]
    out += zip(_RANKS[-len(near) :], near, strict=True) if near else ()
    after = [phrase for phrase in phrases if phrase[0] > index]
    out += [(">" + str(n), p) for n, p in enumerate(after[:2], 1)]
    first, last = story.tokens.sentences[sentence]
    if index - first < _OPENING:
        main = next((p for p in after[2:] if story.kinds[p.first - 1] == ","), None)
        if main and main.last < last and (story.kinds[main.last] in FINITE or main.last in story.cue_set):
            out.append((">+", main))
    return out
