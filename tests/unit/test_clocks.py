"""Wire dates into UTC."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.ingest import clocks


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2014-08-29T13:49:51+0000", "2014-08-29T13:49:51Z"),
        ("20140829T134951Z", "2014-08-29T13:49:51Z"),
        ("2024-09-24T12:05:52.123+02:00", "2024-09-24T10:05:52Z"),
        ("2024-09-24 12:05:52-0530", "2024-09-24T17:35:52Z"),
        ("Thu, 05 May 2016 04:11:45 +0000", "2016-05-05T04:11:45Z"),
        ("212322 GMT Nov 18", "2018-11-21T23:22:00Z"),
        ("101137 GMT Dez 18", "2018-12-10T11:37:00Z"),
        ("AP-WF-11-13-13 1509GMT<", "2013-11-13T15:09:00Z"),
        ("AP-NY-03-02-99 2301EST", "1999-03-03T04:01:00Z"),
        ("KWS-21:37-09-12-18", "2018-12-09T12:37:00Z"),
        ("July 1, 2021 3:04 p.m. EDT", "2021-07-01T19:04:00Z"),
        ("3 août 2020 14:05 CEST", "2020-08-03T12:05:00Z"),
        ("12:30 a.m. GMT, 5 March 2021", "2021-03-05T00:30:00Z"),
    ],
)
def test_a_time_with_its_zone_is_certain(text: str, utc: str) -> None:
    assert clocks.moment(text) == clocks.Moment(utc, assumed=False)


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("2018-05-28T16:40:08", "Europe/London", "2018-05-28T15:40:08Z"),
        ("2018-05-28T16:40:08", "", "2018-05-28T16:40:08Z"),
        ("2018-05-28T16:40:08", "No/Such_Zone", "2018-05-28T16:40:08Z"),
        ("211005 jan 19", "Europe/Zurich", "2019-01-21T09:05:00Z"),
        ("241205 Sep 24", "Europe/Berlin", "2024-09-24T10:05:00Z"),
        ("26-FEB-1987 15:01:01.79", "", "1987-02-26T15:01:01Z"),
        ("06 June 2016 14:00:00", "Australia/Sydney", "2016-06-06T04:00:00Z"),
        ("03.03.2021 12:30", "", "2021-03-03T12:30:00Z"),
        ("Wed, 16 Jul 2025 09:38:29 -0000", "", "2025-07-16T09:38:29Z"),
    ],
)
def test_a_naive_time_is_the_agencys_and_said_to_be_assumed(text: str, zone: str, utc: str) -> None:
    assert clocks.moment(text, zone) == clocks.Moment(utc, assumed=True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-03-03", "2021-03-03"),
        ("20210303", "2021-03-03"),
        ("3 March 2021", "2021-03-03"),
        ("15 marraskuuta 2020", "2020-11-15"),
        ("5 марта 2021", "2021-03-05"),
        ("den 5 maj 2021", "2021-05-05"),
        ("11/10/2015", "2015-10-11"),
        ("11/18/2016", "2016-11-18"),
    ],
)
def test_a_day_stays_that_day_in_any_zone(text: str, day: str) -> None:
    assert clocks.moment(text, "Asia/Tokyo") == clocks.Moment(f"{day}T00:00:00Z", assumed=True)


def test_numbers_alone_are_read_in_the_order_asked_for() -> None:
    assert clocks.moment("5/6/2016", order="mdy").utc[:10] == "2016-05-06"
    assert clocks.moment("5/6/2016", order="dmy").utc[:10] == "2016-06-05"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "YYYYMMDD000000-HHMM",
        "2024-02-30T00:00:00Z",
        "tomorrow",
        "99/99/2020",
        "0001-01-01T00:00:00+05:00",
        "12:30",
    ],
)
def test_what_is_no_date_is_unknown(text: str) -> None:
    assert clocks.moment(text) == clocks.UNKNOWN


def test_seconds_and_milliseconds_since_1970() -> None:
    assert clocks.epoch(1625130000).utc == clocks.epoch(1625130000000).utc == "2021-07-01T09:00:00Z"
    assert clocks.epoch(1e30) == clocks.UNKNOWN


def test_two_digit_years_turn_in_1969() -> None:
    assert (clocks.full_year("69"), clocks.full_year("68"), clocks.full_year("1987")) == (1969, 2068, 1987)


def test_moving_a_time() -> None:
    assert clocks.shifted("2020-02-28T23:00:00Z", hours=2) == "2020-02-29T01:00:00Z"
    assert clocks.shifted("", days=1) == clocks.shifted("9999-12-31T00:00:00Z", days=1) == ""


@given(
    st.text(max_size=60) | st.from_regex(r"[0-3]\d[./ -][A-Za-z0-9]{1,9}[./ -]\d{2,4}.{0,12}"),
    st.sampled_from(["", "Asia/Tokyo"]),
)
def test_any_text_gives_a_moment(text: str, zone: str) -> None:
    found = clocks.moment(text, zone)
    assert found.utc == "" or len(found.utc) == 20
