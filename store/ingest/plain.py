"""Plain-text wire copy: no markup, only the forms that desks have kept since the teleprinter.

    [header] [slug line] [priority word] [advisory lines] [headline] [byline] [dateline] body
    [end mark] [sign-off] [footer]

Everything but the body is optional. What the copy does not say stays unknown;
what had to be assumed is said in `parse_warnings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from store.errors import IngestError
from store.ingest import language, plain_body, plain_front, plain_meaning, sniff, spool
from store.ingest.plain_body import Body, Tail
from store.ingest.plain_front import Front
from store.ingest.sentences import first_sentence
from store.models import Article
from store.text import Decoded, decode

UNKNOWN_KIND = "no dateline, slug or header: read as plain text of unknown kind"
_NOTEBOOK = re.compile(
    r"\s*#+\s+(?:\S+[- ])?(?:Notizblock|Notebook|Notes? (?:to|for) editors"
    r"|Redaktionelle Hinweise)\b",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"[.!?…\"”»)]\s+(?P<name>\S+)\s*$")
_HOLES = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_MAX_HOLES = 0.1  # share of control or undecodable characters above which it is no text


def parse(data: bytes, *, name: str) -> Iterator[Article | IngestError]:
    """Yield the stories in `data`, mostly one, or an `IngestError` where none is; `name` only says where."""
    decoded = _decoded(data)
    if problem := _no_text(decoded.text):
        problem.where = name
        yield problem
        return
    parts = spool.split(decoded.text)
    first, second = next(parts, None), next(parts, None)
    several = second is not None
    for part in chain((part for part in (first, second) if part), parts):
        where = f"{name}, line {part.line}" if several else name
        try:
            yield story(part.text, warnings=decoded.warnings)
        except IngestError as error:
            yield IngestError(error.reason, where=where, hint=error.hint)


def _no_text(text: str) -> IngestError | None:
    """Return why a decoded text is none, if so."""
    holes = len(_HOLES.findall(text))
    if holes > _MAX_HOLES * len(text):
        reason = f"{holes} control or undecodable characters in {len(text)}: this is no text"
        return IngestError(reason, hint="if it is text, save it as UTF-8")
    if not any(char.isalnum() for char in text):
        return IngestError("there are no words in it", hint="check how the file was saved")
    return None


def story(text: str, *, warnings: tuple[str, ...] = ()) -> Article:
    """Read one story of cleaned text; `warnings` are those of decoding it.

    Raises `IngestError` if there is nothing in it but marks and headers.
    """
    lines = text.split("\n")
    front = plain_front.read(lines)
    tail = plain_body.cut_tail(_story_lines(front, lines))
    parts = _parted(tail.lines, private=plain_front.may_be_private(text))
    agency = front.dateline.agency if front.dateline else ""
    body = plain_body.build(_signed_off(parts.story, agency), before=_before_dateline(front))
    if not body.text:  # a kill, an alert or an advisory may be all notes: they are its text
        body = Body("\n\n".join([*front.notes, *front.embargoes] or front.texts))
    if not body.text:
        raise IngestError("nothing but headers and marks in it", hint="check whether the story was cut off")
    return _article(front, tail, body, parts, warnings)


def _article(front: Front, tail: Tail, body: Body, parts: _Parts, decoding: tuple[str, ...]) -> Article:
    headline, assumed = _headline(front, body.text)
    facts = plain_meaning.read(front, tail, headline="" if assumed else headline, body=body.text)
    warnings = [*decoding, *(() if front.recognised else (UNKNOWN_KIND,))]
    if assumed:
        warnings.append("no headline in the copy: its first sentence stands in")
    return Article(
        uri=facts.uri,
        version=facts.version,
        versioncreated=str(facts.sent or ""),
        time_assumed=bool(facts.sent and facts.sent.assumed),
        pubstatus=facts.pubstatus,
        embargoed=str(facts.embargo or ""),
        urgency=facts.urgency,
        priority_code=facts.priority,
        headline=headline,
        headline_assumed=assumed,
        slugline=facts.slugline,
        takekey=facts.takekey,
        byline=front.byline
        or front.labels.get("byline", "")
        or (front.dateline.byline if front.dateline else ""),
        located=front.dateline.located if front.dateline else "",
        dateline=front.dateline.text if front.dateline else "",
        language=front.labels.get("language") or language.tell(body.text),
        keywords=_keywords(front),
        category=front.slug.category if front.slug else "",
        signal=facts.signal,
        body_text=body.text,
        headings=body.headings,
        ednote="\n".join(
            [*filter(_says_something, front.notes), *front.embargoes, *parts.public, *tail.after]
        ),
        ednote_private="\n".join([*front.private, *parts.private]),
        associations=facts.associations,
        source=facts.source,
        sequence=(front.slug.sequence if front.slug else "") or front.sequence,
        format="plain",
        parse_warnings=(*warnings, *facts.warnings, *body.warnings),
    )


def _decoded(data: bytes) -> Decoded:
    """Decode the bytes; UTF-16 that came without its mark is given it."""
    if mark := sniff.missing_mark(data):
        return decode(mark + data)._replace(warnings=("UTF-16 without its mark",))
    return decode(data)


def _story_lines(front: Front, lines: Sequence[str]) -> list[str]:
    """Return the lines the story stands in, without a date header that shares the first."""
    body = list(lines[front.body_line :])
    if body:
        body[0] = plain_front.cut_date_header(body[0])
    return body


def _before_dateline(front: Front) -> list[str]:
    """Return what preceded the dateline and is neither headline nor note: summary points, a sub-headline."""
    texts = front.texts if _labelled_headline(front) else front.texts[1:]
    if front.texts and front.texts[0].startswith(plain_front.BULLETS):
        texts = front.texts
    return list(texts)


def _signed_off(lines: Sequence[str], agency: str) -> list[str]:
    """Take the agency's name off the end of the last sentence, where EFE and others sign."""
    out = list(lines)
    if agency and out and (match := _SIGNATURE.search(out[-1][-200:])) and match["name"] == agency:
        out[-1] = out[-1].rstrip()[: -len(agency)].rstrip()
    return out


