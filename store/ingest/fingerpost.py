"""fingerpost's JSON (`GOA-WIRES-NINJS`): copy of several agencies under kebab-case names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from store.ingest import body, clocks, fields, slug
from store.ingest.assembly import article
from store.ingest.body import Body
from store.ingest.fields import Item, Object
from store.models import Article

_TAG = re.compile(r"<[a-zA-Z!/]")


def from_object(found: Item) -> Article:
    """Return the article of one object. Raises `IngestError` when it has neither headline nor text."""
    item = found.value
    subjects = item.get("subjects")
    codes = fields.words(subjects.get("code") if isinstance(subjects, dict) else subjects, "code", "name")
    feed = fields.text(item, "source-feed")
    zone = clocks.zone_of(re.split(r"[-_ ]", feed)[0])
    return article(
        body=_body(item),
        where=found.where,
        warnings=found.warnings,
        format="fingerpost",
        uri=fields.text(item, "usn", "uri"),
        altids=fields.words([item.get("uri"), item.get("unique-name")]),
        version=fields.version(item.get("version")),
        type=fields.kind(fields.text(item, "type")),
        versioncreated=fields.when(item, "versionCreated", "dateTimeSent", zone=zone),
        firstcreated=fields.when(item, "firstVersion", zone=zone),
        embargoed=fields.when(item, "embargoed", "embargo", zone=zone),
        pubstatus=fields.pubstatus(fields.text(item, "status")),
        urgency=fields.urgency(item.get("priority")) or slug.urgency(fields.text(item, "priority")),
        priority_code=fields.text(item, "priority") if not fields.urgency(item.get("priority")) else "",
        headline=fields.text(item, "headline"),
        slugline=fields.text(item, "slug", "slugline"),
        byline=fields.text(item, "byline"),
        located=fields.city(fields.text(item, "location")),
        language=fields.language(fields.text(item, "language")),
        keywords=_keywords(item.get("keywords")),
        subject=_subjects(codes, item.get("agencyMetadata")),
        category=fields.text(item, "mediaCatCodes"),
        ednote=fields.text(item, "ednote"),
        usageterms=fields.text(item, "usage"),
        copyrightnotice=fields.text(item, "copyrightNotice"),
        copyrightholder=fields.text(item, "copyrightHolder"),
        associations=tuple({"uri": uri, "type": "picture"} for uri in fields.words(item.get("imageIds"))),
        source=feed,
        sequence=fields.text(item, "unique-name"),
    )


def _subjects(codes: tuple[str, ...], sent: object) -> tuple[dict[str, str], ...]:
    """Return the feed's own codes, then those that the agency sent, told in `agencyMetadata`."""
    found = [{"code": code, **({"scheme": code.split(":")[0]} if ":" in code else {})} for code in codes]
    for entry in fields.objects(sent.get("subject")) if isinstance(sent, Mapping) else ():
        scheme, _, code = fields.text(entry, "code").partition(":")
        named = {"code": code or scheme, "name": fields.text(entry, "name"), "scheme": scheme if code else ""}
        found.append({key: value for key, value in named.items() if value})
    return tuple(entry for entry in found if entry)[: fields.MAX_LIST]


def _keywords(value: object) -> tuple[str, ...]:
    """Return keywords sent as a list, as an object holding one, or as `one+two`."""
    if isinstance(value, dict):
        value = value.get("words")
    if isinstance(value, str):
        value = value.split("+")
    return fields.words(value)


def _body(item: Object) -> Body:
    source = fields.markup(item, "body_text", "body_html", "body")
    source = source.replace("\\n", "\n").replace("\\u00a0", " ")  # escaped twice by the feed's own software
    return body.from_html(source) if _TAG.search(source) else body.from_plain(source)
