"""The table of actions, and the views made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.app import WireReader
from tui.keymap import ACTIONS, PLACES, hints_for, shown_key, table_markdown
from tui.screens.difference import DifferenceScreen
from tui.screens.main import MainScreen
from tui.screens.searches import SearchesScreen
from tui.screens.speakers import SpeakersScreen
from tui.screens.statements import StatementsScreen
from tui.screens.versions import VersionsScreen
from tui.signs import legend_markdown
from tui.widgets.article_list import ArticleList
from tui.widgets.body_view import BodyView
from tui.widgets.quote_list import QuoteList
from tui.widgets.search_line import SearchLine

README = Path(__file__).parent.parent.parent / "README.md"
OWNERS = {
    "everywhere": MainScreen,
    "list": ArticleList,
    "body": BodyView,
    "quotes": QuoteList,
    "search": SearchLine,
    "searches": SearchesScreen,
    "speakers": SpeakersScreen,
    "versions": VersionsScreen,
    "differences": DifferenceScreen,
    "statements": StatementsScreen,
}


def test_ids_are_unique() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_someone_who_does_it(action: object) -> None:
    name, _, _ = action.call.partition("(")  # type: ignore[attr-defined]  # an Action, through parametrize
    space, _, verb = name.rpartition(".")
    owner = {"app": WireReader, "screen": MainScreen}.get(space) or OWNERS[action.where]  # type: ignore[attr-defined]
    assert hasattr(owner, f"action_{verb}")


def test_the_readme_shows_this_table() -> None:
    assert table_markdown() in README.read_text(encoding="utf-8")


def test_the_readme_shows_the_signs() -> None:
    assert legend_markdown() in README.read_text(encoding="utf-8")


def test_hints_name_the_pane_s_own_keys_first() -> None:
    assert next(iter(hints_for("list"))) == ("Enter", "open")
    assert next(iter(hints_for("quotes"))) == ("Enter", "read")


def test_keys_are_shown_as_printed_on_the_keyboard() -> None:
    assert [shown_key(key) for key in ("ctrl+d", "slash", "pagedown", "G")] == ["^d", "/", "PgDn", "G"]
    assert set(PLACES) == {action.where for action in ACTIONS}
