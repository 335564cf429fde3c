"""Asking what to export, as what, and where to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from store.export import ENDINGS, FORMATS, Format
from tui.exporting import Order, Portion

FORMAT_NAMES = {
    "md": "Markdown, to read or paste",
    "txt": "plain text",
    "csv": "a table (CSV)",
    "jsonl": "JSON, an object a line",
    "ninjs": "ninjs, for systems that take copy",
    "ris": "references (RIS)",
    "bibtex": "references (BibTeX)",
}
_PLACES = ("the clipboard", "a file")
_ROWS = ("What", "As", "To")


class _Choices(Static, can_focus=True):
    """The rows of choices; the keys go to the screen."""


class ExportScreen(ModalScreen["Order | None"]):
    """Three choices and, for a file, its name. Ends with the order, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+g", "cancel", show=False),
        Binding("q", "cancel", show=False),
        Binding("j,down,tab", "row(1)", show=False),
        Binding("k,up,shift+tab", "row(-1)", show=False),
        Binding("l,right,space", "turn(1)", show=False),
        Binding("h,left", "turn(-1)", show=False),
        Binding("enter", "export", show=False),
    ]
    AUTO_FOCUS = "#portions"

    def __init__(self, portions: Sequence[Portion], chosen: tuple[int, int], folder: Path) -> None:
        """`chosen` are format and place to begin with, counted from 0; what, is the likeliest."""
        super().__init__()
        self._portions = portions
        self._formats = sorted(FORMATS, key=_rank)
        self.chosen = [0, *chosen]
        """Which portion, format and place, counted from 0."""
        self._row = 0
        self._folder = folder
        self._proposed = ""

    def compose(self) -> ComposeResult:
        """Show the choices and the line for a file's name."""
        with Vertical(id="dialog"):
            yield _Choices("", id="portions")
            yield Input(id="file", compact=True)
            yield Static("", id="trouble", markup=False)

    def on_mount(self) -> None:
        """Say which keys there are."""
        box = self.query_one("#dialog")
        box.border_title = "Export"
        box.border_subtitle = "j k go, h l choose, Enter exports, Esc leaves"
        self.query_one("#file", Input).cursor_blink = False
        self._draw()

    def action_row(self, by: int) -> None:
        """Go to the next choice, or to the file's name below the last."""
        name = self.query_one("#file", Input)
        rows = len(_ROWS) + self._to_file
        self._row = (self._row + by) % rows
        if self._row == len(_ROWS):
            name.focus()
        else:
            self.query_one("#portions").focus()
        self._draw()

    def action_turn(self, by: int) -> None:
        """Choose the next of what the row offers."""
        sizes = (len(self._portions), len(self._formats), len(_PLACES))
        if self._row < len(_ROWS):
            self.chosen[self._row] = (self.chosen[self._row] + by) % sizes[self._row]
            self._draw()

    def action_cancel(self) -> None:
        """End without an export."""
        self.dismiss(None)

    def action_export(self) -> None:
        """End with the order, if the file may be written."""
        path = Path(self.query_one("#file", Input).value).expanduser() if self._to_file else None
        if path is not None and path.exists():
            self.query_one("#trouble", Static).update(f"{path} is there already: choose another name")
            return
        self.dismiss(Order(self._portions[self.chosen[0]], self._formats[self.chosen[1]], path))

    @on(Input.Submitted)
    def named(self) -> None:
        """Export under the name typed."""
        self.action_export()

    @property
    def _to_file(self) -> bool:
        return self.chosen[2] == 1

    def _draw(self) -> None:
        offered = (
            self._portions[self.chosen[0]].label,
            FORMAT_NAMES.get(self._formats[self.chosen[1]], self._formats[self.chosen[1]]),
            _PLACES[self.chosen[2]],
        )
        lines = [
            Content.assemble(
                ("> " if at == self._row else "  "), (f"{row:6}", "bold"),
                (f"‹ {value} ›", "reverse" if at == self._row else ""),
            )
            for at, (row, value) in enumerate(zip(_ROWS, offered, strict=True))
        ]  # fmt: skip
        self.query_one("#portions", Static).update(Content("\n").join(lines))
        name = self.query_one("#file", Input)
        name.display = self._to_file
        portion = self._portions[self.chosen[0]]
        if name.value == self._proposed:  # a name of the reader's own stays
            self._proposed = str(self._folder / file_name(portion, self._formats[self.chosen[1]]))
            name.value = self._proposed
        self.query_one("#trouble", Static).update("")


def _rank(form: str) -> int:
    return list(FORMAT_NAMES).index(form) if form in FORMAT_NAMES else len(FORMAT_NAMES)


def file_name(portion: Portion, form: Format) -> str:
    """Return a name for the file from what is exported: `quotes-ferry-sinks.csv`."""
    about = re.sub(r"\W+", "-", portion.rows[0].headline if len(portion.rows) == 1 else portion.query)
    kind = "quotes" if portion.quotes else "stories"
    return f"{kind}-{about.strip('-').lower()[:40].strip('-') or 'all'}.{ENDINGS[form]}"
