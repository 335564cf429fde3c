"""RSS, RDF, Atom and WordPress exports; Ritzau's queue."""

from __future__ import annotations

import time

import pytest

from store.errors import IngestError
from store.ingest import parse
from store.models import Article

HEAD = (
    '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:f="urn:f">'
)


def rss(item: str, channel: str = "<title>Desk</title>") -> list[Article | IngestError]:
    return list(parse(f"{HEAD}<channel>{channel}<item>{item}</item></channel></rss>".encode(), name="x"))


def one(item: str, channel: str = "<title>Desk</title>") -> Article:
    (article,) = rss(item, channel)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        ("<guid>g</guid><link>http://x.example/</link>", "uri", "g"),
        ("<link>http://x.example/</link>", "uri", "http://x.example/"),
        ("<pubDate>Mon, 04 Mar 2024 10:15:00 EST</pubDate>", "versioncreated", "2024-03-04T15:15:00Z"),
        ("<pubDate>04 Mar 24 10:15 +0100</pubDate>", "versioncreated", "2024-03-04T09:15:00Z"),
        ("<pubDate>2024-03-04T10:15:00Z</pubDate>", "versioncreated", "2024-03-04T10:15:00Z"),
        ("<dc:date>2024-03-04</dc:date>", "versioncreated", "2024-03-04T00:00:00Z"),
        ("<pubDate>soon</pubDate>", "versioncreated", ""),
        ("<author>desk@x.example (Ann Poe)</author>", "byline", "Ann Poe"),
        ("<dc:creator>Ann Poe</dc:creator>", "byline", "Ann Poe"),
        ("<category>A &amp;amp; B</category><category>C</category>", "keywords", ("A & B", "C")),
        ("<dc:language>fr_CA</dc:language>", "language", "fr-CA"),
        ("<f:title>Foreign</f:title>", "headline", "T"),
        ("<wp:post_id>1</wp:post_id><wp:status>draft</wp:status>", "pubstatus", "withheld"),
        ("<wp:post_id>1</wp:post_id><wp:status>trash</wp:status>", "pubstatus", "canceled"),
    ],
)
def test_rss_fields(item: str, field: str, value: object) -> None:
    assert getattr(one(f"<title>T</title>{item}"), field) == value


def test_the_full_text_wins_over_the_description() -> None:
    article = one("<title>T</title><description>Long.</description><content:encoded>Full.</content:encoded>")
    assert article.body_text == "Full."


def test_wordpress_line_ends_are_paragraphs() -> None:
    text = "<strong>Lead.</strong>\n\nOne\ntwo.\n<h2>Head</h2>\nThree.\n<ul>\n \t<li>a</li>\n</ul>"
    article = one(
        f"<title>T</title><wp:post_id>1</wp:post_id><content:encoded><![CDATA[{text}]]></content:encoded>"
    )
    assert article.body_text == "Lead.\n\nOne\ntwo.\n\nHead\n\nThree.\n\n• a"


def test_wordpress_shortcodes_are_no_text() -> None:
    text = (
        '[dropcap]T[/dropcap]ext [sic] and [one] more.\n\n[gallery ids="1,2"]\n\n[contact_form]\n\n'
        '[caption id="a1" width="9"]<img src="a.jpg"> A lock[/caption]\n\nEnd.'
    )
    article = one(
        f"<title>T</title><wp:post_id>1</wp:post_id><content:encoded><![CDATA[{text}]]></content:encoded>"
    )
    assert article.body_text == "Text [sic] and [one] more.\n\nA lock\n\nEnd."
    plain = one(f"<title>T</title><content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>")
    assert "[gallery" in plain.body_text


def test_a_login_becomes_the_authors_name() -> None:
    name = "<wp:author_display_name>Ann Poe</wp:author_display_name>"
    channel = f"<wp:author><wp:author_login>ap</wp:author_login>{name}</wp:author>"
    assert (
        one("<title>T</title><wp:post_id>1</wp:post_id><dc:creator>ap</dc:creator>", channel).byline
        == "Ann Poe"
    )


def test_an_item_without_anything_is_reported_by_place() -> None:
    data = f"{HEAD}<channel><item><title>T</title></item><item/></channel></rss>"
    article, error = parse(data.encode(), name="feed")
    assert isinstance(article, Article)
    assert isinstance(error, IngestError)
    assert "feed, item 2" in str(error)


def test_what_a_feed_says_of_itself_is_not_sought_among_its_items() -> None:
    items = "<item><title>a</title></item>" * 8000
    start = time.process_time()
    found = list(
        parse(f"<rss version='2.0'><channel>{items}<copyright>Ann Poe</copyright></channel></rss>".encode())
    )
    assert time.process_time() - start < 4
    assert {item.copyrightnotice for item in found if isinstance(item, Article)} == {"Ann Poe"}


def test_atom_html_and_relative_links() -> None:
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://n.example/"><entry><id>urn:1</id>'
        "<title>A &amp;lt;b&gt;</title>"
        '<content type="html">&lt;p>See &lt;a href="x">x&lt;/a>.&lt;/p></content></entry></feed>'
    )
    (article,) = parse(data.encode())
    assert isinstance(article, Article)
    assert article.body_xhtml == '<p>See <a href="https://n.example/x">x</a>.</p>'


def test_text_hidden_in_a_namespace_of_the_sender_is_found() -> None:
    text = "A long story about the ice. " * 12
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cm="http://feed.wenn.com/xmlns/2010/03/wenn_cm">'
        "<entry><id>urn:1</id><title>x</title><cm:ContentMetadata><cm:title>Ice</cm:title>"
        f"<cm:body>{text}</cm:body></cm:ContentMetadata></entry></feed>"
    )
    (article,) = parse(data.encode())
    assert isinstance(article, Article)
    assert (article.headline, article.body_text) == ("Ice", text.strip())


def test_ritzau_says_when_the_service_failed() -> None:
    data = b"<XMLNewsQueuedResponse><r><error>5</error><errormsg>No access</errormsg></r>"
    data += b"</XMLNewsQueuedResponse>"
    with pytest.raises(IngestError, match="No access"):
        list(parse(data))


def test_ritzau_numbers_get_their_zero_back() -> None:
    data = (
        b"<RBNews><NewsID>1</NewsID><headline>Is</headline><IPTCList><int>4000000</int></IPTCList></RBNews>"
    )
    (article,) = parse(data)
    assert isinstance(article, Article)
    assert article.subject == ({"code": "04000000", "scheme": "subj"},)
