"""What the XML formats share about meaning: codes, times, statuses, bylines and end marks."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from store.ingest import clocks, dateline, fields, slug
from store.ingest.body import Body
from store.ingest.clocks import Moment
from store.ingest.messages import is_end, public_part
from store.models import PubStatus

LATEST_YEAR = "2100"  # later dates are slips of the keyboard (year 3013 was met in a public export)

_SCHEMES = {"mediatopic": "medtop", "subjectcode": "subj"}
_BYLINE = re.compile(
    r"(?:By|Von|Par|Por|Di|Av|Af|Door|Od)\s+"
    r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*|and|und|et|y|e|og|och|de|da|del|la|le|van|von|der|den|bin|al|el|,)"
    r"(?:,?\s+(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*|and|und|et|y|e|og|och|de|da|del|la|le|van|von|der|den|bin|al|el)){0,12}"
)
_TAKE = re.compile(
    r"(?:,\s*|\()((?:\d\w\w\s)?(?:Ld|Lead|Add|Insert|Sub|Take|Writethru|NewsAlert|Adv|UPDATE|WRAPUP|REFILE|CORRECTED"
    r"|RPT|Correction|Advisory)\b[^)]{0,40}?)\)?$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"([^\W\d_][^,(\d/–—]{0,38}?)\s*(?:,\s|\(|\s[-–—_]\s|/|$)")
_LAST_BLOCK = re.compile(r"<(p|h[2-4]|pre)>((?:(?!<\1>).)*)</\1>\Z", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SIGNED = re.compile(
    r"/?(?:ritzau|NTB|TT|STT|BELGA|ANP)/?|\(?©\s?(?:NTB|TT|STT|ANP)\)?"
    r"|[\u0621-\u064a ]{1,8}(?:/[\u0621-\u064a ]{1,8}){1,4}"  # initials of AFP's Arabic desk
    r"|AAP (?:[A-Z]+ )*[a-z]{2,4}(?:/[a-z]{2,4})*"
)
_OPENING = 600  # characters, in which a dateline stands
_IN_BRACKETS = re.compile(r"(\([A-Z][\w.&' -]{1,30}\))\.?")
_AFTER_AGENCY = r"(?:\s*[-–—_:]|\.-)"  # what parts the agency of a dateline from the story
_WIRE_NAME = re.compile(
    r"(?<=[.!?…”\"»)])"
    r"(?:\s+(?:EFE|Reuters?|TT|AFP|ANSA)"
    r"|\s*/ritzau/(?:[A-Za-z]{2,8}/?)?"
    r"|\s*\(©\s?(?:NTB|TT|STT|ANP)\))$"
)


def moment(text: str, zone: str, notes: list[str], label: str) -> Moment:
    """Return a time in UTC; what is no date, or one after 2100, is left out and noted."""
    text = text.strip()
    if not text or text.startswith("0001-01-01"):  # .NET's "no date"
        return clocks.UNKNOWN
    found = clocks.moment(text, zone)
    if not found.utc:
        notes.append(f"{label} {text[:40]!r} is no date: ignored")
    elif found.utc[:4] > LATEST_YEAR:
        notes.append(f"{label} {text[:40]!r} is too far in the future: ignored")
        return clocks.UNKNOWN
    return found


def code(qcode: str, uri: str = "", literal: str = "", name: str = "") -> dict[str, str]:
    """Return a subject as `{code, name, scheme}` from a QCode, a URI of a code list, or a literal."""
    if qcode:
        scheme, _, value = qcode.rpartition(":") if ":" in qcode else ("", "", qcode)
    elif uri:
        head, _, value = uri.rstrip("/").rpartition("/")
        scheme = head.rpartition("/")[2]
        scheme = _SCHEMES.get(scheme, scheme)
    else:
        scheme, value = "", literal
    entry = {"code": value, "name": name, "scheme": scheme}
    return {key: text for key, text in entry.items() if text}


def pubstatus(word: str) -> PubStatus:
    """Return the status a word or code stands for; Embargoed counts as usable, its time says the rest."""
    return fields.pubstatus(word)


def body_byline(text: str) -> str:
    """Return the byline that stands alone on one of the first paragraphs, if there is one."""
    for paragraph in text.split("\n\n", 6)[:6]:
        for row in paragraph.split("\n"):
            if len(row) <= 90 and _BYLINE.fullmatch(row.strip()):
                return row.strip()
    return ""


def takekey(slugline: str) -> str:
    """Return the part of a slugline that says which take it is: `1st Ld-Writethru`, `UPDATE 1`."""
    match = _TAKE.search(slugline)
    return match[1].strip() if match else ""


def editorial(known: dict[str, Any], notes: list[str]) -> None:
    """Add what slug, headline and genre say in words: take, correction, a list for desks, a kill."""
    headline = str(known.get("headline") or "")
    take = known.get("takekey") or takekey(str(known.get("slugline") or "")) or slug.takekey_of(headline)
    said = slug.meaning(f"{take} {headline if slug.is_take(headline) else ''}").signal
    if take:
        known["takekey"] = take
    kinds = slug.meaning(" ".join(known.get("genre") or ())).signal
    if "advisory" not in said and ("advisory" in kinds or slug.is_advisory(headline)):
        said = (*said, "advisory")
    if said:
        known["signal"] = tuple(dict.fromkeys([*(known.get("signal") or ()), *said]))
    for word, status in (("hold", "withheld"), ("kill", "canceled")):
        if word in said and known.get("pubstatus", "usable") == "usable":
            known["pubstatus"] = status
            notes.append(f"marked as usable, but its words say {word}: {status}")


def place(line: str) -> str:
    """Return the place a dateline begins with, if it clearly does."""
    match = _PLACE.match(line.strip())
    if match is None or (match.end() == len(line.strip()) and len(match[1].split()) > 1):
        return ""
    found = match[1].strip()
    return "" if clocks.month_number(found.split()[0]) and len(found) < 10 else found


def ended(body: Body) -> tuple[Body, str]:
    """Return the body without end marks, sign-offs and what is marked as private; the latter too."""
    public, private = public_part(body.text)
    if private and not public.strip():
        return Body("", "", warnings=body.warnings), private
    paragraphs = public.split("\n\n")
    opening = public[:_OPENING]
    while paragraphs and (not paragraphs[-1].strip() or _closes(paragraphs[-1], opening)):
        paragraphs.pop()
    if not paragraphs:
        return body, ""  # nothing but a mark: an alert may be one
    text = _unsigned("\n\n".join(paragraphs), opening)
    if text == body.text:
        return body, ""
    xhtml = _cut(body.xhtml, body.text, text)
    headings = tuple(span for span in body.headings if span.end <= len(text))
    return Body(text, xhtml, headings, body.warnings), private


def _closes(paragraph: str, opening: str) -> bool:
    bare = paragraph.strip()
    return is_end(bare) or bool(_SIGNED.fullmatch(bare)) or _is_routing(bare) or _is_agency(bare, opening)


def _is_agency(paragraph: str, opening: str) -> bool:
    """Tell a sign-off that repeats the agency of the dateline: `(Lockwire)` after `May 2 (Lockwire) -`."""
    match = _IN_BRACKETS.fullmatch(paragraph)
    return match is not None and bool(re.search(re.escape(match[1]) + _AFTER_AGENCY, opening))


def _unsigned(text: str, opening: str) -> str:
    """Return the text without the agency's name behind its last sentence."""
    text = _WIRE_NAME.sub("", text)
    before, _, last = text.rpartition(" (")
    return before if before and _is_agency(f"({last}", opening) else text


