"""AP Media API: JSON with the fields of a story; its text is a rendition fetched separately.

Receivers often store the fetched NITF's body beside the item (`nitf.body_html`),
which is then read too.
"""

from __future__ import annotations

from store.ingest import body, fields, slug
from store.ingest.assembly import NOTHING, article
from store.ingest.body import Body
from store.ingest.fields import Item, Object
from store.models import Article

_NO_BODY = "the text is not in this file: AP sends it as a rendition (renditions.nitf)"


def from_object(found: Item) -> Article:
    """Return the article of one AP item. Raises `IngestError` when it has neither headline nor text."""
    item = found.value
    notes = list(found.warnings)
    story = _body(item, found.wrapper, notes)
    slugline = fields.text(item, "slugline", "title")
    letter = fields.text(item, "editorialpriority")
    parts = slug.read(slugline)
    subjects = list(fields.objects(item.get("subject")))
    ids = item.get("altids")
    ids = ids if isinstance(ids, dict) else {}
    return article(
        body=story,
        where=found.where,
        warnings=notes,
        format="ap",
        uri=fields.text(ids, "itemid") or fields.text(item, "uri"),
        version=fields.version(item.get("version")),
        type=fields.kind(fields.text(item, "type")),
        versioncreated=fields.when(item, "versioncreated"),
        firstcreated=fields.when(item, "firstcreated"),
        embargoed=fields.when(item, "embargoed", "releasedatetime"),
        expires=fields.when(item, "expires"),
        pubstatus=fields.pubstatus(fields.text(item, "pubstatus")),
        urgency=fields.urgency(item.get("urgency")) or slug.urgency(letter),
        priority_code=letter,
        headline=fields.text(item, "headline", "title"),
        slugline=slugline,
        takekey=parts.takekey if parts else "",
        byline=_byline(item),
        located=_city(item),
        language=fields.language(fields.text(item, "language")),
        keywords=fields.words(item.get("keywords")),
        subject=fields.subjects(entry for entry in subjects if not _is_category(entry)),
        category=next((fields.text(entry, "code") for entry in subjects if _is_category(entry)), ""),
        genre=fields.words(item.get("profile")),
        signal=(*fields.words(item.get("signals")), *fields.words(item.get("editorialtypes"))),
        ednote=fields.text(item, "ednote"),
        usageterms=fields.text(item, "usageterms"),
        copyrightnotice=fields.text(item, "copyrightnotice"),
        copyrightholder=fields.text(item, "copyrightholder"),
        evolvedfrom=next(iter(fields.words(item.get("derivedfrom"), "uri", "itemid", "guid")), ""),
        associations=_associations(item),
        source=fields.text(item, "provider"),
        sequence=fields.text(ids, "transref"),
    )


def _byline(item: Object) -> str:
    signed = fields.words(item.get("bylines"), "by", "name", "byline")
    return "; ".join(signed) or fields.text(item, "byline")


def _city(item: Object) -> str:
    dateline = item.get("datelinelocation")
    city = fields.text(dateline, "city") if isinstance(dateline, dict) else ""
    return city or fields.city(fields.text(item, "located"))


def _is_category(entry: Object) -> bool:
    rels = entry.get("rels")
    return isinstance(rels, list) and "category" in rels


def _associations(item: Object) -> tuple[dict[str, str], ...]:
    """Return the linked items under AP's item ids, as `uri` names the story too."""
    found = []
    value = item.get("associations")
    for entry in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        for linked in fields.objects(entry):
            ids = linked.get("altids")
            uri = fields.text(ids, "itemid") if isinstance(ids, dict) else ""
            made = fields.association(linked, "")
            found.append({**made, "uri": uri} if uri else made)
    return tuple(found)


def _body(item: Object, wrapper: Object, notes: list[str]) -> Body:
    for holder in (item.get("nitf"), wrapper.get("nitf"), item, wrapper):
        if isinstance(holder, dict):
            source = fields.markup(holder, "body_html", "body_xhtml", "body_nitf", "body_text", "body")
            if source:
                return body.from_html(source)
    caption = fields.markup(item, "description_caption", "description_script")
    if caption:
        notes.append("the item has no body: its caption is shown")
        return body.from_html(caption)
    notes.append(_NO_BODY)
    return NOTHING
