"""The query language: what it finds, and what it says when it does not understand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import QuerySyntaxError
from store.models import Row
from store.query import LONGEST, View, parse
from store.terms import fold

ROW = Row(
    uri="urn:a",
    headline="ECB’s rate cut",
    slugline="EUROZONE-RATES/",
    source="Reuters",
    located="Zürich",
    versioncreated="2019-11-27T10:00:00Z",
    urgency=2,
    pubstatus="usable",
    versions=1,
    version="1",
    takekey="",
    signal=(),
    quotes=1,
    read=True,
    tags=("ecb", "late shift"),
    embargoed="2019-11-28T00:00:00Z",
    language="en",
    headline_assumed=False,
)
BODY = (
    "The European Central Bank cut its main rate. 欧洲央行降息。 Don’t expect more, Müller-Lüdenscheidt said."
)
VIEW = View(
    row=ROW,
    now="2019-11-27T12:00:00Z",
    headline=fold(ROW.headline),
    words=fold(f"{ROW.headline}\n{BODY}\nChristine Lagarde"),
    speakers=fold("Christine Lagarde\nPresident"),
    said=fold("We will not hesitate to cut again"),
)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "europ central",
        "EUROPEAN cut",
        '"main rate"',
        '"central bank CUT"',
        "“main rate”",
        "muller",
        "müller-lüdenscheidt",
        "don't",
        "lagarde",
        "央行",
        "paris OR bank",
        "(paris OR bank) cut",
        "-paris",
        "-(paris london)",
        "--bank",
        "tag:ecb",
        "tag:ECB",
        'tag:"late shift"',
        "tag:la*",
        "late",
        "-tag:fed",
        "speaker:lagar",
        'speaker:"christine lagarde"',
        "speaker:president",
        "said:hesitate",
        'said:"cut again"',
        "source:reuters",
        "source:REU",
        "located:zurich",
        "headline:ecb",
        "slug:rates",
        "slug:eurozone-rates",
        "is:read",
        "-is:unread",
        "is:embargoed",
        "has:quotes",
        "date:2019",
        "date:2019-11",
        "date:2019-11-27",
        "date:2019-11..2019-12",
        "date:2019-11-27..",
        "date:..2019-11",
        "date:today",
        "date:today..",
        "...",
        "bank -",
    ],
)
def test_found(query: str) -> None:
    assert parse(query).matches(VIEW)


@pytest.mark.parametrize(
    "query",
    [
        "bank paris",
        "ank",
        '"rate main"',
        '"main rat"',
        "-bank",
        "-(bank cut)",
        "(paris OR london) cut",
        "tag:ec",
        "tag:late",
        "tag:x*",
        "speaker:draghi",
        "said:bank",
        "headline:bank",
        "source:tass",
        "is:unread",
        "is:killed",
        "date:2018",
        "date:2019-12",
        "date:2019-11-26",
        "date:..2019-10",
        "date:2019-11-28..",
    ],
)
def test_not_found(query: str) -> None:
    assert not parse(query).matches(VIEW)


@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        ("bank (cut", 5, "not closed"),
        ("bank) cut", 4, "never opened"),
        ("bank ()", 6, "nothing between"),
        ('bank "cut', 5, "closing mark"),
        ("OR bank", 0, "before"),
        ("bank OR", 5, "after"),
        ("bank OR OR cut", 5, "after"),
        ("bank speeker:x", 5, "did you mean speaker:"),
        ("colour:blue", 0, "known are tag, speaker"),
        ("bank tag:", 9, "wants a value"),
        ("tag: ecb", 4, "wants a value"),
        ('said:""', 5, "wants a value"),
        ("is:kiled", 3, "did you mean is:killed"),
        ("has:bread", 4, "known are quotes"),
        ("date:yesterday", 5, "2019-11-27 or today"),
        ("date:2019-1", 5, "no date"),
        ("date:..", 5, "wants a date"),
        ("(" * 60 + "x" + ")" * 60, 51, "too many brackets"),
        ("x" * (LONGEST + 1), LONGEST, "at most"),
    ],
)
def test_misunderstood(query: str, position: int, words: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)
    assert caught.value.position == position
    assert words in str(caught.value)


@given(st.one_of(st.text(), st.text(alphabet='()-":*. ORabtagis“2019,')))
def test_any_text_is_a_query_or_a_syntax_error_within_it(query: str) -> None:
    position = 0
    try:
        parse(query).matches(VIEW)
    except QuerySyntaxError as error:
        position = error.position
    assert 0 <= position <= len(query)


@given(
    st.lists(
        st.sampled_from(["bank", "paris", "cut", '"main rate"', "is:read", "tag:fed"]), min_size=1, max_size=4
    )
)
def test_logic(terms: list[str]) -> None:
    single = [parse(term).matches(VIEW) for term in terms]
    assert parse(" ".join(terms)).matches(VIEW) == all(single)
    assert parse(" OR ".join(terms)).matches(VIEW) == any(single)
    assert parse(f"-({' OR '.join(terms)})").matches(VIEW) == (not any(single))


def test_terms_to_light_are_those_looked_for_in_the_text() -> None:
    query = parse(
        'Bank "Main  Rate" -paris -(london OR rome) tag:ecb said:Hésitate source:tass bank (x OR y)'
    )
    assert query.terms == ("bank", "main rate", "hesitate", "x", "y")
    assert query.needs_text
    assert query.required == ("bank", "main", "hesitate")
    assert parse("bank OR cut").required == parse("-bank").required == ()
    assert not parse("tag:ecb is:read date:2019").needs_text
