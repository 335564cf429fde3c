"""Output: stdout is data, stderr is talk, and neither lets anything from outside act on a terminal."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from store.errors import ExportError
from store.text import clean_line

# What JSON leaves as it is but a terminal may obey, or UTF-8 cannot carry: DEL, C1, bidi, surrogates.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def utf8() -> None:
    """Write UTF-8 with `\\n` line ends whatever the locale says: data does not depend on where it is made.

    A stream that the shell has closed (`>&-`) goes nowhere, as it was asked to.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def say(line: str) -> None:
    """Say something to whoever started the program."""
    sys.stderr.write(f"wirereader: {clean_line(line)}\n")


def put(text: str) -> None:
    """Write data; raises `ExportError` where it does not go."""
    with _heard():
        sys.stdout.write(text)


def finish() -> None:
    """See that all data is written; raises `ExportError` where it does not go."""
    with _heard():
        sys.stdout.flush()


@contextmanager
def _heard() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        hush()
        raise ExportError(
            f"cannot be written ({error.strerror or error})", where="output", hint="it is not whole"
        ) from error


def hush() -> None:
    """Send what is left to write nowhere: Python flushes once more at exit, and must not fail aloud."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def put_json(value: Mapping[str, Any]) -> None:
    """Write one JSON object on a line of its own."""
    text = json.dumps(value, ensure_ascii=False)
    put(_ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n")
