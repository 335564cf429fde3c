"""E-mail (RFC 822): a story as the text of a message, in text or HTML, or as the answers of a form.

Headers and transfer encodings are the standard library's work; broken ones
are read as what they most likely stand for, and said.
"""

from __future__ import annotations

import email
import json
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from typing import Any

from store.errors import IngestError
from store.ingest import body, clocks, fields, messages, results, slug
from store.ingest.assembly import NOTHING, article
from store.ingest.body import Body
from store.models import Article
from store.text import clean, clean_line, decode

_SPOOLED = re.compile(
    rb"\A(?!From )|^From \S{1,80} [^\n]{4,40}\d{4}[^\n]{0,10}\n(?=[A-Za-z-]+:)", re.MULTILINE
)
_PADDING = "\ufeff \t\r\n\x00"
_BROKEN = (LookupError, ValueError, TypeError, AttributeError, AssertionError)
"""What the standard parser is known to raise over headers that break the grammar."""
_SIGNATURE = re.compile(r"^-- ?$.*", re.MULTILINE | re.DOTALL)
_FORM_KEYS = {"headline", "body"}
_MAX_PARTS = 200
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)


def parse(data: bytes, *, name: str = "") -> Iterator[Article | IngestError]:
    """Yield the article of a message, or of every message of a mailbox in mbox form.

    Raises `IngestError` when no message can be read.
    """
    data = data.lstrip(_PADDING.encode())
    parts = list(messages.split(data.replace(b"\r\n", b"\n"), _SPOOLED))
    yield from results.settled(_each(parts, name), name=name, nothing="no message in the file")


def _each(parts: list[bytes], name: str) -> Iterator[Article | IngestError]:
    for number, part in enumerate(parts, 1):
        where = name if len(parts) == 1 else f"{name}, message {number}".lstrip(", ")
        try:
            yield _read(part, where)
        except IngestError as error:
            yield error


def _read(data: bytes, where: str) -> Article:
    notes: list[str] = []
    data = re.sub(rb"\AFrom [^\n]*\n", b"", data)
    if sum(1 for _ in _PART.finditer(data)) > _MAX_PARTS * 5:  # attached mails have parts of their own
        raise IngestError("an e-mail of more parts than any mail has", where=where)
    try:
        message = email.message_from_bytes(data, policy=default)
    except _BROKEN as problem:
        raise IngestError(f"broken e-mail: {type(problem).__name__}", where=where) from problem
    assert isinstance(message, EmailMessage)  # noqa: S101 - what the policy makes
    sent = clocks.rfc822(header(message, "Date"))
    plain, markup, attached = _parts(message, notes)
    form = _form(plain)
    if form is not None:
        return _from_form(form, message, sent, where)
    headline = header(message, "Subject")
    signal = messages.signals(slug.takekey_of(headline), headline, "")
    return article(
        body=_body(plain, markup),
        where=where,
        warnings=notes,
        format="mail",
        uri=_message_id(message),
        versioncreated=sent,
        headline=headline,
        takekey=slug.takekey_of(headline),
        language=fields.language(header(message, "Content-Language").split(",")[0]),
        keywords=tuple(word.strip() for word in header(message, "Keywords").split(",") if word.strip()),
        signal=signal,
        pubstatus=fields.pubstatus("", signal),
        urgency=slug.urgency(slug.leading_priority(headline)),
        associations=attached,
        source=_sender(message),
    )


def header(message: EmailMessage, name: str) -> str:
    """Return a header on one line, its encoded words decoded; empty if it is missing or beyond repair."""
    raw = next((value for key, value in message.raw_items() if key.casefold() == name.casefold()), "")
    raw = str(raw).replace("\r", "").replace("\n", "")
    try:
        parts = [_decoded(part, charset) for part, charset in decode_header(raw)]
    except _BROKEN:  # a broken encoded word stays as it is
        parts = [raw]
    text = "".join(parts)
    if any("\udc80" <= char <= "\udcff" for char in text):  # raw bytes, against the standard
        text = decode(text.encode("utf-8", "surrogateescape")).text
    return clean_line(text)


