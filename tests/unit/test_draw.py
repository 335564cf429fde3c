"""Cutting to cells, and lighting parts of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from store.models import Span
from tui.draw import fit, lit


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
