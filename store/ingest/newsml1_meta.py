"""What a NewsML 1 item says about a story: identity, times, status, lines, codes.

Lines and metadata are looked for in the story's component first, then in the
components around it, last anywhere in the item (senders misspell elements:
TASS has `DescriptiveMetada`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from store.ingest import clocks, common_xml, fields, messages, xmltree
from store.ingest.xmltree import Element, attribute, line
from store.text import clean_line

_PROVIDER = "administrativemetadata/provider/party"
_SOURCE = "administrativemetadata/source/party"
_HEADLINES = ("newslines/headline", "newslines/newsline/headline")
_COLONS_OF_A_WHOLE_ID = 4  # urn:newsml:provider:date:item
_ONLY_A_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-?\d\d-?\d\d")
_CLOCK = re.compile(r"\b([01]\d|2[0-3])([0-5]\d)\b")
_AGENCIES = (
    ("tass", "tass"), ("belga", "belga"), ("afp", "afp"), ("anp", "anp"), ("efe", "efe"), ("kyodo", "kyodo"),
    ("ana-mpe", "ana"), ("sda", "sda"), ("ansa", "ansa"), ("apa.", "apa"), ("pa.press", "pa"),
)  # fmt: skip
_NOTE_LINES = frozenset({"advisoryline", "advisory", "ednote", "editornote", "note", "instruction"})
_REPLACES = re.compile(r"\bvervangt:\s*(.{3,200})", re.IGNORECASE)


def fields_of(root: Element, item: Element, story: Element) -> dict[str, Any]:
    """Return the article's fields for one story of an item; repairs are under `notes`."""
    notes: list[str] = []
    scopes = [story, *story.iterancestors("newscomponent")]
    source = _source(root, item, scopes)
    zone = clocks.zone_of(_agency(item, source))
    known: dict[str, Any] = {
        "source": source,
        "notes": notes,
        "sequence": line(root, "newsenvelope/transmissionid"),
    }
    known |= _identity(item, story)
    known |= _management(item, zone, notes)
    known |= _lines(item, scopes, source)
    known |= _codes(item, scopes)
    if version := _property(scopes, "version"):  # AFP: "Correction"
        known["signal"] = (*known["signal"], version)
    if match := _REPLACES.search(xmltree.running(story)[:600]):
        first = next((p for p in story.iter("p") if "vervangt:" in xmltree.running(p)), None)
        title = _REPLACES.search(xmltree.running(first)) if first is not None else match
        entry = {"headline": (title or match)[1].strip(), "rel": "replaces"}
        known["associations"] = (*known.get("associations", ()), entry)
    return known


def _agency(item: Element, source: str) -> str:
    """Return the short name of the agency whose clock naive times are on."""
    provider = line(item, "identification/newsidentifier/providerid").casefold()
    return next((agency for word, agency in _AGENCIES if word in provider), source.casefold())


def _source(root: Element, item: Element, scopes: list[Element]) -> str:
    provider = next(filter(None, (attribute(s, _PROVIDER, "formalname") for s in scopes)), "")
    sender = attribute(root, "newsenvelope/sentfrom/party", "formalname")
    origin = next(filter(None, (attribute(s, _SOURCE, "formalname") for s in scopes)), "")
    return provider or sender or origin or line(item, "identification/newsidentifier/providerid")


def _identity(item: Element, story: Element) -> dict[str, Any]:
    names = item.find("identification/newsidentifier")
    public, number = line(names, "publicidentifier"), line(names, "newsitemid")
    sent = line(names, "revisionid")
    revision = re.sub(r"\D.*\Z", "", sent)
    uri = public
    if public and sent and re.search(rf":0*{re.escape(revision or sent)}[NUAX]?\Z", public):
        uri = public.rpartition(":")[0]
    elif (number and number not in public) or public.count(":") < _COLONS_OF_A_WHOLE_ID:
        parts = [line(names, "providerid"), line(names, "dateid").replace(" ", "T"), number]
        parts = [part for part in parts if part]
        uri = "urn:newsml:" + ":".join(parts) if len(parts) > 1 else public
    if not uri:
        uri = _duid(story) or line(item, ".//guid")
    others = (public, number, line(item, ".//guid"))
    altids = tuple(other for other in dict.fromkeys(others) if other and other != uri)
    return {"uri": uri, "altids": altids, "version": fields.version(revision)}


def _duid(story: Element) -> str:
    return next(
        (e.get("duid") or "" for e in (story, *story.iterancestors("newscomponent")) if e.get("duid")), ""
    )


