"""What kind of bytes these are, told from the bytes alone."""

from __future__ import annotations

import re

from store.errors import IngestError

_MAGIC = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise `IngestError` for bytes that are certainly no wire copy: empty, pictures, programs."""
    if not data.strip():
        raise IngestError("the file is empty", where=name)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise IngestError(f"this is {kind}, not wire copy", where=name)


def is_text(data: bytes) -> bool:
    """Tell whether the bytes look like text: hardly any control bytes in the first 64 KB."""
    head = data[:65536]
    controls = sum(head.count(bytes([byte])) for byte in range(32) if byte not in b"\t\n\r\f\x1b\x07")
    return controls * 100 <= len(head)


_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \t\r\n\x7f"
_XML = re.compile(rb"<(?:\?xml\b|!--|!DOCTYPE\b|[A-Za-z_])", re.IGNORECASE)


def is_xml(data: bytes) -> bool:
    """Tell markup: after a byte order mark and blanks comes a tag, a comment or a declaration."""
    return bool(_XML.match(data[:1024].replace(b"\x00", b"").lstrip(_BEFORE_XML)))
