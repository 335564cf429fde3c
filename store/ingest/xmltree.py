"""Small words for XML trees: names without namespaces, text of elements, markup of a part.

After `flatten` every name is local and in lower case, so that prefixes,
missing namespaces and senders' own spelling make no difference. Attributes
too: `xml:lang` is `lang`.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from store.ingest.body import Body, from_html, from_plain
from store.text import clean, clean_line

Element = etree._Element


def flatten(root: Element, prefixes: Mapping[str, str] | None = None, unknown: str = "") -> None:
    """Make all names local and lower case; elements of the namespaces in `prefixes` keep `prefix:`.

    With `unknown`, elements of any other namespace than the root's get that prefix.
    """
    own = etree.QName(root).namespace
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        local = name.localname.lower()
        if prefixes is not None and name.namespace and name.namespace != own:
            prefix = prefixes.get(name.namespace, unknown)
            local = f"{prefix}_{local}" if prefix else local
        if local != element.tag:
            element.tag = local
        for key in list(element.attrib):
            short = str(key).rpartition("}")[2].lower()
            if short != key:
                value = element.attrib.pop(key)
                if short not in element.attrib:
                    element.attrib[short] = value


def local(element: Element) -> str:
    """Return an element's local name in lower case, also before `flatten`."""
    return etree.QName(element).localname.lower()


def line(element: Element | None, path: str = "") -> str:
    """Return the text of the first element at `path` that has any, cleaned, on one line."""
    if element is None:
        return ""
    for found in element.iterfind(path) if path else (element,):
        text = clean_line(spaced(found))
        if text:
            return text
    return ""


def title(element: Element | None, path: str = "") -> str:
    """Return a headline: the text at `path` on one line, markup and entities in it resolved."""
    for found in () if element is None else element.iterfind(path) if path else (element,):
        text = running(found)
        if "<" in text or "&" in text:
            text = clean_line(from_html(text).text)
        if text:
            return text
    return ""


def lines(element: Element, path: str) -> tuple[str, ...]:
    """Return the distinct texts of all elements at `path`, cleaned."""
    return tuple(dict.fromkeys(filter(None, (clean_line(spaced(found)) for found in element.iterfind(path)))))


def spaced(element: Element) -> str:
    """Return all text below an element, a blank between the texts of its children."""
    return " ".join(str(part) for part in element.itertext())


def running(element: Element) -> str:
    """Return all text below an element as it runs, cleaned, on one line."""
    return clean_line("".join(str(part) for part in element.itertext()))


def attribute(element: Element | None, path: str, *names: str) -> str:
    """Return the first of the named attributes with a value; `path` is `.` for the element itself."""
    if element is None:
        return ""
    for found in (element,) if path == "." else element.iterfind(path):
        for name in names:
            value = clean_line(found.get(name) or "")
            if value:
                return value
    return ""


def drop(element: Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def markup(element: Element) -> str:
    """Return what an element holds as HTML; text that is markup itself (CDATA) is returned as it is."""
    if len(element) == 0:
        return element.text or ""
    head = element.text or ""
    inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (head.replace("&", "&amp;").replace("<", "&lt;") if head.strip() else "") + inner


def body(element: Element | None, *, base: str = "") -> Body:
    """Return what an element holds as a story's body."""
    if element is None:
        return Body("", "")
    return from_html(markup(element), base=base)


def note(element: Element) -> str:
    """Return a note as text, one line a paragraph or list item."""
    if len(element) == 0:
        rows = clean(element.text or "").split("\n")
        return "\n".join(filter(None, (clean_line(row) for row in rows)))
    return "\n".join(filter(None, (part.strip() for part in body(element).text.split("\n"))))


def plain_body(text: str) -> Body:
    """Return text, with or without markup in it, as a story's body."""
    return from_html(text) if "<" in text else from_plain(text)


def classes(element: Element) -> frozenset[str]:
    """Return the words of the `class` attribute."""
    return frozenset((element.get("class") or "").split())
