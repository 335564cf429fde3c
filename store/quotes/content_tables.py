"""What speaks for where content behind a cue starts and ends: the tables, and what of them is kept at hand.

What has few values, as a distance or a size, is looked up by its place in a
row; rows and tables that one word or shape leads into are put together once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from store.quotes.memo import Memo
from store.quotes.tables import NONE, NUMBERS, One, Row, Three, Two, row

REACH = 16
"""How many tokens behind the cue the content may start."""
_DISTANCES = tuple([str(min(distance, 8)) for distance in range(REACH)])
_MARKS = ("", "q", "Q")
"""Inside no quotation, inside one, at the start of one."""
_SIDES = ("", "s")
"""Not behind a source that follows the cue; behind it."""
_SIDE_DISTANCES = [side + number for side in _SIDES for number in _DISTANCES]
CLASSES = ("0", "1", "2", "3", "6", "12", "24", "+")
"""Lengths in tokens: small ones as they are, longer ones by their class."""


@dataclass(slots=True)
class StartTables:
    """What speaks for a start; the names say the parts: "here" the shape there, "lead" the one before it."""

    root_distance: Two = field(default_factory=dict)
    root_lead: Two = field(default_factory=dict)
    shape_mark_lead: Three = field(default_factory=dict)
    here_distance: Two = field(default_factory=dict)
    here_next: Two = field(default_factory=dict)
    shape_lead_here: Three = field(default_factory=dict)
    form_shape_distance: Three = field(default_factory=dict)
    roots: Memo[tuple[Row, One]] = field(init=False, repr=False)
    """For each root of a cue its weights by distance, and by lead."""
    heres: Memo[tuple[Row, One]] = field(init=False, repr=False)
    """For each shape at a start its weights by distance, and by the next shape."""
    shapes: Memo[StartsOfShape] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Start with nothing looked up."""
        self.roots = Memo(self._root)
        self.heres = Memo(self._here)
        self.shapes = Memo(lambda shape: StartsOfShape(self, shape))

    def _root(self, root: str) -> tuple[Row, One]:
        return row(self.root_distance.get(root, NONE), _DISTANCES), self.root_lead.get(root, NONE)

    def _here(self, here: str) -> tuple[Row, One]:
        return row(self.here_distance.get(here, NONE), _DISTANCES), self.here_next.get(here, NONE)


class StartsOfShape:
    """What the tables hold for the starts of frames of one shape, by lead and by form."""

    def __init__(self, tables: StartTables, shape: str) -> None:
        self.tables = tables
        self.marks = tables.shape_mark_lead.get(shape, NONE)
        self.heres = tables.shape_lead_here.get(shape, NONE)
        self.shape = shape
        self.leads = Memo(self._lead)
        self.forms = Memo(self._form)

    def _lead(self, lead: str) -> tuple[Row, One]:
        """Return the weights of a lead by mark, and by the shape behind."""
        return (
            tuple([self.marks.get(mark, NONE).get(lead, 0) for mark in _MARKS]),
            self.heres.get(lead, NONE),
        )

    def _form(self, form: str) -> Row:
        """Return the weights of a cue's form by side of the source and distance."""
        by_side = self.tables.form_shape_distance.get(form, NONE).get(self.shape, NONE)
        return row(by_side, _SIDE_DISTANCES)


@dataclass(slots=True)
class EndTables:
    """What speaks for an end; the names say the parts.

    "at" is the shape of the token behind the content, "here" of its first
    token, "next" and "follow" shape and word of the token behind that.
    """

    at_size: Two = field(default_factory=dict)
    at_remaining: Two = field(default_factory=dict)
    at_follow: Two = field(default_factory=dict)
    at_next_cue: Three = field(default_factory=dict)
    root_at: Two = field(default_factory=dict)
    here_commas_at: Three = field(default_factory=dict)
    heres: Memo[tuple[One, ...]] = field(init=False, repr=False)
    """For each "here" its weights by commas, and then by "at"."""
    ats: Memo[tuple[Row, Row, One, Two]] = field(init=False, repr=False)
    """For each "at" its weights by size, what remains, next word, and next shape with cue."""

    def __post_init__(self) -> None:
        """Start with nothing looked up."""
        self.heres = Memo(self._here)
        self.ats = Memo(self._at)

    def _here(self, here: str) -> tuple[One, ...]:
        by_commas = self.here_commas_at.get(here, NONE)
        return tuple([by_commas.get(number, NONE) for number in NUMBERS[:4]])

    def _at(self, at: str) -> tuple[Row, Row, One, Two]:
        return (
            row(self.at_size.get(at, NONE), CLASSES),
            row(self.at_remaining.get(at, NONE), NUMBERS[:6]),
            self.at_follow.get(at, NONE),
            self.at_next_cue.get(at, NONE),
        )
