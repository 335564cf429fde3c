"""The differences between two versions of a story as a sheet to read: pure data, ready to wrap and draw.

What was added and removed is told by signs that stand in the text, as wdiff
writes them, and by signs beside it: a terminal may draw neither line nor colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from store.changes import Changes, FieldChange, Paragraph, QuoteChange, summary
from store.models import Quote
from store.wording import Run
from tui import words

ADDED, REMOVED, REWORDED, MOVED = "+", "-", "~", ">"
_MARKS = {"added": ("{+", "+}"), "removed": ("[-", "-]"), "same": ("", "")}
_CONTEXT = 1  # paragraphs shown before and after a change

FIELD_NAMES = {
    "pubstatus": "Status", "embargoed": "Embargo", "expires": "Expiry", "urgency": "Urgency",
    "signal": "Signal", "slugline": "Slug", "takekey": "Take", "byline": "Byline", "dateline": "Dateline",
    "located": "Place", "ednote": "Note to editors", "source": "Source", "language": "Language",
    "category": "Category", "genre": "Genre", "keywords": "Keywords", "usageterms": "Terms of use",
}  # fmt: skip
"""What the fields are called, by their names in `Article`."""


class Stretch(NamedTuple):
    """Some text in one style."""

    style: str
    text: str


class Block(NamedTuple):
    """A paragraph of the sheet."""

    sign: str
    """One cell, beside each of its lines; a blank where nothing changed."""
    stretches: tuple[Stretch, ...]
    change: bool = False
    """A place to stop at on the way through the changes."""

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(stretch.text for stretch in self.stretches)


def sheet(changes: Changes, *, whole: bool = False) -> tuple[Block, ...]:
    """Return the sheet; what did not change is left out, and counted, unless `whole`."""
    out = [Block(" ", (Stretch("about", summary(changes)),))]
    fields = [field for field in (changes.headline, *changes.fields) if field]
    out += _section("Headline and fields", (_field(field) for field in fields))
    out += _section("Quotes", (_quote(change) for change in changes.quotes if change.kind != "same"))
    out += _section("Text", _text(changes.paragraphs, whole=whole))
    return tuple(out)


def _section(title: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks under their title, parted by empty lines; nothing if there are none."""
    for at, block in enumerate(blocks):
        yield Block(" ", ())
        if at == 0:
            yield Block(" ", (Stretch("title", title),))
        yield block


def _field(field: FieldChange) -> Block:
    name = "Headline" if field.name == "headline" else FIELD_NAMES.get(field.name, field.name)
    return Block(REWORDED, (Stretch("about", f"{name}: "), *_marked(field.runs)), change=True)


def _quote(change: QuoteChange) -> Block:
    if change.kind == "new" and change.new:
        return Block(
            ADDED, (*_whose("new quote", change.new), Stretch("added", change.new.text)), change=True
        )
    if change.kind == "gone" and change.old:
        gone = (*_whose("quote gone", change.old), Stretch("removed", change.old.text))
        return Block(REMOVED, gone, change=True)
    told = "quote reworded" if change.kind == "reworded" else "quote given to another speaker"
    if change.respoken and change.old and change.new:
        told += f", now {words.who(change.new)}, before {words.who(change.old)}"
        return Block(REWORDED, (Stretch("about", f"{told}: "), *_marked(change.runs)), change=True)
    whose = _whose(told, change.new) if change.new else ()
    return Block(REWORDED, (*whose, *_marked(change.runs)), change=True)


def _whose(told: str, quote: Quote) -> tuple[Stretch, ...]:
    return (Stretch("about", f"{told}, "), Stretch("speaker", words.who(quote)), Stretch("about", ": "))


def _text(paragraphs: Sequence[Paragraph], *, whole: bool) -> Iterator[Block]:
    """Yield the paragraphs; a run of unchanged ones far from any change is one line."""
    changed = [at for at, one in enumerate(paragraphs) if one.kind != "same"]
    if not changed and not whole:
        return
    near = {at + step for at in changed for step in range(-_CONTEXT, _CONTEXT + 1)}
    hidden = 0
    for at, paragraph in enumerate(paragraphs):
        if not whole and at not in near:
            hidden += 1
            continue
        if hidden:
            yield _left_out(hidden)
            hidden = 0
        yield _paragraph(paragraph)
    if hidden:
        yield _left_out(hidden)


def _left_out(count: int) -> Block:
    return Block(" ", (Stretch("about", f"[… {words.plural(count, 'paragraph')} unchanged …]"),))


def _paragraph(paragraph: Paragraph) -> Block:
    if paragraph.kind == "same":
        return Block(" ", tuple(Stretch("same", run.text) for run in paragraph.runs))
    if paragraph.kind == "reworded":
        return Block(REWORDED, tuple(_marked(paragraph.runs)), change=True)
    sign = ADDED if paragraph.kind == "added" else REMOVED
    text = tuple(Stretch(paragraph.kind, run.text) for run in paragraph.runs)
    if not paragraph.moved:
        return Block(sign, text, change=True)
    where = "moved to here" if paragraph.kind == "added" else "moved from here"
    return Block(MOVED, (Stretch("about", f"{where}: "), *text), change=paragraph.kind == "added")


def _marked(runs: Iterable[Run]) -> Iterator[Stretch]:
    for run in runs:
        before, after = _MARKS[run.kind]
        yield Stretch(run.kind, f"{before}{run.text}{after}")
