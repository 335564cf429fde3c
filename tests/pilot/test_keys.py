"""Every key of the table does what the table says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from store.library import Library
from tests.pilot.driving import Reader, State, press, screen_text, state
from tui.keymap import ACTIONS, PANES, PLACES, Action


class Case(NamedTuple):
    """What is typed first, and what must hold between the states before and after the key."""

    first: Sequence[str]
    holds: Callable[[State, State], bool]
    size: tuple[int, int] = (120, 20)
    versions: bool = False
    """The archive also holds a story in two versions, the last of the list."""


LONG_STORY = ["j", "j"]  # the third story in the list is the long one
IN_LONG = [*LONG_STORY, "enter"]

SAVED = ["slash", *"ice", "enter", "F", *"cold", "enter", "q"]
MERGED = ["p", "m", *"pyotr", "tab", "enter"]

CHAIN = ["G", "V"]
TAKE = (
    "BC-Budget,{lead}\nCouncil reads its budget\n\nQUITO, Ecuador (AP) — The council read {count} pages "
    "on Sunday, February 1, 2026.\n\n{rest}\n\nThe reading took {count} hours.\n"
)
REST = "\n\n".join(f"Paragraph {number} deals with bridges and with lamps." for number in range(12))

CASES: dict[str, Case] = {
    "app.search": Case([], lambda a, b: not a.searching and b.searching),
    "app.tag": Case([], lambda _, b: b.screen == "TagScreen"),
    "app.rename_tag": Case([], lambda _, b: b.screen == "AskScreen"),
    "app.star": Case([], lambda a, b: not a.starred and b.starred),
    "app.read": Case([], lambda a, b: not a.read and b.read),
    "app.searches": Case([], lambda _, b: b.screen == "SearchesScreen"),
    "app.save_search": Case(["slash", *"ice", "enter"], lambda _, b: b.screen == "AskScreen"),
    "app.speakers": Case([], lambda _, b: b.screen == "SpeakersScreen"),
    "app.undo": Case(["r"], lambda a, b: a.read and not b.read),
    "app.redo": Case(["r", "u"], lambda a, b: not a.read and b.read),
    "app.copy": Case(["]"], lambda _, b: "clipboard" in b.message),
    "app.export": Case([], lambda _, b: b.screen == "ExportScreen"),
    "app.pipe": Case([], lambda _, b: b.screen == "ExportScreen" and b.focus == "Input"),
    "app.source": Case([], lambda _, b: "no page on the web" in b.message),
    "app.next_quote": Case(["]"], lambda a, b: (a.lit, b.lit) == (0, 1)),
    "app.previous_quote": Case(["]", "]"], lambda a, b: (a.lit, b.lit) == (1, 0)),
    "app.next_statement": Case(["3", "Q", "enter"], lambda a, b: a.lit != b.lit and b.pane == "body"),
    "app.previous_statement": Case(
        ["3", "Q", "G", "enter"], lambda a, b: a.lit != b.lit and b.pane == "body"
    ),
    "app.next_match": Case([], lambda a, b: b.cursor == a.cursor + 1),
    "app.previous_match": Case(["j"], lambda a, b: b.cursor == a.cursor - 1),
    "app.next_pane": Case([], lambda a, b: (a.pane, b.pane) == ("list", "body")),
    "app.previous_pane": Case([], lambda a, b: (a.pane, b.pane) == ("list", "quotes")),
    "app.list": Case(["2"], lambda a, b: (a.pane, b.pane) == ("body", "list")),
    "app.body": Case([], lambda _, b: b.pane == "body" and b.read),
    "app.quotes": Case([], lambda _, b: b.pane == "quotes" and b.lit == 0),
    "app.versions": Case([], lambda _, b: "only one version" in b.message),
    "app.twins": Case([], lambda _, b: "no other story" in b.message),
    "app.warnings": Case([], lambda _, b: b.screen == "WarnedScreen"),
    "app.put_away": Case([], lambda _, b: "no warning" in b.message),
    "app.zoom": Case([], lambda a, b: not a.zoomed and b.zoomed),
    "app.reload": Case(["j"], lambda a, b: a.uri == b.uri and a.cursor == b.cursor),
    "app.redraw": Case(["j"], lambda a, b: a == b),
    "app.samples": Case([], lambda _, b: "empty archive" in b.message),
    "app.palette": Case([], lambda _, b: b.screen == "Palette"),
    "app.help": Case([], lambda _, b: b.screen == "HelpScreen"),
    "app.back": Case(["3"], lambda a, b: (a.pane, b.pane) == ("quotes", "body")),
    "app.suspend": Case(["j"], lambda a, b: a == b),  # there is no shell here: see the tests in a terminal
    "app.quit": Case(["3"], lambda a, b: a.running and not b.running),
    "list.next": Case([], lambda a, b: b.cursor == a.cursor + 1 and a.uri != b.uri),
    "list.previous": Case(["j"], lambda a, b: b.cursor == a.cursor - 1),
    "list.page_down": Case([], lambda _, b: b.cursor == 3),
    "list.page_up": Case(["G"], lambda a, b: (a.cursor, b.cursor) == (3, 0)),
    "list.half_down": Case([], lambda a, b: (a.cursor, b.cursor) == (0, 2), (120, 10)),
    "list.half_up": Case(["G"], lambda a, b: (a.cursor, b.cursor) == (3, 1), (120, 10)),
    "list.first": Case(["G"], lambda a, b: (a.cursor, b.cursor) == (3, 0)),
    "list.last": Case([], lambda _, b: b.cursor == 3),
    "list.open": Case([], lambda a, b: b.pane == "body" and b.read and not a.read),
    "list.select": Case([], lambda a, b: (a.selected, b.selected, b.cursor) == (0, 1, 1)),
    "list.select_to": Case(["space", "j"], lambda a, b: (a.selected, b.selected) == (1, 3)),
    "list.select_all": Case([], lambda a, b: (a.selected, b.selected) == (0, 4)),
    "list.body_down": Case(LONG_STORY, lambda a, b: b.scroll > a.scroll and b.pane == "list"),
    "list.body_up": Case([*LONG_STORY, "J", "J"], lambda a, b: 0 < b.scroll < a.scroll),
    "body.down": Case(IN_LONG, lambda a, b: b.scroll == a.scroll + 1),
    "body.up": Case([*IN_LONG, "G"], lambda a, b: b.scroll == a.scroll - 1),
    "body.page_down": Case(IN_LONG, lambda a, b: b.scroll >= a.scroll + 14),
    "body.page_up": Case([*IN_LONG, "G"], lambda a, b: b.scroll <= a.scroll - 14),
    "body.half_down": Case(IN_LONG, lambda a, b: 5 <= b.scroll - a.scroll <= 10),
    "body.half_up": Case([*IN_LONG, "G"], lambda a, b: 5 <= a.scroll - b.scroll <= 10),
    "body.top": Case([*IN_LONG, "G"], lambda a, b: a.scroll > 0 == b.scroll),
    "body.end": Case(IN_LONG, lambda _, b: b.scroll > 60),
    "body.next_paragraph": Case([*IN_LONG, "space"], lambda a, b: 0 < b.scroll - a.scroll < 10),
    "body.previous_paragraph": Case([*IN_LONG, "G"], lambda a, b: 0 < a.scroll - b.scroll < 10),
    "body.next_story": Case(["enter"], lambda a, b: b.cursor == a.cursor + 1 and b.read and a.uri != b.uri),
    "body.previous_story": Case(["j", "enter"], lambda a, b: b.cursor == a.cursor - 1 and b.pane == "body"),
    "body.to_quotes": Case(["enter"], lambda a, b: (a.pane, b.pane) == ("body", "quotes")),
    "body.to_list": Case(["enter"], lambda a, b: (a.pane, b.pane) == ("body", "list")),
    "quotes.next": Case(["3"], lambda a, b: a.quote != b.quote and b.lit == b.quote),
    "quotes.previous": Case(["3", "j"], lambda a, b: a.quote != b.quote == 0),
    "quotes.page_down": Case(["3"], lambda a, b: a.quote != b.quote),
    "quotes.page_up": Case(["3", "G"], lambda a, b: a.quote != b.quote),
    "quotes.first": Case(["3", "G"], lambda a, b: a.quote != b.quote == 0),
    "quotes.last": Case(["3"], lambda a, b: b.quote > a.quote),
    "quotes.read": Case(["3", "j"], lambda a, b: b.pane == "body" and b.lit == a.lit),
    "quotes.stories": Case(["3"], lambda _, b: b.search == 'speaker:"Irina Volkova"' and b.pane == "list"),
    "quotes.statements": Case(["3"], lambda _, b: b.screen == "StatementsScreen"),
    "search.complete": Case(["slash", *"ta"], lambda _, b: b.line == "tag:"),
    "search.older": Case(["slash", *"ice", "enter", "slash", *"x"], lambda _, b: b.line == "ice"),
    "search.newer": Case(["slash", *"ice", "enter", "slash", *"x", "up"], lambda _, b: b.line == "x"),
    "search.language": Case(["slash"], lambda a, b: a.searching and b.screen == "LanguageScreen"),
    "quotes.attribute": Case(["3"], lambda _, b: b.screen == "AskScreen"),
    "searches.run": Case([*SAVED, "f"], lambda _, b: (b.screen, b.search) == ("MainScreen", "ice")),
    "searches.rename": Case([*SAVED, "f"], lambda _, b: b.screen == "AskScreen"),
    "searches.drop": Case([*SAVED, "f"], lambda _, b: b.said.startswith("Dropped the search cold")),
    "searches.undo": Case([*SAVED, "f", "d"], lambda _, b: b.said == "Undone: Dropped the search cold"),
    "searches.redo": Case([*SAVED, "f", "d", "u"], lambda _, b: "Done again: Dropped" in b.said),
    "speakers.stories": Case(["p"], lambda _, b: b.search == 'speaker:"Irina Volkova"'),
    "speakers.filter": Case(["p"], lambda a, b: (a.focus, b.focus) == ("PickList", "Input")),
    "speakers.merge": Case(["p"], lambda _, b: b.screen == "AskScreen"),
    "speakers.split": Case(["p", "G"], lambda _, b: "goes by this name only" in b.said),
    "speakers.rules": Case(["p"], lambda _, b: "nothing was decided" in b.said),
    "speakers.undo": Case([*MERGED], lambda _, b: b.said.startswith("Undone: Took Irina Volkova for")),
    "speakers.redo": Case([*MERGED, "u"], lambda _, b: b.said.startswith("Done again: Took Irina Volkova")),
    "versions.show": Case(
        [*CHAIN, "j"], lambda _, b: (b.screen, b.pane) == ("MainScreen", "body"), versions=True
    ),
    "versions.differences": Case(CHAIN, lambda _, b: b.screen == "DifferenceScreen", versions=True),
    "versions.mark": Case(CHAIN, lambda a, b: not a.marked and b.marked == (0,), versions=True),
    "differences.next": Case([*CHAIN, "d"], lambda a, b: b.top > a.top, (120, 12), versions=True),
    "differences.previous": Case(
        [*CHAIN, "d", "n", "n"], lambda a, b: b.top < a.top, (120, 12), versions=True
    ),
    "differences.whole": Case([*CHAIN, "d"], lambda a, b: b.height > a.height, (120, 12), versions=True),
    "statements.open": Case(["3", "Q"], lambda _, b: (b.screen, b.pane) == ("MainScreen", "body")),
    "statements.unfold": Case(["3", "Q"], lambda a, b: b.height == a.height + 1),
    "statements.filter": Case(["3", "Q"], lambda a, b: (a.focus, b.focus) == ("PickList", "Input")),
    "statements.turn": Case(["3", "Q", "G"], lambda a, b: a.top > b.top == 0, (120, 12)),
    "speakers.statements": Case(["p"], lambda _, b: b.screen == "StatementsScreen"),
    "quotes.to_body": Case(["3"], lambda _, b: b.pane == "body"),
}

EVERY_KEY = [(action, key) for action in ACTIONS for key in action.keys.split(",")]


@pytest.mark.parametrize(("action", "key"), EVERY_KEY, ids=[f"{a.id}-{key}" for a, key in EVERY_KEY])
async def test_key(read: Reader, library: Library, tmp_path: Path, action: Action, key: str) -> None:
    case = CASES[action.id]
    if case.versions:
        for at, (lead, count) in enumerate([("", "forty"), (" 1st Ld-Writethru", "fifty")]):
            (tmp_path / f"{at}.txt").write_text(
                TAKE.format(lead=lead, count=count, rest=REST), encoding="utf-8"
            )
            library.import_paths([tmp_path / f"{at}.txt"])
    async with read(*case.size) as pilot:
        await press(pilot, *case.first)
        before = state(pilot)
        await press(pilot, key)
        after = state(pilot)
        assert case.holds(before, after), (before, after)


BOXES = [
    (["p"], "Among the speakers"),
    (["f"], "In the saved searches"),
    (CHAIN, "Among the versions of a story"),
]


@pytest.mark.parametrize(("keys", "title"), BOXES)
async def test_a_box_shows_its_keys_first_and_is_come_back_to(
    read: Reader, library: Library, tmp_path: Path, keys: Sequence[str], title: str
) -> None:
    for at, lead in enumerate(["", " 1st Ld-Writethru"]):
        (tmp_path / f"{at}.txt").write_text(TAKE.format(lead=lead, count=at, rest=REST), encoding="utf-8")
        library.import_paths([tmp_path / f"{at}.txt"])
    async with read() as pilot:
        await press(pilot, *keys)
        box = state(pilot).screen
        await press(pilot, "question_mark")
        assert state(pilot).screen == "HelpScreen"
        lines = screen_text(pilot).splitlines()
        first = next(at for at, line in enumerate(lines) if title in line)
        assert "Keys and signs" in lines[first - 1]
        await press(pilot, "q")
        assert state(pilot).screen == box != "MainScreen"


def test_no_key_does_two_things_in_one_place() -> None:
    for where in PLACES:
        places = (where, "everywhere") if where in PANES else (where,)
        keys = [key for a in ACTIONS if a.where in places for key in a.keys.split(",")]
        assert len(keys) == len(set(keys))
