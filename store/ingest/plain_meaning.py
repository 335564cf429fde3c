"""What a plain story's front and end mean: when it was sent, by whom, its place in a chain, its status."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple

from store.ingest import dates, slug
from store.ingest.dates import DayDate, Stamp
from store.ingest.plain_body import Tail
from store.ingest.plain_front import Front
from store.models import KILL_VERSION, PubStatus

_SIGN_OFFS = {"reuter": "Reuters", "reuters": "Reuters", "kyodo": "Kyodo", "efe": "EFE", "aap": "AAP"}
_KILL_NOTICE = re.compile(
    r"^\W*(?:Eds?|Editors)?\W*(?:please )?kill (?:the |this )?(?:story|item|take|bc-)"
    r"|\ba kill is mandatory\b|\bmandatory kill\b",
    re.IGNORECASE,
)
_NOTED = (
    ("correction", re.compile(r"\W*(?:Eds?\W+)?(?:Corrects|CORRECTS|Corrige|Korrigiert|Refiles)\b")),
    ("repeat", re.compile(r"\W*(?:Eds?\W+)?(?:Repeats|REPEATS|Wiederholt)\b")),
)
_TARGET = re.compile(
    r"\b(?:kill|kills|killed|killing|withdraw\w*|withdrawn|eliminate\w*|disregard)\b[^.]{0,80}?"
    r"(?P<slug>\b(?:BC|AM|PM|AP|US|EU)-[-\w' ]{3,60}|\b[A-Z][A-Z'&]+(?:-[A-Z'&]+)+/)",
    re.IGNORECASE,
)


class Facts(NamedTuple):
    """A story's identity and standing."""

    uri: str
    version: str
    sent: Stamp | None
    pubstatus: PubStatus
    embargo: Stamp | None
    urgency: int | None
    priority: str
    slugline: str
    takekey: str
    signal: tuple[str, ...]
    source: str
    associations: tuple[Mapping[str, str], ...]
    warnings: tuple[str, ...]


def read(front: Front, tail: Tail, *, headline: str, body: str) -> Facts:
    """Work out the facts; `headline` is empty if the copy had none."""
    warnings: list[str] = []
    takekey = _takekey(front, headline)
    said = _meaning(front, takekey, headline, body)
    source = _source(front, tail, said, body, warnings)
    sent = _sent(front, tail, warnings)
    if sent and sent.assumed:
        warnings.append(f"time of day or zone not in the copy: {sent} assumed")
    embargo = _embargo(front, sent, source, warnings)
    slugline = _slugline(front, said, body, warnings)
    fragment = "fragment" in said.signal
    identity = _identity(front, slugline, source, sent, headline)
    whole = _uri(*identity) if identity else _uri(headline, body)
    uri = _uri(*identity, takekey.casefold()) if identity and fragment else whole
    priority = front.priority or slug.leading_priority(headline) or _labelled_priority(front)
    urgency = slug.urgency(priority) if priority else None
    priority = priority or (front.slug.priority if front.slug else "")
    return Facts(
        uri=uri,
        version=_version(front, said, slugline, warnings),
        sent=sent,
        pubstatus=_status(front, said, embargo),
        embargo=embargo,
        urgency=urgency if urgency is not None else slug.urgency(priority),
        priority=priority,
        slugline=slugline,
        takekey=takekey,
        signal=(*said.signal, "alert") if urgency and urgency <= 3 else said.signal,
        source=source,
        associations=({"uri": whole, "rel": "continues"},) if fragment and slugline else (),
        warnings=tuple(warnings),
    )


def _meaning(front: Front, takekey: str, headline: str, body: str) -> slug.Meaning:
    """Read the take words, and what the notes and a notice's own sentences add to them."""
    said = slug.meaning(" | ".join([takekey, *front.markers]))
    signal = list(said.signal)
    notice = " ".join([*front.notes, body])[:600]
    if "kill" not in signal and "kill" in notice.casefold() and _KILL_NOTICE.search(notice):
        signal.insert(0, "kill")
    if "advisory" not in signal and slug.is_advisory(headline):
        signal.append("advisory")
    for name, form in _NOTED:
        if name not in signal and any(form.match(note) for note in front.notes):
            signal.append(name)
    return said._replace(signal=tuple(signal))


def _takekey(front: Front, headline: str) -> str:
    """Return the take words: of the slug line, of lines of their own, of the headline's front."""
    parts = [front.slug.takekey if front.slug else "", *front.markers, slug.takekey_of(headline)]
    out: list[str] = []
    for part in parts:
        if part and part.casefold() not in ", ".join(out).casefold():
            out.append(part)
    return ", ".join(out)


def _source(front: Front, tail: Tail, said: slug.Meaning, body: str, warnings: list[str]) -> str:
    if front.dateline and front.dateline.agency:
        return front.dateline.agency
    if labelled := front.labels.get("source"):
        return labelled
    for line in tail.sign_off:
        word = re.sub(r"[^\w ]", " ", line).split()
        if word and (name := _SIGN_OFFS.get(word[0].casefold())):
            return name
    if any(line.lstrip().startswith("AP-") for line in tail.footer):
        return "AP"
    if "kill" in said.signal or "hold" in said.signal:
        return _agency_named(" ".join([*front.notes, body]), warnings)
    return ""


