"""What kind of bytes these are, told from the bytes alone."""

from __future__ import annotations

import codecs
import re
from importlib import import_module

from store.errors import IngestError
from store.text import decode

_MAGIC = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x4c\x6f\xa7\x94", "XML in EBCDIC"),
)
GZIP, BZIP2, XZ = b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # the former begins UTF-32's too
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b\x07")
# What may stand before a message in a spool: blanks, DEL and NUL padding, SYN of the synchronous lines.
_PADDING = b" \t\r\n\x00\x7f\x16\xff"
_JSON = re.compile(rb"\{\s*[\"}]|\[\s*(?:[\[{\]\"]|-?\d+(?:\s*[,\].]|[eE][\d+-])|true\b|false\b|null\b)")
_ANPA_LINES = re.compile(
    rb"[A-Za-z]\d{4}[A-Za-z-]{0,12}\x1f?[A-Za-z0-9-]{0,12}[^\S\n]*\n"
    rb"[A-Za-z] [A-Za-z][\x11-\x14 ]{0,3}[^\n]{3,60}?\d{1,2}-\d{1,2} \d{0,5}[^\S\n]*(?:\n|$)"
)
_IPTC_LINE = re.compile(
    rb"(?:\[[^\]\n]{5,30}\]\s*\n\s*)?[A-Za-z]{2,6}\d{2,6} [1-9] [A-Za-z]{1,4} \d{1,5}[ ]+[^\n]{0,40}(?:\n|$)"
)
_IPTC_LOOSE = re.compile(rb"[A-Za-z]{0,8}\d{0,8} \S [A-Za-z]{1,4} \d{1,6}\b")
_REUTERS_SGML = re.compile(rb"<!DOCTYPE\s+lewis\b|<REUTERS\b", re.IGNORECASE)
_TAGGED = re.compile(rb"(?:zczc[^\n]{0,40}\n\s*)?[A-Z]{2}#[^\n]*\n\s*[A-Z]{2}#", re.IGNORECASE)
_HEADER_NAME = re.compile(rb"(?:From [^\n]{1,200}\n)?[A-Za-z][A-Za-z0-9-]{1,60}:[ \t\r\n]")
_HEADER_NEEDED = re.compile(
    rb"^(subject|from|date|message-id|mime-version|received)[ \t]*:", re.IGNORECASE | re.MULTILINE
)


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise `IngestError` for bytes that are certainly no wire copy: empty, pictures, programs."""
    if not data.strip():
        raise IngestError("the file is empty", where=name)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise IngestError(f"this is {kind}, not wire copy", where=name)


def as_utf8(data: bytes) -> bytes:
    """Return lines of text that came with a byte order mark as UTF-8 without one; all else as it is.

    Markup and JSON keep theirs: they may say another encoding, against which the mark stands. So do
    damaged texts, whose parser says what was lost.
    """
    if not data.startswith((*_WIDE_MARKS, codecs.BOM_UTF8)) or is_xml(data) or is_json(data):
        return data
    decoded = decode(data)
    return data if decoded.warnings else decoded.text.lstrip("\ufeff").encode("utf-8", "replace")


def is_text(data: bytes) -> bool:
    """Tell whether the bytes look like text: UTF-16, or hardly any control bytes in the first 64 KB.

    A few are forgiven whatever the length: short copy with escapes or NULs in it is still copy.
    """
    if data.startswith(_WIDE_MARKS) or missing_mark(data):
        return True
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls <= max(16, len(head) // 100)


def missing_mark(data: bytes) -> bytes:
    """Return the byte order mark that UTF-16 without one should have had; empty for anything else.

    Latin letters in UTF-16 leave a NUL in every other place, and none in the rest.
    """
    head = data[:4096]
    if len(head) < 8 or b"\x00" not in head or data.startswith(_WIDE_MARKS):
        return b""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for mark, nulls, others in ((codecs.BOM_UTF16_LE, odd, even), (codecs.BOM_UTF16_BE, even, odd)):
        if nulls * 10 >= len(head) * 4 and others * 20 <= len(head):
            return mark
    return b""


def is_container(data: bytes) -> bool:
    """Tell whether the bytes are compressed or an archive: gzip, bzip2, xz, zip, tar."""
    return data.startswith((GZIP, BZIP2, XZ, *ZIP)) or data[257:262] == b"ustar"


def is_json(data: bytes) -> bool:
    """Tell whether the bytes open a JSON object or list, or a sequence of them (RFC 7464)."""
    head = data[:256].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x1e\x00")
    return bool(_JSON.match(head.replace(b"\x00", b"")))


def is_anpa(data: bytes) -> bool:
    """Tell ANPA 1312: SOH and a unit separator in the first line, or its two header lines without these."""
    head = data[:512].lstrip(_PADDING)
    if head.startswith(b"\x01"):
        first = head.split(b"\n", 1)[0]
        return b"\x1f" in first[:64] or bool(_ANPA_LINES.match(head[1:].replace(b"\r", b"")))
    return bool(_ANPA_LINES.match(head.replace(b"\r", b"")))


def is_iptc7901(data: bytes) -> bool:
    """Tell IPTC 7901: SOH and its header line, or that line without control bytes."""
    head = data[:512].lstrip(_PADDING)
    if head.startswith(b"\x01"):
        return bool(_IPTC_LOOSE.match(head[1:]))
    return bool(_IPTC_LINE.match(head.replace(b"\r", b"")))


def is_reuters_sgml(data: bytes) -> bool:
    """Tell the SGML of Reuters-21578."""
    return bool(_REUTERS_SGML.match(data[:512].lstrip(b"\xef\xbb\xbf" + _PADDING)))


def is_tagged(data: bytes) -> bool:
    """Tell lines of copy with two-letter tags: `TI#Ferry sinks`."""
    return bool(_TAGGED.match(data[:2048].lstrip(b"\xef\xbb\xbf" + _PADDING)))


def is_zczc(data: bytes) -> bool:
    """Tell copy between ZCZC and NNNN."""
    return data[:512].lstrip(b"\xef\xbb\xbf\x01" + _PADDING)[:4].upper() == b"ZCZC"


def is_mail(data: bytes) -> bool:
    """Tell an e-mail: header lines, a subject among them and one more that only mail has."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf" + _PADDING)
    if not _HEADER_NAME.match(start):
        return False
    head = data[: 1 << 17].lstrip(b"\xef\xbb\xbf" + _PADDING).replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    names = {match[1].lower() for match in _HEADER_NEEDED.finditer(head)}
    return b"subject" in names and len(names) >= 2


def is_csv(data: bytes) -> bool:
    """Tell a table of articles by the column names in its first line."""
    return bool(import_module("store.ingest.tabular").is_csv(data))


_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \t\r\n\x7f"
_XML = re.compile(rb"(?:&#(?:65279|xFEFF);)?<(?:\?xml\b|!--|!DOCTYPE\b|[A-Za-z_])", re.IGNORECASE)


def is_xml(data: bytes) -> bool:
    """Tell markup: after a byte order mark and blanks comes a tag, a comment or a declaration."""
    return bool(_XML.match(data[:1024].replace(b"\x00", b"").lstrip(_BEFORE_XML)))
