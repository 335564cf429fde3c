"""Weights in tables: packed sums, words remembered, and the terms that training notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from store.quotes.content_tables import EndTables, StartTables
from store.quotes.contents import content_ends, content_starts
from store.quotes.frames import CueTables, far_score, near_score
from store.quotes.memo import LONGEST, Memo
from store.quotes.model import weights
from store.quotes.pipeline import drafts
from store.quotes.scan import scan
from store.quotes.tables import packed, unpacked
from store.quotes.tokens import tokenise
from store.quotes.trust_tables import TrustTables
from tests.bench.features import nested, noted, terms

ROWS = st.lists(st.tuples(*[st.integers(-9_000, 9_000)] * 3), min_size=1, max_size=40)
STORY = '"We will go," Marta Oduya said on Monday, adding that it is late. Lee told reporters: "No."'

STORIES = f'{STORY}\n\n"The pier will be closed for good."\n\nOTTO LANG: We wait and see.'


@given(ROWS)
def test_a_sum_of_packed_weights_is_the_sums_of_the_weights(rows: list[tuple[int, int, int]]) -> None:
    """Three sums in one number never disturb each other, whatever their signs."""
    assert unpacked(sum(map(packed, rows))) == tuple(map(sum, zip(*rows, strict=True)))


def test_a_word_is_worked_out_once_and_a_very_long_one_is_not_kept() -> None:
    """Memory stays bounded: by the number of words, and by the length of each."""
    asked: list[str] = []

    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    memo = Memo(size)
    long = "x" * (LONGEST + 1)
    assert memo.all(["said", "said", long, long]) == [4, 4, LONGEST + 1, LONGEST + 1]
    assert asked == ["said", long, long]


def test_the_terms_noted_for_training_are_the_weights_that_are_added_up() -> None:
    """The score of a cue is the sum of the weights of the features training would note for it."""
    model, names = weights(), noted(CueTables)
    story = scan(tokenise(STORY), model.lexicon)
    assert story.cues
    for index in story.cues:
        features = terms(near_score(story, index, names) + far_score(story, index, -1, names))
        score = near_score(story, index, model.shape) + far_score(story, index, -1, model.shape)
        assert len(set(features)) == len(features) == 19
        assert score == sum(_weight(model.shape, feature) for feature in features)


def test_the_terms_of_a_content_s_edges_are_the_weights_that_are_added_up() -> None:
    """The same holds where weights stand in rows, for each place where content may start or end."""
    model = weights()
    story = scan(tokenise(STORY), model.lexicon)
    seen = 0
    for index in story.cues:
        places, scores = content_starts(story, index, None, "after", model.start)
        noted_places, sums = content_starts(story, index, None, "after", noted(StartTables))
        assert places == noted_places
        assert scores == [_sum(model.start, total, 7) for total in sums]
        for start in places:
            ends, scores = content_ends(story, index, start, model.end)
            noted_ends, sums = content_ends(story, index, start, noted(EndTables))
            assert ends == noted_ends
            assert scores == [_sum(model.end, total, 6) for total in sums]
            seen += len(ends)
    assert seen


def test_the_terms_of_trust_are_the_weights_that_are_added_up() -> None:
    """The same holds for what tells how sure a quote is, whatever its form."""
    model, tokens = weights(), tokenise(STORIES)
    found = list(drafts(tokens, model))
    named = list(drafts(tokens, replace(model, trust=noted(TrustTables))))
    assert {draft.quote.type for draft in found} == {"direct", "indirect"}
    assert {draft.by_form for draft in found} == {True, False}
    for draft, with_terms in zip(found, named, strict=True):
        features = terms(with_terms.score)
        assert len(set(features)) == len(features) in (2, 3, 18)
        assert draft.score == sum(_weight(model.trust, feature) for feature in features)


def test_weights_by_feature_become_levels() -> None:
    """What the training script writes is what is looked up, part after part."""
    assert nested({("a", "x", "y"): 1, ("a", "x", "z"): 2, ("b", ""): 3}) == {
        "a": {"x": {"y": 1, "z": 2}},
        "b": {"": 3},
    }


def _sum(tables: object, total: int, count: int) -> int:
    """Add up the weights of the features noted for one place, `count` different ones."""
    features = terms(total)
    assert len(set(features)) == len(features) == count
    return sum(_weight(tables, feature) for feature in features)


def _weight(tables: object, feature: tuple[str, ...]) -> int:
    level: Any = getattr(tables, feature[0])
    for part in feature[1:-1]:
        level = level.get(part, {})
    return int(level.get(feature[-1], 0))
