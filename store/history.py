"""The undo journal: a TinyDB table of what was done and how to take it back, oldest first."""

from __future__ import annotations

from typing import NamedTuple

from tinydb.table import Document, Table

from store.commands import Command, as_json, from_json

LEVELS = 1000
_MOST_URIS = 100_000  # in the whole journal, so that it cannot outgrow the marks it is kept with


class Step(NamedTuple):
    """One entry: its number, what was done in words, and the command that reverses it."""

    number: int
    words: str
    command: Command


class History:
    """Undo and redo over `table`; every method runs inside the caller's transaction."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def push(self, words: str, inverse: Command) -> None:
        """Remember what was done; what had been undone can no longer be redone."""
        entries = self._entries()
        self._table.remove(doc_ids=[entry.doc_id for entry in entries if entry["undone"]])
        number = entries[-1].doc_id + 1 if entries else 1
        document = {"words": words, "undone": False, "command": as_json(inverse)}
        self._table.insert(Document(document, number))
        self._forget_oldest()

    def to_undo(self) -> Step | None:
        """Return the newest step that is done."""
        return next((_step(entry) for entry in reversed(self._entries()) if not entry["undone"]), None)

    def to_redo(self) -> Step | None:
        """Return the oldest step that is undone."""
        return next((_step(entry) for entry in self._entries() if entry["undone"]), None)

    def turn(self, step: Step, reverse: Command, *, undone: bool) -> None:
        """Note that `step` was undone or redone, and the command that reverses that."""
        self._table.update({"undone": undone, "command": as_json(reverse)}, doc_ids=[step.number])

    def _entries(self) -> list[Document]:
        return sorted(self._table, key=lambda entry: entry.doc_id)

    def _forget_oldest(self) -> None:
        room = _MOST_URIS
        for newer, entry in enumerate(reversed(self._entries())):
            room -= len(entry["command"]["uris"])
            if newer and (room < 0 or newer >= LEVELS):
                oldest = [old.doc_id for old in self._entries() if old.doc_id <= entry.doc_id]
                self._table.remove(doc_ids=oldest)
                return


def _step(entry: Document) -> Step:
    return Step(entry.doc_id, entry["words"], from_json(entry["command"]))
