"""A story made ready to draw: marks cut into pieces, head, matches."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from store.models import Article, Cue, Quote, Span, Speaker
from tui.page import Mark, cut, make_page

BODY = "OMSK (AP) — “It leaks,” Irina Volkova said of the ferry.\n\nNext stop"


def span(words: str) -> Span:
    start = BODY.index(words)
    return Span(start, start + len(words))


ARTICLE = Article(
    uri="urn:1", headline="Ferry leaks", body_text=BODY, dateline="OMSK (AP) —",
    headings=(span("Next stop"),),
    pubstatus="canceled", versioncreated="2026-03-03T12:04:00Z", parse_warnings=("the text may be cut",),
)  # fmt: skip
QUOTE = Quote(
    type="direct",
    spans=(span("It leaks,"),),
    text="It leaks,",
    cue=Cue("said", span("said")),
    speaker=Speaker("Irina Volkova", "Irina Volkova", span("Irina Volkova")),
)


def drawn(start: int, end: int) -> list[tuple[str, tuple[str, ...]]]:
    page = make_page(ARTICLE, [QUOTE])
    return [(page.body[p.start : p.end], p.names) for p in page.pieces_in(start, end)]


def test_each_kind_of_words_has_its_own_style() -> None:
    assert drawn(0, len(BODY)) == [
        ("OMSK (AP) —", ("dateline",)),
        (" “", ()),
        ("It leaks,", ("direct",)),
        ("” ", ()),
        ("Irina Volkova", ("speaker",)),
        (" ", ()),
        ("said", ("cue",)),
        (" of the ferry.\n\n", ()),
        ("Next stop", ("heading",)),
    ]


def test_a_line_in_the_middle_gets_its_part() -> None:
    start = BODY.index("leaks")
    assert drawn(start, start + 8) == [("leaks,", ("direct",)), ("” ", ())]


def test_matches_lie_over_quotes() -> None:
    page = make_page(ARTICLE, [QUOTE]).with_matches(("leak*",))
    assert page.matches == (Span(BODY.index("leak"), BODY.index("leak") + 4),)
    assert ("direct", "match") in [piece.names for piece in page.pieces]
    assert page.with_matches(()).pieces == make_page(ARTICLE, [QUOTE]).pieces


def test_a_killed_story_says_so_first() -> None:
    head = make_page(ARTICLE, []).head
    assert head[0].name == "alarm"
    assert "KILLED" in head[0].text
    assert "the text may be cut" in head[-1].text


marks = st.lists(
    st.builds(
        lambda a, length, name, quote: Mark(Span(a, a + length), name, quote),
        st.integers(0, 30),
        st.integers(0, 12),
        st.sampled_from(["direct", "indirect", "cue", "speaker", "match"]),
        st.integers(-1, 4),
    ),
    max_size=25,
)


@given(marks)
def test_pieces_hold_exactly_the_marks_over_each_character(some: list[Mark]) -> None:
    pieces = cut(some)
    assert all(a.end <= b.start for a, b in pairwise(pieces))
    for at in range(45):
        names = {mark.name for mark in some if mark.span.start <= at < mark.span.end}
        quotes = {m.quote for m in some if m.span.start <= at < m.span.end and m.quote >= 0}
        over = [piece for piece in pieces if piece.start <= at < piece.end]
        assert set(over[0].names if over else ()) == names
        assert set(over[0].quotes if over else ()) == quotes
