"""Tables of articles: CSV and rows of JSON."""

from __future__ import annotations

import json

import pytest

from store.errors import IngestError
from store.ingest import parse, tabular
from store.models import Article


def rows(text: str | bytes) -> list[Article | IngestError]:
    """Return the results for a table."""
    return list(tabular.parse(text if isinstance(text, bytes) else text.encode(), name="t.csv"))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters(mark: str) -> None:
    """Whatever parts the columns in the first line parts them below."""
    (article,) = rows(
        mark.join(["Title", "Text", "Date"]) + "\n" + mark.join(["A", "B c", "2024-05-01T10:00:00Z"])
    )
    assert isinstance(article, Article)
    assert (article.headline, article.body_text) == ("A", "B c")
    assert article.versioncreated == "2024-05-01T10:00:00Z"


def test_quoted_cells_and_line_ends() -> None:
    """A cell in quotes may hold line ends, commas and quotes."""
    (article,) = rows('headline,body\r\n"A, b","One ""two"".\r\n\r\nThree."\r\n')
    assert isinstance(article, Article)
    assert (article.headline, article.body_text) == ("A, b", 'One "two".\n\nThree.')


def test_a_row_without_a_story_is_reported_by_line() -> None:
    """The other rows are read."""
    results = rows("headline,body,source\nA,B,X\n,,X\nC,D,X\n")
    assert [type(result) for result in results] == [Article, IngestError, Article]
    assert "line 3" in str(results[1])


def test_a_header_repeated_further_down_is_no_row() -> None:
    """Two tables copied one after the other are one."""
    table = "headline,body,source\nA,B,X\n"
    assert [type(result) for result in rows(table * 2)] == [Article, Article]


def test_columns_of_other_languages_and_extra_cells() -> None:
    """German names are known; cells beyond the columns are told."""
    (article,) = rows("Titel;Inhalt;Ressort\nA;B;Politik;zuviel\n".encode("cp1252"))
    assert isinstance(article, Article)
    assert article.category == "Politik"
    assert any("cell" in warning for warning in article.parse_warnings)


def test_html_cells() -> None:
    """Markup in a cell is read as markup, a less-than sign is not."""
    first, second = rows("headline,body\nA,<p>One</p><p>Two</p>\nB,1 < 2\n")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.body_text, second.body_text) == ("One\n\nTwo", "1 < 2")


@pytest.mark.parametrize("text", ["headline,body\n", "a,b\n1,2\n", "headline\nA\n"])
def test_tables_without_articles(text: str) -> None:
    """No story, one clear error."""
    with pytest.raises(IngestError):
        rows(text)


def test_json_lines() -> None:
    """One object a line; a broken one is reported by its line."""
    good = json.dumps({"title": "A", "text": "B", "tags": "x; y", "published": "2024-05-01"})
    results = list(parse(f'{good}\n{{"title": "B", "te\n{good}\n'.encode()))
    assert [type(result) for result in results] == [Article, IngestError, Article]
    assert "line 2" in str(results[1])
    assert isinstance(results[0], Article)
    assert (results[0].keywords, results[0].time_assumed) == (("x", "y"), True)
