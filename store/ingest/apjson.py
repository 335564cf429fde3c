"""AP Media API: JSON with the fields of a story; its text is a rendition fetched separately.

Receivers often store the fetched NITF's body beside the item (`nitf.body_html`),
which is then read too.
"""

from __future__ import annotations

from typing import Any

from store.ingest import body, fields, messages, slug
from store.ingest.assembly import NOTHING, article
from store.ingest.body import Body
from store.ingest.fields import Item, Object
from store.models import Article

_NO_BODY = "the text is not in this file: AP sends it as a rendition (renditions.nitf)"


def from_object(found: Item) -> Article:
    """Return the article of one AP item. Raises `IngestError` when it has neither headline nor text."""
    item = found.value
    notes = list(found.warnings)
    slugline = fields.text(item, "slugline", "title")
    letter = fields.text(item, "editorialpriority")
    takekey = (slug.read(slugline) or slug.Slug("")).takekey
    said = messages.signals(takekey, slugline=fields.text(item, "profile"))
    ids = _ids(item)
    return article(
        body=_body(item, found.wrapper, notes),
        where=found.where,
        warnings=notes,
        format="ap",
        uri=fields.text(ids, "itemid") or fields.text(item, "uri"),
        altids=fields.ids(ids),
        version=fields.version(item.get("version")),
        type=fields.kind(fields.text(item, "type")),
        **fields.life(item),
        pubstatus=fields.pubstatus(fields.text(item, "pubstatus"), said),
        urgency=fields.urgency(item.get("urgency")) or slug.urgency(letter),
        priority_code=letter,
        headline=fields.text(item, "headline", "title"),
        slugline=slugline,
        takekey=takekey,
        byline=_byline(item),
        located=_city(item),
        language=fields.language(fields.text(item, "language")),
        keywords=fields.words(item.get("keywords")),
        **_subjects(item),
        genre=fields.words(item.get("profile")),
        signal=(*fields.words(item.get("signals")), *fields.words(item.get("editorialtypes")), *said),
        ednote=fields.text(item, "ednote"),
        **fields.rights(item),
        evolvedfrom=next(iter(fields.words(item.get("derivedfrom"), "uri", "itemid", "guid")), ""),
        associations=_associations(item),
        source=fields.text(item, "provider"),
        sequence=fields.text(ids, "transref"),
    )


def _ids(item: Object) -> Object:
    ids = item.get("altids")
    return ids if isinstance(ids, dict) else {}


def _byline(item: Object) -> str:
    signed = fields.words(item.get("bylines"), "by", "name", "byline")
    photographer = item.get("photographer")
    taken_by = fields.text(photographer, "name") if isinstance(photographer, dict) else ""
    return "; ".join(signed) or fields.text(item, "byline") or taken_by


def _city(item: Object) -> str:
    dateline = item.get("datelinelocation")
    city = fields.text(dateline, "city") if isinstance(dateline, dict) else ""
    return city or fields.city(fields.text(item, "located"))


def _subjects(item: Object) -> dict[str, Any]:
    """Return the subjects, and the category, which AP sends among them."""
    found = list(fields.objects(item.get("subject")))
    return {
        "subject": fields.subjects(entry for entry in found if not _is_category(entry)),
        "category": next((fields.text(entry, "code") for entry in found if _is_category(entry)), ""),
    }


def _is_category(entry: Object) -> bool:
    rels = entry.get("rels")
    return isinstance(rels, list) and "category" in rels


def _associations(item: Object) -> tuple[dict[str, str], ...]:
    """Return the linked items under AP's item ids, as `uri` names the story too."""
    found = []
    value = item.get("associations")
    for entry in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        for linked in fields.objects(entry):
            uri = fields.text(_ids(linked), "itemid")
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
