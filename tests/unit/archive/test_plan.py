"""Questions as SQL: the same stories as a plain reading of the question finds, and no scan where none is needed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import QuerySyntaxError
from store.ids import id_floor
from store.index.tables import TEXTS, in_memory
from store.plan import Plan, plan
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
from store.terms import fold, spaced, tokens

NOW = "2019-11-27T12:00:00Z"
READER = 7
PEOPLE = {1: "christine lagarde", 2: "mario draghi", 3: "the governor"}


@dataclass
class Story:
    """One line of the list, with what a query can ask of it."""

    id: int
    created: str
    texts: dict[str, str]
    marks: set[str] = field(default_factory=set)
    persons: set[int] = field(default_factory=set)
    pubstatus: str = "usable"
    urgency: int | None = None
    words: int = 0
    versions: int = 1
    signal: str = ""
    quotes: int = 0
    embargoed: str = ""
    language: str = ""

    @property
    def killed(self) -> bool:
        return self.pubstatus != "usable"


def filled(stories: Sequence[Story]) -> sqlite3.Connection:
    """Return an index that holds the stories, and marks of another reader on all of them."""
    sql = in_memory()
    columns = [row[1] for row in sql.execute("PRAGMA table_info(item)")]
    for one in stories:
        known = {
            **{"id": one.id, "created": one.created, "urgency": one.urgency, "pubstatus": one.pubstatus},
            **{"versions": one.versions, "signal": one.signal, "quotes": one.quotes, "words": one.words},
            **{"embargoed": one.embargoed, "language": one.language, "story": one.id, "leader": one.id},
        }
        row = [known.get(column, "") for column in columns]
        sql.execute(f"INSERT INTO item VALUES ({', '.join('?' * len(row))})", row)
        table = "gone" if one.killed else "fts"
        texts = [spaced(fold(one.texts.get(column, ""))) for column in TEXTS]
        sql.execute(
            f"INSERT INTO {table}(rowid, {', '.join(TEXTS)}) VALUES ({', '.join('?' * 10)})", (one.id, *texts)
        )
        sql.executemany("INSERT INTO mark VALUES (?, ?, ?)", [(READER, mark, one.id) for mark in one.marks])
        sql.execute("INSERT INTO mark VALUES (?, 'read', ?)", (READER + 1, one.id))
        sql.executemany("INSERT INTO spoke VALUES (?, ?, 1)", [(person, one.id) for person in one.persons])
    return sql


def find_people(words: Sequence[str], whole: bool) -> list[int]:
    """Return the persons whose name holds the words."""
    return [number for number, name in PEOPLE.items() if at_all(tokens(name), words, prefix=not whole)]


def at_all(text: Sequence[str], words: Sequence[str], *, prefix: bool) -> list[int]:
    """Return where in a text the words begin in a row."""
    found = []
    for at in range(len(text) - len(words) + 1):
        row = text[at : at + len(words)]
        same = row[-1].startswith(words[-1]) if prefix else row[-1] == words[-1]
        if same and tuple(row[:-1]) == tuple(words[:-1]):
            found.append(at)
    return found


def says(story: Story, text: Text) -> bool:
    columns = [text.column] if text.column else TEXTS
    return any(
        at_all(tokens(story.texts.get(column, "")), text.words, prefix=text.prefix) for column in columns
    )


def near(story: Story, node: Near) -> bool:
    for column in TEXTS:
        text = tokens(story.texts.get(column, ""))
        for one in at_all(text, node.left.words, prefix=node.left.prefix):
            for other in at_all(text, node.right.words, prefix=node.right.prefix):
                first, last = sorted(((one, len(node.left.words)), (other, len(node.right.words))))
                if last[0] - (first[0] + first[1]) <= node.distance:
                    return True
    return False


def holds(node: Node, story: Story, *, killed_too: bool) -> bool | None:
    """Tell whether a story is meant, read plainly; None: its words count neither for nor against."""
    if isinstance(node, Not):
        inner = holds(node.node, story, killed_too=killed_too)
        return None if inner is None else not inner
    if isinstance(node, And | Or):
        decided = isinstance(node, Or)
        each = [holds(one, story, killed_too=killed_too) for one in node.nodes]
        return decided if decided in each else None if None in each else not decided
    if isinstance(node, Text | Near):
        if story.killed and not killed_too:
            return None
        if isinstance(node, Near):
            return near(story, node)
        known = find_people(node.words, not node.prefix) if node.column == "speakers" else []
        return says(story, node) or bool(story.persons & set(known))
    return fact(node, story)


def fact(node: Node, story: Story) -> bool:
    if isinstance(node, Tag):
        tags = [mark[1:] for mark in story.marks if mark.startswith("#")]
        return any(tag.startswith(node.name) if node.prefix else tag == node.name for tag in tags)
    if isinstance(node, Number):
        number = story.urgency if node.of == "urgency" else story.words
        least, most = node.least, node.most
        return (
            number is not None and (least is None or number >= least) and (most is None or number <= most)
        )
    if isinstance(node, Date):
        days = {"today": NOW[:10], "yesterday": "2019-11-26"}
        first, last = days.get(node.first, node.first), days.get(node.last, node.last)
        return bool(story.created) and story.created >= first and (not last or story.created[: len(last)] <= last)
    if isinstance(node, Language):
        return story.language.lower() == node.code or story.language.lower().startswith(node.code + "-")
    if isinstance(node, Has):
        return story.quotes > 0 if node.part == "quotes" else any(mark[0] == "#" for mark in story.marks)
    if isinstance(node, Is):
        return {
            **{"read": "read" in story.marks, "unread": "read" not in story.marks},
            **{"starred": "starred" in story.marks, "killed": story.killed},
            **{"embargoed": story.embargoed > NOW, "updated": story.versions > 1},
            **{"flash": story.urgency == 1 or "flash" in story.signal.lower()},
            **{"corrected": "correct" in story.signal.lower()},
        }[node.state]
    return isinstance(node, Everything)


def planned(query: Query, spill: int) -> Plan:
    return plan(query, reader=READER, now=NOW, spill=spill, people=find_people)


def asked(sql: sqlite3.Connection, query: Query, spill: int = 100) -> list[int]:
    """Return the numbers a query finds, after checking that they are counted truly and that LIMIT fits behind."""
    wanted = planned(query, spill)
    ids = [row[0] for row in sql.execute(wanted.ids, wanted.ids_values)]
    assert sql.execute(wanted.count, wanted.count_values).fetchall() == [(len(ids),)]
    assert [row[0] for row in sql.execute(f"{wanted.ids} LIMIT ?", (*wanted.ids_values, 2))] == ids[:2]
    assert len(set(ids)) == len(ids)
    return ids


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
    pubstatus=st.sampled_from(["usable", "usable", "usable", "canceled", "withheld"]),
    urgency=st.sampled_from([None, 1, 2, 3, 4]),
    words=st.integers(0, 4),
    versions=st.integers(1, 2),
    signal=st.sampled_from(["", '["Flash"]', '["correction", "update"]']),
    quotes=st.integers(0, 1),
    embargoed=st.sampled_from(["", "2019-11-27T11:59:59Z", "2019-11-28T00:00:00Z"]),
    language=st.sampled_from(["", "en", "en-GB", "EN-us", "eng", "de"]),
)
words = st.sampled_from([tokens(word) for word in [*WORDS, *NAMES, "rate cut", "ba", "x"]])
plain_text = st.builds(Text, words, st.booleans())
leaf: st.SearchStrategy[Node] = st.one_of(
    plain_text,
    st.builds(
        Text, words, st.booleans(), st.sampled_from(["headline", "said", "lead", "speakers", "speakers"])
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


def wants_killed(node: Node, *, denied: bool = False) -> bool:
    """Tell whether a question asks for killed stories, as a query that is parsed says of itself."""
    if isinstance(node, Not):
        return wants_killed(node.node, denied=not denied)
    if isinstance(node, And | Or):
        return any(wants_killed(one, denied=denied) for one in node.nodes)
    return node == Is("killed") and not denied


def numbered(stories: list[Story], gap: int) -> tuple[list[Story], int]:
    """Give the stories numbers that run with time, crowding each minute; return them with the spill."""
    spill = last = 0
    for one in sorted(stories, key=lambda one: one.created):
        last = one.id = max(id_floor(one.created), last + gap)
        spill = max(spill, one.id - id_floor(one.created))
    return stories, spill


@settings(max_examples=300, deadline=None)
@given(st.lists(drawn_story, max_size=8), st.integers(1, 20), tree, st.booleans(), st.sampled_from(SORTS))
def test_the_index_finds_what_a_plain_reading_finds(
    stories: list[Story], gap: int, asking: Node, killed_too: bool, sort: str
) -> None:
    stories, spill = numbered(stories, gap)
    killed_too = killed_too or wants_killed(asking)
    order = next(one for one in SORTS if one == sort)
    query = Query("", asking, order, (), killed_too)
    found = asked(filled(stories), query, spill)
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
