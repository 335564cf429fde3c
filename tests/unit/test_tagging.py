"""A line of tags: what it asks for, and how its last tag is completed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.tagging import Asked, asked, completed, split_last, written


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("", []),
        (" , - # -# ", []),
        ("ferry", ["ferry"]),
        ("ferry, ice,fog", ["ferry", "ice", "fog"]),
        ("#ferry -ice -#fog", ["ferry", "!ice", "!fog"]),
        ("a-b c#", ["a-b", "c#"]),
        ('"rate cut" ecb', ["rate cut", "ecb"]),
        ('-"rate cut" #"base rate"', ["!rate cut", "base rate"]),
        ("“rate cut” «base, rate»", ["rate cut", "base, rate"]),
        ('"rate cut', ["rate cut"]),
        ('rate"cut', ["rate", "cut"]),
    ],
)
def test_what_a_line_asks_for(line: str, tags: list[str]) -> None:
    assert ["!" * off + tag for tag, off in asked(line)] == tags


@given(st.text(alphabet='ab -#,"“”'))
def test_no_tag_holds_what_a_search_could_not_ask_for(line: str) -> None:
    assert not any(mark in tag for tag, _ in asked(line) for mark in '"“”')


@pytest.mark.parametrize("tag", ["ice", "rate cut", "a,b"])
def test_a_tag_written_is_read_again(tag: str) -> None:
    assert asked(written(tag)) == [Asked(tag, off=False)]


@pytest.mark.parametrize(
    ("line", "fitting", "done"),
    [
        ("", ["ice"], ""),
        ("ic", [], "ic"),
        ("fog, -ic", ["ice"], "fog, -ice"),
        ("ra", ["rate cut"], '"rate cut"'),
        ("ra", ["rate cut", "rate rise"], '"rate '),
        ('"rate ', ["rate cut", "rate rise"], '"rate '),
        ('fog -"rate c', ["rate cut"], 'fog -"rate cut"'),
        ('"rate cut" i', ["ice", "icy"], '"rate cut" ic'),
    ],
)
def test_the_last_tag_is_completed(line: str, fitting: list[str], done: str) -> None:
    assert completed(line, fitting) == done
    assert done.startswith(split_last(line)[0])
