"""Text inside one block of markup: white space folded, marks balanced, breaks kept."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from store.ingest import unwrap

_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_BLANK_LINE = re.compile(r"\S[ \t]*\n[ \t]*\n\s*\S")
_INDENTED = re.compile(r"\n {2,}\S")
_FLUSH_LEFT = re.compile(r"\n\S")
_SENTENCE_END = re.compile(r"[.!?:;,…][\"'”’»)]*$")
_CROSS_HEAD_WORDS = 12


class Line(NamedTuple):
    """A finished paragraph: its text and the same as inline XHTML."""

    text: str
    xhtml: str
    pre: bool = False
    cross_head: bool = False
    """Wholly bold, short and no sentence: a heading in disguise."""


class Inline:
    """Collects the text and the inline marks of the block being read."""

    def __init__(self) -> None:
        self._raw: list[str] = []
        self._html: list[str] = []
        self._open: list[tuple[str, str]] = []  # name and opening tag
        self._bold = 0  # characters inside strong
        self._marked = False
        self._worded = False
        self._ends_in_break = False

    def text(self, raw: str, *, keep_space: bool) -> None:
        """Add text; white space is folded unless `keep_space`."""
        if not raw.strip("\xa0 \n\t"):
            raw = raw if keep_space else "\n" if "\n" in raw else " "
        else:
            self._ends_in_break = False
            if self._open and any(name == "strong" for name, _ in self._open):
                self._bold += len("".join(raw.split()))
        self._worded = self._worded or bool(raw.strip())
        self._raw.append(raw)
        self._html.append(html.escape(raw if keep_space else _SPACE.sub(" ", raw), quote=False))

    def line_break(self) -> bool:
        """Add a `br`; True if it is the second in a row, which ends the paragraph."""
        if self._ends_in_break or not self._worded:
            return True
        self._raw.append("\x00")
        self._html.append("<br/>")
        self._ends_in_break = True
        return False

    def open(self, name: str, opening: str) -> None:
        """Open an inline mark; an empty `opening` keeps its place without a tag."""
        if name == "a":
            self.close("a")  # links do not nest, but a table between two of them lets them
        self._open.append((name, opening))
        self._html.append(opening)
        self._marked = self._marked or bool(opening)

    def close(self, name: str) -> None:
        """Close the innermost mark of that name, and what was opened inside it."""
        if not any(name == other for other, _ in self._open):
            return
        while self._open:
            last, opening = self._open.pop()
            self._html.append(f"</{last}>" if opening else "")
            if last == name:
                return

    def is_empty(self) -> bool:
        """Tell whether nothing was added since the last paragraph was taken."""
        return not self._html

    def take(self, *, pre: bool) -> list[Line]:
        """Return the paragraphs collected so far and start afresh, marks left open."""
        raw = self._raw[0] if len(self._raw) == 1 else "".join(self._raw)
        xhtml = self._html[0] if len(self._html) == 1 else "".join(self._html)
        bold, marked = self._bold, self._marked
        self._raw, self._html, self._marked = [], [], False
        self._bold, self._worded, self._ends_in_break = 0, False, False
        if self._open:
            xhtml += "".join(f"</{name}>" for name, opening in reversed(self._open) if opening)
            self._html = [opening for _, opening in self._open]
            self._marked = any(self._html)
        if not raw.strip("\x00 \n\t\xa0"):
            return []
        if pre or (not marked and _is_laid_out(raw)):
            return _laid_out(raw.replace("\x00", "\n"), pre=pre)
        if "\x00" in raw:
            text = "\n".join(_SPACE.sub(" ", part).strip() for part in raw.split("\x00")).strip()
        else:
            text = _SPACE.sub(" ", raw).strip()
        return [Line(text, _tidy(xhtml), cross_head=_is_cross_head(text, bold))]


def _is_laid_out(raw: str) -> bool:
    """Tell whether line ends carry meaning: blank lines, or some lines indented and others not."""
    if "\n" not in raw:
        return False
    if _BLANK_LINE.search(raw):
        return True
    flush_left = len(_FLUSH_LEFT.findall(raw))
    return flush_left >= 2 and (len(_INDENTED.findall(raw)) >= 2 or unwrap.is_typed(raw))


def _laid_out(raw: str, *, pre: bool) -> list[Line]:
    if pre and not _is_laid_out(raw):
        kept = "\n".join(line.rstrip() for line in raw.expandtabs(4).strip("\n").split("\n"))
        if unwrap.is_aligned(kept):
            return [Line(kept, html.escape(kept, quote=False), pre=True)]
    return [
        Line(paragraph, "<br/>".join(html.escape(line, quote=False) for line in paragraph.split("\n")))
        for paragraph in unwrap.paragraphs(raw)
    ]


def _tidy(xhtml: str) -> str:
    """Drop empty marks and breaks at either end, which say nothing."""
    before = None if "<" in xhtml else (xhtml := xhtml.strip())
    while before != xhtml:
        before = xhtml
        xhtml = re.sub(r"<(strong|em)>(\s*)</\1>", r"\2", xhtml)
        xhtml = re.sub(r'<a href="[^"]*">\s*</a>', "", xhtml)
        xhtml = re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", xhtml)
    return re.sub(r"  +", " ", xhtml) if "  " in xhtml else xhtml


def _is_cross_head(text: str, bold: int) -> bool:
    if not bold:
        return False
    letters = "".join(text.split())
    return (
        bold >= len(letters) > 0
        and "\n" not in text
        and len(text.split()) <= _CROSS_HEAD_WORDS
        and not _SENTENCE_END.search(text)
    )
