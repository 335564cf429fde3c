"""ANPA 1312, the American wire format: AP until 2023, Kyodo and others, in spools and archives.

    SYN SYN SOH letter number US selector
    priority category DC3|DC4 DC1|DC2 slug  MM-DD words
    STX ^slug, take,words<  ^headline<  ^By writer=  TAB text ... ETX
    footer EOT

Files whose control bytes a system stripped are told by the two header lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from store.errors import IngestError
from store.ingest import clocks, fields, messages, slug
from store.ingest.assembly import article
from store.ingest.messages import Message
from store.models import Article
from store.text import clean, clean_line

_SPOOLED = re.compile(
    rb"[\x16\x7f\x00]*\x01"
    rb"|^[A-Za-z]\d{4}[A-Za-z-]{0,12}\x1f?[A-Za-z0-9-]{0,12}[^\S\n]*\n(?=[A-Za-z] [A-Za-z][\x11-\x14 ])",
    re.MULTILINE,
)
_FIRST = re.compile(r"[\x16\x01\x7f\s\x00]*([A-Za-z])(\d{3,5})([^\x1f\n]*?)(?:\x1f([^\n]*))?\n")
_SECOND = re.compile(
    r"([A-Za-z]) ([A-Za-z])[\x13\x14]?([\x11\x12]?)\s*(.*?)\s+(\d{1,2})-(\d{1,2}) ?(\d{0,5})[^\S\n]*(?:\n|$)"
)
_FOOTER = re.compile(
    r"^\s*(?:[A-Z]{2,3}-[A-Z]{2}-\d\d-\d\d-\d\d \d{4}[A-Z]{3}|[A-Z]{3}-\d\d:\d\d-\d\d-\d\d-\d\d)\b.*$",
    re.MULTILINE,
)
_PHOTO = re.compile(r"(?:AP )?(?:Photo|Graphic|Video)s?\b:?\s*(.+)", re.IGNORECASE)
_NOTE = re.compile(r"\(?\s*(?:Eds:?|Editors:?|EDITORS?|EDITOR'S NOTE)\s*[:_—-]*\s*(.*?)\)?", re.DOTALL)
_BYLINE = re.compile(r"(?:By|BY)\s+\S.*")
_RELEASE = re.compile(r"(?:For release|Adv\d\d|For use|Hold for release)\b", re.IGNORECASE)


def parse(data: bytes, *, name: str = "") -> Iterator[Article | IngestError]:
    """Yield the articles of a file of ANPA messages, and an `IngestError` for each damaged one.

    Raises `IngestError` when no message can be read.
    """
    yield from messages.each(
        messages.split(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), _SPOOLED), _read, name
    )


@dataclass
class _Copy:
    """What the lines between STX and ETX say."""

    slug_line: str = ""
    headline: str = ""
    byline: str = ""
    notes: list[str] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)
    releases: list[str] = field(default_factory=list)
    story: list[str] = field(default_factory=list)
    """The story's paragraphs; a table is one of them, with a row a line."""


def _read(message: Message) -> Article:
    first, second = _headers(message)
    letter, number, station, _ = first.groups()
    priority, category, layout, keyword, month, day, _ = second.groups()
    text, footer = _framed(message.text[second.end() :])
    warnings = list(message.warnings)
    sent = clocks.wire_footer(footer)
    if not sent.utc:
        warnings.append(f"filed on {month}-{day}, a day without a year: no time")
    copy = _copy(text, tabular=layout == "\x12" or _looks_tabular(text))
    parts = slug.read(clean_line(copy.slug_line)) or slug.Slug(clean_line(copy.slug_line or keyword))
    header = slug.read(clean_line(keyword))
    takekey = parts.takekey or (header.takekey if header else "")
    lead = slug.lead_number(f"{takekey} {keyword}")
    signal = messages.signals(takekey, copy.headline, parts.slugline)
    source = _source(station, footer)
    return article(
        body=messages.body_of(messages.without_end(copy.story)),
        where=message.where,
        warnings=warnings,
        format="anpa",
        version="" if lead is None else str(lead),
        versioncreated=sent,
        pubstatus=fields.pubstatus("", signal),
        embargoed=messages.embargo(copy.releases, sent),
        urgency=slug.urgency(priority),
        priority_code=priority.lower(),
        headline=clean_line(copy.headline),
        slugline=parts.slugline,
        takekey=takekey,
        byline=clean_line(copy.byline),
        category=category,
        signal=signal,
        ednote=clean_line(" ".join(copy.notes)),
        associations=tuple({"uri": photo, "type": "picture", "rel": "photo"} for photo in copy.photos),
        source=source,
        sequence=clean_line(number),
        uri=_uri(source, letter, number, sent.utc),
    )


def _headers(message: Message) -> tuple[re.Match[str], re.Match[str]]:
    first = _FIRST.match(message.text)
    second = _SECOND.match(message.text, first.end()) if first else None
    if first is None or second is None:
        raise IngestError("ANPA message without its header", where=message.where)
    return first, second


def _uri(source: str, letter: str, number: str, sent: str) -> str:
    """Return service, day, letter and number: what tells a message from another, where the day is known."""
    return f"urn:anpa:{source.lower() or 'wire'}:{sent[:10]}:{letter}{number}" if sent else ""