def _is_routing(paragraph: str) -> bool:
    """Tell a line of routing codes, which ANSA leaves below its text: `51 77 03 CRO01 1113 GEST03`."""
    words = paragraph.split()
    mixed = [word for word in words if re.fullmatch(r"[A-Z]+\d+", word)]
    return len(words) > 3 and len(mixed) > 1 and all(re.fullmatch(r"[A-Z]*\d*", word) for word in words)


def opening_dateline(text: str) -> dict[str, str]:
    """Return dateline and place as one of the story's first lines gives them; empty if none does."""
    for row in re.split(r"\n+", text, maxsplit=8)[:8]:
        found = dateline.find(row[:400])
        if found and found.located and found.agency:
            return {"dateline": found.text, "located": found.located}
    return {}


def _cut(xhtml: str, before: str, after: str) -> str:
    """Take off the end of the markup what was taken off the end of the text."""
    removed = "".join(before[len(after) :].split())
    while removed and (match := _LAST_BLOCK.search(xhtml)):
        words = "".join(unescape(_TAG.sub("", match[2])).split())
        if removed.endswith(words):
            removed = removed[: len(removed) - len(words)]
            xhtml = xhtml[: match.start()]
        elif words.endswith(removed) and match[2].endswith(removed):
            return f"{xhtml[: match.start()]}<{match[1]}>{match[2][: -len(removed)].rstrip()}</{match[1]}>"
        else:
            return xhtml
    return xhtml
