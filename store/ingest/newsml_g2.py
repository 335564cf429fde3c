"""NewsML-G2 2.4 to 2.35: newsItem, packageItem, and newsMessage holding several of them.

Field by field as the IPTC guidelines say, with what agencies do beside them:
TT names the replaced item in an `altId`, dpa marks private notes with
`pubconstraint`, STT with a role, BusinessDesk spells elements its own way.
Diary items (concepts, planning) are no wire copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from store.errors import IngestError
from store.ingest import assembly, clocks, common_xml, fields, g2_content, xmltree
from store.ingest.xmltree import Element, attribute, line
from store.models import Article

_ITEMS = ("newsitem", "packageitem")
_NO_COPY = ("conceptitem", "knowledgeitem", "planningitem", "catalogitem", "hop")
_PRIVATE_ROLE = re.compile(r"private|nonpublic|non-public|internal|closing", re.IGNORECASE)
_SUB_HEADLINE = re.compile(r"sub|alt|short|kicker|overline|line2", re.IGNORECASE)
_DERIVED = re.compile(r"derivedfrom|prevver|previousver|replaces|evolvedfrom|translatedfrom", re.IGNORECASE)
_TT_SUBJECT = re.compile(r"TT:(\d{8}):(.+)")
_TT_NUMBER = re.compile(r"\d{8}:[A-Z]+:\d+:\d+\Z")
_PERSON = re.compile(r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_][\w.'’-]*)* [^\W\d_a-z][\w.'’-]+")
_FIRM = re.compile(r"^The |\b(?:Network|News|Agency|Press|Media|Wire|Inc|Ltd|GmbH|Data|Desk|Redaktion)\b")
_CITY = re.compile(r"city:([^\W\d_][^\d:_]+)")  # a code of a scheme of cities that is the name itself
_STAMP = re.compile(r"\d{4}-?\d\d-?\d\d")
_CATEGORY_SCHEMES = frozenset({"a1312cat", "apcategorycode", "dpacat", "cat"})


def read(root: Element, name: str, warnings: tuple[str, ...]) -> Iterator[Article | IngestError]:
    """Yield the articles of a message or item, and an `IngestError` for each that cannot be read."""
    xmltree.flatten(root, {"http://www.reuters.com/ns/2003/08/content": "rtr"})
    sent = line(root, "header/transmitid")
    items = [root] if root.tag in {*_ITEMS, "contentset"} else list(_of_message(root))
    if not items:
        yield IngestError("the message holds no items", where=name)
    seen: set[tuple[str, str]] = set()
    for number, item in enumerate(items, 1):
        where = (f"{name}, item {number}" if name else f"item {number}") if len(items) > 1 else name
        if item.tag in _NO_COPY:
            yield IngestError(f"<{item.tag}> is diary or reference data, not wire copy", where=where)
            continue
        key = (item.get("guid") or "", item.get("version") or "")
        repeated = (
            ("an item before has this guid and version: told apart by its number",) if key in seen else ()
        )
        if key[0] and repeated:  # APA gives text and picture of one message the same guid
            item.set("guid", f"{key[0]}:{number}")
        seen.add(key)
        try:
            yield _article(item, sent, where, (*warnings, *repeated))
        except IngestError as error:
            yield error


def _of_message(root: Element) -> Iterator[Element]:
    for found in root.iter(*_ITEMS, *_NO_COPY):
        if next(found.iterancestors(*_ITEMS), None) is None:
            yield found


def _article(item: Element, sent: str, where: str, warnings: tuple[str, ...]) -> Article:
    notes = list(warnings)
    if item.tag == "packageitem" and not item.get("guid"):
        raise IngestError("a packageItem without guid", where=where)
    meta, content = item.find("itemmeta"), item.find("contentmeta")
    found = g2_content.read(item, _headlines(item))
    source = _party(meta, "provider") or attribute(meta, "provider", "uri")
    known: dict[str, Any] = {
        "format": "newsml-g2",
        "uri": attribute(item, ".", "guid"),
        "altids": _altids(content),
        "version": fields.version(item.get("version") or ""),
        "source": source,
        "sequence": sent,
        "type": fields.kind(attribute(meta, "itemclass", "qcode", "uri")) or "text",
    }
    if item.tag == "packageitem":
        known["type"] = "composite"
    known |= _management(meta, content, clocks.zone_of(_agency(item, source)), notes)
    known |= _description(item, content)
    known |= _rights(item.find("rightsinfo"))
    known["associations"] = (*_links(meta), *_members(item), *found.associations)
    known["evolvedfrom"] = _evolved(meta, content, known["uri"])
    known["ednote"], private = _ednotes(meta)
    known["ednote_private"] = "\n".join(filter(None, (private, found.private)))
    for field, value in found.known.items():
        if not known.get(field):
            known[field] = value
    for field, value in common_xml.opening_dateline(found.body.text).items():
        known[field] = known.get(field) or value
    common_xml.editorial(known, notes)
    known["byline"] = (
        known.get("byline") or common_xml.body_byline(found.body.text) or _creator(content, known)
    )
    return assembly.article(
        body=found.body,
        where=where,
        warnings=notes,
        **{name: value for name, value in known.items() if value},
    )


def _agency(item: Element, source: str) -> str:
    """Return the short name of the agency whose clock naive times are on."""
    known = source.rpartition(":")[2].casefold().removesuffix(".no").removesuffix(".fi").removesuffix(".it")
    if clocks.zone_of(known):
        return known
    guid = attribute(item, ".", "guid").casefold()
    return "businessdesk" if guid.startswith("bd-") else next((a for a in ("stt", "ntb") if a in guid), known)


def _headlines(item: Element) -> list[str]:
    """Return the headlines of an item, the main one in the item's language first."""
    wanted = fields.language(item.get("lang") or attribute(item, "contentmeta/language", "tag"))
    found = list(item.iterfind("contentmeta/headline"))
    ranked = sorted(
        found,
        key=lambda one: (
            bool(_SUB_HEADLINE.search((one.get("role") or "").rpartition(":")[2])),
            bool(one.get("lang")) and fields.language(one.get("lang") or "")[:2] != wanted[:2],
            (one.get("rank") or "").zfill(3),
        ),
    )
    return [text for text in (xmltree.title(one) for one in ranked) if text]


