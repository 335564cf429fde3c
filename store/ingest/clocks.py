"""Dates and times as wires write them, turned into UTC.

Every reader returns a `Moment`; what is no date gives `UNKNOWN`, never an
exception. A zone or a time of day that was not in the copy is taken from the
agency (`zone_of`) or from UTC, and `Moment.assumed` says so.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo


class Moment(NamedTuple):
    """A point in time: `utc` is `YYYY-MM-DDTHH:MM:SSZ`, empty when unknown."""

    utc: str
    assumed: bool = False
    """The zone or the time of day was not in the copy."""


UNKNOWN = Moment("")
_Three = tuple[int, int, int]

# Stems of month names with accents folded away, in the languages of European agencies;
# the longest stem that starts a word decides ("marraskuu" is November, not March).
_STEMS = (
    "jan ene gen tammi янв",
    "feb fev helmi фев",
    "mar mrz mrt maa мар",
    "apr avr abr huhti апр",
    "may mai maj mei mag touko май мая",
    "jun juin giu kesa июн",
    "jul juil lug hein июл",
    "aug aou ago elo авг",
    "sep set syys сен",
    "oct okt ott out loka окт",
    "nov marras ноя",
    "dec dez dic des joulu дек",
)
_MONTHS = {stem: number for number, line in enumerate(_STEMS, 1) for stem in line.split()}
_STEMS_BY_LENGTH = sorted(_MONTHS, key=len, reverse=True)

# Hours from UTC. Abbreviations that mean two zones (IST, CST of China) are left to the agency's zone.
_OFFSETS = {
    "Z": 0.0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "BST": 1, "WEST": 1,
    "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip

_AGENCY_ZONES = {
    "aap": "Australia/Sydney", "afp": "Europe/Paris", "ana": "Europe/Athens", "anp": "Europe/Amsterdam",
    "ansa": "Europe/Rome", "apa": "Europe/Vienna", "ats": "Europe/Zurich", "belga": "Europe/Brussels",
    "businessdesk": "Pacific/Auckland", "cp": "America/Toronto", "dpa": "Europe/Berlin",
    "efe": "Europe/Madrid", "interfax": "Europe/Moscow", "itar-tass": "Europe/Moscow",
    "kyodo": "Asia/Tokyo", "kws": "Asia/Tokyo", "ntb": "Europe/Oslo", "pa": "Europe/London",
    "ria novosti": "Europe/Moscow", "ritzau": "Europe/Copenhagen", "sda": "Europe/Zurich",
    "stt": "Europe/Helsinki", "tass": "Europe/Moscow", "tt": "Europe/Stockholm", "xinhua": "Asia/Shanghai",
}  # fmt: skip

_RFC822 = re.compile(r"\s*(?:[A-Za-z]{3,9},?\s*)?\d{1,2}[\s-]+[A-Za-z]{3}")
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?"
    r"\s*([A-Z]{1,4}|[+-]\d\d(?::?\d\d)?)?"
)
_CLOCK = re.compile(
    r"\b(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?\s*([ap])?\.?(?:m\b\.?)?\s*([A-Z]{2,4}\b|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_DAY_MONTH_YEAR = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|\.|er)?[\s-]+(?:de\s+)?([^\W\d]+)\.?,?[\s-]+(?:de\s+)?(\d{4}|\d\d)\b"
)
_MONTH_DAY_YEAR = re.compile(r"\b([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_YEAR_FIRST = re.compile(r"\b(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)\b")
_IPTC = re.compile(r"\b([0-3]\d)([0-2]\d)([0-5]\d)\s+(?:([A-Z]{1,4})\s+)?([^\W\d]{3,})\.?\s+(\d{4}|\d\d)\b")
_AP_FOOTER = re.compile(r"\b[A-Z]{2,3}-[A-Z]{2}-(\d\d)-(\d\d)-(\d\d)\s+(\d\d)(\d\d)\s*([A-Z]{3})\b")
_KYODO_FOOTER = re.compile(r"\b([A-Z]{3})-(\d\d):(\d\d)-(\d\d)-(\d\d)-(\d\d)\b")


def moment(text: str, zone: str = "", *, order: Literal["dmy", "mdy"] = "dmy") -> Moment:
    """Return the point in time written in `text`, in any form this module knows.

    `zone` is the IANA zone of a naive time; `order` decides a numeric date
    both of whose numbers could be the month.
    """
    text = text.strip()[:200]  # no date is longer
    for found in (iso(text, zone), iptc7901(text, zone), wire_footer(text), rfc822(text, zone)):
        if found.utc:
            return found
    return _in_words(text, zone, order)


def iso(text: str, zone: str = "") -> Moment:
    """Read ISO 8601, extended or basic, with or without time and zone."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return UNKNOWN
    year, month, day, hour, minute, second, offset = match.groups()
    if hour is None:
        return _moment((int(year), int(month), int(day)), None, None, zone)
    clock = (int(hour), int(minute), int(second or 0))
    return _moment((int(year), int(month), int(day)), clock, offset, zone)


def rfc822(text: str, zone: str = "") -> Moment:
    """Read the `Date:` header of an e-mail or of RSS; `-0000` means that the zone is not known."""
    if not _RFC822.match(text):
        return UNKNOWN
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, AttributeError, OverflowError):
        return UNKNOWN  # the parser trips over some broken headers
    if not 1900 <= when.year <= 9998:
        return UNKNOWN
    if when.tzinfo is not None:
        return _safe(when, assumed=False)
    return _safe(when.replace(tzinfo=_zone(zone) or UTC), assumed=True)


