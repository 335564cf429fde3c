"""What a report of trouble should contain: versions, terminal, locale. Nothing of any story."""

from __future__ import annotations

import locale
import os
import platform
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

_VARIABLES = ("TERM", "COLORTERM", "LANG", "LC_ALL", "NO_COLOR", "TMUX", "SSH_CONNECTION")
_PACKAGES = ("wirereader", "textual", "rich", "tinydb", "platformdirs")


def checkup() -> Iterator[str]:
    """Yield the lines."""
    yield f"python: {platform.python_version()} on {platform.platform()}; SQLite {sqlite3.sqlite_version}"
    yield "packages: " + ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    ends = ", ".join(
        f"{name} {'terminal' if stream and stream.isatty() else 'no terminal'}"
        for name, stream in (("stdin", sys.stdin), ("stdout", sys.stdout), ("stderr", sys.stderr))
    )
    yield f"streams: {ends}; locale encoding {locale.getencoding()}"
    told = (f"{name}={'set' if name in {'TMUX', 'SSH_CONNECTION'} else os.environ[name]!r}"
            for name in _VARIABLES if name in os.environ)  # fmt: skip
    yield "environment: " + (", ".join(told) or "nothing that matters")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
