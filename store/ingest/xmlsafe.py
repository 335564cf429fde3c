"""Bytes to XML trees, whatever the file does: nothing is fetched, nothing expands, nothing explodes.

The document type declaration is taken out before the parser sees the text, so
no entity can be declared, let alone expanded or fetched; the names HTML gives
to characters are resolved here. What real senders get wrong (a bare `&`, a
control byte, `&nbsp;`, a wrong encoding declaration, several documents in one
file) is repaired and reported. The parser keeps libxml2's limits: 256 levels
deep, 10 MB a text or attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from lxml import etree

from store.errors import IngestError
from store.ingest.body import mend
from store.text import clean_line, decode

MAX_BYTES = 64 << 20  # of one file; a year's export of a newsroom's site has a third of that
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_DECLARATION = re.compile(
    rb"(?:(?<=>)|(?<=>\n)|(?<=>\r\n)|(?<=[\n\r\x00\x03\x04\x0c]))\s*(?=(?:\xef\xbb\xbf)?<\?xml\s)"
)
_ENCODING = re.compile(
    rb"\A(?:&#(?:65279|xFEFF);)?\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.:-]{0,39})[\"']"
)
_MARK = re.compile(r"\A(?:\ufeff|&#(?:65279|xFEFF);)+", re.IGNORECASE)
"""A byte order mark, or the reference that a program made of it which wrote the text anew."""
_XML_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,400}?\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_DOCTYPE_TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|<!--.*?-->|<\?.*?\?>|[\[\]<>]", re.DOTALL)
_PROLOG = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_C1 = re.compile("[\x80-\x9f]")
_REFERENCE = re.compile(
    r"(?P<keep><!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))"
    r"|&(?:\#(?P<dec>\d{1,9})|\#[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<name>[A-Za-z_:][\w.:-]{0,60}));|&",
    re.DOTALL,
)
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)(?:\s[^<>]*)?>")
_ITEM = re.compile(r"<((?:[\w.-]{1,40}:)?(?:newsItem|NewsItem|packageItem|item|entry|RBNews))(?=[\s/>])")


class Document(NamedTuple):
    """One XML document: its root, with namespaces resolved by `flatten`, and what was repaired."""

    root: etree._Element
    warnings: tuple[str, ...]


def documents(data: bytes, name: str = "") -> Iterator[Document | IngestError]:
    """Yield the documents of a file, an `IngestError` for each damaged one.

    A damaged document with several items is read item by item; each item that
    cannot be read is an error of its own, with its line.
    """
    if len(data) > MAX_BYTES:
        raise IngestError(f"the file is larger than {MAX_BYTES >> 20} MB", where=name, hint="split it")
    wide = data[:4].count(0) > 0
    parts = (
        [data]
        if wide or data.count(b"<?xml") < 2
        else [part for part in _DECLARATION.split(data) if part.strip()]
    )
    for number, part in enumerate(parts, 1):
        where = f"{name}, document {number}" if len(parts) > 1 else name
        yield from _document(part, where)


def _document(data: bytes, where: str) -> Iterator[Document | IngestError]:
    text, warnings = _text(data)
    try:
        text = _without_doctype(text)
    except IngestError as error:
        yield IngestError(error.reason, where=where)
        return
    text = _repaired(text, warnings)
    try:
        yield Document(_parse(text), tuple(warnings))
    except etree.XMLSyntaxError as error:
        yield from _salvage(text, error, warnings, where)


def _parse(text: str) -> etree._Element:
    # One parser a document: a parser that has failed once keeps its errors.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    return etree.fromstring(text.encode("utf-8"), parser)


def _text(data: bytes) -> tuple[str, list[str]]:
    """Decode: BOM or NUL pattern, strict UTF-8, the declaration (Latin-1 as its superset cp1252), cp1252."""
    if data[:2] == b"<\x00" or data[1:4] == b"\x00<\x00":
        return data.decode("utf-16-le" if data[0] else "utf-16-be", "replace").lstrip("\x00"), []
    if data[:2] == b"\x00<":
        return data.decode("utf-16-be", "replace"), []
    match = _ENCODING.match(data)
    declared = match[1].decode("ascii") if match else None
    if declared and declared.casefold().startswith(("iso-2022", "hz", "utf-7")) and b"\x1b" in data:
        try:
            return data.decode(declared), []
        except (UnicodeDecodeError, LookupError):
            pass
    if declared and declared.casefold() in _LATIN:
        declared = "cp1252"
    found = decode(data, declared)
    warnings = list(found.warnings)
    said = match[1].decode("ascii") if match else ""
    if said and found.encoding == "utf-8" and not said.casefold().startswith("utf") and not data.isascii():
        warnings.append(f"declared {said}, really UTF-8")
    return _MARK.sub("", found.text), warnings


def _without_doctype(text: str) -> str:
    """Return the text without XML declaration and DOCTYPE, its line numbers kept."""
    text = _XML_DECLARATION.sub(_newlines, text, count=1)
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    if not _DOCTYPE.match(text, start):
        return text
    depth = 0
    for token in _DOCTYPE_TOKEN.finditer(text, start + 1):
        mark = token[0]
        if mark in "[<":
            depth += 1
        elif mark == "]":
            depth -= 1
        elif mark == ">":
            if depth <= 0:
                return text[:start] + "\n" * text.count("\n", start, token.end()) + text[token.end() :]
            depth -= 1
    raise IngestError("the document type declaration never ends")


def _newlines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _repaired(text: str, warnings: list[str]) -> str:
    text, mended = mend(text)
    warnings += mended
    if _C1.search(text):
        text = _C1.sub(lambda match: _cp1252(ord(match[0])), text)
        warnings.append("C1 controls were read as the characters of cp1252")
    if "\x00" in text:
        text = text.replace("\x00", "")
        warnings.append("NUL bytes were left out")
    if _FORBIDDEN.search(text):
        text, count = _FORBIDDEN.subn(_REPLACEMENT, text.rstrip("\x00\x03\x04\x1a"))
        if count:
            warnings.append(f"{count} control character(s) that XML forbids shown as U+FFFD")
    found: set[str] = set()
    text = _REFERENCE.sub(lambda match: _reference(match, found), text)
    warnings.extend(sorted(found))
    return text


def _reference(match: re.Match[str], notes: set[str]) -> str:
    if match["keep"] is not None:
        return match[0]
    if match["dec"] is not None or match["hex"] is not None:
        return _character(match, notes)
    name = match["name"]
    if name is None:
        notes.add("a bare & was read as &amp;")
        return "&amp;"
    if name in _PREDEFINED:
        return match[0]
    known = html5.get(f"{name};")
    if known is None:
        notes.add(f"entity &{name[:40]}; is not resolved")
        return ""
    return "".join(f"&#{ord(char)};" for char in known)


def _character(match: re.Match[str], notes: set[str]) -> str:
    number = int(match["dec"]) if match["dec"] else int(match["hex"], 16)
    if 0x80 <= number <= 0x9F:
        notes.add("references to C1 controls were read as the characters of cp1252")
        return _cp1252(number)
    if number > 0x10FFFF or _FORBIDDEN.match(chr(number)):
        notes.add("references to characters that XML forbids shown as U+FFFD")
        return _REPLACEMENT
    return match[0]


def _cp1252(number: int) -> str:
    return bytes([number]).decode("cp1252", "replace")


def _salvage(
    text: str, error: etree.XMLSyntaxError, warnings: list[str], where: str
) -> Iterator[Document | IngestError]:
    """Read a document that is not well-formed item by item, if it has items."""
    root = _ROOT.search(text)
    if root and "Extra content" in str(error.msg):
        try:
            yield Document(_parse(f"<spool>{text}</spool>"), tuple(warnings))
        except etree.XMLSyntaxError:
            pass
        else:
            return
    pieces = list(_items(text, root.end())) if root else []
    if root is None or not any(end for _, end in pieces):
        yield _failure(error, where)
        return
    opening, closing = root[0], f"</{root[1]}>"
    line, counted = 1, 0
    for number, (start, end) in enumerate(pieces, 1):
        line += text.count("\n", counted, start)
        counted = start
        place = f"{where}, item {number} (line {line})" if where else f"item {number} (line {line})"
        if not end:
            yield IngestError("the item breaks off", where=place, hint="the file is cut short")
            continue
        try:
            yield Document(_parse(f"{opening}{text[start:end]}{closing}"), tuple(warnings))
        except etree.XMLSyntaxError as damage:
            yield IngestError(f"not well-formed XML: {_said(damage)}", where=place)


def _items(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each item; an end of 0 means that it has none."""
    place = start
    unclosed: set[str] = set()  # names with no closing tag ahead: each is looked for once
    while match := _ITEM.search(text, place):
        closing = f"</{match[1]}>"
        end = -1 if closing in unclosed else text.find(closing, match.end())
        if end < 0:
            unclosed.add(closing)
        following = text.find(f"<{match[1]} ", match.end(), end if end >= 0 else len(text))
        if end < 0 or following > 0:
            yield match.start(), 0
            place = following if following > 0 else len(text)
            continue
        yield match.start(), end + len(closing)
        place = end + len(closing)


def _said(error: etree.XMLSyntaxError) -> str:
    """Return the parser's words on one short line: they quote the file."""
    return clean_line(str(error.msg or "damaged"))[:200]


def _failure(error: etree.XMLSyntaxError, where: str) -> IngestError:
    message = _said(error)
    line = error.lineno or 1
    cut = "Premature end" in message or "EndTag" in message or "Start tag expected" in message
    if "depth" in message.lower():
        return IngestError(f"XML nested deeper than 256 elements at line {line}", where=where)
    reason = f"not well-formed XML at line {line}: {message}"
    return IngestError(reason, where=where, hint="the file seems cut short" if cut else "")
