"""What a reader asks for, understood: the text of a query to the tree of `store.query_nodes`.

The language's table is `store.query_fields`. Precedence, tightest first: near,
- (NOT), words side by side (AND may be written), OR. Nothing here asks the
archive, so that a query is understood the same way in the reader, on the
command line and in a saved search.

What a killed story says counts neither for nor against it, unless the query
asks `is:killed`: then its words are searched as those of any other.
"""

from __future__ import annotations

import re
from contextlib import suppress

from store.errors import QuerySyntaxError
from store.query_fields import COLUMNS, NAMES, choice, date, language, nearest, number, quoted
from store.query_nodes import (
    PARTS,
    SORTS,
    STATES,
    And,
    Column,
    Everything,
    Has,
    Is,
    Near,
    Node,
    Not,
    Or,
    Query,
    Sort,
    Tag,
    Text,
)
from store.query_tokens import NEAR_WORD, Token, is_wordless, read_tokens
from store.terms import has_words, tokens
from store.text import clean_line

__all__ = ["DEEPEST", "LONGEST", "Query", "parse", "retagged"]

LONGEST = 2000  # characters; a question, not a document
DEEPEST = 50  # brackets within brackets
NEAR = 10  # words between, where none are named
GROWN = 3  # letters; the beginnings of most words begin with less, and take long to look for

_COMPARED = re.compile(r"(urgency|words)(<=|>=|<|>|=)", re.IGNORECASE)
_LIT = ("headline", "lead", "speakers", "said")  # columns whose words stand in headline or body


def parse(text: str, *, prefix_last: bool = False) -> Query:
    """Understand a query; an empty one asks for everything. Raises `QuerySyntaxError`, and nothing else.

    One of signs alone is no query: `tag add x "?!"` shall not tag all there is.
    `prefix_last` is for searching while somebody types: a word of three letters
    or more that the text ends in is searched as the beginning of one.
    """
    if len(text) > LONGEST:
        raise QuerySyntaxError(
            f"a query has at most {LONGEST} characters", position=LONGEST, hint="shorten it"
        )
    read, sort = _without_sort(read_tokens(text))
    if prefix_last and read and read[-1].kind == "near" and read[-1].value.lower() == "near":
        read[-1] = read[-1]._replace(kind="word")  # it may become "nearby"
    parser = _Parser(read, len(text), growing=len(text) if prefix_last else -1)
    tree = parser.either(0)
    if parser.ahead is not None:
        raise QuerySyntaxError(
            "a bracket closes that never opened", position=parser.ahead.at, hint="take the ) away"
        )
    wordless = next(filter(is_wordless, read), None)
    if tree == Everything() and wordless and not prefix_last:
        raise QuerySyntaxError(
            "there is no word to look for", position=wordless.at, hint="an empty query finds everything"
        )
    return Query(text, tree, sort, tuple(dict.fromkeys(parser.terms)), parser.wants_killed)


def retagged(text: str, tag: str, new: str) -> str:
    """Return a query that asks for the tag `new` where `text` asks for `tag`; the rest stays as written.

    One that is not understood asks for nothing. Raises `QuerySyntaxError`
    where no query can ask so.
    """
    try:
        parse(text)
    except QuerySyntaxError:
        return text
    written, at = "", 0
    for token in read_tokens(text):
        if token.field.lower() == "tag" and _tag(token.value) == Tag(tag):
            written += text[at : token.at] + _tag_written(new, token.at)
            at = token.end
    written += text[at:]
    parse(written)
    return written


def _tag(value: str) -> Tag:
    prefix = value.endswith("*")
    return Tag(clean_line(value[:-1] if prefix else value).lower(), prefix)


def _tag_written(tag: str, at: int) -> str:
    written = quoted(tag)
    with suppress(QuerySyntaxError):
        if parse(f"tag:{written}").tree == Tag(tag):
            return written
    raise QuerySyntaxError(f"no query can ask for the tag {tag}", position=at)


