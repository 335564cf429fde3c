"""The last step of every parser: fields and body become one article, or one clear error."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from store.errors import IngestError
from store.ingest import clocks, dateline
from store.ingest.body import Body, mend
from store.ingest.clocks import Moment
from store.ingest.sentences import first_sentence
from store.models import Article

NOTHING = Body("", "")
_LONGEST_EMBARGO_DAYS = 1830  # five years; a later time is a slip of the keyboard


def article(*, body: Body, where: str, warnings: Iterable[str] = (), **known: Any) -> Article:
    """Return the article made of `known` fields and `body`; unknown fields are empty.

    Moments may be given for the times: `time_assumed` is worked out here. A
    missing headline is the first sentence, else the slugline; a missing place
    is looked for in the dateline; a missing `uri` is made from the format and
    what identifies the item. Raises `IngestError` for an item without any
    headline, slug, text or linked item.
    """
    notes = [*warnings, *body.warnings]
    known = {name: _mended(value, notes) for name, value in known.items()}
    assumed = known.pop("time_assumed", False)
    for name in ("versioncreated", "firstcreated", "embargoed", "expires"):
        value = known.get(name, "")
        if isinstance(value, Moment):
            known[name] = value.utc
            assumed = assumed or (value.assumed and bool(value.utc))
    known["time_assumed"] = assumed
    _check_embargo(known, notes)
    _find_dateline(known, body.text)
    _find_headline(known, body.text, where)
    if not known.get("uri"):
        known["uri"] = made_uri(known)
        notes.append("the item has no id of its own: one was made")
    known["altids"] = tuple(other for other in known.get("altids", ()) if other != known["uri"])
    return Article(
        **{name: value for name, value in known.items() if value is not None},
        body_text=body.text,
        body_xhtml=body.xhtml,
        headings=body.headings,
        parse_warnings=tuple(dict.fromkeys(notes)),
    )


def _mended(value: Any, notes: list[str]) -> Any:
    """Return a field's value with characters put right that were encoded as UTF-8 twice."""
    if isinstance(value, str):
        if value.isascii():
            return value
        text, said = mend(value)
        notes += said
        return text
    if isinstance(value, tuple) and not isinstance(value, Moment):
        return tuple(_mended(one, notes) for one in value)
    if isinstance(value, dict):
        return {name: _mended(one, notes) for name, one in value.items()}
    return value


def made_uri(known: dict[str, Any]) -> str:
    """Return an id for an item that has none: a hash of format, source, sequence, slug and filing time.

    An item that has not even these is told apart by its headline.
    """
    parts = [
        str(known.get(name, "")) for name in ("format", "source", "sequence", "slugline", "versioncreated")
    ]
    if not any(parts[2:]):
        parts.append(str(known.get("headline", "")))
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"urn:wirereader:{known.get('format', 'copy')}:{digest[:24]}"


def opening(text: str) -> str:
    """Return the first sentence of a story, without its dateline."""
    paragraph = next((part for part in text.split("\n\n") if part.strip()), "")
    found = dateline.find(paragraph[:400])
    return first_sentence(paragraph[found.end :] if found else paragraph)


def _check_embargo(known: dict[str, Any], notes: list[str]) -> None:
    embargo, sent = known.get("embargoed", ""), known.get("versioncreated", "")
    if embargo and sent and embargo > clocks.shifted(sent, days=_LONGEST_EMBARGO_DAYS):
        known["embargoed"] = ""
        notes.append(f"embargo until {embargo} ignored: years after the story was sent")


def _find_dateline(known: dict[str, Any], text: str) -> None:
    if known.get("type", "text") != "text" or (known.get("located") and known.get("dateline")):
        return
    for line in text.split("\n\n", 5)[:5]:
        found = dateline.find(line[:400])
        if found and found.located and found.agency:
            known["dateline"] = known.get("dateline") or found.text
            known["located"] = known.get("located") or found.located
            return


def _find_headline(known: dict[str, Any], text: str, where: str) -> None:
    if known.get("headline"):
        return
    words = (known.get("slugline", ""), opening(text))
    killed = known.get("pubstatus") == "canceled"  # what is left of a killed story is no headline for it
    known["headline"] = (words[0] or words[1]) if killed else (words[1] or words[0])
    known["headline_assumed"] = True
    if not known["headline"]:
        linked = known.get("associations") or ()
        known["headline"] = next((entry["headline"] for entry in linked if entry.get("headline")), "")
    if not known["headline"]:
        raise IngestError("the item has neither headline nor text", where=where)
