"""The dateline: where a story was filed from, when, and by whose wire.

    dateline = place {"," | "/" | " and " place} ["," region] ["," date] agency sep
    agency   = "(" name ")" | "/" name "/" | name
    sep      = " - " | " -- " | " _ " | " — " | ". " | ".- " | ": " | end of line

The forms are those of the agencies named in the tests. A place must open the
line and be short; a parenthesis with digits or plain lower-case words is no
agency.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from store.ingest.dates import DayDate, date_at_end, first_date

MAX_PLACE = 60
_REACH = 160  # characters a dateline can take, agency and separator included

# Agencies that sign without marks, in lower case or without a separator, so that only knowing them helps.
KNOWN = frozenset(
    """
    aa aap abi afp agi ana ana-mpa anp ansa antara ap apa apn apnewswire aps askanews associated-press
    ats awp azertac belga belta bernama bns bta cana cns cp ctk dapd dha dpa dpa-afx efe ekstrabladet
    europa-press fena fides gna hina ians iha imh inp interfax irna isna itar-tass jana jiji kbs kcna
    keystone-ats kna kuna kyodo leta lusa mena mina mti nab nan novosti ntb ntb-tt opa pap pna
    prnewswire pti qna rador reuter reuters rfi ria ritzau sana sapa sda sid spa srna sta stt tanjug tap
    tasr tass tass-online telam thomson-reuters tsa tt télam ukrinform una uni unian upi vna wafa wam
    wenn xinhua yonhap zuma čtk белта интерфакс кыргызпресс риа тасс укрінформ уніан
    """.split()  # noqa: SIM905 - a list of eighty words is read more easily as a text
)
_PHRASES = (
    "ria novosti", "риа новости", "the associated press", "associated press", "business wire",
    "globe newswire", "pr newswire", "europa press", "canadian press", "the canadian press",
    "agência brasil", "newswire today", "rtr", "agencia efe", "kyodo news", "jiji press", "interfax.ru",
    "interfax-ukraine", "интерфакс-украина", "أ ف ب", "رويترز", "وكالة الأنباء", "د ب أ", "oana",
    "news agency", "marketwired", "accesswire", "ein presswire", "cnw", "newsfile corp.",
)  # fmt: skip
_LABELS = frozenset(
    """
    ADVISORY ANALYSIS BREAKING BULLETIN CORRECTED CORRECTION EDITORIAL EXCLUSIVE EXPLAINER FACTBOX
    FEATURE FLASH     INTERVIEW LIVE NEWSMAKER OBITUARY OPINION PHOTOS POLL PREVIEW PROFILE REFILE
    REPORT REVIEW ROUNDUP SCORES SNAP     SPECIAL TIMELINE TOPLINE UPDATE URGENT VIDEO WATCH WRAPUP
    """.split()  # noqa: SIM905 - as above; they open a story before a dash too
)
_PARTICLES = frozenset(
    """
    a aan aboard al am an and auf av bei ben by da das de del der des di do dos du e ed el en et für i
    im in la las le les lo los na nad near no ob och of off og on op outside over pod pri près sul sur
    the to u un und unter upon van vom von vor with y z zu в и на над о под при
    """.split()  # noqa: SIM905 - as above
)

_DASH = r"(?:\s*(?:--|[-–—_])(?=\s|$)|--(?=\S)|\s+[–—](?=\S))"
_SEP = re.compile(rf"\s*\.?{_DASH}|\s*:(?=\s|$)|\s*\.(?=\s|$)|\s*\.(?=[\"“„«])|\s*$|\s*=(?=\s|$)")
_PAREN = re.compile(r"\(([^()\n]{1,48})\)")
_SLASH = re.compile(
    r"(?<!\S)/([^/\n]{2,48}(?:/[^/\n]{2,20})?)/(?=[\s.:,-]|$)|(?<=\S)/([A-Z][\w-]*(?:PRN|Newswire"
    r"|NEWSWIRE)[\w-]*)/"
)
_FIRST = re.compile(
    r"\s*\((?P<agency>[A-Za-zÀ-ÿ]{2,12})\)\s*[-–—]+\s*(?P<place>[^()\n]{2,60}?)\s+[-–—]+(?=\s)"
)
_PARTS = re.compile(rf"{_DASH}|\.\s|:\s")
_LAST_WORDS = re.compile(r"[^\W\d_][\w.'-]*(?:\s[^\W\d_][\w.'-]*)?\Z")
_LONGEST_NAME = 40  # characters of two words, an agency's name among them
_BARE_DATED = re.compile(r"(?P<head>[^()\n/]{3,110}?)(?P<sep>\s+--?\s|\s+[–—]\s|\.\s?--\s?|\.—\s?)")
_EAST = (
    re.compile(
        r"(?P<agency>新华社)(?P<place>[^\s\d]{1,12}?)(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:专)?电(?:（(?P<by>记者[^）]{1,40})）)?"
    ),
    re.compile(
        r"中新(?:社|网)(?P<place>[^\s\d]{1,12}?)(?P<m>\d{1,2})月(?P<d>\d{1,2})日电(?:\s*（(?P<by>[^）]{1,40})）)?"
    ),
    re.compile(r"【(?P<place>[^【】\d]{1,20}?)[・=＝ ]?(?P<agency>共同|時事|ロイター|AFP時事|AFP)】"),
    re.compile(
        r"\((?P<place>[^()=\d]{1,20})=(?P<agency>연합뉴스|뉴시스|뉴스1)\)\s*(?P<by>[^=\n]{2,30}기자)?\s*=?"
    ),
)


class Dateline(NamedTuple):
    """A dateline found at the start of a line."""

    text: str
    """As sent, less the dash that parts it from the story."""
    end: int
    """Where the story's first word begins, in characters of the line."""
    located: str = ""
    agency: str = ""
    date: DayDate | None = None
    byline: str = ""
    """A name printed with the agency: `/Corr. TASS Ivan Petrov/`."""