def _agency_named(notice: str, warnings: list[str]) -> str:
    """Return the one agency a kill or hold names in its words: such notices carry no dateline."""
    names = (
        "AP",
        "Reuters",
        "dpa",
        "AFP",
        "TASS",
        "Interfax",
        "Xinhua",
        "Kyodo",
        "EFE",
        "ANSA",
        "UPI",
        "AAP",
    )
    text = notice[:2000].replace("The Associated Press", "AP").replace("Associated Press", "AP")
    found = [name for name in names if re.search(rf"\b{name}\b", text)]
    if len(found) != 1:
        return ""
    warnings.append(f"source assumed from the notice's words: {found[0]}")
    return found[0]


def _sent(front: Front, tail: Tail, warnings: list[str]) -> Stamp | None:
    """Return when the story was sent: its filing stamp, its date header, or a dateline with a year."""
    for line in tail.footer:
        if stamp := dates.footer_time(line):
            return stamp
    printed = front.dateline.date if front.dateline else None
    if front.sent:
        _compare(front.sent, printed, warnings)
        return front.sent
    if printed and printed.year and (day := printed.certain()):
        return dates.midnight(day)
    if printed:
        warnings.append("the dateline gives no year: when it was sent is not known")
    return None


def _compare(sent: Stamp, printed: DayDate | None, warnings: list[str]) -> None:
    day = printed.on_or_before(sent.moment.date()) if printed else None
    if day and abs((sent.moment.date() - day).days) > 1:
        warnings.append(f"the dateline's day is not that of the header, {sent.moment.date().isoformat()}")


def _day_key(front: Front, sent: Stamp | None) -> str:
    """Return the day as far as it is known, for the story's id."""
    if sent:
        return sent.moment.date().isoformat()
    if front.dateline and front.dateline.date:
        return f"{front.dateline.date.month:02}-{front.dateline.date.day:02}"
    if front.slug and front.slug.month_day:
        return "{:02}-{:02}".format(*front.slug.month_day)
    return ""


def _embargo(front: Front, sent: Stamp | None, source: str, warnings: list[str]) -> Stamp | None:
    words = [*front.embargoes, *(value for name, value in front.labels.items() if name.startswith("embargo"))]
    for line in words:
        stamp = dates.release_time(line, sent=sent.moment.date() if sent else None, agency=source)
        if stamp:
            if stamp.assumed:
                warnings.append(f"the embargo's time or zone is assumed: {stamp} from {line[:80]!r}")
            return stamp
    if words:
        warnings.append("an embargo without a time that can be read: withheld until a later version")
    return None


def _slugline(front: Front, said: slug.Meaning, body: str, warnings: list[str]) -> str:
    """Return the slug; of a kill without one, the slug its notice names."""
    if front.slug:
        return front.slug.slugline
    if labelled := front.labels.get("slug") or front.labels.get("slugline"):
        return labelled
    if "kill" in said.signal and (match := _TARGET.search(" ".join([*front.notes, body])[:3000])):
        found = slug.read(match["slug"].strip())
        if found:
            warnings.append(f"the story to kill is named in the notice only: {found.slugline!r}")
            return found.slugline
    return ""


def _identity(front: Front, slugline: str, source: str, sent: Stamp | None, headline: str) -> tuple[str, ...]:
    """Return what all takes of a story share: service, slug and day; nothing without a slug.

    Only AP's slugs belong to one story alone. Others name a subject, so that place and headline,
    less its take words, must be the same too: two stories must never pass for versions of one.
    """
    stem = slug.stem(slugline)
    if not stem:
        return ()
    shared = (source.casefold(), stem, _day_key(front, sent))
    if slug.is_unique(slugline):
        return shared
    title = slug.stem(headline.removeprefix(slug.takekey_of(headline)))
    place = front.dateline.located.casefold() if front.dateline else ""
    return (*shared, place, title) if title else ()


def _uri(*parts: str) -> str:
    return "plain:" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def _version(front: Front, said: slug.Meaning, slugline: str, warnings: list[str]) -> str:
    """Return the version: a lead's or update's number and one; the first take of a slugged story is 1."""
    if (labelled := front.labels.get("version", "")).isdigit():
        return labelled
    if "kill" in said.signal:
        warnings.append("a kill without a number: put above every take of its story")
        return KILL_VERSION
    if said.lead is not None:
        return str(said.lead + 1)
    return "1" if slugline else ""


def _status(front: Front, said: slug.Meaning, embargo: Stamp | None) -> PubStatus:
    if "kill" in said.signal:
        return "canceled"
    unreadable = (front.embargoes or any(name.startswith("embargo") for name in front.labels)) and not embargo
    return "withheld" if "hold" in said.signal or unreadable else "usable"


def _labelled_priority(front: Front) -> str:
    return front.labels.get("urgency") or front.labels.get("priority") or ""
