"""What stands before a plain story's first word: header, slug, priority, notes, headline, byline, dateline.

Every part is optional and the order varies by desk, so each line is named for
what it is, and the dateline - or, without one, the first line that is nothing
else - opens the story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from store.ingest import dateline as datelines
from store.ingest import dates, slug
from store.ingest.dateline import Dateline
from store.ingest.dates import Stamp

MAX_LINES = 60  # no front matter is longer; it also bounds the work on hostile input
_MAX_TEXT_LINES = 8  # lines that are nothing known, before the hunt for a dateline ends
_HEAD = 400  # characters of a line that decide what it is

Kind = Literal[
    "blank",
    "rule",
    "date",
    "header",
    "release",
    "label",
    "slug",
    "priority",
    "marker",
    "embargo",
    "private",
    "note",
    "byline",
    "sequence",
    "text",
]

_RULE = re.compile(r"[\s*_=~#-]+")
_DATE_HEADER = re.compile(
    r"\s*date:?\s+(?P<when>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?\s*(?:Z|GMT|UTC"
    r"|[+-]\d\d:?\d\d)?)?)(?:\s+|$)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"(?P<slug>\S[^\n]{0,80}?)\s{2,}(?P<when>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|GMT"
    r"|UTC|[+-]\d\d:?\d\d)?)"
    r"(?:\s{2,}(?P<source>\S.{0,60}))?"
)
_RELEASE = re.compile(r"MEDIA RELEASE\s+(?P<number>[A-Z]{0,3}\d{3,8}\S{0,6})", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<name>slug(?:line)?|headline|title|byline|keywords?|source|urgency|priority|version"
    r"|embargo(?:ed)?(?: until)?|ednote|language)\s*:\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_EMBARGO = re.compile(
    r"[\W_]*(?:strictly )?(?:not for (?:release|publication|broadcast|use) (?:before|until)"
    r"|(?:under )?embargo(?:ed)?\b|sperrfrist|hold for release"
    r"|for release (?!by\b|immediately)|sous embargo|embargad[oa]|под эмбарго|эмбарго"
    r"|zur veröffentlichung frei)",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"(?:following (?:information|details?|notes?) (?:is|are) not (?:intended )?for publication"
    r"|not intended for publication"
    r"|not for publication(?! (?:before|until))|nicht zur veröffentlichung (?:bestimmt|vorgesehen)"
    r"|ne pas publier|pas destinée?s? à (?:la )?publication"
    r"|no destinad[oa]s? a (?:la )?publicación|не для (?:публикации|печати))",
    re.IGNORECASE,
)
_PRIVATE_WORDS = (
    "publication",
    "veröffentlichung",
    "ne pas publier",
    "publicación",
    "для публикации",
    "для печати",
)
_NOTE = re.compile(
    r"[\W_]*(?:Eds?\s?:|Editors?:|EDITORS?['’]?S? NOTE|Editors?['’]s? [Nn]ote|ATTENTION EDITORS"
    r"|Attention [Ee]ditors|N(?:ote|OTE) (?:to|TO) [Ee]|Attn\b"
    r"|\(?A(?:chtung|CHTUNG)\b|Redaktionshinweis|(?:Hinweis|HINWEIS) an|For immediate release"
    r"|FOR IMMEDIATE RELEASE|AVISO A|Aviso a los|NOTE AUX|К сведению)"
)
_CHANGES = re.compile(
    r"(?P<open>\()?\s*(?:Recasts|Adds|Updates|Corrects|Refiles|Repeats|Removes|Rewrites|Clarifies|Releads"
    r"|Restores|Fixes|Incorporates|SUBS|UPDATES|ADDS"
    r"|CORRECTS|RECASTS|Corrige|Actualise|Ajoute|Actualiza|Añade|Korrigiert|Ergänzt|Aktualisiert|Neu:)\b"
)
_CHANGED = re.compile(
    r"\b(?:paragraphs?|para|grafs?|throughout|details|background|headline|dateline|quotes?|byline|lead"
    r"|Absatz|Absätze|paragraphe)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\(?(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|Door|Av|Af|von)\s+(?P<name>[^\W\d_].{2,78})")
_TITLE = re.compile(
    r"(?:The )?(?:Associated Press|AP|Reuters|AFP|dpa|UPI|Kyodo|Xinhua)(?: [A-Z][a-z]+){0,3}(?: Writers?"
    r"| Editor| Correspondent)?"
)
_NAME_JOINERS = frozenset("and und et y e de da di van von der den la le del bin al ibn".split())  # noqa: SIM905 - names' small words
_SEQUENCE = re.compile(r"[A-Z]{0,4}\d{3,6}(?:\s[A-Z]{1,4}\s?\S{0,8})?|[a-z]\d{4}|ZCZC\b.{0,40}")
_MARKER = re.compile(r"[A-Za-z0-9Ä-ü .,*!()=-]{2,60}")

BULLETS = ("* ", "- ", "• ")
_WRAPPED = frozenset({"text", "note", "embargo", "private"})


class Line(NamedTuple):
    """A line of the front matter and what it is."""

    kind: Kind
    text: str
    number: int


@dataclass(slots=True)
class Front:
    """What the front matter said."""

    sent: Stamp | None = None
    slug: slug.Slug | None = None
    labels: dict[str, str] = field(default_factory=dict)
    priority: str = ""
    markers: list[str] = field(default_factory=list)
    embargoes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    byline: str = ""
    titled: bool = False
    """The byline took in the line below it, the writer's title."""
    sequence: str = ""
    texts: list[str] = field(default_factory=list)
    """Lines that are nothing known: the headline first, then what else preceded the dateline."""
    dateline: Dateline | None = None
    body_line: int = 0
    """Number of the line the story starts in."""
    lede: str = ""
    """What follows the dateline on its line, its first 120 characters."""
    recognised: bool = False
    """Something here is wire copy's own: a dateline, a slug, a date header, a priority ..."""


