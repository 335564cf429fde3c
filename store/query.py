"""What a reader asks for: words, phrases and fields, as a tree that says yes or no to a story.

    lavrov kyrgyz            both words, or words that begin so; case and accents do not matter
    "rate cut"               these words in a row, whole
    ecb OR fed, -paris, ( )  either, not, grouping
    tag:ecb speaker:lagarde said:"rate cut" source:tass located:paris headline:rates slug:ecb
    is:unread|read|killed|embargoed   has:quotes
    date:2019-11  date:2019-11..2019-12-05  date:2019..  date:today      (UTC)

A killed story's words are not searched unless the query says `is:killed`;
its other fields are.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from store.errors import QuerySyntaxError
from store.models import Row
from store.terms import WORDS, fold, pattern

LONGEST = 2000  # characters; a question, not a document
DEEPEST = 50  # brackets within brackets

_TOKEN = re.compile(
    r"""\s+ | (?P<open>\() | (?P<close>\)) | (?P<not>-(?=[^\s)]))
      | (?P<field>[A-Za-z]+): | (?P<quote>["“”„]) | (?P<word>[^\s()"“”„]+)""",
    re.VERBOSE,
)
_MARK = re.compile('["“”„]')
_WORD = re.compile(r"""[^\s()"“”„]+""")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z", re.ASCII)


@dataclass(slots=True)
class View:
    """A story as a query sees it; the texts are folded."""

    row: Row
    now: str
    """The time the query is asked at, written as the stories' times are."""
    headline: str = ""
    words: str = ""
    """Headline, body and speakers."""
    speakers: str = ""
    said: str = ""


