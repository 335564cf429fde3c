"""The fields of the query language: their table, and what their values mean."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date as day
from typing import Literal, NamedTuple, TypeVar, get_args

from store.errors import QuerySyntaxError
from store.query_nodes import (
    TODAY,
    YESTERDAY,
    And,
    Column,
    Date,
    Is,
    Language,
    Node,
    Not,
    Number,
    Or,
)
from store.text import clean_line

_Choice = TypeVar("_Choice", bound=str)


class Field(NamedTuple):
    """One line of the language's table."""

    name: str
    """Of a field, without its colon; of anything else, how it is written."""
    example: str
    """A query that is understood."""
    asks: str
    """What the example's kind finds, in a reader's words."""


OPERATORS: tuple[Field, ...] = (
    Field("words", "rate cut", "all of the words, anywhere in the story; case and accents do not matter"),
    Field('"…"', '"rate cut"', "these words in a row"),
    Field("*", "govern*", "words that begin so; in a phrase, its last word"),
    Field("OR", "ecb OR fed", "either; binds looser than words side by side"),
    Field("-", "ecb -paris", "not; NOT may be written too"),
    Field("( )", "(ecb OR fed) rate", "what belongs together"),
    Field("near", "rate near5 cut", "both with at most 5 words between, in any order; near alone allows 10"),
)
FIELDS: tuple[Field, ...] = (
    Field(
        "speaker",
        "speaker:lagarde",
        "who is quoted: any of the names the archive knows a person by, or a role",
    ),
    Field("said", 'said:"rate cut"', "words inside quotes"),
    Field("tag", "tag:ecb", "your tag, whole; tag:ec* for those that begin so"),
    Field("source", "source:reuters", "the service that sent it"),
    Field("located", "located:paris", "the place in the dateline"),
    Field("headline", "headline:rates", "words of the headline"),
    Field("slug", "slug:eurozone", "words of the slugline"),
    Field("byline", "byline:smith", "who wrote it"),
    Field("lead", "lead:inflation", "words of the first paragraph"),
    Field("urgency", "urgency:<=3", "1 is the most urgent; also 3, <3, >3, >=3, 1..3"),
    Field("words", "words:>300", "length in words; compared as urgency is"),
    Field(
        "date",
        "date:2019-11..2019-12",
        "days, months or years in UTC, one or from..to; also today, yesterday, 7d (the last seven days)",
    ),
    Field(
        "is",
        "is:unread",
        "unread, read, starred, killed (its words are searched only so), embargoed (still), "
        "updated (came in versions), flash, corrected",
    ),
    Field("has", "has:quotes", "quotes found in it, or tags of yours"),
    Field("lang", "lang:en", "the language; en means en-GB too"),
    Field("sort", "sort:old", "the order: new, old, rank (best first), urgency, long or short ones first"),
)
"""All fields, in the order the reader's help shows them."""
NAMES = tuple(field.name for field in FIELDS)
COLUMNS: tuple[Column, ...] = get_args(Column)

MARKS = '"“”„«»'
"""Any of these begins a phrase, and any ends it."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
_LAST_DAYS = re.compile(r"([1-9]\d{0,3})d\Z", re.ASCII)
_NUMBER = re.compile(r"(<=|>=|<|>|=)?(\d{1,9})\Z", re.ASCII)
_BOUND = re.compile(r"\d{0,9}\Z", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*\Z", re.ASCII)


def phrase(words: str) -> str:
    """Return words as a phrase of a query; marks within, which would end it, say nothing and are left out."""
    return f'"{" ".join(re.sub(f"[{MARKS}]", " ", words).split())}"'


def quoted(value: str) -> str:
    """Return a field's value as a query writes it: a phrase where blanks, brackets or marks would end it."""
    return phrase(value) if re.search(rf"[\s(){MARKS}]", value) else value


def nearest(word: str, known: Sequence[str]) -> str:
    """Return the one of `known` that `word` is likely meant to be, or an empty string."""
    return next(iter(difflib.get_close_matches(word.lower(), known, 1)), "")


