"""Which stories are the same copy, whoever sent them: a small sketch of each, and keys to look it up by.

The copy is cut into pieces where its own letters say so, as Manber (1994) and
Muthitacharoen, Chen and Mazières (2001) cut files: a word more or less changes
the pieces it stands in, and none after them. A sketch is what the pieces hash
to, in their order; it is the same in every process and on every machine. Copy
is cut from the bottom, so only its beginning is sketched. Whether two stories
of one sketch are one is for the caller to say: a market report differs from
yesterday's in its figures alone.
"""

from __future__ import annotations

import struct
from binascii import crc_hqx
from itertools import repeat

from store.terms import UNITS, fold, plain

PIECES = 64
"""The most that a sketch holds, of 2 bytes each."""
LEAST = 6
"""Pieces a story must have, about 45 words: alerts and notes of a paragraph are alike by chance."""
ALIKE = 0.3
"""From which likeness on two stories are taken for the same copy; measured by tests/bench/duplicates.py."""
KEYS = 8
KEY_BITS = 26
"""Of a key: among 100,000 stories one key of a hundred is another story's by chance."""
_APART = KEY_BITS - 16  # bits between two pieces of a key
_LETTERS = 1000  # characters that are sketched, about 160 words
_TOP = 1000  # characters in which a story's dateline begins, summary points before it
_LONG = 8  # bytes of a piece: a shorter one is a word or two that stand in any copy
# Copy is cut at each "r", 6 of 100 letters in most languages of the Latin alphabet, and elsewhere at letters
# about as frequent: "р" and "б", rho, resh and reh end in these bytes, and of ideographs one in eight.
_CUT = b"r"
_CUTS = bytes.maketrans(b"\x80\x81\xa8\xb1", _CUT * 4)
_SMALL = bytes(range(256)).lower()
_MARKS = bytes(byte for byte in range(128) if not chr(byte).isalnum())
_NO_LETTERS = _MARKS + bytes(range(128, 256))  # of plain text: what is not ASCII there are marks as well


def sketch(body: str, dateline: str = "") -> bytes:
    """Return the sketch of a story, numbers of 16 bits; empty if it is too short to compare.

    Dateline and what stands before it are left out.
    """
    if dateline:
        before, _, after = body[: _TOP + _LETTERS].partition(dateline)
        body = after if len(before) <= _TOP else body
    pieces = [piece for piece in _letters(body[:_LETTERS]).split(_CUT) if len(piece) >= _LONG][:PIECES]
    if len(pieces) < LEAST:
        return b""
    return struct.pack(f"<{len(pieces)}H", *map(crc_hqx, pieces, repeat(0)))


def keys(sketched: bytes) -> set[int]:
    """Return the keys under which a story is looked up, of `KEY_BITS`; none of an empty sketch.

    A key is made of three pieces in a row, a dozen words, so that others hardly
    ever share one. Of all, the least are taken: stories of the same copy nearly
    always have one in common (Broder 1997).
    """
    pieces = _pieces(sketched)
    least = sorted(range(len(pieces) - 2), key=pieces.__getitem__)[:KEYS]
    return {pieces[at] ^ pieces[at + 1] << _APART ^ pieces[at + 2] for at in least}


def alike(one: bytes, other: bytes) -> float:
    """Return which share of their pieces two stories have in common, 0 to 1."""
    mine, theirs = {*_pieces(one)}, {*_pieces(other)}
    shared = len(mine & theirs)
    return shared / (len(mine) + len(theirs) - shared or 1)


def _pieces(sketched: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sketched) // 2}H", sketched)


def _letters(text: str) -> bytes:
    """Return the letters and figures of a text, without case and accents, in UTF-8."""
    if plain(text):
        return text.encode().translate(_SMALL, _NO_LETTERS)
    folded = "".join(UNITS.findall(fold(text))).encode("utf-8", "replace")
    return folded.translate(_SMALL, _MARKS).translate(_CUTS)
