"""The pieces of a question understood: a tree of plain data, from `store.query`, for `store.plan`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Column = Literal["headline", "slug", "byline", "source", "located", "lead", "speakers", "said"]
"""A part of a story that can be searched alone; the index names its columns so."""
State = Literal["unread", "read", "starred", "killed", "embargoed", "updated", "flash", "corrected"]
Part = Literal["quotes", "tags"]
Sort = Literal["new", "old", "rank", "urgency", "long", "short"]

STATES: tuple[State, ...] = get_args(State)
PARTS: tuple[Part, ...] = get_args(Part)
SORTS: tuple[Sort, ...] = get_args(Sort)

TODAY, YESTERDAY = "today", "yesterday"


@dataclass(frozen=True, slots=True)
class Everything:
    """All stories."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a row, in one part of a story or in any one."""

    words: tuple[str, ...]
    """Folded, as the index has them; never empty."""
    prefix: bool = False
    """The last word may go on."""
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who is quoted: somebody whose printed name or role says so, or one of the persons known by that name.

    The parser knows no persons: `store.normal` puts this in the place of a `Text`.
    """

    text: Text
    persons: tuple[int, ...]
    """Never empty."""


@dataclass(frozen=True, slots=True)
class Among:
    """One of these stories; the parser knows none: `store.normal` puts this beside a `Spoken`."""

    numbers: tuple[int, ...]
    """Of usable stories."""


@dataclass(frozen=True, slots=True)
class Near:
    """Two texts, in either order, with at most so many words between."""

    left: Text
    right: Text
    distance: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the reader's; with `prefix` its beginning, and with nothing to begin with any tag."""

    name: str
    """As tags are kept (see `store.commands.tag_name`)."""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a story's within bounds; None is no bound. A story without the number is not meant."""

    of: Literal["urgency", "words"]
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Date:
    """Days in UTC, both included: `YYYY[-MM[-DD]]`, `today`, `yesterday`, empty for no bound,
    or as the first `7d`: the last seven days.
    """

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Is:
    """A state of a story, or of what the reader did with it."""

    state: State


@dataclass(frozen=True, slots=True)
class Has:
    """Something a story has one or more of."""

    part: Part


@dataclass(frozen=True, slots=True)
class Language:
    """A language, in lower case: `en` means `en-GB` too."""

    code: str


@dataclass(frozen=True, slots=True)
class Not:
    """What is not so."""

    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """Two or more things that are all so."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Two or more things one of which is so."""

    nodes: tuple[Node, ...]


Node = Everything | Text | Spoken | Among | Near | Tag | Number | Date | Is | Has | Language | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood."""

    text: str
    """As asked."""
    tree: Node
    sort: Sort
    terms: tuple[str, ...]
    """What to light in headline and body (see `store.terms.highlights`)."""
    wants_killed: bool
    """Killed stories are asked for, so that their words are searched too."""
