"""ninjs, News in JSON, of the IPTC: versions 1, 2 and 3 and what Superdesk and TT add to it.

Version 1 has `headline` and `body_*`, version 2 `headlines[]`, `bodies[]` and
`by`, version 3 the same in camelCase.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from store.ingest import body, fields
from store.ingest.assembly import article
from store.ingest.body import Body
from store.ingest.fields import Item, Object
from store.models import Article

_NITF = re.compile(r"<nitf[\s>]")
_PROLOG = 500  # characters in which the root element of a document opens
_TAG = re.compile(r"<[a-zA-Z!/]")
_HTML_KEYS = ("body_html", "body_xhtml", "body_html5", "body_richhtml5")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# TT repeats headline, place and byline inside the markup, and pictures with their captions.
_TT_BLOCKS = re.compile(
    r"<figure\b.*?</figure>|<div class=\"(?:dat|byline)\">(?:(?!<div\b).)*?</div>|<title>.*?</title>",
    re.DOTALL,
)
_TT_LEAD = re.compile(r"<h4>(\s*<p\b.*?)</h4>", re.DOTALL)  # the lead is set like a heading, and is none
_FIRST_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)


def from_object(found: Item) -> Article:
    """Return the article of one ninjs object. Raises `IngestError` when it has neither headline nor text."""
    item = lowered(found.value)
    notes = list(found.warnings)
    headline = _headline(item)
    services = fields.words(item.get("service"), "code", "name") or fields.words(
        item.get("anpa_category"), "qcode", "name"
    )
    story = _body(item, headline, notes)
    return article(
        body=story,
        where=found.where,
        warnings=notes,
        format="ninjs",
        uri=fields.text(item, "uri", "guid", "_id"),
        altids=fields.ids(item.get("altids"), fields.text(item, "guid")),
        version=fields.version(item.get("version")),
        type=fields.kind(fields.text(item, "type")),
        **fields.life(item),
        pubstatus=fields.pubstatus(fields.text(item, "pubstatus")),
        urgency=fields.urgency(item.get("urgency")),
        headline=headline,
        slugline=fields.text(item, "slugline", "slug"),
        takekey=fields.text(item, "anpa_take_key", "takekey"),
        byline=_byline(item),
        located=fields.city(fields.text(item, "located")),
        language=fields.language(fields.text(item, "language")),
        keywords=fields.words(item.get("keywords"), "name", "literal"),
        subject=_subjects(item, services[1:]),
        category=services[0] if services else "",
        genre=_genres(item),
        signal=_signals(item),
        ednote=fields.text(item, "ednote"),
        **fields.rights(item),
        evolvedfrom=fields.text(item, "evolvedfrom", "rewrite_of") or _replaced(item),
        associations=fields.associations(item.get("associations")),
        source=fields.text(item, "source", "provider")
        or _named(item.get("infosources") or item.get("infosource")),
        sequence=fields.text(item, "ingest_provider_sequence", "sequence"),
    )


def lowered(item: Object) -> Object:
    """Return the object with ninjs 3's camelCase names in the lower case of versions 1 and 2."""
    if not any(_CAMEL.search(key) for key in item):
        return item
    return {**{key.lower(): value for key, value in item.items()}, **item}


def _headline(item: Object) -> str:
    main = _of_role(item.get("headlines") or item.get("headline"), "main")
    return main or fields.text(item, "headline", "title")


def _byline(item: Object) -> str:
    found = fields.text(item, "byline", "by")
    if found:
        return found
    signed = fields.words(item.get("bylines"), "byline", "by", "name")
    writers = fields.words(
        [
            entry
            for entry in fields.objects(item.get("authors"))
            if fields.text(entry, "role") in ("writer", "author", "")
        ],
        "name",
    )
    return ", ".join(signed or writers)


def _genres(item: Object) -> tuple[str, ...]:
    """Return each genre by its name and, where it says something else, by its code."""
    found: dict[str, None] = {}
    for name in ("genre", "genres"):
        value = item.get(name)
        for word in (
            *fields.words(value, "name", "code", "literal"),
            *fields.words(value, "code", "literal", "name"),
        ):
            found[word] = None
    return tuple(found)