def _decoded(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    if charset is None:
        return part.decode("ascii", "surrogateescape")
    if charset == "unknown-8bit":
        return decode(part).text
    return decode(part, charset.replace("\x00", "")).text


def _message_id(message: EmailMessage) -> str:
    return header(message, "Message-ID").strip("<>")


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(header(message, "From"))
    return clean_line(name or address)


def _parts(message: EmailMessage, notes: list[str]) -> tuple[str, str, tuple[dict[str, str], ...]]:
    """Return the first text, the first HTML and the attachments of a message."""
    plain, markup = "", ""
    attached: list[dict[str, str]] = []
    for number, part in enumerate(message.walk()):
        if number > _MAX_PARTS or part.is_multipart():
            continue
        kind = clean_line(part.get_content_type())
        filename = _filename(part)
        if filename or kind not in ("text/plain", "text/html"):
            entry = {
                "type": fields.kind(kind.split("/")[0]),
                "headline": filename or kind,
                "rel": "attachment",
            }
            attached.append(entry)
        elif kind == "text/html":
            markup = markup or _content(part, notes)
        else:
            plain = plain or _unflowed(_content(part, notes), part)
    return plain, markup, tuple(attached[:_MAX_PARTS])


def _filename(part: Any) -> str:
    try:
        return clean_line(str(part.get_filename() or ""))
    except _BROKEN:
        return "attachment"


def _content(part: Any, notes: list[str]) -> str:
    """Return a part's text: strict UTF-8 wins over a declaration that does not hold."""
    try:
        data = part.get_payload(decode=True)
        charset = (part.get_content_charset() or "").replace("\x00", "")
    except _BROKEN:
        return ""
    if not isinstance(data, bytes):
        return ""
    decoded = decode(data, charset)
    notes += decoded.warnings
    return decoded.text


def _unflowed(text: str, part: Any) -> str:
    """Return text/plain with the soft breaks of format=flowed undone (RFC 3676)."""
    text = text.replace("\r\n", "\n")
    parameters = str(part.get("Content-Type", "")).casefold()
    if "format=flowed" not in parameters.replace(" ", "").replace('"', ""):
        return text
    text = re.sub(r"^ (?=\S)", "", text, flags=re.MULTILINE)
    soft = "" if "delsp=yes" in parameters.replace(" ", "") else " "
    return re.sub(r"(?<!^--) +\n(?=[^\n>])", soft, text, flags=re.MULTILINE)


def _body(plain: str, markup: str) -> Body:
    """Return the body: HTML where it says as much as the text does, else the text without its signature."""
    story = body.from_html(markup) if markup.strip() else NOTHING
    text = clean(_SIGNATURE.sub("", plain)).strip()
    if len(story.text) * 2 > len(text):
        return story
    return body.from_plain("\n".join(messages.without_end(text.split("\n"))))


def _form(plain: str) -> dict[str, str] | None:
    """Return the answers of a form sent as JSON, names in lower case; None if the text is none."""
    text = plain.strip()
    if not text.startswith("{"):
        return None
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    answers = {str(key).casefold(): _answer(entry) for key, entry in value.items()}
    return answers if set(answers) >= _FORM_KEYS else None


def _answer(entry: object) -> str:
    """Return the first answer given: a form sends a list, with an empty word for every question skipped."""
    if isinstance(entry, list):
        return next((word for word in entry if isinstance(word, str) and word.strip()), "")
    return entry if isinstance(entry, str) else ""


def _from_form(form: dict[str, str], message: EmailMessage, sent: clocks.Moment, where: str) -> Article:
    line = {key: clean_line(value) for key, value in form.items()}
    place = line.get("dateline", "")
    return article(
        body=body.from_plain(form["body"].replace("\\n", "\n")),
        where=where,
        format="mail",
        uri=_message_id(message),
        versioncreated=sent,
        headline=line["headline"],
        slugline=line.get("slugline", ""),
        byline=line.get("byline", ""),
        located=fields.city(place),
        dateline=place,
        category=line.get("category", ""),
        genre=fields.words(line.get("genre", "")),
        urgency=fields.urgency(line.get("priority")) or fields.urgency(line.get("news value")),
        ednote=line.get("ednote", ""),
        source=_sender(message),
    )
