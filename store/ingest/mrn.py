"""Machine Readable News of Reuters (LSEG): JSON with the text in hard-broken lines."""

from __future__ import annotations

from store.ingest import body, fields, messages, slug
from store.ingest.assembly import article
from store.ingest.fields import Item
from store.models import Article

_PROVIDERS = {"RTRS": "Reuters"}


def from_object(found: Item) -> Article:
    """Return the article of one MRN story. Raises `IngestError` when it has neither headline nor text.

    `takeSequence` counts the takes of a story from 1 and orders them; alerts have urgency 1 and no text.
    """
    item = found.value
    headline = fields.text(item, "headline")
    source = fields.markup(item, "body")
    story = body.from_html(source) if "html" in fields.text(item, "mimeType") else body.from_plain(source)
    subjects = fields.words(item.get("subjects"), "code", "qcode")
    provider = fields.text(item, "provider").removeprefix("NS:")
    take = fields.version(item.get("takeSequence"))
    signal = messages.signals("", headline)
    return article(
        body=story,
        where=found.where,
        warnings=found.warnings,
        format="mrn",
        uri=fields.text(item, "altId", "id"),
        version=take,
        versioncreated=fields.when(item, "versionCreated"),
        firstcreated=fields.when(item, "firstCreated"),
        embargoed=fields.when(item, "embargoed"),
        pubstatus=fields.pubstatus(fields.text(item, "pubStatus"), signal),
        urgency=fields.urgency(item.get("urgency")),
        headline=headline,
        takekey=slug.takekey_of(headline),
        language=fields.language(fields.text(item, "language")),
        subject=tuple({"code": code, "scheme": code.split(":")[0]} for code in subjects),
        genre=fields.words(item.get("genre")),
        signal=signal,
        copyrightnotice=fields.text(item, "copyrightNotice", "copyright"),
        source=_PROVIDERS.get(provider, provider),
        sequence=take,
    )
