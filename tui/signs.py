"""The signs that stand in the panes, and what they mean: nothing is told by colour alone."""

from __future__ import annotations

from typing import NamedTuple

from store.models import Quote

CURSOR, SELECTED = ">", "+"
STARRED = "*"
KILLED, EMBARGOED, URGENT, NO_LONGER, UNREAD = "✗", "E", "!", "~", "●"
BARS = {"direct": "┃", "mixed": "╏", "indirect": "┆"}
LIT = "▶"
KINDS = {"direct": "“", "mixed": "±", "indirect": "~"}
NOT_SAID, STILL_TO_SAY = "¬", "?"


def of_quote(quote: Quote) -> str:
    """Return the sign before a quote: of its kind, unless its words were not said."""
    if quote.modality == "said":
        return KINDS[quote.type]
    return STILL_TO_SAY if quote.modality == "expected" else NOT_SAID


class Sign(NamedTuple):
    """One sign of the legend."""

    sign: str
    meaning: str


LEGEND: dict[str, tuple[Sign, ...]] = {
    "In front of a headline": (
        Sign(UNREAD, "not opened yet"),
        Sign(KILLED, "killed or withheld by its service"),
        Sign(EMBARGOED, "under embargo"),
        Sign(URGENT, "urgency 1 or 2"),
        Sign(NO_LONGER, "no longer matches the search; stays until it is asked again"),
        Sign(SELECTED, "selected"),
    ),
    "Behind a headline": (
        Sign(STARRED, "a star of yours"),
        Sign("#tag", "a tag of yours"),
        Sign("+3", "three more stories say nearly the same; = lists them"),
        Sign("v4", "four versions are kept; the newest is shown"),
        Sign("2 h 14 min left", "until the embargo ends"),
        Sign(f"12{KINDS['direct']}", "twelve quotes"),
    ),
    "Beside the story": (
        Sign(BARS["direct"], "direct speech, word for word"),
        Sign(BARS["mixed"], "partly quoted"),
        Sign(BARS["indirect"], "reported"),
        Sign(LIT, "the quote that is lit"),
    ),
    "Before a quote": (
        Sign(KINDS["direct"], "direct speech, word for word"),
        Sign(KINDS["mixed"], "partly quoted"),
        Sign(KINDS["indirect"], "reported"),
        Sign(NOT_SAID, "not said, or denied: the speaker does not stand for these words"),
        Sign(STILL_TO_SAY, "still to be said: expected or planned"),
        Sign("[…]", "the story breaks off here and goes on"),
    ),
}
"""All signs, by where they stand."""


def legend_markdown() -> str:
    """Return the legend as the README shows it."""
    lines = ["| where | sign | what it says |", "| --- | --- | --- |"]
    for where, signs in LEGEND.items():
        lines += [f"| {where} | `{one.sign}` | {one.meaning} |" for one in signs]
    return "\n".join(lines) + "\n"
