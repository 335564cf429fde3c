"""Which quotes of a story a query is about: those it may have been found for.

`speaker:` and `said:` speak of quotes, everything else of the story. A quote
fits unless they rule it out: of `speaker:paz said:bridge tag:sea` those that
Paz says and that say "bridge", of `speaker:paz OR tag:sea` all. What is denied
is denied of the story, and rules out no quote of a story that was found.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from store.models import Quote
from store.query_nodes import And, Node, Or, Query, Text
from store.terms import in_a_row, tokens

Fits = Callable[[Quote], bool]
Called = Callable[[Sequence[str], bool], Collection[str]]
"""Returns all names of the people one of whose names holds folded words in a row; the last whole, or not."""

_Rule = Callable[[Quote], bool | None]
"""Says whether a quote fits; None: that is not about quotes."""


def fitting(query: Query, called: Called) -> Fits:
    """Return what tells whether a quote fits a query, in a story that the query finds."""
    rule = _rule(query.tree, called)
    return lambda quote: rule(quote) is not False


def is_about_quotes(node: Node) -> bool:
    """Tell whether any quote can be ruled out."""
    if isinstance(node, And):
        return any(map(is_about_quotes, node.nodes))
    if isinstance(node, Or):
        return all(map(is_about_quotes, node.nodes))
    return isinstance(node, Text) and node.column in ("speakers", "said")


def _rule(node: Node, called: Called) -> _Rule:
    if isinstance(node, And | Or):
        rules = [_rule(one, called) for one in node.nodes]
        decisive = isinstance(node, Or)

        def joined(quote: Quote) -> bool | None:
            found = {rule(quote) for rule in rules}
            return decisive if decisive in found else None if None in found else not decisive

        return joined
    if isinstance(node, Text) and node.column == "said":
        return lambda quote: _holds(quote.text, node)
    if isinstance(node, Text) and node.column == "speakers":
        return _by(node, frozenset(called(node.words, not node.prefix)))
    return lambda _: None


def _by(node: Text, names: Collection[str]) -> _Rule:
    def said(quote: Quote) -> bool:
        who = quote.speaker
        if who is None:
            return False
        return who.name in names or _holds(who.name, node) or _holds(who.role, node)

    return said


def _holds(text: str, node: Text) -> bool:
    return in_a_row(tokens(text), node.words, whole=not node.prefix)
