"""Reading the index: pages of the list, counts, speakers, and one reader's marks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from store.conditions import READ, STARRED, TAG
from store.ids import SLOTS
from store.models import PERHAPS_KILLED, Row, Used, Warned
from store.plan import Plan

if TYPE_CHECKING:
    from store.index.index import Index

_Value = TypeVar("_Value")

_MOST = 500  # values in one question

_USABLE = (
    "SELECT uri.uri, item.id FROM uri JOIN story ON story.number = uri.story "
    "JOIN item ON item.id = story.newest WHERE pubstatus = 'usable' AND uri.uri IN (%s)"
)
_ITEMS = "SELECT value FROM meta WHERE key = 'items'"
_FOLDED = "(SELECT count(*) FROM item INDEXED BY item_folded WHERE leader != id)"
_TWINS = "FROM item WHERE leader = (SELECT leader FROM item WHERE id = ?)"
ALL = Plan("SELECT id FROM item ORDER BY id DESC", (), _ITEMS, (), "new")
"""All stories."""
LISTED = Plan(
    "SELECT id FROM item INDEXED BY item_leader WHERE leader = id ORDER BY leader DESC",
    (),
    f"SELECT value - {_FOLDED} FROM meta WHERE key = 'items'",
    (),
    "new",
)
"""Those of the list: near-identical ones once."""

_ROWS = """
SELECT i.id, uri, headline, slugline, source, located, created, urgency, pubstatus, versions, version,
  takekey, signal, quotes, embargoed, language, assumed, words, came,
  (SELECT count(*) FROM item twin WHERE twin.leader = i.leader) - 1
FROM item i WHERE i.id IN (%s)
"""


def twins(story: int | None) -> Plan:
    """Return what selects the stories folded with one, itself among them; nothing without one."""
    number = (story or 0,)
    return Plan(f"SELECT id {_TWINS} ORDER BY id DESC", number, f"SELECT count(*) {_TWINS}", number, "new")


def rows(index: Index, reader: int, ids: Sequence[int]) -> list[Row | None]:
    """Return the list's line of each number, None where it is no longer listed."""
    if not ids:
        return []
    wanted = ",".join(map(str, ids))
    marks: dict[int, list[str]] = {}
    for item, mark in index.ask(
        f"SELECT id, mark FROM mark WHERE id IN ({wanted}) AND reader = ?", (reader,)
    ):
        marks.setdefault(item, []).append(mark)
    found = {row[0]: _row(row, marks.get(row[0], ())) for row in index.ask(_ROWS % wanted)}
    return [found.get(item) for item in ids]


def _row(values: Sequence[Any], marks: Iterable[str]) -> Row:
    _, uri, headline, slugline, source, located, created, urgency, pubstatus, versions, version, *rest = (
        values
    )
    takekey, signal, quotes, embargoed, language, assumed, words, came, twins = rest
    return Row(
        uri=uri,
        headline=headline,
        slugline=slugline,
        source=source,
        located=located,
        versioncreated=created,
        urgency=urgency,
        pubstatus=pubstatus,
        versions=versions,
        version=version,
        takekey=takekey,
        signal=tuple(json.loads(signal)) if signal else (),
        quotes=quotes,
        read=READ in (kept := set(marks)),
        starred=STARRED in kept,
        tags=tuple(sorted(mark[1:] for mark in kept if mark.startswith(TAG))),
        embargoed=embargoed,
        language=language,
        headline_assumed=bool(assumed),
        words=words,
        came=came,
        twins=twins,
    )


def count(index: Index) -> int:
    """Return the number of stories."""
    return int(index.ask(_ITEMS)[0][0])


def outdated(index: Index, rules: int) -> dict[str, int]:
    """Return how many documents of each part have quotes that were found by older rules; no part without."""
    question = (
        "SELECT name, count(*) FROM doc JOIN part ON part.number = doc.part "
        "WHERE rules < ? GROUP BY name ORDER BY name"
    )
    return dict(index.ask(question, (rules,)))


def reread(index: Index) -> int:
    """Return what is another number once quotes of known stories were read anew, by whomever."""
    return int(index.ask("SELECT value FROM meta WHERE key = 'reread'")[0][0])


def tags(index: Index, reader: int) -> dict[str, int]:
    """Return a reader's tags with the number of stories, in alphabetical order."""
    question = "SELECT mark, count(*) FROM mark WHERE reader = ? AND mark >= '#' AND mark < '$' GROUP BY mark"
    return {mark[1:]: number for mark, number in index.ask(question, (reader,))}


def sources(index: Index) -> dict[str, int]:
    """Return the services with the number of their stories, in alphabetical order."""
    question = "SELECT source, count(*) FROM item WHERE source != '' GROUP BY source ORDER BY source"
    return {source: int(number) for source, number in index.ask(question)}


def unread(index: Index, reader: int) -> int:
    """Return how many stories a reader has not read."""
    ((read,),) = index.ask("SELECT count(*) FROM mark WHERE reader = ? AND mark = 'read'", (reader,))
    return count(index) - int(read)


def newest(index: Index, uri: str) -> int | None:
    """Return the number of the listed version of the story that `uri` belongs to."""
    found = index.ask(
        "SELECT newest FROM story JOIN uri ON uri.story = story.number WHERE uri.uri = ?", (uri,)
    )
    return int(found[0][0]) if found and found[0][0] else None


