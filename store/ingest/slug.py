"""Slug lines, take keys and the words that carry an editor's meaning.

What the words say is the same in every format, so parsers of marked-up copy
may ask here too: `meaning("UPDATE 2-Ferry sinks")`. The words are those the
agencies publish in their filing guides.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TAKE_WORDS = (
    r"\d{1,2}(?:st|nd|rd|th)\s?(?:NewsAlert|(?:Ld|Lead)(?:[- ]?(?:Writethru|\d\w\w\s(?:Add"
    r"|Ld)))?(?:[- ]Writethru)?|Add|Writethru|Take|Insert|Sub)"
    r"|(?:\d\w\w\s)?Writethru|\d{1,2}(?:st|nd|rd|th)?lead|(?:1ST|2ND|3RD|\d{1,2}TH) LEAD|LEAD\s?\d{0,2}"
    r"|\d\.\s?(?:LEAD|Zusammenfassung)"
    r"|(?:CORRECTED-|REFILE-|RPT-)?(?:UPDATE|WRAPUP)\s\d{1,2}|Ld-Writethru|Lead Writethru"
    r"|Add\s?\d{1,2}|Take\s?\d{1,2}|\d\sTakes|Insert|Sub|Adv\.?\s?\d{0,2}|Advisory|NewsAlert|URGENT|EXTRA"
    r"|NET|REPEAT|RPT|=\d"
    r"|MANDATORY KILL|STORY WITHDRAWN|WITHDRAWN|HOLD FOR RELEASE|ANNULERET|ANNULATION"
    r"|Correct(?:ion|ive|ed|s)(?:-UPDATE \d{1,2})?|REFILE|KILL|Withdrawal|Elimination|HOLD|Nachtrag"
    r"|Korrektur|Berichtigung"
    r"|\d{1,2}(?:ère|e|ème)?\s?(?:prev|bis|ter)|RECASTS?|ADDS?|Optional|Digest|Bulletin|FLASH"
)
_LETTER = re.compile(r"[^\W_]")
_TAKE = re.compile(rf"(?:{_TAKE_WORDS})\b(?:[- ]+(?:{_TAKE_WORDS})\b)*", re.IGNORECASE)

# What it is, and the words for it. Case matters where a plain word would be met in prose.
_MEANINGS = (
    (
        "kill",
        re.compile(
            r"\bKILL(?:\W+KILL)*\b|\bMANDATORY KILL\b|\bSTORY WITHDRAWN\b|\bWITHDRAWAL\b|\bWITHDRAWN\b"
            r"|\bELIMINATION\b"
            r"|\bANNULERET\b|\bANNULATION\b|\bZURÜCKGEZOGEN\b|\bBOHREN\b|-kill\b|(?<=, )Kill\b"
        ),
    ),
    ("hold", re.compile(r"\bHOLD(?:\W+HOLD)+\b|\bHOLD FOR RELEASE\b|^\W*HOLD\W*$")),
    (
        "correction",
        re.compile(
            r"\bCORRECTED\b|\bCORRECTIONS?\b|\bCORRECTS\b|\b[Cc]orrecti(?:ve|on)\b|\bCorrects?\b"
            r"|\bKorrektur\b|\bBerichtigung\b"
            r"|\bKORREKTUR\b|\bBERICHTIGUNG\b|\bRECTIFICATIF\b|\bRectificatif\b|\bCORRECCIÓN\b"
            r"|\bRETTELSE\b|\bREFILE\b|\bRefile\b"
        ),
    ),
    (
        "repeat",
        re.compile(r"\bRPT\b|\bREPEAT(?:S|ING)?\b|\brepeat(?:s|ing)\b|\bWIEDERHOLUNG\b|\bRÉPÉTITION\b"),
    ),
    (
        "fragment",
        re.compile(
            r"\b\d{1,2}(?:st|nd|rd|th)\s?(?:Ld-\d\w\w )?(?:Add|Take|Insert|Sub)\b|\b(?:Add|ADD|Take"
            r"|TAKE)\s?\d{1,2}\b|(?:^|\s)=\d\b"
            r"|\bInsert\b|\bSub\b|\bNachtrag\b"
        ),
    ),
    (
        "update",
        re.compile(
            r"\b(?:UPDATE|WRAPUP)\s?\d|\b\d{1,2}(?:st|nd|rd|th) ?(?:Ld|Lead|LEAD)\b|\b\d{1,2}(?:ST|ND|RD"
            r"|TH) LEAD\b|\b[Ww]ritethru\b|\b\dlead\b"
            r"|\b\d(?:st|nd|rd|th)lead\b|\bWRITETHRU\b|\bRECASTS\b|\bADDS\b|\bEXTRA\b|\bLEAD \d"
            r"|^\W*LEAD\W*$|\bNET\b|\b\d{1,2}\w\wLd\b|\b\d\. ?LEAD\b"
        ),
    ),
    (
        "advisory",
        re.compile(
            r"\bADVISORY\b|\bAdvisory\b|\bDAYBOOK\b|\bDaybook\b|^\W*DIARY\b|\bTagesvorschau\b|\bPLANNER\b"
            r"|\bNews Digest\b"
            r"|\bDIGEST\b|\bImpressum\b|\bTERMINVORSCHAU\b|\bFUTURES PLANNER\b|\bCoverage Plans\b"
            r"|\bSCHEDULE\b|\bDiary\b$"
        ),
    ),
)

_URGENCY = {
    "flash": 1, "blitz": 1, "newsalert": 1, "news alert": 1, "apnewsalert": 1, "молния": 1,
    "bulletin": 2, "snap": 2, "alert": 2, "alerte": 2, "eilmeldung": 2, "eil": 2, "alerta": 2, "срочно": 2,
    "breaking": 2, "breaking news": 2, "urgent": 3, "urgente": 3,
}  # words to the scale of ANPA's f, b, u  # fmt: skip
LETTERS = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 6, "a": 7, "s": 7, "w": 8}
"""ANPA priority letters: flash, bulletin, urgent, regular, deferred, advances."""
_URGENT_WORDS = "|".join(sorted(_URGENCY, key=len, reverse=True))
_PRIORITY_LINE = re.compile(rf"\W*({_URGENT_WORDS})(?:\W+\1)*\W*", re.IGNORECASE)
_PRIORITY_START = re.compile(rf"\W*({_URGENT_WORDS})\s*(?:[-–—:=*]+|\d)\s*", re.IGNORECASE)

_LISTS = re.compile(
    r"(?:ADVISORY|DAYBOOK|Daybook|DIARY\b(?! OF)|Tagesvorschau|Terminvorschau|TERMINE|PLANNER|Planner"
    r"|News Digest|NEWS DIGEST|Coverage Plans|FUTURES PLANNER|Impressum|AGENDA -)\b"
)
_AP = re.compile(
    r"(?:(?P<head>[a-z] [a-z]) )?(?P<slug>(?:(?:BC|AM|PM)-{1,2}|[A-Z]{2}--)[A-Z0-9][^?!]*(?<!\.))"
)
_REUTERS = re.compile(
    r"(?P<slug>[A-Z0-9][A-Z0-9'&. ]*(?:-[A-Z0-9'&. ]+)*/(?:[A-Z0-9' -]+)?)\s*(?:\((?P<take>[^()]{2,60})\))?"
)
_DPA = re.compile(r"(?P<slug>[^\W\d_][\w. -]{1,40}(?:/[\w. -]{2,40}){1,5}/)")
_AFP = re.compile(r"(?P<slug>[A-Z][\w']+(?:-[\w'&]+){1,7})(?:,\s?(?P<take>[\w -]{2,30}))?")
_PA = re.compile(r"\d{1,2} (?P<slug>[A-Z]{3,}(?: [A-Z][a-z]+){0,3})(?: \((?P<take>[^()]{2,40})\))?")
_WORDS = re.compile(r",\s*(?P<words>\d{2,5})\s*$")
_SEQUENCE = re.compile(r",\s*(?P<sequence>[a-z]\d{4})\s*$")
_STAMP = re.compile(r"\s+(?P<month>[01]\d)-(?P<day>[0-3]\d)\s+(?P<words>\d{3,5})\s*$")
_GLUED = re.compile(
    r"\s+(\d{1,2}(?:st|nd|rd|th)(?:Ld|Add|Lead)\S*|Adv\d\d|NewsAlert|Writethru|Advisory|KILL)$"
)


class Meaning(NamedTuple):
    """What a slug, a take key or a headline says about the story's place in its chain."""

    signal: tuple[str, ...] = ()
    """Of `kill`, `hold`, `correction`, `repeat`, `fragment`, `update`, `advisory`."""
    lead: int | None = None
    """How many times the story was led again: 2 for `UPDATE 2` and `2nd Ld-Writethru`."""


