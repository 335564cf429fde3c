"""A question as SQL for the derived index: text and values only, nothing is run here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.query_nodes import Query, Sort

People = Callable[[Sequence[str], bool], Sequence[int]]
"""Returns the persons known under names that hold folded words in a row; the last word whole or a beginning."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask the index."""

    ids: str
    """Selects the numbers of the stories in the order asked for; `LIMIT` may be put behind it."""
    ids_values: tuple[str | int, ...]
    count: str
    """Selects how many there are."""
    count_values: tuple[str | int, ...]
    order: Sort
    """The order `ids` has."""


def plan(query: Query, *, reader: int, now: str, spill: int, people: People) -> Plan:
    """Return the SQL for a question. `now` is UTC, ISO 8601; `spill` see `store.ids`."""
    raise NotImplementedError
