"""Cutting to cells, and lighting what was searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.draw import fit, match_pattern


@given(st.text(alphabet="ab 日é\u0301👧", max_size=60), st.integers(0, 40))
def test_fit_fills_exactly_the_cells(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        (("ferry",), "The Ferry and ferries", ["Ferry"]),
        (("ferr",), "The Ferry and ferries", ["Ferr", "ferr"]),
        (("ecole",), "une École", ["École"]),
        (("a b",), "a\n b", ["a\n b"]),
        (("c++ (",), "use c++ ( now", ["c++ ("]),
        (("run", "running"), "running", ["running"]),
        (("art",), "party", []),
    ],
)
def test_matches(terms: tuple[str, ...], text: str, found: list[str]) -> None:
    pattern = match_pattern(terms)
    assert pattern is not None
    assert pattern.findall(text) == found


def test_nothing_searched_lights_nothing() -> None:
    assert match_pattern(()) is None
