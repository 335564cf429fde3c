"""Reuters Connect: what its GraphQL interface answers, one item or a page of a search."""

from __future__ import annotations

from store.ingest import body, fields, messages, slug
from store.ingest.assembly import NOTHING, article
from store.ingest.fields import Item
from store.models import Article


def from_object(found: Item) -> Article:
    """Return the article of one Connect item. Raises `IngestError` when it has neither headline nor text."""
    item = found.value
    guid = fields.text(item, "versionedGuid")
    headline = fields.text(item, "headLine", "headline", "caption")
    source = fields.markup(item, "bodyXhtmlRich", "bodyXhtml", "body", "fragment", "caption")
    slugline = fields.text(item, "slug", "slugLine")
    read = slug.read(slugline)
    takekey = (read.takekey if read else "") or slug.takekey_of(headline)
    signal = messages.signals(takekey, headline, slugline)
    return article(
        body=body.from_html(source) if source else NOTHING,
        where=found.where,
        warnings=found.warnings if source else (*found.warnings, "the answer holds no text"),
        format="reuters-connect",
        uri=fields.text(item, "usn", "guid") or _stable(guid) or fields.text(item, "uri"),
        version=fields.version(item.get("version")) or fields.version(guid.rpartition(":")[2]),
        type=fields.kind(fields.text(item, "type", "mediaType")),
        versioncreated=fields.when(item, "versionCreated", "contentTimestamp"),
        firstcreated=fields.when(item, "firstCreated"),
        embargoed=fields.when(item, "embargoed"),
        pubstatus=fields.pubstatus(fields.text(item, "pubStatus"), signal),
        urgency=fields.urgency(item.get("urgency")),
        headline=headline,
        slugline=slugline,
        takekey=takekey,
        byline=fields.text(item, "byLine"),
        located=fields.city(fields.text(item, "located")),
        language=fields.language(fields.text(item, "language")),
        subject=fields.subjects(fields.objects(item.get("subject"))),
        genre=fields.words(item.get("profile")),
        signal=signal,
        ednote=fields.text(item, "edNote", "editorialNote"),
        usageterms=fields.text(item, "usageTerms"),
        copyrightnotice=fields.text(item, "copyrightNotice"),
        associations=fields.associations(item.get("associations")),
        source=fields.text(item, "credit", "source") or "Reuters",
        sequence=fields.text(item, "position"),
    )


def _stable(guid: str) -> str:
    """Return a versioned guid without the version: `tag:reuters.com,2025:newsml_X:3` less `:3`."""
    head, _, last = guid.rpartition(":")
    return head if last.isdigit() and head else guid
