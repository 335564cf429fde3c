"""One person, many names: which of the names printed in an archive are the same speaker's.

The rules know names, kinds, roles and times, and never the order in which
stories arrived. What they cannot know they leave apart: two names wrongly
joined put words in somebody's mouth, two wrongly apart are one line more.

- The same name but for case, accents, hyphens and dots is one person.
- A shorter form ("Lavrov", "S. Lavrov") joins the one fuller name that its roles do not contradict, or of
  several the one whose roles agree. Else it stays alone.
- Two spellings of a given name ("Sergei", "Sergey"; pet forms too) are one person if the roles agree.
- An office without a name joins the one person who carried it in print at that time (`attach`), where it says
  of which country, place or body it is (`store.offices`) and both times are known.
- Organisations join by name, and by an acronym that is printed behind the name in brackets.

All names that these rules can join have the same `key`, so one key's names can
be grouped anew without looking at the rest. What a reader decided comes after
(`store.speakers`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from store.models import SpeakerKind
from store.namesakes import parted
from store.naming import body_name, person_name, plain
from store.offices import office
from store.terms import WORDS

AND = " and "
"""Between the names of several who speak as one: "Ana Ruiz and Otto Lang"."""
AROUND = timedelta(days=92)
"""How long before and after it is printed with a name an office is still taken to be that person's."""


class Name(NamedTuple):
    """What a speaker is known by in an archive: the name as printed and the kind of speaker."""

    name: str
    kind: SpeakerKind


@dataclass(frozen=True, slots=True, order=True)
class RoleSeen:
    """A role printed with a name."""

    role: str
    """As printed."""
    quotes: int
    first: str = ""
    """When first and last, UTC as in `Article.versioncreated`; empty if not known."""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A name as it is printed in an archive, over all stories."""

    name: str
    kind: SpeakerKind
    roles: tuple[RoleSeen, ...] = ()
    quotes: int = 0
    first: str = ""
    last: str = ""

    @property
    def id(self) -> Name:
        """By which decisions name it; no two records of an archive have the same."""
        return Name(self.name, self.kind)


@dataclass(frozen=True, slots=True)
class Group:
    """One speaker: all names it is printed under."""

    members: tuple[Printed, ...]
    """The leader first, the others in order of the alphabet."""

    @property
    def leader(self) -> str:
        """The fullest name."""
        return self.members[0].name

    @property
    def kind(self) -> SpeakerKind:
        """The leader's kind."""
        return self.members[0].kind

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names."""
        return tuple(member.name for member in self.members[1:])

    @property
    def names(self) -> frozenset[Name]:
        """All names with their kinds."""
        return frozenset(member.id for member in self.members)

    @property
    def quotes(self) -> int:
        """How many quotes, over all names."""
        return sum(member.quotes for member in self.members)

    @property
    def first(self) -> str:
        """When first printed; empty if not known."""
        return min((member.first for member in self.members if member.first), default="")

    @property
    def last(self) -> str:
        """When last printed; empty if not known."""
        return max((member.last for member in self.members), default="")

    @property
    def roles(self) -> tuple[RoleSeen, ...]:
        """The roles in order of first sight, spellings of one counted together under the most frequent."""
        same: dict[str, list[RoleSeen]] = defaultdict(list)
        for member in self.members:
            for seen in member.roles:
                same[" ".join(WORDS.findall(plain(seen.role)))].append(seen)
        return tuple(sorted(map(_one_role, same.values()), key=lambda seen: (seen.first, seen.role)))


def key(record: Printed) -> str:
    """Return what all names have in common that `group` may join with this one."""
    if record.kind == "person" and AND in record.name:
        return f"people:{plain(record.name)}"  # two of one surname would make it anybody's
    if record.kind == "person":
        return f"person:{(person_name(record.name).surname or (record.name,))[-1]}"
    if record.kind == "unnamed":
        return (
            role_key(record.name) or f"unnamed:{' '.join(WORDS.findall(plain(record.name))) or record.name}"
        )
    return f"{record.kind}:{body_name(record.name).initials}"


def role_key(role: str) -> str:
    """Return the key of an office, as `key` gives it of its unnamed holder; empty if it may be anybody's."""
    found = office(role)
    return f"role:{found}" if found else ""


