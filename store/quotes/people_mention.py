"""One printed name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["full", "single", "body", "place"]


@dataclass(slots=True)
class Mention:
    """One printed name: tokens `first` to `last` (exclusive), a title's tokens from `left`."""

    first: int
    last: int
    end: int
    """Behind a suffix: "Jr."; else `last`."""
    left: int
    form: Form
    words: tuple[str, ...]
    """The name's words in lower case, without suffix."""
    gender: str = ""
    """What a title says: "m", "f" or ""."""
    titled: bool = False
    weak: bool = False
    """Counts only where it fits a name printed elsewhere."""
    opening: bool = False
    """The run's first word opens a sentence."""
    sure: bool = False
    """A given name, an initial or a title says that this is a person."""
    suffix: str = ""
    """"jr", which tells father from son."""
    entity: int = -1
