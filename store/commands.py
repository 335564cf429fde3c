"""Changes a reader makes, as values: each says what it does and returns its exact inverse.

They are what the reader's journal holds: doing the same commands again in the
same order gives the same marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

from store.errors import ArchiveError
from store.text import clean_line

LONGEST_TAG = 64  # characters; a tag is a word or two, and stands in a list
LONGEST_NAME = 200


class Marks(Protocol):
    """What a command changes; each method tells whether anything changed, or what was there before."""

    def set_tag(self, uri: str, tag: str, *, on: bool) -> bool:
        """Put the tag on the story, or take it off."""
        ...

    def tagged(self, tag: str) -> tuple[str, ...]:
        """Return the stories that have the tag, by every uri it was put on."""
        ...

    def set_read(self, uri: str, *, on: bool) -> bool:
        """Mark the story read or unread."""
        ...

    def set_star(self, uri: str, *, on: bool) -> bool:
        """Give the story a star, or take it."""
        ...

    def set_search(self, name: str, query: str | None) -> str | None:
        """Keep a search under a name, None to forget it; return the one kept before."""
        ...

    def rename_search(self, name: str, new: str) -> bool:
        """Keep a search, and when it was looked at, under a new name; tell whether that could be done."""
        ...

    def set_leader(self, name: str, leader: str | None) -> str | None:
        """Decide who the speaker called `name` is, None for whom the rules say; return whom before.

        A name decided to be itself stands alone.
        """
        ...

    def set_speaker(self, uri: str, words: str, name: str | None) -> str | None:
        """Decide who said these words in the story, None for whom the rules say; return who it was before."""
        ...


def tag_name(text: str) -> str:
    """Return a tag as it is kept: one line, lower case; raises `ArchiveError` if nothing is left."""
    tag = clean_line(text).lower()
    if not tag or not any(character.isalnum() for character in tag):
        raise ArchiveError("a tag needs a letter or a digit")
    if len(tag) > LONGEST_TAG:
        raise ArchiveError(f"a tag has at most {LONGEST_TAG} characters")
    return tag


def plain_name(text: str) -> str:
    """Return a name as it is kept: one line; raises `ArchiveError` if nothing is left or it is no name."""
    name = clean_line(text)
    if not name or len(name) > LONGEST_NAME:
        raise ArchiveError(f"a name has 1 to {LONGEST_NAME} characters")
    return name


@dataclass(frozen=True, slots=True)
class AddTag:
    """Put a tag on stories."""

    uris: tuple[str, ...]
    tag: str

    def apply(self, marks: Marks) -> RemoveTag:
        """Tag them; return what takes back exactly what changed."""
        tag = tag_name(self.tag)
        return RemoveTag(tuple(uri for uri in self.uris if marks.set_tag(uri, tag, on=True)), tag)

    def words(self, count: int) -> str:
        """Say what was done to `count` stories."""
        return f"Tagged {stories(count)} {tag_name(self.tag)}"


@dataclass(frozen=True, slots=True)
class RemoveTag:
    """Take a tag off stories."""

    uris: tuple[str, ...]
    tag: str

    def apply(self, marks: Marks) -> AddTag:
        """Untag them; return what takes back exactly what changed."""
        tag = tag_name(self.tag)
        return AddTag(tuple(uri for uri in self.uris if marks.set_tag(uri, tag, on=False)), tag)

    def words(self, count: int) -> str:
        """Say what was done to `count` stories."""
        return f"Took tag {tag_name(self.tag)} off {stories(count)}"


Reworded = tuple[tuple[str, str, str], ...]
"""Of saved searches the name, what they ask, and what they ask instead."""


@dataclass(frozen=True, slots=True)
class RenameTag:
    """Give a tag another name on all stories, and in `searches`; that of another tag makes the two one."""

    tag: str
    new: str
    searches: Reworded = ()
    uris: tuple[str, ...] = ()

    def apply(self, marks: Marks) -> PartTags:
        """Rename it; return what brings back the stories and searches of both names."""
        tag, new = tag_name(self.tag), tag_name(self.new)
        uris = marks.tagged(tag) if tag != new else ()
        both = tuple(uri for uri in uris if not marks.set_tag(uri, new, on=True))
        for uri in uris:
            marks.set_tag(uri, tag, on=False)
        return PartTags(uris, tag, new, both, _reword(marks, self.searches) if uris else ())

    def words(self, _count: int) -> str:
        """Say what was done."""
        names = ", ".join(name for name, _, _ in self.searches)
        also = f", also in the search{'es' if len(self.searches) > 1 else ''} {names}" if names else ""
        return f"Renamed tag {tag_name(self.tag)} to {tag_name(self.new)}{also}"


@dataclass(frozen=True, slots=True)
class PartTags:
    """Take back a `RenameTag`: put `tag` on stories again, and take `new` off those that are not `both`."""

    uris: tuple[str, ...]
    tag: str
    new: str
    both: tuple[str, ...]
    searches: Reworded

    def apply(self, marks: Marks) -> RenameTag:
        """Part the tags; return what renames the one again."""
        kept = set(self.both)
        for uri in self.uris:
            marks.set_tag(uri, self.tag, on=True)
            if uri not in kept:
                marks.set_tag(uri, self.new, on=False)
        return RenameTag(self.tag, self.new, _reword(marks, self.searches))

    def words(self, count: int) -> str:
        """Say what was done to `count` stories."""
        return f"Brought back the tag {self.tag} of {stories(count)}"


def _reword(marks: Marks, searches: Reworded) -> Reworded:
    """Let saved searches that still ask what they did ask something else; return what undoes that."""
    back = []
    for name, asked, new in searches:
        before = marks.set_search(name, new)
        if before == asked:
            back.append((name, new, asked))
        else:
            marks.set_search(name, before)
    return tuple(back)


@dataclass(frozen=True, slots=True)
class MarkRead:
    """Mark stories as read."""

    uris: tuple[str, ...]

    def apply(self, marks: Marks) -> MarkUnread:
        """Mark them; return what takes back exactly what changed."""
        return MarkUnread(tuple(uri for uri in self.uris if marks.set_read(uri, on=True)))

    def words(self, count: int) -> str:
        """Say what was done to `count` stories."""
        return f"Marked {stories(count)} read"


@dataclass(frozen=True, slots=True)
class MarkUnread:
    """Mark stories as unread."""

    uris: tuple[str, ...]

    def apply(self, marks: Marks) -> MarkRead:
        """Mark them; return what takes back exactly what changed."""
        return MarkRead(tuple(uri for uri in self.uris if marks.set_read(uri, on=False)))

    def words(self, count: int) -> str:
        """Say what was done to `count` stories."""
        return f"Marked {stories(count)} unread"


@dataclass(frozen=True, slots=True)
class Star:
    """Give stories a star."""

    uris: tuple[str, ...]

    def apply(self, marks: Marks) -> Unstar:
        """Give it; return what takes back exactly what changed."""
        return Unstar(tuple(uri for uri in self.uris if marks.set_star(uri, on=True)))

    def words(self, count: int) -> str:
        """Say what was done to `count` stories."""
        return f"Starred {stories(count)}"


@dataclass(frozen=True, slots=True)
class Unstar:
    """Take the star off stories."""

    uris: tuple[str, ...]

    def apply(self, marks: Marks) -> Star:
        """Take it; return what takes back exactly what changed."""
        return Star(tuple(uri for uri in self.uris if marks.set_star(uri, on=False)))

    def words(self, count: int) -> str:
        """Say what was done to `count` stories."""
        return f"Took the star off {stories(count)}"


@dataclass(frozen=True, slots=True)
class SaveSearch:
    """Keep a search under a name."""

    name: str
    query: str
    uris: tuple[str, ...] = ()

    def apply(self, marks: Marks) -> SaveSearch | DropSearch:
        """Keep it; return what brings back the one kept before."""
        name = plain_name(self.name)
        before = marks.set_search(name, self.query)
        return DropSearch(name) if before is None else SaveSearch(name, before)

    def words(self, _count: int) -> str:
        """Say what was done."""
        return f"Saved the search {plain_name(self.name)}"


@dataclass(frozen=True, slots=True)
class DropSearch:
    """Forget a search."""

    name: str
    uris: tuple[str, ...] = ()

    def apply(self, marks: Marks) -> SaveSearch | DropSearch:
        """Forget it; return what keeps it again."""
        before = marks.set_search(self.name, None)
        return DropSearch(self.name) if before is None else SaveSearch(self.name, before)

    def words(self, _count: int) -> str:
        """Say what was done."""
        return f"Dropped the search {self.name}"


@dataclass(frozen=True, slots=True)
class RenameSearch:
    """Keep a search under another name; nothing is done where that name is taken."""

    name: str
    new: str
    uris: tuple[str, ...] = ()

    def apply(self, marks: Marks) -> RenameSearch:
        """Rename it; return what gives the old name back, or this command if nothing was done."""
        new = plain_name(self.new)
        return RenameSearch(new, self.name) if marks.rename_search(self.name, new) else self

    def words(self, _count: int) -> str:
        """Say what was done."""
        return f"Renamed the search {self.name} to {plain_name(self.new)}"


@dataclass(frozen=True, slots=True)
class Identify:
    """Decide which person each name stands for: pairs of a name and the leading name.

    A name led by itself stands alone, whatever the rules say; None leaves it to the rules.
    """

    pairs: tuple[tuple[str, str | None], ...]
    uris: tuple[str, ...] = ()

    def apply(self, marks: Marks) -> Identify:
        """Decide; return what brings back the decisions before."""
        before = tuple((name, marks.set_leader(name, leader)) for name, leader in self.pairs)
        return Identify(tuple(reversed(before)))

    def words(self, _count: int) -> str:
        """Say what was done."""
        name, leader = self.pairs[0]
        names = name if len(self.pairs) == 1 else f"{name} and {len(self.pairs) - 1} more"
        if leader is None:
            return f"Left {names} to the rules"
        return f"{names} stands alone" if leader == name else f"Took {names} for {leader}"


@dataclass(frozen=True, slots=True)
class Attribute:
    """Decide who said some words of a story; None leaves it to the rules."""

    uri: str
    quoted: str
    """The words, as `store.statements.statement_key` writes them."""
    speaker: str | None
    uris: tuple[str, ...] = field(default=())

    def apply(self, marks: Marks) -> Attribute:
        """Decide; return what brings back the decision before."""
        name = None if self.speaker is None else plain_name(self.speaker)
        return Attribute(self.uri, self.quoted, marks.set_speaker(self.uri, self.quoted, name))

    def words(self, _count: int) -> str:
        """Say what was done."""
        return (
            f"Gave the quote to {self.speaker}" if self.speaker else "Left the quote's speaker to the rules"
        )


Command = (
    AddTag
    | RemoveTag
    | RenameTag
    | PartTags
    | MarkRead
    | MarkUnread
    | Star
    | Unstar
    | SaveSearch
    | DropSearch
    | RenameSearch
    | Identify
    | Attribute
)

ON_STORIES = (AddTag, RemoveTag, RenameTag, PartTags, MarkRead, MarkUnread, Star, Unstar)
TAKING_OFF = (RemoveTag, MarkUnread, Unstar)
"""Commands that take something off: off every version of a story, whatever uri it came under."""

_KINDS: dict[str, type[Command]] = {
    kind.__name__: kind for kind in (*ON_STORIES, SaveSearch, DropSearch, RenameSearch, Identify, Attribute)
}


def as_json(command: Command) -> dict[str, Any]:
    """Return the command as the journal keeps it."""
    return {
        "kind": type(command).__name__,
        **{one.name: getattr(command, one.name) for one in fields(command)},
    }


def from_json(data: Mapping[str, Any]) -> Command:
    """Build the command back from `as_json`."""
    values = {key: value for key, value in data.items() if key != "kind"}
    for key in {"uris", "both"} & values.keys():
        values[key] = tuple(values[key])
    for key in {"pairs", "searches"} & values.keys():
        values[key] = tuple(map(tuple, values[key]))
    return _KINDS[data["kind"]](**values)


def stories(count: int) -> str:
    """Say how many: "1 story", "3 stories"."""
    return "1 story" if count == 1 else f"{count:,} stories"
