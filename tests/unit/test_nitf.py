"""NITF: the dialects of its senders."""

from __future__ import annotations

import pytest

from store.ingest import parse
from store.models import Article


def nitf(
    docdata: str = "", head: str = "", body_head: str = "", content: str = "<p>Text.</p>", root: str = ""
) -> bytes:
    return (
        f"<nitf{root}><head>{head}<docdata><doc-id id-string='n:1' regsrc='NTB'/>"
        f"{docdata}</docdata></head><body>"
        f"<body.head><hedline><hl1>Head</hl1><hl2>Sub</hl2></hedline>{body_head}</body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    ).encode()


def one(data: bytes) -> Article:
    (article,) = parse(data, name="x")
    assert isinstance(article, Article)
    return article


ISSUED = "<date.issue norm='20240304T120000+0100'/>"


@pytest.mark.parametrize(
    ("docdata", "field", "value"),
    [
        (ISSUED, "versioncreated", "2024-03-04T11:00:00Z"),
        ("<date.issue norm='2024-07-04T12:00:00'/>", "versioncreated", "2024-07-04T10:00:00Z"),
        ("<date.issue norm='20240304'/>", "time_assumed", True),
        ("<du-key key='ICE' version='04'/>", "version", "4"),
        ("<du-key key='ICE' generation='3'/>", "version", "3"),
        ("<series series.part='2'/>", "version", "2"),
        (
            "<identified-content><classifier type='apcategorycode' value='s'/></identified-content>",
            "category",
            "s",
        ),
        ("<du-key key='ICE'/>", "slugline", "ICE"),
        ("<key-list><keyword key='Ice'/><keyword>Omsk</keyword></key-list>", "keywords", ("Ice", "Omsk")),
        (ISSUED + "<date.release norm='20240305T120000+0100'/>", "embargoed", "2024-03-05T11:00:00Z"),
        (ISSUED + "<date.release norm='20240304T120000+0100'/>", "embargoed", ""),
        ("<date.release norm='YYYYMMDD000000-HHMM'/>", "embargoed", ""),
        ("<date.expire norm='2026-05-18 11:12:20+00:00'/>", "expires", "2026-05-18T11:12:20Z"),
        ("<ed-msg info='For Europe'/>", "ednote", "For Europe"),
        ("<urgency ed-urg='2'/>", "urgency", 2),
        ("<evloc city='Omsk' iso-cc='RUS'/>", "located", "Omsk"),
        ("<doc.copyright holder='NTB' year='2024'/>", "copyrightholder", "NTB"),
    ],
)
def test_docdata(docdata: str, field: str, value: object) -> None:
    assert getattr(one(nitf(docdata)), field) == value


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("usable", "usable"),
        ("Canceled", "canceled"),
        ("withheld", "withheld"),
        ("embargoed", "withheld"),
        ("", "usable"),
    ],
)
def test_status(word: str, status: str) -> None:
    data = nitf().replace(b"<docdata>", f"<docdata management-status='{word}'>".encode())
    assert one(data).pubstatus == status


@pytest.mark.parametrize(
    ("body_head", "field", "value"),
    [
        ("<byline>By Ann Poe<byttl>Writer</byttl></byline>", "byline", "By Ann Poe"),
        ("<byline>By<person>Ann Poe</person>, <byttl>Writer</byttl></byline>", "byline", "By Ann Poe"),
        ("<dateline>Oslo</dateline>", "located", "Oslo"),
        (
            "<dateline><location>BEIJING</location><story.date>July 23</story.date></dateline>",
            "dateline",
            "BEIJING July 23",
        ),
        (
            "<dateline><story.date norm='20240304T120000'>20240304T120000Z</story.date></dateline>",
            "dateline",
            "",
        ),
        (
            "<dateline><location><city>Ottawa</city><state>Ontario</state></location></dateline>",
            "located",
            "Ottawa",
        ),
    ],
)
def test_body_head(body_head: str, field: str, value: object) -> None:
    assert getattr(one(nitf(body_head=body_head)), field) == value


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (
            "<meta name='anpa-keyword' content='Ice'/><meta name='anpa-takekey' content='1st Lead'/>",
            "takekey",
            "1st Lead",
        ),
        ("<meta name='NTBStikkord' content='is-omsk'/>", "slugline", "is-omsk"),
        ("<title>Harbour-Ice</title>", "slugline", "Harbour-Ice"),
        ("<tobject><tobject.property tobject.property.type='Current'/></tobject>", "genre", ("Current",)),
        ("<meta name='article-language' content='fr'/>", "language", "fr"),
        ("<meta name='categoria' content='POL'/><meta name='prioridad' content='R'/>", "category", "POL"),
    ],
)
def test_head(head: str, field: str, value: object) -> None:
    assert getattr(one(nitf(head=head)), field) == value


