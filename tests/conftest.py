"""What every test stands on: no trace of the developer's own terminal, config or archive."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Who runs the tests in the background or under nohup ignores these; the programs under test are sent them.
for _number, _action in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    signal.signal(_number, _action)

# Properties are no clock: on a busy machine an example may take long. Time is measured in tests/bench.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

_SETTINGS = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TMUX", "WIREREADER_ARCHIVE", "COLUMNS", "LINES")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a home of its own and a plain environment."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name in _SETTINGS or name.startswith(("TEXTUAL", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture(autouse=True, scope="session")
def _no_process_left() -> Iterator[None]:
    """Fail where a process begun by the tests is left: Python would wait for it, perhaps for ever."""
    yield
    assert multiprocessing.active_children() == []


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample stories."""
    return Path(__file__).parent.parent / "samples"
