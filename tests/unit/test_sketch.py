"""Copy is known again under another service's name, and nothing else is."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import sketch
from store.models import Article
from store.terms import UNITS, fold
from tests import samples
from tests.bench.duplicates import COPIES

TEXT = (
    "The operator of the ferry said on Monday that it had found the leak in the hull of the ship, which "
    "sank in the harbour on Sunday night with eleven trucks and a circus wagon on board. Nobody was hurt. "
    "Divers will look at the propeller shaft before a crane from the mainland lifts the bow this week."
)

GOLDEN = (3976, 29009, 48128, 7799, 35187, 55731)
"""What TEXT begins with; archives hold such numbers, so a change of them needs the index made anew."""


def read(stem: str) -> Article:
    return samples.read(samples.ROOT / "stories" / f"{stem}.txt")


def story(body: str, **more: str) -> Article:
    return Article.from_json({"uri": "urn:x", "headline": "-", "body_text": body, **more})


def folds(one: Article, other: Article) -> bool:
    mine, theirs = sketch.sketch(one), sketch.sketch(other)
    return (
        bool({*sketch.bands(mine)} & {*sketch.bands(theirs)}) and sketch.alike(mine, theirs) >= sketch.ALIKE
    )


@pytest.mark.parametrize(("original", "copy"), COPIES)
def test_picked_up_copy_folds(original: str, copy: str) -> None:
    assert folds(read(original), read(copy))


def test_another_services_own_words_on_the_same_event_do_not_fold() -> None:
    for stem in ("ap-tunnel-1", "ap-tunnel-2", "pickup-cp-tunnel"):
        assert not folds(read(stem), read("own-dpa-tunnel"))


def test_a_sketch_is_the_same_everywhere() -> None:
    made = sketch.sketch(story(TEXT))
    assert len(made) == 2 * sketch.SLOTS
    assert made[:12] == struct.pack("<6H", *GOLDEN)
    assert sketch.bands(made)[0] == GOLDEN[0] << 32 | GOLDEN[1] << 16 | GOLDEN[2]


def test_dateline_points_before_it_service_and_foot_are_left_out() -> None:
    plain = sketch.sketch(story(TEXT))
    told = TEXT.replace("said on", "said TASS on")
    dated = f"* Ferry raised\n\nOMSK, May 3 (TASS) - {told}\n\n(Reporting by A. B.)"
    assert sketch.sketch(story(dated, dateline="OMSK, May 3 (TASS)", source="TASS")) == plain
    assert sketch.sketch(story(f"{TEXT} Enditem")) == plain
    assert sketch.sketch(story(TEXT.upper().replace(" ", "\n"))) == plain


def test_a_dateline_that_stands_elsewhere_cuts_nothing() -> None:
    long = " ".join(f"w{number}" for number in range(400))
    told = replace(story(f"{long} OMSK (AP)"), dateline="OMSK (AP)")
    assert sketch.sketch(told) == sketch.sketch(story(long))


def test_short_stories_never_fold() -> None:
    short = story(" ".join(TEXT.split()[: sketch.LEAST - 1]))
    assert sketch.sketch(short) == b""
    assert sketch.bands(b"") == ()
    assert sketch.alike(b"", b"") == 0.0
    assert not folds(short, short)


def test_copy_written_without_blanks_is_compared_by_its_letters() -> None:
    text = (
        "欧洲央行周四宣布降息二十五个基点符合市场预期行长在新闻发布会上"
        "表示通胀前景有所改善但仍需保持警惕未来决策取决于数据"
    )
    assert folds(story(text), story(text[3:]))
    assert not folds(story(text), story(text[::-1]))


@given(st.text(), st.text(max_size=20))
def test_any_text_has_a_sketch_or_none(body: str, dateline: str) -> None:
    made = sketch.sketch(story(body, dateline=dateline))
    assert len(made) in {0, 2 * sketch.SLOTS}
    assert sketch.unpacked(sketch.packed(made)) == made
    assert all(0 <= key < 2**63 for key in sketch.bands(made))
    assert sketch.alike(made, made) == (1.0 if made else 0.0)


@given(
    st.lists(st.integers(0, 3), min_size=64, max_size=64),
    st.lists(st.integers(0, 3), min_size=64, max_size=64),
)
def test_likeness_is_the_share_of_equal_numbers(mine: list[int], theirs: list[int]) -> None:
    numbers = (0, 1, 0x8000, 0xFFFF)
    one, other = (struct.pack("<64H", *(numbers[at] for at in those)) for those in (mine, theirs))
    assert sketch.alike(one, other) == sum(map(int.__eq__, mine, theirs)) / 64


@given(
    st.text()
    | st.lists(st.sampled_from(["May", "wäre", "“", "’s", "—", "欧", "9", "_", "\x1f", "the"])).map(" ".join)
)
def test_plain_copy_is_cut_into_the_same_words_as_any(text: str) -> None:
    assert (
        sketch._units(text) == [word.encode("utf-8", "replace") for word in UNITS.findall(fold(text))][:200]
    )


@given(st.lists(st.integers(0, 500), min_size=60, max_size=150), st.integers(0, 40))
def test_likeness_is_about_the_share_of_common_triples(numbers: list[int], cut: int) -> None:
    words = [f"w{number}" for number in numbers]
    mine, theirs = ({*zip(part, part[1:], part[2:], strict=False)} for part in (words, words[cut:]))
    true = len(mine & theirs) / len(mine | theirs)
    close = sketch.alike(sketch.sketch(story(" ".join(words))), sketch.sketch(story(" ".join(words[cut:]))))
    if len(words) - cut >= sketch.LEAST:
        assert abs(close - true) < 0.35  # more than five standard deviations of 64 places
