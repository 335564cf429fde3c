"""HTML to a story's pieces: cleaned by nh3, then read as a flat stream of tags.

The allow-list parser (nh3) deals with everything hostile or broken; what it
returns is balanced and escaped, so that a small reader of tags suffices.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urljoin

from store.ingest import table, unwrap
from store.ingest.inline import Inline, Line
from store.text import clean

_WORD = re.compile(r"\w+")
_BLOCKS = frozenset(
    _WORD.findall(
        "address article aside blockquote caption center dd details div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot "
        "th thead tr ul"
    )
)
_INLINE = {"a": "a", "b": "strong", "strong": "strong", "em": "em", "i": "em", "br": "br"}
_HEADS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_DROPPED = frozenset(
    _WORD.findall(
        "applet audio button canvas embed head iframe math noframes noscript object script select style svg "
        "template textarea title video"
    )
)
_SCHEMES = frozenset({"http", "https", "mailto", "ftp", "tel"})
# Open tags at once. Bodies in public samples stay below 30; nh3 takes quadratic time far beyond.
_MAX_DEPTH = 200
_SELF_CLOSING = frozenset(
    _WORD.findall("p li td th tr dt dd br hr img col input option meta link wbr source")
)

_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_TOKEN = re.compile(r'<(/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*)>')
_HREF = re.compile(r'href="([^"]*)"')
_ENOUGH_BREAKS = 3  # fewer lines prove nothing about the column
_BLOCK_OR_BREAK = re.compile(r"(<br>|</?(?:p|div|li|ul|ol|h[1-6]|table|tr|td|th|pre|blockquote|section)>)")
_ANY_TAG = re.compile(r"<[^<>]*>")
_ESCAPED_TAG = re.compile(
    r"&lt;(/?(?:a|b|blockquote|br|div|em|embed|figure|h[1-6]|i|iframe|img|li|ol|p|script|span|strong|style"
    r"|table|td|tr|u|ul)(?:\s[^<>]*?)?/?)&gt;"
)  # lower case only: Reuters writes tickers as <BR>, <I>, <TD>
_PSEUDO_TAG = re.compile(r"&lt;([a-z]{2,12})&gt;([^<>&]{0,40})&lt;/\1&gt;")  # `<endash>-</endash>` as text
_ESCAPED_ENTITY = re.compile(
    r"&amp;(amp;)?(?=(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[nm]dash|euro|hellip|szlig"
    r"|[a-zA-Z](?:acute|grave|circ|uml|tilde|cedil|ring|slash)|#\d{2,5}|#x[0-9a-fA-F]{2,4});)"
)


class Piece(NamedTuple):
    """A paragraph, list item or table as text; `glue` parts it from the one before."""

    glue: str
    text: str
    heading: bool = False
    item: bool = False


@dataclass(slots=True)
class Story:
    """What was read: the pieces in order, and the same as XHTML."""

    pieces: list[Piece] = field(default_factory=list)
    xhtml: str = ""


def sanitise(source: str) -> tuple[str, list[str]]:
    """Return markup reduced to the allow-list, and what had to be repaired for it."""
    warnings = []
    if _too_deep(source):
        warnings.append(f"markup nested deeper than {_MAX_DEPTH} elements: read without its tags")
        return f"<pre>{html.escape(html.unescape(_ANY_TAG.sub(' ', source)), quote=False)}</pre>", warnings
    safe = _allow(source)
    if _ESCAPED_TAG.search(safe):
        unescaped = _ESCAPED_TAG.sub(lambda tag: f"<{html.unescape(tag[1])}>", safe)
        if not _too_deep(unescaped):
            safe = _allow(unescaped)
            warnings.append("tags escaped as text were read as tags")
    safe = _PSEUDO_TAG.sub(r"\2", safe)
    if _ESCAPED_ENTITY.search(safe):
        safe = _allow(_ESCAPED_ENTITY.sub("&", safe))
        warnings.append("entities escaped twice were resolved twice")
    return _joined_breaks(safe), warnings


def _joined_breaks(safe: str) -> str:
    """Take out the line breaks of text that was broken at a fixed column (AAP sends `<br />` for each)."""
    if safe.count("<br>") < _ENOUGH_BREAKS:
        return safe
    parts = _BLOCK_OR_BREAK.split(safe)  # text, tag, text, tag, ..., text
    rows = [" ".join(_ANY_TAG.sub("", text).split()) for text in parts[0::2]]
    broken = [len(row) for row, tag in zip(rows, parts[1::2], strict=False) if tag == "<br>" and row]
    width = max(broken, default=0)
    full = sum(length >= width * 0.8 for length in broken)
    if not unwrap.NARROWEST <= width <= unwrap.WIDEST or full < len(broken) * 0.7:
        return safe
    for n, row in enumerate(rows[:-1]):
        following = rows[n + 1].split(maxsplit=1)
        if (
            parts[2 * n + 1] == "<br>"
            and row
            and following
            and len(row) + 1 + len(following[0]) > width * 0.8
        ):
            parts[2 * n + 1] = " "
    return "".join(parts)


def _allow(source: str) -> str:
    import nh3  # noqa: PLC0415 - only bodies with markup pay for it

    return clean(
        nh3.clean(
            source,
            tags=set(_BLOCKS | _INLINE.keys()),
            clean_content_tags=set(_DROPPED),
            attributes={"a": {"href"}, "*": set()},
            url_schemes=set(_SCHEMES),
            link_rel=None,
        )
    )


def _too_deep(source: str) -> bool:
    """Tell whether tags are open more than `_MAX_DEPTH` deep, whatever closing tags pretend."""
    still_open: Counter[str] = Counter()
    total = 0
    for close, written in _NAME.findall(source):
        name = written.lower()
        if name in _SELF_CLOSING:
            continue
        if not close:
            still_open[name] += 1
            total += 1
        elif still_open[name]:
            still_open[name] -= 1
            total -= 1
        if total > _MAX_DEPTH:
            return True
    return False


def read(safe: str, base: str = "") -> Story:
    """Read sanitised markup into a story; relative links are resolved against `base`."""
    reader = _Reader(base)
    place = 0
    for tag in _TOKEN.finditer(safe):
        reader.text(safe[place : tag.start()])
        place = tag.end()
        if tag[1]:
            reader.end(tag[2])
        else:
            reader.start(tag[2], tag[3])
    reader.text(safe[place:])
    reader.flush()
    reader.close_all()
    return Story(reader.pieces, "".join(reader.out))


class _Reader:
    """Turns a balanced stream of tags into pieces and XHTML, one block at a time."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.pieces: list[Piece] = []
        self.out: list[str] = []
        self.inline = Inline()
        self.containers: list[str] = []  # open blockquote, ul, ol, li in the output
        self.numbers: list[int] = []  # next number of each open ol; 0 in an ul
        self.heading = ""
        self.pre = 0
        self.tables: list[table.Table] = []
        self.fresh_item = False

    def text(self, raw: str) -> None:
        if raw:
            self.inline.text(html.unescape(raw), keep_space=self.pre > 0)

    def start(self, name: str, attributes: str) -> None:
        if name in _INLINE:
            self._start_inline(_INLINE[name], attributes)
            return
        self.flush()
        if name in _HEADS:
            self.heading = _HEADS[name]
        elif name == "pre":
            self.pre += 1
        elif name in {"ul", "ol", "li", "blockquote"} and not self._in_table():
            self._open(name)
        elif name in {"table", "tr", "td", "th"}:
            self._start_table(name)

    def end(self, name: str) -> None:
        if name in _INLINE:
            self.inline.close(_INLINE[name])
            return
        self.flush()
        if name in _HEADS:
            self.heading = ""
        elif name == "pre":
            self.pre = max(0, self.pre - 1)
        elif name in {"ul", "ol", "li", "blockquote"} and not self._in_table():
            self._close(name)
        elif name == "table" and self.tables:
            self._end_table(self.tables.pop())

    def close_all(self) -> None:
        while self.tables:
            self._end_table(self.tables.pop())
        while self.containers:
            self._close(self.containers[-1])

    def flush(self) -> None:
        """End the paragraph that is being read, if there is any text in it."""
        if self.inline.is_empty():
            return
        for line in self.inline.take(pre=self.pre > 0):
            if self._in_table() and self.tables[-1].add(line.text, line.xhtml):
                continue
            self._paragraph(line)

    def _in_table(self) -> bool:
        return bool(self.tables) and not self.tables[-1].layout

    def _start_inline(self, name: str, attributes: str) -> None:
        if name == "br":
            if self.inline.line_break() and not self._in_table():
                self.flush()
            return
        href = _HREF.search(attributes)
        target = _target(html.unescape(href[1]), self.base) if href and name == "a" else ""
        opening = f'<a href="{html.escape(target)}">' if target else f"<{name}>"
        self.inline.open(name, opening if name != "a" or target else "")

    def _open(self, name: str) -> None:
        if name == "li":
            if not (self.containers and self.containers[-1] in {"ul", "ol"}):
                return
            self.fresh_item = True
        if name in {"ul", "ol"}:
            self.numbers.append(1 if name == "ol" else 0)
        self.containers.append(name)
        self.out.append(f"<{name}>")

    def _close(self, name: str) -> None:
        if name not in self.containers:
            return
        while True:
            last = self.containers.pop()
            if last in {"ul", "ol"}:
                self.numbers.pop()
            if self.out[-1] == f"<{last}>":
                self.out.pop()
            else:
                self.out.append(f"</{last}>")
            if last == name:
                return

    def _start_table(self, name: str) -> None:
        if name == "table":
            if self._in_table():
                self._spill(self.tables[-1])
            self.tables.append(table.Table())
        elif self.tables and name == "tr":
            self.tables[-1].row()
        elif self.tables:
            self.tables[-1].cell(head=name == "th")

    def _spill(self, outer: table.Table) -> None:
        """The outer table only lays out the page: what it holds becomes paragraphs."""
        outer.layout = True
        for text, xhtml in outer.contents():
            self._paragraph(Line(text, xhtml))

    def _end_table(self, done: table.Table) -> None:
        if done.layout:
            return
        if done.holds_prose():
            self._spill(done)
            return
        text = done.as_text()
        if text:
            self.pieces.append(Piece("\n\n", text))
            self.out.append(done.as_xhtml())

    def _paragraph(self, line: Line) -> None:
        if not line.text:
            return
        in_list = bool(self.containers) and "li" in self.containers
        if in_list:
            self._item(line)
            return
        tag = self.heading or ("pre" if line.pre else "p")
        heading = bool(self.heading) or line.cross_head
        self.pieces.append(Piece("\n\n", line.text, heading))
        self.out.append(f"<{tag}>{line.xhtml}</{tag}>")

    def _item(self, line: Line) -> None:
        depth = len(self.numbers) - 1
        if self.fresh_item:
            number = self.numbers[-1] if self.numbers else 0
            mark = f"{number}. " if number else "\N{BULLET} "
            if number:
                self.numbers[-1] += 1
            follows_item = bool(self.pieces) and self.pieces[-1].item
            self.pieces.append(
                Piece("\n" if follows_item else "\n\n", "  " * depth + mark + line.text, item=True)
            )
            self.out.append(line.xhtml)
        else:
            self.pieces.append(Piece("\n", "  " * (depth + 1) + line.text, item=True))
            self.out.append(f"<p>{line.xhtml}</p>")
        self.fresh_item = False


def _target(href: str, base: str) -> str:
    """Return an absolute link of a harmless scheme, or an empty string."""
    try:
        url = urljoin(base, href.strip()) if base else href.strip()
    except ValueError:  # urljoin refuses malformed addresses
        return ""
    return url if url.partition(":")[0].lower() in _SCHEMES and ":" in url else ""
