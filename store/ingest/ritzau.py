"""Ritzau's XML: one RBNews or a queue of them; the text is escaped HTML, times are Danish without a zone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store.errors import IngestError
from store.ingest import assembly, clocks, common_xml, fields, xmltree
from store.ingest.xmltree import Element, line
from store.models import Article

_ZONE = clocks.zone_of("ritzau")


def read(root: Element, name: str, warnings: tuple[str, ...]) -> Iterator[Article | IngestError]:
    """Yield the articles of a message or queue, and an `IngestError` for each that cannot be read."""
    xmltree.flatten(root)
    failure = line(root, ".//errormsg")
    if failure and line(root, ".//error") not in {"", "0"}:
        yield IngestError(f"the service answered with an error: {failure[:200]}", where=name)
        return
    items = [root] if root.tag == "rbnews" else list(root.iter("rbnews"))
    if not items:
        yield IngestError("the queue holds no news", where=name)
    for number, item in enumerate(items, 1):
        where = (f"{name}, item {number}" if name else f"item {number}") if len(items) > 1 else name
        try:
            yield _article(item, where, warnings)
        except IngestError as error:
            yield error


def _article(item: Element, where: str, warnings: tuple[str, ...]) -> Article:
    notes = list(warnings)
    content = item.find("content")
    body, private = common_xml.ended(xmltree.body(content))
    known = _fields(item, notes)
    known["ednote_private"] = private
    known["headline"] = known["headline"] or xmltree.title(item, "subtitle")
    common_xml.editorial(known, notes)
    return assembly.article(
        body=body, where=where, warnings=notes, **{field: value for field, value in known.items() if value}
    )


def _fields(item: Element, notes: list[str]) -> dict[str, Any]:
    number = line(item, "newsid")
    flags = {"nyversion": "update", "korrektion": "correction", "annuleret": "kill", "infoflash": "flash"}
    signal = tuple(word for tag, word in flags.items() if line(item, tag).casefold() == "true")
    replaced = line(item, "replaces") or line(item, "replacedid")
    # The service sends the eight-digit codes as numbers: leading zeros are lost.
    codes = [line(found) for found in item.iterfind("iptclist/*")]
    place, origin = line(item, "town"), line(item, "origin")
    return {
        "format": "ritzau",
        "uri": number,
        "version": fields.version(line(item, "version")),
        "versioncreated": common_xml.moment(line(item, "publishdate"), _ZONE, notes, "PublishDate"),
        "pubstatus": "canceled" if "kill" in signal else "usable",
        "headline": xmltree.title(item, "headline"),
        "slugline": line(item, "strapline"),
        "byline": line(item, "byline"),
        "located": fields.city(place),
        "dateline": f"{place} {origin}".strip() if place else "",
        "language": "da",
        "urgency": fields.urgency(line(item, "priority")),
        "category": line(item, "sectionshort"),
        "genre": tuple(filter(None, (line(item, "format"),))),
        "keywords": tuple(filter(None, (line(found) for found in item.iterfind("subjectkeyword/*")))),
        "subject": tuple(common_xml.code(f"subj:{code.zfill(8)}") for code in codes if code),
        "signal": signal,
        "ednote": line(item, "tilredaktionen"),
        "evolvedfrom": replaced if replaced not in {number, "0"} else "",
        "source": "Ritzau",
    }
