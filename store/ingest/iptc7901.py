"""IPTC 7901, the line format of Europe's agencies: dpa, SDA/ATS, APTN and others.

    SOH source+number priority category words  service
    keyword/keyword/
    STX TAKE / (note) / headline / By writer =
    text ETX
    DDHHMM [ZONE] Mon YY

Files whose control bytes a system stripped are told by the header line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from store.errors import IngestError
from store.ingest import body, clocks, dateline, fields, messages, slug
from store.ingest.assembly import article
from store.ingest.messages import Message
from store.models import Article
from store.text import clean, clean_line

_HEADER = rb"[A-Za-z]{2,6}\d{2,6} [1-9] [A-Za-z]{1,4} \d{1,5} "
_SPOOLED = re.compile(rb"[\x7f\x00\r]*\x01|^[ ]*" + _HEADER, re.MULTILINE)
_FIRST = re.compile(
    r"[\x01\x7f\x00\s]*(?P<source>[A-Za-z]{0,8})(?P<number>\d{0,8}) (?P<priority>\S)"
    r" (?P<category>[A-Za-z]{1,4}) (?P<words>\d{1,6})\b(?P<service>[^\n]*)\n"
)
_TITLE_END = re.compile(r"=[ \t]*$")
_DATE = re.compile(r"^\s*[0-3]\d[0-2]\d[0-5]\d\s+(?:[A-Z]{1,4}\s+)?[^\W\d]{3,9}\.?\s+\d\d(?:\d\d)?\s*$")
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|BY|VON|PAR)\s+\S.*")
_TAKE = re.compile(
    r"(?:\d{1,2}(?:ST|ND|RD|TH)\s+)?(?:LEAD|NET|ADD|TAKE|URGENT)|REFILE|EXTRA|REPEAT|RPT|WRAP-?UP|CORRECTION|CORRECTED|"
    r"(?:HOLD\b\W*)+|(?:KILL\b\W*)+|FLASH|BULLETIN|URGENT|ALERT|EIL(?:MELDUNG)?|BLITZ|WRITETHRU|ADVISORY"
    r"|UPDATE(?: \d+)?|EMBARGO(?:ED)?"
)
_NOTEBOOK = re.compile(r"^#\s*(?:Notebook|Notizblock|Bloc-notes)\s*$", re.MULTILINE | re.IGNORECASE)
_URGENT = re.compile(r"Eil|Blitz|Urgent|Flash", re.IGNORECASE)
_BELGA_TONGUES = {"F": "fr", "N": "nl"}
_WIDTH = 60
"""A headline broken at fewer characters was broken on purpose; lines of 7901 have 69."""


def parse(data: bytes, *, name: str = "") -> Iterator[Article | IngestError]:
    """Yield the articles of a file of IPTC 7901 messages, and an `IngestError` for each damaged one.

    Raises `IngestError` when no message can be read.
    """
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    yield from messages.each(messages.split(lines, _SPOOLED), _read, name)


@dataclass
class _Title:
    """What the title block says."""

    takes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    genre: list[str] = field(default_factory=list)
    headline: str = ""
    byline: str = ""


def _read(message: Message) -> Article:
    first = _FIRST.match(message.text)
    if first is None:
        raise IngestError("IPTC 7901 message without its header line", where=message.where)
    keywords, heading, text, end = _parts(message.text[first.end() :])
    title = _title(heading)
    story, public, private = _notes(text)
    tongue, service = _service(first["service"])
    agency = _agency(story) or service
    zone = clocks.zone_of(service) or clocks.zone_of((agency.replace("/", " ").split() or [""])[0])
    sent = clocks.iptc7901(end, zone)
    slugline = clean_line(" ".join(keywords))
    takekey = " ".join(title.takes)
    lead = slug.lead_number(takekey)
    labels = " ".join(note.split(":")[0] for note in title.notes)
    signal = messages.signals(f"{takekey} {labels}", title.headline, f"{slugline} {' '.join(title.genre)}")
    return article(
        body=body.from_plain(story),
        where=message.where,
        warnings=message.warnings if sent.utc else (*message.warnings, "no date line: time unknown"),
        format="iptc7901",
        version="" if lead is None else str(lead),
        versioncreated=sent,
        pubstatus=fields.pubstatus("", signal),
        embargoed=messages.embargo([*title.notes, *public.split("\n")], sent, agency),
        **_priority(first["priority"]),
        headline=title.headline,
        slugline=slugline,
        takekey=takekey,
        byline=title.byline,
        language=_BELGA_TONGUES.get(tongue, "") if service.casefold() == "belga" else "",
        category=clean_line(first["category"]),
        genre=tuple(title.genre),
        signal=signal,
        ednote="\n".join((*title.notes, *filter(None, [public]))),
        ednote_private=private,
        source=agency or clean_line(first["source"]),
        sequence=clean_line(first["number"] or ""),
        uri=_uri(first, sent.utc),
    )


def _priority(sign: str) -> dict[str, Any]:
    """Return what the header's priority says: a digit, or a letter as in ANPA."""
    if sign in "123456789":
        return {"urgency": int(sign)}
    return {"urgency": slug.urgency(sign), "priority_code": sign if sign.isalpha() else ""}


def _service(words: str) -> tuple[str, str]:
    """Return the letter of a language, which Belga gives, and the agency: `F BELGA-0102`."""
    match = re.match(r"(?:([A-Z])\s+(?=[A-Z]))?([^\d-]*)", clean_line(words))
    return (match[1] or "", match[2].strip()) if match else ("", "")