def _without_sort(read: list[Token]) -> tuple[list[Token], Sort]:
    """Return the tokens but `sort:`, which orders the whole list wherever it stands, and the order."""
    sort: Sort = "new"
    kept: list[Token] = []
    seen = False
    for token in read:
        if token.field.lower() != "sort":
            kept.append(token)
            continue
        start = token.at - len("sort:")
        if seen:
            raise QuerySyntaxError("sort: stands there twice", position=start, hint="leave one of them")
        if kept and kept[-1].kind == "not":
            raise QuerySyntaxError("an order cannot be denied", position=kept[-1].at, hint="take the - away")
        if not token.value.strip():
            raise QuerySyntaxError("sort: wants a value", position=token.at, hint="such as sort:old")
        sort, seen = choice("sort", token.value, token.at, SORTS), True
    return kept, sort


class _Parser:
    """Recursive descent: either := both (OR both)*, both := one*, one := -one | (either) | field | near.

    A near is a text, or two with the operator between.
    """

    def __init__(self, read: list[Token], length: int, growing: int) -> None:
        self._tokens = read
        self._next = 0
        self._length = length
        self._growing = growing
        self._denied = False
        self.terms: list[str] = []
        self.wants_killed = False

    @property
    def ahead(self) -> Token | None:
        """The token to come."""
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def either(self, depth: int) -> Node:
        """Parse alternatives."""
        choices = [self._both(depth)]
        while (token := self.ahead) and token.kind == "or":
            if choices[-1] is None:
                raise _lonely(token, "before")
            self._next += 1
            choices.append(self._both(depth))
            if choices[-1] is None:
                raise _lonely(token, "after")
        nodes = tuple(node for node in choices if node)
        if not nodes or Everything() in nodes:
            return Everything()
        return nodes[0] if len(nodes) == 1 else Or(nodes)

    def _both(self, depth: int) -> Node | None:
        nodes: list[Node] = []
        joining: Token | None = None
        while (token := self.ahead) and token.kind not in {"or", "close"}:
            if token.kind == "and":
                if joining or not nodes:
                    raise _lonely(token, "before")
                joining = token
                self._next += 1
            else:
                nodes.append(self._one(depth))
                joining = None
        if joining:
            raise _lonely(joining, "after")
        asking = tuple(node for node in nodes if node != Everything())
        if len(asking) > 1:
            return And(asking)
        return asking[0] if asking else Everything() if nodes else None

    def _one(self, depth: int) -> Node:
        token = self._take()
        if depth > DEEPEST:
            hint = f"at most {DEEPEST} deep"
            raise QuerySyntaxError("too many brackets within brackets", position=token.at, hint=hint)
        if token.kind == "not":
            start = self._next
            self._denied = not self._denied
            denied = self._one(depth + 1)
            self._denied = not self._denied
            if denied != Everything():
                return Not(denied)
            if any(one.value == "*" for one in self._tokens[start : self._next]):
                raise QuerySyntaxError("this leaves out all there is", position=token.at, hint="take it away")
            return denied
        if token.kind == "open":
            return self._group(token, depth)
        if token.field:
            return self._field(token)
        return self._near(token)

    def _group(self, token: Token, depth: int) -> Node:
        if (first := self.ahead) and first.kind == "close":
            raise QuerySyntaxError(
                "there is nothing between the brackets", position=first.at, hint="take them away"
            )
        inner = self.either(depth + 1)
        if self.ahead is None:
            raise QuerySyntaxError("the bracket is not closed", position=token.at, hint="add a )")
        self._next += 1
        return inner

    def _take(self) -> Token:
        token = self.ahead
        if token is None or token.kind in {"or", "and", "close"}:
            at = token.at if token else self._length
            raise QuerySyntaxError("something is missing here", position=at, hint="say what is not meant")
        if token.kind == "near":
            raise _lonely(token, "before")
        self._next += 1
        return token

    def _near(self, token: Token) -> Node:
        """Parse bare text, and what it is to be near to."""
        left = self._text(token)
        between = self.ahead
        if between is None or between.kind != "near":
            return left or Everything()
        self._next += 1
        other = self.ahead
        if other is None or other.kind not in {"word", "phrase"} or other.field:
            raise _lonely(between, "after")
        self._next += 1
        right = self._text(other)
        if not (left and right):
            raise _lonely(between, "after" if left else "before")
        if (third := self.ahead) and third.kind == "near":
            raise QuerySyntaxError(
                "near joins two words or phrases", position=third.at, hint="put (a near5 b) (b near5 c)"
            )
        found = NEAR_WORD.match(between.value)
        return Near(left, right, int(found[1]) if found and found[1] else NEAR)

    def _field(self, token: Token) -> Node:
        name = token.field.lower()
        if name not in NAMES:
            near = nearest(name, NAMES)
            known = f"known are {', '.join(NAMES)}; text with a colon goes in quotation marks"
            raise QuerySyntaxError(
                f"there is no field {token.field}:",
                position=token.at - len(token.field) - 1,
                hint=f"did you mean {near}:" if near else known,
            )
        if not token.value.strip():
            raise QuerySyntaxError(f"{name}: wants a value", position=token.at, hint=self._missing(token))
        column = "speakers" if name == "speaker" else name
        if column not in COLUMNS:
            return self._fact(name, token)
        text = self._text(token, column)
        if text is None:
            raise QuerySyntaxError(f"{name}: wants a word", position=token.at, hint="no signs alone")
        return text

    def _missing(self, field: Token) -> str:
        """Return how a field gets its value."""
        if field.kind == "phrase":
            return ""
        if (following := self.ahead) and following.kind == "open" and following.at == field.end:
            return f"brackets take no field: write {field.field.lower()}: before each word in them"
        return "no blank after the colon" if following and following.at > field.end else "write one behind it"

    def _fact(self, name: str, token: Token) -> Node:
        """Parse the value of a field that is no text."""
        value, at = token.value, token.at + (token.kind == "phrase")
        if name == "tag":
            return _tag(value)
        if name == "is":
            state = choice(name, value, at, STATES)
            self.wants_killed |= state == "killed" and not self._denied
            return Is(state)
        if name == "has":
            return Has(choice(name, value, at, PARTS))
        if name == "lang":
            return language(value, at)
        return (
            date(value, at)
            if name == "date"
            else number("urgency" if name == "urgency" else "words", value, at)
        )

    def _text(self, token: Token, column: Column | None = None) -> Text | None:
        """Parse words; None if there is no letter or digit to look for."""
        if token.kind == "word":
            self._check_word(token)
        words = tokens(token.value)
        if not words:
            return None
        growing = token.kind == "word" and token.end == self._growing and len(words[-1]) >= GROWN
        growing = growing and has_words(token.value[-1])
        prefix = growing or token.value.rstrip().endswith("*")
        if not self._denied and (column is None or column in _LIT):
            self.terms.append(" ".join(words) + ("*" if prefix else ""))
        return Text(words, prefix, column)

    def _check_word(self, token: Token) -> None:
        star = token.value.find("*")
        if star >= 0 and has_words(token.value[star:]):
            raise QuerySyntaxError(
                "a star stands at the end of a word",
                position=token.at + star,
                hint=f'write "{token.value}" to look for it as it is',
            )
        compared = None if token.field else _COMPARED.match(token.value)
        if compared:
            fixed = f"{compared[1].lower()}:{token.value[len(compared[1]) :]}"
            raise QuerySyntaxError("a field wants a colon", position=token.at, hint=f"write {fixed}")


def _lonely(token: Token, side: str) -> QuerySyntaxError:
    what = "a word or a phrase" if token.kind == "near" else "something"
    hint = f'write "{token.value}" to look for the word, or take it away'
    return QuerySyntaxError(f"{token.value} wants {what} {side} it", position=token.at, hint=hint)
