"""A document of the archive and what its reader decided, as the entry that is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from store.attribution import attributed
from store.documents import read_back
from store.errors import ArchiveError
from store.index import Place
from store.models import Entry, Row, Version


def entry_of(
    document: Mapping[str, Any], row: Row, places: Sequence[Place], decided: Mapping[tuple[str, str], str]
) -> Entry:
    """Return one version of a story, its quotes with the speakers `decided` on; `places` are of all.

    Raises `ArchiveCorruptError` where the document was damaged.
    """
    article, quotes = read_back(document, row.uri)
    return Entry(
        article=article,
        quotes=attributed(quotes, decided, {place.uri for place in places}, article.body_text),
        row=row,
        imported=document["imported"],
        origin=document["origin"],
        sha256=document["sha256"],
        versions=tuple(
            Version(place.uri, place.version, place.created, place.pubstatus, place.id) for place in places
        ),
    )


def unknown_story(uri: str, version: str | None) -> ArchiveError:
    """Return what is told where there is no such story, or no such version of it."""
    what = f"no version {version} of the story" if version else "no story"
    return ArchiveError(f"{what} {uri}", hint="it may be in another archive")
