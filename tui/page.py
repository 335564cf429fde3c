"""What the middle pane shows of one story: its head, its body, and what is marked in it.

Pure data made from an article and its quotes. Marks are sorted and cut into
`Piece`s once, so that drawing a line is a bisection, however many quotes
there are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from store.models import Article, Quote, Span
from store.terms import highlights
from tui import words


class Block(NamedTuple):
    """A paragraph of the story's head, drawn in the style `name`."""

    name: str
    text: str


class Mark(NamedTuple):
    """A stretch of the body drawn in the style `name`; `quote` is the quote's number or -1."""

    span: Span
    name: str
    quote: int = -1


class Piece(NamedTuple):
    """A stretch of the body over which the styles do not change."""

    start: int
    end: int
    names: tuple[str, ...]
    quotes: tuple[int, ...]


_ORDER = ("dateline", "heading", "indirect", "mixed", "direct", "speaker", "cue", "match")
"""Later styles are laid over earlier ones."""


@dataclass(frozen=True)
class Page:
    """One story made ready to draw."""

    article: Article
    head: tuple[Block, ...]
    quotes: tuple[Quote, ...]
    marks: tuple[Mark, ...]
    pieces: tuple[Piece, ...]
    terms: tuple[str, ...] = ()
    """The words searched for, folded."""
    matches: tuple[Span, ...] = ()
    """Where the words searched for stand in the body."""

    @property
    def uri(self) -> str:
        """Which story it is."""
        return self.article.uri

    @property
    def body(self) -> str:
        """The text, as printed."""
        return self.article.body_text

    def with_matches(self, terms: Sequence[str]) -> Page:
        """Return the page with the words searched for lit in the body."""
        if tuple(terms) == self.terms:
            return self
        matches = highlights(self.body, terms)
        marks = (*self.marks, *(Mark(span, "match") for span in matches))
        return replace(self, terms=tuple(terms), matches=matches, pieces=cut(marks))

    def pieces_in(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces of `body[start:end]`, unmarked stretches included, in order."""
        at = start
        index = max(bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1, 0)
        for piece in self.pieces[index:]:
            if piece.start >= end:
                break
            if piece.end <= at:
                continue
            if piece.start > at:
                yield Piece(at, piece.start, (), ())
                at = piece.start
            yield piece._replace(start=at, end=min(piece.end, end))
            at = min(piece.end, end)
        if at < end:
            yield Piece(at, end, (), ())


def make_page(article: Article, quotes: Sequence[Quote], *, versions: int = 1) -> Page:
    """Return the page of `article`; offsets are characters into its `body_text`."""
    marks = (*_article_marks(article), *_quote_marks(quotes))
    return Page(
        article=article,
        head=tuple(_head(article, versions)),
        quotes=tuple(quotes),
        marks=marks,
        pieces=cut(marks),
    )


def cut(marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cut overlapping marks into pieces that do not overlap, each with all that holds over it."""
    opens: dict[int, list[Mark]] = {}
    closes: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.span.start < mark.span.end:
            opens.setdefault(mark.span.start, []).append(mark)
            closes.setdefault(mark.span.end, []).append(mark)
    pieces: list[Piece] = []
    live: list[Mark] = []
    for start, end in pairwise(sorted({*opens, *closes})):
        for mark in closes.get(start, ()):
            live.remove(mark)
        live += opens.get(start, ())
        if live:
            names = {mark.name for mark in live}
            quotes = sorted({mark.quote for mark in live if mark.quote >= 0})
            pieces.append(Piece(start, end, tuple(n for n in _ORDER if n in names), tuple(quotes)))
    return tuple(pieces)


def _article_marks(article: Article) -> Iterator[Mark]:
    if article.dateline:
        at = article.body_text.find(article.dateline)
        if at >= 0:
            yield Mark(Span(at, at + len(article.dateline)), "dateline")
    for heading in article.headings:
        yield Mark(heading, "heading")


def _quote_marks(quotes: Sequence[Quote]) -> Iterator[Mark]:
    for number, quote in enumerate(quotes):
        for span in quote.spans:
            yield Mark(span, quote.type, number)
        if quote.cue:
            yield Mark(quote.cue.span, "cue")
        if quote.speaker and quote.speaker.span:
            yield Mark(quote.speaker.span, "speaker")


def _head(article: Article, versions: int) -> Iterator[Block]:
    if article.pubstatus != "usable":
        yield Block("alarm", words.status_line(article))
    if article.embargoed:
        yield Block("alarm", f"EMBARGOED until {words.moment(article.embargoed)}")
    yield Block("headline", words.headline(article))
    about = words.about(article, versions)
    if about:
        yield Block("about", about)
    if article.byline and article.byline not in article.body_text:
        yield Block("about", article.byline)
    if url := words.source_url(article):
        yield Block("link", url)
    if article.ednote:
        yield Block("note", f"Note to editors: {article.ednote}")
    if notes := words.worth_saying(article):
        yield Block("note", f"⚠ {notes}")