_Form = Callable[[str], Dateline | None]


def find(line: str) -> Dateline | None:
    """Return the dateline that opens `line` and names its agency, or a place with its date."""
    if not line.strip():
        return None
    start = len(line) - len(line.lstrip())
    head = line[start : start + _REACH]
    found = _first_of(_MARKED, head)
    if found is None and first_date(head):  # the forms without marks are believed only with a date
        found = _first_of(_UNMARKED, head)
    if found is None:
        return None
    rest = line[start + found.end :]
    return found._replace(end=len(line) - len(rest.lstrip()))


def _first_of(forms: tuple[_Form, ...], head: str) -> Dateline | None:
    return next((found for form in forms if (found := form(head))), None)


def find_bare(line: str) -> Dateline | None:
    """Return a dateline that is only a place in capitals and a dash: `OMSK - The ferry sank`.

    A headline in capitals looks the same, so the words behind it must be a sentence, and
    callers look for `find` in the whole front matter first.
    """
    start = len(line) - len(line.lstrip())
    match = _BARE_DATED.match(line[start : start + 80])
    if not match:
        return None
    place, rest = match["head"].strip(), line[start + match.end() :]
    city = place.split(",")[0]
    if city in _LABELS or not (
        city.isupper() and len(city) <= 30 and _is_place(place) and len(place) <= MAX_PLACE
    ):
        return None
    if len(rest) < 40 or rest.isupper() or (not rest[:1].isupper() and rest[:1] not in "\"“„«'‘0123456789"):
        return None
    return Dateline(place, start + match.end(), located=_city(place))


def known_agency(name: str) -> bool:
    """Tell whether a name, or a list of names parted by `/` or blanks, is that of agencies only."""
    low = name.casefold().strip(" .,")
    if low in _PHRASES:
        return True
    words = [word for word in re.split(r"[\s/,&+]+", low) if word]
    return bool(words) and all(word in KNOWN or word.split("-")[0] in KNOWN for word in words)


def _partly_known(name: str) -> bool:
    """Tell whether one of several names joined by `/` is an agency's: `dpa/bb`, `tca/dpa`."""
    parts = name.split("/")
    return 2 <= len(parts) <= 4 and any(part.strip().casefold() in KNOWN for part in parts)


def _eastern(head: str) -> Dateline | None:
    if head.isascii():
        return None
    for form in _EAST:
        if match := form.match(head):
            parts = match.groupdict()
            day = DayDate(None, int(parts["m"]), int(parts["d"])) if parts.get("m") else None
            if day and not (1 <= day.month <= 12 and 1 <= day.day <= 31):
                return None
            end = match.end() + len(head[match.end() :]) - len(head[match.end() :].lstrip(" 　"))
            agency = parts.get("agency") or "中新社"
            return Dateline(
                match[0].strip(" ="), end, parts["place"], agency, day, (parts.get("by") or "").strip()
            )
    return None


def _agency_first(head: str) -> Dateline | None:
    """`(ANSA) - OMSK, 03 MAR - `."""
    match = _FIRST.match(head)
    if not match or not (match["agency"].isupper() or known_agency(match["agency"])):
        return None
    place, day = _split_head(match["place"])
    if not place or not place.isupper():
        return None
    return _built(head, match.end(), match["agency"], place, day)


def _parenthesised(head: str) -> Dateline | None:
    """`OMSK, Russia (AP) — `, `Omsk (Rusia), 3 mar (EFE).- `, `Omsk (ats afp) `."""
    for match in _PAREN.finditer(head):
        agency, separator = match[1].strip(), _SEP.match(head, match.end())
        known = known_agency(agency) or (bool(separator) and _partly_known(agency))
        if any(char.isdigit() for char in agency) or not (
            known or (separator and _looks_like_agency(agency))
        ):
            continue
        place, day = _split_head(head[: match.start()].rstrip(" -–—"))
        if (not place and day is None) or (not known and not _firm(head[: match.start()], place, day)):
            continue
        end = separator.end() if separator else match.end()
        return _built(head, end, agency, place, day)
    return None


