"""Cells and styles to strips: the small tools every pane draws with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from store.models import Span


def lit(text: str, style: Style, spans: Iterable[Span], mark: Style) -> list[Segment]:
    """Return `text` as segments, the `spans` of it laid over with `mark`."""
    out: list[Segment] = []
    at = 0
    for start, end in spans:
        out += [Segment(text[at:start], style), Segment(text[start:end], style + mark)]
        at = end
    return [*out, Segment(text[at:], style)]


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
