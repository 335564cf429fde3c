"""The text of a question as one expression of FTS5, SQLite's full-text search.

Every word goes in as a quoted string, which FTS5 cuts into words as it did the
stories' text: nothing in it is syntax.
"""

from __future__ import annotations

from typing import NamedTuple

from store.query_nodes import And, Near, Node, Not, Or, Text


class Match(NamedTuple):
    """An expression of FTS5."""

    text: str
    cost: int
    """What it takes of the stack of FTS5's parser, which has 100; deep operands come first, to take least."""


def match(node: Node) -> Match | None:
    """Return what finds the same stories; None for what is no text alone.

    A tree has `Not` only where `store.normal` leaves it. What is denied can be
    expressed beside something that is asked for, not alone.
    """
    if isinstance(node, Text):
        return Match(_phrase(node), 3)
    if isinstance(node, Near):
        return Match(f"NEAR({_phrase(node.left)} {_phrase(node.right)}, {node.distance})", 5)
    if isinstance(node, Or):
        return _joined(" OR ", [match(one) for one in node.nodes])
    if isinstance(node, And):
        asked = _joined(" AND ", [match(one) for one in node.nodes if not isinstance(one, Not)])
        denied = [match(one.node) for one in node.nodes if isinstance(one, Not)]
        if not asked or not denied:
            return asked
        without = _joined(" OR ", denied)
        return without and Match(
            f"(({asked.text}) NOT {without.text})", max(asked.cost + 2, without.cost + 3)
        )
    return None


def _phrase(text: Text) -> str:
    words = " ".join(text.words).replace('"', '""')
    column = f"{text.column} : " if text.column else ""
    return f'{column}"{words}"{" *" if text.prefix else ""}'


def _joined(operator: str, parts: list[Match | None]) -> Match | None:
    known = deepest_first([part for part in parts if part])
    if not known or len(known) < len(parts):
        return None
    if len(known) == 1:
        return known[0]
    cost = max(part.cost + (3 if at else 1) for at, part in enumerate(known))
    text = operator.join(part.text for part in known)
    return Match(f"({text})" if operator == " OR " else text, cost)  # AND binds tighter


def deepest_first(parts: list[Match]) -> list[Match]:
    """Return operands in the order in which they take least of a parser's stack."""
    return sorted(parts, key=lambda part: -part.cost)