def _source(station: str, footer: str) -> str:
    match = re.match(r"\s*([A-Z]{2,3})-", footer)
    sign = match[1] if match else ""
    return {"KWS": "Kyodo"}.get(sign, sign) or clean_line(station).strip("-")


def _framed(text: str) -> tuple[str, str]:
    """Return what stands between STX and ETX, and the footer, told by its form where these bytes are lost."""
    start = text.find("\x02")
    text = text[start + 1 :] if 0 <= start < 200 else text
    end = text.find("\x03")
    if end >= 0:
        return text[:end], messages.without_controls(text[end:])
    found = list(_FOOTER.finditer(text))
    return (text[: found[-1].start()], found[-1][0]) if found else (text, "")


def _looks_tabular(text: str) -> bool:
    """Tell a table whose format byte is lost: many lines with neither tab nor `^`, with columns."""
    rows = [line for line in text.split("\n") if line.strip() and line[0] not in "\t^ "]
    return sum(line.startswith("\b") or line.count(";") > 2 or "  " in line.strip() for line in rows) >= 3


def _copy(text: str, *, tabular: bool) -> _Copy:
    copy = _Copy()
    lines = clean(_opened(text)).split("\n")
    if not any(line.startswith("^") for line in lines[:4]):
        return _unmarked(lines)
    in_story = False
    for number, line in enumerate(lines):
        if line.startswith("^") and not in_story:
            in_story = _head_line(line, copy, tabular=tabular, more=_more_text(lines[number + 1 :]))
        elif line.strip():
            in_story = True
            _story_line(line, copy, tabular=tabular)
    return copy


def _opened(text: str) -> str:
    """Return text with table codes and tabs as blanks and one `^` line a line."""
    text = text.replace("\x10", " ").replace("\b", "").replace("\t", "\n\x1e")
    text = re.sub(r"[<=]?[ ]*\^(?=.)", lambda match: "\n^" if match.start() else "^", text)
    return messages.without_controls(text.replace("\x1e", "\u2409"))


def _more_text(lines: list[str]) -> bool:
    return any(line.startswith("\u2409") and line[1:].strip() for line in lines)


def _head_line(line: str, copy: _Copy, *, tabular: bool, more: bool) -> bool:
    """Put a `^` line where it belongs; True once the story has begun with it."""
    words = messages.typographic(line.strip("^<= ").strip())
    if not words or re.fullmatch(r"\*?\d{3,5}", words):
        return False
    if not copy.slug_line and not copy.headline and (slug.read(words) or not _NOTE.fullmatch(words)):
        copy.slug_line = words
    elif match := _NOTE.fullmatch(words):
        copy.notes.append(match[1])
    elif match := _PHOTO.fullmatch(words):
        copy.photos += re.findall(r"\b[A-Z]{2,5}\d{2,4}[A-Z]?\b", match[1])
    elif _BYLINE.fullmatch(words) and len(words) < 120:
        copy.byline = words
    elif _RELEASE.match(words):
        copy.releases.append(words)
    elif not copy.headline:
        copy.headline = words
    elif tabular or not more:
        copy.story.append(words)
        return tabular and bool(copy.byline)
    return False


def _story_line(line: str, copy: _Copy, *, tabular: bool) -> None:
    """Add a line to the story: a tab opens a paragraph, in tables every line is a row of its own."""
    words = line.lstrip("\u2409").rstrip().rstrip("<").rstrip()
    heading = line.startswith("^") or (tabular and words.endswith("="))
    words = words.strip("^<= ") if heading else words.strip()
    if not words or re.fullmatch(r"_{2,}", words):
        copy.story.append("")
    elif heading or not copy.story or (line.startswith("\u2409") and not tabular):
        copy.story.append(_row(words) if tabular else messages.typographic(words))
    elif tabular:
        copy.story[-1] += f"\n{_row(words)}"
    else:
        copy.story[-1] += f" {messages.typographic(words)}"


def _row(line: str) -> str:
    """Return a table row with its columns parted by bars and `{` as the half it stands for."""
    cells = [cell.strip() for cell in line.replace("{", "½").split(";")]
    return " | ".join(cells) if len(cells) > 2 else line.replace("{", "½")


def _unmarked(lines: list[str]) -> _Copy:
    """Read Kyodo's way: the slug alone, headline lines up to one that ends in `+`, then the story."""
    copy = _Copy()
    rest = [line for line in lines if line.strip()] and lines
    rest = rest[next((n for n, line in enumerate(rest) if line.strip()), 0) :]
    copy.slug_line = rest[0].strip() if rest else ""
    stop = next((n for n, line in enumerate(rest[1:8], 1) if line.rstrip().endswith("+")), 0)
    if stop:
        copy.headline = " ".join(line.strip() for line in rest[1 : stop + 1]).rstrip("+ ")
        rest = rest[stop + 1 :]
    elif slug.read(copy.slug_line):
        rest = rest[1:]
    else:
        copy.slug_line = ""
    kept = messages.without_end([line.replace("\u2409", "    ") for line in rest])
    copy.story = messages.indented([messages.typographic(line) for line in kept])
    return copy
