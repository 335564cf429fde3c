"""Dates and times as wires write them: month names of many languages, zones, filing stamps.

Only what stands in the copy counts: a date without a year gets one from a
header's date, and without a header it stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MONTH_NAMES = """
january jan janvier janv januar jänner jan enero ene gennaio gen janeiro januari tammikuu января янв январь
  січня
february feb février févr fév fevrier februar febrero febbraio fevereiro fev februari helmikuu февраля фев
  февр лютого
march mar mars märz mär marz mrz marzo março marco maart maaliskuu марта мар март березня
april apr avril avr abril abr aprile huhtikuu апреля апр апрель квітня
may mai mayo maggio mag maio mei maj toukokuu мая май травня
june jun juin juni junio giugno giu junho kesäkuu июня июн июнь червня
july jul juillet juil juli julio luglio lug julho heinäkuu июля июл июль липня
august aug août aout agosto ago augustus augusti elokuu августа авг август серпня
september sep sept septembre septiembre settembre set setembro syyskuu сентября сен сент сентябрь вересня
october oct octobre oktober okt octubre ottobre ott outubro out lokakuu октября окт октябрь жовтня
november nov novembre noviembre novembro marraskuu ноября ноя нояб ноябрь листопада
december dec décembre déc decembre dezember dez diciembre dic dicembre dezembro joulukuu декабря дек декабрь
  грудня
"""  # a line a month; an indented line goes on
MONTHS = {
    name: number
    for number, names in enumerate(re.findall(r"\n(\S.*(?:\n .*)*)", _MONTH_NAMES), 1)
    for name in names.split()
}

_DAY_NAMES = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi
    vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì
    mercoledì giovedì venerdì sabato domenica понедельник вторник среда четверг пятница суббота
    воскресенье
""".split()  # noqa: SIM905 - fifty words are read more easily as a text
_WEEKDAY = "(?:(?i:" + "|".join(_DAY_NAMES) + r")\.?,?\s+)?"
_DAY = r"(?P<d{0}>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?"
_MONTH = r"(?P<m{0}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
# "March 7, 2130 GMT" has no year
_CLOCK_WORD = r"(?!\s?(?:GMT|UTC|[CEMW]ES?T|[ECMP][SD]T|BST|MSK|JST|Uhr|h)\b)"
_YEAR = r"(?:,?\s+(?:de\s+|del\s+)?(?P<y{0}>(?:1[89]|2\d)\d\d)" + _CLOCK_WORD + r")?(?:\s*(?:г\.|года\.?))?"
DATE = (
    r"(?<!\w)(?i:"
    + "|".join(
        (
            _MONTH.format(1) + r"\s+" + _DAY.format(1) + _YEAR.format(1),
            _DAY.format(2) + r"\s+(?:de\s+)?" + _MONTH.format(2) + _YEAR.format(2),
            r"(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)",
            r"(?P<d4>\d{1,2})[-./](?P<m4>\d{1,2})[-./](?P<y4>\d{4})",
        )
    )
    + ")"
)
_DATE = re.compile(DATE + r"(?!\w)")
_DAY_MONTH_AT_END = re.compile(r"\s(?P<d>\d{1,2})/(?P<m>\d{1,2})\s*$")  # GENT 15/06, of Belga
_DATE_AT_END = re.compile(r"(?:^|[,.\s])" + _WEEKDAY + DATE + r"\s*$")

