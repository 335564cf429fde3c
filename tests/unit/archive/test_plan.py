"""Questions as SQL: what a plain reading of the question finds, without a scan where none is needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.ids import id_floor
from store.index.tables import TEXTS
from store.normal import Known
from store.plan import plan
from store.query import parse
from store.query_nodes import (
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
    Query,
    Tag,
    Text,
)
from store.terms import tokens
from tests.plain_reading import (
    LAGARDE,
    NOW,
    PEOPLE,
    READER,
    Story,
    asked,
    filled,
    holds,
    planned,
    wants_killed,
)

WORDS = ["bank", "banks", "rate", "cut", "lagarde", "zürich", "央行", "u.s."]
NAMES = ["lagarde", "draghi", "governor", "president"]
CREATED = ["", "2019-10-31T23:59:00Z", "2019-11-01T00:00:00Z", "2019-11-26T23:59:59Z", "2019-11-27T00:00:00Z"]
TAGS = ["ecb", "ec", "late shift"]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
drawn_story = st.builds(
    Story,
    id=st.just(0),
    created=st.sampled_from(CREATED),
    texts=st.fixed_dictionaries(
        {}, optional={**dict.fromkeys(TEXTS, texts), "speakers": st.sampled_from(NAMES)}
    ),
    marks=st.sets(st.sampled_from(["read", "starred", *(f"#{tag}" for tag in TAGS)])),
    persons=st.sets(st.sampled_from(list(PEOPLE)), max_size=2),
    given=st.sets(st.sampled_from(list(PEOPLE)), max_size=1),
    left=st.sets(st.sampled_from(list(PEOPLE)), max_size=1),
    pubstatus=st.sampled_from(["usable", "usable", "usable", "canceled", "withheld"]),
    urgency=st.sampled_from([None, 1, 2, 3, 4]),
    words=st.integers(0, 4),
    versions=st.integers(1, 2),
    signal=st.sampled_from(["", '["Flash"]', '["correction", "update"]']),
    quotes=st.integers(0, 1),
    embargoed=st.sampled_from(["", "2019-11-27T11:59:59Z", "2019-11-28T00:00:00Z"]),
    language=st.sampled_from(["", "en", "en-GB", "EN-us", "eng", "de"]),
)
word_rows = st.sampled_from([tokens(word) for word in [*WORDS, *NAMES, "rate cut", "ba", "x"]])
plain_text = st.builds(Text, word_rows, st.booleans())
leaf: st.SearchStrategy[Node] = st.one_of(
    plain_text,
    st.builds(
        Text, word_rows, st.booleans(), st.sampled_from(["headline", "said", "lead", "speakers", "speakers"])
    ),
    st.builds(Near, plain_text, plain_text, st.integers(0, 3)),
    st.builds(Tag, st.sampled_from([*TAGS, "e", ""]), st.booleans()),
    st.builds(
        Number,
        st.sampled_from(["urgency", "words"]),
        st.sampled_from([None, 0, 2]),
        st.sampled_from([None, 0, 3]),
    ),
    st.builds(
        Date,
        st.sampled_from(["", "2019", "2019-11", "2019-11-26", "today"]),
        st.sampled_from(["", "2019-10", "2019-11-26", "yesterday", "today"]),
    ),
    st.builds(Is, st.sampled_from(STATES)),
    st.builds(Has, st.sampled_from(["quotes", "tags"])),
    st.builds(Language, st.sampled_from(["en", "en-gb", "fr"])),
    st.just(Everything()),
)
tree: st.SearchStrategy[Node] = st.recursive(
    leaf,
    lambda node: st.one_of(
        st.builds(Not, node),
        st.builds(And, st.lists(node, min_size=2, max_size=4).map(tuple)),
        st.builds(Or, st.lists(node, min_size=2, max_size=4).map(tuple)),
    ),
    max_leaves=8,
)


def numbered(stories: list[Story], gap: int) -> tuple[list[Story], int]:
    """Give the stories numbers that run with time, crowding each minute; return them with the spill."""
    spill = last = 0
    for one in sorted(stories, key=lambda one: one.created):
        last = one.id = max(id_floor(one.created), last + gap)
        spill = max(spill, one.id - id_floor(one.created))
    return stories, spill


@settings(max_examples=300)
@given(st.lists(drawn_story, max_size=8), st.integers(1, 20), tree, st.booleans(), st.sampled_from(SORTS))
def test_the_index_finds_what_a_plain_reading_finds(
    stories: list[Story], gap: int, asking: Node, killed_too: bool, sort: str
) -> None:
    stories, spill = numbered(stories, gap)
    killed_too = killed_too or wants_killed(asking)
    order = next(one for one in SORTS if one == sort)
    query = Query("", asking, order, (), killed_too)
    found = asked(stories, query, spill)
    meant = {one.id: one for one in stories if holds(asking, one, killed_too=killed_too)}
    assert sorted(found) == sorted(meant)
    key = {
        "old": lambda one: one,
        "long": lambda one: (-meant[one].words, -one),
        "short": lambda one: (meant[one].words, -one),
        "urgency": lambda one: (99 if meant[one].urgency is None else meant[one].urgency, -one),
    }.get(sort, lambda one: -one)
    if planned(query, spill).order != "rank":
        assert found == sorted(found, key=key)


def each(block: str) -> list[str]:
    """Return the queries of a block, parted by semicolons and line ends."""
    return [text.strip() for line in block.strip().splitlines() for text in line.split(" ; ")]


FOUND = """
* ; bank - ; EUROPEAN cut ; "main rate" ; "central bank CUT" ; “main rate” ; muller
«main rate» ; »main rate« ; said:«cut again»
müller-lüdenscheidt ; don't ; lagarde ; 央行 ; 欧洲 ; U.S. ; 0.25 ; snake ; case ; europ*
"central ba*" ; "central ba"* ; 央* ; x OR bank ; (x OR bank) cut ; bank AND cut ; -x ; -(x y)
--bank ; NOT x ; bank NOT x ; -(x OR y) ; -(bank x) ; -x -y bank ; central near0 european
european near1 bank ; "main rate" near cut ; eur* near2 ba* ; tag:ecb ; tag:ECB ; tag:"late shift"
tag:la* ; tag:* ; -tag:fed ; has:tags ; has:quotes ; speaker:lagarde ; speaker:lag*
speaker:"christine lagarde" ; speaker:president ; said:again ; said:"cut again" ; source:reuters
source:REU* ; located:zurich ; headline:ecb ; slug:rates ; slug:eurozone-rates ; byline:jorg
lead:points ; is:read ; -is:unread ; is:embargoed ; is:updated ; is:corrected ; -is:flash
-is:killed ; -is:starred ; lang:en ; lang:EN-gb ; urgency:<=2 ; urgency:2 ; urgency:=2 ; urgency:>1
urgency:1..3 ; urgency:2.. ; urgency:<3 ; words:>300 ; words:>=301 ; words:..301 ; -words:>301
date:2019 ; date:2019-11 ; date:2019-11-27 ; date:2019-11..2019-12 ; date:2019-11-27..
date:..2019-11 ; date:today ; date:yesterday.. ; date:today.. ; date:2019-01..today ; sort:rank bank
bank OR x sort:old
"""


@pytest.mark.parametrize("text", [*each(FOUND), "", "   "])
def test_found(text: str) -> None:
    story = Story(**{**vars(LAGARDE), "id": id_floor(LAGARDE.created) + 3})
    assert asked([story], parse(text)) == [story.id]


NOT_FOUND = """
bank x ; ban ; "rate main" ; "main rat" ; -bank ; -(bank cut) ; (x OR y) cut ; 行央 ; 北京
european near0 bank ; central near5 hesitate ; tag:ec ; tag:late ; tag:x* ; speaker:draghi
speaker:christin ; said:bank ; headline:bank ; source:tass ; is:unread ; is:killed ; lead:ecb
is:starred ; is:flash ; lang:en-us ; urgency:<2 ; urgency:3.. ; words:>301 ; date:2018
date:2019-12 ; date:2019-11-26 ; date:..2019-10 ; date:2019-11-28.. ; date:yesterday ; --x
"""


@pytest.mark.parametrize("text", each(NOT_FOUND))
def test_not_found(text: str) -> None:
    story = Story(**{**vars(LAGARDE), "id": id_floor(LAGARDE.created) + 3})
    assert asked([story], parse(text)) == []


@pytest.mark.parametrize(("days", "finds"), [("1d", 0), ("6d", 0), ("7d", 1), ("30d", 1), ("9999d", 1)])
def test_the_last_days_are_counted_from_today(days: str, finds: int) -> None:
    created = "2019-11-21T00:00:00Z"
    story = Story(**{**vars(LAGARDE), "created": created, "id": id_floor(created) + 3})
    assert len(asked([story], parse(f"date:{days}"))) == finds
    assert len(asked([story], parse(f"-date:{days}"))) == 1 - finds
    tomorrow = "2019-11-28T00:00:00Z"
    story = Story(**{**vars(LAGARDE), "created": tomorrow, "id": id_floor(tomorrow) + 3})
    assert asked([story], parse(f"date:{days}")) == []


def at_ten(**more: object) -> list[Story]:
    """Return two stories of one minute, the second with other values."""
    number = id_floor(LAGARDE.created)
    return [Story(**{**vars(LAGARDE), "id": number}), Story(**{**vars(LAGARDE), "id": number + 1, **more})]


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        *(
            ("bank", 1),
            ("-x", 1),
            ("-bank", 0),
            ("speaker:lagarde", 1),
            ("-speaker:draghi", 1),
            ("tag:ecb", 2),
        ),
        *(("is:killed", 1), ("is:killed bank", 1), ("is:killed -bank", 0), ("is:killed OR bank", 2)),
        *(("is:killed speaker:lagarde", 1), ("bank (is:killed OR is:read)", 2), ("bank -is:killed", 1)),
        *(("bank OR tag:ecb", 2), ("-bank OR tag:ecb", 2), ("is:killed sort:rank bank", 1), ("", 2)),
    ],
)
def test_what_killed_stories_say_is_found_only_when_killed_ones_are_asked_for(text: str, finds: int) -> None:
    for pubstatus in ("canceled", "withheld"):
        assert len(asked(at_ten(pubstatus=pubstatus), parse(text))) == finds


def test_the_nearest_in_meaning_comes_first_by_rank() -> None:
    stories = at_ten(texts={"lead": "bank", "body": "other " * 100})
    stories[0].texts = {"lead": "bank bank bank"}
    assert asked(stories, parse("bank sort:rank")) == [one.id for one in stories]
    assert asked(stories, parse("bank")) == [one.id for one in reversed(stories)]
    assert planned(parse("bank sort:rank"), 0).order == "rank"
    assert planned(parse("tag:ecb sort:rank"), 0).order == "new"


MARKED = "SEARCH m USING PRIMARY KEY (reader=? AND mark=?"
DRIVEN = {
    "bank": "SCAN fts VIRTUAL TABLE",
    "bank -x": "SCAN fts VIRTUAL TABLE",
    "bank date:2019": "SCAN fts VIRTUAL TABLE",
    "bank is:unread": "SCAN fts VIRTUAL TABLE",
    "bank tag:ecb": "SCAN fts VIRTUAL TABLE",
    "bank speaker:lagarde lang:en": "SCAN fts VIRTUAL TABLE",
    "is:killed bank": "SCAN gone VIRTUAL TABLE",
    "tag:ecb": MARKED,
    "tag:ecb speaker:lagarde": MARKED,
    "is:starred date:2019": MARKED,
    "is:read": MARKED,
    "date:2019": "SEARCH i USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
    "speaker:lagarde": "MERGE (UNION)",
    "tag:ecb OR bank": "MERGE (UNION)",
    "(tag:ecb OR speaker:lagarde) urgency:1": "MERGE (UNION)",
}


@pytest.mark.parametrize("text", DRIVEN)
def test_common_questions_are_driven_by_what_narrows_them(text: str) -> None:
    wanted = planned(parse(text), 0)
    newest = steps_of(f"{wanted.ids} LIMIT 50", wanted.ids_values)
    assert newest[0].startswith(DRIVEN[text])
    assert "USE TEMP B-TREE FOR ORDER BY" not in newest
    for steps in (newest, steps_of(wanted.count, wanted.count_values)):
        assert not [step for step in steps if step.startswith(("SCAN i", "SCAN m", "SCAN s"))]


@pytest.mark.parametrize(
    "text", ["bank", "bank -x", "bank date:2019", "is:killed bank", "tag:ecb", "is:read"]
)
def test_nothing_is_joined_where_nothing_else_is_asked(text: str) -> None:
    wanted = planned(parse(text), 0)
    assert len(steps_of(wanted.ids, wanted.ids_values)) == 1
    assert len(steps_of(wanted.count, wanted.count_values)) == 1


def test_the_beginning_of_a_tag_is_a_range_of_marks() -> None:
    wanted = planned(parse("tag:ec*"), 0)
    (range_of_marks, *_) = steps_of(wanted.ids, wanted.ids_values)
    assert range_of_marks == "SEARCH m USING PRIMARY KEY (reader=? AND mark>? AND mark<?)"


def steps_of(question: str, values: Sequence[object]) -> list[str]:
    """Return how SQLite would answer."""
    with filled([]) as sql:
        return [row[3] for row in sql.execute(f"EXPLAIN QUERY PLAN {question}", values)]


def test_unread_stories_are_counted_without_asking_each() -> None:
    assert "NOT EXISTS" not in planned(parse("is:unread"), 0).count


def the_same(known: Known, words: Sequence[str], whole: bool) -> Known:
    return known


def test_many_persons_are_looked_up_as_few_are() -> None:
    (story, other) = at_ten(persons={400}, texts={}, marks=set())
    tried = product(
        (("speaker:lagarde", 2), ("-speaker:lagarde", 0), ("tag:ecb speaker:lagarde", 1)), (1, 16, 17, 3000)
    )
    with filled([story, other]) as sql:
        for (text, finds), count in tried:
            persons = [400, *range(500, 500 + count)]
            people = partial(the_same, Known(persons))
            wanted = plan(parse(text), reader=READER, now=NOW, spill=9, people=people)
            assert len(sql.execute(wanted.ids, wanted.ids_values).fetchall()) == finds
            assert sql.execute(wanted.count, wanted.count_values).fetchone() == (finds,)
