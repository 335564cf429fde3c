"""Who a source is, and which earlier speaker a document in a source is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.models import SpeakerKind
from store.quotes.people_heads import Head
from store.quotes.tokens import Tokens

_NEW = ("a", "an", "another", "one")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a source is."""

    name: str
    """The fullest name in the text; the printed mention where none was found."""
    role: str
    """As printed, without article: "Russian Foreign Minister"."""
    kind: SpeakerKind
    gender: str
    """ "m", "f" or "" (not known)."""
    number: str
    """ "s" or "p"."""
    sure: float
    """0 to 1: chance that the name is the right one."""
    entity: int = -1
    """The same number is the same person or body; -1: nobody known."""
    first: int = 0
    last: int = 0
    """The mention's tokens."""


def introduced(tokens: Tokens, head: Head, recent: Sequence[Resolved]) -> str:
    """Return the name of the document that "the study" is, of those that spoke before: "a study"; "" if none.

    The latest with the same noun, if an article says that it was new there,
    and it had all words that are said of this one.
    """
    if head.determiner not in ("the", "this", "that"):
        return ""
    for who in recent:
        words = tokens.lowers[who.first : who.last]
        if who.kind == "document" and words[-1:] == [head.noun]:
            known = words[0] in _NEW and set(head.before) <= set(words)
            return who.name if known else ""
    return ""
