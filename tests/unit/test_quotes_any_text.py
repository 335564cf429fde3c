from __future__ import annotations

from hypothesis import given
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
WORDS = """
    a according added adding aides allies among and argued as asked at author be boss by called campaign
    claims company could criticism daughter denied described did early expected for former from Gov. had
    has head his how in is it its Jr. Lang last leader mayor minister more Mr. Mrs. named not of
    officials on or Ohio party people plan plans Porto president promise quoted reads refused report
    reported reporters Ruiz Ana Otto said Said saying says secretary Sen. senator she six so some source
    spokesman state statement study suggested tells than that the The their they this those to told
    tweeted two union voters warned was we what which who whose will with woman words would wrote
    year-old yet 10 52 - -- , . ? : ; ( ) " “ ” ' ’s 's "." ," .” ,” Q: A: LANG: Asked When when while
    Beijing General Staff WHO close due familiar family government king Monday telling tell
"""
"""What rules look for, in any order: grammar that breaks off, and looks ahead past the end."""
TEXTS = st.one_of(
    st.lists(st.sampled_from(["\n\n", *WORDS.split()]), max_size=50).map(" ".join),
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)


@given(TEXTS)
def test_spans_lie_in_the_text_in_order_and_make_up_the_words(body: str) -> None:
    for quote in extract(body):
        at = 0
        for start, end in quote.spans:
            assert at <= start < end <= len(body)
            at = end
        assert quote.text == " ".join(body[start:end] for start, end in quote.spans)


@given(TEXTS)
def test_the_same_text_gives_the_same_quotes_and_they_survive_json(body: str) -> None:
    quotes = extract(body)
    assert quotes == extract(body)
    assert tuple(Quote.from_json(quote.as_json()) for quote in quotes) == quotes
