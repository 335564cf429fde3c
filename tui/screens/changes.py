"""Changing what the archive keeps of a reader: tags, read marks, undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from store.commands import AddTag, Command, MarkRead, MarkUnread, RemoveTag, Star, Unstar
from store.errors import StoreError
from tui import words
from tui.screens.frame import Frame
from tui.screens.tags import TagScreen


class Changes(Frame):
    """Every change goes through `_apply`, says what it did, and can be undone."""

    def action_tag(self) -> None:
        """Ask for tags."""
        uris = self.stories.targets()
        if not uris:
            return
        row = self._row(uris[0])
        title = (
            f"Tags of {words.plural(len(uris), 'story')}" if len(uris) > 1 else (row.headline if row else "")
        )
        present = sorted({tag for uri in uris if (one := self._row(uri)) for tag in one.tags})
        self.app.push_screen(
            TagScreen(title, present, sorted(self.library.tags())), lambda text: self._retag(uris, text)
        )

    def _retag(self, uris: tuple[str, ...], text: str | None) -> None:
        commands: list[Command] = []
        for word in (text or "").replace(",", " ").split():
            tag = word.lstrip("-#")
            rows = [row for uri in uris if (row := self._row(uri))]
            if not tag:
                continue
            if word.startswith("-") or all(tag in row.tags for row in rows):
                commands.append(RemoveTag(uris, tag))
            else:
                commands.append(AddTag(uris, tag))
        self._apply(commands)

    def action_toggle_read(self) -> None:
        """Mark the stories read, or unread if they all were read."""
        uris = self.stories.targets()
        if uris:
            unread = any(row and not row.read for row in map(self._row, uris))
            self._apply([MarkRead(uris) if unread else MarkUnread(uris)])

    def action_toggle_star(self) -> None:
        """Give the stories a star, or take it if they all have one."""
        uris = self.stories.targets()
        if uris:
            bare = any(row and not row.starred for row in map(self._row, uris))
            self._apply([Star(uris) if bare else Unstar(uris)])

    def action_undo(self) -> None:
        """Take back the newest change."""
        self._undo_or_redo(self.library.undo, "nothing to undo")

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        self._undo_or_redo(self.library.redo, "nothing to redo")

    def _undo_or_redo(self, step: Callable[[], str | None], nothing: str) -> None:
        try:
            said = step()
        except StoreError as error:
            self.say(str(error), alarm=True)
            return
        self.say(said or nothing)
        self._freshen()

    def mark_read(self, uri: str) -> None:
        """Mark a story read because it was opened: no change to undo."""
        row = self._row(uri)
        if row and not row.read:
            self._apply([MarkRead((uri,))], undoable=False)

    def _apply(self, commands: Iterable[Command], *, undoable: bool = True) -> None:
        said = []
        uris: set[str] = set()
        try:
            for command in commands:
                said.append(self.library.apply(command, undoable=undoable))
                uris.update(command.uris)
        except StoreError as error:
            self.say(str(error), alarm=True)
        if uris:
            self._freshen()
        if said and undoable:
            self.say(f"{'; '.join(said)} · u undoes")

    def _freshen(self) -> None:
        """Show new states of stories where they stand; see in the background which no longer match."""
        self.stories.freshen()
        if not self.search_text and not self.like:
            self.stories.stories.unread = self.library.unread
        else:
            self.ask(keep=True)
        self._say_place()
