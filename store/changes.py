"""What differs between two versions of a story: its fields, its paragraphs, and who is quoted with what.

Pure, and bounded: of copy that is very long or made to be slow, whole
paragraphs are shown as removed and added, where else words are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from store.lineup import lined_up
from store.models import Article, Quote, Span
from store.requotes import QuoteChange, quote_changes
from store.wording import Budget, Run, runs

__all__ = [
    "Changes",
    "FieldChange",
    "Paragraph",
    "QuoteChange",
    "Run",
    "differences",
    "quote_changes",
    "summary",
]

ParagraphKind = Literal["same", "reworded", "added", "removed"]

_BREAK = "\n\n"  # as `Article.body_text` parts its paragraphs
_FIELDS: Mapping[str, str] = {
    "pubstatus": "status",
    "embargoed": "embargo",
    "expires": "expiry",
    "urgency": "urgency",
    "signal": "signal",
    "slugline": "slug",
    "takekey": "take",
    "byline": "byline",
    "dateline": "dateline",
    "located": "place",
    "ednote": "note to editors",
    "source": "source",
    "language": "language",
    "category": "category",
    "genre": "genre",
    "keywords": "keywords",
    "usageterms": "terms of use",
}
"""The fields that are compared, in order, and their names in words."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is not what it was."""

    name: str
    """As in `Article`."""
    old: str
    """In words; of several values, all of them with commas between. Empty if there was none."""
    new: str
    runs: tuple[Run, ...]
    """The same, word by word."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of either version or of both, and what became of it."""

    kind: ParagraphKind
    runs: tuple[Run, ...]
    """Of a reworded one its words compared, else all of it in one run (none if it is empty)."""
    old: Span | None
    """Where it stands in the older `body_text`; None only if added."""
    new: Span | None
    """Where it stands in the newer `body_text`; None only if removed."""
    moved: bool = False
    """Added or removed here, and word for word the other at another place."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two versions of a story."""

    headline: FieldChange | None
    """None: the same."""
    fields: tuple[FieldChange, ...]
    """Other fields that changed."""
    paragraphs: tuple[Paragraph, ...]
    """All paragraphs, in reading order: what went stands before what came in its place."""
    quotes: tuple[QuoteChange, ...]
    """What became of each quote; empty if no quotes were given."""

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        texts = any(paragraph.kind != "same" for paragraph in self.paragraphs)
        return bool(self.headline or self.fields) or texts or any(q.kind != "same" for q in self.quotes)


def differences(
    old: Article, new: Article, old_quotes: Sequence[Quote] = (), new_quotes: Sequence[Quote] = ()
) -> Changes:
    """Return what differs between two versions of a story and, if given, of its quotes."""
    budget = Budget()
    fields = [_field(name, old, new, budget) for name in ("headline", *_FIELDS)]
    return Changes(
        fields[0],
        tuple(field for field in fields[1:] if field),
        _paragraphs(old.body_text, new.body_text, budget),
        quote_changes(old_quotes, new_quotes),
    )


def summary(changes: Changes) -> str:
    """Return the changes in one line: "headline, 2 paragraphs reworded, 1 quote gone"; or "no change"."""
    parts = ["headline"] if changes.headline else []
    parts += [_FIELDS[field.name] for field in changes.fields]
    texts = Counter(_became(paragraph) for paragraph in changes.paragraphs)
    parts += _counted(texts, "paragraph", ("reworded", "added", "removed", "moved"))
    quotes = Counter(change.kind for change in changes.quotes)
    quotes["reattributed"] += sum(one.kind == "reworded" and one.respoken for one in changes.quotes)
    named = {"given to another speaker" if k == "reattributed" else k: n for k, n in quotes.items()}
    parts += _counted(named, "quote", ("new", "gone", "reworded", "given to another speaker"))
    return ", ".join(parts) or "no change"


def _became(paragraph: Paragraph) -> str:
    if paragraph.moved:
        return "moved" if paragraph.kind == "added" else ""  # it is one, shown twice
    return paragraph.kind


def _counted(counts: Mapping[str, int], noun: str, kinds: Sequence[str]) -> Iterator[str]:
    for kind in kinds:
        if count := counts.get(kind, 0):
            yield f"{count:,} {noun}{'' if count == 1 else 's'} {kind}"


def _field(name: str, old: Article, new: Article, budget: Budget) -> FieldChange | None:
    before, after = (_in_words(getattr(article, name)) for article in (old, new))
    if before == after:
        return None
    return FieldChange(name, before, after, runs(before, after, budget))


def _in_words(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _paragraphs(old: str, new: str, budget: Budget) -> tuple[Paragraph, ...]:
    before, after = _parted(old), _parted(new)
    drawn = [
        _paragraph(None if one is None else before[one], None if other is None else after[other], budget)
        for one, other in lined_up([text for text, _ in before], [text for text, _ in after], budget)
    ]
    went = _texts(drawn, "removed")
    moved = went & _texts(drawn, "added")
    left = {"removed": moved.copy(), "added": moved.copy()}
    return tuple(_marked(paragraph, left) if moved else paragraph for paragraph in drawn)


def _parted(body: str) -> list[tuple[str, Span]]:
    """Return the paragraphs of a body and where they stand; an empty body has none."""
    parts: list[tuple[str, Span]] = []
    at = 0
    for text in body.split(_BREAK) if body else ():
        parts.append((text, Span(at, at + len(text))))
        at += len(text) + len(_BREAK)
    return parts


def _paragraph(old: tuple[str, Span] | None, new: tuple[str, Span] | None, budget: Budget) -> Paragraph:
    (text, before), (then, after) = old or ("", None), new or ("", None)
    if old and new and text != then:
        return Paragraph("reworded", runs(text, then, budget), before, after)
    kind: Literal["same", "added", "removed"] = "same" if old and new else "removed" if old else "added"
    words = (Run(kind, text or then),) if text or then else ()
    return Paragraph(kind, words, before, after)


def _texts(paragraphs: Sequence[Paragraph], kind: ParagraphKind) -> Counter[str]:
    return Counter(one.runs[0].text for one in paragraphs if one.kind == kind and one.runs)


def _marked(paragraph: Paragraph, moved: Mapping[str, Counter[str]]) -> Paragraph:
    """Return the paragraph, marked if its text is one of those that only moved."""
    left = moved.get(paragraph.kind)
    text = paragraph.runs[0].text if paragraph.runs else ""
    if not left or not left[text]:
        return paragraph
    left[text] -= 1
    return Paragraph(paragraph.kind, paragraph.runs, paragraph.old, paragraph.new, moved=True)
