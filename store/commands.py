"""Changes a reader makes, as values: each says what it does and returns its exact inverse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from store.errors import ArchiveError
from store.text import clean_line

LONGEST_TAG = 64  # characters; a tag is a word or two, and stands in a list


class Marks(Protocol):
    """What a command changes; each method tells whether anything changed."""

    def set_tag(self, uri: str, tag: str, *, on: bool) -> bool:
        """Put the tag on the story, or take it off."""
        ...

    def set_read(self, uri: str, *, on: bool) -> bool:
        """Mark the story read or unread."""
        ...


def tag_name(text: str) -> str:
    """Return a tag as it is kept: one line, lower case; raises `ArchiveError` if nothing is left."""
    tag = clean_line(text).lower()
    if not tag or not any(character.isalnum() for character in tag):
        raise ArchiveError("a tag needs a letter or a digit")
    if len(tag) > LONGEST_TAG:
        raise ArchiveError(f"a tag has at most {LONGEST_TAG} characters")
    return tag


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


Command = AddTag | RemoveTag | MarkRead | MarkUnread

_KINDS: dict[str, type[Command]] = {kind.__name__: kind for kind in (AddTag, RemoveTag, MarkRead, MarkUnread)}


def as_json(command: Command) -> dict[str, Any]:
    """Return the command as the undo journal keeps it."""
    return {"kind": type(command).__name__, **asdict(command)}


def from_json(data: Mapping[str, Any]) -> Command:
    """Build the command back from `as_json`."""
    values = {key: value for key, value in data.items() if key != "kind"}
    return _KINDS[data["kind"]](**{**values, "uris": tuple(values["uris"])})


def stories(count: int) -> str:
    """Say how many: "1 story", "3 stories"."""
    return "1 story" if count == 1 else f"{count:,} stories"
