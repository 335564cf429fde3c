"""What stands behind the search line: earlier searches, completion, the language's tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store import query
from store.models import SavedSearch
from store.query_fields import FIELDS, OPERATORS, phrase
from store.query_nodes import Text
from tui import news
from tui.completing import common_start, completion
from tui.history import KEPT, LETTERS, History
from tui.language import language_markdown
from tui.unfinished import without_begun

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")


def values(field: str, begun: str) -> Sequence[str]:
    known = {"tag": ["ecb", "ecofin", "two words"], "speaker": ["Irina Volkova", "Aino Salo"]}
    if field == "speaker":
        return [name for name in known["speaker"] if begun.casefold() in name.casefold()]
    return [name for name in known.get(field, []) if name.startswith(begun)]


@pytest.mark.parametrize(
    ("text", "start", "choices"),
    [
        ("sp", 0, ["speaker:"]),
        ("ferry -s", 7, ["speaker:", "said:", "source:", "slug:", "sort:"]),
        ("(ta", 1, ["tag:"]),
        ("tag:ec", 4, ["ecb", "ecofin"]),
        ("tag:tw", 4, ['"two words"']),
        ('ferry speaker:"volk', 14, ['"Irina Volkova"']),
        ("unknown:x", 8, []),
        ("ferry2", 6, []),
    ],
)
def test_what_may_stand_before_the_cursor(text: str, start: int, choices: list[str]) -> None:
    found = completion(text, len(text), values)
    assert (found.start, list(found.choices)) == (start, choices)


def test_a_name_with_marks_of_its_own_is_asked_for_whole() -> None:
    assert phrase('Dwayne "The Rock" Jensen') == '"Dwayne The Rock Jensen"'
    tree = query.parse(f"speaker:{phrase('Dwayne “The Rock” Jensen')}").tree
    assert tree == Text(("dwayne", "the", "rock", "jensen"), column="speakers")
    nickname = 'Jo "Red" Berg'
    assert completion("speaker:jo", 10, lambda *_: [nickname]).choices == ('"Jo Red Berg"',)


def test_the_mark_behind_the_cursor_goes_with_the_value() -> None:
    found = completion('speaker:"sal" ferry', 12, values)
    assert (found.start, found.end, found.choices) == (8, 13, ('"Aino Salo"',))


def test_completion_in_the_middle_leaves_the_rest() -> None:
    assert completion("ta ferry", 2, values) == (0, 2, ("tag:",))


def test_how_all_choices_begin() -> None:
    assert common_start(["ecb", "ecofin"]) == "ec"
    assert common_start(["ecb"]) == "ecb"


def test_earlier_searches_come_newest_first_and_nothing_twice() -> None:
    kept = ["b", "a"]
    history = History(kept)
    history.add(" a ")
    history.add("")
    assert kept == ["a", "b"]
    assert [history.step(1, "draft"), history.step(1, ""), history.step(1, "")] == ["a", "b", None]
    assert [history.step(-1, ""), history.step(-1, ""), history.step(-1, "")] == ["a", "draft", None]


def test_no_more_searches_are_kept_than_the_place_holds() -> None:
    kept: list[str] = []
    history = History(kept)
    for number in range(KEPT + 50):
        history.add(f"search {number}")
    assert len(kept) == KEPT
    assert kept[0] == f"search {KEPT + 49}"
    history.add("x" * (LETTERS - 10))
    assert sum(map(len, kept)) <= LETTERS
    assert kept[0].startswith("xxx")


def test_the_readme_shows_the_language_as_its_tables_do() -> None:
    assert language_markdown() in README
    for one in (*OPERATORS, *FIELDS):
        query.parse(one.example)


def saved(name: str, new: int, seen: str = "2026-03-02T08:15:00Z") -> SavedSearch:
    return SavedSearch(name, "ferry", 9, 9, new, seen)


def test_what_is_new_is_said_of_the_search_with_most() -> None:
    assert news.news({}) == ""
    assert news.news({"a": saved("a", 0), "b": saved("b", 3, seen="")}) == ""
    assert news.news({"a": saved("a", 7)}) == "a: 7 new"
    both = {"a": saved("a", 1), "rates": saved("rates", 7000)}
    assert news.news(both) == "rates: 7,000 new (and in 1 more search)"


def test_since_when_something_is_new() -> None:
    today = datetime(2026, 3, 5, 12, tzinfo=UTC)
    assert news.since("2026-03-05T08:15:00Z", today) == "08:15 UTC"
    assert news.since("2026-03-03T08:15:00Z", today) == "Tuesday"
    assert news.since("2026-02-20T08:15:00Z", today) == "2026-02-20"
    assert news.since("", today) == ""


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("ferry speaker:", "ferry "),
        ("ferry -tag:", "ferry "),
        ("ecb OR", "ecb "),
        ("ecb OR (", "ecb "),
        ("rate near5 ", "rate "),
        ('"ecb OR', '"ecb OR'),
        ("speaker:lagarde", "speaker:lagarde"),
        ("FLOOR", "FLOOR"),
        ("spaker:", "spaker:"),
    ],
)
def test_what_is_only_begun_is_not_searched_yet(text: str, searched: str) -> None:
    assert without_begun(text) == searched
