"""People of one surname: whose shorter and other forms of a name are whose.

Works on what is known of a whole archive at once, so the order in which names
became known makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.naming import PersonName, agree, may_be_one, shortens
from store.quotes.names import pet_forms

_ROLES = 12  # of one name that are compared; the most frequent ones


@dataclass(slots=True)
class _Form:
    """A name, whatever its spelling."""

    name: PersonName
    members: list[int]
    roles: tuple[str, ...]


def parted(names: Sequence[PersonName], roles: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return the people behind names of one surname, each the numbers of its names.

    `roles` are those printed with each name, the most frequent first.
    """
    forms = _forms(names, roles)
    fuller = _fuller(forms)
    people = _people([at for at in range(len(forms)) if not fuller[at]], forms)
    head = {at: person[0] for person in people for at in person}
    known = {person[0]: _roles(forms, person) for person in people}
    joined: dict[int, list[int]] = {person[0]: list(person) for person in people}
    for at, form in enumerate(forms):
        if at not in head:
            owners = sorted({head[other] for other in fuller[at] if other in head})
            owner = _owner(form.roles, owners, known)
            joined.setdefault(at if owner is None else owner, []).append(at)
    return [[member for at in person for member in forms[at].members] for person in joined.values()]


def _forms(names: Sequence[PersonName], roles: Sequence[Sequence[str]]) -> list[_Form]:
    same: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        same[name.identity].append(at)
    forms = []
    for identity in sorted(same):
        members = same[identity]
        telling = max((names[at] for at in members), key=lambda name: (len(name.words), name))
        told = [role for at in members for role in roles[at][:_ROLES]]
        forms.append(_Form(telling, members, tuple(told)))
    return forms


def _fuller(forms: Sequence[_Form]) -> list[list[int]]:
    """Return for each form those it may be short for; only given names that begin alike are compared."""
    beginnings: dict[str, list[int]] = defaultdict(list)
    for at, form in enumerate(forms):
        if form.name.given:
            beginnings[form.name.given[0]].append(at)
            if len(form.name.given[0]) > 1:
                beginnings[form.name.given[0][0]].append(at)
    everybody = range(len(forms))
    return [
        [
            other
            for other in (beginnings[form.name.given[0]] if form.name.given else everybody)
            if shortens(form.name, forms[other].name)
        ]
        for form in forms
    ]


def _people(full: Sequence[int], forms: Sequence[_Form]) -> list[list[int]]:
    """Return who is meant by the fullest names: one each, but for two spellings of one given name."""
    partners: dict[int, list[int]] = {at: [] for at in full}
    places: dict[PersonName, int] = {forms[at].name: at for at in full}
    for at in full:
        name = forms[at].name
        for other in sorted(pet_forms(name.given[0])) if name.given else ():
            partner = places.get(name._replace(given=(other, *name.given[1:])))
            if partner is not None and partner != at and _same_office(forms[at], forms[partner]):
                partners[at].append(partner)
    people = []
    for at in full:
        partner = partners[at][0] if len(partners[at]) == 1 else None
        if partner is None or partners[partner] != [at]:
            people.append([at])
        elif at < partner:
            people.append([at, partner])
    return people


def _same_office(one: _Form, other: _Form) -> bool:
    return may_be_one(one.name, other.name) and _agreement(one.roles, other.roles)


def _owner(roles: Sequence[str], owners: Sequence[int], known: Mapping[int, Sequence[str]]) -> int | None:
    """Return whose name it is: the one not contradicted, else the one whose role agrees, else nobody."""
    possible = [at for at in owners if not roles or not known[at] or _agreement(roles, known[at])]
    if len(possible) == 1:
        return possible[0]
    agreeing = [at for at in possible if _agreement(roles, known[at])]
    return agreeing[0] if len(agreeing) == 1 else None


def _agreement(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    return any(agree(one, other) for one in mine for other in theirs)


def _roles(forms: Sequence[_Form], person: Sequence[int]) -> tuple[str, ...]:
    return tuple(role for at in person for role in forms[at].roles)
