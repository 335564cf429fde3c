"""RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom, and WordPress exports (WXR).

lxml alone reads them: the safe door has repaired what makes feeds unreadable,
and half a second to import a feed library would be felt on every file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import urljoin

from store.errors import IngestError
from store.ingest import assembly, clocks, common_xml, fields, xmltree
from store.ingest.body import Body, from_html
from store.ingest.xmltree import Element, attribute, line
from store.models import Article
from store.text import clean_line

_PREFIXES = {
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://www.w3.org/1999/xhtml": "",
    "http://feed.wenn.com/xmlns/2010/03/wenn_cm": "wenn",
    "http://feed.wenn.com/xmlns/2010/03/wenn_nm": "wenn",
    "http://feed.wenn.com/xmlns/2010/03/wenn_mm": "wennmm",
}
_WP = re.compile(r"https?://wordpress\.org/export/\d")
_STATUS = {
    "draft": "withheld",
    "pending": "withheld",
    "private": "withheld",
    "auto-draft": "withheld",
    "trash": "canceled",
}
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|tiff?)(?:[?#]|\Z)", re.IGNORECASE)
_SHORTCODE = re.compile(
    r"\[/[a-z][\w-]*\]|\[(?P<name>[a-z][\w-]*)\](?=[^\[]{0,2000}\[/(?P=name)\])"
    r"|\[[a-z][\w-]*\s[^\[\]<>=]{0,40}=[^\[\]]{0,400}\]|\[[a-z]+(?:_[a-z]+)+\]"
)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_LINE_END = re.compile(r"(?<!>)\n(?!\s*</?(?:p|div|h[1-6]|ul|ol|li|table|t[rdh]|blockquote|figure|pre)\b)")
_MAIL = re.compile(r"\S+@\S+\s*\((.+)\)\Z")


def read_rss(root: Element, name: str, warnings: tuple[str, ...]) -> Iterator[Article | IngestError]:
    """Yield the articles of an RSS or RDF feed or a WordPress export."""
    _flatten(root)
    channel = next(root.iter("channel"), root)
    items = list(root.iter("item"))
    counts = Counter(_rss_id(item) for item in items)
    head = _head(channel)
    yield from _each(items, name, lambda item, notes: _rss_item(item, head, counts, notes), warnings)


def read_atom(root: Element, name: str, warnings: tuple[str, ...]) -> Iterator[Article | IngestError]:
    """Yield the articles of an Atom feed or of a single entry."""
    _flatten(root)
    items = [root] if root.tag == "entry" else list(root.iter("entry"))
    head = _head(root) if root.tag != "entry" else root
    yield from _each(items, name, lambda item, notes: _atom_entry(item, head, notes), warnings)


def _head(feed: Element) -> Element:
    """Return what a feed says of itself, without its items: they may be a million, and each looks here."""
    head = feed.makeelement(feed.tag, {str(key): str(value) for key, value in feed.attrib.items()})
    head.extend([deepcopy(child) for child in feed if child.tag not in ("item", "entry")])
    return head


def _flatten(root: Element) -> None:
    found = dict(_PREFIXES)
    for element in root.iter():
        for uri in element.nsmap.values():
            if _WP.match(uri):
                found[uri] = "excerpt" if uri.rstrip("/").endswith("excerpt") else "wp"
    xmltree.flatten(root, found, unknown="x")


def _each(
    items: list[Element], name: str, reader: Any, warnings: tuple[str, ...]
) -> Iterator[Article | IngestError]:
    if not items:
        yield IngestError("the feed holds no items", where=name)
    for number, item in enumerate(items, 1):
        where = (f"{name}, item {number}" if name else f"item {number}") if len(items) > 1 else name
        notes = list(warnings)
        try:
            body, known = reader(item, notes)
            known = {field: value for field, value in known.items() if value}
            yield assembly.article(body=body, where=where, warnings=notes, **known)
        except IngestError as error:
            yield error


def _rss_id(item: Element) -> str:
    return (
        line(item, "guid")
        or attribute(item, ".", "about")
        or line(item, "link")
        or line(item, "dc_identifier")
    )


def _rss_item(
    item: Element, channel: Element, counts: Counter[str], notes: list[str]
) -> tuple[Body, dict[str, Any]]:
    known: dict[str, Any] = {"format": "rss"}
    uri = _rss_id(item)
    post = line(item, "wp_post_id")
    if counts[uri] > 1 and post:
        notes.append("several items share one guid: told apart by their post id")
        uri = f"{uri}:{post}"
    known["uri"] = uri
    known["headline"] = xmltree.title(item, "title") or xmltree.title(item, "media_title")
    known |= _rss_times(item, notes)
    known |= _rss_words(item, channel)
    known |= _wordpress(item, known, notes)
    known["associations"] = _media(item)
    known["byline"] = _display_name(channel, known.get("byline", "")) if post else known["byline"]
    body = _rss_body(item, wordpress=bool(post))
    known |= common_xml.opening_dateline(body.text)
    return body, known


def _display_name(channel: Element, login: str) -> str:
    for author in channel.iterfind("wp_author"):
        if login and line(author, "wp_author_login") == login:
            return line(author, "wp_author_display_name") or login
    return login


def _rss_times(item: Element, notes: list[str]) -> dict[str, Any]:
    published = (
        line(item, "pubdate")
        or line(item, "dc_date")
        or line(item, "dcterms_created")
        or line(item, "atom_published")
    )
    updated = line(item, "atom_updated") or line(item, "dcterms_modified")
    return {
        "versioncreated": common_xml.moment(updated or published, "", notes, "pubDate"),
        "firstcreated": common_xml.moment(published, "", notes, "pubDate") if updated and published else None,
    }


def _rss_words(item: Element, channel: Element) -> dict[str, Any]:
    author = (
        line(item, "dc_creator")
        or line(item, "author")
        or line(item, "atom_author/atom_name")
        or line(item, "atom_author")
    )
    match = _MAIL.match(author)
    words = [xmltree.title(found) for found in item.iter("category", "dc_subject")]
    keywords = [word.strip() for word in line(item, "media_keywords").split(",")]
    language = line(item, "dc_language") or line(item, "language") or item.get("lang") or ""
    return {
        "byline": match[1] if match else author,
        "keywords": tuple(dict.fromkeys(filter(None, [*words, *keywords])))[: fields.MAX_LIST],
        "language": fields.language(
            language or line(channel, "language") or line(channel, "dc_language") or channel.get("lang") or ""
        ),
        "source": line(item, "source") or line(item, "dc_publisher") or line(channel, "title"),
        "copyrightnotice": line(item, "dc_rights")
        or line(item, "media_copyright")
        or line(channel, "copyright")
        or line(channel, "dc_rights"),
    }


def _rss_body(item: Element, *, wordpress: bool) -> Body:
    best = assembly.NOTHING
    for tag in ("content_encoded", "body", "description", "media_description", "excerpt_encoded"):
        found = item.find(tag)
        if found is None:
            continue
        source = xmltree.markup(found)
        if wordpress and tag == "content_encoded":
            source = _wordpress_breaks(source)
        body = from_html(source, base=line(item, "link"))
        if body.text and (tag == "content_encoded" or len(body.text) > len(best.text)):
            best = body
            if tag in {"content_encoded", "body"}:
                break
    return common_xml.ended(best)[0]


def _wordpress_breaks(source: str) -> str:
    """Make typed line ends what WordPress makes of them: a blank line parts paragraphs, a line end breaks.

    Shortcodes go, what stands between two of them stays: `[dropcap]M[/dropcap]`. A word in brackets is none.
    """
    source = _SHORTCODE.sub("", source)
    source = _BLANK_LINES.sub("<br><br>", source.replace("\r\n", "\n"))
    return _LINE_END.sub("<br>", source)


def _wordpress(item: Element, known: dict[str, Any], notes: list[str]) -> dict[str, Any]:
    status = line(item, "wp_status")
    if not status:
        return {}
    out: dict[str, Any] = {"pubstatus": _STATUS.get(status, "usable"), "slugline": line(item, "wp_post_name")}
    gmt = line(item, "wp_post_date_gmt")
    if status == "future":
        out["embargoed"] = common_xml.moment(f"{gmt}Z", "", notes, "post date")
    when = known.get("versioncreated") or clocks.UNKNOWN
    if not when.utc and gmt and not gmt.startswith("0000"):
        out["versioncreated"] = common_xml.moment(f"{gmt}Z", "", notes, "post date")
    attached = line(item, "wp_attachment_url")
    if line(item, "wp_post_type") == "attachment":
        out["type"] = "picture" if _PICTURE.search(attached) else "text"
        if attached:
            out["associations"] = ({"uri": attached, "rel": "content"},)
    return out


def _media(item: Element) -> tuple[dict[str, str], ...]:
    out: dict[str, dict[str, str]] = {}
    for found in item.iter("enclosure", "media_content", "wp_attachment_url"):
        uri = attribute(found, ".", "url") or line(found)
        kind = (found.get("medium") or found.get("type") or "").partition("/")[0]
        entry = {
            "uri": uri,
            "type": {"image": "picture"}.get(kind, kind),
            "headline": line(found, "media_description")[:300],
            "rel": "media",
        }
        if uri:
            out.setdefault(uri, {key: value for key, value in entry.items() if value})
    return tuple(out.values())


def _atom_entry(entry: Element, feed: Element, notes: list[str]) -> tuple[Body, dict[str, Any]]:
    base = entry.get("base") or feed.get("base") or _link(entry)
    updated, published = (
        line(entry, "updated") or line(entry, "modified"),
        line(entry, "published") or line(entry, "issued"),
    )
    updated = updated or line(entry, ".//wenn_updated")
    published = published or line(entry, ".//wenn_published")
    people = [line(found, "name") for found in entry.iterfind("author")] or [
        line(found, "name") for found in feed.iterfind("author")
    ]
    terms = [attribute(found, ".", "label", "term") for found in entry.iterfind("category")]
    known: dict[str, Any] = {
        "format": "atom",
        "uri": line(entry, "id") or line(entry, ".//wenn_original_article_id") or _link(entry),
        "headline": line(entry, ".//wenn_title") or xmltree.title(entry, "title"),
        "versioncreated": common_xml.moment(updated or published, "", notes, "updated"),
        "firstcreated": common_xml.moment(published, "", notes, "published") if published else None,
        "byline": ", ".join(filter(None, people)),
        "keywords": tuple(dict.fromkeys(filter(None, terms))),
        "language": fields.language(_inherited_language(entry)),
        "source": line(entry, "source/title") or line(feed, "title"),
        "copyrightnotice": line(entry, "rights") or line(feed, "rights"),
        "associations": _atom_links(entry, base),
    }
    return common_xml.ended(_atom_body(entry, base))[0], known


def _inherited_language(entry: Element) -> str:
    content = entry.find("content")
    own = content.get("lang") if content is not None else None
    return (
        own
        or entry.get("lang")
        or next((e.get("lang") or "" for e in entry.iterancestors() if e.get("lang")), "")
    )


def _atom_body(entry: Element, base: str) -> Body:
    best = assembly.NOTHING
    for found in (entry.find("content"), entry.find("summary")):
        if found is not None and not best.text and found.get("src") is None:
            best = from_html(xmltree.markup(found), base=found.get("base") or base)
    hidden = [
        from_html(xmltree.markup(e)) for e in entry.iter() if str(e.tag).startswith("wenn_") and len(e) == 0
    ]
    longest = max(hidden, key=lambda body: len(body.text), default=assembly.NOTHING)
    return longest if len(longest.text) > max(200, len(best.text)) else best


def _link(entry: Element) -> str:
    for found in entry.iterfind("link"):
        if (found.get("rel") or "alternate") == "alternate" and found.get("href"):
            return found.get("href") or ""
    return ""


def _atom_links(entry: Element, base: str) -> tuple[dict[str, str], ...]:
    out = []
    for found in entry.iterfind("link"):
        rel, href = found.get("rel") or "alternate", found.get("href") or ""
        if rel in {"enclosure", "related", "via"} and href:
            kind = (found.get("type") or "").partition("/")[0]
            entry_ = {
                "uri": _absolute(base, href),
                "type": {"image": "picture"}.get(kind, kind),
                "headline": clean_line(found.get("title") or ""),
                "rel": rel,
            }
            out.append({key: value for key, value in entry_.items() if value})
    return tuple(out)


def _absolute(base: str, href: str) -> str:
    try:
        return urljoin(base, href) if base else href
    except ValueError:  # urljoin refuses malformed addresses
        return href
