"""dpa digitalwires: JSON with the article as HTML and a notepad in a public and a private part."""

from __future__ import annotations

import html
import re

from store.ingest import body, fields
from store.ingest.assembly import NOTHING, article
from store.ingest.body import Body
from store.ingest.clocks import Moment
from store.ingest.fields import Item, Object
from store.models import Article
from store.text import clean_line

_SUBJECTS = ("dnltype:dpasubject", "dnltype:geosubject")
_NOT_NOTES = ("closingline", "picture", "genrenote")  # sign-off and labels: no words to the editor
_LINK = re.compile(r"<a\b.*?</a>", re.DOTALL | re.IGNORECASE)


def from_object(found: Item) -> Article:
    """Return the article of one digitalwires entry. Raises `IngestError` if it is empty."""
    item = found.value
    notes = list(found.warnings)
    dateline = fields.text(item, "dateline")
    categories = list(fields.objects(item.get("categories")))
    public, private = _ednotes(item)
    story = _body(item, notes)
    kicker = fields.words(item.get("kicker"))
    return article(
        body=story,
        where=found.where,
        warnings=notes,
        format="digitalwires",
        uri=fields.text(item, "urn", "entry_id"),
        version=fields.version(item.get("version")),
        type=_kind(item, story),
        **_life(item),
        pubstatus=fields.pubstatus(fields.text(item, "pubstatus")),
        urgency=fields.urgency(item.get("urgency")),
        headline=fields.text(item, "headline"),
        byline=fields.text(item, "byline"),
        located=fields.city(dateline.split("(")[0]) or _place(categories),
        dateline=dateline.rstrip(" -–—"),
        language=fields.language(fields.text(item, "language")),
        keywords=(*kicker, *fields.words(item.get("keyword_names"))),
        subject=_coded(entry for entry in categories if entry.get("type") in _SUBJECTS),
        category=next(iter(fields.words(item.get("desk_names"))), ""),
        genre=fields.words(item.get("genre_names")),
        signal=_signals(item, categories),
        ednote=public,
        ednote_private=private,
        **fields.rights(item),
        associations=fields.associations(item.get("associations")),
        source=next(
            iter(fields.words([c for c in categories if c.get("type") == "dnltype:provider"], "name")), "dpa"
        ),
    )


def _signals(item: Object, categories: list[Object]) -> tuple[str, ...]:
    coded = fields.words(
        [entry for entry in categories if entry.get("type") == "dnltype:signal"], "qcode", "name"
    )
    return tuple(dict.fromkeys((*fields.words(item.get("signal")), *coded)))


def _life(item: Object) -> dict[str, Moment]:
    names = {
        "versioncreated": item.get("version_created") or item.get("updated"),
        "embargoed": item.get("embargoed"),
    }
    times = {**names, "firstcreated": item.get("first_created"), "expires": item.get("expires")}
    return fields.life(times, zone="Europe/Berlin")


def _body(item: Object, notes: list[str]) -> Body:
    """Return the article; a fact box follows it, a box of links does not."""
    source = fields.markup(item, "article_html")
    box = fields.markup(item, "infobox_html")
    if box and len(fields.plain(_LINK.sub("", box))) * 2 > len(fields.plain(box)):
        source += box
    if source:
        return body.from_html(source)
    for entry in fields.objects(item.get("descriptions")):
        notes.append("the item has no article: its caption is shown")
        return body.from_html(html.escape(fields.block(entry, "description"), quote=False))
    return NOTHING


def _kind(item: Object, story: Body) -> str:
    """Return the type: every entry says composite, so what it holds decides."""
    if fields.markup(item, "article_html") or not story.text:
        return "text"
    linked = {fields.text(entry, "type") for entry in fields.objects(item.get("associations"))}
    return (
        "picture" if linked == {"image"} else fields.kind(linked.pop()) if len(linked) == 1 else "composite"
    )


def _ednotes(item: Object) -> tuple[str, str]:
    """Return the public and the private notes: the notepad's parts, then what only the list has."""
    pad = item.get("notepad")
    pad = pad if isinstance(pad, dict) else {}
    public = fields.plain(fields.markup(pad, "public_html"))
    private = fields.plain(fields.markup(pad, "nonpublic_html"))
    for entry in fields.objects(item.get("ednotes")):
        note = fields.block(entry, "ednote")
        if fields.text(entry, "role").endswith(_NOT_NOTES) or not note:
            continue
        shown = clean_line(note)
        if entry.get("is_publishable") is False:
            private = private if shown in clean_line(private) else f"{private}\n{note}".strip()
        elif shown not in clean_line(public):
            public = f"{public}\n{note}".strip()
    return public, private


def _coded(entries: object) -> tuple[dict[str, str], ...]:
    found = fields.subjects(entries)  # type: ignore[arg-type]  # a generator of objects
    return tuple(
        {**entry, "scheme": entry["code"].split(":")[0]} if ":" in entry.get("code", "") else entry
        for entry in found
    )


def _place(categories: list[Object]) -> str:
    return next(
        iter(fields.words([c for c in categories if c.get("type") == "dnltype:locationcreated"], "name")), ""
    )