Test = Callable[[View], bool]


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood."""

    matches: Test
    """Tells whether a story is one that was asked for."""
    terms: tuple[str, ...]
    """Folded words that matter in the text, for highlighting."""
    required: tuple[str, ...]
    """Folded words that headline, body, speakers or a tag must contain: an index can narrow by them."""
    needs_text: bool
    wants_killed: bool


def parse(text: str) -> Query:
    """Understand a query; an empty one matches all. Raises `QuerySyntaxError`, and nothing else."""
    if len(text) > LONGEST:
        raise QuerySyntaxError(f"a query has at most {LONGEST} characters", position=LONGEST)
    parser = _Parser(_tokens(text), len(text))
    test = parser.either(0)
    if parser.ahead is not None:
        raise QuerySyntaxError("a bracket closes that never opened", position=parser.ahead.at)
    terms, required = tuple(dict.fromkeys(parser.terms)), tuple(dict.fromkeys(parser.required))
    return Query(test, terms, required, parser.needs_text, parser.wants_killed)


class _Token(NamedTuple):
    kind: str
    """open, close, not, or, word, phrase; of a field, what its value is: word or phrase."""
    value: str
    at: int
    field: str = ""


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match  # noqa: S101 - the alternatives cover every character
        kind, start, at = match.lastgroup or "", match.start(), match.end()
        if kind == "field":
            token, at = _value(text, match["field"], at)
            tokens.append(token)
        elif kind == "quote":
            token, at = _phrase(text, start, "")
            tokens.append(token)
        elif kind == "word" and match["word"] == "OR":
            tokens.append(_Token("or", "OR", start))
        elif kind:
            tokens.append(_Token(kind, match[kind], start))
    return tokens


def _value(text: str, field: str, at: int) -> tuple[_Token, int]:
    if _MARK.match(text, at):
        return _phrase(text, at, field)
    match = _WORD.match(text, at)
    word = match[0] if match else ""
    return _Token("word", word, at, field), at + len(word)


def _phrase(text: str, start: int, field: str) -> tuple[_Token, int]:
    end = _MARK.search(text, start + 1)
    if not end:
        raise QuerySyntaxError("the phrase has no closing mark", position=start, hint='add a "')
    return _Token("phrase", text[start + 1 : end.start()], start, field), end.end()


class _Parser:
    """Recursive descent: either := both (OR both)*, both := one*, one := -one | (either) | term."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens = tokens
        self._next = 0
        self._length = length
        self._denied = 0
        self.terms: list[str] = []
        self.required: list[str] = []
        self.needs_text = False
        self.wants_killed = False

    @property
    def ahead(self) -> _Token | None:
        """The token to come."""
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def either(self, depth: int) -> Test:
        """Parse alternatives."""
        required = len(self.required)
        choices = [self._both(depth)]
        while (token := self.ahead) and token.kind == "or":
            if choices[-1] is None:
                raise QuerySyntaxError("OR wants something before it", position=token.at)
            self._next += 1
            choices.append(self._both(depth))
            if choices[-1] is None:
                raise QuerySyntaxError("OR wants something after it", position=token.at)
        tests = [choice for choice in choices if choice]
        if len(tests) == 1:
            return tests[0]
        del self.required[required:]  # of alternatives, none is required
        return lambda view: any(test(view) for test in tests) or not tests

    def _both(self, depth: int) -> Test | None:
        tests: list[Test] = []
        while (token := self.ahead) and token.kind not in {"or", "close"}:
            tests.append(self._one(depth))
        if len(tests) < 2:
            return tests[0] if tests else None
        return lambda view: all(test(view) for test in tests)

    def _one(self, depth: int) -> Test:
        token = self._take()
        if depth > DEEPEST:
            raise QuerySyntaxError("too many brackets within brackets", position=token.at)
        if token.kind == "not":
            self._denied += 1
            denied = self._one(depth + 1)
            self._denied -= 1
            return lambda view: not denied(view)
        if token.kind == "open":
            return self._group(token, depth)
        if token.field:
            return self._field(token)
        return self._text(token, lambda view: view.words, with_tags=True)

    def _group(self, token: _Token, depth: int) -> Test:
        if (first := self.ahead) and first.kind == "close":
            raise QuerySyntaxError("there is nothing between the brackets", position=first.at)
        inner = self.either(depth + 1)
        closing = self.ahead
        if closing is None:
            raise QuerySyntaxError("the bracket is not closed", position=token.at, hint="add a )")
        self._next += 1
        return inner

    def _take(self) -> _Token:
        token = self.ahead
        if token is None or token.kind in {"or", "close"}:
            raise QuerySyntaxError("something is missing here", position=token.at if token else self._length)
        self._next += 1
        return token

    def _field(self, token: _Token) -> Test:
        name = token.field.lower()
        start = token.at - len(token.field) - 1
        if name not in _FIELDS:
            near = difflib.get_close_matches(name, _FIELDS, 1)
            hint = f"did you mean {near[0]}:" if near else f"known are {', '.join(_FIELDS)}"
            raise QuerySyntaxError(f"there is no field {token.field}:", position=start, hint=hint)
        if not token.value.strip():
            raise QuerySyntaxError(f"{name}: wants a value", position=token.at)
        return _FIELDS[name](self, token)

    def _text(self, token: _Token, part: Callable[[View], str], *, with_tags: bool = False) -> Test:
        words = WORDS.findall(fold(token.value))
        if not words:
            return _anything
        self.needs_text = True
        wanted = pattern(words, whole=token.kind == "phrase")
        longest = max(words, key=len)
        if not self._denied:
            self.terms.append(" ".join(words))
            self.required.append(longest)

        def test(view: View) -> bool:
            text = part(view)
            if longest in text and wanted.search(text):
                return True
            return with_tags and any(wanted.search(fold(tag)) for tag in view.row.tags)

        return test

    def headline(self, value: _Token) -> Test:
        """Parse the value of `headline:`."""
        return self._text(value, lambda view: view.headline)

    def speaker(self, value: _Token) -> Test:
        """Parse the value of `speaker:`."""
        return self._text(value, lambda view: view.speakers)

    def said(self, value: _Token) -> Test:
        """Parse the value of `said:`."""
        return self._text(value, lambda view: view.said)

    def tag(self, value: _Token) -> Test:
        """Parse the value of `tag:`: a whole tag, or its beginning and a star."""
        wanted = fold(value.value.strip())
        if wanted.endswith("*"):
            return lambda view: any(fold(tag).startswith(wanted[:-1]) for tag in view.row.tags)
        return lambda view: any(fold(tag) == wanted for tag in view.row.tags)

    def source(self, value: _Token) -> Test:
        """Parse the value of `source:`."""
        return _listed(value, lambda row: row.source)

    def located(self, value: _Token) -> Test:
        """Parse the value of `located:`."""
        return _listed(value, lambda row: row.located)

    def slug(self, value: _Token) -> Test:
        """Parse the value of `slug:`."""
        return _listed(value, lambda row: row.slugline)

    def state(self, value: _Token) -> Test:
        """Parse the value of `is:`."""
        test = _choice(value, "is", _STATES)
        self.wants_killed = self.wants_killed or value.value.lower() == "killed"
        return test

    def having(self, value: _Token) -> Test:
        """Parse the value of `has:`."""
        return _choice(value, "has", _PARTS)

    def date(self, value: _Token) -> Test:
        """Parse the value of `date:`: a year, month or day, `today`, or a range of them."""
        first, dots, last = value.value.partition("..")
        if not dots:
            last = first
        if not (first or last):
            raise QuerySyntaxError("date: wants a date", position=value.at, hint="such as 2019-11")
        for bound in (first, last):
            if bound and bound.lower() != "today" and not _DATE.match(bound):
                raise QuerySyntaxError(
                    f"“{bound}” is no date",
                    position=value.at,
                    hint="write 2019, 2019-11, 2019-11-27 or today",
                )

        def test(view: View) -> bool:
            when = view.row.versioncreated
            start = view.now[:10] if first.lower() == "today" else first
            end = view.now[:10] if last.lower() == "today" else last
            return bool(when) and (not start or when >= start) and (not end or when[: len(end)] <= end)

        return test


def _anything(view: View) -> bool:  # noqa: ARG001 - punctuation alone asks for nothing
    return True


def _listed(value: _Token, part: Callable[[Row], str]) -> Test:
    words = WORDS.findall(fold(value.value))
    if not words:
        return _anything
    wanted = pattern(words, whole=value.kind == "phrase")
    return lambda view: bool(wanted.search(fold(part(view.row))))


def _choice(value: _Token, name: str, choices: dict[str, Test]) -> Test:
    chosen = choices.get(value.value.lower())
    if chosen is None:
        near = difflib.get_close_matches(value.value.lower(), choices, 1)
        hint = f"did you mean {name}:{near[0]}" if near else f"known are {', '.join(choices)}"
        raise QuerySyntaxError(f"there is no {name}:{value.value}", position=value.at, hint=hint)
    return chosen


_STATES: dict[str, Test] = {
    "unread": lambda view: not view.row.read,
    "read": lambda view: view.row.read,
    "killed": lambda view: view.row.killed,
    "embargoed": lambda view: view.row.embargoed > view.now,
}
_PARTS: dict[str, Test] = {"quotes": lambda view: view.row.quotes > 0}
_FIELDS: dict[str, Callable[[_Parser, _Token], Test]] = {
    "tag": _Parser.tag,
    "speaker": _Parser.speaker,
    "said": _Parser.said,
    "source": _Parser.source,
    "located": _Parser.located,
    "headline": _Parser.headline,
    "slug": _Parser.slug,
    "is": _Parser.state,
    "has": _Parser.having,
    "date": _Parser.date,
}
