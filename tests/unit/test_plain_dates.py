from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.ingest import dates
from store.ingest.dates import DayDate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 7", (None, 5, 7)),
        ("Saturday, May 7, 2022", (2022, 5, 7)),
        ("7 mai 2022", (2022, 5, 7)),
        ("7. Mai 2022", (2022, 5, 7)),
        ("7 de mayo de 2022", (2022, 5, 7)),
        ("7 мая 2022 года", (2022, 5, 7)),
        ("7th May, 2022", (2022, 5, 7)),
        ("1er août", (None, 8, 1)),
        ("2022-05-07", (2022, 5, 7)),
        ("7.5.2022", (2022, 5, 7)),
        ("02 MAG", (None, 5, 2)),
    ],
)
def test_dates_of_many_languages(text: str, expected: tuple[int | None, int, int]) -> None:
    assert dates.first_date(text) == expected


@pytest.mark.parametrize(
    "text", ["May 32", "30 February 2021", "31.2.2021", "maybe 7", "7 apples", "2022-13-40", ""]
)
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert dates.first_date(text) is None


def test_a_day_without_a_year_takes_the_nearest_one_before_the_header() -> None:
    assert DayDate(None, 12, 31).on_or_before(date(2021, 1, 1)) == date(2020, 12, 31)
    assert DayDate(None, 1, 1).on_or_before(date(2020, 12, 31)) == date(
        2021, 1, 1
    )  # filed past midnight further east
    assert DayDate(None, 1, 2).on_or_before(date(2020, 12, 31)) == date(2020, 1, 2)
    assert DayDate(None, 2, 29).on_or_before(date(2023, 3, 1)) == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Not for release before 0600 GMT, March 7, 2021", "2021-03-07T06:00:00Z"),
        ("EMBARGOED UNTIL 06:00 GMT Sunday, March 7", "2021-03-07T06:00:00Z"),
        ("Sperrfrist: 7. März 2021, 06:00 Uhr", "2021-03-07T05:00:00Z"),  # the desk is in Berlin
        ("Hold for release 12:01 a.m. EST Monday, March 8", "2021-03-08T05:01:00Z"),
        ("For release Sunday, March 7", "2021-03-06T23:00:00Z"),
        ("Embargoed until 18:30 CET on 2021-03-07", "2021-03-07T17:30:00Z"),
        ("Not for release before 7 p.m. GMT", "2021-03-03T19:00:00Z"),
        ("0001 GMT Monday 8 March 2021", "2021-03-08T00:01:00Z"),
        ("EMBARGO: 2 January, 0600 GMT", "2022-01-02T06:00:00Z"),
    ],
)
def test_the_end_of_an_embargo(line: str, expected: str) -> None:
    assert str(dates.release_time(line, sent=date(2021, 3, 3), agency="dpa")) == expected


def test_an_embargo_says_when_its_time_or_zone_is_assumed() -> None:
    named = dates.release_time("Not for release before 0600 GMT, March 7, 2021", sent=None)
    naive = dates.release_time("Not for release before 06:00 Uhr, 7. März 2021", sent=None)
    assert named is not None
    assert naive is not None
    assert (named.assumed, naive.assumed) == (False, True)


@pytest.mark.parametrize(
    "line", ["EMBARGOED", "Not for release before noon", "Sperrfrist bis zur Rede", "Embargo May 7"]
)
def test_an_embargo_that_names_no_certain_day_has_no_end(line: str) -> None:
    assert dates.release_time(line, sent=None) is None


def test_filing_stamps() -> None:
    assert str(dates.footer_time("AP-WF-03-03-21 1204GMT<")) == "2021-03-03T12:04:00Z"
    assert str(dates.footer_time("031204 GMT Mar 21")) == "2021-03-03T12:04:00Z"
    assert dates.footer_time("AP-WF-13-43-21 1204GMT") is None
    assert dates.footer_time("the committee met") is None


def test_header_times() -> None:
    day, full = dates.header_time("2021-03-03"), dates.header_time("2021-03-03 14:00 +02:00")
    assert day is not None
    assert full is not None
    assert (str(day), day.assumed) == ("2021-03-03T00:00:00Z", True)
    assert (str(full), full.assumed) == ("2021-03-03T12:00:00Z", False)
    assert dates.header_time("2021-33-03") is None


@given(st.text(max_size=120))
def test_any_text_is_read_without_raising(text: str) -> None:
    dates.first_date(text)
    dates.date_at_end(text)
    dates.header_time(text)
    dates.footer_time(text)
    dates.release_time(text, sent=date(2021, 3, 3), agency="tass")


@given(
    st.from_regex(
        r"[0-9]{1,4}[-./ ]?(May|Mai|мая)?[-./ ]?[0-9]{1,4} ?[0-9:.]{0,6} ?(GMT|pm|ET|\+99:99)?",
        fullmatch=True,
    )
)
def test_number_heaps_are_read_without_raising(text: str) -> None:
    dates.header_time(text)
    dates.release_time(text, sent=date(1, 1, 1))
    dates.release_time(text, sent=date(9999, 12, 31), agency="AAP")
