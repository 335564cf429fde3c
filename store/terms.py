"""Words as a search sees them: without case, accents or typographic variants."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

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
_LETTER = rf"[^\W_{_LETTERS}]"
_APART = re.compile(f"[{_LETTERS}\U0001f000-\U0001faff]+")
# What SQLite's tokenizer unicode61 takes for a word in folded and spaced text: letters, digits, private use.
_TOKENS = re.compile(r"(?:[^\W_]|[\ue000-\uf8ff\U000f0000-\U0010fffd])+")
_TYPOGRAPHY = frozenset("‘’‚“”„‹›«»‐‒–—―•·†‡€£§")  # folding leaves them, and none is part of a word
_ASCII = bytes(range(128))


def plain(text: str) -> bool:
    """Tell whether `text` is ASCII but for typographic marks, as most English copy is."""
    return text.isascii() or _TYPOGRAPHY.issuperset(_foreign(text))


def fold(text: str) -> str:
    """Return `text` without case and accents; folding part by part gives the same as the whole."""
    if text.isascii():
        return text.lower()
    if plain(text):
        return text.encode().lower().decode()  # bytes: of them only the ASCII letters have a case
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).casefold()


def spaced(text: str) -> str:
    """Return `text` with blanks around each letter of scripts written without them, so that each is a word.

    Pictographs stand apart too: SQLite takes those that came after Unicode 6.1 for letters.
    """
    if text.isascii() or not _APART.search(_foreign(text)):
        return text
    return _APART.sub(lambda run: f" {' '.join(run[0])} ", text)


def _foreign(text: str) -> str:
    """Return the characters of `text` that are not ASCII: a few, found without looking at each in turn."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of `text` as the index has them: folded, letters alone where there are no blanks."""
    return tuple(_TOKENS.findall(spaced(fold(text))))


def has_words(text: str) -> bool:
    """Tell whether there is anything in `text` that can be searched for."""
    return bool(tokens(text))


def in_a_row(has: Sequence[str], words: Sequence[str], *, whole: bool) -> bool:
    """Tell whether `words` stand in a row in `has`; the last may be the beginning of one unless `whole`."""
    *first, last = words
    for at in range(len(has) - len(first)):
        end = has[at + len(first)]
        if (end == last or (not whole and end.startswith(last))) and [*has[at : at + len(first)]] == first:
            return True
    return False


def pattern(words: Sequence[str], *, whole: bool) -> re.Pattern[str]:
    """Return a pattern for `words`, as of `tokens`, in a row in folded text, whatever stands between them.

    The first begins where a word begins; the last ends where one ends only if
    `whole`, else it may be the beginning of a longer one.
    """
    first = re.escape(words[0])
    # The look behind stands after the first word, so that the search can look for its letters at once.
    start = first if _UNSPACED.match(words[0]) else rf"{first}(?<!{_LETTER}{first})"
    end = rf"(?!{_LETTER})" if whole and not _UNSPACED.match(words[-1][-1]) else ""
    gaps = (
        r"[\W_]*" if _UNSPACED.match(one[-1]) or _UNSPACED.match(other) else r"[\W_]+"
        for one, other in pairwise(words)
    )
    return re.compile(
        start + "".join(gap + re.escape(word) for gap, word in zip(gaps, words[1:], strict=True)) + end
    )


def highlights(text: str, terms: Sequence[str]) -> tuple[Span, ...]:
    """Return where the folded `terms` of a search stand in `text`, in order, as characters of `text`.

    A term is a word, or words in a row; with a star at its end the last word
    may go on.
    """
    wanted = [pattern(words, whole=not term.endswith("*")) for term in terms if (words := tokens(term))]
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
