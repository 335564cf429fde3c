"""The tree of a question made even before it becomes SQL: denial at the leaves, people looked up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from store.query_nodes import Among, And, Node, Not, Or, Spoken, Text


class Known(NamedTuple):
    """Who is called by some words."""

    persons: Sequence[int] = ()
    """The numbers of all their names."""
    stories: Sequence[int] = ()
    """The numbers of usable stories in which the reader gave words to them."""


People = Callable[[Sequence[str], bool], Known]
"""Returns who is known under names that hold folded words in a row; the last whole, or a beginning."""


def normal(node: Node, people: People, *, denied: bool = False) -> Node:
    """Return a tree of the same meaning with `Not` around leaves only and `And` and `Or` by turns."""
    if isinstance(node, Not):
        return normal(node.node, people, denied=not denied)
    if isinstance(node, And | Or):
        kind = And if isinstance(node, And) != denied else Or
        nodes: dict[Node, None] = {}
        for one in node.nodes:
            even = normal(one, people, denied=denied)
            nodes.update(dict.fromkeys(even.nodes if isinstance(even, kind) else (even,)))
        return kind(tuple(nodes)) if len(nodes) > 1 else next(iter(nodes))
    leaf: Node = node
    if isinstance(node, Text) and node.column == "speakers":
        known = people(node.words, not node.prefix)
        persons = tuple(dict.fromkeys(known.persons))
        leaf = Spoken(node, persons) if persons else node
        if known.stories:
            given = Among(tuple(known.stories))
            return And((Not(leaf), Not(given))) if denied else Or((leaf, given))
    return Not(leaf) if denied else leaf
