"""NewsML 1.0 to 1.2: AFP, ANP, EFE, TASS, Kyodo, SDA/ATS, ANA-MPE, Business Wire, Belga.

A NewsItem holds NewsComponents inside NewsComponents. A component with text
of its own, or with parts of role Lead and Body, is a story and inherits what
the components around it say; headlines, captions, style sheets and tweets
beside the body are parts, not stories.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store.errors import IngestError
from store.ingest import assembly, common_xml, newsml1_meta, nitf, xmltree
from store.ingest.body import Body
from store.ingest.xmltree import Element, attribute, line
from store.models import Article, Span

_PARTS = frozenset({"body", "lead", "maintext", "bodytext"})
_ASIDE = frozenset(
    """abstract stylesheet headline title logo contact tweettext caption image thumbnail preview clip summary
    quicklook photo picture video audio sound graphic graphics multimedia boilerplate""".split()  # noqa: SIM905 - a list of roles reads best as words
)
_MEDIA = frozenset({"photo", "picture", "image", "video", "audio", "graphic", "animation"})


def read(root: Element, name: str, warnings: tuple[str, ...]) -> Iterator[Article | IngestError]:
    """Yield the articles of a NewsML 1 document, and an `IngestError` for each item that cannot be read."""
    xmltree.flatten(root)
    items = (
        [root] if root.tag == "newsitem" else [e for e in root.iter("newsitem") if e.get("newsitem") is None]
    )
    if not items:
        yield IngestError("the document holds no NewsItem", where=name)
    for number, item in enumerate(items, 1):
        where = (f"{name}, item {number}" if name else f"item {number}") if len(items) > 1 else name
        yield from _articles(root, item, where, warnings)


def _articles(
    root: Element, item: Element, where: str, warnings: tuple[str, ...]
) -> Iterator[Article | IngestError]:
    stories = [found for component in item.iterfind("newscomponent") for found in _stories(component)]
    if not stories:
        stories = [_without_text(item)]
    several = len(stories) > 1
    if not any(True for _ in item.iter("contentitem", "headline")) and not _is_killed(item):
        yield IngestError("the NewsItem holds no content: an index, not a story", where=where)
        return
    media = _media(item, stories)
    for number, story in enumerate(stories, 1):
        place = f"{where}, story {number}" if several and where else where
        try:
            known = newsml1_meta.fields_of(root, item, story)
            if several and number > 1:
                known["uri"] = f"{known['uri']}:{attribute(story, '.', 'duid') or number}"
            known["associations"] = (*known.get("associations", ()), *media)
            yield _article(story, known, place, warnings)
        except IngestError as error:
            yield error


def _is_killed(item: Element) -> bool:
    return common_xml.pubstatus(attribute(item, "newsmanagement/status", "formalname")) != "usable"


def _without_text(item: Element) -> Element:
    """Return the component that says most about an item without text: the last inner one with a headline."""
    inner = [found for found in item.iter("newscomponent") if found.find("newslines/headline") is not None]
    inner = [found for found in inner if _role(found) not in _ASIDE]
    return inner[-1] if inner else next(item.iter("newscomponent"), item)


def _article(story: Element, known: dict[str, Any], where: str, warnings: tuple[str, ...]) -> Article:
    notes = [*warnings, *known.pop("notes", ())]
    inner = next(story.iter("nitf"), None)
    if inner is not None:
        extra = nitf.metadata(inner, [])
        for field in (
            "headline",
            "byline",
            "located",
            "dateline",
            "keywords",
            "ednote",
            "urgency",
            "language",
        ):
            known[field] = known.get(field) or extra.get(field)
    common_xml.editorial(known, notes)
    body, private = common_xml.ended(_joined(list(_texts(story))))
    for field, value in common_xml.opening_dateline(body.text).items():
        known[field] = known.get(field) or value
    known["byline"] = known.get("byline") or common_xml.body_byline(body.text)
    known["ednote_private"] = "\n".join(filter(None, (known.get("ednote_private"), private)))
    return assembly.article(
        body=body,
        where=where,
        warnings=notes,
        format="newsml1",
        **{name: value for name, value in known.items() if value},
    )


def _role(component: Element) -> str:
    return attribute(component, "role", "formalname").casefold()


def _stories(component: Element) -> Iterator[Element]:
    """Yield the components that are stories of their own, in reading order."""
    children = list(component.iterfind("newscomponent"))
    roles = {_role(child) for child in children}
    if _holds_text(component) or (
        roles & _PARTS and any(_holds_text(c) for c in children if _role(c) in _PARTS)
    ):
        yield component
        return
    for child in children:
        if _role(child) not in _ASIDE or _has_story_parts(child):
            yield from _stories(child)


def _has_story_parts(component: Element) -> bool:
    return any(_role(child) in _PARTS and _holds_text(child) for child in component.iterfind("newscomponent"))


def _holds_text(component: Element) -> bool:
    return next(_text_items(component), None) is not None


def _text_items(component: Element) -> Iterator[Element]:
    """Yield the data of the content items of a component that hold text."""
    for item in component.iterfind("contentitem"):
        kind = attribute(item, "mediatype", "formalname").casefold()
        mime = attribute(item, "mimetype", "formalname").casefold()
        data = item.find("datacontent")
        if data is None and item.get("href"):
            continue
        if kind in _MEDIA or mime.startswith(("image/", "video/", "audio/", "text/css", "application/pdf")):
            continue
        if data is None:
            data = next(iter(item.iterfind("encoding/datacontent")), None)
        if data is not None and xmltree.running(data):
            yield data


def _texts(story: Element) -> Iterator[Body]:
    direct = list(_text_items(story))
    if not direct:
        for wanted in ("lead", "body", "maintext", "bodytext"):
            for child in story.iterfind("newscomponent"):
                if _role(child) == wanted:
                    direct += list(_text_items(child))
    for data in direct:
        yield _content(data)


def _content(data: Element) -> Body:
    inner = next(data.iter("body.content"), None)
    if inner is not None or next(data.iter("nitf"), None) is not None:
        return (
            nitf.body(data) if next(data.iter("nitf"), None) is None else nitf.body(next(data.iter("nitf")))
        )
    html = next(data.iter("html"), None)
    if html is not None:
        return xmltree.body(html.find("body") if html.find("body") is not None else html)
    return nitf.content_body(data)


def _joined(bodies: list[Body]) -> Body:
    """Return several parts as one body: the lead, then the body."""
    text, xhtml = "", ""
    headings: list[Span] = []
    warnings: list[str] = []
    for body in bodies:
        if not body.text:
            continue
        start = len(text) + 2 if text else 0
        headings += [Span(start + span.start, start + span.end) for span in body.headings]
        text = f"{text}\n\n{body.text}" if text else body.text
        xhtml += body.xhtml
        warnings += body.warnings
    return Body(text, xhtml, tuple(headings), tuple(dict.fromkeys(warnings)))


def _media(item: Element, stories: list[Element]) -> tuple[dict[str, str], ...]:
    """Return the pictures, videos and files that come with an item: of several sizes of one the first."""
    out: dict[Element, dict[str, str]] = {}
    for content in item.iter("contentitem"):
        href, component = attribute(content, ".", "href"), content.getparent()
        if not href or component is None:
            continue
        kind = attribute(content, "mediatype", "formalname") or attribute(content, "mimetype", "formalname")
        kind = kind.partition("/")[0].casefold()
        owner = _owner(component, stories)
        entry = {
            "uri": href,
            "type": {"photo": "picture", "image": "picture", "application": ""}.get(kind, kind),
            "headline": line(owner, "newslines/headline")[:300],
            "rel": _role(component) or "media",
        }
        key = content if owner in stories or owner.tag != "newscomponent" else owner
        out.setdefault(key, {key: value for key, value in entry.items() if value})
    return tuple({entry["uri"]: entry for entry in out.values()}.values())


def _owner(component: Element, stories: list[Element]) -> Element:
    """Return the component that describes a picture: the nearest with a headline, below the stories' own."""
    around = {found for story in stories for found in (story, *story.iterancestors("newscomponent"))}
    for found in (component, *component.iterancestors("newscomponent")):
        if found in around:
            break
        if found.find("newslines/headline") is not None:
            return found
    return component