def _management(meta: Element | None, content: Element | None, zone: str, notes: list[str]) -> dict[str, Any]:
    def when(tag: str) -> clocks.Moment:
        return common_xml.moment(line(meta, tag), zone, notes, tag)

    first, last = when("firstcreated"), when("versioncreated")
    made = line(content, "contentcreated")
    changed = line(content, "contentmodified") or made
    if not last.utc and changed:
        last = common_xml.moment(changed, zone, notes, "contentModified")
        first = first if first.utc else common_xml.moment(made, zone, notes, "contentCreated")
        notes.append("the version has no time: that of its content is taken")
    if first.utc > last.utc > "":
        notes.append("the first version is dated later than this one")
    signals = (
        []
        if meta is None
        else [attribute(s, ".", "qcode", "literal", "uri") for s in meta.iterfind("signal")]
    )
    return {
        "versioncreated": last,
        "firstcreated": first,
        "embargoed": when("embargoed"),
        "expires": when("expires"),
        "pubstatus": common_xml.pubstatus(attribute(meta, "pubstatus", "qcode", "uri", "literal")),
        "signal": tuple(dict.fromkeys(filter(None, signals))),
    }


def _description(item: Element, content: Element | None) -> dict[str, Any]:
    headlines = _headlines(item)
    language = item.get("lang") or ""
    tagged = attribute(content, "language", "tag")
    if content is None:
        return {"headline": line(item, "itemmeta/title"), "language": fields.language(language)}
    slug = line(content, "slugline")
    dateline = line(content, "dateline")
    dateline = "" if _STAMP.match(dateline) else dateline
    subjects = [entry for entry in (_code(found, language) for found in content.iterfind("subject")) if entry]
    return {
        "headline": (headlines or [line(item, "itemmeta/title")])[0],
        "slugline": slug,
        "takekey": common_xml.takekey(slug),
        "byline": line(content, "by"),
        "dateline": dateline.rstrip(" -–—"),
        "located": _located(item, content) or common_xml.place(dateline),
        "language": fields.language(tagged or language),
        "urgency": fields.urgency(line(content, "urgency")),
        "keywords": xmltree.lines(content, "keyword"),
        "subject": tuple(subjects[: fields.MAX_LIST]),
        "category": _category(content, subjects),
        "genre": _genres(content, language),
    }


def _code(found: Element, language: str) -> dict[str, str]:
    literal = attribute(found, ".", "literal")
    if match := _TT_SUBJECT.fullmatch(literal):
        return {"code": match[1], "name": match[2], "scheme": "subj"}
    return common_xml.code(
        attribute(found, ".", "qcode"), attribute(found, ".", "uri"), literal, _name(found, language)
    )


def _name(found: Element, language: str) -> str:
    """Return the name of a concept, in the item's language if there are several."""
    names = list(found.iterfind("name"))
    if len(names) > 1:
        wanted = fields.language(language)[:2]
        names.sort(
            key=lambda one: (
                bool(wanted and one.get("lang")) and fields.language(one.get("lang") or "")[:2] != wanted,
                (one.get("role") or "").endswith(("mnemonic", "short")),
            )
        )
    return next((text for text in (line(one) for one in names) if text), "")


def _category(content: Element, subjects: list[dict[str, str]]) -> str:
    for entry in subjects:
        if entry.get("scheme") in _CATEGORY_SCHEMES and entry.get("code"):
            return entry["code"]
    return next(
        (attribute(s, ".", "literal") for s in content.iterfind("subject") if s.get("type") == "cptype:cat"),
        "",
    )


