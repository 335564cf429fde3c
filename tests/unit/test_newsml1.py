"""NewsML 1: nested components, ids and revisions, statuses and lines."""

from __future__ import annotations

import pytest

from store.errors import IngestError
from store.ingest import parse
from store.models import Article

NITF = (
    "<ContentItem><MediaType FormalName='Text'/><DataContent><nitf><body><body.content><p>{}</p>"
    "</body.content></body></nitf></DataContent></ContentItem>"
)


CHANGE = (
    "<Status FormalName='Embargoed'/>"
    "<StatusWillChange><DateAndTime>20240305T060000+0100</DateAndTime></StatusWillChange>"
)


def document(ids: str = "", management: str = "", component: str = "", item: str = "") -> bytes:
    return (
        f"<NewsML><NewsItem{item}><Identification><NewsIdentifier>{ids}</NewsIdentifier></Identification>"
        f"<NewsManagement>{management}</NewsManagement><NewsComponent>"
        f"<NewsLines><HeadLine>Head</HeadLine></NewsLines>"
        f"{component or NITF.format('Text.')}</NewsComponent></NewsItem></NewsML>"
    ).encode()


def one(data: bytes) -> Article:
    (article,) = parse(data, name="x")
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("ids", "uri", "version"),
    [
        (
            "<RevisionId>2</RevisionId><PublicIdentifier>urn:newsml:a.b:20240304:x:y:2</PublicIdentifier>",
            "urn:newsml:a.b:20240304:x:y",
            "2",
        ),
        (
            "<RevisionId>1</RevisionId><PublicIdentifier>urn:newsml:a.b:20240304:x:1N</PublicIdentifier>",
            "urn:newsml:a.b:20240304:x",
            "1",
        ),
        (
            "<ProviderId>a.b</ProviderId><DateId>D</DateId><NewsItemId>77</NewsItemId><RevisionId>4</RevisionId>",
            "urn:newsml:a.b:D:77",
            "4",
        ),
        ("<ProviderId>a.b</ProviderId><NewsItemId>77</NewsItemId>", "urn:newsml:a.b:77", ""),
    ],
)
def test_the_uri_has_no_revision(ids: str, uri: str, version: str) -> None:
    article = one(document(ids))
    assert (article.uri, article.version) == (uri, version)


@pytest.mark.parametrize(
    ("management", "field", "value"),
    [
        ("<Status FormalName='CANCELED'/>", "pubstatus", "canceled"),
        ("<Status FormalName='Withheld'/>", "pubstatus", "withheld"),
        ("<Status FormalName='Embargoed'/>", "pubstatus", "withheld"),
        (
            CHANGE,
            "embargoed",
            "2024-03-05T05:00:00Z",
        ),
        ("<Urgency>2</Urgency>", "urgency", 2),
        ("<Urgency FormalName='x'/>", "urgency", None),
        (
            "<ThisRevisionCreated>20240304T102708</ThisRevisionCreated>",
            "versioncreated",
            "2024-03-04T10:27:08Z",
        ),
        ("<ThisRevisionCreated>20240304T102708</ThisRevisionCreated>", "time_assumed", True),
        ("<DerivedFrom NewsItem='urn:newsml:a.b:20240303:x:1'/>", "evolvedfrom", "urn:newsml:a.b:20240303:x"),
        (
            "<Instruction FormalName='Rectify'><Comment>Fix the name</Comment></Instruction>",
            "ednote",
            "Fix the name",
        ),
        ("<Instruction FormalName='Rectify'/>", "signal", ("Rectify",)),
    ],
)
def test_management(management: str, field: str, value: object) -> None:
    assert getattr(one(document(management=management)), field) == value


def test_a_guid_beside_the_id_is_kept() -> None:
    component = f"<DescriptiveMetada><guid>ab12</guid></DescriptiveMetada>{NITF.format('Text.')}"
    article = one(document(component=f"<NewsComponent Duid='d7'>{component}</NewsComponent>"))
    assert (article.uri, article.altids) == ("d7", ("ab12",))


