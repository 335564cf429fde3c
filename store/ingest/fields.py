"""Values of JSON and of header lines, turned into fields of the article model.

Pure functions: what is missing, empty or of the wrong kind gives an empty
field, never an exception and never an invented value.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from store.ingest import clocks
from store.ingest.clocks import Moment
from store.models import PubStatus
from store.text import clean, clean_line

Object = Mapping[str, Any]


class Item(NamedTuple):
    """One object of a file to read, with its place in it."""

    value: Object
    where: str = ""
    wrapper: Object = MappingProxyType({})
    """The object that wraps the item; some systems put its text there."""
    warnings: tuple[str, ...] = ()
    """What was repaired to get at it."""


# Elements that HTML reads to their end tag, whatever stands in between; XHTML may close them at once.
_SELF_CLOSED = re.compile(r"<(title|script|style|iframe|textarea|noscript)\b([^<>]*)/>", re.IGNORECASE)

MAX_LIST = 500
"""Entries of one list field that are kept; no editor sends more, an attacker might."""

# ISO 639-2 and older habits of agencies, to BCP 47.
_LANGUAGES = {
    "swe": "sv", "ger": "de", "deu": "de", "eng": "en", "fre": "fr", "fra": "fr", "ara": "ar", "nno": "nn",
    "nob": "nb", "nor": "no", "dan": "da", "fin": "fi", "spa": "es", "ita": "it", "por": "pt", "rus": "ru",
    "dut": "nl", "nld": "nl", "jpn": "ja", "chi": "zh", "zho": "zh", "ukr": "uk", "tur": "tr", "gre": "el",
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "russian": "ru",
}  # fmt: skip
_STATUS: dict[str, PubStatus] = {
    "usable": "usable", "ok": "usable", "published": "usable", "new": "usable", "update": "usable",
    "withheld": "withheld", "hold": "withheld", "held": "withheld",
    "canceled": "canceled", "cancelled": "canceled", "killed": "canceled", "kill": "canceled",
    "recalled": "canceled", "withdrawn": "canceled", "deleted": "canceled",
}  # fmt: skip
_TYPES = {
    "story": "text", "article": "text", "advisory": "text", "alert": "text", "news": "text", "snap": "text",
    "preformatted": "text", "image": "picture", "photo": "picture", "picture": "picture",
    "package": "composite",
}  # fmt: skip


def text(source: Object, *names: str) -> str:
    """Return the first of the named values that has words in it, cleaned, on one line."""
    for name in names:
        found = clean_line(_flat(source.get(name)))
        if found:
            return found
    return ""


def block(source: Object, *names: str) -> str:
    """Return the first of the named values that is text, cleaned, its lines and their order kept."""
    for name in names:
        value = source.get(name)
        if isinstance(value, str) and value.strip():
            return "\n".join(line.rstrip() for line in clean(value).strip().split("\n"))
    return text(source, *names)


def markup(source: Object, *names: str) -> str:
    """Return the first of the named values that is a string with something in it, fit to be read as HTML."""
    for name in names:
        value = source.get(name)
        if isinstance(value, str) and value.strip():
            return _SELF_CLOSED.sub(r"<\1\2></\1>", value)
    return ""


def objects(value: object) -> Iterator[Object]:
    """Yield the objects of a list, of one object's values or of a single object, and nothing else."""
    if isinstance(value, list):
        yield from (item for item in value[:MAX_LIST] if isinstance(item, Mapping))
    elif isinstance(value, Mapping):
        yield value


def words(value: object, *names: str) -> tuple[str, ...]:
    """Return the distinct words of a list; of an object in it, the first of `names` with a value."""
    if isinstance(value, str):
        value = [value]
    found: dict[str, None] = {}
    for item in value[:MAX_LIST] if isinstance(value, list) else ():
        word = text(item, *names) if isinstance(item, Mapping) else clean_line(_flat(item))
        if word:
            found[word] = None
    return tuple(found)


def ids(value: object, *others: str) -> tuple[str, ...]:
    """Return the ids an item goes by: the values of an object, or the `value`s of a list of objects."""
    found = [clean_line(_flat(one)) for one in value.values()] if isinstance(value, Mapping) else []
    if isinstance(value, list):
        found += [text(one, "value", "id", "uri") for one in objects(value)]
    return tuple(dict.fromkeys(filter(None, (*found, *others))))[:MAX_LIST]


def subjects(values: Iterable[Object]) -> tuple[dict[str, str], ...]:
    """Return subjects as `{code, name, scheme}`, sent as in ninjs 1 (`code`) or 2 and 3 (`literal`)."""
    found = []
    for item in values:
        code = text(item, "code", "qcode", "literal") or text(item, "uri")
        name = text(item, "name", "title")
        scheme = text(item, "scheme")
        entry = {"code": code, "name": name, "scheme": scheme}
        if code or name:
            found.append({key: value for key, value in entry.items() if value})
    return tuple(found[:MAX_LIST])


def when(source: Object, *names: str, zone: str = "", order: Literal["dmy", "mdy"] = "dmy") -> Moment:
    """Return the first of the named values that is a time; numbers count (milli)seconds since 1970."""
    for name in names:
        value = source.get(name)
        found = clocks.UNKNOWN
        if isinstance(value, str) and value.strip():
            found = clocks.moment(value, zone, order=order)
        elif isinstance(value, int | float) and not isinstance(value, bool) and value > 1e8:
            found = clocks.epoch(value)
        if found.utc:
            return found
    return clocks.UNKNOWN


