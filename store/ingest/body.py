"""A story's body: markup or plain text in, paragraphs and clean XHTML out.

Both outputs come from one walk, so they always say the same. `text` has one
blank line between paragraphs and one line per list item and table row;
`xhtml` holds p, h2-h4, ul/ol/li, table/tr/td/th, a[href], strong, em, br,
blockquote and pre, nothing else, and is well-formed XML but for a root.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from store.ingest import markup, unwrap
from store.models import Span
from store.text import clean

_TAG = re.compile(r"</?[a-zA-Z][^<]*>|<!--")


@dataclass(frozen=True, slots=True)
class Body:
    """A story's text, the same as XHTML, and what was repaired on the way.

    `headings` are spans of characters into `text`.
    """

    text: str
    xhtml: str
    headings: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


def from_plain(text: str) -> Body:
    """Return plain text as a body: hard-wrapped lines re-joined, tables and address lines kept."""
    paragraphs = unwrap.paragraphs(clean(text))
    xhtml = "".join(
        "<p>" + "<br/>".join(html.escape(line, quote=False) for line in paragraph.split("\n")) + "</p>"
        for paragraph in paragraphs
    )
    return Body("\n\n".join(paragraphs), xhtml)


def from_html(source: str, *, base: str = "") -> Body:
    """Return HTML, or markup with HTML's element names, as a body.

    Scripts, styles, frames and the tags of unknown elements go; entities are
    resolved once, and once more only where the sender escaped twice, which
    `warnings` says. Relative links are resolved against `base`, or lose their
    target. Never raises: markup too tangled to be a story's is read as text
    without its tags. Source without any tag is read as plain text.
    """
    source = clean(source)
    if not _TAG.search(source):
        return from_plain(html.unescape(source))
    safe, warnings = markup.sanitise(source)
    return _assemble(markup.read(safe, base), warnings)


def _assemble(story: markup.Story, warnings: list[str]) -> Body:
    out: list[str] = []
    headings: list[Span] = []
    length = 0
    for piece in story.pieces:
        glue = piece.glue if out else ""
        if piece.heading:
            headings.append(Span(length + len(glue), length + len(glue) + len(piece.text)))
        out.append(glue + piece.text)
        length += len(out[-1])
    return Body("".join(out), story.xhtml, tuple(headings), tuple(warnings))
