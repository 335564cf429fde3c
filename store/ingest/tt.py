"""TT's own NITF dialect: BODY/TEXT with RUBRIK, INGRESS, BRODTEXT, inside NewsML-G2.

CITAT is a paragraph of direct speech, printed with a dash in Swedish; MELLIS
is a cross-head. A second TEXT is a fact box and keeps its RUBRIK as heading.
"""

from __future__ import annotations

from typing import Any

from store.ingest import assembly, xmltree
from store.ingest.body import Body, from_html
from store.ingest.xmltree import Element, line

_TAGS = {"mellis": "h3", "fraga": "p", "svar": "p", "tabell": "table", "rad": "tr", "kolumn": "td"}
_OUTSIDE = ("bild", "byline", "dat", "vinjett", "puff")


def body(story: Element) -> Body:
    """Return the story with its fact boxes. Changes the tree."""
    parts = []
    for number, text in enumerate(story.iter("text")):
        for name in _OUTSIDE:
            for found in list(text.iter(name)):
                xmltree.drop(found)
        for rubric in list(text.iter("rubrik")):
            if number:
                rubric.tag = "h2"
            else:
                xmltree.drop(rubric)
        _translate(text)
        parts.append(xmltree.markup(text))
    return from_html("".join(parts)) if parts else assembly.NOTHING


def metadata(story: Element) -> dict[str, Any]:
    """Return headline, place and byline as the story's own markup gives them."""
    first = story.find("text") if story.find("text") is not None else story
    known = {
        "headline": line(first, "rubrik"),
        "located": line(first, "dat/ort"),
        "byline": line(first, "byline") or line(story, ".//byline"),
    }
    return {name: value for name, value in known.items() if value}


def pictures(story: Element) -> tuple[dict[str, str], ...]:
    """Return the pictures that belong to the story."""
    found = []
    for picture in story.iter("bild"):
        uri = line(picture, "bildfil")
        if uri:
            caption = line(picture, "bildtext")[:300]
            entry = {"uri": uri, "type": "picture", "headline": caption, "rel": "media"}
            found.append({key: value for key, value in entry.items() if value})
    return tuple(found)


def _translate(text: Element) -> None:
    for found in text.iter():
        tag = str(found.tag)
        if tag == "citat":
            found.tag = "p"
            inner = found.find("p")
            spoken = found if inner is None else inner
            if not (spoken.text or "").lstrip().startswith(("–", "-", "—")):
                spoken.text = "– " + (spoken.text or "").lstrip()
        elif tag in _TAGS:
            found.tag = _TAGS[tag]
