"""Wire copy in JSON: which dialect each object speaks, and who reads it.

The file is parsed once. It may hold one object, an envelope or a list of
many, several values one after the other, or JSON lines; a damaged one among
them is reported by its place and loses no other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import NamedTuple

from store.errors import IngestError
from store.ingest import results
from store.ingest.fields import Item, Object
from store.models import Article
from store.text import decode

MAX_BYTES = 256 * 1024 * 1024
"""A larger file is no wire copy; a day of a big agency's feed is a tenth of it."""
MAX_ITEMS = 1_000_000

_EXPECTED = "expected ninjs, AP, dpa, Reuters or fingerpost JSON, or articles with a headline and a text"
_LISTS = (
    "item",
    "items",
    "_items",
    "Items",
    "hits",
    "entries",
    "articles",
    "docs",
    "results",
    "stories",
    "newsItems",
)
_NEXT = re.compile(r"\n(?=[{\[])")
_BLANK = re.compile(r"[\s,\x1e\x00\ufeff]*")
_ESCAPE = re.compile(r"\\([\"\\/bfnrt]|u[0-9A-Fa-f]{4})?")


class Dialect(NamedTuple):
    """A JSON format: how its objects are told by their keys, and the module that reads them."""

    name: str
    matches: Callable[[Object], bool]
    module: str


def _is_dpa(item: Object) -> bool:
    return str(item.get("format", "")).startswith("digitalwires") or (
        "article_html" in item and "urn" in item
    )


def _is_fingerpost(item: Object) -> bool:
    if item.get("format") == "GOA-WIRES-NINJS":
        return True
    return "source-feed" in item or ("usn" in item and "body_text" in item and "headline" in item)


def _is_ap(item: Object) -> bool:
    altids = item.get("altids")
    if not isinstance(altids, Mapping):
        return False
    return ("itemid" in altids or "etag" in altids) and not item.get("$standard")


def _is_mrn(item: Object) -> bool:
    return "altId" in item and ("takeSequence" in item or ("body" in item and "headline" in item))


def _is_connect(item: Object) -> bool:
    return "versionedGuid" in item or ("usn" in item and ("headLine" in item or "bodyXhtml" in item))


_NINJS_WORDS = frozenset((
    "headline", "headlines", "bodies", "body_text", "body_html", "body_xhtml", "body_html5",
    "versioncreated", "versionCreated", "pubstatus", "pubStatus", "renditions", "associations",
    "description_text", "description_html", "descriptions",
))  # fmt: skip


def _is_ninjs(item: Object) -> bool:
    return ("uri" in item or "guid" in item) and not _NINJS_WORDS.isdisjoint(item)


def _is_row(item: Object) -> bool:
    tabular = import_module("store.ingest.tabular")
    return bool(tabular.is_article(item))


DIALECTS = (
    Dialect("digitalwires", _is_dpa, "store.ingest.dpajson"),
    Dialect("fingerpost", _is_fingerpost, "store.ingest.fingerpost"),
    Dialect("ap", _is_ap, "store.ingest.apjson"),
    Dialect("mrn", _is_mrn, "store.ingest.mrn"),
    Dialect("reuters-connect", _is_connect, "store.ingest.connect"),
    Dialect("ninjs", _is_ninjs, "store.ingest.ninjs"),
    Dialect("table", _is_row, "store.ingest.tabular"),
)  # in order: the first that matches reads


def parse(data: bytes, *, name: str = "") -> Iterator[Article | IngestError]:
    """Yield the articles of a JSON file, and an `IngestError` for each damaged item among them.

    Raises `IngestError` when the whole is no JSON, or holds no wire copy.
    """
    if len(data) > MAX_BYTES:
        raise IngestError(f"larger than {MAX_BYTES >> 20} MB, which no wire file is", where=name)
    decoded = decode(data)
    found = _articles(decoded.text, name, decoded.warnings)
    yield from results.settled(found, name=name, nothing="JSON without any wire copy in it", hint=_EXPECTED)


def _articles(text: str, name: str, warnings: tuple[str, ...]) -> Iterator[Article | IngestError]:
    for found in documents(text, name):
        if isinstance(found, IngestError):
            yield found
            continue
        for item in items(found.value, found.where):
            yield read(item._replace(warnings=warnings))


def read(item: Item) -> Article | IngestError:
    """Return the article one object holds, or why it holds none."""
    dialect = dialect_of(item.value)
    if dialect is None:
        return IngestError("not wire JSON of any known kind", where=item.where, hint=_EXPECTED)
    try:
        article = import_module(dialect.module).from_object(item)
    except IngestError as error:
        return error
    assert isinstance(article, Article)  # noqa: S101 - what every `from_object` returns; import_module hides it
    return article