def iptc7901(text: str, zone: str = "") -> Moment:
    """Read the date line of IPTC 7901: `DDHHMM [ZONE] Mon YY`, month names in several languages."""
    match = _IPTC.search(text)
    if match is None:
        return UNKNOWN
    day, hour, minute, offset, name, year = match.groups()
    month = month_number(name)
    if month is None:
        return UNKNOWN
    return _moment((full_year(year), month, int(day)), (int(hour), int(minute), 0), offset, zone)


def wire_footer(text: str) -> Moment:
    """Read the last line of AP (`AP-WF-MM-DD-YY HHMMGMT`) or Kyodo (`KWS-HH:MM-DD-MM-YY`, Japanese time)."""
    match = _AP_FOOTER.search(text)
    if match is not None:
        month, day, year, hour, minute, offset = match.groups()
        return _moment((full_year(year), int(month), int(day)), (int(hour), int(minute), 0), offset, "")
    match = _KYODO_FOOTER.search(text)
    if match is None:
        return UNKNOWN
    service, hour, minute, day, month, year = match.groups()
    zone = zone_of(service)
    found = _moment((full_year(year), int(month), int(day)), (int(hour), int(minute), 0), None, zone)
    return Moment(found.utc, assumed=found.assumed and not zone)  # the service's clock is its own zone


def epoch(value: float) -> Moment:
    """Read seconds, or milliseconds, since 1970."""
    seconds = value / 1000 if abs(value) > 1e11 else value
    try:
        return Moment(_text(datetime.fromtimestamp(seconds, UTC)))
    except (OverflowError, OSError, ValueError):
        return UNKNOWN


def zone_of(agency: str) -> str:
    """Return the IANA zone an agency's naive times are in, empty when it is not known."""
    return _AGENCY_ZONES.get(agency.strip().casefold(), "")


def month_number(name: str) -> int | None:
    """Return 1 to 12 for a month's name or its abbreviation in a European language."""
    folded = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    if name and "\u0400" <= name[0] <= "\u04ff":
        folded = name.casefold()  # folding would turn й into и
    return next((_MONTHS[stem] for stem in _STEMS_BY_LENGTH if folded.startswith(stem)), None)


def full_year(text: str) -> int:
    """Return the year of two or four digits: 69 to 99 are of the twentieth century (POSIX)."""
    year = int(text)
    return year if year > 99 else year + (1900 if year >= 69 else 2000)


def shifted(utc: str, *, hours: float = 0, days: float = 0) -> str:
    """Return the time `hours` and `days` away from `utc`; empty for an empty or impossible one."""
    try:
        return _text(datetime.fromisoformat(utc) + timedelta(hours=hours, days=days))
    except (ValueError, OverflowError):
        return ""


def _in_words(text: str, zone: str, order: Literal["dmy", "mdy"]) -> Moment:
    found = _date_in_words(text) or _numeric_date(text, order)
    if found is None:
        return UNKNOWN
    date, (start, end) = found
    clock = _CLOCK.search(f"{text[:start]} {text[end:]}")
    if clock is None:
        return _moment(date, None, None, zone)
    hour, minute, second, half, offset = clock.groups()
    hours = int(hour)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.casefold() == "p" else 0)
    return _moment(date, (hours, int(minute), int(second or 0)), offset, zone)


def _date_in_words(text: str) -> tuple[_Three, tuple[int, int]] | None:
    for match in _DAY_MONTH_YEAR.finditer(text):
        month = month_number(match[2])
        if month:
            return (full_year(match[3]), month, int(match[1])), match.span()
    for match in _MONTH_DAY_YEAR.finditer(text):
        month = month_number(match[1])
        if month:
            return (int(match[3]), month, int(match[2])), match.span()
    found = _YEAR_FIRST.search(text)
    return ((int(found[1]), int(found[2]), int(found[3])), found.span()) if found else None


def _numeric_date(text: str, order: Literal["dmy", "mdy"]) -> tuple[_Three, tuple[int, int]] | None:
    match = _NUMERIC.search(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    swap = (order == "mdy" and match[2] == "/" and first <= 12) or second > 12
    day, month = (second, first) if swap else (first, second)
    return (full_year(match[4]), month, day), match.span()


def _moment(date: _Three, clock: _Three | None, offset: str | None, zone: str) -> Moment:
    if not 1900 <= date[0] <= 9998:
        return UNKNOWN
    known = _offset(offset)
    try:
        if clock is None:  # a day without a time stays that day
            return _safe(datetime(date[0], date[1], date[2], tzinfo=UTC), assumed=True)
        hour, minute, second = clock
        place = known or _zone(zone) or UTC
        whole = datetime(date[0], date[1], date[2], hour, minute, min(second, 59), tzinfo=place)
    except ValueError:
        return UNKNOWN
    return _safe(whole, assumed=known is None)


def _safe(when: datetime, *, assumed: bool) -> Moment:
    try:
        return Moment(_text(when), assumed)
    except (OverflowError, ValueError):  # the zone moves it out of the calendar
        return UNKNOWN


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    match = re.fullmatch(r"([+-])(\d\d):?(\d\d)?", text)
    if match:
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return (
            timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes)) if minutes < 1440 else None
        )
    hours = _OFFSETS.get(text.upper())
    return None if hours is None else timezone(timedelta(hours=hours))


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or no zone data on this system
        return None


def _text(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