class Slug(NamedTuple):
    """A slug line taken apart."""

    slugline: str
    takekey: str = ""
    sequence: str = ""
    priority: str = ""
    category: str = ""
    month_day: tuple[int, int] | None = None


def meaning(words: str) -> Meaning:
    """Read the editor's words in a slug, take key, advisory line or the front of a headline."""
    head = words[:200]
    signal = tuple(name for name, form in _MEANINGS if form.search(head))
    return Meaning(signal, lead_number(head))


def lead_number(words: str) -> int | None:
    """Return n of `UPDATE n`, `nth Ld`, `nth LEAD`, `n. LEAD`; 1 for a lead or writethru without a number."""
    match = re.search(
        r"\b(?:UPDATE|WRAPUP)[ -]?(\d{1,2})\b|\b(\d{1,2})(?:st|nd|rd|th)[ -]?(?:ld|lead)\w*"
        r"|\bLEAD[ -]?(\d{1,2})\b|\b(\d{1,2})\.? ?lead\b",
        words[:200],
        re.IGNORECASE,
    )
    if match:
        return int(next(group for group in match.groups() if group))
    return 1 if re.search(r"\b[Ww]ritethru\b|\bLEAD\b(?! \w)", words[:200]) else None


def is_advisory(headline: str) -> bool:
    """Tell a headline that opens with the name of a list for desks: `DAYBOOK for Monday`, `Tagesvorschau`."""
    return bool(_LISTS.match(headline))