_FIXED_ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "wet": 0, "bst": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120,
    "eet": 120, "eest": 180, "msk": 180, "ist": 330, "sgt": 480, "hkt": 480, "jst": 540, "kst": 540,
    "aest": 600, "aedt": 660, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420,
}  # minutes east of Greenwich  # fmt: skip
_NAMED_ZONES = {"et": "America/New_York", "ct": "America/Chicago", "pt": "America/Los_Angeles"}
_AGENCY_ZONES = {
    "dpa": "Europe/Berlin", "tass": "Europe/Moscow", "interfax": "Europe/Moscow", "kyodo": "Asia/Tokyo",
    "ria novosti": "Europe/Moscow", "xinhua": "Asia/Shanghai", "yonhap": "Asia/Seoul", "efe": "Europe/Madrid",
    "aap": "Australia/Sydney", "ansa": "Europe/Rome", "ats": "Europe/Zurich", "apa": "Europe/Vienna",
    "ntb": "Europe/Oslo", "ritzau": "Europe/Copenhagen", "belga": "Europe/Brussels", "pti": "Asia/Kolkata",
    "anp": "Europe/Amsterdam",
}  # where the desk sits  # fmt: skip
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<h>\d{1,2})(?:[:.h]?(?P<min>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?(?:\s*(?:Uhr|Ora|horas))?"
    r"\s*\(?(?P<zone>[A-Z]{1,4}|[A-Z][a-z]+ time)?\b",
    re.IGNORECASE,
)
_FOOTERS = (
    # AP-WF-03-03-21 1204GMT
    re.compile(
        r"\bAP-[A-Z]{2}-(?P<m>\d\d)-(?P<d>\d\d)-(?P<y>\d\d)\s+(?P<h>\d\d)(?P<min>\d\d)\s?(?P<zone>GMT|EST"
        r"|EDT)\b"
    ),
    # 031204 GMT Mar 21
    re.compile(
        r"^(?P<d>\d\d)(?P<h>\d\d)(?P<min>\d\d)\s+(?:(?P<zone>[A-Z]{3,4})\s+)?(?P<m>[A-Za-zä]{3})\s+(?P<y>\d\d)\b"
    ),
)


class DayDate(NamedTuple):
    """A day as printed; the year is None where the copy has none."""

    year: int | None
    month: int
    day: int

    def on_or_before(self, limit: date) -> date | None:
        """Return the day in the year that puts it nearest to, and at most one day after, `limit`."""
        years = (self.year,) if self.year else range(limit.year + 1, limit.year - 9, -1)
        return _first_day(self, years, lambda day: bool(self.year) or day <= limit + timedelta(days=1))

    def certain(self) -> date | None:
        """Return the day if its year is printed."""
        return _first_day(self, (self.year,), lambda _: True) if self.year else None

    def on_or_after(self, limit: date) -> date | None:
        """Return the day in the year that puts it nearest to, and not before, `limit`."""
        years = (self.year,) if self.year else range(limit.year, limit.year + 9)
        return _first_day(self, years, lambda day: bool(self.year) or day >= limit)


class Stamp(NamedTuple):
    """A moment in UTC, and whether its time of day or zone had to be assumed."""

    moment: datetime
    assumed: bool

    def __str__(self) -> str:
        return self.moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


_DIGIT = re.compile(r"\d")
_MONTH_REACH = 40  # characters before a date's first digit in which its month begins


def first_date(text: str) -> DayDate | None:
    """Return the first date in `text`, in any of the forms of a dateline."""
    digit = _DIGIT.search(text, 0, 400)
    if not digit:
        return None
    for match in _DATE.finditer(text[:400], max(0, digit.start() - _MONTH_REACH)):
        if found := _day(match):
            return found
    return None


def date_at_end(text: str) -> tuple[DayDate, int] | None:
    """Return the date that ends `text`, and where its words begin (weekday included)."""
    match = _DATE_AT_END.search(text)
    found = _day(match) if match else None
    if found is None and (match := _DAY_MONTH_AT_END.search(text)):
        found = DayDate(None, int(match["m"]), int(match["d"]))
        found = found if _first_day(found, (2000,), lambda _: True) else None
    return (found, match.start()) if match and found else None


def midnight(day: date) -> Stamp:
    """Return a day whose time nobody gave: midnight UTC, marked as assumed."""
    return Stamp(datetime(day.year, day.month, day.day, tzinfo=UTC), assumed=True)


def header_time(text: str) -> Stamp | None:
    """Read `YYYY-MM-DD`, with `HH:MM[:SS]` and a zone where they follow."""
    match = re.match(
        r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?\s*(Z|GMT|UTC|[+-]\d\d:?\d\d)?)?", text
    )
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    zone = match[7] or ""
    offset = timezone(_offset(zone)) if zone[:1] in ("+", "-") else UTC
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=offset).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Stamp(moment, assumed=not zone)