def _uri(first: re.Match[str], sent: str) -> str:
    """Return source, number and day: what tells a message from another, where the day is known."""
    return (
        f"urn:iptc7901:{first['source'].lower()}:{sent[:10]}:{first['number']}"
        if sent and first["number"]
        else ""
    )


def _parts(text: str) -> tuple[list[str], list[str], str, str]:
    """Return keyword lines, title lines, text and the date line."""
    start = text.find("\x02")
    stop = text.find("\x03", max(start, 0))
    end = messages.without_controls(text[stop:]) if stop >= 0 else ""
    if stop >= 0:
        text = text[:stop]
    head, rest = (text[:start], text[start + 1 :]) if start >= 0 else ("", text)
    keywords = [line.strip() for line in _clean(head).split("\n") if line.strip()]
    lines = _clean(rest).split("\n")
    if not end:
        lines, end = _cut_date(lines)
    if start < 0:
        keywords, lines = _keywords(lines)
    title, lines = _cut_title(lines)
    return keywords, title, "\n".join(lines), end


def _clean(text: str) -> str:
    return clean(messages.without_controls(text))


def _cut_date(lines: list[str]) -> tuple[list[str], str]:
    for position in range(len(lines) - 1, max(len(lines) - 12, -1), -1):
        if _DATE.match(lines[position]):
            return lines[:position], lines[position]
    return lines, ""


def _keywords(lines: list[str]) -> tuple[list[str], list[str]]:
    """Split the keyword lines off where STX is lost: those that end in `/`, or one before a blank line."""
    position = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    first = position
    while position < len(lines) and lines[position].strip() and (lines[position].rstrip().endswith("/")):
        position += 1
    if (
        position == first
        and position + 1 < len(lines)
        and not lines[position + 1].strip()
        and not _TITLE_END.search(lines[position])
    ):
        position += 1
    return [line.strip() for line in lines[first:position]], lines[position:]


def _cut_title(lines: list[str]) -> tuple[list[str], list[str]]:
    """Split the title block off: up to the line that ends in ` =`, else the first line."""
    for position, line in enumerate(lines[:30]):
        if _TITLE_END.search(line):
            return [*lines[:position], _TITLE_END.sub("", line)], lines[position + 1 :]
        if dateline.find(line):
            break
    position = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if position < len(lines) and not dateline.find(lines[position]):
        return [lines[position]], lines[position + 1 :]
    return [], lines[position:]


def _title(lines: list[str]) -> _Title:
    title = _Title()
    for line in _joined(lines):
        if line.startswith("(") and line.endswith(")"):
            _label(line.strip("() "), title)
        elif _BYLINE.fullmatch(line) and len(line) < 150 and title.headline:
            title.byline = line
        elif _TAKE.fullmatch(line):
            title.takes.append(line)
        elif line.endswith("/") and not title.headline:
            continue
        else:
            title.headline = line
    if not title.headline and title.byline:
        title.headline, title.byline = title.byline, ""
    return title


def _label(words: str, title: _Title) -> None:
    """Sort what stands in brackets: a note to editors, the urgency, the kind of text, a word on pictures."""
    if _URGENT.fullmatch(words):
        title.takes.append(words)
    elif ":" in words or words == "Achtung" or len(words) > 40:
        title.notes.append(words)
    elif not re.match(r"(?:Foto|Bild|Grafik|Photo|Video|With)\b", words):
        title.genre.append(words)


def _joined(lines: list[str]) -> list[str]:
    """Return the title lines with those joined that the line length broke, or a bracket holds together."""
    found: list[str] = []
    open_bracket = False
    for raw in lines:
        line = clean_line(raw)
        if not line:
            continue
        long = bool(found) and len(found[-1]) >= _WIDTH and not (_BYLINE.match(line) or line.startswith("("))
        if found and (open_bracket or (long and not found[-1].endswith((")", "/")))):
            found[-1] += f" {line}"
        else:
            found.append(line)
        open_bracket = found[-1].count("(") > found[-1].count(")") and found[-1].startswith("(")
    return found


def _notes(text: str) -> tuple[str, str, str]:
    """Return the story, the public and the private notes that follow it."""
    match = _NOTEBOOK.search(text)
    story, notebook = (text[: match.start()], text[match.end() :]) if match else (text, "")
    if match is None:
        story, notebook = messages.public_part(text)
        return _trimmed(story), "", _trimmed(notebook)
    public, private = messages.public_part(notebook)
    return _trimmed(story), _note(_trimmed(public)), _note(_trimmed(private))


def _trimmed(text: str) -> str:
    return "\n".join(messages.without_end(text.split("\n")))


def _note(text: str) -> str:
    """Return notes without the marks of their headings, broken lines re-joined, one point a line."""
    found: list[str] = []
    for raw in text.split("\n"):
        line = clean_line(raw.strip().lstrip("#"))
        if not line or re.fullmatch(r"[*\s]+", line):
            continue
        if raw.startswith("  ") and found:
            found[-1] += f" {line}"
        else:
            found.append(line)
    return "\n".join(found)


def _agency(story: str) -> str:
    for line in [part for part in story.split("\n") if part.strip()][:5]:
        found = dateline.find(line)
        if found and found.agency:
            return found.agency
    return ""
