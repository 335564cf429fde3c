"""The plain data everything else passes around: articles, quotes, speakers, spans.

Frozen, typed, made of strings and numbers. Field names of `Article` are those
of ninjs 1.x (IPTC), the vocabulary the wire formats share. Offsets are always
characters (code points) into the article's `body_text`, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, NamedTuple, Self, get_args

from store.errors import StoreError

QuoteType = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "organisation", "document", "unnamed"]
Modality = Literal["said", "not said", "denied", "expected"]
PubStatus = Literal["usable", "withheld", "canceled"]
Used = Literal["tagged", "starred", "exported"]

KILL_VERSION = "9999"
"""What is kept as the version of a kill that names no number, to outrank every take of its story."""

QUOTE_TYPES: tuple[QuoteType, ...] = get_args(QuoteType)


class Span(NamedTuple):
    """A half-open range of characters in a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One version of one story, as its service sent it.

    An empty string, empty tuple, False or None means: not known. `as_json`
    leaves such fields out, so nothing is ever invented; what was assumed or
    repaired is said in `parse_warnings`.
    """

    uri: str
    """Stable id of the story, without the version."""
    altids: tuple[str, ...] = ()
    """Other ids the item goes by, as sent: what a desk or another system may know it under."""
    version: str = ""
    """A string of digits, compared as an integer."""
    type: str = "text"
    versioncreated: str = ""
    """UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    firstcreated: str = ""
    time_assumed: bool = False
    """The time of day or the zone was not in the copy."""
    pubstatus: PubStatus = "usable"
    embargoed: str = ""
    expires: str = ""
    urgency: int | None = None
    """1 (flash) to 9; `priority_code` keeps the letter it came from."""
    priority_code: str = ""
    headline: str
    """Never empty: the first sentence or the slugline stands in, and `headline_assumed` says so."""
    headline_assumed: bool = False
    slugline: str = ""
    takekey: str = ""
    byline: str = ""
    located: str = ""
    """The city alone; `dateline` is the line as sent."""
    dateline: str = ""
    language: str = ""
    """BCP 47."""
    keywords: tuple[str, ...] = ()
    subject: tuple[Mapping[str, str], ...] = ()
    category: str = ""
    genre: tuple[str, ...] = ()
    signal: tuple[str, ...] = ()
    body_text: str = ""
    """Paragraphs parted by one blank line, hard-wrapped lines re-joined, one line a table row."""
    body_xhtml: str = ""
    headings: tuple[Span, ...] = ()
    """Cross-heads in `body_text`: no sentences of the story."""
    ednote: str = ""
    ednote_private: str = ""
    usageterms: str = ""
    copyrightnotice: str = ""
    copyrightholder: str = ""
    evolvedfrom: str = ""
    associations: tuple[Mapping[str, str], ...] = ()
    source: str = ""
    sequence: str = ""
    format: str = ""
    """Which parser read it: `plain`, `ninjs`, ..."""
    parse_warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the article as a JSON object, unknown fields absent."""
        out: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None or value is False or value in ("", ()):
                continue
            out[field.name] = [_plain(item) for item in value] if isinstance(value, tuple) else value
        return out

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Build the article back from `as_json`; names that are no fields are ignored."""
        known: dict[str, Any] = {}
        for field in fields(cls):
            if field.name in data:
                value = data[field.name]
                known[field.name] = tuple(value) if isinstance(value, list) else value
        known["headings"] = tuple(Span(*pair) for pair in known.get("headings", ()))
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Cue:
    """The word or words that attribute: "said", "according to"."""

    text: str
    span: Span

    def as_json(self) -> dict[str, Any]:
        """Return `{"text", "start", "end"}`."""
        return {"text": self.text, "start": self.span.start, "end": self.span.end}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a quote is attributed to: the words printed, and who they stand for."""

    name: str
    """The fullest name in the article; the mention itself where none was found."""
    mention: str
    """The printed words, never altered; empty only if the speaker is carried over silently."""
    span: Span | None = None
    """Where the mention stands."""
    role: str = ""
    """As printed: "Russian Foreign Minister"."""
    kind: SpeakerKind = "person"
    affiliation: str = ""
    """The body the speaker speaks for, as printed; empty if the role says it or nothing does."""

    def as_json(self) -> dict[str, Any]:
        """Return `{"name", "mention", "start", "end", "role", "kind"}`, and "affiliation" if known.

        Without a span the offsets are null.
        """
        start, end = self.span or (None, None)
        extra = {"affiliation": self.affiliation} if self.affiliation else {}
        return {
            "name": self.name,
            "mention": self.mention,
            "start": start,
            "end": end,
            "role": self.role or None,
            "kind": self.kind,
            **extra,
        }


@dataclass(frozen=True, slots=True)
class Quote:
    """Words attributed to one speaker: one utterance, in one or several spans."""

    type: QuoteType
    spans: tuple[Span, ...]
    """In order, never overlapping. Of direct speech: what stands between the marks, marks excluded."""
    text: str
    """The spans' words as printed, parted by one blank."""
    cue: Cue | None = None
    speaker: Speaker | None = None
    """None: nobody was found, and the reader is told so."""
    confidence: float = 0.0
    """Chance that words and speaker are both right, 0 to 1."""
    reason: str = ""
    """Which construction decided, in words for the reader: "quote, 'said' + name"."""
    modality: Modality = "said"
    """What the cue asserts: a denial or a plan must never be shown as a statement."""

    @property
    def start(self) -> int:
        """First character of the first span."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """End of the last span."""
        return self.spans[-1].end

    def as_json(self) -> dict[str, Any]:
        """Return the quote as `wirereader quotes --format jsonl` prints it, less file and uri."""
        return {
            "type": self.type,
            "start": self.start,
            "end": self.end,
            "spans": [list(span) for span in self.spans],
            "text": self.text,
            "cue": self.cue.as_json() if self.cue else None,
            "speaker": self.speaker.as_json() if self.speaker else None,
            "confidence": round(self.confidence, 3),
            "reason": self.reason,
            "modality": self.modality,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Build the quote back from `as_json`."""
        cue, who = data.get("cue"), data.get("speaker")
        return cls(
            type=data["type"],
            spans=tuple(Span(*pair) for pair in data["spans"]),
            text=data["text"],
            cue=Cue(cue["text"], Span(cue["start"], cue["end"])) if cue else None,
            speaker=_speaker(who) if who else None,
            confidence=data.get("confidence", 0.0),
            reason=data.get("reason", ""),
            modality=data.get("modality", "said"),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: the newest version of one story, with this reader's marks."""

    uri: str
    headline: str
    slugline: str
    source: str
    located: str
    versioncreated: str
    urgency: int | None
    pubstatus: str
    versions: int
    """How many different versions are kept."""
    version: str
    takekey: str
    signal: tuple[str, ...]
    quotes: int
    read: bool
    tags: tuple[str, ...]
    """In alphabetical order."""
    embargoed: str
    language: str
    headline_assumed: bool
    starred: bool = False
    words: int = 0
    """Of the body."""
    came: str = ""
    """When this version was imported, UTC."""
    twins: int = 0
    """Other stories that say nearly the same, from whatever service."""

    @property
    def killed(self) -> bool:
        """Tell whether the service took the story back, for good or for now."""
        return self.pubstatus in {"canceled", "withheld"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of a story as the archive keeps it."""

    article: Article
    quotes: tuple[Quote, ...]
    row: Row
    """The list's line of the story: its newest version, whichever version this is."""
    imported: str
    """UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    origin: str
    """The path it was imported from, as given."""
    sha256: str
    """Of the original bytes."""
    versions: tuple[Version, ...]
    """All versions kept, newest first, also of stories that this one replaced."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a story, as its history lists it."""

    uri: str
    """Another one than the story's where the service replaced one uri by the next."""
    version: str
    versioncreated: str
    pubstatus: str
    number: int = 0
    """Of its document: what tells two of the same time apart."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search."""

    rows: Sequence[Row]
    """Read page by page as they are asked for."""
    total: int
    """All stories in the archive, found or not."""
    terms: tuple[str, ...]
    """The words to light in headline and body, folded (see `store.terms.highlights`)."""
    more: bool = False
    """There are others behind these rows, not counted yet."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept under a name, with its counts of now."""

    name: str
    query: str
    total: int
    unread: int
    new: int
    """Stories that came since the search was looked at last."""
    seen: str
    """When that was, UTC; empty if never."""


PERHAPS_KILLED = "perhaps killed"
"""What a story is that a kill may be meant for which names none of several."""


@dataclass(frozen=True, slots=True)
class Warned:
    """A story this reader tagged, starred or exported, of which its service says that it no longer holds."""

    uri: str
    headline: str
    what: str
    """"killed", "withheld", "corrected", or `PERHAPS_KILLED`."""
    used: tuple[Used, ...]
    """All that was done with it."""
    came: str = ""
    """When the version that says so was stored, UTC."""


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """Who speaks in the archive, and how often."""

    name: str
    role: str
    """The role printed most often."""
    quotes: int
    stories: int
    aliases: tuple[str, ...] = ()
    """The other names printed, the most frequent first."""
    roles: tuple[str, ...] = ()
    """All roles printed, the most frequent first."""
    first: str = ""
    """When the first story that quotes the speaker was made, UTC."""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is."""

    files: int
    """Files done."""
    total: int
    """Files to do."""
    stories: int
    """Stories read from them."""
    failed: int
    path: str
    """The file in hand."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did. Counts are versions of stories."""

    added: int
    """Of stories the archive did not know."""
    updated: int
    """Of stories it knew."""
    unchanged: int
    """Already there."""
    failed: tuple[StoreError, ...]
    files: int
    seconds: float


def _speaker(data: Mapping[str, Any]) -> Speaker:
    span = Span(data["start"], data["end"]) if data.get("start") is not None else None
    return Speaker(
        data["name"], data["mention"], span, data.get("role") or "", data["kind"], data.get("affiliation", "")
    )


def _plain(item: object) -> object:
    if isinstance(item, Span):
        return list(item)
    return dict(item) if isinstance(item, Mapping) else item
