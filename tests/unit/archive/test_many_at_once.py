"""Changes of many stories: who reads meanwhile does not wait, and many lines are read at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from store.commands import AddTag
from store.index import lists
from store.library import Library
from store.rows import Rows
from tests.unit.archive.conftest import Send, article


def test_reading_lines_waits_for_no_change(library: Library, send: Send) -> None:
    library.import_paths([send(article("urn:a"), article("urn:b"))])
    rows = library.rows()
    with ThreadPoolExecutor(1) as other, library._thread, library._index.changing():
        assert other.submit(lambda: [row.uri for row in rows]).result(20) == ["urn:a", "urn:b"]
        assert other.submit(rows.find, "urn:b").result(20) == 1


def test_stories_named_are_read_whether_listed_or_not(library: Library, send: Send) -> None:
    library.import_paths([send(article("urn:a"), article("urn:b"))])
    rows = library.search("tag:x").rows
    assert isinstance(rows, Rows)
    library.apply(AddTag(("urn:b",), "x"))
    assert len(rows) == 0
    assert [(row.uri, row.tags) for row in rows.of(["urn:b", "urn:none", "urn:a"])] == [
        ("urn:b", ("x",)),
        ("urn:a", ()),
    ]


def test_the_names_of_many_are_those_of_the_lines(library: Library, send: Send) -> None:
    library.import_paths([send(*(article(f"urn:{number}") for number in range(150)))])
    rows = library.rows()
    assert isinstance(rows, Rows)
    assert list(rows.uris()) == [row.uri for row in rows]
    uris = tuple(rows.uris())
    assert library.apply(AddTag(uris, "x")) == "Tagged 150 stories x"
    assert library.tags() == {"x": 150}
    assert library.undo() == "Undone: Tagged 150 stories x"
    assert library.tags() == {}


def test_all_uris_of_a_story_are_found_for_many_at_once(library: Library, send: Send) -> None:
    library.import_paths([send(*(article(f"urn:{number}") for number in range(3)))])
    found = lists.relatives(library._index, ["urn:2", "urn:0", "urn:none"])
    assert found == {"urn:2": ("urn:2",), "urn:0": ("urn:0",)}


def test_a_count_keeps_nobody_from_reading_and_is_right(library: Library, send: Send) -> None:
    library.import_paths([send(article("urn:a"), article("urn:b"))])
    question = "SELECT count(*) FROM item"
    with ThreadPoolExecutor(1) as other, library._index._reading:
        assert other.submit(library._index.count, question).result(20) == 2
    library.import_paths([send(article("urn:c"))])
    assert library._index.count(question) == len(library.rows()) == 3


def test_a_count_is_right_after_the_index_was_made_anew(library: Library, send: Send) -> None:
    library.import_paths([send(article("urn:a"))])
    assert len(library.search("is:unread").rows) == 1
    library.reindex()
    assert len(library.search("is:unread").rows) == 1