def read(lines: Sequence[str]) -> Front:
    """Read the front matter of a story; `lines` starts at its first line."""
    front = Front()
    rest = list(lines[:MAX_LINES])
    first = next((number for number, line in enumerate(rest) if line.strip()), 0)
    if rest:
        front.sent = _header_time(rest[first])
        rest[first] = cut_date_header(rest[first])
    named = _named(rest, front)
    if front.dateline is None:
        _find_bare(named, rest, front)
    front.body_line = named[-1].number if front.dateline else _without_dateline(_continued(named))
    for kind, text in _groups(_continued(named[: front.body_line])):
        _take(front, kind, text)
    known = (front.dateline, front.sent, front.slug, front.labels, front.priority, front.markers)
    front.recognised = any((*known, front.embargoes))
    return front


def _header_time(line: str) -> Stamp | None:
    header = _DATE_HEADER.match(line[:_HEAD])
    return dates.header_time(header["when"]) if header else None


def cut_date_header(line: str) -> str:
    """Return the line without a `date YYYY-MM-DD` header before it."""
    header = _DATE_HEADER.match(line[:_HEAD])
    return line[header.end() :] if header else line


def classify(line: str) -> Kind:
    """Name what a line of the front matter is, from the line alone."""
    text = _bare(line[:_HEAD])
    if not text:
        return "rule" if line.strip() else "blank"
    if _RULE.fullmatch(text):
        return "rule"
    for kind, is_kind in _TESTS:
        if is_kind(text):
            return kind
    return "text"


def may_be_private(text: str) -> bool:
    """Tell cheaply whether a text, or any line of it, can say that it is private."""
    low = text.casefold()
    return any(words in low for words in _PRIVATE_WORDS)


def is_private(text: str) -> bool:
    """Tell whether a line says that what follows is not for publication."""
    head = text[:_HEAD]
    return may_be_private(head) and bool(_PRIVATE.search(head))


def _bare(line: str) -> str:
    """Return a line without the marks that set a slug line in bold or centre it: `^By ANN POE=`."""
    return line.strip().removeprefix("^").rstrip("<= ")


def _is_note(text: str) -> bool:
    if _NOTE.match(text):
        return True
    match = _CHANGES.match(text)
    return bool(match and (match["open"] or _CHANGED.search(text)))


def _is_byline(text: str) -> bool:
    match = _BYLINE.fullmatch(text.rstrip(" =)")) if len(text) <= 90 else None
    if not match or text.endswith((".", "?", ":")):
        return False
    words = match["name"].replace(",", " , ").split()
    names = words[: words.index(",")] if "," in words else words
    return 2 <= len(names) <= 12 and all(word[0].isupper() or word in _NAME_JOINERS for word in names)


def _is_marker(text: str) -> bool:
    return bool(_MARKER.fullmatch(text)) and slug.is_take(text)


_TESTS: tuple[tuple[Kind, Callable[[str], object]], ...] = (
    ("date", _DATE_HEADER.fullmatch),
    ("header", _HEADER.fullmatch),
    ("release", _RELEASE.fullmatch),
    ("private", is_private),
    ("embargo", lambda text: len(text) <= 240 and _EMBARGO.match(text)),
    ("priority", slug.priority),
    ("note", _is_note),
    ("label", _LABEL.fullmatch),
    ("byline", _is_byline),
    ("slug", slug.read),
    ("sequence", _SEQUENCE.fullmatch),
    ("marker", _is_marker),
)  # in order: the first that holds names the line


def _named(lines: Sequence[str], front: Front) -> list[Line]:
    """Name the lines down to the dateline, or as far as one may be looked for."""
    named: list[Line] = []
    texts = 0
    for number, line in enumerate(lines):
        kind = classify(line)
        named.append(Line(kind, _bare(line), number))
        if kind == "text":
            texts += 1
            if found := datelines.find(line):
                _set_dateline(front, found, line)
                break
            if texts == _MAX_TEXT_LINES:
                break
    return named


