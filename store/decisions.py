"""What readers decided of speakers: two names are one person's, or are not. It wins over every rule.

Decisions are kept as pairs of names, so they hold for stories to come, and a
decision that is taken out of the list is as if it had never been made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from store.naming import person_name, plain
from store.people import Group, Name, Printed, made
from store.terms import WORDS


class Merge(NamedTuple):
    """Two names that are one speaker's; their groups become one."""

    one: Name
    other: Name


class Split(NamedTuple):
    """A name that is not who it was taken for."""

    name: Name
    """It leaves the group, with all other spellings of it."""
    other: Name
    """It stays; only from this one's group the name is taken."""


def apply_decisions(groups: Iterable[Group], merges: Iterable[Merge], splits: Iterable[Split]) -> list[Group]:
    """Return the groups as readers want them, by leader; names that are in no group are passed over.

    `groups` are those the rules make, never ones decided before. A merge is
    not made where it would bring together two names that are split: to join
    them again, the split is taken back. The order of decisions says nothing.
    """
    leaving: dict[Name, list[Split]] = defaultdict(list)
    forbidden: dict[Name, set[Name]] = defaultdict(set)
    for split in frozenset(splits):
        leaving[split.name].append(split)
        forbidden[split.name].add(split.other)
        forbidden[split.other].add(split.name)
    parts = _Parts(piece for group in groups for piece in _taken_apart(group, leaving))
    for merge in sorted(set(merges)):
        parts.join(merge, forbidden)
    return sorted(parts.groups(), key=lambda group: (group.leader, group.kind))


class _Parts:
    """Groups that are being joined."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._parts = [[group] for group in groups]
        self._where = {name: at for at, (group,) in enumerate(self._parts) for name in group.names}

    def join(self, merge: Merge, forbidden: dict[Name, set[Name]]) -> None:
        """Make the groups of two names one, unless somebody in them was split from somebody."""
        if merge.one not in self._where or merge.other not in self._where:
            return
        into, gone = self._where[merge.one], self._where[merge.other]
        if into == gone:
            return
        theirs = {name for group in self._parts[gone] for name in group.names}
        mine = {name for group in self._parts[into] for name in group.names}
        if any(forbidden[name] & theirs for name in mine & forbidden.keys()):
            return
        self._parts[into] += self._parts[gone]
        self._parts[gone] = []
        self._where |= dict.fromkeys(theirs, into)

    def groups(self) -> Iterator[Group]:
        """Yield what there is now."""
        for part in self._parts:
            if len(part) == 1:
                yield part[0]
            elif part:
                yield made(member for group in part for member in group.members)


def _taken_apart(group: Group, splits: Mapping[Name, Sequence[Split]]) -> Iterator[Group]:
    """Yield what is left of the group, and each name that leaves it with its other spellings."""
    names = group.names
    inside = [
        split
        for name in sorted(names & splits.keys())
        for split in splits[name]
        if split.other in names and split.other != name
    ]
    leaving: dict[Name, Hashable] = {}
    for split in inside:
        if _form(split.name) != _form(split.other):
            leaving |= {name: _form(name) for name in names if _form(name) == _form(split.name)}
    for split in inside:  # of two spellings of one name, the one alone
        if _form(split.name) == _form(split.other):
            leaving[split.name] = split.name
    if not leaving:
        yield group
        return
    pieces: dict[Hashable, list[Printed]] = {}
    for member in group.members:
        pieces.setdefault(leaving.get(member.id), []).append(member)
    yield from map(made, pieces.values())


def _form(name: Name) -> tuple[str, ...]:
    """Return what all spellings of a name have in common."""
    if name.kind == "person":
        return name.kind, *person_name(name.name).identity
    return name.kind, *WORDS.findall(plain(name.name))
