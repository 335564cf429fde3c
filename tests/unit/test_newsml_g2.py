"""NewsML-G2: the corners agencies have, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from store.errors import IngestError
from store.ingest import parse
from store.models import Article

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def item(meta: str = "", content: str = "", body: str = "<p>Text.</p>", attributes: str = "") -> str:
    return (
        f'<newsItem {NAR} guid="urn:x:1" version="2" {attributes}>'
        f"<itemMeta><itemClass qcode='ninat:text'/><provider literal='stt'/>{meta}</itemMeta>"
        f"<contentMeta><headline>Head</headline>{content}</contentMeta><contentSet>"
        f'<inlineXML contenttype="application/xhtml+xml"><html><body>{body}</body></html></inlineXML>'
        "</contentSet></newsItem>"
    )


def one(source: str) -> Article:
    (article,) = parse(source.encode(), name="x")
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("meta", "field", "value"),
    [
        ('<pubStatus qcode="stat:withheld"/>', "pubstatus", "withheld"),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', "pubstatus", "canceled"),
        ('<pubStatus qcode="stat:USABLE"/>', "pubstatus", "usable"),
        ("<versionCreated>2024-03-04T11:16:43</versionCreated>", "versioncreated", "2024-03-04T09:16:43Z"),
        (
            "<versionCreated>2024-03-04T11:16:43.123+0100</versionCreated>",
            "versioncreated",
            "2024-03-04T10:16:43Z",
        ),
        ("<versionCreated>3013-03-04T11:16:43Z</versionCreated>", "versioncreated", ""),
        ("<embargoed/>", "embargoed", ""),
        ("<embargoed>tomorrow</embargoed>", "embargoed", ""),
        ("<edNote>Eds: new.</edNote><edNote>More.</edNote>", "ednote", "Eds: new.\nMore."),
        ('<edNote role="sttnote:private">secret</edNote>', "ednote", ""),
        ('<edNote role="sttnote:private">secret</edNote>', "ednote_private", "secret"),
        ('<edNote pubconstraint="x:nonpublic">secret</edNote>', "ednote_private", "secret"),
        ('<link rel="irel:derivedFrom" residref="urn:x:0"/>', "evolvedfrom", "urn:x:0"),
        ('<link rel="irel:prevVersion" residref="urn:x:1"/>', "evolvedfrom", ""),
        ('<link rel="irel:seeAlso" residref="urn:x:0"/>', "evolvedfrom", ""),
        (
            '<signal qcode="sig:correction"/><signal qcode="edStat:C"/>',
            "signal",
            ("sig:correction", "edStat:C"),
        ),
    ],
)
def test_management(meta: str, field: str, value: object) -> None:
    assert getattr(one(item(meta)), field) == value


def test_a_version_without_a_time_has_that_of_its_content() -> None:
    times = "<contentCreated>2024-03-04T10:00:00Z</contentCreated>"
    article = one(item("<versionCreated/>", times))
    assert article.versioncreated == "2024-03-04T10:00:00Z"
    assert any("content" in warning for warning in article.parse_warnings)
    times += "<contentModified>2024-03-04T12:00:00Z</contentModified>"
    article = one(item("", times))
    assert (article.firstcreated, article.versioncreated) == ("2024-03-04T10:00:00Z", "2024-03-04T12:00:00Z")
    own = "<versionCreated>2024-03-05T12:00:00Z</versionCreated>"
    assert one(item(own, times)).versioncreated == "2024-03-05T12:00:00Z"


@pytest.mark.parametrize(
    ("content", "field", "value"),
    [
        ("<by>By Ann Poe</by>", "byline", "By Ann Poe"),
        ("<creator><name>Ann Poe</name></creator>", "byline", "Ann Poe"),
        ("<creator><name>poe.ann</name></creator>", "byline", ""),
        ("<creator literal='STT'/>", "byline", ""),
        ('<creator role="cRole:source" literal="Opta Data"/>', "byline", ""),
        ('<located literal="Winnipeg, MB, Canada"/>', "located", "Winnipeg"),
        (
            '<located><name>Lapland</name></located><located type="cptype:city"><name>Oulu</name></located>',
            "located",
            "Oulu",
        ),
        ("<located><name/></located><dateline>Helsinki</dateline>", "located", "Helsinki"),
        ("<dateline>MOSKVA, Feb 17 NTB -</dateline>", "located", "MOSKVA"),
        ("<dateline>2018-01-03 20:13:08 GMT+00:00</dateline>", "dateline", ""),
        ('<language tag="swe"/>', "language", "sv"),
        ('<language tag="en_gb"/>', "language", "en-GB"),
        ("<urgency>0</urgency>", "urgency", None),
        ("<slugline>BC-EU--Ice, 2nd Ld-Writethru</slugline>", "takekey", "2nd Ld-Writethru"),
        ("<slugline>ICE/ (UPDATE 3)</slugline>", "takekey", "UPDATE 3"),
        ('<subject qcode="a1312cat:f"/>', "category", "f"),
        ('<genre qcode="genre:Current"><name>Current</name></genre>', "genre", ("genre:Current",)),
        ('<altId type="tt:refuno">20240304:TT:1:0</altId>', "evolvedfrom", "20240304:TT:1:0"),
    ],
)
def test_description(content: str, field: str, value: object) -> None:
    assert getattr(one(item("", content)), field) == value


@pytest.mark.parametrize(
    ("subject", "entry"),
    [
        (
            '<subject qcode="medtop:20000001"><name>ice</name></subject>',
            {"code": "20000001", "name": "ice", "scheme": "medtop"},
        ),
        (
            '<subject uri="http://cv.iptc.org/newscodes/subjectcode/04000000/"/>',
            {"code": "04000000", "scheme": "subj"},
        ),
        (
            '<subject literal="Ice"><name xml:lang="de">Eis</name><name xml:lang="en">Ice</name></subject>',
            {"code": "Ice", "name": "Ice"},
        ),
        ('<subject literal="TT:11000000:POL"/>', {"code": "11000000", "name": "POL", "scheme": "subj"}),
    ],
)
def test_subject_codes_keep_their_scheme(subject: str, entry: dict[str, str]) -> None:
    assert one(item("", subject, attributes='xml:lang="en"')).subject == (entry,)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h1>Head</h1><h2>Sub</h2><p>Text.</p>", "Sub\n\nText."),
        (
            "<header><h1>Head</h1></header><section class='main'><p>A.</p></section><p class='notepad'>x</p>",
            "A.",
        ),
        (
            "<p>Text.</p><section class='notepad'><p class='np-nonpublic'>secret</p></section>",
            "Text.",
        ),
        ("<p>Text.</p><p>asl/tib/pid</p>", "Text."),
        ("<p>Text.</p><p>-30-</p>", "Text."),
        ("Text in the body itself.<p>More.</p>", "Text in the body itself.\n\nMore."),
        ("<p>Text. (ANSA)</p>51 77 03 CRO01 1113 APE4800 GEST", "Text. (ANSA)"),
        ("<p>The following information is not for publication</p><p>Call me</p>", ""),
    ],
)
def test_what_is_no_story_stays_outside_the_body(body: str, text: str) -> None:
    assert one(item(body=body)).body_text == text


def test_private_text_in_the_body_is_kept_apart() -> None:
    article = one(
        item(body="<p>Text.</p><p>The following information is not for publication</p><p>Call 123</p>")
    )
    assert article.body_text == "Text."
    assert "Call 123" not in article.body_xhtml
    assert article.ednote_private == "Call 123"


def test_the_longest_rendition_is_the_story() -> None:
    short = item(body="<p>Short.</p>").replace(
        "</contentSet>",
        "<inlineData contenttype='text/html'>&lt;p&gt;A longer &amp;amp; better text.&lt;/p&gt;</inlineData>"
        "</contentSet>",
    )
    assert one(short).body_text == "A longer & better text."


def test_binary_and_structured_content_is_no_text() -> None:
    data = item(body="").replace(
        "</contentSet>",
        '<inlineData contenttype="application/json">{"a": 1}</inlineData>'
        '<inlineData encoding="x">QUJD</inlineData>'
        "<inlineXML><conceptSet><concept>no</concept></conceptSet></inlineXML></contentSet>",
    )
    assert one(data).body_text == ""


def test_reuters_numbers_are_versions() -> None:
    assert one(item().replace('version="2"', 'version="1542761538"')).version == "1542761538"


def test_a_message_reports_each_damaged_item_by_its_place() -> None:
    items = f"{item()}<newsItem guid='y'/>{item()}<conceptItem/>"
    message = f"<newsMessage {NAR}><itemSet>{items}</itemSet></newsMessage>"
    found: list[Any] = list(parse(message.encode(), name="spool"))
    assert [isinstance(entry, Article) for entry in found] == [True, False, True, False]
    assert "spool, item 2" in str(found[1])
    assert "spool, item 4" in str(found[3])


def test_a_place_may_be_described_elsewhere_in_the_item() -> None:
    city = "<address><locality><name>Berlin</name></locality></address>"
    place = f"<assert literal='p1'><POIDetails>{city}</POIDetails></assert>"
    data = item("", "<located literal='p1'/>").replace("<contentSet>", f"{place}<contentSet>")
    assert one(data).located == "Berlin"


def test_items_of_one_guid_are_told_apart() -> None:
    first, second = parse(f"<newsMessage {NAR}><itemSet>{item()}{item()}</itemSet></newsMessage>".encode())
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.uri, second.uri) == ("urn:x:1", "urn:x:1:2")


def test_a_package_lists_its_members() -> None:
    package = (
        f'<packageItem {NAR} guid="urn:x:p" version="1"><itemMeta><title>TOP</title></itemMeta>'
        '<groupSet><group role="main"><itemRef residref="urn:x:1"><itemClass qcode="ninat:picture"/>'
        "<title>Ice</title></itemRef></group></groupSet></packageItem>"
    )
    article = one(package)
    assert (article.type, article.headline) == ("composite", "TOP")
    assert article.associations == ({"uri": "urn:x:1", "type": "picture", "headline": "Ice", "rel": "main"},)


def test_an_item_without_anything_to_read_is_refused() -> None:
    with pytest.raises(IngestError, match="neither headline nor text"):
        list(parse(f"<newsItem {NAR} guid='x' version='1'/>".encode()))


@pytest.mark.parametrize(
    ("headline", "status", "signal"),
    [
        ("STORY WITHDRAWN: Ferry sinks", "canceled", "kill"),
        ("KILL KILL KILL", "canceled", "kill"),
        ("CORRECTED-UPDATE 2-Ferry sinks", "usable", "correction"),
        ("POLICE KILL TWO ON FERRY", "usable", ""),
        ("WITHDRAWAL FROM HARBOUR COMPLETE", "usable", ""),
    ],
)
def test_words_of_the_headline_that_mean_something(headline: str, status: str, signal: str) -> None:
    article = one(item().replace("<headline>Head", f"<headline>{headline}"))
    assert article.pubstatus == status
    assert signal in article.signal or (not signal and not article.signal)


@pytest.mark.parametrize(
    ("headline", "genre"),
    [
        ("DIARY - Political events in the North", "x:1"),
        ("Ferry", "Advisory"),
        ("Tagesvorschau Politik", "x:1"),
    ],
)
def test_lists_for_desks_are_no_news(headline: str, genre: str) -> None:
    content = f"<genre qcode='g:2'><name>{genre}</name></genre>"
    assert "advisory" in one(item(content=content).replace(">Head<", f">{headline}<")).signal


def test_a_story_about_a_diary_is_news() -> None:
    assert "advisory" not in one(item().replace(">Head<", ">DIARY OF A QUEEN is sold<")).signal
