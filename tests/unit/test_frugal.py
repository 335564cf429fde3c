"""The thinned output draws the same screen, with fewer bytes."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size

from tui.frugal import Canvas

WIDTH, HEIGHT = 24, 4
TALL = 6
"""Rows of the scrolling story."""
STYLES = ["", "1", "38;2;1;2;3", "38;2;1;2;3;48;5;7", "1;31;42", "4;97;104", "48;2;9;9;9", "3;38;5;200;40"]

run = st.tuples(st.sampled_from(STYLES), st.text(alphabet="ab c—é日👧", min_size=1, max_size=6))
chunk = st.tuples(
    st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1), st.lists(run, min_size=1, max_size=4)
)
updates = st.lists(st.lists(chunk, min_size=1, max_size=5), max_size=8)


def written(chunks: list[tuple[int, int, list[tuple[str, str]]]]) -> str:
    """Return an update as Textual's compositor writes it, cut at the right edge."""
    out = []
    for x, y, runs in chunks:
        out.append(f"\x1b[{y + 1};{x + 1}H")
        room = WIDTH - x
        for style, letters in runs:
            text = letters[: max(room // 2, 0)]  # all might be wide
            room -= 2 * len(text)
            if text:
                out.append(f"\x1b[{style}m{text}\x1b[0m" if style else text)
    return "".join(out) + "\x1b[1;1H"


def shown(data: str, height: int = HEIGHT) -> list[list[tuple[object, ...]]]:
    screen = pyte.Screen(WIDTH, height)
    pyte.Stream(screen).feed(data)
    return [[tuple(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(height)]


@given(updates)
def test_the_screen_is_the_same(some: list[list[tuple[int, int, list[tuple[str, str]]]]]) -> None:
    canvas = Canvas()
    plain, thin = "", ""
    for chunks in some:
        update = written(chunks)
        plain += update
        thin += canvas.thin(update)
        assert shown(thin) == shown(plain)


@pytest.mark.parametrize("sign", ["👩‍🚀", "🇪🇺", "👍🏽", "e\u0301", "☎\ufe0f"])
def test_what_stands_behind_a_sign_is_in_its_column_however_wide_the_terminal_draws_that(sign: str) -> None:
    # To pyte, as to tmux, an astronaut is a woman and a rocket: four cells, not two.
    width = cell_len(sign)
    canvas = Canvas()
    out = canvas.thin(f"\x1b[1;1Hab{sign}\x1b[1mcd\x1b[0m|\x1b[2;1H")
    out += canvas.thin(f"\x1b[1;1Hxb{sign}\x1b[1mce\x1b[0m|\x1b[2;1H")
    row = shown(out)[0]
    assert [row[at][0] for at in (0, 1, width + 2, width + 3, width + 4)] == ["x", "b", "c", "e", "|"]


def test_a_mark_stays_with_its_sign() -> None:
    assert "👧\u0301" in Canvas().thin("\x1b[1;1H👧\u0301|\x1b[2;1H")


story = st.lists(st.text(alphabet="abc d日", min_size=8, max_size=WIDTH // 2), min_size=12, max_size=12)


@given(story, st.lists(st.integers(0, 12 - TALL), min_size=1, max_size=6), st.booleans())
def test_a_story_that_scrolls_shows_the_same(lines: list[str], tops: list[int], bar: bool) -> None:
    canvas = Canvas()
    plain, thin = "\x1b[1;1Htitle\x1b[1;1H", canvas.thin("\x1b[1;1Htitle\x1b[1;1H")
    for top in tops:
        update = scrolled(lines, top, bar=bar)
        plain += update
        thin += canvas.thin(update)
        assert shown(thin, TALL + 2) == shown(plain, TALL + 2)


@pytest.mark.parametrize("by", [1, -1, 3, -3])
def test_lines_that_move_are_not_written_again(by: int) -> None:
    lines = [f"line {number} " + "x" * 15 for number in range(20)]
    canvas = Canvas()
    canvas.thin(scrolled(lines, 5, bar=True))
    assert len(canvas.thin(scrolled(lines, 5 + by, bar=True))) < 60 + 45 * abs(by)


def scrolled(lines: list[str], top: int, *, bar: bool) -> str:
    """Return the update that shows a story from line `top` on, in rows 2 to 7."""
    out = []
    for row in range(TALL):
        text = set_cell_size(lines[top + row], WIDTH - 1)
        out.append(f"\x1b[{row + 2};1H{text}{'#' if bar and row == top % TALL else ' '}")
    return "".join(out) + "\x1b[1;1H"


def test_what_is_there_is_not_written_again() -> None:
    canvas = Canvas()
    update = "\x1b[1;1H\x1b[1mhello\x1b[0m there\x1b[5;5H"
    assert "hello" in canvas.thin(update)
    assert canvas.thin(update) == "\x1b[5;5H"
    assert canvas.thin("\x1b[1;1H\x1b[1mhellO\x1b[0m there\x1b[5;5H") == "\x1b[1;5H\x1b[1mO\x1b[0m\x1b[5;5H"


def test_a_colour_that_stays_is_not_named_again() -> None:
    update = "\x1b[1;1H\x1b[31;44ma\x1b[0m\x1b[32;44mb\x1b[0m\x1b[1;1H"
    assert Canvas().thin(update) == "\x1b[1;1H\x1b[31;44ma\x1b[32mb\x1b[0m\x1b[1;1H"


def test_links_are_kept() -> None:
    update = "\x1b[1;1H\x1b]8;id=1;https://example.org\x1b\\here\x1b]8;;\x1b\\\x1b[1;1H"
    assert Canvas().thin(update) == update


@pytest.mark.parametrize("odd", ["\x1b[2;2Habc\x1b[Kdef", "\x1b[2;2Habc\tdef", "\x1b[2;2H\u0301abc"])
def test_what_is_not_understood_passes_and_all_is_forgotten(odd: str) -> None:
    canvas = Canvas()
    update = "\x1b[1;1Hhello\x1b[1;1H"
    canvas.thin(update)
    assert canvas.thin(odd) == odd
    assert "hello" in canvas.thin(update)


def test_after_forgetting_everything_is_written() -> None:
    canvas = Canvas()
    update = "\x1b[1;1Hhello\x1b[1;1H"
    canvas.thin(update)
    canvas.forget()
    assert canvas.thin(update) == update
