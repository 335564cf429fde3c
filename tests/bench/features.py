"""Features, noted where the extractor looks up their weights: the scores of `store.quotes`, in symbols.

The functions that score candidates add up weights out of tables. Given tables
that know no weights but note what is looked up, the same functions return the
sum's terms, so that what is learnt and what is looked up cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Self, TypeVar

from store.quotes.tables import NONE

Feature = tuple[str, ...]
"""The table's name, then the parts in the order in which they are looked up."""
Tables = TypeVar("Tables")


class Terms(int):
    """A sum that remembers what was added to it; as a number it is 0."""

    features: tuple[Feature, ...]

    def __new__(cls, features: tuple[Feature, ...]) -> Self:
        """Make the sum of the weights of `features`."""
        terms = super().__new__(cls)
        terms.features = features
        return terms

    def __add__(self, other: int) -> Terms:
        """Return the sum of both sums' terms."""
        return Terms((*self.features, *terms(other)))


class Noted(dict[str, Any]):
    """A table, or a level of one, that answers every look-up with what was looked up."""

    def __init__(self, path: Feature) -> None:
        super().__init__()
        self.path = path

    def get(self, key: str, default: Any = None) -> Any:
        """Return the next level if an empty level is the default, else the feature as a sum."""
        path = (*self.path, key)
        return Noted(path) if default is NONE else Terms((path,))


def noted(kind: type[Tables]) -> Tables:
    """Return tables of that dataclass that note what is looked up."""
    return kind(**{table.name: Noted((table.name,)) for table in fields(kind) if table.init})  # type: ignore[arg-type]


def terms(score: int) -> list[Feature]:
    """Return the features whose weights were added up."""
    if not isinstance(score, Terms):
        raise TypeError("a score of tables that hold weights has no terms")
    return list(score.features)


def nested(weights: Mapping[Feature, Any]) -> dict[str, Any]:
    """Return weights by feature as the nested dictionaries in which they are looked up."""
    out: dict[str, Any] = {}
    for feature, weight in weights.items():
        level = out
        for part in feature[:-1]:
            level = level.setdefault(part, {})
        level[feature[-1]] = weight
    return out
