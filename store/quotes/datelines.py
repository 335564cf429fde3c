"""Datelines in the text: "OMSK, March 3 (AP) - " opens copy and is nobody's words."""

from __future__ import annotations

import re

from store.quotes.people_words import PLACES

LONGEST = 100
"""Characters from a paragraph's beginning in which a dateline ends."""

_CITIES = frozenset({"des moines", "salt lake city", "st. louis", "u.n.", "united nations", "kansas city"})
"""Cities whose names do not end in a word of `PLACES`."""

# Place, perhaps date, agency in parentheses and a dash, or in slashes: OMSK, March 3 (AP) - ...
# Agencies are acronyms or known by name, so that "Helen Dorn (D-Ohio)" opens no copy.
_AGENCY = re.compile(
    r"[^\W\d_][^\n()\"“”]{1,60}?"
    r"(?:\((?:[A-Z]{2,10}|(?:Thomson )?Reuters|Agence France-Presse|ANI/[A-Z]+|Anadolu|BelTA|Bloomberg"
    r"|Business Wire|Interfax|Kyodo(?: News)?|PRNewswire|RIA Novosti|Tanjug|The Canadian Press|Ukrinform"
    r"|Xinhua|Yonhap|dpa(?:-AFX)?)\)\.?\s{0,2}(?:--?|[–—_])|/[A-Z][A-Z .-]{1,24}/\.?(?:\s?(?:--?|[–—]))?)"
    r"\s{1,2}(?=\S)"
)
# Place in capitals and date, from before agencies were always named: OMSK, March 3 - ...
_DATE = re.compile(
    r"[A-Z][A-Z .'’-]{1,30},(?: [A-Z][\w .]{1,20},)? "
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?"
    r"(?: [A-Z][a-z]{1,12})?\s(?:--?|[–—_])\s{1,2}(?=\S)"
)
# Place in capitals alone, or with a state, and a dash: WASHINGTON - ..., OMSK, Neb. — ...
_PLACE = re.compile(
    r"([A-Z]{3}[A-Z .'’-]{0,30})(, [A-Z][\w.]{1,12}(?: [A-Z][\w.]{1,12})?)? (?:--?|[–—]) (?=\S)"
)


def dateline_end(body: str, start: int, end: int) -> int:
    """Return the character behind the dateline of the paragraph `start` to `end`; `start` if it has none."""
    stop = min(end, start + LONGEST)
    # An agency stands in parentheses or slashes: most paragraphs have none, and are not tried.
    agency = body.find("(", start, stop) >= 0 or body.find("/", start, stop) >= 0
    found = (_AGENCY.match(body, start, stop) if agency else None) or _DATE.match(body, start, stop)
    if not found and (place := _PLACE.match(body, start, stop)):
        known = place[2] or place[1].split()[-1].lower() in PLACES or place[1].lower() in _CITIES
        found = place if known else None
    return found.end() if found and found.end() < end else start
