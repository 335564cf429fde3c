from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import IngestError
from store.ingest import plain
from store.models import Article
from tests.effort import growth
from tests.plain_copy import DATELINE, read


class TestSpools:
    STORIES = (
        "date 2021-03-03 LEEDS, March 3. /XYZ/. The lock was sold.\n\nIt leaks.\n",
        "BC-Gate<\nLEEDS, England (AP) — The gate was sold.\n\nENDS\n\nNotes to editors: none.\n",
        " date 2021-03-04 LEEDS, March 4. /XYZ/. The key was sold.\n",
    )

    @pytest.mark.parametrize("mark", ["\f", "\f\n", "NNNN\n", "\n=====\n\n", "-30-\n\n", "\n----------\n\n"])
    def test_marks_part_stories(self, mark: str) -> None:
        items = list(plain.parse(mark.join(self.STORIES).encode(), name="spool"))
        assert [item.headline for item in items if isinstance(item, Article)] == [
            "The lock was sold.",
            "The gate was sold.",
            "The key was sold.",
        ]

    def test_date_headers_part_stories(self) -> None:
        items = list(plain.parse((self.STORIES[0] + "\n" + self.STORIES[2]).encode(), name="spool"))
        assert len(items) == 2

    def test_page_breaks_rules_and_notes_part_none(self) -> None:
        article = read(
            f"{DATELINE}Page one.\n\fPage two goes on.\n\n=====\n\nThe table "
            f"follows.\n\n###\nContact: Ann Poe\n"
        )
        assert article.body_text == f"{DATELINE}Page one.\n\nPage two goes on.\n\nThe table follows."

    def test_marks_without_a_story_between_them_part_nothing_however_many_there_are(self) -> None:
        text = self.STORIES[0] + "NNNN\n" * 20_000 + self.STORIES[1]
        items = list(plain.parse(text.encode(), name="spool"))
        assert len(items) == 2

    def test_date_headers_without_a_story_belong_to_the_next(self) -> None:
        text = self.STORIES[0] + "date 2021-03-04\n" * 20_000 + self.STORIES[2]
        first, second = list(plain.parse(text.encode(), name="spool"))
        assert isinstance(first, Article)
        assert isinstance(second, Article)
        assert first.body_text.endswith("It leaks.")
        assert second.versioncreated == "2021-03-04T00:00:00Z"

    def test_a_date_line_below_the_slug_parts_nothing(self) -> None:
        article = read(f"BC-Lock, 1st Ld<\ndate 2021-03-03\n{DATELINE}The lock was sold.\n")
        assert (article.slugline, article.versioncreated) == ("BC-Lock", "2021-03-03T00:00:00Z")


class TestUnknownAndBroken:
    def test_text_without_any_form_is_read_with_a_warning(self) -> None:
        article = read("There is a bench by the lock.\n\nNobody sits on it.\n")
        assert plain.UNKNOWN_KIND in article.parse_warnings
        assert article.body_text == "There is a bench by the lock.\n\nNobody sits on it."
        assert "versioncreated" not in article.as_json()

    @pytest.mark.parametrize(
        "data", [b"", b"   \n\n", b"-30-\n", b"...\n---\n", b"NNNN\n", bytes(range(32)) * 9]
    )
    def test_what_holds_no_words_is_an_error_with_file_and_next_step(self, data: bytes) -> None:
        (item,) = plain.parse(data, name="spool/7.txt")
        assert isinstance(item, IngestError)
        assert str(item).startswith("spool/7.txt: ")
        assert item.hint

    def test_large_texts_are_read_in_linear_time(self) -> None:
        line = "The harbour board met again on Tuesday and heard the same witnesses\n"
        layouts = (
            line,
            line + "\n",
            line[:-1] + " ",
            "a" * 68 + "\n",
            '"' * 69,
            "( " * 34,
            "-- \n" * 17,
            "BC-A,\n" * 11,
        )
        for layout in layouts:
            assert growth(partial(_read, layout), 1_000, 10) < 40, layout[:20]

    def test_memory_stays_in_proportion_to_the_text(self) -> None:
        data = (DATELINE + "The harbour board met again on Tuesday.\n\n" * 10_000).encode()
        tracemalloc.start()
        list(plain.parse(data, name="big"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 14 * len(data)


def _read(layout: str, count: int) -> None:
    list(plain.parse((DATELINE + layout * count).encode(), name="big"))


FRAGMENTS = [
    "BC-Lock, 1st Ld,310<",
    "URGENT",
    "KILL",
    "By ANN POE",
    "Eds: x",
    "date 2021-03-03",
    "LEEDS, May 7 (AP) - ",
    "-30-\n",
    "    ",
    "-- ",
    "“",
    '"',
    "The lock was sold. ",
    "Leeds   1821   7",
    "ENDS",
    "not for publication",
    "Embargo 0600 GMT May 7",
    "===",
    "# Notebook\n",
    "é",
    "锁。",
    "AP-WF-03-03-21 1204GMT<",
    "KEY/",
    "Headline: ",
    "* ",
]
FRAGMENTS += ["\n", "\n\n", "\t", "a" * 70, "x " * 40, "\x1b[2J", "\x00"]


@settings(max_examples=400)
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=30)), max_size=40))
def test_any_mix_of_wire_parts_gives_an_article_or_a_clear_error(parts: list[str]) -> None:
    check(plain.parse("".join(parts).encode("utf-8", "surrogatepass"), name="fuzz"))


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_clear_error(data: bytes) -> None:
    check(plain.parse(data, name="fuzz"))


def check(items: Iterator[Article | IngestError]) -> None:
    found = list(items)
    assert found
    for item in found:
        if isinstance(item, IngestError):
            assert str(item).startswith("fuzz")
            continue
        assert item.headline.strip()
        assert item.body_text.strip()
        assert "\n\n\n" not in item.body_text
        assert item.uri.startswith("plain:")
        assert not item.version or item.version.isdigit()
        assert all(0 <= start < end <= len(item.body_text) for start, end in item.headings)
        assert Article.from_json(item.as_json()) == item