def group(records: Iterable[Printed]) -> list[Group]:
    """Return the speakers behind the names of one key, by leader."""
    rows = sorted(records, key=lambda record: record.id)
    if not rows:
        return []
    if rows[0].kind == "person":
        return _sorted(_people(rows))
    if rows[0].kind == "unnamed":
        return [made(rows)]
    return _sorted(_bodies(rows))


def attach(unnamed: Iterable[Group], people: Sequence[Group]) -> list[Group]:
    """Return all groups, offices without a name joined to the one person who carried them at that time.

    `people` must hold everybody who has a role of the same `role_key`. Who
    holds an office is read from the roles printed with names alone.
    """
    carriers: dict[str, list[int]] = defaultdict(list)
    for at, person in enumerate(people):
        for found in {role_key(seen.role) for seen in person.roles if person.kind == "person"} - {""}:
            carriers[found].append(at)
    joined: dict[int, list[Printed]] = defaultdict(list)
    alone = []
    for one in unnamed:
        holders = [at for at in carriers[key(one.members[0])] if _carried(people[at], one)]
        if len(holders) == 1:
            joined[holders[0]] += one.members
        else:
            alone.append(one)
    whole = [made([*one.members, *joined[at]]) if at in joined else one for at, one in enumerate(people)]
    return _sorted([*whole, *alone])


def grouped(records: Iterable[Printed]) -> list[Group]:
    """Return all speakers of an archive: each key grouped, and offices attached."""
    keys: dict[str, list[Printed]] = defaultdict(list)
    for record in records:
        keys[key(record)].append(record)
    groups = [one for rows in keys.values() for one in group(rows)]
    offices = [one for one in groups if one.kind == "unnamed"]
    return attach(offices, [one for one in groups if one.kind != "unnamed"])


def made(members: Iterable[Printed]) -> Group:
    """Return the group of these names, led by the fullest: most words, not all capitals, most quoted."""
    rows = sorted(members, key=_rank)
    return Group((rows[0], *sorted(rows[1:], key=lambda member: member.id)))


def _people(rows: Sequence[Printed]) -> Iterator[Group]:
    roles = [[seen.role for seen in sorted(row.roles, key=lambda seen: (-seen.quotes, seen))] for row in rows]
    for person in parted([person_name(row.name) for row in rows], roles):
        yield made(rows[at] for at in person)


def _bodies(rows: Sequence[Printed]) -> Iterator[Group]:
    """Yield the bodies: of one name; an acronym goes to the one whose name it is printed behind."""
    named: dict[str, list[Printed]] = defaultdict(list)
    claims: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        body = body_name(row.name)
        named[body.name].append(row)
        if body.acronym:
            claims[body.acronym].add(body.name)
    for acronym in sorted(claims):
        owners = claims[acronym]
        if len(owners) == 1 and acronym in named and acronym not in owners:
            named[min(owners)] += named.pop(acronym)
    yield from map(made, named.values())


def _rank(member: Printed) -> tuple[bool, int, bool, int, str, str]:
    words = person_name(member.name).words
    length = sum(len(word) > 1 for word in words) * 2 + sum(len(word) == 1 for word in words)
    return member.kind == "unnamed", -length, member.name.isupper(), -member.quotes, member.name, member.kind


def _sorted(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda one: (one.leader, one.kind))


def _one_role(seen: Sequence[RoleSeen]) -> RoleSeen:
    words = max(seen, key=lambda one: (one.quotes, one.role)).role
    first = min((one.first for one in seen if one.first), default="")
    return RoleSeen(words, sum(one.quotes for one in seen), first, max(one.last for one in seen))


def _carried(person: Group, unnamed: Group) -> bool:
    """Tell whether the person had the office in print about when it was printed without a name."""
    asked = key(unnamed.members[0])
    return any(
        _near(seen.first, unnamed.last) and _near(unnamed.first, seen.last)
        for seen in person.roles
        if role_key(seen.role) == asked
    )


def _near(earlier: str, later: str) -> bool:
    """Tell whether `earlier` is not long after `later`; times that are not known are near nothing."""
    try:
        return date.fromisoformat(earlier[:10]) <= date.fromisoformat(later[:10]) + AROUND
    except (ValueError, OverflowError):
        return False
