"""What speaks for a quote being right, words and speaker: the tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.quotes.memo import Memo
from store.quotes.tables import NONE, One, Two


@dataclass(slots=True)
class TrustTables:
    """What speaks for a quote; the names say the parts of a feature.

    "form" is how much of the words stands in marks and the shape of the frame;
    "cue", "source" and "span" are how sure the choices of those were, in
    steps; "who" is the kind of phrase the source is, "gap" how far it stands
    from the cue, "resolved" how sure its name is; "edges" is what stands
    around the words, "size" their number, "joined" how pieces were joined,
    "share" how often the cue's word heads a cue. A "bare" quote has no cue, a
    "line" is one of a transcript.
    """

    form: One = field(default_factory=dict)
    root: One = field(default_factory=dict)
    form_cue: Two = field(default_factory=dict)
    form_source: Two = field(default_factory=dict)
    form_span: Two = field(default_factory=dict)
    form_who: Two = field(default_factory=dict)
    form_edges: Two = field(default_factory=dict)
    form_size: Two = field(default_factory=dict)
    form_joined: Two = field(default_factory=dict)
    form_inside: Two = field(default_factory=dict)
    form_share: Two = field(default_factory=dict)
    form_gap: Two = field(default_factory=dict)
    cue_source: Two = field(default_factory=dict)
    source_who: Two = field(default_factory=dict)
    span_edges: Two = field(default_factory=dict)
    span_size: Two = field(default_factory=dict)
    resolved_who: Two = field(default_factory=dict)
    pieces_joined: Two = field(default_factory=dict)
    bare_kind: One = field(default_factory=dict)
    bare_size: One = field(default_factory=dict)
    bare_joined: One = field(default_factory=dict)
    line_inside: One = field(default_factory=dict)
    line_size: One = field(default_factory=dict)
    forms: Memo[tuple[int, tuple[One, ...]]] = field(init=False, repr=False)
    """For each form its own weight, and what the tables that begin with it hold of it, in their order."""

    def __post_init__(self) -> None:
        """Start with nothing looked up."""
        self.forms = Memo(self._form)

    def _form(self, form: str) -> tuple[int, tuple[One, ...]]:
        tables = (
            *(self.form_cue, self.form_source, self.form_span, self.form_who, self.form_edges),
            *(self.form_size, self.form_joined, self.form_inside, self.form_share, self.form_gap),
        )
        return self.form.get(form, 0), tuple([table.get(form, NONE) for table in tables])
