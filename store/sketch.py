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
from collections.abc import Sequence
from zlib import crc32

from store.models import Article
from store.terms import UNITS, fold

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
# What services sign their copy with at the foot.
_ENDS = frozenset({"enditem", "ends", "end", "endit", "reuter", "item"})
_CREDITS = ("(reporting", "(additional reporting", "(writing", "(editing", "(compiled", "(edited")


def sketch(article: Article) -> tuple[int, ...]:
    """Return the story's sketch, 64 numbers of 16 bits; empty if it has too few words to compare.

    Dateline, what stands before it, and the marks at the foot are left out.
    """
    words = _words(article)
    if len(words) < LEAST:
        return ()
    parts = "\n".join(words).encode("utf-8", "replace").split(b"\n")
    shingles = map(b" ".join, zip(parts, parts[1:], parts[2:], strict=False))
    hashes = sorted([crc32(shingle) * _MIX & 0xFFFFFFFF for shingle in shingles], reverse=True)
    least = {value % SLOTS: value // SLOTS % 65536 for value in hashes}  # the last of a slot stays: the least
    return _filled(least)


def bands(sketched: Sequence[int]) -> tuple[int, ...]:
    """Return the keys under which a story is looked up, each below 2**63; none of an empty sketch.

    Stories of the same copy nearly always have one in common, others hardly ever.
    """
    if not sketched:
        return ()
    return tuple(
        number << 48 | sketched[at] << 32 | sketched[at + 1] << 16 | sketched[at + 2]
        for number, at in enumerate(range(0, _ROWS * _KEYS, _ROWS))
    )


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """Return which share of their word triples two stories have in common, 0 to 1, give or take 0.06."""
    if not one or not other:
        return 0.0
    return sum(map(int.__eq__, one, other)) / SLOTS


def packed(sketch: Sequence[int]) -> str:
    """Return a sketch as a document keeps it."""
    return base64.b64encode(struct.pack(f"<{len(sketch)}H", *sketch)).decode("ascii")


def unpacked(text: str) -> tuple[int, ...]:
    """Return a sketch that `packed` wrote."""
    data = base64.b64decode(text)
    return struct.unpack(f"<{len(data) // 2}H", data)


def _words(article: Article) -> list[str]:
    """Return the folded words that are sketched, the name of the service left out."""
    body = article.body_text
    if article.dateline:
        before, found, after = body[: _TOP + _LETTERS].partition(article.dateline)
        body = after if found and len(before) <= _TOP else body
    if len(body) <= _LETTERS:
        text, _, foot = body.rpartition("\n\n")
        body = text if fold(foot).startswith(_CREDITS) else body
    words = UNITS.findall(fold(body[:_LETTERS]))[:_REACH]
    while words and words[-1] in _ENDS:
        words.pop()
    service = fold(article.source)
    return [word for word in words if word != service] if service in words else words


def _filled(least: dict[int, int]) -> tuple[int, ...]:
    """Return all slots in order; an empty one takes the next full one's number and how far that is."""
    slots = [0] * SLOTS
    value, distance = 0, 0
    for at in range(2 * SLOTS - 1, -1, -1):  # backwards, round twice, so that the last ones look past the end
        slot = at % SLOTS
        if slot in least:
            value, distance = least[slot], 0
        else:
            distance += 1
        slots[slot] = (value + distance * 0x9E37) % 65536
    return tuple(slots)
