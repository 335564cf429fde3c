"""A question read plainly, story by story: what the SQL of `store.plan` is held against."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial

from store.index.tables import TEXTS, in_memory
from store.normal import Known
from store.plan import Plan, plan
from store.query_nodes import (
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
    given: set[int] = field(default_factory=set)
    """Persons to whom the reader gave words of it."""
    left: set[int] = field(default_factory=set)
    """Persons all of whose words in it the reader gave to others."""
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


LAGARDE = Story(
    id=10,
    created="2019-11-27T10:00:00Z",
    texts={
        "headline": "ECB’s rate cut",
        "slug": "EUROZONE-RATES/",
        "byline": "By Jörg Smith",
        "source": "Reuters",
        "located": "Zürich",
        "lead": "The European Central Bank cut its main rate by 0.25 points.",
        "body": "欧洲央行降息。 In the U.S., Don’t expect more, Müller-Lüdenscheidt said; snake_case too.",
        "speakers": "Christine Lagarde\nPresident",
        "said": "We will not hesitate to cut again",
    },
    marks={"read", "#ecb", "#late shift"},
    persons={1},
    urgency=2,
    words=301,
    versions=2,
    signal='["Correction"]',
    quotes=1,
    embargoed="2019-11-28T00:00:00Z",
    language="en-GB",
)


@contextmanager
def filled(stories: Sequence[Story]) -> Iterator[sqlite3.Connection]:
    """Open an index that holds the stories, and marks of another reader on all of them."""
    with closing(in_memory()) as sql:
        fill(sql, stories)
        yield sql


def fill(sql: sqlite3.Connection, stories: Sequence[Story]) -> None:
    """Put the stories into an empty index."""
    columns = [row[1] for row in sql.execute("PRAGMA table_info(item)")]
    for one in stories:
        known = {**vars(one), "story": one.id, "leader": one.id}
        row = [known.get(column, "") for column in columns]
        sql.execute(f"INSERT INTO item VALUES ({', '.join('?' * len(row))})", row)
        table = "gone" if one.killed else "fts"
        texts = [spaced(fold(one.texts.get(column, ""))) for column in TEXTS]
        sql.execute(
            f"INSERT INTO {table}(rowid, {', '.join(TEXTS)}) VALUES ({', '.join('?' * 10)})", (one.id, *texts)
        )
        sql.execute("UPDATE meta SET value = value + 1 WHERE key = 'items'")
        sql.executemany("INSERT INTO mark VALUES (?, ?, ?)", [(READER, mark, one.id) for mark in one.marks])
        sql.execute("INSERT INTO mark VALUES (?, 'read', ?)", (READER + 1, one.id))
        sql.executemany("INSERT INTO spoke VALUES (?, ?)", [(person, one.id) for person in one.persons])


def find_people(stories: Sequence[Story], words: Sequence[str], whole: bool) -> Known:
    """Return the persons whose name holds the words, and the stories given to them and taken from them."""
    persons = [number for number, name in PEOPLE.items() if at_all(tokens(name), words, prefix=not whole)]
    usable = [one for one in stories if not one.killed]
    given = [one.id for one in usable if one.given & set(persons)]
    return Known(
        persons, given, [one.id for one in usable if one.left & set(persons) and one.id not in given]
    )


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
        known = find_people([story], node.words, not node.prefix) if node.column == "speakers" else Known()
        quoted = says(story, node) or bool(story.persons & set(known.persons))
        return (quoted and story.id not in known.left) or story.id in known.stories
    return fact(node, story)


def fact(node: Node, story: Story) -> bool:
    if isinstance(node, Tag):
        tags = [mark[1:] for mark in story.marks if mark.startswith("#")]
        return any(tag.startswith(node.name) if node.prefix else tag == node.name for tag in tags)
    if isinstance(node, Number):
        number = story.urgency if node.of == "urgency" else story.words
        bounds = (-1 if node.least is None else node.least), (9999 if node.most is None else node.most)
        return number is not None and bounds[0] <= number <= bounds[1]
    if isinstance(node, Date):
        days = {"today": NOW[:10], "yesterday": "2019-11-26"}
        first, last = days.get(node.first, node.first), days.get(node.last, node.last)
        return bool(story.created) and first <= story.created and story.created[: len(last)] <= last
    if isinstance(node, Language):
        return story.language.lower() == node.code or story.language.lower().startswith(node.code + "-")
    return node == Everything() or states(story)[node]


def states(story: Story) -> dict[Node, bool]:
    """Tell what is so of a story."""
    return {
        Has("quotes"): story.quotes > 0,
        Has("tags"): any(mark[0] == "#" for mark in story.marks),
        Is("read"): "read" in story.marks,
        Is("unread"): "read" not in story.marks,
        Is("starred"): "starred" in story.marks,
        Is("killed"): story.killed,
        Is("embargoed"): story.embargoed > NOW,
        Is("updated"): story.versions > 1,
        Is("flash"): story.urgency == 1 or "flash" in story.signal.lower(),
        Is("corrected"): "correct" in story.signal.lower(),
    }


def wants_killed(node: Node, *, denied: bool = False) -> bool:
    """Tell whether a question asks for killed stories, as a query that is parsed says of itself."""
    if isinstance(node, Not):
        return wants_killed(node.node, denied=not denied)
    if isinstance(node, And | Or):
        return any(wants_killed(one, denied=denied) for one in node.nodes)
    return node == Is("killed") and not denied


def planned(query: Query, spill: int, stories: Sequence[Story] = ()) -> Plan:
    return plan(query, reader=READER, now=NOW, spill=spill, people=partial(find_people, stories))


def asked(stories: Sequence[Story], query: Query, spill: int = 100) -> list[int]:
    """Return the numbers of the stories that a query finds."""
    with filled(stories) as sql:
        return answered(sql, planned(query, spill, stories))


def answered(sql: sqlite3.Connection, wanted: Plan) -> list[int]:
    """Return the numbers a query finds; checks that they are counted truly and that LIMIT fits behind."""
    ids = [row[0] for row in sql.execute(wanted.ids, wanted.ids_values)]
    assert sql.execute(wanted.count, wanted.count_values).fetchall() == [(len(ids),)]
    assert [row[0] for row in sql.execute(f"{wanted.ids} LIMIT ?", (*wanted.ids_values, 2))] == ids[:2]
    assert len(set(ids)) == len(ids)
    return ids