def _management(item: Element, zone: str, notes: list[str]) -> dict[str, Any]:
    management = item.find("newsmanagement")

    def when(path: str) -> clocks.Moment:
        return common_xml.moment(line(management, path), zone, notes, path)

    created = when("thisrevisioncreated")
    if not created.utc:
        fallback = line(item, "identification/newsidentifier/dateid")
        created = common_xml.moment(fallback, zone, notes, "DateId")
    status = attribute(management, "status", "formalname")
    update = attribute(item, "identification/newsidentifier/revisionid", "update")
    signal = [attribute(found, ".", "formalname") for found in item.iterfind("newsmanagement/instruction")]
    signal += [f"Update:{update}"] if update in {"U", "A"} else []
    kind = attribute(management, "newsitemtype", "formalname")
    signal += [kind] if kind.casefold() not in {"news", ""} else []
    known: dict[str, Any] = {
        "versioncreated": created,
        "firstcreated": when("firstcreated"),
        "expires": clocks.UNKNOWN,
        "pubstatus": common_xml.pubstatus(status),
        "urgency": fields.urgency(
            attribute(management, "urgency", "formalname") or line(management, "urgency")
        ),
        "signal": tuple(dict.fromkeys(filter(None, signal))),
        "evolvedfrom": _reference(attribute(management, "derivedfrom", "newsitem")),
        "associations": tuple(_associated(management)),
    }
    future = attribute(management, "statuswillchange/futurestatus", "formalname").casefold()
    change = when("statuswillchange/dateandtime")
    if status.casefold() == "embargoed":
        known["embargoed"] = change
        if not change.utc:
            known["pubstatus"] = "withheld"
            known["embargoed"] = _embargo_in_words(item, created, zone)
            notes.append("marked as embargoed without a time of its own: withheld until a new version comes")
    elif future and fields.pubstatus(future) == "canceled":
        known["expires"] = change
    return known


def _embargo_in_words(item: Element, sent: clocks.Moment, zone: str) -> clocks.Moment:
    """Return the end of an embargo as a comment gives it: `Embargoed to 0001 Tuesday June 03`."""
    for comment in (line(found) for found in item.iter("comment")):
        day, clock = messages.embargo([comment], sent), _CLOCK.search(comment)
        if day is not None and clock is not None:
            return clocks.iso(f"{day.utc[:10]}T{clock[1]}:{clock[2]}", zone)
        if day is not None:
            return day
    return clocks.UNKNOWN


def _reference(urn: str) -> str:
    """Return a NewsItem reference without its revision."""
    return re.sub(r":\d{1,4}[NUA]?\Z", "", urn) if urn.count(":") > 4 else urn


def _associated(management: Element | None) -> Iterator[dict[str, str]]:
    for tag in ("associatedwith", "derivedfrom"):
        for found in [] if management is None else management.iterfind(tag):
            uri = attribute(found, ".", "newsitem")
            if uri:
                kind = attribute(found, ".", "formalname").casefold()
                entry = {"uri": uri, "type": fields.kind(kind) if kind else "", "rel": tag}
                yield {key: value for key, value in entry.items() if value}


def _first(scopes: list[Element], *paths: str) -> str:
    for path in paths:
        for scope in scopes:
            if text := line(scope, path):
                return text
    return ""


def _lines(item: Element, scopes: list[Element], source: str) -> dict[str, Any]:
    label = line(item, "identification/namelabel")
    slug = _first(scopes, "newslines/slugline") or label
    dateline = _first(scopes, "newslines/dateline")
    dateline = "" if _ONLY_A_DATE.match(dateline) else dateline
    keywords = _keywords(scopes)
    owners = {source.casefold(), *(attribute(s, _SOURCE, "formalname").casefold() for s in scopes)}
    return {
        "headline": next(filter(None, (xmltree.title(s, path) for path in _HEADLINES for s in scopes)), ""),
        "slugline": slug,
        "takekey": common_xml.takekey(slug),
        "dateline": dateline.rstrip(" -–—"),
        "located": _located(item, scopes) or common_xml.place(dateline),
        "byline": _first(scopes, "newslines/byline") or _creator(scopes, owners),
        "keywords": keywords,
        "copyrightnotice": _first(
            scopes, "newslines/copyrightline", "rightsmetadata/copyright/copyrightholder"
        ),
        "usageterms": _first(scopes, "rightsmetadata/usagerights/usagetype"),
        "ednote": "\n".join(dict.fromkeys(_notes(item, scopes))),
    }


