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

from store.errors import ExportError
from store.export import ENDINGS, FORMATS, Format
from tui.exporting import Order, Portion
from tui.lending import arguments_of

FORMAT_NAMES = {
    "md": "Markdown, to read or paste",
    "txt": "plain text",
    "csv": "a table (CSV)",
    "jsonl": "JSON, an object a line",
    "ninjs": "ninjs, for systems that take copy",
    "ris": "references (RIS)",
    "bibtex": "references (BibTeX)",
}
_PLACES = ("the clipboard", "a file", "a program")
_FILE, PROGRAM = 1, 2
_ROWS = ("What", "As", "To")

PLAIN = list(FORMAT_NAMES).index("txt")
"""Of the formats offered, plain text."""


class _Choices(Static, can_focus=True):
    """The rows of choices; the keys go to the screen."""


class ExportScreen(ModalScreen["Order | None"]):
    """Three choices and, for a file or program, a line to name it. Ends with the order, or None."""

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

    def __init__(
        self, portions: Sequence[Portion], chosen: Sequence[int], folder: Path, *, command: str = ""
    ) -> None:
        """`chosen` are portion, format and place to begin with; with a program, its line has the keys."""
        super().__init__()
        self._portions = portions
        self._formats = sorted(FORMATS, key=_rank)
        self.chosen = [*chosen]
        """Which portion, format and place, counted from 0."""
        self.command = command
        """The command line typed last."""
        self._row = 0
        self._folder = folder
        self._proposed = ""

    def compose(self) -> ComposeResult:
        """Show the choices and the lines for a file's name and a command."""
        with Vertical(id="dialog"):
            yield _Choices("", id="portions")
            yield Input(id="file", compact=True)
            yield Input(self.command, placeholder="less, wc -w, sh -c '...'", id="command", compact=True)
            yield Static("", id="trouble", markup=False)

    def on_mount(self) -> None:
        """Say which keys there are."""
        box = self.query_one("#dialog")
        box.border_title = "Export"
        box.border_subtitle = "j k go, h l choose, Enter exports, Esc leaves"
        for line in self.query(Input):
            line.cursor_blink = False
        if self.chosen[2] == PROGRAM:
            self.action_row(-1)
        self._draw()

    def action_row(self, by: int) -> None:
        """Go to the next choice, or to the line below the last."""
        line = self._line
        self._row = (self._row + by) % (len(_ROWS) + (line is not None))
        if line is not None and self._row == len(_ROWS):
            line.focus()
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
        """End with the order, if the file may be written or the program is there."""
        path: Path | None = None
        command: tuple[str, ...] = ()
        line = self._line
        try:
            if line and line.id == "file":
                path = _new_file(line.value)
            elif line:
                command = arguments_of(line.value)
                self.command = line.value
        except ExportError as error:
            self.query_one("#trouble", Static).update(Content(str(error)))
            return
        portion, form = self._portions[self.chosen[0]], self._formats[self.chosen[1]]
        self.dismiss(Order(portion, form, path, command))

    @on(Input.Submitted)
    def named(self) -> None:
        """Export to what was typed."""
        self.action_export()

    @property
    def _line(self) -> Input | None:
        """The line that names the place chosen; the clipboard has none."""
        ids = {_FILE: "#file", PROGRAM: "#command"}
        return self.query_one(ids[self.chosen[2]], Input) if self.chosen[2] in ids else None

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
        for line in self.query(Input):
            line.display = line is self._line
        portion = self._portions[self.chosen[0]]
        if name.value == self._proposed:  # a name of the reader's own stays
            self._proposed = str(self._folder / file_name(portion, self._formats[self.chosen[1]]))
            name.value = self._proposed
        self.query_one("#trouble", Static).update("")


def _new_file(name: str) -> Path:
    """Return the file of that name; raises `ExportError` where there is one."""
    path = Path(name).expanduser()
    if path.exists():
        raise ExportError(f"{path} is there already: choose another name")
    return path


def _rank(form: str) -> int:
    return list(FORMAT_NAMES).index(form) if form in FORMAT_NAMES else len(FORMAT_NAMES)


def file_name(portion: Portion, form: Format) -> str:
    """Return a name for the file from what is exported: `quotes-ferry-sinks.csv`."""
    about = re.sub(r"\W+", "-", portion.rows[0].headline if len(portion.rows) == 1 else portion.query)
    kind = "quotes" if portion.quotes else "stories"
    return f"{kind}-{about.strip('-').lower()[:40].strip('-') or 'all'}.{ENDINGS[form]}"
