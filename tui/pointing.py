"""Which line of a pane the mouse points at."""

from __future__ import annotations

from textual import events
from textual.scroll_view import ScrollView


def line_at(pane: ScrollView, event: events.MouseEvent) -> int | None:
    """Return the line under the mouse, counted from 0 at the pane's beginning; None on its edge."""
    place = event.get_content_offset(pane)
    return None if place is None else place.y + round(pane.scroll_offset.y)
