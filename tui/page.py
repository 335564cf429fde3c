"""What the middle pane shows of one story: its head, its body, and what is marked in it.

Pure data made from an article and its quotes. Marks are sorted and cut into
`Piece`s once, so that drawing a line is a bisection, however many quotes
there are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple

from store.export.citation import status
from store.models import Article, PubStatus, Quote, Span, Version
from store.requotes import quote_changes
from store.terms import highlights
from tui import words


class About(NamedTuple):
    """What the head says of a story beyond what its copy says."""

    now: datetime
    chain: tuple[Version, ...] = ()
    """All versions kept, newest first."""
    superseded: str = ""
    """As in `Page`."""
    pubstatus: PubStatus | None = None
    """Of the story, that is, of its newest version, if this is an earlier one."""
    changed: str = ""
    """What a correction changed."""


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
    superseded: str = ""
    """Of a version that is not the newest, which one it is: "version 2 of 4"."""
    chain: tuple[Version, ...] = ()
    """All versions of the story, newest first."""
    pubstatus: PubStatus = "usable"
    """What became of the story: when it is killed, its earlier versions must not be used either."""

    @property
    def uri(self) -> str:
        """Which story it is."""
        return self.article.uri

    def is_of(self, article: Article) -> bool:
        """Tell whether it shows this version of this story."""
        return (self.article.uri, self.article.version) == (article.uri, article.version)

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

    def lit_in(self, number: int, other: Page) -> int:
        """Return which quote of another version of the story is the one that is lit in this; -1 for none."""
        same_story = any(version.uri == self.uri for version in other.chain)
        if not same_story or not 0 <= number < len(self.quotes):
            return -1
        changes = quote_changes(self.quotes, other.quotes)
        now = next((one.new for one in changes if one.old is self.quotes[number]), None)
        return -1 if now is None else other.quotes.index(now)

    def barred(self, now: datetime) -> str:
        """Return why its words must not be used at `now`, in capitals; empty for most stories."""
        return status(replace(self.article, pubstatus=self.pubstatus), f"{now:%Y-%m-%dT%H:%M:%SZ}")

    def at_time(self, now: datetime) -> Page:
        """Return the page with the time an embargo has left at `now`; itself where nothing is another."""
        head = tuple(_embargo(self.article, now) if one.name == "embargo" else one for one in self.head)
        return self if head == self.head else replace(self, head=head)

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


def make_page(article: Article, quotes: Sequence[Quote], about: About | None = None) -> Page:
    """Return the page of `article`; offsets are characters into its `body_text`."""
    about = about or About(now=datetime.now(UTC))
    marks = (*_article_marks(article), *_quote_marks(quotes))
    return Page(
        article=article,
        head=tuple(_head(article, about)),
        quotes=tuple(quotes),
        marks=marks,
        pieces=cut(marks),
        superseded=about.superseded,
        chain=about.chain,
        pubstatus=about.pubstatus or article.pubstatus,
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


def _head(article: Article, about: About) -> Iterator[Block]:
    yield from _alarms(article, about)
    yield Block("headline", words.headline(article))
    if about.changed:
        yield Block("note", f"Corrected: {about.changed} · V shows versions and differences")
    if line := words.about(article, len(about.chain)):
        yield Block("about", line)
    if article.byline and article.byline not in article.body_text:
        yield Block("about", article.byline)
    if url := words.source_url(article):
        yield Block("link", url)
    if article.ednote:
        yield Block("note", f"Note to editors: {article.ednote}")
    if notes := words.worth_saying(article):
        yield Block("note", f"⚠ {notes}")


def _alarms(article: Article, about: About) -> Iterator[Block]:
    """Yield what must be known before the headline is read."""
    if article.pubstatus != "usable":
        yield Block("alarm", words.status_line(article))
    elif about.pubstatus in words.STATUS_WORDS:
        yield Block("alarm", words.killed_later(about.pubstatus, about.chain[0]))
    if about.superseded:
        yield Block("alarm", f"{about.superseded.upper()}, SUPERSEDED: q shows the newest")
    if words.embargo(article.embargoed, about.now):
        yield _embargo(article, about.now)
    elif article.embargoed:
        yield Block("about", f"was under embargo until {words.moment(article.embargoed)}")


def _embargo(article: Article, now: datetime) -> Block:
    """Return the line that says how long the embargo lasts, or that it has ended while it was shown."""
    over = f"embargo over since {words.moment(article.embargoed)}"
    return Block("embargo", words.embargo(article.embargoed, now) or over)
