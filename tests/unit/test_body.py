"""A story's body: what a reader sees, and the markup kept beside it, from HTML and from plain text."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.ingest.body import Body, from_html, from_plain

ALLOWED = set(re.findall(r"\w+", "p h2 h3 h4 ul ol li table tr td th a strong em br blockquote pre"))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One <b>two</b></p><p>three</p>", "One two\n\nthree"),
        ("<p>A&amp;B &lt;C&gt; &eacute;</p>", "A&B <C> é"),
        ("<p>one<br>two<br/>three</p>", "one\ntwo\nthree"),
        ("one<br><br>two<BR>\n<BR>three", "one\n\ntwo\n\nthree"),
        ("<div>one<p>two</div>three", "one\n\ntwo\n\nthree"),
        ("<p>wrapped by\n   the editor</p>", "wrapped by the editor"),
        ("<p>&nbsp;</p><p></p><p>x</p>", "x"),
        ("<p>a\u200b\ufeffb\u00adc</p>", "abc"),
        ("<ul><li>one<li><b>two</b> more</ul>after", "• one\n• two more\n\nafter"),
        ("<ol><li>one</li><li>two<ul><li>deep</li></ul></li></ol>", "1. one\n2. two\n  • deep"),
        ("<ul><li><p>one</p><p>more</p></li><li>two</li></ul>", "• one\n  more\n• two"),
        ("<blockquote><p>said</p></blockquote>", "said"),
        ("<pre>a   b\n1   2</pre>", "a   b\n1   2"),
        ("<h1>Head</h1><p>text</p>", "Head\n\ntext"),
        ("x<script>alert('<p>no</p>')</script><style>p {}</style><iframe src=x>no</iframe>y", "xy"),
        ("<p>see &lt;script src=x&gt;&lt;/script&gt;here &lt;b&gt;now&lt;/b&gt;</p>", "see here now"),
        ("<p>up 3% &lt;BR&gt; &lt;AAPL.O&gt;</p>", "up 3% <BR> <AAPL.O>"),
        ("<p>K&amp;auml;the &amp;amp; Co</p>", "Käthe & Co"),
        ("<p>35&lt;endash&gt;-&lt;/endash&gt;40</p>", "35-40"),
        ("<p>été</p><p>Ã©tÃ©</p>", "été\n\nété"),
        ("<p>NÃO, São João</p>", "NÃO, São João"),
        ("<p>a\ufffeb&#xFFFF;c</p>", "a\ufffdb\ufffdc"),
        ("no tags &amp; one\n\nblank line", "no tags & one\n\nblank line"),
        ("<unknown>kept</unknown> <object>gone</object>", "kept"),
        ("", ""),
    ],
)
def test_html_reads_as_a_browser_would_show_it(source: str, text: str) -> None:
    assert from_html(source).text == text


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        (
            "<tr><td>Poe</td><td>64</td></tr><tr><td>Grey Jr.</td><td>7</td></tr>",
            ["Poe       64", "Grey Jr.   7"],
        ),
        (
            "<tr><th></th><th>2024</th></tr><tr><td>Rinks</td><td>177</td></tr>",
            ["       2024", "Rinks   177"],
        ),
        ("<tr><td>a</td><td> </td><td>b</td></tr><tr><td>c</td><td></td><td>d</td></tr>", ["a  b", "c  d"]),
        ("<tr><td><p>a</p><p>b</p></td><td>c</td></tr>", ["a b  c"]),
        (
            "<tr><th>Title over all of it</th></tr><tr><td>a</td><td>b</td></tr>",
            ["Title over all of it", "a  b"],
        ),
        ("<tr><th>one<th>one</tr>", ["one  one"]),
        ("<tr><td>東京</td><td>1</td></tr><tr><td>a</td><td>2</td></tr>", ["東京  1", "a     2"]),
    ],
)
def test_a_table_keeps_one_line_a_row(source: str, rows: list[str]) -> None:
    assert from_html(f"<p>x</p><table>{source}</table>").text.split("\n")[2:] == rows


def test_a_table_that_only_lays_out_the_page_is_read_as_paragraphs() -> None:
    inner = "<table><tr><td>a</td><td>1</td></tr></table>"
    story = f"<table><tr><td>{inner}<p>One.</p></td><td><p>Two.</p></td></tr></table>"
    assert from_html(story).text == "a  1\n\nOne.\n\nTwo."
    assert from_html("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>").text == "One.\n\nTwo."


def test_headings_are_marked() -> None:
    body = from_html("<p>One.</p><h2>Head</h2><p>Two.</p><p><b>Bold head</b></p><p><b>Bold sentence.</b></p>")
    assert [body.text[start:end] for start, end in body.headings] == ["Head", "Bold head"]


def test_links_keep_their_target_beside_the_text() -> None:
    body = from_html(
        '<p><a href="/a?b=1&amp;c=2">one</a> <a href="javascript:x()">two</a> <a>three</a></p>',
        base="https://n.example/x/",
    )
    assert body.text == "one two three"
    assert body.xhtml == '<p><a href="https://n.example/a?b=1&amp;c=2">one</a> two three</p>'
    assert from_html('<p><a href="/a">one</a></p>').xhtml == "<p>one</p>"
    assert from_html('<p><a href="//[">one</a></p>', base="https://n.example/").xhtml == "<p>one</p>"


def test_links_never_nest() -> None:
    source = '<a href="http://x.example/1">one<table><tr><td><a href="http://x.example/2">two</a></td></tr></table>'
    assert "</a>" in from_html(source).xhtml.split("/2")[0]


def test_marks_are_balanced_across_paragraphs() -> None:
    assert (
        from_html("<b>one<p>two</p></b>three").xhtml
        == "<p><strong>one</strong></p><p><strong>two</strong></p><p>three</p>"
    )


STORY = """<p>(Adds detail)
    * Point one
    By Ann Poe
    OMSK, March 4 (Example) - Forty barges loaded with grain