def priority(line: str) -> str:
    """Return the priority word a line consists of (`FLASH`, `* URGENT *`), or an empty string."""
    if len(line) > 60:
        return ""
    match = _PRIORITY_LINE.fullmatch(line)
    return match[1] if match and not match[1].islower() else ""


def leading_priority(headline: str) -> str:
    """Return the priority word before a headline's dash or colon: `URGENT - Ferry sinks`."""
    match = _PRIORITY_START.match(headline[:60])
    return match[1] if match and match[1].isupper() else ""


def urgency(word: str) -> int | None:
    """Return the urgency 1 to 9 that a priority word, an ANPA letter or a digit stands for."""
    low = word.casefold()
    if low.isdigit():
        return int(low) if 1 <= int(low) <= 9 else None
    return _URGENCY.get(low, LETTERS.get(low))


def read(line: str) -> Slug | None:
    """Take a slug line apart, in the forms of AP, Reuters, dpa, PA and AFP; None if it is none."""
    text = line.strip()
    if not 4 <= len(text) <= 140:
        return None
    bare = text.rstrip("<=^ ")
    if match := _AP.fullmatch(bare):
        return _ap(match["slug"], match["head"] or "")
    if match := _REUTERS.fullmatch(bare):
        return _slashed(match["slug"].strip(), (match["take"] or "").strip())
    if match := _DPA.fullmatch(bare) or _PA.fullmatch(bare):
        return Slug(match["slug"], match.groupdict().get("take") or "")
    match = None if " " in bare.split(",", maxsplit=1)[0] else _AFP.fullmatch(bare)
    return _hyphened(match["slug"], match["take"] or "") if match else None