def test_a_headline_in_a_line_of_its_own_is_one() -> None:
    lost = (
        document()
        .replace(b"<HeadLine>", b"<NewsLine><HeadLine>")
        .replace(b"</HeadLine>", b"</HeadLine></NewsLine>")
    )
    assert (one(lost).headline, one(lost).parse_warnings) == (
        one(document()).headline,
        one(document()).parse_warnings,
    )


def test_naive_times_are_the_agencys() -> None:
    data = document(
        "<ProviderId>www.itar-tass.com</ProviderId>", "<FirstCreated>20240304T102708</FirstCreated>"
    )
    assert one(data).firstcreated == "2024-03-04T07:27:08Z"


def test_parts_beside_the_body_are_no_story() -> None:
    part = (
        "<NewsComponent><Role FormalName='{}'/><ContentItem><DataContent>{}</DataContent></ContentItem>"
        "</NewsComponent>"
    )
    roles = ("Abstract", "HeadLine", "TweetText", "Body", "Caption", "Lead")
    article = one(
        document(
            component="<NewsComponent>"
            + "".join(part.format(role, role) for role in roles)
            + "</NewsComponent>"
        )
    )
    assert article.body_text == "Lead\n\nBody"


def test_each_language_is_an_article_of_its_own() -> None:
    texts = "".join(
        f"<NewsComponent xml:lang='{tag}' Duid='{tag}'>{NITF.format(tag)}</NewsComponent>"
        for tag in ("nl", "fr")
    )
    first, second = (
        entry
        for entry in parse(document("<ProviderId>a</ProviderId><NewsItemId>7</NewsItemId>", component=texts))
    )
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.language, second.language) == ("nl", "fr")
    assert (first.uri, second.uri) == ("urn:newsml:a:7", "urn:newsml:a:7:fr")


def test_a_replaced_story_is_named() -> None:
    body = NITF.format("N i e u w bericht, vervangt: Haven dicht</p><p>OMSK (ANP) - Open.")
    article = one(document(component=body))
    assert article.associations == ({"headline": "Haven dicht", "rel": "replaces"},)
    assert (article.located, article.dateline) == ("OMSK", "OMSK (ANP)")


def test_pictures_are_associations() -> None:
    picture = (
        "<NewsComponent><Role FormalName='Photo'/><NewsLines><HeadLine>Ice</HeadLine></NewsLines>"
        "<ContentItem Href='i.jpg'><MediaType FormalName='Photo'/></ContentItem></NewsComponent>"
    )
    article = one(document(component=f"<NewsComponent>{NITF.format('Text.')}</NewsComponent>{picture}"))
    assert article.associations == ({"uri": "i.jpg", "type": "picture", "headline": "Ice", "rel": "photo"},)


def test_an_index_is_no_story() -> None:
    data = b"<NewsML><NewsItem><Identification><NameLabel>Sport</NameLabel></Identification><NewsComponent/>"
    data += b"</NewsItem></NewsML>"
    with pytest.raises(IngestError, match="an index"):
        list(parse(data))


def test_an_alert_takes_its_first_sentence_for_a_headline() -> None:
    data = document(component=NITF.format("Ferry sinks near Omsk. More follows.")).replace(
        b"<HeadLine>Head</HeadLine>", b"<HeadLine/>"
    )
    article = one(data)
    assert (article.headline, article.headline_assumed) == ("Ferry sinks near Omsk.", True)


def test_a_namespace_makes_no_difference() -> None:
    space = "http://iptc.org/std/NewsML/2003-10-10/"
    data = document().replace(
        b"<NewsML>",
        f"<n:NewsML xmlns:n={space!r} xmlns={space!r}>".encode(),
    )
    assert one(data.replace(b"</NewsML>", b"</n:NewsML>")).body_text == "Text."


def test_cdata_with_markup_is_read_as_markup() -> None:
    data = (
        "<ContentItem><DataContent><body><body.content><![CDATA[One<BR>two <b>three</b>]]></body.content>"
        "</body></DataContent></ContentItem>"
    )
    assert one(document(component=data)).body_text == "One\ntwo three"
