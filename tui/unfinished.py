"""A search that is still being typed."""

from __future__ import annotations

MARKS = '"“”„'
"""What the query language takes for the beginning or the end of a phrase."""


def closed(text: str) -> str:
    """Return the search with the quotation marks and brackets closed that its writer has yet to close.

    So that `said:"nobody ch` finds something before its last mark is typed.
    """
    depth, inside = 0, False
    for letter in text:
        if letter in MARKS:
            inside = not inside
        elif not inside:
            depth = max(depth + (letter == "(") - (letter == ")"), 0)
    return text + '"' * inside + ")" * depth
