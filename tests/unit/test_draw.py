"""Cutting to cells, and lighting parts of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from store.models import Span
from tui.cells import fit, tags
from tui.draw import lit
from tui.widgets.status_line import first_parts


@given(st.text(alphabet="ab 日é\u0301👧", max_size=60), st.integers(0, 40))
def test_fit_fills_exactly_the_cells(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


def test_spans_are_laid_over_and_the_words_stay_whole() -> None:
    pieces = lit("The ferry sank", Style(bold=True), [Span(4, 9)], Style(underline=True))
    assert [(p.text, p.style) for p in pieces] == [
        ("The ", Style(bold=True)),
        ("ferry", Style(bold=True, underline=True)),
        (" sank", Style(bold=True)),
    ]


def test_a_place_is_cut_between_its_parts() -> None:
    assert first_parts("2/27 · 3 unread · 37 % of the story", 35) == "2/27 · 3 unread · 37 % of the story"
    assert first_parts("2/27 · 3 unread · 37 % of the story", 34) == "2/27 · 3 unread"
    assert first_parts("2/27 · 3 unread · 37 % of the story", 3) == ""


def test_of_many_tags_those_that_fit_are_named() -> None:
    assert tags(["ferry", "lead"], 40) == "#ferry #lead"
    many = tags([f"tag{number}" for number in range(1000)], 30)
    assert many == "#tag0 #tag1 #tag2 #tag3 #+996"
    assert tags(["x" * 200], 20) == "#" + "x" * 19 + "…"
    assert tags([], 20) == ""
    assert tags(["渡船沉没事故调查"], 12) == "#渡船沉没事…"  # by cells: each of these takes two
