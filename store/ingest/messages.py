"""What the line formats share: messages in a spool, end marks, private notes, the marks of old keyboards."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from store.errors import IngestError
from store.ingest import dates, results, slug
from store.ingest.body import Body
from store.ingest.clocks import Moment
from store.models import Article
from store.text import decode

_END_MARK = re.compile(
    r"\W{0,3}-\s?(?:30|0|more)\s?-\W{0,3}|#{3,}|_{3,}|\*\s?\*\s?\*[\s*]*|={3,}|ENDS?|[Ee]nds?|\([Ee]nd(?:s|item)?\)|\(END\)|-{4,}|NNNN|[Nn]{4}"
    r"|==\s?Kyodo|Reuter?s?|\s*EFE|MORE|\(more\)|\(MORE\)|30|\./\.\s?[A-Z]{0,4}"
)
_SIGN_OFF = re.compile(
    r"\(?(?:SDA|ATS|sda|ats)\\*/[\w .\\/-]{1,40}\)?"  # (SDA\/mf ba)
    r"|[A-Z]{2,4}(?:/[A-Z]{2,4}){0,3}/"  # VDH/FUL/
    r"|dpa(?:-[a-z]+)?(?: [a-zäöüß0-9]{1,6}(?:/[a-zäöüß0-9]{1,6})*){1,8}"  # dpa al rmo hct rmo
    r"|AAP(?: (?:RTV|RESULTS?|FIELDS|BETTING|SPORT|RACING|[a-z]{2,4}(?:/[a-z]{2,4}){0,3}))?"  # AAP xx/xx
    r"|[a-z]{2,5}(?:-[a-z]{2,5}){0,4}(?:/[a-z]{2,5}(?:-[a-z]{2,5}){0,2}){1,3}"  # ab/cd/ef, burs-ab-cd/ef
)
_PRIVATE = re.compile(
    r"^[ \t]*(?:the following information is not (?:intended )?for publication"
    r"|die folgenden informationen sind nicht zur veröffentlichung bestimmt"
    r"|not (?:intended )?for publication|nicht zur veröffentlichung(?: bestimmt)?"
    r"|ne pas publier|à ne pas publier|no publicar)\b[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_KILLED = re.compile(r"\W*(?:KILL(?:\W+KILL)+|MANDATORY KILL|STORY WITHDRAWN)\b")
_EMBARGO = re.compile(
    r"\b(?:embargo(?:ed)?|sperrfrist|(?:hold )?for release|not for \w+ before|nicht vor)\b",
    re.IGNORECASE,
)


class Message(NamedTuple):
    """One message of a spool file."""

    text: str
    where: str
    warnings: tuple[str, ...]


def each(
    parts: Iterable[bytes], read: Callable[[Message], Article], name: str
) -> Iterator[Article | IngestError]:
    """Yield the article of every message, an `IngestError` by its place for every one that cannot be read.

    Raises the first error when no message can be read.
    """

    def found() -> Iterator[Article | IngestError]:
        for number, part in enumerate(parts, 1):
            decoded = decode(part)
            place = f"message {number}"
            where = (f"{name}, {place}" if name else place) if number > 1 else name
            try:
                yield read(Message(decoded.text, where, decoded.warnings))
            except IngestError as error:
                yield error

    yield from results.settled(found(), name=name, nothing="no message in the file")


def split(data: bytes, start: re.Pattern[bytes]) -> Iterator[bytes]:
    """Yield the messages of a spool: each runs from a match of `start` to the next; or the whole."""
    places = [match.start() for match in start.finditer(data)] or [0]
    for here, following in zip(places, [*places[1:], len(data)], strict=True):
        if data[here:following].strip(b"\x00\x01\x02\x03\x04\x16\x7f\x0c \r\n"):
            yield data[here:following]


def without_end(lines: list[str]) -> list[str]:
    """Return the lines of a story without the blank lines, end marks and sign-offs that close it."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or is_end(lines[end - 1])):
        end -= 1
    return lines[:end]


def is_end(line: str) -> bool:
    """Tell whether a line is only an end mark (`-30-`, `NNNN`) or the initials of who filed."""
    bare = line.strip()
    return bool(_END_MARK.fullmatch(bare) or _SIGN_OFF.fullmatch(bare))


def public_part(text: str) -> tuple[str, str]:
    """Split a text at the line that says what follows is not for publication: (public, private)."""
    match = _PRIVATE.search(text)
    if match is None:
        return text, ""
    return text[: match.start()].rstrip(" *\n"), text[match.end() :].strip()


def embargo(lines: list[str], sent: Moment, agency: str = "") -> Moment | None:
    """Return the end of an embargo that one of the lines sets; None if none does, or no day is certain."""
    for line in lines:
        if not _EMBARGO.search(line):
            continue
        day = dates.header_time(sent.utc) if sent.utc else None
        stamp = dates.release_time(line, sent=day.moment.date() if day else None, agency=agency)
        if stamp is not None:
            return Moment(str(stamp), stamp.assumed)
    return None


def signals(takekey: str, headline: str = "", slugline: str = "") -> tuple[str, ...]:
    """Return what the editor's words say the message is: kill, hold, correction, update, advisory ...

    Only words in their place count: "GUNMEN KILL FIVE" kills no story.
    """
    found = list(slug.meaning(f"{takekey} {slug.takekey_of(headline)}").signal)
    if _KILLED.match(headline):
        found.append("kill")
    if not headline.isupper() and "advisory" in slug.meaning(f"{slugline} {headline}").signal:
        found.append("advisory")
    return tuple(dict.fromkeys(found))


def typographic(text: str) -> str:
    """Return text with the marks 7-bit wires wrote otherwise: quotes ``like this'', ` _ ` for a dash."""
    text = text.replace("``", "“").replace("''", "”").replace("`", "‘")
    return re.sub(r"(?<=\S) _(?= \S)", " —", text)


def without_controls(text: str) -> str:
    """Return text without the control characters that frame a message; tabs and line ends stay."""
    return re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", "", text)


def body_of(paragraphs: list[str]) -> Body:
    """Return a body of paragraphs that are already whole; lines inside one (table rows) are kept."""
    kept = [
        part
        for part in ("\n".join(line.rstrip() for line in p.strip("\n").split("\n")) for p in paragraphs)
        if part
    ]
    xhtml = "".join(f"<p>{html.escape(part, quote=False).replace(chr(10), '<br/>')}</p>" for part in kept)
    return Body("\n\n".join(kept), xhtml)


def indented(lines: list[str], *, least: int = 3) -> list[str]:
    """Return the paragraphs of lines where a blank line, or an indent of at least `least`, opens one."""
    found: list[list[str]] = [[]]
    for line in lines:
        if not line.strip() or len(line) - len(line.lstrip()) >= least:
            found.append([])
        if line.strip():
            found[-1].append(line.strip())
    return [" ".join(part) for part in found if part]
