"""The content of a NewsML-G2 item: XHTML, NITF, TT's dialect, or text in CDATA.

dpa repeats slug and headline above the story and adds a notepad; GlobeNewswire
and APA repeat the headlines; Reuters puts a whole story into one `p`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from store.ingest import assembly, common_xml, nitf, tt, xmltree
from store.ingest.body import Body
from store.ingest.xmltree import Element, attribute, classes, line

_TEXT_TAGS = frozenset({"p", "div", "section", "article", "text", "block", "pre"})
_OUTSIDE = ("notepad", "np-nonpublic", "np-public", "closingline")


@dataclass(slots=True)
class Content:
    """A story's body and what its markup tells beside it: fields, pictures, private notes."""

    body: Body = assembly.NOTHING
    known: dict[str, Any] = field(default_factory=dict)
    associations: tuple[dict[str, str], ...] = ()
    private: str = ""


def read(item: Element, headlines: list[str]) -> Content:
    """Return the content of an item: of several renditions the longest text. Changes the tree."""
    content = item if item.tag == "contentset" else item.find("contentset")
    best = Content()
    for inline in [] if content is None else content.iterfind("inlinexml"):
        best = _longer(best, _inline(inline, headlines))
    for inline in [] if content is None else content.iterfind("inlinedata"):
        best = _longer(best, _data(inline))
    if not best.body.text:
        best.body = _caption(item)
    ended, private = common_xml.ended(best.body)
    best.body = ended
    best.private = "\n".join(filter(None, (best.private, private)))
    best.associations = (*best.associations, *_remote(content))
    return best


def notepad(note: Element) -> tuple[str, str]:
    """Return dpa's notepad as (public, private) text, without its own headings."""
    private = [found for found in note.iter() if "np-nonpublic" in classes(found)]
    hidden = "\n".join(xmltree.note(found) for found in private)
    for found in [
        *private,
        *(e for e in note.iter("header", "p") if e.tag == "header" or "closingline" in classes(e)),
    ]:
        xmltree.drop(found)
    return xmltree.note(note), hidden


def _longer(old: Content, new: Content) -> Content:
    if len(new.body.text) > len(old.body.text):
        return new
    if not old.known:
        old.known = new.known
    return old


def _inline(inline: Element, headlines: list[str]) -> Content:
    found = next((child for child in inline.iter("nitf", "html", "brodtext", "body")), None)
    if found is None:
        own = len(inline) == 0 or any(child.tag in _TEXT_TAGS for child in inline)
        return Content(xmltree.body(inline)) if own else Content()  # statistics, events, code lists
    if found.tag == "nitf":
        notes: list[str] = []
        known, media = nitf.metadata(found, notes), nitf.associations(found)
        return Content(nitf.body(found), known, media)
    if found.tag == "body" and next(found.iter("ingress", "brodtext", "rubrik"), None) is not None:
        known, media = tt.metadata(found), tt.pictures(found)
        return Content(tt.body(found), known, media)
    if found.find("body.content") is not None:
        return Content(nitf.body(inline), nitf.metadata(inline, []))
    return _xhtml(found, headlines)


def _xhtml(html: Element, headlines: list[str]) -> Content:
    body = html if html.tag == "body" else html.find("body")
    title = line(html, "head/title")
    known: dict[str, Any] = {"headline": title} if title else {}
    if body is None:
        body = html
    private = ""
    for found in [e for e in body.iter() if classes(e) & set(_OUTSIDE)]:
        if found.getparent() is not None:
            private += notepad(found)[1] if "notepad" in classes(found) else ""
            xmltree.drop(found)
    for header in list(body.iterfind("header")):
        body.remove(header)
    for found in [e for e in body.iter() if "dateline" in classes(e)]:
        known.setdefault("dateline", xmltree.running(found).rstrip(" -–—"))
        if (found.tail or "")[:1].isalnum():  # set apart by style alone
            found.tail = f" {found.tail}"
    story = [e for e in body.iter() if classes(e) & {"mw_release"}]
    story = story or [e for e in body.iter("section") if "main" in classes(e)]
    if story:
        text = "".join(xmltree.markup(part) for part in story)
        return Content(xmltree.plain_body(text), known, private=private)
    _drop_repeated(body, [*headlines, title])
    return Content(xmltree.body(body), known, private=private)


def _drop_repeated(body: Element, headlines: list[str]) -> None:
    """Take off leading headings that only repeat the headline and the sub-headline."""
    known = {headline.casefold() for headline in headlines if headline}
    for child in list(body):
        if (child.tail or "").strip() or child.tag not in {"h1", "h2", "h3"}:
            return
        if xmltree.running(child).casefold() not in known:
            return
        xmltree.drop(child)


def _data(inline: Element) -> Content:
    kind = attribute(inline, ".", "contenttype").casefold()
    if inline.get("encoding") or (
        kind and not kind.startswith(("text/", "application/xhtml", "application/xml"))
    ):
        return Content()
    return Content(xmltree.plain_body(xmltree.markup(inline)))


def _caption(item: Element) -> Body:
    """Return the caption of a picture, the script of a video or the abstract of a package as its text."""
    kind = attribute(item, "itemmeta/itemclass", "qcode", "uri").rpartition(":")[2].rpartition("/")[2]
    if kind in {"", "text"}:
        return assembly.NOTHING
    found = [one for one in item.iterfind("contentmeta/description") if xmltree.running(one)]
    if kind in {"video", "audio"} and len(found) > 1:  # dopesheet, then shotlist
        return xmltree.plain_body("".join(f"<div>{xmltree.markup(one)}</div>" for one in found))
    return xmltree.body(found[0] if found else None)


def _remote(content: Element | None) -> tuple[dict[str, str], ...]:
    """Return the pictures, videos and documents an item carries, one entry a file."""
    out: dict[str, dict[str, str]] = {}
    for found in [] if content is None else content.iterfind("remotecontent"):
        uri = attribute(found, ".", "residref", "href")
        kind = attribute(found, ".", "contenttype").partition("/")[0]
        entry = {
            "uri": uri,
            "type": {"image": "picture"}.get(kind, kind if kind in {"video", "audio", "text"} else ""),
            "headline": line(found, "title")[:300],
            "rel": attribute(found, ".", "rendition") or "content",
        }
        if uri:
            out.setdefault(uri, {key: value for key, value in entry.items() if value})
    return tuple(out.values())
