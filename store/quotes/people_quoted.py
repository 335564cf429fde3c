"""Which tokens stand in quoted speech: names there are not who the story is about."""

from __future__ import annotations

from store.quotes.memo import places
from store.quotes.people_grammar import MARKS, OPENING_MARKS
from store.quotes.tokens import Tokens


def quoted_tokens(tokens: Tokens) -> bytearray:
    """Return for each token 1 if it stands between double marks; a paragraph's end closes them."""
    mask = bytearray(len(tokens.texts) + 1)
    opened, paragraph = -1, -1
    texts = tokens.texts
    for at in places(texts, MARKS):
        here = tokens.paragraph_of[at]
        if here != paragraph:
            if opened >= 0:
                _fill(mask, opened, tokens.paragraphs[paragraph][1])
            opened, paragraph = -1, here
        opens = texts[at] not in ("”", "''") or (texts[at] == "''" and _leans_right(tokens, at))
        if opened >= 0 and texts[at] not in OPENING_MARKS:
            _fill(mask, opened, at + 1)
            opened = -1
        elif opened < 0 and opens:
            opened = at
    if opened >= 0:
        _fill(mask, opened, tokens.paragraphs[paragraph][1])
    return mask


def _leans_right(tokens: Tokens, at: int) -> bool:
    """Tell whether the mark at token `at` stands at a word's beginning."""
    return not tokens.glued(at) and at + 1 < len(tokens) and tokens.glued(at + 1)


def _fill(mask: bytearray, first: int, last: int) -> None:
    mask[first:last] = b"\x01" * (last - first)
