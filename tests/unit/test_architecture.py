"""Who may import whom: on paper, and as it happens when the program runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[2]


def loaded(code: str, *arguments: object) -> set[str]:
    """Run code in a process of its own; return the names of all modules it imported."""
    full = f"import sys, json\n{code}\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", full, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return {name.split(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


def test_the_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


def test_the_store_runs_without_a_screen(tmp_path: Path) -> None:
    code = """
import importlib, pkgutil, store
for module in pkgutil.walk_packages(store.__path__, "store."):
    importlib.import_module(module.name)
"""
    assert not loaded(code) & {"textual", "rich", "tui", "styles"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "WIRE"),
        ("convert", "WIRE"),
        ("quotes", "WIRE"),
        ("search", "ferry"),
        ("export", "--format", "md"),
        ("tag", "add", "sea", "ferry"),
        ("doctor",),
    ],
)
def test_verbs_start_no_screen(
    tmp_path: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = tmp_path / "ferry.txt"
    wire.write_text(
        " date 2026-03-03 OMSK, March 3. /TASS/. A ferry sank. "
        '"It was old," Minister Irina Volkova said on Tuesday.\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("WIREREADER_ARCHIVE", str(tmp_path / "archive"))
    named = [str(wire) if argument == "WIRE" else argument for argument in arguments]
    code = "from tui.cli import main; assert main(sys.argv[1:]) == 0"
    if arguments[0] not in {"import", "convert", "quotes"}:
        loaded(code, "import", wire)
    assert not loaded(code, *named) & {"textual", "rich"}
