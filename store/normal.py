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
    left: Sequence[int] = ()
    """The numbers of usable stories in which the reader gave all their words to others."""


People = Callable[[Sequence[str], bool], Known]
"""Returns who is known under names that hold folded words in a row; the last whole, or a beginning."""


def normal(node: Node, people: People) -> Node:
    """Return a tree of the same meaning with `Not` around leaves only and `And` and `Or` by turns."""
    return _even(_with_people(node, people), denied=False)


def _with_people(node: Node, people: People) -> Node:
    """Return the tree with who is known in the place of the words for who speaks."""
    if isinstance(node, Not):
        return Not(_with_people(node.node, people))
    if isinstance(node, And | Or):
        return type(node)(tuple(_with_people(one, people) for one in node.nodes))
    if isinstance(node, Text) and node.column == "speakers":
        return _speaking(node, people(node.words, not node.prefix))
    return node


def _speaking(text: Text, known: Known) -> Node:
    """Return where somebody speaks: by the rules, unless all was given to others by hand, or by hand."""
    persons = tuple(dict.fromkeys(known.persons))
    found: Node = Spoken(text, persons) if persons else text
    if known.left:
        found = And((found, Not(Among(tuple(known.left)))))
    return Or((found, Among(tuple(known.stories)))) if known.stories else found


def _even(node: Node, *, denied: bool) -> Node:
    if isinstance(node, Not):
        return _even(node.node, denied=not denied)
    if isinstance(node, And | Or):
        kind = And if isinstance(node, And) != denied else Or
        nodes: dict[Node, None] = {}
        for one in node.nodes:
            even = _even(one, denied=denied)
            nodes.update(dict.fromkeys(even.nodes if isinstance(even, kind) else (even,)))
        return kind(tuple(nodes)) if len(nodes) > 1 else next(iter(nodes))
    return Not(node) if denied else node