def dialect_of(item: Object) -> Dialect | None:
    """Return which JSON format an object is of, told by its keys; None if it is none."""
    return next((dialect for dialect in DIALECTS if dialect.matches(item)), None)


def items(value: object, where: str) -> Iterator[Item]:
    """Yield the objects to read in a parsed value: itself, or the members of the envelope it is."""
    yield from _unwrap(value, where, {}, depth=0)


def _unwrap(value: object, where: str, wrapper: Object, depth: int) -> Iterator[Item]:
    if isinstance(value, list):
        many = len(value) > 1
        for number, member in enumerate(value[:MAX_ITEMS], 1):
            place = f"{where}, item {number}" if many and where else (f"item {number}" if many else where)
            yield from _unwrap(member, place, wrapper, depth)
    elif not isinstance(value, Mapping):
        yield Item({}, where, wrapper)
    elif depth < 6 and (inner := _inside(value)) is not None:
        yield from _unwrap(inner, where, value if depth == 0 else wrapper, depth + 1)
    else:
        yield Item(value, where, wrapper)


def _inside(value: Object) -> object:
    """Return what an envelope wraps, None if the object is an item itself."""
    dialect = dialect_of(value)
    if dialect is None:
        for name in ("data", "item", "search", "_source", "doc"):
            if isinstance(value.get(name), Mapping):
                return value[name]
        return next((value[name] for name in _LISTS if isinstance(value.get(name), list | Mapping)), None)
    if dialect.name == "table":  # a feed has a title too
        return next((value[name] for name in _LISTS if _holds_objects(value.get(name))), None)
    return None


def _holds_objects(value: object) -> bool:
    return isinstance(value, list) and any(
        isinstance(member, Mapping) and dialect_of(member) for member in value[:3]
    )


class Document(NamedTuple):
    """One JSON value of a file, with its place in it."""

    value: object
    where: str


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) < 20 else digits


_DECODER = json.JSONDecoder(strict=False, parse_int=_number, parse_constant=lambda _: None)


def documents(text: str, name: str) -> Iterator[Document | IngestError]:
    """Yield the JSON values of a text: one, several in a row, or one a line.

    Bytes an editor's system escaped wrongly (`\\“`) and raw control bytes in
    strings are read as what they stand for.
    """
    position = first = _skip(text, 0)
    line, counted, repaired = 1, 0, False
    while position < len(text):
        line += text.count("\n", counted, position)
        counted = position
        value, end, problem = _value(text, position)
        if not repaired and problem.startswith(("broken JSON: Invalid \\escape", "broken JSON: Invalid \\u")):
            text, repaired = text[:position] + _ESCAPE.sub(_valid, text[position:]), True
            continue
        following = _resume(text, position) if problem else _skip(text, end)
        alone = position == first and following >= len(text)
        where = name if alone else _place(name, line)
        yield IngestError(problem, where=where) if problem else Document(value, where)
        position = _skip(text, following)


def _valid(escape: re.Match[str]) -> str:
    return escape[0] if escape[1] else ""


def _value(text: str, start: int) -> tuple[object, int, str]:
    """Return the JSON value at `start`, where it ends, and what is wrong with it."""
    try:
        value, end = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as problem:
        cut = problem.pos >= len(text.rstrip()) or problem.msg.startswith("Unterminated string")
        reason = "JSON that ends too early" if cut else f"broken JSON: {problem.msg}"
        return None, start, f"{reason} (line {problem.lineno}, column {problem.colno})"
    except RecursionError:
        return None, start, "JSON nested too deeply to be wire copy"
    except ValueError as problem:
        return None, start, f"JSON that cannot be read: {str(problem).splitlines()[0][:80]}"
    return value, end, ""


def _resume(text: str, start: int) -> int:
    """Return where the next value can start after a broken one: where a line opens an object."""
    for match in _NEXT.finditer(text, start):
        line_start = text.rfind("\n", start, match.start()) + 1
        if line_start <= start or text[match.start() - 1 : match.start()] in ("}", "]"):
            return match.end()
    return len(text)


def _skip(text: str, position: int) -> int:
    """Return the position of the next character that is no blank, comma or record mark (RFC 7464)."""
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _place(name: str, line: int) -> str:
    return f"{name}, line {line}" if name else f"line {line}"