def footer_time(line: str) -> Stamp | None:
    """Read the filing stamp of a footer: `AP-WF-03-03-21 1204GMT`, `031204 GMT Mar 21`."""
    for form in _FOOTERS:
        if match := form.search(line[:120]):
            month = int(match["m"]) if match["m"].isdigit() else MONTHS.get(match["m"].casefold(), 0)
            year = int(match["y"]) + (1900 if int(match["y"]) >= 70 else 2000)
            zone = _zone(match["zone"] or "")
            try:
                moment = datetime(
                    year, month, int(match["d"]), int(match["h"]), int(match["min"]), tzinfo=zone or UTC
                )
            except ValueError:
                continue
            return Stamp(moment.astimezone(UTC), assumed=zone is None)
    return None


def release_time(text: str, *, sent: date | None, agency: str = "") -> Stamp | None:
    """Read the moment an embargo ends; None if the words name no day that can be pinned down.

    A zone that is not named is the agency's, then UTC, and the stamp says it is assumed; so is a
    missing time of day (midnight).
    """
    spoken = _DATE.search(text[:400])
    printed = _day(spoken) if spoken else None
    day = printed.on_or_after(sent) if printed and sent else printed and printed.certain()
    day = day or (sent if sent and not printed else None)
    words = text[: spoken.start()] + " | " + text[spoken.end() :] if spoken and printed else text
    clock = _clock(words)
    if day is None or (clock is None and not printed):
        return None
    hour, minute, zone_name = clock or (0, 0, "")
    zone = _zone(zone_name) or _named(_AGENCY_ZONES.get(agency.casefold(), ""))
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone or UTC)
    try:
        return Stamp(moment.astimezone(UTC), assumed=clock is None or not zone_name)
    except OverflowError:  # the last or first day of the calendar, in another zone
        return None


def _first_day(day: DayDate, years: Iterable[int], fits: Callable[[date], bool]) -> date | None:
    for year in years:
        try:
            found = date(year, day.month, day.day)
        except ValueError:  # 29 February, or a year no calendar has
            continue
        if fits(found):
            return found
    return None


def _day(match: re.Match[str]) -> DayDate | None:
    """Make a date of a match of `DATE`, whichever of its four forms it was."""
    groups = match.groupdict()
    form = next((number for number in "1234" if groups["d" + number]), "")
    if not form:
        return None
    name = groups["m" + form]
    month = int(name) if name.isdigit() else MONTHS.get(name.casefold(), 0)
    day = int(groups["d" + form])
    year = groups["y" + form]
    found = DayDate(int(year) if year else None, month, day)
    return found if _first_day(found, (found.year or 2000,), lambda _: True) else None


def _clock(text: str) -> tuple[int, int, str] | None:
    """Return hour, minute and zone of the first time of day in `text` that looks like one."""
    for match in _CLOCK.finditer(text[:400]):
        half, zone = (match["half"] or "").replace(".", "").lower(), match["zone"] or ""
        known = bool(_zone(zone)) or "uhr" in match[0].casefold()
        if not (half or known or (match["min"] and not match[0][:4].isdigit())):
            continue
        hour, minute = int(match["h"]), int(match["min"] or 0)
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour < 24 and minute < 60:
            return hour, minute, zone if _zone(zone) else ""
    return None


def _offset(zone: str) -> timedelta:
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timedelta(minutes=min(minutes, 1439) * (-1 if zone[0] == "-" else 1))


def _zone(name: str) -> tzinfo | None:
    low = name.casefold()
    if low in _FIXED_ZONES:
        return timezone(timedelta(minutes=_FIXED_ZONES[low]))
    return _named(_NAMED_ZONES.get(low, ""))


def _named(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, OSError):  # a system without zone data
        return None
