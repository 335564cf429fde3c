"""Bytes of wire copy to articles: which format it is, and who parses it.

The bytes decide; a file's name says nothing. Each family of formats is one
module with one function, `parse(data, name=...)`, imported only when its
format is met. `parse` here is the only entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from store.errors import IngestError
from store.ingest import sniff
from store.models import Article


class Format(NamedTuple):
    """A wire format: its name, how its bytes are told, and the module that parses it."""

    name: str
    matches: Callable[[bytes], bool]
    module: str


FORMATS: tuple[Format, ...] = (
    Format("container", sniff.is_container, "store.ingest.containers"),
    Format("json", sniff.is_json, "store.ingest.jsonwire"),
    Format("anpa", sniff.is_anpa, "store.ingest.anpa"),
    Format("iptc7901", sniff.is_iptc7901, "store.ingest.iptc7901"),
    Format("reuters-sgml", sniff.is_reuters_sgml, "store.ingest.reuters_sgml"),
    Format("xml", sniff.is_xml, "store.ingest.xmlnews"),
    Format("tagged", sniff.is_tagged, "store.ingest.tagged"),
    Format("zczc", sniff.is_zczc, "store.ingest.zczc"),
    Format("mail", sniff.is_mail, "store.ingest.mail"),
    Format("table", sniff.is_csv, "store.ingest.tabular"),
    Format("plain", sniff.is_text, "store.ingest.plain"),
)  # in order of detection: the first that matches parses


def parse(data: bytes, *, name: str = "") -> Iterator[Article | IngestError]:
    """Yield the articles in `data`, and an `IngestError` for each damaged item among them.

    `name` is only used to say where a problem is. Raises `IngestError` when
    the whole is no wire copy.
    """
    sniff.refuse_foreign(data, name)
    data = sniff.as_utf8(data)
    for candidate in FORMATS:
        if candidate.matches(data):
            yield from import_module(candidate.module).parse(data, name=name)
            return
    raise IngestError("not wire copy of any known format", where=name, hint="see README, Formats")
