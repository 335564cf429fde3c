"""What kind of bytes these are, told from the bytes alone."""

from __future__ import annotations

import codecs

from store.errors import IngestError

_MAGIC = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
GZIP, BZIP2, XZ = b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # the former begins UTF-32's too


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise `IngestError` for bytes that are certainly no wire copy: empty, pictures, programs."""
    if not data.strip():
        raise IngestError("the file is empty", where=name)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise IngestError(f"this is {kind}, not wire copy", where=name)


def is_text(data: bytes) -> bool:
    """Tell whether the bytes look like text: UTF-16, or hardly any control bytes in the first 64 KB.

    A few are forgiven whatever the length: short copy with escapes or NULs in it is still copy.
    """
    if data.startswith(_WIDE_MARKS) or missing_mark(data):
        return True
    head = data[:65536]
    controls = sum(head.count(bytes([byte])) for byte in range(32) if byte not in b"\t\n\r\f\x1b\x07")
    return controls <= max(16, len(head) // 100)


def missing_mark(data: bytes) -> bytes:
    """Return the byte order mark that UTF-16 without one should have had; empty for anything else.

    Latin letters in UTF-16 leave a NUL in every other place, and none in the rest.
    """
    head = data[:4096]
    if len(head) < 8 or data.startswith(_WIDE_MARKS):
        return b""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for mark, nulls, others in ((codecs.BOM_UTF16_LE, odd, even), (codecs.BOM_UTF16_BE, even, odd)):
        if nulls * 10 >= len(head) * 4 and others * 20 <= len(head):
            return mark
    return b""


def is_container(data: bytes) -> bool:
    """Tell whether the bytes are compressed or an archive: gzip, bzip2, xz, zip, tar."""
    return data.startswith((GZIP, BZIP2, XZ, *ZIP)) or data[257:262] == b"ustar"
