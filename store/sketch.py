"""Which stories are the same copy, whoever sent them: a small sketch of each, and keys to look it up by.

A sketch is a MinHash of the words three by three, by one permutation (Li,
Owen and Zhang 2012), empty places filled from their neighbours (Shrivastava
and Li 2014), of each least hash 16 bits (Li and König 2010). It is the same in
every process and on every machine. Copy is cut from the bottom, so only its
beginning is sketched: a pick-up that lost its last paragraphs is still the
same. Whether two stories of one sketch are one is for the caller to say: a
market report differs from yesterday's in its figures alone.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator, Sequence
from zlib import crc32

from store.models import Article
from store.terms import UNITS, fold, plain

SLOTS = 64
LEAST = 40
"""Words a story must have: alerts and notes of a paragraph are alike by chance."""
ALIKE = 0.4
"""From which likeness on two stories are taken for the same copy; measured by tests/bench/duplicates.py."""
_REACH = 200  # words that are sketched
_LETTERS = 1600  # characters in which so many words stand, in most languages
_TOP = 1000  # characters in which a story's dateline begins, summary points before it
_ROWS, _KEYS = 3, 12  # numbers in a key, and keys: stories half alike meet in 80 of 100 cases, 0.6 in 94
_MIX = 0x9E3779B1  # odd, so that no two hashes become one (Knuth's multiplicative hashing)
_NONE = 1 << 32  # above every hash
_LAST_BITS = int.from_bytes(b"\1\0" * SLOTS, "little")
_SLOT = bytes(byte % SLOTS for byte in range(256))  # of a hash, by its last byte
# Of plain text in UTF-8: small letters for capitals, blanks for what is no part of a word.
_APART = bytes(
    byte if (chr(byte).isalnum() and byte < 128) or byte == ord("_") else ord(" ") for byte in range(256)
).lower()
# What services sign their copy with at the foot.
_ENDS = frozenset({b"enditem", b"ends", b"end", b"endit", b"reuter", b"item"})
_CREDITS = ("(reporting", "(additional reporting", "(writing", "(editing", "(compiled", "(edited")


def sketch(article: Article) -> bytes:
    """Return the story's sketch, 64 numbers of 16 bits; empty if it has too few words to compare.

    Dateline, what stands before it, and the marks at the foot are left out.
    """
    words = _words(article)
    if len(words) < LEAST:
        return b""
    shingles = map(b" ".join, zip(words, words[1:], words[2:], strict=False))
    least = [_NONE] * SLOTS
    for slot, value in _placed([*map(crc32, shingles)]):
        if value < least[slot]:  # noqa: PLR1730 - min() would take half of the time again
            least[slot] = value
    return struct.pack(f"<{SLOTS}H", *_filled(least))


def bands(sketched: bytes, most: int = _KEYS) -> tuple[int, ...]:
    """Return the keys under which a story is looked up, each below 2**63; none of an empty sketch.

    Stories of the same copy nearly always have one in common, others hardly ever.
    """
    thirds = struct.iter_unpack(f"<{_ROWS}H", sketched[: 2 * _ROWS * min(most, _KEYS)])
    return tuple(
        [number << 48 | one << 32 | two << 16 | three for number, (one, two, three) in enumerate(thirds)]
    )


def alike(one: bytes, other: bytes) -> float:
    """Return which share of their word triples two stories have in common, 0 to 1, give or take 0.06."""
    if not one or not other:
        return 0.0
    unlike = int.from_bytes(one, "little") ^ int.from_bytes(other, "little")
    for shift in (8, 4, 2, 1):  # the last bit of each 16 says at the end whether any of them is set
        unlike |= unlike >> shift
    return 1 - (unlike & _LAST_BITS).bit_count() / SLOTS


def packed(sketch: bytes) -> str:
    """Return a sketch as a document keeps it."""
    return base64.b64encode(sketch).decode("ascii")


def unpacked(text: str) -> bytes:
    """Return a sketch that `packed` wrote."""
    return base64.b64decode(text)


def _words(article: Article) -> list[bytes]:
    """Return the folded words that are sketched, in UTF-8, the name of the service left out."""
    body = article.body_text
    if article.dateline:
        before, found, after = body[: _TOP + _LETTERS].partition(article.dateline)
        body = after if found and len(before) <= _TOP else body
    if len(body) <= _LETTERS:
        text, _, foot = body.rpartition("\n\n")
        body = text if fold(foot).startswith(_CREDITS) else body
    words = _units(body[:_LETTERS])
    while words and words[-1] in _ENDS:
        words.pop()
    service = fold(article.source).encode("utf-8", "replace")
    return [word for word in words if word != service] if service in words else words


def _units(text: str) -> list[bytes]:
    """Return a text's first pieces to compare it by, as `store.terms.UNITS` finds them, folded, in UTF-8."""
    if plain(text):
        return text.encode().translate(_APART).split(None, _REACH)[:_REACH]
    return "\n".join(UNITS.findall(fold(text))[:_REACH]).encode("utf-8", "replace").split()


def _placed(hashes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield 32-bit hashes times `_MIX`, modulo 2**32, each after its slot.

    They are multiplied as one long number, 64 bits for each, so that none reaches the next.
    """
    count = len(hashes)
    product = int.from_bytes(struct.pack(f"<{count}Q", *hashes), "little") * _MIX
    data = product.to_bytes(8 * count, "little")
    return zip(data[::8].translate(_SLOT), struct.unpack(f"<{2 * count}I", data)[::2], strict=True)


def _filled(least: Sequence[int]) -> list[int]:
    """Return 16 bits of all slots; an empty one takes the next full one's number and how far that is."""
    slots = [value // SLOTS % 65536 for value in least]
    empty = [at for at in range(SLOTS - 1, -1, -1) if least[at] == _NONE]
    for at in empty * 2:  # round twice: the last ones look past the end
        slots[at] = (slots[(at + 1) % SLOTS] + 0x9E37) % 65536
    return slots
