"""Wire JSON of each sender: corners the samples do not show."""

from __future__ import annotations

import json
from typing import Any

import pytest

from store.errors import IngestError
from store.ingest import parse
from store.models import Article

Object = dict[str, Any]

NINJS: Object = {
    "uri": "hw:1",
    "headline": "A head",
    "body_text": "Text.",
    "versioncreated": "2024-05-01T10:00:00Z",
}
AP: Object = {
    "altids": {"itemid": "aa", "etag": "aa_1"},
    "headline": "A head",
    "slugline": "BC-XX--Test",
    "version": 1,
}
MRN: Object = {
    "altId": "nL1",
    "takeSequence": 1,
    "headline": "A head",
    "body": "Text.",
    "provider": "NS:RTRS",
}
DPA: Object = {
    "format": "digitalwires@0.9.1",
    "urn": "urn:newsml:dpa.com:20090101:1",
    "headline": "A head",
    "article_html": "<section><p>Text.</p></section>",
}
FINGERPOST: Object = {"source-feed": "AAP", "usn": "u1", "headline": "A head", "body_text": "<p>Text.</p>"}
CONNECT: Object = {
    "versionedGuid": "tag:x:newsml_L1:4",
    "usn": "L1",
    "headLine": "A head",
    "bodyXhtml": "<p>Text.</p>",
}


def one(base: Object, **changed: object) -> Article:
    """Return the article of an object with some members changed (None: left out)."""
    item = {key.rstrip("_"): value for key, value in {**base, **changed}.items() if value is not None}
    (article,) = parse(json.dumps(item).encode())
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("base", "form", "uri"),
    [
        (NINJS, "ninjs", "hw:1"),
        (AP, "ap", "aa"),
        (MRN, "mrn", "nL1"),
        (DPA, "digitalwires", "urn:newsml:dpa.com:20090101:1"),
        (FINGERPOST, "fingerpost", "u1"),
        (CONNECT, "reuters-connect", "L1"),
    ],
)
def test_told_by_keys(base: Object, form: str, uri: str) -> None:
    """Each sender's objects are known by their keys, and have the stable id for uri."""
    article = one(base)
    assert (article.format, article.uri, article.headline) == (form, uri, "A head")


@pytest.mark.parametrize(
    "word", ["canceled", "cancelled", "Canceled", "stat:canceled", "https://cv.iptc.org/stat/canceled"]
)
def test_canceled(word: str) -> None:
    """A withdrawn item is withdrawn in whatever form it says so, and may be empty."""
    article = one(NINJS, pubstatus=word, body_text=None)
    assert (article.pubstatus, article.body_text) == ("canceled", "")


@pytest.mark.parametrize(
    ("word", "expected"), [("withheld", "withheld"), ("usable", "usable"), ("", "usable")]
)
def test_other_states(word: str, expected: str) -> None:
    """A state that is not said is usable."""
    assert one(NINJS, pubstatus=word).pubstatus == expected


@pytest.mark.parametrize(
    ("sent", "expected"),
    [(3, "3"), ("03", "3"), (3.0, "3"), ("3", "3"), (0, "0"), (None, ""), ("x", ""), (True, "")],
)
def test_versions_are_whole_numbers(sent: object, expected: str) -> None:
    """A version is a number or none."""
    assert one(NINJS, version=sent).version == expected


@pytest.mark.parametrize(
    ("sent", "expected"), [("en_gb", "en-GB"), ("DE", "de"), ("zh-hans-cn", "zh-Hans-CN"), ("?", "")]
)
def test_languages(sent: str, expected: str) -> None:
    """Languages are BCP 47 tags."""
    assert one(NINJS, language=sent).language == expected


def test_located_is_a_city() -> None:
    """Country and state are no part of the city."""
    assert one(NINJS, located="Port Alder, Northmark").located == "Port Alder"


def test_time_of_day_unknown() -> None:
    """A day alone is midnight, marked as assumed."""
    article = one(NINJS, versioncreated="2024-05-01")
    assert (article.versioncreated, article.time_assumed) == ("2024-05-01T00:00:00Z", True)


def test_headline_from_the_slug() -> None:
    """An item without a headline has one that is marked as assumed."""
    article = one(NINJS, headline=None, slugline="FERRY-FIRE")
    assert article.headline
    assert article.headline_assumed


def test_ninjs_bodies_in_order() -> None:
    """Markup wins over text; text with entities is resolved once; an empty one is passed over."""
    assert one(NINJS, body_html="<p>A &amp; B</p>").body_text == "A & B"
    assert one(NINJS, body_html="<p> </p>").body_text == "Text."
    assert one(NINJS, body_text=None, body_xhtml="<p>X</p>").body_text == "X"
    assert one(NINJS, body_text="<p>One</p><p>Two</p>").body_text == "One\n\nTwo"


def test_ninjs_description_stands_in_for_a_body() -> None:
    """A picture's caption is shown, and said to be one."""
    article = one(NINJS, body_text=None, description_text="A caption.", type="picture")
    assert (article.body_text, article.type) == ("A caption.", "picture")
    assert any("description" in warning for warning in article.parse_warnings)


