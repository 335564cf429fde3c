"""What speaks for where content behind a cue starts and ends: the tables, and what of them is kept at hand.

What has few values, as a distance or a size, is looked up by its place in a
row; rows and tables that one word or shape leads into are put together once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from store.quotes.memo import Memo
from store.quotes.tables import NONE, NUMBERS, One, Row, Three, Two, row

_DISTANCES = NUMBERS[:9]
_COMMAS = NUMBERS[:3]
_MARKS = ("", "q", "Q")
"""Inside no quotation, inside one, at the start of one."""
_SIDES = ("", "s")
"""Not behind a source that follows the cue; behind it."""
_MARK_COMMAS = [mark + number for mark in _MARKS for number in _COMMAS]
_SIDE_COMMAS = [side + number for side in _SIDES for number in _COMMAS]
_SIDE_DISTANCES = [side + number for side in _SIDES for number in _DISTANCES]
CLASSES = ("0", "1", "2", "3", "6", "12", "24", "+")
"""Lengths in tokens: small ones as they are, longer ones by their class."""


@dataclass(slots=True)
class StartTables:
    """What speaks for a start; the names say the parts: "here" the shape there, "lead" the one before it."""

    root_distance: Two = field(default_factory=dict)
    root_lead: Two = field(default_factory=dict)
    form_distance_lead: Three = field(default_factory=dict)
    shape_mark_lead: Three = field(default_factory=dict)
    here_distance: Two = field(default_factory=dict)
    lead_commas: Two = field(default_factory=dict)
    here_next: Two = field(default_factory=dict)
    shape_lead_here: Three = field(default_factory=dict)
    shape_mark_commas: Two = field(default_factory=dict)
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
        self.mark_commas = row(tables.shape_mark_commas.get(shape, NONE), _MARK_COMMAS)
        self.leads = Memo(self._lead)
        self.forms = Memo(self._form)

    def _lead(self, lead: str) -> tuple[Row, Row, One]:
        """Return the weights of a lead by mark, by side of the source and commas, and by the shape behind."""
        return (
            tuple([self.marks.get(mark, NONE).get(lead, 0) for mark in _MARKS]),
            row(self.tables.lead_commas.get(lead, NONE), _SIDE_COMMAS),
            self.heres.get(lead, NONE),
        )

    def _form(self, form: str) -> tuple[tuple[One, ...], Row]:
        """Return the weights of a cue's form by distance and lead, and by side of the source and distance."""
        by_lead = self.tables.form_distance_lead.get(form, NONE)
        by_side = self.tables.form_shape_distance.get(form, NONE).get(self.shape, NONE)
        return (
            tuple([by_lead.get(distance, NONE) for distance in _DISTANCES]),
            row(by_side, _SIDE_DISTANCES),
        )


@dataclass(slots=True)
class EndTables:
    """What speaks for an end; the names say the parts.

    "at" is the shape of the token behind the content, "here" of its first
    token, "rest" what the sentence holds behind it.
    """

    at_size: Two = field(default_factory=dict)
    root_at: Two = field(default_factory=dict)
    root_size: Two = field(default_factory=dict)
    here_commas_at: Three = field(default_factory=dict)
    here_verbs_at: Three = field(default_factory=dict)
    at_next_cue: Three = field(default_factory=dict)
    at_next_rest: Three = field(default_factory=dict)
    prior_at: Two = field(default_factory=dict)
    at_remaining: Two = field(default_factory=dict)
    at_follow: Two = field(default_factory=dict)
    marks: One = field(default_factory=dict)
    roots: Memo[tuple[Row, One]] = field(init=False, repr=False)
    """For each root of a cue its weights by size, and by "at"."""
    heres: Memo[tuple[tuple[One, ...], tuple[One, ...]]] = field(init=False, repr=False)
    """For each "here" its weights by commas, and by verbs, and then by "at"."""
    ats: Memo[tuple[Row, Row, One, Two, Two]] = field(init=False, repr=False)
    """For each "at" its weights by size, what remains, next word, and next shape with cue or rest."""

    def __post_init__(self) -> None:
        """Start with nothing looked up."""
        self.roots = Memo(self._root)
        self.heres = Memo(self._here)
        self.ats = Memo(self._at)

    def _root(self, root: str) -> tuple[Row, One]:
        return row(self.root_size.get(root, NONE), CLASSES), self.root_at.get(root, NONE)

    def _here(self, here: str) -> tuple[tuple[One, ...], tuple[One, ...]]:
        by_commas, by_verbs = self.here_commas_at.get(here, NONE), self.here_verbs_at.get(here, NONE)
        return (
            tuple([by_commas.get(number, NONE) for number in NUMBERS[:4]]),
            tuple([by_verbs.get(number, NONE) for number in NUMBERS[:3]]),
        )

    def _at(self, at: str) -> tuple[Row, Row, One, Two, Two]:
        return (
            row(self.at_size.get(at, NONE), CLASSES),
            row(self.at_remaining.get(at, NONE), NUMBERS[:6]),
            self.at_follow.get(at, NONE),
            self.at_next_cue.get(at, NONE),
            self.at_next_rest.get(at, NONE),
        )
