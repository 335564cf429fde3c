"""`wirereader`: where every run begins and every failure ends.

Exit status: 0 all done, 1 something failed (said on stderr), 2 wrong usage,
130 stopped with ctrl-c, 143 ended by SIGTERM while watching or polling, 141 the
reader of our output went away.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

STOPPED = 130  # 128 + SIGINT, as shells say it
UNHEARD = 141  # 128 + SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    shadow = shadowed()
    if shadow:
        sys.stderr.write(f"wirereader: {shadow}\n")
        return 1
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        sys.stderr.write("\nwirereader: stopped; what was done so far is kept\n")
        return STOPPED
    except BrokenPipeError:
        from tui.talk import hush  # noqa: PLC0415 - after it is known to be ours

        hush()
        return UNHEARD


def shadowed() -> str:
    """Return a sentence if another package called `store` or `styles` stands before ours; empty if none."""
    import store  # noqa: PLC0415 - looked at, not used: which one is it?
    import styles  # noqa: PLC0415 - as above

    home = Path(__file__).resolve().parent.parent
    for package in (store, styles):
        found = Path(package.__file__ or "").resolve().parent
        if found.parent != home:
            return (
                f"another package called {package.__name__!r} stands in the way ({found}); "
                "run wirereader in an environment of its own"
            )
    return ""


def _run(argv: Sequence[str]) -> int:
    from store.errors import StoreError  # noqa: PLC0415 - after it is known to be ours
    from tui.arguments import parse  # noqa: PLC0415 - as above
    from tui.talk import finish, say, utf8  # noqa: PLC0415 - as above

    utf8()
    arguments = parse(argv)
    try:
        status = int(arguments.run(arguments))
        finish()
    except StoreError as error:
        say(str(error))
        return 1
    return status