def life(source: Object, zone: str = "") -> dict[str, Moment]:
    """Return when the item was made, sent, and may be used, from times under the names of ninjs."""
    return {
        "versioncreated": when(source, "versioncreated", "datetime", zone=zone),
        "firstcreated": when(source, "firstcreated", zone=zone),
        "embargoed": when(source, "embargoed", "embargo", zone=zone),
        "expires": when(source, "expires", "expiry", zone=zone),
    }


def rights(source: Object) -> dict[str, str]:
    """Return who owns the item and how it may be used, from values under the names of ninjs."""
    return {name: text(source, name) for name in ("usageterms", "copyrightnotice", "copyrightholder")}


def language(tag: str) -> str:
    """Return a language tag as BCP 47: `EN` is `en`, `fr-FR` stays, `swe` is `sv`, `en_gb` is `en-GB`."""
    parts = re.split(r"[-_]", tag.strip())
    first = parts[0].casefold()
    first = _LANGUAGES.get(first, first)
    if not re.fullmatch(r"[a-z]{2,3}", first):
        return ""
    rest = parts[1:3]
    script = [part.title() for part in rest[:1] if re.fullmatch(r"[A-Za-z]{4}", part)]
    region = [part.upper() for part in rest[len(script) :][:1] if re.fullmatch(r"[A-Za-z]{2}|\d{3}", part)]
    return "-".join((first, *script, *region))


def pubstatus(word: str, signal: tuple[str, ...] = ()) -> PubStatus:
    """Return the publishing status a word or a code (`stat:canceled`) stands for, `usable` if none.

    A `kill` or a `hold` among the signals stands against `usable`: services kill in words too.
    """
    sent = _STATUS.get(re.split(r"[:/#]", word.strip().casefold())[-1], "usable")
    if sent != "usable":
        return sent
    return "canceled" if "kill" in signal else "withheld" if "hold" in signal else "usable"


def urgency(value: object) -> int | None:
    """Return 1 to 9, None for anything else."""
    match = re.fullmatch(r"\s*([1-9])(?:\.0+)?\s*", _flat(value))
    return int(match[1]) if match else None


def version(value: object) -> str:
    """Return a version as digits: `8`, `0`, `v3` and `2.0` are versions, `draft` is none."""
    match = re.fullmatch(r"\s*[vV]?\.?\s*0*(\d{1,18})(?:\.0+)?\s*", _flat(value))
    return match[1] if match else ""


def kind(word: str) -> str:
    """Return the type of an item: text, picture, video, audio, graphic, composite, or the word as sent."""
    low = re.split(r"[:/#]", word.strip().casefold())[-1]
    return _TYPES.get(low, low) or "text"


def city(place: str) -> str:
    """Return the city of a place as sent: `Grosseto, Italy` gives `Grosseto`."""
    return re.split(r"\s*[,(]|\s+[-–—]\s", place.strip(), maxsplit=1)[0].strip()


def association(item: Object, rel: str) -> dict[str, str]:
    """Return one linked item as `{uri, version, type, headline, rel}`, without what it does not say."""
    uri = item.get("uri")
    entry = {
        "uri": text({"uri": uri[0]}, "uri")
        if isinstance(uri, list) and uri
        else text(item, "uri", "urn", "guid", "id"),
        "version": version(item.get("version")),
        "type": kind(text(item, "type")) if text(item, "type") else "",
        "headline": _title(item),
        "rel": clean_line(rel) or text(item, "rel", "name"),
    }
    return {key: value for key, value in entry.items() if value}


def associations(value: object) -> tuple[dict[str, str], ...]:
    """Return the linked items of a list, or of an object whose keys say what they are to the story."""
    found = []
    pairs: Iterable[tuple[str, object]] = ()
    if isinstance(value, Mapping):
        pairs = value.items()
    elif isinstance(value, list):
        pairs = (("", item) for item in value)
    for rel, item in pairs:
        found += [association(entry, rel) for entry in objects(item)]
    return tuple(entry for entry in found if set(entry) - {"rel", "type"})[:MAX_LIST]


def plain(source: str) -> str:
    """Return markup of a note as text, one line a paragraph, list item or heading."""
    spaced = re.sub(r"(?i)<(?:br|/p|/li|/h[1-6]|/div|/tr|ul|ol)\b[^>]*>", "\n", source)
    bare = html.unescape(re.sub(r"<[^>]{0,2000}>", "", spaced))
    return "\n".join(line for line in (clean_line(part) for part in bare.split("\n")) if line)


def order_of(language_tag: str) -> Literal["dmy", "mdy"]:
    """Return how a numeric date is read in a language: month first in American English only."""
    return "mdy" if language_tag == "en-US" else "dmy"


def _title(item: Object) -> str:
    title = text(item, "headline", "title")
    for entry in objects(item.get("headlines")):
        title = title or text(entry, "value")
    if not title:
        title = text(item, "description_text", "caption", "description_caption", "description")
    for entry in objects(item.get("descriptions")):
        title = title or text(entry, "value", "description")
    return title[:300]


def _flat(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value}"
    if isinstance(value, list):
        return " ".join(
            part for part in (_flat(item) for item in value[:MAX_LIST] if not isinstance(item, list)) if part
        )
    return ""