class _Parts(NamedTuple):
    """A story's lines, and the notes to editors that follow it."""

    story: list[str]
    public: list[str]
    private: list[str]


def _parted(lines: Sequence[str], *, private: bool) -> _Parts:
    """Part the story from a notebook for editors, and from what is said to be not for publication."""
    end = len(lines)
    notes = next((number for number, line in enumerate(lines) if "#" in line and _NOTEBOOK.match(line)), end)
    secret = next(
        (number for number, line in enumerate(lines) if private and plain_front.is_private(line)), end
    )
    public = [line.strip() for line in lines[notes + 1 : secret] if line.strip()]
    while public and public[-1].startswith("#"):
        public.pop()  # the heading of the private part
    hidden = [line.strip() for line in lines[secret:] if line.strip()]
    return _Parts(list(lines[: min(notes, secret)]), public, hidden)


def _says_something(note: str) -> bool:
    """Tell a note from its bare heading: "Editors:"."""
    return not (note.endswith(":") and len(note.split()) <= 3)


def _labelled_headline(front: Front) -> str:
    return front.labels.get("headline", "") or front.labels.get("title", "")


def _headline(front: Front, body: str) -> tuple[str, bool]:
    """Return the headline, and whether the lede's first sentence or the slug had to stand in."""
    if labelled := _labelled_headline(front):
        return labelled, False
    if front.texts and not front.texts[0].startswith(plain_front.BULLETS) and front.texts[0] != body:
        return front.texts[0], False
    lede = front.lede.strip()
    found = body.find(lede[:60]) if lede else 0
    sentence = first_sentence(body[max(found, 0) :])
    return sentence or (front.slug.slugline if front.slug else "") or body[:60], True


def _keywords(front: Front) -> tuple[str, ...]:
    listed = front.labels.get("keywords") or front.labels.get("keyword") or ""
    return tuple(word.strip() for word in listed.replace(";", ",").split(",") if word.strip())
