"""An answer's lines: read by the page, in any order, and the same however much comes meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from store.library import Library
from store.models import Row
from store.rows import GONE, PAGE, Rows
from tests.unit.archive.conftest import Send, article


class Shelf:
    """Numbers that run down, and what was asked of them."""

    def __init__(self, count: int) -> None:
        self.numbers = list(range(count, 0, -1))
        self.asked: list[int] = []

    def first(self, most: int) -> Sequence[int]:
        self.asked.append(most)
        return self.numbers[:most]

    def lines(self, numbers: Sequence[int]) -> list[Row | None]:
        return [replace(GONE, uri=f"urn:{number}") if number % 10 else None for number in numbers]

    def rows(self) -> Rows:
        return Rows(len(self.numbers), self.first, self.lines, lambda uri: int(uri[4:]))


def test_only_the_first_page_is_read_until_more_is_looked_at() -> None:
    shelf = Shelf(1000)
    rows = shelf.rows()
    assert len(rows) == 1000
    assert rows[0] is GONE, "a story that is listed no more"
    assert rows[1].uri == "urn:999"
    assert shelf.asked == [PAGE]
    assert rows[-1].uri == "urn:1"
    assert [row.uri for row in rows[500:503]] == ["", "urn:499", "urn:498"]
    assert len(shelf.asked) == 2
    with pytest.raises(IndexError):
        _ = rows[1000]


@pytest.mark.parametrize("came", [1, 7, 300])
def test_what_comes_later_moves_no_line(came: int) -> None:
    shelf = Shelf(500)
    rows = shelf.rows()
    before = rows[1].uri
    shelf.numbers = list(range(500 + came, 0, -1))
    assert rows[PAGE + 37].uri == f"urn:{500 - PAGE - 37}"
    assert rows[1].uri == before
    assert rows[-1].uri == "urn:1"
    assert rows.find("urn:499") == 1
    assert rows.find("urn:502") is None


def test_the_first_page_in_an_order_of_its_own_loses_no_line() -> None:
    shelf = Shelf(200)
    raw = list(shelf.numbers)

    def first(most: int) -> Sequence[int]:
        found = raw[:most]
        return found if most > PAGE else [*reversed(found[:10]), *found[10:]]

    rows = Rows(200, first, shelf.lines, lambda uri: int(uri[4:]))
    begun = rows[0:12]
    whole = [row.uri for row in rows]
    assert [row.uri for row in begun] == whole[:12]
    assert len(set(whole) - {""}) == 180, "each line once, those that are gone left out"


def test_lines_are_read_anew_when_marks_changed(library: Library, send: Send) -> None:
    library.import_paths([send(article("urn:a"), article("urn:b"))])
    rows = library.rows()
    assert [row.read for row in rows] == [False, False]
    assert rows == library.rows()
    assert rows.find("urn:b") == 1
    assert rows.find("urn:none") is None
    assert list(rows.uris()) == ["urn:a", "urn:b"]
