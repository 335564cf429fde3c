"""The panes: which show at which width, and what stands in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.color import Color
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES

from tests.pilot.driving import Reader, main, press, screen_text, state
from tui.widgets.article_list import ArticleList
from tui.widgets.pick_list import PickList
from tui.widgets.quote_list import QuoteList


def shown(pilot: Pilot[None]) -> set[str]:
    """Return the ids of the panes in sight."""
    return {pane.id or "" for pane in main(pilot).query("#panes > *") if pane.region.area and pane.display}


@pytest.mark.parametrize(
    ("width", "height", "pane", "expected"),
    [
        (120, 36, "1", {"list", "body", "quotes"}),
        (200, 50, "3", {"list", "body", "quotes"}),
        (119, 36, "1", {"list", "body"}),
        (80, 24, "2", {"list", "body"}),
        (80, 24, "3", {"body", "quotes"}),
        (79, 24, "1", {"list"}),
        (60, 16, "2", {"body"}),
        (60, 16, "3", {"quotes"}),
        (40, 10, "1", {"list"}),
    ],
)
async def test_panes_by_width(read: Reader, width: int, height: int, pane: str, expected: set[str]) -> None:
    async with read(width, height) as pilot:
        await press(pilot, pane)
        assert shown(pilot) == expected


async def test_layout_follows_the_terminal_live(read: Reader) -> None:
    async with read(140, 40) as pilot:
        await press(pilot, "3")
        for size, expected in (
            ((100, 30), {"body", "quotes"}),
            ((60, 16), {"quotes"}),
            ((140, 40), {"list", "body", "quotes"}),
        ):
            await pilot.resize_terminal(*size)
            await press(pilot)
            await pilot.pause()
            assert shown(pilot) == expected
            assert state(pilot).pane == "quotes"


async def test_zoom_gives_one_pane_the_screen(read: Reader) -> None:
    async with read(120, 36) as pilot:
        await press(pilot, "2", "z")
        assert shown(pilot) == {"body"}
        await press(pilot, "z")
        assert shown(pilot) == {"list", "body", "quotes"}


async def test_the_three_panes_show_list_story_and_quotes(read: Reader) -> None:
    async with read(120, 36) as pilot:
        text = screen_text(pilot)
    for words in (
        "● The ferry Alfa sank",  # unread, in the list
        "TASS · OMSK · 2026-03-03",  # who, where, when
        "Irina Volkova (4)",  # quotes under their speaker
        "Regional Transport Minister",
        "“ Nobody checked the hull",  # kind and words
        "1/4 · 4 unread",
    ):
        assert words in text, text


async def test_a_quote_chosen_is_brought_into_sight_and_lit(read: Reader) -> None:
    async with read(120, 20) as pilot:
        await press(pilot, "j", "j", "3", "G")
        body = main(pilot).body
        assert body.page is not None
        quote = body.page.quotes[body.lit_quote]
        assert quote.text.startswith("We are not finished")
        lines = [line for line in screen_text(pilot).splitlines() if "▶" in line]
        assert any("We are not finished" in line for line in lines)


async def test_brackets_in_the_copy_are_shown_as_printed(read: Reader) -> None:
    async with read(120, 36) as pilot:
        await press(pilot, "G", "enter", "t")
        assert "[/] of translators" in screen_text(pilot)
        await press(pilot, "escape", "3", "ctrl+p")
        for letter in "otto":
            await press(pilot, letter)
        assert "Otto Lang" in screen_text(pilot)


async def test_too_small_a_terminal_still_shows_the_story(read: Reader) -> None:
    async with read(20, 5) as pilot:
        await press(pilot, "2")
        assert "ferry" in screen_text(pilot)


async def test_one_megabyte_opens_without_waiting_for_the_end(read: Reader) -> None:
    async with read(100, 30) as pilot:
        screen = main(pilot)
        assert screen.page is not None
        article = replace(screen.page.article, body_text="The clerk read on and on. " * 40_000)
        page = replace(screen.page, article=article, pieces=(), quotes=())
        screen.body.show(page)
        laid_out = len(screen.body._lines)
        assert 0 < laid_out < 2_000
        screen.body.action_bottom()
        await press(pilot)
        assert screen.body.percent == 100


@pytest.mark.parametrize("theme", sorted(BUILTIN_THEMES))
async def test_every_theme_has_the_tokens_the_styles_use(
    read: Reader, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setattr("textual.constants.DEFAULT_THEME", theme)
    async with read(80, 24) as pilot:
        pilot.app.theme = theme
        await press(pilot, "j", "3", "question_mark", "q", "t", "escape")
        assert state(pilot).screen == "MainScreen"


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "textual-dark", "textual-light"])
async def test_what_is_lit_can_be_read_in_every_theme(read: Reader, theme: str) -> None:
    async with read(120, 36) as pilot:
        pilot.app.theme = theme
        await press(pilot, "]")
        screen = main(pilot)
        for pane in (screen.stories, screen.body, screen.quotes):
            for y in range(12):
                for segment in pane.render_line(y):
                    style = segment.style
                    if segment.text.strip() and style and style.color and not style.color.is_default:
                        assert style.color != style.bgcolor, segment


@pytest.mark.parametrize(
    ("term", "background", "theme"),
    [
        ("xterm-256color", "", "textual-dark"),
        ("xterm", "", "ansi-dark"),
        ("linux", "15;0", "ansi-dark"),
        ("xterm", "0;default;15", "ansi-light"),
    ],
)
async def test_on_few_colours_the_terminals_own_are_used(
    read: Reader, monkeypatch: pytest.MonkeyPatch, term: str, background: str, theme: str
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORFGBG", background)
    async with read(80, 24) as pilot:
        assert pilot.app.theme == theme
        await press(pilot, "q")
    async with read(80, 24) as pilot:  # what was not chosen is not kept for another terminal
        assert main(pilot).session.theme == ""


async def test_reported_words_are_not_dark_blue_on_black(read: Reader) -> None:
    async with read(80, 24) as pilot:
        pilot.app.theme = "ansi-dark"
        await press(pilot, "3")
        for pane, part in ((main(pilot).body, "body-view"), (main(pilot).quotes, "quote-list")):
            for kind in ("mixed", "indirect"):
                color = pane.get_component_rich_style(f"{part}--{kind}").color
                assert color is not None
                assert color.number == 6


async def test_a_refusal_is_read_whole_at_80_columns(read: Reader) -> None:
    async with read(80, 24) as pilot:
        await press(pilot, "slash", *"hull", "enter", "V")
        assert "only one version of this story is kept" in screen_text(pilot)


async def test_the_terminals_cursor_is_on_the_quote_it_was_moved_to(read: Reader) -> None:
    async with read(120, 14) as pilot:
        await press(pilot, "3")
        for key in ("G", "g", "j", "j", "j"):
            await press(pilot, key)
            x, y = pilot.app.cursor_position
            assert screen_text(pilot).splitlines()[y][x] == ">", key


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours as WCAG reckons it, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    """Return how light a colour is, 0 to 1."""
    parts = [part / 255 for part in color.get_truecolor()]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "nord", "gruvbox"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_stands_on_the_cursor_can_be_read(read: Reader, theme: str, size: tuple[int, int]) -> None:
    async with read(*size) as pilot:
        pilot.app.theme = theme
        for key, kind, part in (
            ("1", ArticleList, "article-list"),
            ("3", QuoteList, "quote-list"),
            ("p", PickList, "pick-list"),
        ):
            await press(pilot, key)
            pane = pilot.app.screen.query_one(kind)
            ground = pane.get_component_rich_style(f"{part}--cursor").bgcolor
            lines = [pane.render_line(y) for y in range(6)]
            on_it = [one for line in lines for one in line if one.style and one.style.bgcolor == ground]
            assert on_it
            for segment in on_it:
                if segment.text.strip() and segment.style and segment.style.color and ground:
                    assert contrast(segment.style.color, ground) > 3, segment
