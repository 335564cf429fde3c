"""A search still being typed finds what it would find if it ended here."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import query
from store.errors import QuerySyntaxError
from tui.unfinished import closed


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("ferry", "ferry"),
        ('said:"nobody ch', 'said:"nobody ch"'),
        ('(ferry OR said:"nobo', '(ferry OR said:"nobo")'),
        ('"a (b', '"a (b"'),
        ("ferry)", "ferry)"),
        ("said:“nobo", 'said:“nobo"'),
    ],
)
def test_open_marks_and_brackets_are_closed(typed: str, searched: str) -> None:
    assert closed(typed) == searched


@given(st.sampled_from(['ferry ("hull" OR said:"nobody") -tag:x', '"a b" (c (d OR "e f"))']), st.data())
def test_every_beginning_of_a_search_has_its_marks_closed(whole: str, data: st.DataObject) -> None:
    typed = whole[: data.draw(st.integers(0, len(whole)))]
    assert not re.search("no closing mark|is not closed", told(closed(typed)))


def told(search: str) -> str:
    try:
        query.parse(search)
    except QuerySyntaxError as error:
        return str(error)
    return ""
