"""A search that is still being typed."""

from __future__ import annotations

import re

from store.query_fields import MARKS, NAMES


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


_BEGUN = re.compile(rf"(?<![^\s(\-])(?:(?:{'|'.join(NAMES)}):|OR|AND|NOT|near\d{{1,3}}|[\-(]+)\s*\Z")


def without_begun(text: str) -> str:
    """Return the search without what its writer has only begun to say: a field, an operator, a bracket."""
    while sum(text.count(mark) for mark in MARKS) % 2 == 0 and (found := _BEGUN.search(text)):
        text = text[: found.start()]
    return text
