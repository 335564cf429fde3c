"""What the README says of commands is what the program says."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.ingest import FORMATS
from tui.arguments import VERBS

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_each_command_is_described_as_its_help_does(verb: str) -> None:
    assert f"| `wirereader {verb}` | {VERBS[verb].about} |" in README


def test_the_picture_is_there() -> None:
    picture = Path(__file__).parent.parent.parent / ".github" / "reader.svg"
    assert "(.github/reader.svg)" in README
    assert picture.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_each_format_is_named(name: str) -> None:
    assert f"`{name}`" in README.split("## Formats")[1].split("## ")[0]
