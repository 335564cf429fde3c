"""Lines fit their width, nothing is lost, nothing is out of order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.wrap import wrap


def lines(text: str, width: int) -> list[str]:
    return [text[line.start : line.end] for line in wrap(text, width)]


def test_breaks_at_blanks() -> None:
    assert lines("Nobody checked the hull", 10) == ["Nobody", "checked", "the hull"]


def test_paragraphs_and_the_blank_line_between_them_stay() -> None:
    assert lines("one\n\ntwo", 10) == ["one", "", "two"]


def test_a_word_wider_than_the_line_is_cut_at_it() -> None:
    assert lines("ab abcdefghijkl", 5) == ["ab", "abcde", "fghij", "kl"]


def test_wide_characters_take_two_cells() -> None:
    assert lines("日本語の見出し", 6) == ["日本語", "の見出", "し"]


@pytest.mark.parametrize("cluster", ["e\u0301", "👩\u200d👩\u200d👧", "각"])
def test_a_grapheme_is_never_torn(cluster: str) -> None:
    for line in lines(cluster * 10, 5):
        assert line == cluster * (len(line) // len(cluster))


CLUSTERS = ["a", "b", " ", "\n", "日", "é", "e\u0301", "👧", "👩\u200d👧"]


@given(st.lists(st.sampled_from(CLUSTERS), max_size=300).map("".join), st.integers(2, 40))
def test_lines_fit_and_lose_only_blanks(text: str, width: int) -> None:
    found = list(wrap(text, width))
    end = 0
    for line in found:
        assert line.start >= end
        assert text[end : line.start].strip(" \n") == ""
        assert cell_len(text[line.start : line.end]) <= width
        end = line.end
    assert text[end:].strip(" \n") == ""
