"""Cells and styles to strips: the small tools every pane draws with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells, cut with an ellipsis or padded with blanks."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def lit(text: str, style: Style, pattern: re.Pattern[str] | None, mark: Style) -> list[Segment]:
    """Return `text` as segments, what `pattern` finds laid over with `mark`."""
    if pattern is None:
        return [Segment(text, style)]
    out: list[Segment] = []
    at = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if start > at:
            out.append(Segment(text[at:start], style))
        out.append(Segment(text[start:end], style + mark))
        at = end
    out.append(Segment(text[at:], style))
    return out


def component(widget: Widget, name: str) -> Style:
    """Return a component's own style, to be laid over others.

    Of its partial style Textual gives a colour with alpha as if it were
    opaque; the full style has it mixed with the background.
    """
    part = widget.get_component_rich_style(name, partial=True)
    if part.color is None:
        return part
    return part + Style(color=widget.get_component_rich_style(name).color)


def strip(segments: Sequence[Segment], width: int, base: Style) -> Strip:
    """Return the segments as one strip of `width` cells over the style `base`."""
    return Strip(Segment.simplify(Segment.apply_style(segments, base))).adjust_cell_length(width, base)


def match_pattern(terms: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds the words searched for at the beginnings of words, in any case.

    The longest alternative stands first, so that of two words with one
    beginning the longer is lit.
    """
    wanted = sorted({term for term in terms if term}, key=len, reverse=True)
    if not wanted:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(_any_accent(term) for term in wanted) + ")", re.IGNORECASE)


_ACCENTS = {
    "a": "aàáâãäåāăą", "c": "cçćĉċč", "d": "dďđ", "e": "eèéêëēĕėęě", "g": "gĝğġģ", "i": "iìíîïĩīĭįı",
    "l": "lĺļľł", "n": "nñńņň", "o": "oòóôõöøōŏő", "r": "rŕŗř", "s": "sśŝşšș", "t": "tţťț",
    "u": "uùúûüũūŭůűų", "y": "yýÿ", "z": "zźżž", "е": "её", "и": "ий",
}  # fmt: skip


def _any_accent(term: str) -> str:
    return "".join(
        r"\s+" if letter == " " else f"[{_ACCENTS[letter]}]" if letter in _ACCENTS else re.escape(letter)
        for letter in term
    )
