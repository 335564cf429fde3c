"""Copy between ZCZC and NNNN: AAP and its contributors, Medianet, racing.

Header lines open with a sign; which sign means what differs from sender to
sender, so the shape of the value decides with it:

    %category  #slug  $headline or one category letter  :place, headline or slug
    ^headline  =take  *subject or format  +subject  @state  &service  ~genre
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from store.errors import IngestError
from store.ingest import body, dateline, fields, messages
from store.ingest.assembly import article
from store.ingest.body import Body
from store.ingest.messages import Message
from store.models import Article
from store.text import clean, clean_line

_SPOOLED = re.compile(
    rb"^[ \t\x00\x01\x7f\xef\xbb\xbf]*ZCZC|(?<=\nNNNN)[ \t]*ZCZC", re.IGNORECASE | re.MULTILINE
)  # the latter: copied one after the other, without a line end between
_START = re.compile(r"[\s\x00\x01\x7f\ufeff]*ZCZC[ \t]*([^\n#$%:^]{0,40})", re.IGNORECASE)
_STOP = re.compile(r"^[ \t]*NNNN\b.*", re.MULTILINE | re.DOTALL)
_SIGNS = "%#$:^=*+@&~"
_ROUTING = re.compile(r"[A-Z]{2} [A-Z]{2,}[\w ().]*")
_LABEL = re.compile(r":?\s*(RACING|POTTED|SPORT)\s*[:-]\s*(?=\S)")
_PLACE = re.compile(r"\(([^()]{2,40})\)")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_GAP = re.compile(r"\S {2,}(?=\S)")
_ROW_WIDTH, _ROW_REST = 55, 20  # characters: lines of this sender end at 62, a rest holds two columns
_MARKS = re.compile(r"^<|\s*\.?(?:[<=]!|<)\s*$")


@dataclass
class _Header:
    """What the signed lines say."""

    values: dict[str, list[str]] = field(default_factory=dict)
    routing: list[str] = field(default_factory=list)
    """Codes of the lines of copy the message is meant for."""

    def first(self, sign: str) -> str:
        return next((value for value in self.values.get(sign, []) if value), "")


def parse(data: bytes, *, name: str = "") -> Iterator[Article | IngestError]:
    """Yield the articles of a file of ZCZC messages, and an `IngestError` for each damaged one.

    Raises `IngestError` when no message can be read.
    """
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    yield from messages.each(messages.split(lines, _SPOOLED), _read, name)


def _read(message: Message) -> Article:
    start = _START.match(message.text)
    if start is None:
        raise IngestError("message without ZCZC", where=message.where)
    text = clean(messages.without_controls(_STOP.sub("", message.text[start.end() :])))
    header, lines = _header(text.split("\n"))
    title, lines = _title(header, lines)
    headline, slugline, takekey, place = title
    lines = messages.without_end(lines)
    signal = messages.signals(takekey, headline, slugline)
    source = clean_line(start[1])
    return article(
        body=_body(lines, header.first("*")),
        where=message.where,
        warnings=message.warnings,
        format="zczc",
        headline=headline,
        slugline=slugline,
        takekey=takekey,
        located=place,
        category=_category(header),
        subject=tuple(_subjects(header)),
        keywords=tuple(header.routing),
        genre=tuple(value for value in header.values.get("~", []) if value),
        signal=signal,
        pubstatus=fields.pubstatus("", signal),
        source="AAP" if _signed_aap(message.text) else re.sub(r"\d+$", "", source),
    )


def _header(lines: list[str]) -> tuple[_Header, list[str]]:
    """Split signed lines from the story: they come first, and one of them may be empty."""
    header = _Header()
    for position, line in enumerate(lines):
        words = line.strip()
        if not words:
            if any(_signed(following) for following in lines[position + 1 : position + 2]):
                continue
            if header.values or position > 3:
                return header, lines[position:]
        elif _signed(words) and not (words[0] in "*+$" and _is_text(words)):
            header.values.setdefault(words[0], []).append(clean_line(words[1:]))
        elif not _ROUTING.fullmatch(words) or header.values:
            return header, lines[position:]
        else:
            header.routing += words.split()[1:]
    return header, []


def _signed(words: str) -> bool:
    return bool(words) and words[0] in _SIGNS


def _is_text(words: str) -> bool:
    """Tell a line of the story that opens like a header: `* a point`, `$5 million`, `+44 20`."""
    value = words[1:]
    if words[0] == "$":
        return value[:1].isdigit()
    return not re.fullmatch(r"[A-Z]?|\d{8}", value.strip())


def _title(header: _Header, lines: list[str]) -> tuple[tuple[str, str, str, str], list[str]]:
    """Return headline, slug, take and place, and the lines without those that were used."""
    colon = [value for value in header.values.get(":", []) if value]
    place = next((match[1] for value in colon if (match := _PLACE.fullmatch(value))), "")
    colon = [value for value in colon if not _PLACE.fullmatch(value)]
    slugline, takekey = header.first("#"), header.first("=")
    dollar = header.first("$")
    headline = header.first("^") or (dollar if len(dollar) > 1 else "")
    if headline:
        slugline = slugline or (colon[0] if colon else "")
    elif colon:
        headline = _LABEL.sub("", colon[0]).replace(" :", ": ")
        if _DAY.fullmatch(headline) and slugline:
            headline = f"{slugline} {headline}"
    if not headline:
        headline, lines = _first_line(lines)
    return (headline, slugline or (headline if not header.values.get("$") else ""), takekey, place), lines


def _first_line(lines: list[str]) -> tuple[str, list[str]]:
    """Take the story's first line for a headline, if it is short and no dateline."""
    position = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if position == len(lines):
        return "", lines
    line = _MARKS.sub("", _LABEL.sub("", clean_line(lines[position])))
    if len(line) > 120 or dateline.find(line):
        return "", lines
    return line, lines[position + 1 :]


def _category(header: _Header) -> str:
    """Return the category letters: `%A`, or `$J` where the headline is elsewhere."""
    dollar = header.first("$")
    if len(dollar) == 1:
        return dollar
    percent = header.first("%")
    return percent if len(percent) <= 3 else ""


def _subjects(header: _Header) -> Iterator[dict[str, str]]:
    for sign in "*+":
        for value in header.values.get(sign, []):
            if re.fullmatch(r"\d{8}", value):
                yield {"code": value, "scheme": "subj"}
    state = header.first("@")
    if state:
        yield {"code": state, "name": state, "scheme": "state"}


def _signed_aap(text: str) -> bool:
    return bool(re.search(r"^\s*ZCZC AAP\b|^\s*AAP(?: [A-Z]+)?\s*$|\bAAP -", text, re.MULTILINE))


def _whole_rows(lines: list[str]) -> list[str]:
    """Return the lines with table rows re-joined whose last columns the line length broke off."""
    found: list[str] = []
    for line in lines:
        bare = line.strip()
        broken = bool(found) and len(found[-1]) >= _ROW_WIDTH and len(_GAP.findall(found[-1].strip())) > 1
        if broken and 0 < len(bare) < _ROW_REST and re.match(r"[\d$(-]", bare) and not _GAP.search(bare):
            found[-1] += f"  {bare}"
        else:
            found.append(line)
    return found


def _body(lines: list[str], layout: str) -> Body:
    lines = [_MARKS.sub("", line) for line in _whole_rows(lines)]
    while lines and not lines[0].strip():
        lines.pop(0)
    if layout == "T":
        return messages.body_of("\n".join(lines).split("\n\n"))
    return body.from_plain("\n".join(lines))