def is_unique(slugline: str) -> bool:
    """Tell whether a slug belongs to one story a day, as AP's do; others name a subject several share."""
    return bool(_AP.fullmatch(slugline))


def stem(slugline: str) -> str:
    """Return what is the same in every take of a story however the slug is set: its words, case folded."""
    return re.sub(r"[\W_]+", " ", slugline).strip().casefold()


def is_take(line: str) -> bool:
    """Tell whether a line consists of take words only: `2ND LEAD`, `KILL KILL KILL`, `EXTRA`, `REFILE`."""
    first = _LETTER.search(line)
    if first and "=" not in line and not _TAKE.match(line, first.start()):
        return False  # nearly every line: spare it the search for all its take words
    return bool(line) and not stem(_TAKE.sub(" ", line))


def takekey_of(headline: str) -> str:
    """Return the take words a headline opens with: `UPDATE 2`, `CORRECTED-UPDATE 1`, `RPT`."""
    match = re.match(
        r"((?:(?:CORRECTED|CORRECTION|REFILE|RPT|REPEAT|UPDATE \d{1,2}|WRAPUP \d{1,2}|KILL|WITHDRAWAL"
        r"|STORY WITHDRAWN)[- ]?)+)[-:–—]",
        headline + "-",
    )
    if match and len(match[1]) < len(headline):
        return match[1].strip(" -")
    match = re.match(r"(CORRECTED|REFILE|RPT|UPDATE \d{1,2}|WRAPUP \d{1,2}|KILL)\s*[-:–—]\s*", headline)
    return match[1] if match else ""


def _ap(text: str, head: str) -> Slug:
    letters = head.split()
    stamp = _STAMP.search(text)
    month_day = (int(stamp["month"]), int(stamp["day"])) if stamp else None
    text = text[: stamp.start()] if stamp else text
    text = _WORDS.sub("", text)
    sequence = _SEQUENCE.search(text)
    text = text[: sequence.start()] if sequence else text
    slug, takes = _part_takes(text)
    return Slug(
        slug, takes, sequence["sequence"] if sequence else "",
        letters[0] if letters else "", letters[1] if letters else "", month_day,
    )  # fmt: skip


def _part_takes(text: str) -> tuple[str, str]:
    """Split the take words off a slug's end: they stand after a comma, a blank or a dash."""
    parts = [part.strip() for part in text.split(",")]
    takes: list[str] = []
    while len(parts) > 1 and _TAKE.match(parts[-1]):
        takes.insert(0, parts.pop())
    slug = ", ".join(parts)
    if glued := _GLUED.search(slug) or re.search(r"-(KILL|Kill|ADVISORY|Advisory)$", slug):
        takes.insert(0, glued[1])
        slug = slug[: glued.start()].rstrip(" -")
    return slug, ", ".join(takes)


def _hyphened(slug: str, take: str) -> Slug | None:
    """Read AFP's `Russia-ship-accident,2ndlead`; a hyphened word alone is no slug."""
    words = slug.split("-")
    if not take and len(words) < 3:
        return None
    take = "" if take.isdigit() else take  # a count of words
    if not take and _TAKE.fullmatch(words[-1]):
        slug, take = "-".join(words[:-1]), words[-1]
    return Slug(slug, take)


def _slashed(slug: str, take: str) -> Slug | None:
    """Read Reuters' `RUSSIA-FERRY/ (UPDATE 2)`; update words may stand right behind the slash too."""
    if not _spread(slug):
        return None
    front, _, last = slug.rpartition("/")
    if last and is_take(last):
        return Slug(front + "/", ", ".join(filter(None, (last, take))))
    return Slug(slug, take)


def _spread(slug: str) -> bool:
    """Tell a Reuters slug from a word with a slash: it is in capitals and closes a part with `/`."""
    return slug.rstrip().endswith("/") or "-" in slug.split("/", maxsplit=1)[0]