def _genres(content: Element, language: str) -> tuple[str, ...]:
    """Return each genre as sent (its code), and its name where that says more."""
    out: list[str] = []
    for found in content.iterfind("genre"):
        code, name = attribute(found, ".", "qcode", "uri", "literal"), _name(found, language)
        out += [
            word for word in (code, name) if word and word.casefold() != code.rpartition(":")[2].casefold()
        ]
        if code and code not in out:
            out.append(code)
    return tuple(dict.fromkeys(out))


def _located(item: Element, content: Element) -> str:
    places = sorted(
        content.iterfind("located"), key=lambda one: "city" not in (one.get("type") or "").casefold()
    )
    for found in places:
        literal = attribute(found, ".", "literal")
        asserted = [one for one in item.iterfind("assert") if literal and one.get("literal") == literal]
        city = line(found, "name") or (line(asserted[0], ".//locality/name") if asserted else literal)
        if not city and (match := _CITY.fullmatch(attribute(found, ".", "qcode"))):
            city = match[1]
        if city:
            return fields.city(city)
    return ""


def _party(parent: Element | None, path: str) -> str:
    """Return the name of a party; its code without the scheme stands in."""
    found = None if parent is None else parent.find(path)
    named = "" if found is None else _name(found, "")
    return named or attribute(parent, path, "literal") or attribute(parent, path, "qcode").rpartition(":")[2]


def _rights(rights: Element | None) -> dict[str, Any]:
    return {
        "copyrightholder": _party(rights, "copyrightholder") or attribute(rights, "copyrightholder", "uri"),
        "copyrightnotice": line(rights, "copyrightnotice"),
        "usageterms": line(rights, "usageterms"),
    }


def _creator(content: Element | None, known: dict[str, Any]) -> str:
    """Return the creator if it is clearly a person, not the agency, a source or initials."""
    if content is None or known.get("type", "text") != "text":
        return ""
    for found in content.iterfind("creator"):
        name = line(found, "name") or attribute(found, ".", "literal")
        owner = {
            str(known.get(field, "")).casefold() for field in ("copyrightholder", "source", "copyrightnotice")
        }
        if (
            not found.get("role")
            and _PERSON.fullmatch(name)
            and not _FIRM.search(name)
            and name.casefold() not in owner
        ):
            return name
    return ""


def _ednotes(meta: Element | None) -> tuple[str, str]:
    """Return the notes to editors: public, and those that are not for publication."""
    public: list[str] = []
    private: list[str] = []
    pads: list[tuple[str, str]] = []
    for found in [] if meta is None else meta.iterfind("ednote"):
        role = f"{found.get('role') or ''} {found.get('pubconstraint') or ''}"
        if "notepad" in role:
            pads.append(g2_content.notepad(found))
        elif _PRIVATE_ROLE.search(role):
            private.append(xmltree.note(found))
        else:
            public.append(xmltree.note(found))
    if not any(public):
        public = [pad for pad, _ in pads]
    if not any(private):
        private = [pad for _, pad in pads]
    return "\n".join(dict.fromkeys(filter(None, public))), "\n".join(dict.fromkeys(filter(None, private)))


def _links(meta: Element | None) -> list[dict[str, str]]:
    links = [] if meta is None else meta.iterfind("link")
    found = [_reference(link, attribute(link, ".", "rel", "reluri")) for link in links]
    return [entry for entry in found if entry.get("uri")]


def _members(item: Element) -> list[dict[str, str]]:
    """Return the members of a package in the order of its groups."""
    found = []
    for reference in item.iter("itemref"):
        group = reference.getparent()
        entry = _reference(reference, attribute(group, ".", "role"))
        if entry.get("uri"):
            found.append(entry)
    return found


def _reference(found: Element, rel: str) -> dict[str, str]:
    kind = attribute(found, "itemclass", "qcode", "uri")
    entry = {
        "uri": attribute(found, ".", "residref", "guidref", "persistidref", "href"),
        "version": fields.version(found.get("version") or ""),
        "type": fields.kind(kind) if kind else "",
        "headline": (line(found, "headline") or line(found, "title"))[:300],
        "rel": rel,
    }
    return {key: value for key, value in entry.items() if value}


def _altids(content: Element | None) -> tuple[str, ...]:
    found = [] if content is None else content.iterfind("altid")
    own = (
        line(one) or attribute(one, ".", "id") for one in found if one.get("type") != "tt:refuno"
    )  # that is the item replaced
    return tuple(dict.fromkeys(filter(None, own)))[: fields.MAX_LIST]


def _evolved(meta: Element | None, content: Element | None, uri: str) -> str:
    for found in [] if content is None else content.iterfind("altid"):
        if found.get("type") == "tt:refuno" and line(found):
            number = line(found)
            match = _TT_NUMBER.search(uri)
            return uri[: match.start()] + number if match else number
    for link in [] if meta is None else meta.iterfind("link"):
        target = attribute(link, ".", "residref", "guidref")
        if target and target != uri and _DERIVED.search(attribute(link, ".", "rel", "reluri")):
            return target
    return ""
