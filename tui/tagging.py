"""A line of tags as it is typed: `ferry, -ice "rate cut"`, parted by blanks or commas."""

from __future__ import annotations

import re
from typing import NamedTuple

from store.query_fields import MARKS
from tui.completing import common_start

_ASKED = re.compile(
    rf"(?P<signs>[-#]*)(?:[{MARKS}](?P<phrase>[^{MARKS}]*)[{MARKS}]?|(?P<word>[^\s,{MARKS}]+))"
)
_OPEN = re.compile(rf"[{MARKS}]([^{MARKS}]*)\Z")


class Asked(NamedTuple):
    """A tag to add, or to take off."""

    tag: str
    off: bool


def asked(line: str) -> list[Asked]:
    """Return the tags of a line; one of several words stands in quotation marks, `-` takes off."""
    found = ((one["phrase"] or one["word"] or "", one["signs"]) for one in _ASKED.finditer(line))
    return [Asked(tag.strip(), signs.startswith("-")) for tag, signs in found if tag.strip("-# ")]


def written(tag: str) -> str:
    """Return a tag as it is typed."""
    return f'"{tag}"' if re.search(r"[\s,]", tag) else tag


def split_last(line: str) -> tuple[str, str]:
    """Return the line up to its last tag, and what that begins with, without signs and marks."""
    if len(re.findall(f"[{MARKS}]", line)) % 2 and (begun := _OPEN.search(line)):
        return line[: begun.start()], begun[1]
    word = line[max(line.rfind(" "), line.rfind(",")) + 1 :]
    bare = word.lstrip("-#")
    return line[: len(line) - len(bare)], bare


def completed(line: str, fitting: list[str]) -> str:
    """Return the line with its last tag written as far as those that fit agree; as it is if none does."""
    before, begun = split_last(line)
    if not begun or not fitting:
        return line
    if len(fitting) == 1:
        return before + written(fitting[0])
    agreed = common_start(fitting)
    return before + written(agreed).removesuffix('"')