def _creator(scopes: list[Element], owners: set[str]) -> str:
    """Return the name or initials of the author; an EDITOR is none, nor is the agency itself."""
    for scope in scopes:
        for party in scope.iterfind("administrativemetadata/creator/party"):
            name = attribute(party, ".", "formalname")
            if party.get("topic") != "EDITOR" and name and name.casefold() not in owners:
                return name
    return ""


def _keywords(scopes: list[Element]) -> tuple[str, ...]:
    found: list[str] = []
    for scope in scopes:
        for entry in scope.iterfind("newslines/keywordline"):
            found += [part.strip() for part in line(entry).split(";")]
        for entry in scope.iterfind(".//descriptivemetadata/property"):
            if (entry.get("formalname") or "").casefold() == "keyword":
                found += [part.strip() for part in (entry.get("value") or "").split(";")]
        for entry in scope.iterfind("item_keywords/item_keyword"):
            found.append(line(entry))
        if found:
            break
    return tuple(clean_line(word) for word in dict.fromkeys(filter(None, found)))


def _notes(item: Element, scopes: list[Element]) -> Iterator[str]:
    for scope in scopes:
        for entry in scope.iterfind("newslines/newsline"):
            kind = attribute(entry, "newslinetype", "formalname").casefold().replace(" ", "")
            text = line(entry, "newslinetext")
            if text and kind in _NOTE_LINES:
                yield text
        for entry in scope.iterfind("administrativemetadata/property"):
            if entry.get("formalname") == "EditorialInfo" and entry.get("value"):
                yield clean_line(entry.get("value") or "")
    for entry in item.iterfind("newsmanagement/instruction"):
        text = line(entry, "comment") or line(entry)
        if text:
            yield text


def _located(item: Element, scopes: list[Element]) -> str:
    places = [place for scope in scopes for place in scope.iterfind(".//location")] or list(
        item.iter("location")
    )
    places.sort(key=lambda one: (one.get("howpresent") or "").casefold() != "origin")
    candidates = [place for place in places if (place.get("howpresent") or "origin").casefold() == "origin"]
    candidates += [parent for scope in scopes for parent in scope.iterfind("descriptivemetadata")]
    for parent in candidates:
        for entry in parent.iterfind("property"):
            if (entry.get("formalname") or "").casefold() == "city" and (entry.get("value") or "").strip():
                return fields.city(clean_line(entry.get("value") or ""))
    return ""


def _codes(item: Element, scopes: list[Element]) -> dict[str, Any]:
    tagged = (attribute(scope, "descriptivemetadata/language", "formalname") for scope in scopes)
    language = next((tag for tag in tagged if tag), "")
    language = language or next((s.get("lang") or "" for s in scopes if s.get("lang")), "")
    language = language or attribute(item, ".//language", "formalname") or item.get("lang") or ""
    genre = [attribute(s, "descriptivemetadata/genre", "formalname") for s in scopes]
    subjects: dict[tuple[str, str], dict[str, str]] = {}
    names = _topic_names(item, fields.language(language))
    category = ""
    for scope in [*scopes, item]:
        for found in scope.iter("subject", "subjectmatter", "subjectdetail", "subjectqualifier"):
            number = attribute(found, ".", "formalname")
            category = category or attribute(found, ".", "cat")
            if number:
                scheme = (
                    "subj"
                    if re.fullmatch(r"\d{8}", number)
                    else attribute(found, ".", "scheme", "vocabulary")
                )
                entry = {"code": number, "name": names.get(number, ""), "scheme": scheme.rpartition("/")[2]}
                subjects.setdefault((scheme, number), {k: v for k, v in entry.items() if v})
        if subjects:
            break
    return {
        "language": fields.language(language),
        "genre": tuple(dict.fromkeys(filter(None, genre))),
        "subject": tuple(subjects.values())[: fields.MAX_LIST],
        "category": category or _property(scopes, "category"),
    }


def _property(scopes: list[Element], name: str) -> str:
    for scope in scopes:
        for entry in scope.iterfind("descriptivemetadata/property"):
            if (entry.get("formalname") or "").casefold() == name and entry.get("value"):
                return clean_line(entry.get("value") or "")
    return ""


def _topic_names(item: Element, language: str) -> dict[str, str]:
    """Return names of the subject codes that the item itself explains, in its language."""
    names: dict[str, str] = {}
    for topic in item.iter("topic"):
        number = line(topic, "formalname")
        for text in topic.iterfind("description"):
            if (text.get("variant") or "Name") == "Name" and (
                number not in names or fields.language(text.get("lang") or "") == language
            ):
                names[number] = line(text)
    return names
