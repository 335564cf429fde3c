"""Copy in lines with two-letter tags, as terminals and company-news services send it.

zczc
TI#headline   AB#abstract   BY#writer   PD#date   KN#name of the service
AN#number     SO#exchange   CO#company  KY#keywords
TX#
text to the end of the message
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.errors import IngestError
from store.ingest import body, clocks, messages
from store.ingest.assembly import article
from store.ingest.messages import Message
from store.models import Article
from store.text import clean, clean_line

_SPOOLED = re.compile(
    rb"^[ \t\x00\xef\xbb\xbf]*zczc\b|\A(?![\s\x00\xef\xbb\xbf]*zczc)", re.IGNORECASE | re.MULTILINE
)
_TAG = re.compile(r"^([A-Z]{2})#[ \t]?(.*)$")
_STOP = re.compile(r"^[ \t]*NNNN\b.*", re.MULTILINE | re.DOTALL)


def parse(data: bytes, *, name: str = "") -> Iterator[Article | IngestError]:
    """Yield the articles of a file of tagged messages, and an `IngestError` for each damaged one.

    Raises `IngestError` when no message can be read.
    """
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    yield from messages.each(messages.split(lines, _opening(lines)), _read, name)


def _opening(lines: bytes) -> re.Pattern[bytes]:
    """Return what opens a message: `zczc`, or where that is not used the file's first tag above another."""
    first = re.match(rb"[\s\x00\xef\xbb\xbf]*([A-Z]{2}#)", lines)
    if first is None:
        return _SPOOLED
    return re.compile(rb"\A|^[ \t]*" + first[1] + rb"[^\n]*\n[ \t]*(?=[A-Z]{2}#)", re.MULTILINE)


def _read(message: Message) -> Article:
    tags = _tags(clean(messages.without_controls(_STOP.sub("", message.text))))
    if not {"TI", "TX", "AB"} & set(tags):
        raise IngestError("tagged message without a headline (TI#) and a text (TX#)", where=message.where)
    line = {tag: clean_line(value) for tag, value in tags.items()}
    text = tags.get("TX") or tags.get("AB", "")
    return article(
        body=body.from_plain("\n".join(messages.without_end(text.split("\n")))),
        where=message.where,
        warnings=message.warnings,
        format="tagged",
        headline=line.get("TI", ""),
        byline=line.get("BY", ""),
        versioncreated=clocks.moment(line.get("PD", "")),
        keywords=tuple(dict.fromkeys(line.get("KY", "").split())),
        subject=tuple({"code": line[tag], "scheme": scheme} for tag, scheme in _CODES if line.get(tag)),
        source=line.get("KN", "") or line.get("SO", ""),
        sequence=line.get("AN", ""),
    )


_CODES = (("CO", "company"), ("SO", "exchange"))


def _tags(text: str) -> dict[str, str]:
    """Return the value of every tag; the text runs to the end, whatever its lines look like."""
    found: dict[str, str] = {}
    current = ""
    for line in text.split("\n"):
        match = None if current == "TX" else _TAG.match(line)
        if match:
            current = match[1]
            found[current] = match[2]
        elif current:
            found[current] += f"\n{line}"
    return found