def known(index: Index, uris: Iterable[str]) -> set[str]:
    """Return which of the uris are in the archive."""
    wanted = list(uris)
    found: set[str] = set()
    for some in some_of(wanted):
        question = f"SELECT uri FROM uri WHERE uri IN ({','.join('?' * len(some))})"
        found |= {uri for (uri,) in index.ask(question, some)}
    return found


def usable(index: Index, uris: Iterable[str]) -> dict[str, int]:
    """Return of each uri the line of its story, where that may be used."""
    found: dict[str, int] = {}
    for some in some_of(sorted(set(uris))):
        found |= dict(index.ask(_USABLE % ",".join("?" * len(some)), some))
    return found


def some_of(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    """Yield as many values at a time as one question may have."""
    for start in range(0, len(values), _MOST):
        yield values[start : start + _MOST]


def relatives(index: Index, uris: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return of each known uri all uris of its story."""
    wanted = list(uris)
    found: dict[str, tuple[str, ...]] = {}
    for some in some_of(wanted):
        question = (
            "SELECT a.uri, b.uri FROM uri a JOIN uri b ON b.story = a.story "
            f"WHERE a.uri IN ({','.join('?' * len(some))}) ORDER BY b.number"
        )
        for uri, same in index.ask(question, some):
            found[uri] = (*found.get(uri, ()), same)
    return found


def items_by(index: Index, names: Sequence[int], most: int) -> list[int]:
    """Return the stories that quote any of the names, newest first."""
    wanted = ",".join(map(str, names))
    found = index.ask(
        f"SELECT DISTINCT id FROM spoke WHERE person IN ({wanted}) ORDER BY id DESC LIMIT ?",
        (most,),
    )
    return [item for (item,) in found]


def in_order(index: Index, numbers: Sequence[int]) -> list[int]:
    """Return numbers that run newest first in the exact order of time, then of uri: they say the minute."""
    minutes: dict[int, int] = {}
    for number in numbers:
        minutes[number // SLOTS] = minutes.get(number // SLOTS, 0) + 1
    close = [number for number in numbers if minutes[number // SLOTS] > 1]
    if not close:
        return list(numbers)
    wanted = ",".join(map(str, close))
    found = index.ask(f"SELECT created, uri, id FROM item WHERE id IN ({wanted})")
    found.sort(key=lambda one: one[1])
    found.sort(key=lambda one: one[0], reverse=True)
    rank = {number: at for at, (_, _, number) in enumerate(found)}
    return sorted(numbers, key=lambda number: (-(number // SLOTS), rank.get(number, 0)))


def read_and_new(index: Index, reader: int, ids: str, values: Sequence[object], seen: str) -> tuple[int, int]:
    """Return how many of the numbers that `ids` selects are read, and how many came after `seen`."""
    read = f"SELECT count(*) FROM mark WHERE reader = ? AND mark = 'read' AND id IN ({ids})"
    new = f"SELECT count(*) FROM item WHERE came > ? AND id IN ({ids})"
    return index.count(read, (reader, *values)), index.count(new, (seen, *values))


def warnings(index: Index, reader: int, exported: Mapping[str, str]) -> Iterator[Warned]:
    """Yield the killed among the stories marked or exported, and those corrected after they were exported.

    And those that a kill may be meant for, as it names none of several.
    """
    doubtful: dict[int, str] = dict(index.ask(_DOUBTFUL))
    numbers = dict.fromkeys(number for (number,) in index.ask(_MARKED, (reader,)))
    for some in some_of(list(doubtful)):
        question = _USED % ",".join("?" * len(some))
        numbers |= dict.fromkeys(number for (number,) in index.ask(question, (reader, *some)))
    taken: set[int] = set()
    for uri, at in exported.items():
        for number, status, signal, came in index.ask(_EXPORTED, (uri,)):
            if status != "usable" or number in doubtful or ("correct" in signal and came > at):
                taken.add(number)
                numbers[number] = None
    for number, row in zip(numbers, rows(index, reader, list(numbers)), strict=True):
        if row:
            what = _STATUS.get(row.pubstatus) or (PERHAPS_KILLED if number in doubtful else "corrected")
            used, came = _used(row, exported=number in taken), doubtful.get(number, row.came)
            yield Warned(row.uri, row.headline, what, used, came)


def _used(row: Row, *, exported: bool) -> tuple[Used, ...]:
    """Return what the reader did with a story."""
    done: dict[Used, bool] = {"tagged": bool(row.tags), "starred": row.starred, "exported": exported}
    return tuple(use for use, did in done.items() if did)


_STATUS = {"canceled": "killed", "withheld": "withheld"}
_DOUBTFUL = (
    "SELECT item.id, max(kills.came) FROM doubt JOIN uri ON uri.number = doubt.uri "
    "JOIN story ON story.number = uri.story JOIN item ON item.id = story.newest "
    "JOIN uri AS k ON k.number = doubt.kill JOIN story AS s ON s.number = k.story "
    "JOIN item AS kills ON kills.id = s.newest "
    "WHERE item.pubstatus = 'usable' AND kills.pubstatus != 'usable' GROUP BY item.id"
)
_USED = "SELECT DISTINCT id FROM mark WHERE reader = ? AND mark != 'read' AND id IN (%s)"
_MARKED = (
    "SELECT DISTINCT item.id FROM item CROSS JOIN mark ON mark.id = item.id "
    "WHERE pubstatus != 'usable' AND reader = ? AND mark.mark != 'read' ORDER BY item.id DESC"
)
_EXPORTED = (
    "SELECT item.id, pubstatus, signal, came FROM uri JOIN story ON story.number = uri.story "
    "JOIN item ON item.id = story.newest WHERE uri.uri = ?"
)