def _signals(item: Object) -> tuple[str, ...]:
    sent = fields.words(item.get("signal") or item.get("signals"), "code", "name", "literal")
    return (*sent, "advisory") if fields.text(item, "type").casefold() == "advisory" else sent


def _subjects(item: Object, services: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    found = [
        *fields.subjects(fields.objects(item.get("subject"))),
        *fields.subjects(fields.objects(item.get("subjects"))),
    ]
    return (*found, *({"code": code, "scheme": "service"} for code in services))


def _replaced(item: Object) -> str:
    """Return the uri that TT's list of revisions says this item replaces."""
    own = item.get("uri")
    for revision in fields.objects(item.get("revisions")):
        if revision.get("uri") == own:
            return next(iter(fields.words(revision.get("replacing"))), "")
    return ""


def _named(value: object) -> str:
    return next(iter(fields.words(value, "name", "literal")), "")


def _of_role(values: object, role: str) -> str:
    """Return the value of the entry with that role, else of the first; drafts of version 2 call it a name."""
    entries = list(fields.objects(values))
    named = (entry for entry in entries if role in (entry.get("role"), entry.get("name")))
    return fields.text(next(named, entries[0] if entries else {}), "value", "text")


def _body(item: Object, headline: str, notes: list[str]) -> Body:
    """Return the body: markup before text, the description for an item without a body."""
    for source in (*_bodies(item, markup=True), *_bodies(item, markup=False)):
        if _NITF.search(source[:_PROLOG]):
            story = _nitf(source)
            if story.text.strip():
                return story
            continue
        story = (
            body.from_html(_without_frame(source, headline))
            if _TAG.search(source)
            else body.from_plain(_text(source))
        )
        if story.text.strip():
            return story
    for source in _descriptions(item):
        notes.append("the item has no body: its description is shown")
        return body.from_html(source) if _TAG.search(source) else body.from_plain(_text(source))
    return Body("", "")


def _bodies(item: Object, *, markup: bool) -> Iterator[str]:
    """Yield the bodies with, or without, markup; the standard's own names first."""
    for entry in _listed(item, "bodies", "body"):
        value = fields.markup(entry, "value", "text")
        kind = fields.text(entry, "contenttype", "contentType", "mimetype")
        if value and "xml" not in kind.replace("xhtml", "html") and bool(_TAG.search(value)) == markup:
            yield value
    for key in (
        *_HTML_KEYS,
        "body_text",
        *(name for name in item if name.startswith("body_") and name != "body_ttnitf"),
    ):
        value = fields.markup(item, key)
        if value and bool(_TAG.search(value)) == markup:
            yield value


def _listed(item: Object, *names: str) -> Iterator[Object]:
    """Yield the objects of the first of the named lists that there is; drafts of version 2 name them so."""
    value = next((item[name] for name in names if isinstance(item.get(name), list)), None)
    yield from fields.objects(value)


def _nitf(source: str) -> Body:
    """Return the story of a NITF document that is sent as one of the bodies."""
    from store.ingest import nitf, xmlsafe, xmltree  # noqa: PLC0415 - only such items pay for lxml

    for document in xmlsafe.documents(source.encode("utf-8", "replace")):
        if isinstance(document, xmlsafe.Document):
            xmltree.flatten(document.root)
            return nitf.body(document.root)
    return Body("", "")


def _descriptions(item: Object) -> Iterator[str]:
    entries = [fields.markup(one, "value", "text") for one in _listed(item, "descriptions", "description")]
    names = [name for name in item if name.startswith("description_")]
    for value in (
        *entries,
        *(fields.markup(item, name) for name in ("description_text", "description_html", *names)),
    ):
        if value:
            yield value


def _without_frame(source: str, headline: str) -> str:
    """Return markup without what only repeats the fields: TT's headline, place line, byline and captions."""
    if "<article" not in source[:400]:
        return source
    source = _TT_LEAD.sub(r"<div>\1</div>", _TT_BLOCKS.sub("", source))
    first = _FIRST_HEADING.search(source)
    if first and fields.plain(first[1]) == headline:
        source = source[: first.start()] + source[first.end() :]
    return source


def _text(source: str) -> str:
    """Return text without markup; entities that a sender left in it are resolved once."""
    return html.unescape(source)
