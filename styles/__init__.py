"""The style sheets of the reader, in the order they are laid over each other."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent

SHEETS: tuple[Path, ...] = (_HERE / "layout.tcss", _HERE / "panes.tcss", _HERE / "dialogs.tcss")