def test_ninjs_wrong_types_do_no_harm() -> None:
    """Members of the wrong type are passed over."""
    article = one(
        NINJS,
        subject="x",
        associations=[1, None],
        keywords={"a": 1},
        byline=["By A"],
        genre=7,
        urgency="high",
    )
    assert (article.headline, article.body_text, article.urgency) == ("A head", "Text.", None)


def test_ninjs_associations_of_both_versions() -> None:
    """An object by name, a list of named objects, a list in an object: all are links."""
    picture = {"uri": "p1", "type": "picture", "headline": "Pic"}
    for shape in (
        {"featuremedia": picture, "gone": None},
        [{**picture, "name": "featuremedia"}],
        {"g": [picture]},
    ):
        (entry,) = one(NINJS, associations=shape).associations
        assert (entry["uri"], entry["type"], entry["headline"]) == ("p1", "picture", "Pic")


def test_ap_stands_without_text() -> None:
    """AP's answer holds no text, which is said; the slug's take is a signal."""
    article = one(AP, slugline="BC-XX--Test, 1st Ld-Writethru", type="text")
    assert (article.body_text, article.takekey) == ("", "1st Ld-Writethru")
    assert "update" in article.signal
    assert any("rendition" in warning for warning in article.parse_warnings)


def test_ap_pictures_are_signed_by_the_photographer() -> None:
    photographer = {"name": "Ann Poe", "code": "stf"}
    assert one(AP, type="picture", photographer=photographer).byline == "Ann Poe"
    signed = one(AP, bylines=[{"by": "By BOB GREY"}], photographer=photographer)
    assert signed.byline == "By BOB GREY"


def test_mrn_alert_and_take() -> None:
    """An alert is a headline of urgency 1."""
    article = one(MRN, body="", urgency=1, headline="NORTHMARK CENBANK LIFTS RATE", takeSequence=2)
    assert (article.urgency, article.body_text, article.sequence) == (1, "", "2")
    assert article.source == "Reuters"


def test_dpa_private_notes() -> None:
    """What is not publishable is in neither the text nor the public note."""
    notes = [
        {"role": "dpaednoterole:dpacontacts", "ednote": "Autor: 030 1", "is_publishable": False},
        {"role": "dpaednoterole:correctionshort", "ednote": "Name berichtigt.", "is_publishable": True},
        {"role": "dpaednoterole:closingline", "ednote": "dpa ab yy xy", "is_publishable": True},
    ]
    article = one(DPA, ednotes=notes)
    assert (article.ednote, article.ednote_private) == ("Name berichtigt.", "Autor: 030 1")


def test_fingerpost_escapes_twice() -> None:
    """The feed's own line ends are line ends."""
    assert one(FINGERPOST, body_text="<p>One.\\n</p><p>Two.</p>").body_text == "One.\n\nTwo."


def test_connect_version_from_the_guid() -> None:
    """The version is the guid's last part, which is no part of the uri."""
    article = one(CONNECT, usn=None)
    assert (article.uri, article.version) == ("tag:x:newsml_L1", "4")


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"a": 1},
        {"headline": "x"},
        {"uri": "x"},
        {**NINJS, "headline": "", "body_text": " "},
        {"errors": [{"message": "no"}]},
    ],
)
def test_other_json_is_refused(item: Object) -> None:
    """JSON that holds no copy is one clear error."""
    with pytest.raises(IngestError):
        list(parse(json.dumps(item).encode()))


def test_ap_daybooks_are_advisories() -> None:
    article = one({**AP, "profile": "Daybook"})
    assert "advisory" in article.signal


def test_other_ids_are_kept_as_sent() -> None:
    assert one({**AP, "altids": {"itemid": "aa", "etag": "aa_1"}}).altids == ("aa_1",)
    ids = [{"role": "x", "value": "hw-77"}, {"value": ""}, "no object"]
    assert one({**NINJS, "guid": "guid:1", "altids": ids}).altids == ("hw-77", "guid:1")


def test_ninjs_with_a_nitf_body() -> None:
    """A NITF document among the bodies is read as one: its head and headline are no story."""
    document = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<nitf><head><title>T</title></head><body><body.head>'
        "<hedline><hl1>A head</hl1></hedline><byline>By Otto</byline></body.head>"
        "<body.content><block><p>One.</p></block><p>Two.</p></body.content></body></nitf>"
    )
    bodies = [
        {"role": "nitf", "contenttype": "text/vnd.IPTC.NITF", "value": document},
        {"role": "text", "contenttype": "text/plain", "value": "Two."},
    ]
    assert one(NINJS, bodies=bodies, body_text=None).body_text == "One.\n\nTwo."
    broken = [{"value": "<nitf><head>"}, bodies[1]]
    assert one(NINJS, bodies=broken, body_text=None).body_text == "Two."


def test_ninjs_drafts_of_version_2() -> None:
    article = one(
        NINJS,
        headline=[{"name": "short", "text": "Short"}, {"name": "main", "text": "The main head"}],
        body=[{"name": "xhtml", "value": "<p>Text.</p>"}],
        body_text=None,
    )
    assert (article.headline, article.body_text) == ("The main head", "Text.")
    caption = one(
        NINJS, body_text=None, description=[{"name": "caption", "value": "A ship."}], type="picture"
    )
    assert caption.body_text == "A ship."
