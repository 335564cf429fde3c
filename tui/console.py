"""Signs for the console of Linux, whose fonts have few glyphs: all they lack is drawn as one box.

Each stands for one of the same width that these fonts have (those of code page 437 and Latin-1), so that
kinds of quotes, kills and the pane in use are told apart there too.
"""

from __future__ import annotations

from collections.abc import Mapping

_SIGNS = {
    "●": "•", "✗": "x", "⚠": "!", "▶": "►",
    "┃": "│", "╏": "¦", "┆": ":", "━": "═",
    "╭": "┌", "╮": "┐", "╰": "└", "╯": "┘",
    "▁": "_", "▂": "_", "▃": "▄", "▅": "▄", "▆": "█", "▇": "█",
}  # fmt: skip

_TABLE = str.maketrans(_SIGNS)
_NONE: Mapping[int, str] = {}


def signs_for(terminal: str) -> Mapping[int, str]:
    """Return what to draw in the place of which characters, as `str.translate` takes it, by `$TERM`."""
    return _TABLE if terminal == "linux" or terminal.startswith("linux-") else _NONE
