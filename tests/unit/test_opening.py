"""Opening an archive: who waits for its index to be made anew sees how far that is."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from store.library import Library
from tui.opening import opened


class Terminal(io.StringIO):
    """What is drawn on it."""

    def isatty(self) -> bool:
        return True


def archive(folder: Path, parts: int) -> Path:
    """Fill an archive by so many imports and throw its index away."""
    wire = folder.with_name("story.txt")
    with Library.open(folder) as library:
        for number in range(parts):
            wire.write_text(f"OMSK, March {number + 1}. /TASS/. Ferry {number} sank in calm water.\n")
            library.import_paths([wire])
        assert library.count == parts
    for file in folder.glob("index.sqlite*"):
        file.unlink()
    return folder


def test_an_index_made_anew_of_many_files_is_seen_to_grow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with opened(archive(tmp_path / "archive", 3)) as library:
        assert library.count == 3
    assert "Reading the archive" in terminal.getvalue()
    assert "67%" in terminal.getvalue()


def test_nothing_is_drawn_where_nothing_is_to_wait_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    folder = archive(tmp_path / "archive", 1)
    for _ in range(2):
        with opened(folder) as library:
            assert library.count == 1
    assert terminal.getvalue() == ""
