"""Words as a search sees them: without case, accents or typographic variants."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from store.models import Span

WORDS = re.compile(r"\w+")
# The combining marks of Latin, Greek, Cyrillic, Hebrew and Arabic.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
# Scripts written without blanks, where a word may begin anywhere: Thai to Khmer, kana, ideographs.
_LETTERS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNSPACED = re.compile(f"[{_LETTERS}]")
UNITS = re.compile(rf"[{_LETTERS}]|[^\W{_LETTERS}]+")
"""The pieces to compare copy by: words, and each letter where there are no blanks."""


def fold(text: str) -> str:
    """Return `text` without case and accents; folding part by part gives the same as the whole."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).casefold()


def pattern(words: Sequence[str], *, whole: bool) -> re.Pattern[str]:
    """Return a pattern for folded `words` in a row, whatever stands between them.

    The first begins where a word begins; the last ends where one ends only if
    `whole`, else it may be the beginning of a longer one.
    """
    first = re.escape(words[0])
    # The look behind stands after the first word, so that the search can look for its letters at once.
    start = first if _UNSPACED.match(words[0]) else rf"{first}(?<!\w{first})"
    end = r"(?!\w)" if whole and not _UNSPACED.match(words[-1][-1]) else ""
    return re.compile(r"\W+".join((start, *map(re.escape, words[1:]))) + end)


def highlights(text: str, terms: Sequence[str]) -> tuple[Span, ...]:
    """Return where the folded `terms` of a search stand in `text`, in order, as characters of `text`."""
    wanted = [pattern(words, whole=False) for words in (WORDS.findall(term) for term in terms) if words]
    if not wanted:
        return ()
    folded, origins = _folded_with_origins(text)
    spans = sorted(match.span() for each in wanted for match in each.finditer(folded))
    merged: list[Span] = []
    for start, end in spans:
        span = Span(origins[start], origins[end - 1] + 1)
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _folded_with_origins(text: str) -> tuple[str, Sequence[int]]:
    if text.isascii():
        return text.lower(), range(len(text))
    pieces = [fold(character) for character in text]
    origins = [at for at, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), origins


def spaced(text: str) -> str:
    return text
