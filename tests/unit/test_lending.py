"""Command lines that copy is given to: parted as a shell would, and read by none."""

from __future__ import annotations

import pytest

from store.errors import ExportError
from tui.lending import arguments_of


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ("cat", ("cat",)),
        (" cat -n  'a b' \"c|d\" ", ("cat", "-n", "a b", "c|d")),
        ("grep '|' '#x' $HOME #y", ("grep", "|", "#x", "$HOME", "#y")),
        ("sh -c 'grep said | wc > out'", ("sh", "-c", "grep said | wc > out")),
    ],
)
def test_a_command_line_is_a_program_and_its_arguments(line: str, arguments: tuple[str, ...]) -> None:
    assert arguments_of(line) == arguments


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "no program is named; less, say, or wc -w"),
        ("no-such-program -x", "there is no program no-such-program"),
        ("cat 'a", "this is no command: no closing quotation"),
        ("grep said | wc", "| is for a shell, and none reads this; sh -c '...' asks for one"),
        ("cat>out", "> is for a shell, and none reads this; sh -c '...' asks for one"),
        ("cat && cat", "&& is for a shell, and none reads this; sh -c '...' asks for one"),
    ],
)
def test_what_cannot_be_run_is_told_before_it_is(line: str, said: str) -> None:
    with pytest.raises(ExportError) as told:
        arguments_of(line)
    assert str(told.value) == said
