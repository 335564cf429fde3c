"""The tokens of a query: words, phrases, brackets, operators and fields with their values."""

from __future__ import annotations

import re
from typing import NamedTuple

from store.errors import QuerySyntaxError
from store.query_fields import MARKS
from store.terms import has_words

NEAR_WORD = re.compile(r"near(\d{0,3})\Z", re.ASCII | re.IGNORECASE)
"""The operator, and how many words may stand between; without a number as many as usual."""
_TOKEN = re.compile(
    rf"""\s+ | (?P<open>\() | (?P<close>\)) | (?P<not>-(?=[^\s)]))
      | (?P<field>[A-Za-z]+): | (?P<phrase>[{MARKS}]) | (?P<word>[^\s(){MARKS}]+)""",
    re.VERBOSE,
)
_MARK = re.compile(f"[{MARKS}]")
_WORD = re.compile(rf"[^\s(){MARKS}]+")
_OPERATORS = {"OR": "or", "AND": "and", "NOT": "not"}


class Token(NamedTuple):
    """A token with its place in the query."""

    kind: str
    """open, close, not, and, or, near, word, phrase; of a field, what its value is: word or phrase."""
    value: str
    at: int
    end: int
    field: str = ""


def read_tokens(text: str) -> list[Token]:
    """Return the tokens of a query; raises `QuerySyntaxError` where a phrase is not closed."""
    read: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match  # noqa: S101 - the alternatives cover every character
        kind = match.lastgroup or ""
        if kind == "field":
            read.append(_value(text, match["field"], match.end()))
        elif kind == "phrase":
            read.append(_phrase(text, match.start(), ""))
        elif kind == "word":
            read.append(Token(_kind(match["word"]), match["word"], at, match.end()))
        elif kind:
            read.append(Token(kind, match[kind], at, match.end()))
        at = read[-1].end if kind else match.end()
    return read


def is_wordless(token: Token) -> bool:
    """Tell whether a word or phrase has no letter or digit; a star alone says that it stands for all."""
    return token.kind in {"word", "phrase"} and token.value != "*" and not has_words(token.value)


def _kind(word: str) -> str:
    return _OPERATORS.get(word) or ("near" if NEAR_WORD.match(word) else "word")


def _value(text: str, field: str, at: int) -> Token:
    if _MARK.match(text, at):
        return _phrase(text, at, field)
    match = _WORD.match(text, at)
    word = match[0] if match else ""
    return Token("word", word, at, at + len(word), field)


def _phrase(text: str, start: int, field: str) -> Token:
    closing = _MARK.search(text, start + 1)
    if not closing:
        raise QuerySyntaxError("the phrase has no closing mark", position=start, hint='add a "')
    value, end = text[start + 1 : closing.start()], closing.end()
    if text.startswith("*", end):
        value, end = value + "*", end + 1
    return Token("phrase", value, start, end, field)
