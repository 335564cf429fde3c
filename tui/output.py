"""Where an export goes: stdout, or a file that is whole or not there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from store.errors import ExportError
from tui.talk import put


def written(path: Path | None, pieces: Iterable[str]) -> None:
    """Write the pieces to `path`, or to stdout if there is none; raises `ExportError`.

    A file is replaced only by a complete one; a pipe or device is written to.
    """
    if path is None:
        for piece in pieces:
            put(piece)
        return
    try:
        if path.exists() and not path.is_file():
            _write(path, pieces)
            return
        spare = path.with_name(f".{path.name}.part")
        try:
            _write(spare, pieces)
            spare.replace(path)
        finally:
            spare.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(
            f"cannot be written ({error.strerror or error})", where=str(path), hint="nothing was exported"
        ) from error


def _write(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.writelines(pieces)
        file.flush()
        if path.is_file():
            os.fsync(file.fileno())
