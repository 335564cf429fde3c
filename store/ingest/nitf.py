"""NITF 3.x: a document of its own, and the body of NewsML 1 and NewsML-G2 items.

Agencies use the same tags differently: PA counts takes in `series.part`, AAP
repeats the filing time in `date.release`, NTB keeps its slug in a `meta`,
AP's web NITF has no id. The rules below are those of public samples of PA,
AP, AAP, EFE, CP, NTB and GlobeNewswire.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from store.ingest import assembly, clocks, common_xml, fields, xmltree
from store.ingest.body import Body
from store.ingest.xmltree import Element, attribute, line
from store.models import Article
from store.text import clean_line

_RENAMED = {
    "hl1": "h2",
    "hl2": "h3",
    "bq": "blockquote",
    "block": "div",
    "lead": "p",
    "bl": "p",
    "dateline": "p",
}
_NO_TEXT = ("media", "note", "ds", "script", "style", "abstract")
_STRAY_SPACE = re.compile(r"\s*\n\s*(?=[.,;:!?)])")
_SLUG = re.compile(r"[^\s]+-[^\s]*")


def read(nitf: Element, where: str, warnings: tuple[str, ...]) -> Article:
    """Return the article of a NITF document; raises `IngestError` if it holds none."""
    notes = list(warnings)
    known = metadata(nitf, notes)
    known["associations"] = associations(nitf)
    if not known.get("uri"):  # AP's web NITF: two stories may be issued in one second
        known["uri"] = assembly.made_uri({**known, "format": "nitf", "slugline": known.get("headline", "")})
        notes.append("the item has no id of its own: one was made")
    common_xml.editorial(known, notes)
    main, private = common_xml.ended(body(nitf))
    known["byline"] = known.get("byline") or common_xml.body_byline(main.text)
    for field, value in common_xml.opening_dateline(main.text).items():
        known[field] = known.get(field) or value
    known["ednote_private"] = private
    return assembly.article(body=main, where=where, warnings=notes, format="nitf", **known)


def metadata(nitf: Element, notes: list[str]) -> dict[str, Any]:
    """Return the fields that head and body.head of a NITF document tell; empty ones are left out."""
    metas = {
        (meta.get("name") or "").lower(): (meta.get("content") or "").strip() for meta in nitf.iter("meta")
    }
    source = _source(nitf, metas)
    zone = clocks.zone_of(source)
    known: dict[str, Any] = {"source": source}
    known |= _identity(nitf, metas, zone, notes)
    known |= _words(nitf, metas)
    known |= _editorial(nitf, metas)
    known |= _embargo(nitf, known, zone, notes)
    return {name: value for name, value in known.items() if value}


def body(nitf: Element) -> Body:
    """Return the story in `body.content`; media, notes and the head are no part of it."""
    content = next((found for found in nitf.iter("body.content") if not _inside_note(found)), None)
    if content is None:
        content = nitf.find("body")
    return content_body(content) if content is not None else assembly.NOTHING


def content_body(content: Element) -> Body:
    """Return an element with NITF's markup as a story's body. Changes the element."""
    for name in _NO_TEXT:
        for found in list(content.iter(name)):
            if found is not content:
                xmltree.drop(found)
    for found in content.iter():  # what editors indent: `<chron>August 1</chron>\n.`
        if found.tail and (match := _STRAY_SPACE.match(found.tail)):
            found.tail = found.tail[match.end() :]
    for found in content.iter(*_RENAMED):
        found.tag = _RENAMED[str(found.tag)]
    return xmltree.body(content)


def associations(nitf: Element) -> tuple[dict[str, str], ...]:
    """Return pictures and other media of a NITF document, and the document its management notes name."""
    found = []
    for media in nitf.iter("media"):
        entry = {
            "uri": attribute(media, "media-reference", "source", "name", "id"),
            "type": fields.kind(attribute(media, ".", "media-type")) if media.get("media-type") else "",
            "headline": line(media, "media-caption")[:300],
            "rel": "media",
        }
        if entry["uri"] or entry["headline"]:
            found.append({key: value for key, value in entry.items() if value})
    target = attribute(nitf, "head/docdata", "management-doc-idref")
    if target:
        found.append(
            {"uri": target, "rel": attribute(nitf, "head/docdata", "management-idref-status") or "refers"}
        )
    return tuple(found)


def _inside_note(element: Element) -> bool:
    return next(element.iterancestors("note"), None) is not None


def _identity(nitf: Element, metas: dict[str, str], zone: str, notes: list[str]) -> dict[str, Any]:
    issued = attribute(nitf, ".//date.issue", "norm") or attribute(nitf, ".//revision-history", "norm")
    issued = issued or attribute(nitf, ".//story.date", "norm") or metas.get("article-pubdate", "")
    issued = issued or attribute(nitf, ".//pubdata", "date.publication")
    created = common_xml.moment(issued, zone, notes, "time of issue")
    version = attribute(nitf, ".//du-key", "version", "generation") or attribute(
        nitf, ".//series", "series.part"
    )
    return {
        "uri": attribute(nitf, ".//doc-id", "id-string"),
        "version": fields.version(version or metas.get("article-revision", "")),
        "versioncreated": created,
        "expires": common_xml.moment(attribute(nitf, ".//date.expire", "norm"), zone, notes, "expiry"),
        "evolvedfrom": attribute(nitf, ".//docdata", "management-doc-idref"),
        "sequence": metas.get("anpa-sequence") or metas.get("ntbiptcsequence", ""),
    }


def _words(nitf: Element, metas: dict[str, str]) -> dict[str, Any]:
    title = xmltree.title(nitf, "head/title")
    headline = xmltree.title(nitf, ".//hl1") or title
    keywords = tuple(
        dict.fromkeys(filter(None, (attribute(k, ".", "key") or line(k) for k in nitf.iter("keyword"))))
    )
    slug = metas.get("anpa-keyword") or metas.get("ntbstikkord") or attribute(nitf, ".//du-key", "key")
    if not slug and title != headline and _SLUG.fullmatch(title):
        slug = title
    if not slug and keywords:
        slug = keywords[0]
    if not keywords and metas.get("article-keywords"):
        keywords = tuple(filter(None, (word.strip() for word in metas["article-keywords"].split(","))))
    dateline = _dateline(nitf)
    city = (
        line(nitf, ".//dateline/location/city") or line(nitf, ".//dateline/location") or line(nitf, ".//city")
    )
    city = city or attribute(nitf, ".//evloc", "city") or common_xml.place(dateline)
    language = nitf.get("baselang") or nitf.get("lang") or metas.get("article-language", "")
    language = language or attribute(nitf, ".//body.content/lang", "lang")
    return {
        "headline": headline,
        "slugline": slug,
        "takekey": metas.get("anpa-takekey") or common_xml.takekey(slug),
        "keywords": keywords,
        "dateline": dateline,
        "located": fields.city(city),
        "byline": _byline(nitf),
        "language": fields.language(language),
    }


def _dateline(nitf: Element) -> str:
    found = next(nitf.iter("dateline"), None)
    if found is None:
        return ""
    parts = [found.text or ""]
    for child in found:
        if child.tag == "location" and len(child):
            parts.append(", ".join(filter(None, (line(part) for part in child))))
        elif not (child.tag == "story.date" and re.fullmatch(r"\d{8}T[\d:+-]*Z?", line(child))):
            parts.append(xmltree.spaced(child))
        parts.append(child.tail or "")
    return clean_line(" ".join(parts)).rstrip(" -–—")


def _byline(nitf: Element) -> str:
    for byline in nitf.iter("byline"):
        parts = [byline.text or ""]
        for child in byline:
            if child.tag != "byttl":
                parts.append(xmltree.spaced(child))
            parts.append(child.tail or "")
        text = " ".join(" ".join(parts).split()).rstrip(" ,")
        if text:
            return clean_line(text)
    return ""


def _source(nitf: Element, metas: dict[str, str]) -> str:
    return (
        attribute(nitf, ".//doc-id", "regsrc")
        or metas.get("ntbkilde", "")
        or attribute(nitf, ".//from-src", "src-name")
        or line(nitf, ".//distributor")
        or attribute(nitf, ".//doc.rights", "owner")
    )


def _editorial(nitf: Element, metas: dict[str, str]) -> dict[str, Any]:
    note = attribute(nitf, ".//ed-msg", "info") or "\n".join(
        filter(None, (xmltree.note(found) for found in nitf.iterfind(".//body/note")))
    )
    holder = attribute(nitf, ".//doc.copyright", "holder") or line(nitf, ".//rights/rights.owner")
    year = attribute(nitf, ".//doc.copyright", "year")
    genre = [attribute(found, ".", "tobject.property.type") for found in nitf.iter("tobject.property")]
    status = attribute(nitf, ".//docdata", "management-status")
    return {
        "pubstatus": common_xml.pubstatus(status),
        "urgency": fields.urgency(attribute(nitf, ".//urgency", "ed-urg") or metas.get("ntbprioritet", "")),
        "priority_code": metas.get("prioridad") or metas.get("priority", ""),
        "category": metas.get("anpa-category")
        or metas.get("category")
        or metas.get("categoria")
        or _classified(nitf, "apcategorycode"),
        "genre": tuple(dict.fromkeys(filter(None, genre))),
        "subject": tuple(_subjects(nitf, metas)),
        "ednote": note,
        "copyrightholder": holder,
        "copyrightnotice": line(nitf, ".//copyrite")
        or (f"Copyright {year} {holder}" if year and holder else ""),
        "usageterms": attribute(nitf, ".//doc.rights", "limitations"),
    }


def _classified(nitf: Element, kind: str) -> str:
    """Return the value of the first classifier of a kind, as AP puts its category letter."""
    found = (one for one in nitf.iter("classifier") if one.get("type") == kind)
    return next((attribute(one, ".", "value") for one in found), "")


def _subjects(nitf: Element, metas: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield the subjects as marked up, or the one subject code ANSA puts in a `meta`."""
    marked = [entry for entry in map(_subject, nitf.iter("tobject.subject")) if entry]
    code = metas.get("category_iptc", "")
    if not marked and re.fullmatch(r"\d{8}", code):
        marked = [{"code": code, "scheme": "subj"}]
    yield from marked


def _subject(found: Element) -> dict[str, str]:
    name = attribute(found, ".", "tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type")
    number = attribute(found, ".", "tobject.subject.refnum", "tobject.subject.code")
    registry = attribute(found, ".", "tobject.subject.ipr")
    scheme = "subj" if registry in {"", "IPTC"} and re.fullmatch(r"\d{8}", number) else registry
    entry = {"code": number, "name": name, "scheme": scheme}
    return {key: value for key, value in entry.items() if value} if number or name else {}


def _embargo(nitf: Element, known: dict[str, Any], zone: str, notes: list[str]) -> dict[str, Any]:
    release = common_xml.moment(attribute(nitf, ".//date.release", "norm"), zone, notes, "release time")
    sent = known.get("versioncreated") or clocks.UNKNOWN
    said = attribute(nitf, ".//docdata", "management-status").casefold() == "embargoed"
    if release.utc and (said or release.utc > sent.utc):
        return {"embargoed": release}
    if said:
        notes.append("marked as embargoed without a time: withheld until a new version comes")
        return {"pubstatus": "withheld"}
    return {}
