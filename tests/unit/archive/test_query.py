"""The query language: how it is understood, and what it says when it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import QuerySyntaxError
from store.query import DEEPEST, LONGEST, parse, retagged
from store.query_fields import FIELDS, NAMES, OPERATORS, hangs_on_time
from store.query_nodes import (
    PARTS,
    SORTS,
    STATES,
    And,
    Date,
    Everything,
    Has,
    Is,
    Language,
    Near,
    Node,
    Not,
    Number,
    Or,
    Tag,
    Text,
)

BANK, CUT, FED = Text(("bank",)), Text(("cut",)), Text(("fed",))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", Everything()),
        ("*", Everything()),
        ("bank - … cut", And((BANK, CUT))),
        ("BANK cut", And((BANK, CUT))),
        ("bank AND cut", And((BANK, CUT))),
        ("bank OR cut fed", Or((BANK, And((CUT, FED))))),
        ("(bank OR cut) fed", And((Or((BANK, CUT)), FED))),
        ("-bank", Not(BANK)),
        ("cut NOT bank", And((CUT, Not(BANK)))),
        ("-(bank cut)", Not(And((BANK, CUT)))),
        ("-bank near2 cut", Not(Near(BANK, CUT, 2))),
        ("bank near cut", Near(BANK, CUT, 10)),
        ('fed ban* NEAR3 "rate cut"', And((FED, Near(Text(("ban",), True), Text(("rate", "cut")), 3)))),
        ("“Rate  cut”", Text(("rate", "cut"))),
        ('"rate cu*"', Text(("rate", "cu"), True)),
        ('"rate cut"*', Text(("rate", "cut"), True)),
        ('"M*A*S*H" "near" "OR"', And((Text(("m", "a", "s", "h")), Text(("near",)), Text(("or",))))),
        ("U.S. covid-19 snake_case", And((Text(("u", "s")), Text(("covid", "19")), Text(("snake", "case"))))),
        ("Müller* ĐÀ", And((Text(("muller",), True), Text(("đa",))))),
        ("央行 ECB降息", And((Text(("央", "行")), Text(("ecb", "降", "息"))))),
        ("speaker:Lagarde", Text(("lagarde",), column="speakers")),
        ('SAID:"rate cut"', Text(("rate", "cut"), column="said")),
        ("slug:euro-zone*", Text(("euro", "zone"), True, "slug")),
        ("tag:ECB", Tag("ecb")),
        ('tag:"Late  shift"', Tag("late shift")),
        ("tag:ec*", Tag("ec", True)),
        ("urgency:<=3", Number("urgency", None, 3)),
        ("urgency:<3", Number("urgency", None, 2)),
        ("urgency:3", Number("urgency", 3, 3)),
        ("urgency:1..3", Number("urgency", 1, 3)),
        ("words:>300", Number("words", 301, None)),
        ("words:>=300", Number("words", 300, None)),
        ("words:..300", Number("words", None, 300)),
        ("date:2019", Date("2019", "2019")),
        ("date:2019-11..2019", Date("2019-11", "2019")),
        ("date:Today", Date("today", "today")),
        ("date:yesterday..", Date("yesterday", "")),
        ("date:7D", Date("7d", "today")),
        ("date:..2020-02-29", Date("", "2020-02-29")),
        ("lang:EN-gb", Language("en-gb")),
        ("has:quotes", Has("quotes")),
        ('is:"Unread"', Is("unread")),
    ],
)
def test_understood(query: str, tree: Node) -> None:
    assert parse(query).tree == tree


@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        ("bank (cut", 5, "not closed; add a )"),
        ("bank) cut", 4, "never opened; take the ) away"),
        ("bank ()", 6, "nothing between"),
        ('bank "cut', 5, 'closing mark; add a "'),
        ("OR bank", 0, "OR wants something before"),
        ("bank OR", 5, "OR wants something after"),
        ("bank OR OR cut", 5, "OR wants something after"),
        ("AND bank", 0, "AND wants something before"),
        ("bank AND AND cut", 9, "AND wants something before"),
        ("bank AND", 5, "AND wants something after"),
        ("bank NOT", 8, "something is missing"),
        ("-*", 0, "leaves out all there is"),
        ("bank -(x OR *)", 5, "leaves out all there is"),
        ("near bank", 0, 'before it; write "near"'),
        ("bank near5", 5, "after it"),
        ("bank near5 tag:x", 5, "after it"),
        ("bank near5 (x)", 5, "after it"),
        ("bank near5 ...", 5, "after it"),
        ("... near5 bank", 4, "before it"),
        ("a near b near c", 9, "joins two"),
        ("go*d", 2, 'a star stands at the end of a word; write "go*d"'),
        ("bank *cut", 5, "a star"),
        ("bank speeker:x", 5, "did you mean speaker:"),
        ("colour:blue", 0, "known are speaker, said"),
        ("http://x", 0, "quotation marks"),
        ("bank tag:", 9, "wants a value"),
        ("tag: ecb", 4, "no blank after the colon"),
        ("said:(rate OR cut)", 5, "brackets take no field: write said: before each word in them"),
        ("date:today..yesterday", 5, "runs backwards; write date:yesterday..today"),
        ("bank «rate", 5, "no closing mark"),
        ('said:""', 5, "wants a value"),
        ("said:...", 5, "wants a word"),
        ("bank urgency<=3", 5, "write urgency:<=3"),
        ("urgency:high", 8, "no number; write urgency:3"),
        ("urgency:3..1", 8, "runs backwards; write urgency:1..3"),
        ("words:..", 6, "no number"),
        ("words:>9999999999", 6, "no number"),
        ("is:kiled", 3, "did you mean is:killed"),
        ('is:"kiled"', 4, "did you mean is:killed"),
        ("is:xyz", 3, "known are unread, read"),
        ("has:bread", 4, "known are quotes, tags"),
        ("date:yesterdai", 5, "did you mean yesterday"),
        ("date:2019-1", 5, "no date; write 2019"),
        ("date:0d", 5, "no date; write 2019"),
        ("date:7d..today", 5, "no date"),
        ("date:..7d", 7, "no date"),
        ("date:2019-02-30", 5, "no date"),
        ("date:2019..2019-13", 11, "no date"),
        ("date:0000", 5, "no date"),
        ("date:2020..2019-12", 5, "runs backwards; write date:2019-12..2020"),
        ("date:..", 5, "wants a date; such as date:2019-11"),
        ("lang:english", 5, "no language; write en"),
        ("sort:newest", 5, "did you mean sort:new"),
        ("sort:", 5, "wants a value; such as sort:old"),
        ("sort:old bank sort:new", 14, "twice"),
        ("-sort:old", 0, "cannot be denied"),
        ("...", 0, "no word to look for; an empty query finds everything"),
        ("sort:old -(?!)", 11, "no word to look for"),
        ("bank OR &", 8, "no word to look for"),
        ("(" * 60 + "x" + ")" * 60, 51, "too many brackets"),
        ("-" * 60 + "x", 51, "too many brackets"),
        ("x" * (LONGEST + 1), LONGEST, "at most"),
    ],
)
def test_misunderstood(query: str, position: int, words: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)
    assert caught.value.position == position
    assert words in str(caught.value)


@given(st.one_of(st.text(), st.text(alphabet='()-":*. ORabtagis“2019,')), st.booleans())
def test_any_text_is_a_query_or_a_syntax_error_within_it(query: str, typing: bool) -> None:
    position, hint = 0, "none is needed"
    try:
        assert parse(query, prefix_last=typing).text == query
    except QuerySyntaxError as error:
        position, hint = error.position, error.hint
    assert 0 <= position <= len(query)
    assert hint, "how to mend it"


@pytest.mark.parametrize("query", ["...", '""', "bank OR &"])
def test_what_may_become_a_word_while_typed_is_no_error(query: str) -> None:
    assert parse(query, prefix_last=True).tree == Everything()


def test_brackets_change_nothing_and_denials_in_pairs_nothing() -> None:
    deep = "(" * DEEPEST + "bank" + ")" * DEEPEST
    assert parse(deep).tree == BANK
    assert parse("-" * DEEPEST + "bank").terms == ("bank",)
    assert parse("-" * (DEEPEST - 1) + "bank").terms == ()


def test_terms_to_light_are_those_looked_for_in_headline_and_body() -> None:
    query = parse(
        'Bank "Main  Rate" -paris -(london OR rome) tag:ecb said:Hésitate source:tass bank (x* OR y) '
        '--z a near "b c*" speaker:d headline:e lead:f byline:g -(h -i)'
    )
    terms = ("bank", "main rate", "hesitate", "x*", "y", "z", "a", "b c*", "d", "e", "f", "i")
    assert query.terms == terms


def test_an_order_stands_anywhere_and_is_no_condition() -> None:
    assert parse("bank").sort == "new"
    for sort in SORTS:
        for query in (f"sort:{sort} bank", f"bank SORT:{sort}", f"(bank sort:{sort})"):
            assert (parse(query).sort, parse(query).tree) == (sort, BANK)


def test_killed_stories_are_wanted_only_by_who_asks_for_them() -> None:
    wanting = ["is:killed", "bank OR is:KILLED", "-(bank -is:killed)", "--is:killed"]
    assert [query for query in wanting if not parse(query).wants_killed] == []
    others = ["", "bank", "killed", "-is:killed", "-(bank is:killed)", "is:read"]
    assert [query for query in others if parse(query).wants_killed] == []


@pytest.mark.parametrize(
    ("query", "last"),
    [
        ("x bank", "bank*"),
        ("x rate-cut", "rate cut*"),
        ("x headline:bank", "bank*"),
        ("x bank ", "bank"),
        ("x bank.", "bank"),
        ('x "bank"', "bank"),
        ("x (bank)", "bank"),
        ("x ba", "ba"),  # it begins too many words
        ("x near", "near*"),
        ("x 央行", "央 行"),
    ],
)
def test_the_last_word_may_go_on_while_it_is_typed(query: str, last: str) -> None:
    assert parse(query, prefix_last=True).terms == ("x", last)


def test_the_table_of_the_language_is_true() -> None:
    for line in (*OPERATORS, *FIELDS):
        assert parse(line.example).tree != Everything() or line.name == "sort"
        assert line.asks
    for field in FIELDS:
        assert field.example.startswith(f"{field.name}:")
        with pytest.raises(QuerySyntaxError, match="wants a value"):
            parse(f"{field.name}:")
    assert len(set(NAMES)) == len(NAMES)
    for name, values in (("is", STATES), ("has", PARTS), ("sort", SORTS)):
        (line,) = (field for field in FIELDS if field.name == name)
        assert all(value in line.asks for value in values)


@pytest.mark.parametrize(
    ("asked", "new", "asks"),
    [
        ("tag:ecb", "fed", "tag:fed"),
        ('ferry  OR -(TAG:"ECB" "tag:ecb")', "fed", 'ferry  OR -(TAG:fed "tag:ecb")'),
        ("tag:ecb -tag:ecb", "rate cut", 'tag:"rate cut" -tag:"rate cut"'),
        ("tag:ec* tag:ecbx said:ecb ecb", "fed", "tag:ec* tag:ecbx said:ecb ecb"),
        ("tag:ecb (never closed", "fed", "tag:ecb (never closed"),
        ("ferry", 'a"b', "ferry"),
    ],
)
def test_a_query_asks_for_a_tag_by_its_new_name(asked: str, new: str, asks: str) -> None:
    assert retagged(asked, "ecb", new) == asks


@pytest.mark.parametrize("new", ['a"b', "ab*"])
def test_a_tag_that_no_query_can_ask_for_is_told(new: str) -> None:
    with pytest.raises(QuerySyntaxError, match="no query can ask for the tag"):
        retagged("ferry tag:ecb", "ecb", new)


@pytest.mark.parametrize(
    ("query", "hangs"),
    [
        ("is:embargoed", True),
        ("bank OR -(cut date:7d)", True),
        ("date:2019..today", True),
        ("date:2019 is:unread", False),
        ("", False),
    ],
)
def test_some_queries_hang_on_the_time(query: str, hangs: bool) -> None:
    assert hangs_on_time(parse(query).tree) == hangs
