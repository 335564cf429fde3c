"""The SGML of Reuters-21578, the largest free collection of wire copy as it was sent (1987).

Not well-formed XML: control bytes of ANPA stand as `&#1;`, and tags are never
nested, so each story is read by its tags alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from store.errors import IngestError
from store.ingest import body, clocks, fields, messages, slug
from store.ingest.assembly import article
from store.ingest.body import Body
from store.ingest.messages import Message
from store.models import Article
from store.text import clean, clean_line

_SPOOLED = re.compile(rb"<REUTERS\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'([A-Z0-9]+)\s*=\s*"([^"]*)"')
_CODED = ("TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES")
_HEADER = re.compile(r"([a-z])(\d{4})&#31;(\S*)\s*\n\s*([a-z]) ([a-z]) (\S.*?)\s+\d\d-\d\d \d{4}")
_CONTROL = re.compile(r"&#(?:[0-8]|1[1-9]|2\d|3[01]|127);")


def parse(data: bytes, *, name: str = "") -> Iterator[Article | IngestError]:
    """Yield the stories of a Reuters-21578 file, and an `IngestError` for each damaged one.

    Raises `IngestError` when no story can be read.
    """
    yield from messages.each(messages.split(data.replace(b"\r\n", b"\n"), _SPOOLED), _read, name)


def _read(message: Message) -> Article:
    opening, _, text = message.text.partition(">")
    end = text.upper().rfind("</REUTERS>")
    if end < 0:
        raise IngestError("story cut off: no </REUTERS>", where=message.where)
    text = text[:end]
    ids = dict(_ATTRIBUTE.findall(opening))
    number = ids.get("NEWID", "")
    header = _HEADER.search(_element(text, "UNKNOWN", raw=True))
    story = re.search(r"<TEXT\b[^>]*>(.*?)(?:</TEXT>|\Z)", text, re.DOTALL | re.IGNORECASE)
    inner = story[1] if story else ""
    place = clean_line(_element(inner, "DATELINE"))
    slugline = clean_line(html.unescape(header[6])) if header else ""
    headline = clean_line(_element(inner, "TITLE"))
    signal = messages.signals("", headline, slugline)
    return article(
        body=_body(inner, len(_element(inner, "DATELINE").rstrip()) + 1),
        where=message.where,
        warnings=message.warnings,
        format="reuters-sgml",
        uri=f"reuters-21578:{clean_line(number)}" if number else "",
        versioncreated=clocks.moment(clean_line(_element(text, "DATE"))),
        urgency=slug.urgency(header[4]) if header else None,
        priority_code=header[4] if header else "",
        headline=headline,
        slugline=slugline,
        byline=clean_line(_element(inner, "AUTHOR")),
        located=place.split(",")[0].strip(" -"),
        dateline=place.rstrip(" -"),
        subject=tuple(_subjects(text)),
        category=header[5] if header else "",
        signal=signal,
        pubstatus=fields.pubstatus("", signal),
        source="Reuters",
        sequence=header[2] if header else "",
    )


def _element(text: str, name: str, *, raw: bool = False) -> str:
    match = re.search(rf"<{name}\b[^>]*>(.*?)</{name}>", text, re.DOTALL | re.IGNORECASE)
    if match is None:
        return ""
    return match[1] if raw else html.unescape(_CONTROL.sub("", match[1]))


def _subjects(text: str) -> Iterator[dict[str, str]]:
    for group in _CODED:
        for code in re.findall(r"<D>(.*?)</D>", _element(text, group, raw=True), re.DOTALL):
            word = clean_line(html.unescape(code))
            if word:
                yield {"code": word, "scheme": group.lower()}


def _body(inner: str, indent: int) -> Body:
    """Return the text; a story of type UNPROC has none of its parts marked and is all text.

    The dateline, `indent` characters, stood on the first line when its end was set.
    """
    if "<BODY" in inner.upper():
        source = _element(inner, "BODY")
    elif "<TITLE" in inner.upper():
        source = ""
    else:
        source = html.unescape(_CONTROL.sub("", re.sub(r"</?[A-Z]+>", "", inner)))
    lines = clean(messages.without_controls(source)).split("\n")
    dateline = "~" * (indent - 1) + " " if indent > 1 else ""
    story = body.from_plain(dateline + "\n".join(messages.without_end(lines)).lstrip("\n"))
    return replace(
        story, text=story.text.replace(dateline, "", 1), xhtml=story.xhtml.replace(dateline, "", 1)
    )
