"""Changing what the archive keeps of a reader: tags, read marks, undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on

from store.commands import AddTag, Command, MarkRead, MarkUnread, RemoveTag, Star, Unstar
from store.errors import StoreError
from store.library import AGAIN, UNDONE
from store.models import Row
from store.retagging import renaming
from tui import words
from tui.changing import FEW, Changed, Decide
from tui.screens.asking import AskScreen
from tui.screens.frame import Frame
from tui.screens.tags import TagScreen
from tui.tagging import asked

NO_UNDO, NO_REDO = "nothing to undo", "nothing to redo"


class Changes(Frame):
    """Every change goes through `_apply`, says what it did, and can be undone."""

    def action_tag(self) -> None:
        """Ask for tags."""
        uris = self.stories.targets()
        if not uris:
            return
        rows = self.stories.stories.of(uris[:FEW])
        many = len(uris) > 1
        title = (
            f"Tags of {words.plural(len(uris), 'story')}" if many else "".join(row.headline for row in rows)
        )
        present = sorted({tag for row in rows for tag in row.tags})
        known = [] if self.changer.busy else sorted(self.library.tags())  # which would wait for the change
        self.app.push_screen(TagScreen(title, present, known), lambda text: self._retag(uris, text))

    def _retag(self, uris: tuple[str, ...], text: str | None) -> None:
        tags = asked(text or "")

        def decide(rows: Sequence[Row]) -> list[Command]:
            commands: list[Command] = []
            for tag, to_go in tags:
                off = to_go or all(tag in row.tags for row in rows)
                commands.append(RemoveTag(uris, tag) if off else AddTag(uris, tag))
            return commands

        if tags:
            self._change(uris, decide)

    def action_rename_tag(self) -> None:
        """Ask which tag is to be renamed, then its new name."""
        library = self.library
        row = self.stories.current

        def look(text: str) -> list[str]:
            return [tag for tag in library.tags() if text.casefold() in tag]

        def named(tag: str | None) -> None:
            known = {} if self.changer.busy else library.tags()  # which would wait for the change
            if tag and known and tag not in known:
                self.say(f"no story is tagged {tag}", alarm=True)
            elif tag:
                count = f"{words.plural(known[tag], 'story')} tagged {tag}. " if known else ""
                about = f"{count}Its new name? That of another tag makes the two one."
                screen = AskScreen("Rename a tag", about, value=tag, look=look)
                self.app.push_screen(screen, lambda new: self._rename_tag(tag, new))

        value = row.tags[0] if row and len(row.tags) == 1 else ""
        self.app.push_screen(AskScreen("Rename a tag", "Which tag?", value=value, look=look), named)

    def _rename_tag(self, tag: str, new: str | None) -> None:
        library = self.library

        def rename() -> str:
            command = renaming(library.tags(), library.searches.saved(), tag, new or "").command
            said = library.apply(command)
            self.renames.note(said, command.tag, command.new)
            return said

        if new:
            self.changer.ask(rename)

    def action_toggle_read(self) -> None:
        """Mark the stories read, or unread if they all were read."""
        uris = self.stories.targets()
        if uris:
            self._change(
                uris, lambda rows: [MarkUnread(uris) if all(row.read for row in rows) else MarkRead(uris)]
            )

    def action_toggle_star(self) -> None:
        """Give the stories a star, or take it if they all have one."""
        uris = self.stories.targets()
        if uris:
            self._change(
                uris, lambda rows: [Unstar(uris) if all(row.starred for row in rows) else Star(uris)]
            )

    def _change(self, uris: tuple[str, ...], decide: Decide) -> None:
        """Change stories: a few at once, many in the background while the panes stay usable."""
        listing = self.stories.stories
        if len(uris) <= FEW and not self.changer.busy:
            self._apply(decide(listing.of(uris)))
            return
        self.say(f"changing {words.plural(len(uris), 'story')} ...")
        self.changer.change(lambda: listing.of(uris), decide)

    @on(Changed)
    def changed(self, event: Changed) -> None:
        """Say what was done in the background."""
        if event.trouble:
            self.say(str(event.trouble), alarm=True)
        elif event.said:
            turned = event.said in (NO_UNDO, NO_REDO) or event.said.startswith((UNDONE, AGAIN))
            self.say(event.said if turned else f"{event.said} · u undoes")
        self._freshen()
        self.changer.done()

    def action_undo(self) -> None:
        """Take back the newest change."""
        self.changer.ask(lambda: self.library.undo() or NO_UNDO)

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        self.changer.ask(lambda: self.library.redo() or NO_REDO)

    def mark_read(self, uri: str) -> None:
        """Mark a story read because it was opened: no change to undo."""
        row = self._row(uri)
        if not row or row.read:
            return
        command = MarkRead((uri,))
        if self.changer.busy:
            self.changer.ask(lambda: self.library.apply(command, undoable=False) and "")
            return
        try:
            self.library.apply(command, undoable=False)
        except StoreError as error:
            if str(error) != self._not_kept:  # said once: who reads an archive that cannot be changed knows
                self.say(str(error), alarm=True)
            self._not_kept = str(error)
        else:
            self._freshen()

    _not_kept = ""
    """Why the last mark could not be kept."""

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
            self.say(f"{'; '.join(said)} · u undoes{' one after the other' if len(said) > 1 else ''}")

    _marks_stamp: object = None
    """How far this reader's marks were known when the list was drawn."""

    def _freshen(self) -> None:
        """Show new states of stories where they stand; see in the background which no longer match."""
        self._marks_stamp = self.library.marks_stamp
        self.stories.freshen()
        if not self.search_text and not self.like:
            self.stories.stories.unread = self.library.unread
        else:
            self.ask(keep=True)
        self._say_place()