def choice(name: str, value: str, at: int, choices: Sequence[_Choice]) -> _Choice:
    """Return the one of `choices` that the value of `name:` is, in any case."""
    wanted = value.strip().lower()
    for known in choices:
        if known == wanted:
            return known
    near = nearest(wanted, choices)
    hint = f"did you mean {name}:{near}" if near else f"known are {', '.join(choices)}"
    raise QuerySyntaxError(f"there is no {name}:{clean_line(value)}", position=at, hint=hint)


def number(of: Literal["urgency", "words"], value: str, at: int) -> Number:
    """Return what `<=3`, `3` or `1..3` at `at` asks of a number."""
    first, dots, last = value.partition("..")
    if dots and (first or last) and _BOUND.match(first) and _BOUND.match(last):
        least, most = (int(bound) if bound else None for bound in (first, last))
        if least is not None and most is not None and least > most:
            raise _backwards(of, first, last, at)
        return Number(of, least, most)
    found = _NUMBER.match(value)
    if not found:
        hint = f"write {of}:3, {of}:<=3, {of}:>3 or {of}:1..3"
        raise QuerySyntaxError(f"“{clean_line(value)}” is no number", position=at, hint=hint)
    sign, bound = found[1] or "=", int(found[2])
    least = {"<": None, "<=": None, ">": bound + 1}.get(sign, bound)
    most = {">": None, ">=": None, "<": bound - 1}.get(sign, bound)
    return Number(of, least, most)


def date(value: str, at: int) -> Date:
    """Return what a year, month, day, `today`, `yesterday`, a range of them or `7d` at `at` asks for."""
    first, dots, last = value.lower().partition("..")
    if _LAST_DAYS.match(first) and not dots:
        return Date(first, TODAY)
    if not (first or last):
        raise QuerySyntaxError("date: wants a date", position=at, hint="such as date:2019-11")
    _check_date(first, at)
    _check_date(last, at + len(first) + len(dots))
    both_days = first[:1].isdigit() and last[:1].isdigit()
    if (both_days and first[: len(last)] > last) or (first, last) == (TODAY, YESTERDAY):
        raise _backwards("date", first, last, at)
    return Date(first, last if dots else first)


def days_ago(bound: str) -> int | None:
    """Return how many days before today a bound in words is; None for a date."""
    if bound in {TODAY, YESTERDAY}:
        return int(bound == YESTERDAY)
    found = _LAST_DAYS.match(bound)
    return int(found[1]) - 1 if found else None


def hangs_on_time(node: Node) -> bool:
    """Tell whether the clock alone changes which stories are meant."""
    if isinstance(node, And | Or):
        return any(map(hangs_on_time, node.nodes))
    if isinstance(node, Not):
        return hangs_on_time(node.node)
    if isinstance(node, Date):
        return any(days_ago(bound) is not None for bound in (node.first, node.last))
    return node == Is("embargoed")


def language(value: str, at: int) -> Language:
    """Return the language that a tag as in BCP 47 at `at` names."""
    code = value.strip().lower()
    if not _LANGUAGE.match(code):
        said = clean_line(value)
        raise QuerySyntaxError(f"“{said}” is no language", position=at, hint="write en, de or pt-BR")
    return Language(code)


def bounds(bound: str) -> tuple[day, day]:
    """Return the first and the last day of a year, month or day as written; raises `ValueError`."""
    found = _DATE.match(bound)
    if not found:
        raise ValueError(bound)
    year, month, of_month = (int(part) if part else 0 for part in found.groups())
    first = day(year, month or 1, of_month or 1)
    if of_month:
        return first, first
    last_month = month or 12
    days: Iterable[int] = (31, 30, 29, 28)
    for number_of_days in days:
        try:
            return first, day(year, last_month, number_of_days)
        except ValueError:
            continue
    raise ValueError(bound)


def _check_date(bound: str, at: int) -> None:
    if not bound or bound in {TODAY, YESTERDAY}:
        return
    try:
        bounds(bound)
    except ValueError:
        near = nearest(bound, (TODAY, YESTERDAY))
        hint = f"did you mean {near}" if near else "write 2019, 2019-11, 2019-11-27, today, yesterday or 7d"
        raise QuerySyntaxError(f"“{clean_line(bound)}” is no date", position=at, hint=hint) from None


def _backwards(name: str, first: str, last: str, at: int) -> QuerySyntaxError:
    hint = f"write {name}:{last}..{first}"
    return QuerySyntaxError("the range runs backwards", position=at, hint=hint)