def _find_bare(named: list[Line], lines: Sequence[str], front: Front) -> None:
    """Look for a dateline that is a place and a dash only, and cut the named lines off behind it."""
    for position, line in enumerate(named):
        if line.kind == "text" and (found := datelines.find_bare(lines[line.number])):
            _set_dateline(front, found, lines[line.number])
            del named[position + 1 :]
            return


def _set_dateline(front: Front, found: Dateline, line: str) -> None:
    front.dateline = found
    front.lede = line[found.end : found.end + 120]


def _without_dateline(named: Sequence[Line]) -> int:
    """Return the line the story starts in: after known lines, and after a headline if there is one."""
    bylines = [number for number, line in enumerate(named) if line.kind == "byline"]
    start = bylines[-1] + 1 if bylines else 0
    labels = [line.text.casefold() for line in named if line.kind == "label"]
    headline_seen = bool(bylines) or any(label.startswith(("headline", "title")) for label in labels)
    for line in named[start:]:
        if line.kind == "text":
            if headline_seen or not _is_headline(named, line):
                return line.number
            headline_seen = True
    return named[-1].number + 1 if named else 0


def _is_headline(named: Sequence[Line], line: Line) -> bool:
    """Tell a headline from a first paragraph: short, no full stop, alone in its block, a story after it."""
    after = named[line.number + 1 :]
    if len(line.text) > 150 or line.text.endswith((".", ":", ",", ";")):
        return False
    return bool(after) and after[0].kind != "text" and any(other.kind in ("text", "note") for other in after)


def _continued(named: Sequence[Line]) -> list[Line]:
    """Name the text lines right below a note, an embargo or a private part like it: its wrapped rest."""
    out: list[Line] = []
    for line in named:
        goes_on = bool(out) and line.kind == "text" and _goes_on(out[-1], line.text)
        out.append(line._replace(kind=out[-1].kind) if goes_on else line)
    return out


def _goes_on(above: Line, text: str) -> bool:
    """Tell whether a note goes on in the line below: it was long enough to be broken, or has not ended."""
    if text.startswith(BULLETS):
        return False
    if above.kind == "embargo":
        return not any(char.isdigit() for char in above.text)
    open_end = len(above.text) >= 50 or above.text.endswith((":", ",")) or text[0].islower()
    return above.kind in ("note", "private") and open_end


def _groups(named: Sequence[Line]) -> Iterator[tuple[Kind, str]]:
    """Yield each thing of the front matter once, its wrapped lines joined."""
    kind: Kind = "blank"
    run: list[str] = []
    for line in named:
        if run and line.kind == kind and kind in _WRAPPED and not line.text.startswith(BULLETS):
            run.append(line.text)
            continue
        if run:
            yield kind, " ".join(run)
        kind, run = line.kind, [line.text] if line.kind not in ("blank", "rule") else []
    if run:
        yield kind, " ".join(run)


def _take(front: Front, kind: Kind, text: str) -> None:
    """File one thing of the front matter under its name."""
    if kind == "date":
        front.sent = front.sent or _header_time(text)
    elif kind == "header" and (match := _HEADER.fullmatch(text)):
        front.sent = front.sent or dates.header_time(match["when"])
        front.slug = front.slug or slug.read(match["slug"]) or slug.Slug(match["slug"])
        front.labels.setdefault("source", match["source"] or "")
    elif kind == "release" and (match := _RELEASE.fullmatch(text)) and front.slug is None:
        front.slug = slug.Slug(front.labels.get("source", ""), match["number"])
    elif kind == "slug" and front.slug is None:
        front.slug = slug.read(text)
    elif kind == "label" and (match := _LABEL.fullmatch(text)):
        front.labels.setdefault(match["name"].casefold(), match["value"].strip())
    elif kind == "byline" and not front.byline:
        front.byline = text.strip("()").rstrip(" =")
    elif kind == "text" and front.byline and not front.titled and _TITLE.fullmatch(text):
        front.byline, front.titled = f"{front.byline}, {text}", True
    elif kind == "priority" and not front.priority:
        front.priority = slug.priority(text)
    elif kind == "sequence" and not front.sequence:
        front.sequence = text.removeprefix("ZCZC").strip()
    else:
        _LISTS.get(kind, _texts)(front).append(text)


def _texts(front: Front) -> list[str]:
    return front.texts


_LISTS: dict[Kind, Callable[[Front], list[str]]] = {
    "marker": lambda front: front.markers,
    "embargo": lambda front: front.embargoes,
    "note": lambda front: front.notes,
    "private": lambda front: front.private,
    "priority": lambda front: front.markers,
    "slug": lambda front: front.markers,
    "sequence": lambda front: front.markers,
}
