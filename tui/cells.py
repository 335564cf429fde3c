"""Text cut to cells, which is what a terminal has room for: a CJK character takes two, a mark none."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells, cut with an ellipsis or padded with blanks."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def short(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, cut with an ellipsis."""
    return text if cell_len(text) <= width else fit(text, width).rstrip()


def tags(names: Sequence[str], room: int) -> str:
    """Return `#lead #ferry`, or as many as fit in `room` cells and how many more there are: `#+2`."""
    shown: list[str] = []
    for at, name in enumerate(names):
        if shown and cell_len(" ".join(shown)) + cell_len(name) + 6 > room:
            return " ".join((*shown, f"#+{len(names) - at:,}"))
        shown.append(f"#{short(name, max(room, 12))}")
    return " ".join(shown)
