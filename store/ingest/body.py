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

# UTF-8 that somebody read as cp1252 or Latin-1 and wrote again: two such characters for an accented letter.
_HALVES = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_TWICE = re.compile(f"[\u00c2\u00c3][{_HALVES}]|\u00e2[\u0080\u20ac][{_HALVES}]")
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
    source, mended = mend(source)
    source = clean(source)
    if not _TAG.search(source):
        plain = from_plain(html.unescape(source))
        return Body(plain.text, plain.xhtml, warnings=mended)
    safe, warnings = markup.sanitise(source)
    return _assemble(markup.read(safe, base), [*mended, *warnings])


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Return text with characters put right that were encoded as UTF-8 twice, and what to say of it."""
    mended, count = _TWICE.subn(_once, text)
    return (mended, ("characters encoded twice in UTF-8 were decoded",)) if count else (text, ())


def _once(match: re.Match[str]) -> str:
    data = b"".join(char.encode("latin-1") if ord(char) < 256 else char.encode("cp1252") for char in match[0])
    text = data.decode("utf-8", "replace")
    return match[0] if "\ufffd" in text else text


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
