"""The one door for bytes and text from outside.

`decode` turns bytes into text without ever losing a story; `clean` makes text
that no terminal will act on. Both run once, at ingest: nothing downstream may
assume less, so nothing downstream cleans again.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029\x0b\x0c]")
_INVISIBLE = re.compile("[\ufeff\u200b\u2060\u00ad]")
# C0 but tab and newline, DEL, C1; bidi embeddings, overrides and isolates; lone surrogates; annotation marks;
# the two that are no characters.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]"
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Decoded(NamedTuple):
    """Text made from bytes, the encoding that made it, and what was repaired on the way."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def clean(raw: str) -> str:
    """Return `raw` as text that no terminal will act on, in NFC, with `\\n` line ends.

    Control bytes, escapes and bidi controls become U+FFFD, so that a hole in
    the copy stays visible; characters without width that only break searches
    (BOM, zero-width space, soft hyphen) go.
    """
    text = _LINE_ENDS.sub("\n", raw)
    text = (text if text.isascii() else _INVISIBLE.sub("", text)).expandtabs(4)
    return unicodedata.normalize("NFC", _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text))


def clean_line(raw: str) -> str:
    """Return `raw` cleaned and on one line, runs of white space made one blank."""
    return " ".join(clean(raw).split())


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode wire bytes: BOM, strict UTF-8, the declaration if it holds, then cp1252.

    The order was right on every short legacy file it was tried on, where
    statistical guessing was not. cp1252 and not latin-1, whose 0x80-0x9F are
    controls; its five undefined bytes become U+FFFD and are warned about.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data.decode(encoding, errors="replace")
            return Decoded(text, encoding, _holes(text))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return Decoded(data.decode(declared), declared)
        except (ValueError, LookupError):  # not its bytes, no such encoding, or a name that cannot be one
            pass
    if _mostly_utf8(text := data.decode("utf-8", errors="replace")):
        return Decoded(text, "utf-8", _holes(text))
    text = data.decode("cp1252", errors="replace")
    return Decoded(text, "cp1252", ("not UTF-8: read as cp1252", *_holes(text)))


def _mostly_utf8(text: str) -> bool:
    """Tell damaged or cut-off UTF-8 from another encoding: sound sequences far outnumber the holes.

    In text of an 8-bit code page hardly two bytes above 0x7F happen to form one.
    """
    holes = text.count("\N{REPLACEMENT CHARACTER}")
    sound = len(text) - len(text.encode("ascii", "ignore")) - holes
    cut_off = holes == 1 and text.endswith("\N{REPLACEMENT CHARACTER}")
    return sound > (0 if cut_off else 2 * holes)


def _holes(text: str) -> tuple[str, ...]:
    count = text.count("\N{REPLACEMENT CHARACTER}")
    return (f"{count} undecodable byte(s) shown as U+FFFD",) if count else ()
