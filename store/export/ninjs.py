"""ninjs 1.5, News in JSON of the IPTC, for systems that take wire copy.

Each item is one that the standard's schema allows, which knows no other
fields than its own: what it has no field for stands in the open ones
(`description_*`, `headline_*`, `altids`). The file is one object, the head's
words first, then the `items`. A quote is an item of type `component`; its uri
says which characters of the story's `body_text` it is, as RFC 5147 has it.
https://www.iptc.org/std/ninjs/ninjs-schema_1.5.json
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from store.export.citation import citation, printed
from store.export.heading import Heading
from store.models import Article, Entry, Quote, Speaker
from store.terms import WORDS

STANDARD = {
    "name": "ninjs",
    "version": "1.5",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_1.5.json",
}
TYPES = frozenset({"text", "audio", "video", "picture", "graphic", "composite", "component"})
_SAME = (
    *("version", "firstcreated", "versioncreated", "embargoed", "expires", "pubstatus", "urgency"),
    *("headline", "slugline", "byline", "located", "language", "ednote", "body_text", "body_xhtml"),
    *("usageterms", "copyrightnotice", "copyrightholder"),
)
"""Fields of an article that ninjs has under the same name and in the same form."""


def stories(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:
    """Yield the object, a line an item; who is quoted stands under person and organisation."""
    return _file((_story(entry) for entry in entries), heading)


def quotes(entries: Iterable[Entry], heading: Heading) -> Iterator[str]:
    """Yield the object, a line a quote."""
    return _file((_quote(entry.article, quote) for entry in entries for quote in entry.quotes), heading)


def _file(items: Iterable[dict[str, Any]], heading: Heading) -> Iterator[str]:
    head = json.dumps(heading.as_json(), ensure_ascii=False)
    yield f'{head[:-1]}, "items": ['
    mark = "\n"
    for item in items:
        filled = {name: value for name, value in item.items() if value not in ("", None, [], {})}
        yield mark + json.dumps(filled, ensure_ascii=False)
        mark = ",\n"
    yield "\n]}\n"


def _story(entry: Entry) -> dict[str, Any]:
    article = entry.article
    return {
        "$standard": STANDARD,
        "uri": article.uri,
        "type": article.type if article.type in TYPES else "text",
        **{name: getattr(article, name) for name in _SAME},
        "headline_takekey": article.takekey,
        "subject": [*map(_subject, article.subject), *({"name": word} for word in article.keywords)],
        "genre": [{"name": name} for name in article.genre],
        "infosource": [{"name": article.source}] if article.source else [],
        **_speakers(quote.speaker for quote in entry.quotes),
        "associations": _associations(article),
        "altids": {"sequence": article.sequence, "evolvedfrom": article.evolvedfrom}
        if article.sequence or article.evolvedfrom
        else {},
        "charcount": len(article.body_text),
        "wordcount": len(WORDS.findall(article.body_text)),
        "description_signal": ", ".join(article.signal),
        "description_category": article.category,
        "description_tags": ", ".join(entry.row.tags),
        "description_citation": citation(article),
    }


def _quote(article: Article, quote: Quote) -> dict[str, Any]:
    return {
        "$standard": STANDARD,
        "uri": f"{article.uri}#{';'.join(f'char={span.start},{span.end}' for span in quote.spans)}",
        "type": "component",
        "profile": f"quote-{quote.type}",
        **{name: getattr(article, name) for name in _SAME if not name.startswith(("body_", "ednote"))},
        "body_text": printed(quote),
        "infosource": [{"name": article.source}] if article.source else [],
        **_speakers([quote.speaker]),
        "description_speaker": quote.speaker.name if quote.speaker else "",
        "description_role": quote.speaker.role if quote.speaker else "",
        "description_cue": quote.cue.text if quote.cue else "",
        "description_modality": quote.modality,
        "description_citation": citation(article, quote),
    }


def _speakers(speakers: Iterable[Speaker | None]) -> dict[str, list[dict[str, str]]]:
    """Return who speaks, each once, under the properties ninjs has for people and for bodies."""
    found: dict[str, dict[str, None]] = {"person": {}, "organisation": {}}
    for speaker in speakers:
        if speaker and speaker.kind in found:
            found[speaker.kind][speaker.name] = None
    return {kind: [{"name": name, "rel": "speaker"} for name in names] for kind, names in found.items()}


def _subject(subject: Mapping[str, str]) -> dict[str, str]:
    """Return a subject; schemes that are no URIs are left out, as the schema wants."""
    kept = {name: subject[name] for name in ("code", "name", "scheme") if subject.get(name)}
    if ":" not in kept.get("scheme", ""):
        kept.pop("scheme", None)
    return kept


def _associations(article: Article) -> dict[str, dict[str, str]]:
    items = [dict(one) for one in article.associations if one.get("uri")]
    return {
        f"item{number}": {
            name: value
            for name, value in item.items()
            if name in ("uri", "version", "headline") or (name == "type" and value in TYPES)
        }
        for number, item in enumerate(items, 1)
    }
