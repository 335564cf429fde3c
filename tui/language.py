"""The language of searches as the reader's help and the README show it, made from its own tables."""

from __future__ import annotations

from collections.abc import Iterator

from store.query_fields import FIELDS, OPERATORS

WORDS_TITLE, FIELDS_TITLE = "In a search", "Fields of a search"


def sections() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each part of the language: its title, and examples with what they find."""
    for title, table in ((WORDS_TITLE, OPERATORS), (FIELDS_TITLE, FIELDS)):
        yield title, [(one.example, one.asks) for one in table]


def language_markdown() -> str:
    """Return the language as the README shows it."""
    lines = ["| write | to find |", "| --- | --- |"]
    for _, examples in sections():
        lines += [f"| `{example}` | {asks} |" for example, asks in examples]
    return "\n".join(lines) + "\n"
