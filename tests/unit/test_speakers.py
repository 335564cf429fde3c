"""One person, many names: joined when the archive leaves no doubt, in any order."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.models import SpeakerKind
from store.naming import agree, body_name, person_name
from store.offices import office
from store.people import Group, Name, Printed, RoleSeen, attach, group, grouped, key, role_key


def printed(
    name: str, *roles: str, kind: SpeakerKind = "person", quotes: int = 1, when: str = "2024-05-01"
) -> Printed:
    seen = tuple(RoleSeen(role, quotes, when, when) for role in roles)
    return Printed(name, kind, seen, quotes, when, when)


def office_of(words: str, when: str = "2024-05-01") -> Printed:
    return printed(words, kind="unnamed", when=when)


def together(*records: Printed) -> set[frozenset[str]]:
    return {frozenset(name.name for name in one.names) for one in grouped(records)}


@pytest.mark.parametrize(
    "names",
    [
        ("Jean-Claude Dubrel", "Jean Claude DUBREL"),
        ("Žofie Łagoda", "Zofie Lagoda"),
        ("J. D. Vanning", "J.D. Vanning", "JD Vanning"),
        ("Seán O’Rorke", "Sean O'Rorke", "Sean ORorke"),
        ("Karim al-Assar", "Karim Al Assar", "Karim Assar"),
        ("Ursel von der Heyen", "von der Heyen", "Heyen"),
        ("Luis Arce-Medina", "Luis Arce Medina", "Arce-Medina"),
        ("Kim Jong-pil", "Kim Jong Pil", "Kim"),
        ("Xi Ruoping", "Xi"),
        ("Mr. Oleg Baranek", "Oleg Baranek", "Baranek", "O. Baranek"),
        ("John A. Marsh", "John Marsh", "J. Marsh", "Marsh"),
    ],
)
def test_spellings_and_shorter_forms_of_one_name_are_one_person(names: tuple[str, ...]) -> None:
    assert together(*map(printed, names)) == {frozenset(names)}


@pytest.mark.parametrize(
    "names",
    [
        ("Ivan Petrak", "Olga Petrak"),
        ("Jan Novar", "Jana Novar"),
        ("Donald Crump", "Donald Crump Jr."),
        ("John A. Marsh", "John B. Marsh"),
        ("Dick Van Dyle", "Van Dyle"),
    ],
)
def test_different_people_stay_apart(names: tuple[str, ...]) -> None:
    assert together(*map(printed, names)) == {frozenset({name}) for name in names}


def test_a_surname_joins_only_where_there_is_no_doubt() -> None:
    signe, jens = printed("Signe Bjerre", "Danish Transport Minister"), printed("Jens Bjerre", "mayor")
    alone = printed("Bjerre")
    assert together(signe, alone) == {frozenset({"Signe Bjerre", "Bjerre"})}
    assert len(together(signe, jens, alone)) == 3
    minister = printed("Bjerre", "Transport Minister")
    assert together(signe, jens, minister) == {
        frozenset({"Signe Bjerre", "Bjerre"}),
        frozenset({"Jens Bjerre"}),
    }
    assert len(together(jens, printed("Bjerre", "police chief"))) == 2
    assert len(together(signe, printed("Bjerre", "Deputy Transport Minister"))) == 2


def test_two_spellings_of_a_given_name_are_one_only_in_one_office() -> None:
    one, other = (
        printed("Sergey Lavrin", "Foreign Minister"),
        printed("Sergei Lavrin", "Russian Foreign Minister"),
    )
    surname = printed("Lavrin")
    assert len(together(one, other, surname)) == 1
    assert len(together(one, printed("Sergei Lavrin", "coach"))) == 2
    assert len(together(printed("Sergey Lavrin"), printed("Sergei Lavrin"))) == 2


def test_an_office_joins_the_one_who_held_it_then() -> None:
    then = printed("Petr Havran", "Russian foreign minister", when="2019-05-01")
    now = printed("Olga Belkova", "Russian Foreign Minister", when="2024-05-01")
    asked = office_of("The Russian Foreign Minister", when="2024-06-01")
    assert together(then, now, asked) == {
        frozenset({"Petr Havran"}),
        frozenset({"Olga Belkova", "The Russian Foreign Minister"}),
    }
    long_after = office_of("the Russian foreign minister", when="2026-06-01")
    assert len(together(then, now, long_after)) == 3
    successor = printed("Ada Lind", "Russian Foreign Minister", when="2024-07-01")
    assert len(together(now, successor, asked)) == 3


@pytest.mark.parametrize(
    "words",
    [
        "a Russian diplomat",
        "the mayor",
        "its managing director",
        "senior officials",
        "the city's mayor",
        "chief executive",
        "The Director General",
        "the foreign minister",
        "central bank governor",
        "head of the regional emergency service",
        "the Swedish minister",
        "the former Russian foreign minister",
        "Russian deputy foreign minister",
        "adviser to the Russian president",
        "советник президента России",
        "the Ohio farmer",
        "Vice",
        "",
    ],
)
def test_words_that_fit_anybody_are_no_office(words: str) -> None:
    assert office(words) == ""
    assert len(together(printed("Rosa Paz", words), office_of(words))) == 2


@pytest.mark.parametrize(
    ("words", "as_known"),
    [
        ("U.S. Secretary of State", "us secretary of state"),
        ("the president of the United States", "president of the united states"),
        ("Bank of England Governor", "bank of england governor"),
        ("the White House press secretary", "white house press secretary"),
        ("NATO secretary-general", "nato secretary general"),
        ("mayor of Nagano", "mayor of nagano"),
        ("министр обороны России", "министр обороны россии"),
    ],
)
def test_an_office_says_of_which_country_place_or_body_it_is(words: str, as_known: str) -> None:
    assert office(words) == as_known
    assert len(together(printed("Rosa Paz", words), office_of(words))) == 1


@pytest.mark.parametrize(("held", "asked"), [("", "2024-05-01"), ("2024-05-01", ""), ("", "")])
def test_an_office_joins_nobody_where_it_is_not_known_when(held: str, asked: str) -> None:
    office_then = printed("Rosa Paz", "mayor of Nagano", when=held)
    assert len(together(office_then, office_of("the mayor of Nagano", when=asked))) == 2


def test_organisations_join_by_name_and_by_the_acronym_printed_behind_it() -> None:
    full, short = "International Grain Forum", "IGF"
    bodies = [printed(name, kind="organisation") for name in (full, f"The {full.upper()}", short)]
    assert len(together(*bodies)) == 2
    bracketed = printed(f"{full} ({short})", kind="organisation")
    assert len(together(*bodies, bracketed)) == 1
    rival = printed(f"Irish Girls' Fund ({short})", kind="organisation")
    assert len(together(*bodies, bracketed, rival)) == 3


def test_kinds_do_not_mix() -> None:
    assert len(grouped([printed("Marten"), printed("Marten", kind="organisation")])) == 2


def test_a_group_sums_up_its_names() -> None:
    records = [
        printed("Lavrin", "minister", quotes=2, when="2020-01-02"),
        printed("SERGEY LAVRIN", quotes=9, when="2019-01-01"),
        printed("Sergey Lavrin", "Foreign minister", quotes=3, when="2024-03-04"),
        printed("S. Lavrin", "Foreign Minister", quotes=4, when="2022-03-04"),
    ]
    (one,) = grouped(records)
    assert (one.leader, one.aliases) == ("Sergey Lavrin", ("Lavrin", "S. Lavrin", "SERGEY LAVRIN"))
    assert (one.quotes, one.first, one.last) == (18, "2019-01-01", "2024-03-04")
    assert one.roles == (
        RoleSeen("minister", 2, "2020-01-02", "2020-01-02"),
        RoleSeen("Foreign Minister", 7, "2022-03-04", "2024-03-04"),
    )


def test_roles_agree_when_one_says_the_other_with_more_words() -> None:
    assert agree("Foreign Minister", "the Russian foreign minister")
    assert agree("foreign minister of Russia", "Russian Foreign Minister")
    assert not agree("president", "vice president")
    assert not agree("Foreign Minister", "Finance Minister")
    assert not agree("", "")


NAMES = st.builds(
    " ".join,
    st.tuples(
        st.sampled_from(["Sergey", "Sergei", "S.", "Anna", "Anna B.", "Mr", "", "ANNA", "Anna-Lena"]),
        st.sampled_from(["Lavrin", "LAVRIN", "Petrak", "al-Lavrin", "Lávrin", "Jr.", "Kim", "x"]),
    ),
).map(str.strip)
ROLES = st.sampled_from(
    ["Foreign Minister", "Russian Foreign Minister", "mayor", "the Finance Minister", "coach"]
)
DATES = st.sampled_from(
    ["2019-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z", "", "9999-99-99"]
)
KINDS: st.SearchStrategy[SpeakerKind] = st.sampled_from(["person", "organisation", "document", "unnamed"])
SEEN = st.builds(RoleSeen, ROLES, st.integers(1, 9), DATES, DATES)
RECORDS = st.lists(
    st.builds(
        Printed,
        NAMES | ROLES | st.text(max_size=8),
        KINDS,
        st.lists(SEEN, max_size=2).map(tuple),
        st.integers(0, 9),
        DATES,
        DATES,
    ),
    max_size=14,
    unique_by=lambda record: record.id,
)


def ids(groups: list[Group]) -> list[Name]:
    return sorted(name for one in groups for name in one.names)


@given(RECORDS, st.randoms(use_true_random=False))
def test_order_says_nothing_and_every_name_has_one_group(
    records: list[Printed], chance: random.Random
) -> None:
    groups = grouped(records)
    assert ids(groups) == sorted(record.id for record in records)
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert grouped(shuffled) == groups


@given(RECORDS)
def test_one_key_can_be_grouped_without_the_rest(records: list[Printed]) -> None:
    keys: dict[str, list[Printed]] = defaultdict(list)
    for record in records:
        keys[key(record)].append(record)
    alone = [one for rows in keys.values() for one in group(rows)]
    named = [one for one in alone if one.kind != "unnamed"]
    whole = {frozenset(one.names) for one in grouped(records)}
    for one in named:
        assert any(one.names <= names for names in whole)
    for asked in (one for one in alone if one.kind == "unnamed"):
        carriers = [
            one for one in named if key(asked.members[0]) in {role_key(seen.role) for seen in one.roles}
        ]
        joined = next(one for one in attach([asked], carriers) if asked.names <= one.names)
        assert any(joined.names <= names for names in whole)


def test_names_in_their_parts() -> None:
    assert person_name("Xi Ruoping").words == ("ruoping", "xi")
    assert person_name("Ursel von der Heyen") == (("ursel",), ("heyen",), "")
    assert body_name("the World Timber Exchange (WTE)") == ("world timber exchange", "wte", "wte")


def test_a_surname_of_thousands_is_grouped_at_once() -> None:
    given_names = [f"{a}{b}{c}" for a in "BCDFG" for b in "aeiou" for c in "klmnprstvw"]
    records = [printed(f"{one} {other}. Kovan") for one in given_names for other in "ABCDEFGH"]
    assert len(grouped([*records, printed("Kovan")])) == len(records) + 1
