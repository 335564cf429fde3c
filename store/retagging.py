"""Renaming a tag everywhere: what that changes, said before it is done, and the one command that does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from store.commands import RenameTag, stories, tag_name
from store.errors import ArchiveError, QuerySyntaxError
from store.query import retagged


class Renaming(NamedTuple):
    """A tag to be renamed."""

    command: RenameTag
    about: str
    """How many stories have it, and whether the new name is that of another tag, in words."""


def renaming(tags: Mapping[str, int], saved: Mapping[str, str], tag: str, new: str) -> Renaming:
    """Return how `tag` becomes `new` on all stories and in the saved searches; raises `ArchiveError`.

    `tags` are those in use with the number of their stories. A saved search
    that asks for the tag goes on finding what it found; one that asks for
    all tags that begin so is left as it is.
    """
    old, to = tag_name(tag), tag_name(new)
    if old not in tags:
        raise ArchiveError(f"no story is tagged {old}")
    if old == to:
        raise ArchiveError(f"the tag is called {old} already")
    about = _tagged(tags[old], old)
    if to in tags:
        about += f", {_tagged(tags[to], to)} already: the two become one tag"
    return Renaming(RenameTag(old, to, tuple(_reworded(saved, old, to))), about)


def _reworded(saved: Mapping[str, str], old: str, new: str) -> Iterator[tuple[str, str, str]]:
    for name, asked in saved.items():
        try:
            asks = retagged(asked, old, new)
        except QuerySyntaxError as error:
            where = f"saved search {name}, which asks for {old}"
            raise ArchiveError(error.reason, where=where, hint="choose another name") from error
        if asks != asked:
            yield name, asked, asks


def _tagged(count: int, tag: str) -> str:
    return f"{stories(count)} {'is' if count == 1 else 'are'} tagged {tag}"
