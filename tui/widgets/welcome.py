"""What an empty archive shows: how stories get in, and samples at one key."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from store.paths import default_archive
from tui.cells import fit
from tui.draw import strip
from tui.wrap import wrap

_TEXT = """\
Welcome to wirereader.

This archive holds no stories yet: {folder}

To bring some in, leave with q and type

    {program} import PATH...

where PATH is a file of wire copy or a folder of them, or start with

    {program} PATH...
{samples}
? shows the keys."""

_SAMPLES = """
Or press S now: it loads the sample stories that came with the program.
"""


class Welcome(Widget):
    """A page of text for the first start."""

    def __init__(self, folder: Path, *, samples: bool, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        named = "" if folder == default_archive(os.environ) else f" --archive {shlex.quote(str(folder))}"
        self._text = _TEXT.format(
            folder=folder, program=f"wirereader{named}", samples=_SAMPLES if samples else ""
        )

    def render_line(self, y: int) -> Strip:
        """Draw line `y`."""
        width = self.size.width
        lines = list(wrap(self._text, max(width - 4, 10)))
        if not 1 <= y <= len(lines):
            return Strip.blank(width, self.rich_style)
        line = lines[y - 1]
        style = Style(bold=True) if y == 1 else Style()
        text = self._text[line.start : line.end]
        return strip([Segment("  " + fit(text, width - 2), style)], width, self.rich_style)
