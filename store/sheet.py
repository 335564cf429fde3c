"""One reader's marks and decisions in memory, and the undo stack that goes with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from store.commands import ON_STORIES, Command, as_json, from_json

LEVELS = 1000
_MOST_URIS = 100_000  # in the whole undo stack, so that it cannot outgrow the marks


class Step(NamedTuple):
    """One entry of the undo stack: what was done in words, and the command that reverses it."""

    words: str
    command: Command


@dataclass(slots=True)
class Mark:
    """One reader's marks on one story."""

    read: bool = False
    starred: bool = False
    tags: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return self.read or self.starred or bool(self.tags)


@dataclass(slots=True)
class Sheet:
    """Everything a reader did; `changed` gathers the stories that were touched."""

    stories: dict[str, Mark] = field(default_factory=dict)
    searches: dict[str, str] = field(default_factory=dict)
    leaders: dict[str, str] = field(default_factory=dict)
    speakers: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    """When each saved search was looked at last, UTC."""
    exported: dict[str, str] = field(default_factory=dict)
    """When each story was exported last, UTC."""
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    _held: int = 0
    """Stories named in the steps done."""

    def set_tag(self, uri: str, tag: str, *, on: bool) -> bool:
        """Put the tag on the story, or take it off; tell whether that changed anything."""
        mark = self._mark(uri)
        if (tag in mark.tags) == on:
            return self._untouched(uri)
        mark.tags ^= {tag}
        return self._touched(uri)

    def tagged(self, tag: str) -> tuple[str, ...]:
        """Return the stories that have the tag."""
        return tuple(uri for uri, mark in self.stories.items() if tag in mark.tags)

    def set_read(self, uri: str, *, on: bool) -> bool:
        """Mark the story read or unread; tell whether that changed anything."""
        mark = self._mark(uri)
        if mark.read == on:
            return self._untouched(uri)
        mark.read = on
        return self._touched(uri)

    def set_star(self, uri: str, *, on: bool) -> bool:
        """Give the story a star, or take it; tell whether that changed anything."""
        mark = self._mark(uri)
        if mark.starred == on:
            return self._untouched(uri)
        mark.starred = on
        return self._touched(uri)

    def set_search(self, name: str, query: str | None) -> str | None:
        """Keep a search, or forget it; return the one kept before."""
        return _put(self.searches, name, query)

    def rename_search(self, name: str, new: str) -> bool:
        """Keep a search under a new name with the time it was looked at; tell whether that could be done."""
        if name not in self.searches or new in self.searches:
            return False
        self.searches[new] = self.searches.pop(name)
        _put(self.seen, new, self.seen.pop(name, None))
        return True

    def set_leader(self, name: str, leader: str | None) -> str | None:
        """Decide who a name stands for; return what was decided before."""
        return _put(self.leaders, name, leader)

    def set_speaker(self, uri: str, words: str, name: str | None) -> str | None:
        """Decide who said some words of a story; return who it was before."""
        self.changed.add(uri)
        return _put(self.speakers, (uri, words), name)

    def do(self, entry: Mapping[str, Any]) -> str | None:
        """Do what a line of the journal says; return it in words, None if there was nothing to do."""
        if "turn" in entry:
            return self._undo() if entry["turn"] == "undo" else self._redo()
        if "seen" in entry:
            self.seen[entry["seen"]] = entry["at"]
            return ""
        if "exported" in entry:
            self.exported.update(dict.fromkeys(entry["exported"], entry["at"]))
            return ""
        command = from_json(entry["do"])
        inverse = command.apply(self)
        words = command.words(len(inverse.uris))
        changed = bool(inverse.uris) if isinstance(command, ON_STORIES) else inverse != command
        if entry["undoable"] and changed:
            self.undone.clear()
            self.push(Step(words, inverse))
        return words

    def push(self, step: Step) -> None:
        """Put a step on the undo stack; the oldest are forgotten where it grows too long."""
        self.done.append(step)
        self._held += len(step.command.uris)
        while len(self.done) > 1 and (len(self.done) > LEVELS or self._held > _MOST_URIS):
            self._held -= len(self.done.pop(0).command.uris)

    def _undo(self) -> str | None:
        if not self.done:
            return None
        step = self.done.pop()
        self._held -= len(step.command.uris)
        self.undone.append(Step(step.words, step.command.apply(self)))
        return step.words

    def _redo(self) -> str | None:
        if not self.undone:
            return None
        step = self.undone.pop()
        self.push(Step(step.words, step.command.apply(self)))
        return step.words

    def _mark(self, uri: str) -> Mark:
        return self.stories.setdefault(uri, Mark())

    def _untouched(self, uri: str) -> bool:
        if not self.stories[uri]:
            del self.stories[uri]
        return False

    def _touched(self, uri: str) -> bool:
        self.changed.add(uri)
        self._untouched(uri)
        return True


def as_tables(sheet: Sheet) -> dict[str, list[dict[str, Any]]]:
    """Return the sheet as the documents of TinyDB tables."""
    return {
        "stories": [
            {"uri": uri, "read": mark.read, "starred": mark.starred, "tags": sorted(mark.tags)}
            for uri, mark in sheet.stories.items()
        ],
        "searches": [{"name": name, "query": query} for name, query in sheet.searches.items()],
        "people": [{"name": name, "leader": leader} for name, leader in sheet.leaders.items()],
        "speakers": [
            {"uri": uri, "quoted": words, "speaker": name} for (uri, words), name in sheet.speakers.items()
        ],
        "seen": [{"search": name, "at": at} for name, at in sheet.seen.items()],
        "exported": [{"uri": uri, "at": at} for uri, at in sheet.exported.items()],
        "history": [
            {"words": step.words, "undone": undone, "command": as_json(step.command)}
            for undone, steps in ((False, sheet.done), (True, reversed(sheet.undone)))
            for step in steps
        ],
    }


def from_tables(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Sheet:
    """Build the sheet back from `as_tables`; tables that are not there are empty."""
    sheet = Sheet()
    for one in tables.get("stories", ()):
        mark = Mark(one.get("read", False), one.get("starred", False), set(one.get("tags", ())))
        sheet.stories[one["uri"]] = mark
    sheet.searches = {one["name"]: one["query"] for one in tables.get("searches", ())}
    sheet.leaders = {one["name"]: one["leader"] for one in tables.get("people", ())}
    sheet.speakers = {(one["uri"], one["quoted"]): one["speaker"] for one in tables.get("speakers", ())}
    sheet.seen = {one["search"]: one["at"] for one in tables.get("seen", ())}
    sheet.exported = {one["uri"]: one["at"] for one in tables.get("exported", ())}
    for one in tables.get("history", ()):
        step = Step(one["words"], from_json(one["command"]))
        if one["undone"]:
            sheet.undone.append(step)
        else:
            sheet.push(step)
    sheet.undone.reverse()
    return sheet


def _put(table: dict[Any, str], key: Any, value: str | None) -> str | None:
    before = table.pop(key, None)
    if value is not None:
        table[key] = value
    return before
