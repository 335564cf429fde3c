"""Copy is known again under another service's name, and nothing else is."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import sketch
from store.models import Article
from tests import samples
from tests.bench.duplicates import COPIES

TEXT = (
    "The operator of the ferry said on Monday that it had found the leak in the hull of the ship, which "
    "sank in the harbour on Sunday night with eleven trucks and a circus wagon on board. Nobody was hurt. "
    "Divers will look at the propeller shaft before a crane from the mainland lifts the bow this week."
)

GOLDEN = (34733, 36172, 40742)
"""What TEXT begins with; indexes hold such numbers, so a change of them needs another `tables.FORM`."""

SCRIPTS = {
    "ideographs": (
        "欧洲央行周四宣布降息二十五个基点符合市场预期行长在新闻发布会上表示通胀前景"
        "有所改善但仍需保持警惕未来决策取决于数据分析人士认为今年内还会再次降息工业"
        "生产连续三个月下滑而服务业保持增长失业率处于历史低位工资增速开始放缓"
    ),
    "Cyrillic": (
        "Оператор парома заявил в понедельник, что обнаружил течь в корпусе судна, затонувшего в гавани "
        "в воскресенье вечером с одиннадцатью грузовиками и цирковым фургоном на борту. Никто не пострадал, "
        "водолазы осмотрят гребной вал, прежде чем кран с материка поднимет нос корабля на этой неделе."
    ),
    "Arabic": (
        "قال مشغل العبارة يوم الاثنين إنه عثر على التسرب في هيكل السفينة التي غرقت في الميناء مساء الأحد "
        "وعلى متنها إحدى عشرة شاحنة وعربة سيرك ولم يصب أحد بأذى وسيفحص الغواصون عمود المروحة قبل أن ترفع "
        "رافعة من البر الرئيسي مقدمة السفينة هذا الأسبوع وفق ما أعلنته إدارة المرفأ ووزارة النقل في العاصمة"
    ),
}


def read(stem: str) -> Article:
    return samples.read(samples.ROOT / "stories" / f"{stem}.txt")


def story(body: str, **more: str) -> Article:
    return Article.from_json({"uri": "urn:x", "headline": "-", "body_text": body, **more})


def sketched(one: Article) -> bytes:
    return sketch.sketch(one.body_text, one.dateline)


def folds(one: Article, other: Article) -> bool:
    mine, theirs = sketched(one), sketched(other)
    return bool(sketch.keys(mine) & sketch.keys(theirs)) and sketch.alike(mine, theirs) >= sketch.ALIKE


@pytest.mark.parametrize(("original", "copy"), COPIES)
def test_picked_up_copy_folds(original: str, copy: str) -> None:
    assert folds(read(original), read(copy))


def test_another_services_own_words_on_the_same_event_do_not_fold() -> None:
    for stem in ("ap-tunnel-1", "ap-tunnel-2", "pickup-cp-tunnel"):
        assert not folds(read(stem), read("own-dpa-tunnel"))


def test_a_sketch_is_the_same_everywhere() -> None:
    made = sketch.sketch(TEXT)
    assert made[:6] == struct.pack("<3H", *GOLDEN)
    assert len(sketch.keys(made)) == min(sketch.KEYS, len(made) // 2 - 2)
    assert all(0 <= key < 2**sketch.KEY_BITS for key in sketch.keys(made))


def test_dateline_and_points_before_it_are_left_out() -> None:
    dated = f"* Ferry raised\n\nOMSK, May 3 (TASS) - {TEXT}"
    assert sketch.sketch(dated, "OMSK, May 3 (TASS)") == sketch.sketch(TEXT)


def test_case_marks_blanks_and_accents_make_no_difference() -> None:
    other = TEXT.upper().replace(" ", "\n").replace("SHIP,", "SHÍP —")
    assert sketch.sketch(other) == sketch.sketch(TEXT)


def test_a_dateline_that_stands_elsewhere_cuts_nothing() -> None:
    long = " ".join(f"word{number}" for number in range(400))
    assert sketch.sketch(f"{long} OMSK (AP)", "OMSK (AP)") == sketch.sketch(long)
    assert sketch.sketch(long, "OMSK (AP)") == sketch.sketch(long)


def test_short_stories_never_fold() -> None:
    short = story(TEXT[: len(TEXT) // 2])
    assert sketched(short) == b""
    assert sketch.keys(b"") == set()
    assert sketch.alike(b"", b"") == 0.0
    assert not folds(short, short)


def test_what_was_put_in_changes_only_the_pieces_it_stands_in() -> None:
    middle = len(TEXT) // 2
    close = sketch.alike(sketch.sketch(TEXT), sketch.sketch(f"{TEXT[:middle]} as before {TEXT[middle:]}"))
    assert 0.6 < close < 1.0


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_copy_in_other_scripts_is_known_again(text: str) -> None:
    assert folds(story(text), story(text[3:]))
    assert not folds(story(text), story(text[::-1]))


@given(st.text() | st.text("abr é欧р").map(lambda text: text * 20), st.text(max_size=20))
def test_any_text_has_a_sketch_or_none(body: str, dateline: str) -> None:
    made = sketch.sketch(body, dateline)
    assert not made or 2 * sketch.LEAST <= len(made) <= 2 * sketch.PIECES
    assert len(made) % 2 == 0
    assert len(sketch.keys(made)) <= sketch.KEYS
    assert sketch.alike(made, made) == (1.0 if made else 0.0)


@given(st.sets(st.integers(0, 0xFFFF), max_size=64), st.sets(st.integers(0, 0xFFFF), max_size=64))
def test_likeness_is_the_share_of_common_pieces(mine: set[int], theirs: set[int]) -> None:
    one, other = (struct.pack(f"<{len(those)}H", *those) for those in (mine, theirs))
    assert sketch.alike(one, other) == len(mine & theirs) / max(1, len(mine | theirs))


@given(
    st.text()
    | st.lists(st.sampled_from(["May", "wear", "“", "’s", "—", "9", "_", "\x1f", "the"])).map(" ".join)
)
def test_plain_copy_is_cut_into_the_same_letters_as_any(text: str) -> None:
    assert sketch._letters(text) == sketch._letters(f"{text}é")[:-1]