def test_subjects_keep_their_registry() -> None:
    names = "tobject.subject.ipr='EFE' tobject.subject.refnum='F01' tobject.subject.matter='X'"
    subject = f"<tobject><tobject.subject {names}/></tobject>"
    assert one(nitf(head=subject)).subject == ({"code": "F01", "name": "X", "scheme": "EFE"},)


def test_a_subject_code_may_stand_in_a_meta() -> None:
    code = "<meta name='category_iptc' content='{}'/>"
    assert one(nitf(head=code.format("04000000"))).subject == ({"code": "04000000", "scheme": "subj"},)
    assert one(nitf(head=code.format("ALR"))).subject == ()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<hl2>Head</hl2><p lede='true'>Lead.</p><block><p>More.</p></block>", "Head\n\nLead.\n\nMore."),
        (
            "<p>A <person>B</person> <org>C</org>.</p><media><media-caption>no</media-caption></media>",
            "A B C.",
        ),
        ("<p>Runs to\n<chron>May</chron>\n.\n</p>", "Runs to May."),
        ("<note><body.content><p>no</p></body.content></note><p>Text.</p>", "Text."),
        ("<bq><p>Said.</p></bq><ul><li>one</li></ul>", "Said.\n\n• one"),
        ("<p>Text.</p><p>ends</p>", "Text."),
        ("<p>Text.</p><p>/ritzau/</p>", "Text."),
        ("<p>Text.</p><p>AAP RTV ar</p>", "Text."),
        ("<p>Text. EFE</p>", "Text."),
        ("<p>Text. /ritzau/</p>", "Text."),
        ("<p>Text.(©NTB)</p>", "Text."),
        ("<p>May 2 (Lockwire) - Text.</p><p>(Lockwire)</p>", "May 2 (Lockwire) - Text."),
        ("<p>(LOCK) - OMSK, 2 MAY - Text. (LOCK).</p>", "(LOCK) - OMSK, 2 MAY - Text."),
        (
            "<p>The Lock Office (LO) met.</p><p>It is the (LO)</p>",
            "The Lock Office (LO) met.\n\nIt is the (LO)",
        ),
        ("<p>-30-</p>", "-30-"),
        (
            "<p>&#60;div class=&#34;e&#34;&#62;&#60;/div&#62;&#60;script&#62;&#60;/script&#62;</p><p>x</p>",
            "x",
        ),
    ],
)
def test_body(content: str, text: str) -> None:
    article = one(nitf(content=content))
    assert article.body_text == text


def test_markup_ends_where_the_text_ends() -> None:
    assert (
        one(nitf(content="<p>One.</p><p>Two. EFE</p><p>ab/cd/ef</p>")).body_xhtml == "<p>One.</p><p>Two.</p>"
    )


def test_breaks_at_a_fixed_column_are_joined() -> None:
    rows = [
        "More extreme weather forecast over the next few days the",
        "ice situation is likely to get worse with a massive front",
        "spanning a huge area of the river and its southern",
        "banks.",
    ]
    assert one(nitf(content="<p>" + " <br />".join(rows) + "</p>")).body_text == " ".join(rows)
    address = "<p>Paul Poe<br/>Chief<br/>Harbour<br/>Omsk</p>"
    assert one(nitf(content=address)).body_text == "Paul Poe\nChief\nHarbour\nOmsk"


def test_two_stories_of_one_second_do_not_share_a_made_id() -> None:
    first = nitf(ISSUED).replace(b"id-string='n:1' ", b"")
    assert one(first).uri != one(first.replace(b"<hl1>Head", b"<hl1>Other")).uri
    assert one(first).uri == one(first).uri


def test_a_namespace_and_a_doctype_make_no_difference() -> None:
    data = b"<!DOCTYPE nitf SYSTEM 'nitf-3-4.dtd'>" + nitf(
        root=" xmlns='http://iptc.org/std/NITF/2006-10-18/'"
    )
    assert one(data) == one(nitf())