waited outside Omsk on Monday as ice closed the channel for
a third day.
    Prices rose.


 (Editing by X)</p>"""


def test_a_story_in_one_paragraph_keeps_its_paragraphs() -> None:
    lead = "OMSK, March 4 (Example) - Forty barges loaded with grain waited outside Omsk on Monday"
    assert from_html(STORY).text.split("\n\n") == [
        "(Adds detail)\n* Point one",
        "By Ann Poe",
        f"{lead} as ice closed the channel for a third day.",
        "Prices rose.",
        "(Editing by X)",
    ]


WRAPPED = "The ferry was on its way from one bank to\nthe other when the ice closed around it\nand held it."


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        ("One.\n\nTwo.\r\n\r\nThree.", ["One.", "Two.", "Three."]),
        (WRAPPED, [WRAPPED.replace("\n", " ")]),
        (
            "Name  Time  Rank\nPoe   1:02     1\nGrey  1:04     2",
            ["Name  Time  Rank\nPoe   1:02     1\nGrey  1:04     2"],
        ),
        ("Harbour Office\nQuay 1\nOmsk", ["Harbour Office\nQuay 1\nOmsk"]),
        ("- one\n- two\n  goes on\n- three", ["- one\n- two goes on\n- three"]),
        (
            f"{'Long paragraph. ' * 12}\n{'Another one. ' * 12}",
            ["Long paragraph. " * 11 + "Long paragraph.", "Another one. " * 11 + "Another one."],
        ),
        (
            "- The lock was sold\n            Q Ann Poe, lock keeper\n            - The gate leaks",
            ["- The lock was sold\nQ Ann Poe, lock keeper\n- The gate leaks"],
        ),
        (
            f"{WRAPPED}\n\n{WRAPPED}\n\nThe council met behind the frozen lock.\nAll agreed it was cold.",
            [
                *[WRAPPED.replace("\n", " ")] * 2,
                "The council met behind the frozen lock. All agreed it was cold.",
            ],
        ),
    ],
)
def test_plain_text_is_unwrapped_where_it_was_broken(source: str, paragraphs: list[str]) -> None:
    assert from_plain(source).text.split("\n\n") == paragraphs


def check(body: Body) -> None:
    """Both outputs are safe, well-formed and say the same."""
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|\n{3,}", body.text)
    root = ET.fromstring(f"<div>{body.xhtml}</div>")
    assert {element.tag for element in root.iter()} <= ALLOWED | {"div"}
    assert all(set(element.attrib) <= {"href"} for element in root.iter())
    assert squeezed(nh3.clean(body.xhtml, tags=ALLOWED, link_rel=None)) == squeezed(
        body.xhtml.replace("<br/>", "<br>")
    )
    said = "".join(root.itertext())
    assert letters(said) == letters(re.sub(r"(?m)^ *(?:• |\d+\. )", "", body.text))
    assert all(body.text[start:end].strip() for start, end in body.headings)


def squeezed(markup: str) -> str:
    return re.sub(r"\s+|</?tbody>|&nbsp;", "", markup)


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())


TAGS = re.findall(r"\w+", "p b i a h1 h3 ul ol li table tr td th div br blockquote pre script style em span")


def test_a_dash_at_the_head_of_a_broken_line_goes_on_the_sentence() -> None:
    body = from_plain(
        "The keeper of the lock says that hardly anyone comes by there\n"
        "in winter, and that in summer too the boats and crews are few\n"
        "- which is why the town wants to sell the lock and the house\n"
        "before the year is out, and why nobody has asked him about.\n"
    )
    assert "crews are few - which is why" in body.text


def test_rules_around_a_note_stay_lines() -> None:
    rule = "-" * 62
    note = (
        "In the first paragraph of the story on the lock it has to read\n"
        "that the keeper, not the town, wants to sell it to the bidder."
    )
    body = from_plain(f"{rule}\nCORRECTION\n{note}\n{rule}\n\nThe lock was sold.\n")
    assert body.text.startswith(f"{rule}\nCORRECTION\nIn the first")
    assert f"\n{rule}\n\nThe lock" in body.text


def test_dashes_and_pluses_that_open_points_stay() -> None:
    body = from_plain(
        "The day of the parliament in Exampleton, as it stands by noon\n"
        "and with all that has been changed in it since this morning:\n"
        "+ 0900 the leader of the larger party speaks to the press in\n"
        "the old hall\n"
        "+ 1030 the leader of the smaller party does the same outside\n"
    )
    assert body.text.count("\n+ ") == 2
    assert "press in the old hall" in body.text


PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [
            '<a href="http://x.example/">',
            "<a href='javascript:x'>",
            "&amp;",
            "&lt;b&gt;",
            "\n",
            "\n\n",
            "&#27;",
            "<!--",
        ]
    ),
    st.text(alphabet="abc .é\u202e\x1b<>&;\"'\n\t1", max_size=8),
)


@given(st.lists(PIECES, max_size=60))
@settings(max_examples=400)
def test_any_markup_gives_a_clean_body(pieces: list[str]) -> None:
    check(from_html("".join(pieces)))


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_gives_a_clean_body(text: str) -> None:
    check(from_plain(text))
    check(from_html(text))
