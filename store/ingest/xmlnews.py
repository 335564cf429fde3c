"""XML wire copy of any kind: opened safely, told by its root element, handed to its reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from store.errors import IngestError
from store.ingest import feeds, newsml1, newsml_g2, nitf, results, ritzau, xmlsafe, xmltree
from store.ingest.xmltree import Element
from store.models import Article

Found = Iterator[Article | IngestError]
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_DIARY = {
    "knowledgeitem": "a code list (knowledgeItem)",
    "conceptitem": "a concept or an event (conceptItem)",
    "planningitem": "a planning item of a news diary (planningItem)",
    "catalogitem": "a catalogue of code lists (catalogItem)",
    "catalog": "a catalogue of code lists",
    "event": "an event of a news diary",
    "events": "events of a news diary",
}


def parse(data: bytes, *, name: str = "") -> Found:
    """Yield the articles of a file of XML, and an `IngestError` for each damaged item.

    Raises `IngestError` for web pages, for XML that is no wire copy, and when
    no article at all could be read.
    """
    if _HTML.match(data[:4096]):
        raise IngestError("this is a web page (HTML), not wire copy", where=name)
    yield from results.settled(_all(data, name), name=name, nothing="the XML holds no items", worst=_damage)


def _damage(errors: list[IngestError]) -> IngestError:
    """Return the error to tell of a file without any article: damage says most."""
    return next((error for error in errors if "line" in str(error)), errors[0])


def _all(data: bytes, name: str) -> Found:
    for document in xmlsafe.documents(data, name):
        if isinstance(document, IngestError):
            yield document
        else:
            yield from _roots(document.root, name, document.warnings)


def _roots(root: Element, name: str, warnings: tuple[str, ...]) -> Found:
    if xmltree.local(root) == "spool":  # several roots in one file
        for number, child in enumerate(list(root), 1):
            root.remove(child)
            yield from _roots(child, f"{name}, document {number}", warnings)
        return
    reader = _READERS.get(xmltree.local(root))
    if str(root.tag) == "NewsItem":  # NewsML 1 spells it so, NewsML-G2 `newsItem`
        reader = newsml1.read
    if reader is None:
        yield IngestError(_refusal(root), where=name)
        return
    yield from reader(root, name, warnings)


def _refusal(root: Element) -> str:
    kind = xmltree.local(root)
    if kind in _DIARY:
        return f"this is {_DIARY[kind]}, not wire copy"
    return f"this XML is no wire copy: its root element is <{kind[:60]}>"


def _nitf(root: Element, name: str, warnings: tuple[str, ...]) -> Found:
    xmltree.flatten(root)
    try:
        yield nitf.read(root, name, warnings)
    except IngestError as error:
        yield error


_READERS: dict[str, Callable[[Element, str, tuple[str, ...]], Found]] = {
    "newsmessage": newsml_g2.read,
    "newsitem": newsml_g2.read,
    "packageitem": newsml_g2.read,
    "contentset": newsml_g2.read,
    "newsml": newsml1.read,
    "nitf": _nitf,
    "rbnews": ritzau.read,
    "listofrbnews": ritzau.read,
    "xmlnewsqueuedresponse": ritzau.read,
    "xmlnewsqueuedresult": ritzau.read,
    "rss": feeds.read_rss,
    "rdf": feeds.read_rss,
    "feed": feeds.read_atom,
    "entry": feeds.read_atom,
}
