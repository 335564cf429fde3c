"""Tables of articles: CSV with a line of column names, and JSON objects with such names.

Columns are known by the names people give them in several languages; what
else a table has is left alone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from store.errors import IngestError
from store.ingest import body, fields
from store.ingest.assembly import NOTHING, article
from store.ingest.body import Body
from store.ingest.fields import Item, Object
from store.models import Article
from store.text import decode

MAX_CELL = 8 * 1024 * 1024
"""Characters in one cell; the standard reader's own limit is too low for some stories."""

_COLUMNS = {
    "uri": "uri guid id urn articleid docid newsid storyid itemid releaseid",
    "version": "version revision rev",
    "headline": "headline title titel titre titulo titular heading head überschrift rubrik otsikko hed",
    "body": "body bodytext bodyhtml bodyxhtml text content story article articletext fulltext copy maintext "
    "contenthtml volltext inhalt texte cuerpo contenido brödtext teksti",
    "byline": "byline author authors by writer creator autor auteur",
    "slugline": "slugline slug keywordline",
    "versioncreated": "versioncreated date datetime published publishedat pubdate timestamp created "
    "publicationdate createdat updated updatedat sent time datum fecha dateline_date publishdate",
    "firstcreated": "firstcreated firstpublished",
    "embargoed": "embargoed embargo embargountil sperrfrist",
    "expires": "expires expiry",
    "language": "language lang sprache langue idioma",
    "source": "source agency service provider publication publisher outlet quelle sourcecompany",
    "located": "located city location place ort",
    "dateline": "dateline",
    "category": "category section desk ressort rubrique",
    "keywords": "keywords tags keyword topics",
    "urgency": "urgency priority",
    "pubstatus": "pubstatus status",
    "copyrightnotice": "copyrightnotice copyright",
    "usageterms": "usageterms usage",
    "ednote": "ednote editorsnote note notes",
    "genre": "genre",
}
_FIELD_OF = {column: field for field, columns in _COLUMNS.items() for column in columns.split()}
_TAG = re.compile(r"<(?:p|br|div|h\d|ul|ol|table|strong|em|a|b|i|span)\b", re.IGNORECASE)
_KEYWORD_BREAK = re.compile(r"\s*[;|,]\s*")


def columns(names: object) -> dict[str, str]:
    """Return which column holds which field of the article, the first named winning."""
    found: dict[str, str] = {}
    for name in names if isinstance(names, list | tuple) else ():
        field = _FIELD_OF.get(re.sub(r"[\W_]", "", str(name).casefold()))
        if field and field not in found:
            found[field] = name
    return found


def is_article(item: Object) -> bool:
    """Tell whether an object has a headline and a text under names that tables of articles use."""
    found = columns(list(item)[:200])
    values = [item.get(found[field]) if field in found else None for field in ("headline", "body")]
    return all(isinstance(value, str) and value for value in values)


def from_object(found: Item) -> Article:
    """Return the article in one row. Raises `IngestError` when it has neither headline nor text."""
    item = found.value
    names = columns(list(item))
    row = {field: item.get(name) for field, name in names.items()}
    language = fields.language(fields.text(row, "language"))
    order = fields.order_of(language)
    keywords = row.get("keywords")
    if isinstance(keywords, str):
        row["keywords"] = _KEYWORD_BREAK.split(keywords)
    return article(
        body=_body(fields.markup(row, "body")),
        where=found.where,
        warnings=found.warnings,
        format="table",
        uri=fields.text(row, "uri"),
        version=fields.version(row.get("version")),
        versioncreated=fields.when(row, "versioncreated", order=order),
        firstcreated=fields.when(row, "firstcreated", order=order),
        embargoed=fields.when(row, "embargoed", order=order),
        expires=fields.when(row, "expires", order=order),
        pubstatus=fields.pubstatus(fields.text(row, "pubstatus")),
        urgency=fields.urgency(row.get("urgency")),
        language=language,
        keywords=fields.words(row.get("keywords"), "name"),
        genre=fields.words(row.get("genre"), "name"),
        located=fields.city(fields.text(row, "located")),
        **{name: fields.text(row, name) for name in _PLAIN},
    )


_PLAIN = (
    "headline",
    "byline",
    "slugline",
    "source",
    "dateline",
    "category",
    "copyrightnotice",
    "usageterms",
    "ednote",
)


def parse(data: bytes, *, name: str = "") -> Iterator[Article | IngestError]:
    """Yield the articles of a CSV file, one a row, and an `IngestError` for each row without one.

    Comma, semicolon, tab and bar part the columns. Raises `IngestError` when
    the first line names no headline and no text.
    """
    decoded = decode(data)
    text = _lines(decoded.text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    csv.field_size_limit(MAX_CELL)
    try:
        header = next(reader, [])
        names = columns(header)
        if "body" not in names or "headline" not in names:
            raise IngestError(
                "a table without a headline and a text column", where=name, hint="name them in the first line"
            )
        good = False
        for cells in reader:
            if cells == header or not any(cell.strip() for cell in cells):
                continue  # tables copied one after the other repeat their header
            result = _row(
                header,
                cells,
                f"{name}, line {reader.line_num}" if name else f"line {reader.line_num}",
                decoded.warnings,
            )
            good = good or isinstance(result, Article)
            yield result
    except csv.Error as problem:
        error = IngestError(f"broken CSV: {problem}", where=f"{name}, line {reader.line_num}")
        if not good:
            raise error from problem
        yield error
    if not good:
        raise IngestError("a table without a row that holds an article", where=name)


_WIDEST_NAME = 40  # characters a column's name has at most, on average


def is_csv(data: bytes) -> bool:
    """Tell whether the first line of the bytes names the columns of a table of articles."""
    first = data[:4096].lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    if not 8 <= len(first) <= 2000 or first.count(b"\x00") > 0:
        return False
    cells = 1 + max(map(first.count, (b",", b";", b"\t", b"|")))
    if cells < 2 or len(first) > cells * _WIDEST_NAME:  # prose: spare it the reader of tables
        return False
    line = _lines(decode(first).text).strip().split("\n", 1)[0]
    try:
        names = columns(next(csv.reader([line], delimiter=delimiter(line)), []))
    except csv.Error:
        return False
    return "headline" in names and "body" in names


def _lines(text: str) -> str:
    """Return text as the standard reader can take it: one kind of line end, no NUL."""
    return text.lstrip("\ufeff").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def delimiter(text: str) -> str:
    """Return what parts the columns in the first line: the commonest of comma, semicolon, tab and bar."""
    line = text.split("\n", 1)[0]
    return max(",;\t|", key=line.count)


def _row(header: list[str], cells: list[str], where: str, warnings: tuple[str, ...]) -> Article | IngestError:
    row = dict(zip(header, cells, strict=False))
    if len(cells) > len(header):
        warnings = (*warnings, f"{len(cells) - len(header)} cell(s) more than columns")
    try:
        return from_object(Item(row, where, warnings=warnings))
    except IngestError as error:
        return error


def _body(source: str) -> Body:
    if not source:
        return NOTHING
    return body.from_html(source) if _TAG.search(source) else body.from_plain(source)