def _slashed(head: str) -> Dateline | None:
    """`OMSK, March 3. /TASS/. `, `/Corr. TASS Ivan Petrov/. `, `Omsk /ritzau/: `."""
    if "/" not in head:
        return None
    for match in _SLASH.finditer(head):
        inside = (match[1] or match[2]).strip()
        agency, byline = _signed(inside)
        place, day = _split_head(head[: match.start()])
        separator = _SEP.match(head, match.end())
        if not agency or (not place and day is None) or not (separator or known_agency(agency)):
            continue
        end = separator.end() if separator else match.end()
        return _built(head, end, agency, place, day)._replace(byline=byline)
    return None


def _named(head: str) -> Dateline | None:
    """`OMSK, March 3 AAP - `, `OMSK, March 3 - RIA Novosti. `, `OMSK, March 3, SPA -- `."""
    for mark in _PARTS.finditer(head):
        end = mark.start()
        words = _LAST_WORDS.search(head, max(0, end - _LONGEST_NAME), end)
        for name in (words[0], words[0].split()[-1]) if words else ():
            if known_agency(name):
                place, day = _split_head(head[: end - len(name)].rstrip(" ,.-–—"))
                separator = _SEP.match(head, end)
                if day is not None and separator:
                    return _built(head, separator.end(), name, place, day)
    return None


def _dated(head: str) -> Dateline | None:
    """`OMSK, March 3 - The ferry` (no agency)."""
    for match in re.finditer(r"\s+--?\s|\s+[–—]\s|\.\s?--\s?|\.—\s?", head):
        place, day = _split_head(head[: match.start()])
        if place and day:
            return _built(head, match.end(), "", place, day)
    return None


def _built(head: str, end: int, agency: str, place: str, day: DayDate | None) -> Dateline:
    text = (
        head[:end].rstrip(" -–—_=:\n") if not head[:end].rstrip().endswith(".-") else head[:end].rstrip(" -")
    )
    end += len(head[end:]) - len(head[end:].lstrip())
    return Dateline(text, end, _city(place), agency, day)


def _looks_like_agency(name: str) -> bool:
    """Tell whether an unknown name in marks could be an agency: short, and capitalised throughout."""
    words = re.split(r"[\s/]+", name)
    return len(words) <= 4 and all(word[:1].isalpha() and not word[:1].islower() for word in words)


def _firm(head: str, place: str, day: DayDate | None) -> bool:
    """Tell whether a place is certain enough to believe an unknown agency: dated, capitals, or one name."""
    city = _city(place)
    return (
        day is not None
        or city.isupper()
        or (len(city.split()) <= 2 and head.count(",") <= 1 and len(city) <= 25)
    )


def _signed(inside: str) -> tuple[str, str]:
    """Split what stands between slashes into agency and correspondent."""
    if known_agency(inside) or "wire" in inside.casefold() or "PRN" in inside:
        return inside, ""
    words = inside.split()
    for position, word in enumerate(words):
        if known_agency(word):
            name = words[position + 1 :]
            return word, " ".join(name) if len(name) >= 2 else ""
    return (inside, "") if inside.isupper() and len(words) <= 3 else ("", "")


def _split_head(head: str) -> tuple[str, DayDate | None]:
    """Split `OMSK, Russia, March 3, 2021` into place with region, and date; ("", None) if it is neither."""
    text = head.strip(" ,.")
    day: DayDate | None = None
    if found := date_at_end(text):
        day, start = found
        text = text[:start].strip(" ,.-–—")
    if not text:
        return "", day
    if len(text) > MAX_PLACE + 40 or len(_city(text)) > MAX_PLACE or not _is_place(text):
        return "", None
    return text, day


def _city(place: str) -> str:
    return re.split(r"[,(]|(?<!\bst)\.\s", place, maxsplit=1, flags=re.IGNORECASE)[0].strip()


def _is_place(text: str) -> bool:
    """Tell whether words could name a place: capitalised, or the small words of names, and no digits."""
    words = re.findall(r"[^\s,/().]+", text)
    if not words or len(words) > 10 or not text[0].isalpha() or any(char in text for char in '?!;:"“”„«»…'):
        return False
    return all(_is_place_word(word) for word in words) and not words[0][:1].islower()


def _is_place_word(word: str) -> bool:
    if any(char.isdigit() for char in word):
        return False
    return (
        not word[0].islower()
        or word.casefold() in _PARTICLES
        or word.startswith(("d'", "d’", "l'", "l’", "al-", "el-"))
    )


_MARKED = (_eastern, _agency_first, _parenthesised, _slashed)
_UNMARKED = (_named, _dated)
