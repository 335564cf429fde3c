from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from store.models import Quote
from store.quotes import extract

PIECES = [
    '"',
    "“",
    "”",
    "'",
    "«",
    "»",
    "\n\n",
    " ",
    ". ",
    ", ",
    ": ",
    "said",
    "Ann Lee",
    "he",
    "that",
    "Dr.",
    "é",
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@settings(deadline=None)
@given(TEXTS)
def test_spans_lie_in_the_text_in_order_and_make_up_the_words(body: str) -> None:
    for quote in extract(body):
        at = 0
        for start, end in quote.spans:
            assert at <= start < end <= len(body)
            at = end
        assert quote.text == " ".join(body[start:end] for start, end in quote.spans)


@settings(deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_quotes_and_they_survive_json(body: str) -> None:
    quotes = extract(body)
    assert quotes == extract(body)
    assert tuple(Quote.from_json(quote.as_json()) for quote in quotes) == quotes
