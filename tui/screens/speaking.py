"""Going along what one person said: the record of a speaker, and the way over the stories."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from textual import on
from textual.message import Message

from store.errors import StoreError
from store.models import Speaker
from store.query_fields import phrase
from tui import jobs
from tui.said import Place, said_by
from tui.screens.history import History
from tui.screens.speakers import Choice, SpeakersScreen
from tui.screens.statements import Chosen, StatementsScreen, View
from tui.widgets.status_line import PARTED


class Trail(NamedTuple):
    """The way along the statements of one speaker."""

    view: View
    at: int
    """The statement the reader is at, counted from 0 in the view's order."""

    def step(self, by: int) -> Trail | None:
        """Return the way with the reader on; None where it ends."""
        at = self.at + by
        listed = self.view.listed
        if not 0 <= at < len(listed):
            return None
        return Trail(self.view.on_statement(listed[at]), at)

    @property
    def place(self) -> Place:
        """Where the statement is to be seen."""
        return self.view.said.place(self.view.said.best(self.view.listed[self.at]))

    @property
    def told(self) -> str:
        """Return where on the way the reader is, in words."""
        return f"statement {self.at + 1:,}/{len(self.view.listed):,}{PARTED}q goes back"


class Speaking(History):
    """Speakers, what each of them said, and the way along it."""

    _trail: Trail | None = None
    """The way the reader is on; None where what is visited is no statement."""

    @dataclass
    class TrailRead(Message):
        """It was read what the speaker of the lit quote said."""

        view: View
        quote: Place
        by: int

    @dataclass
    class TrailFailed(Message):
        """It could not be read."""

        error: StoreError

    # ---------------------------------------------------------------- lists

    def action_speakers(self) -> None:
        """List who is quoted, and the stories, or the statements, of the one chosen."""
        self._list_speakers(SpeakersScreen(self.library))

    def _list_speakers(self, screen: SpeakersScreen) -> None:
        def chosen(choice: Choice | None) -> None:
            if screen.changed:
                self._freshen_all()
            if choice and choice.wanted == "statements":
                again = SpeakersScreen(self.library, screen.filtered_by, on=choice.name)
                self._show_record(View(choice.name), lambda: self._list_speakers(again))
            elif choice:
                self.find(f"speaker:{phrase(choice.name)}")

        self.app.push_screen(screen, chosen)

    def action_statements(self) -> None:
        """List all that the speaker of the lit quote said, over the archive."""
        speaker = self._somebody()
        if speaker:
            self._show_record(View(speaker.name))

    def _somebody(self) -> Speaker | None:
        """Return who says the lit quote, if that is somebody the archive knows elsewhere; or say why not."""
        speaker = self.speaker_lit
        if speaker and speaker.kind == "unnamed":
            self.say(f"who “{speaker.name}” is, the story does not say: it may be anybody elsewhere")
            return None
        return speaker

    def _show_record(self, view: View, back: Callable[[], None] | None = None) -> None:
        """Show what somebody said; `back` shows what the reader came from."""

        def chosen(one: Chosen | None) -> None:
            if one:
                self._follow(one, back)
            elif back:
                back()

        self.app.push_screen(StatementsScreen(self.library, view), chosen)

    def _follow(self, one: Chosen, back: Callable[[], None] | None) -> None:
        keys = [one.view.said.best(statement) for statement in one.view.listed]
        at = keys.index(one.view.on.statement) if one.view.on and one.view.on.statement in keys else 0
        self._trail = Trail(one.view, at)
        self._go_to(one.place, lambda: self._show_record(self._trail.view if self._trail else one.view, back))

    # ---------------------------------------------------------------- from statement to statement

    def action_step_statement(self, by: int) -> None:
        """Go to the next statement of the speaker, in whatever story it is."""
        if self.visiting and self._trail:
            self._step(self._trail, by)
            return
        speaker = self._somebody()
        if speaker is None or self.page is None:
            return
        name, library = speaker.name, self.library
        quote = Place(self.page.uri, self.page.quotes[self._lit_number].start)

        def read() -> Message | None:
            whole = deque(said_by(library, name), maxlen=1)
            return self.TrailRead(View(name, whole[0]), quote, by) if whole and whole[0].complete else None

        self.say(f"reading what {name} said ...")
        jobs.answer(self, "statements", read, self.TrailFailed, newest_only=True)

    @on(TrailRead)
    def trail_read(self, event: TrailRead) -> None:
        """Go on from the quote that was lit, if the reader is still there."""
        if self.page is None or self.page.uri != event.quote.uri or self.visiting:
            return
        said = event.view.said
        for at, statement in enumerate(event.view.listed):
            if any(said.place(one) == event.quote for one in statement.appearances):
                self._step(Trail(event.view, at), event.by)
                return
        self.say(f"who “{event.view.name}” is, the stories do not say: it may be anybody elsewhere")

    @on(TrailFailed)
    def trail_failed(self, event: TrailFailed) -> None:
        """Say why not."""
        self.say(str(event.error), alarm=True)

    def end_visit(self) -> None:
        """Go back to where the visit began; the way ends there."""
        super().end_visit()
        self._trail = None

    def _search(self, query: str, *, typing: bool = False) -> None:
        self._trail = None
        super()._search(query, typing=typing)

    def _step(self, trail: Trail, by: int) -> None:
        further = trail.step(by)
        if further is None:
            which = "last" if by > 0 else "first"
            self.say(f"this is the {which} statement of {trail.view.name} in this order")
            return
        self._trail = further
        self._go_to(further.place)

    def _go_to(self, place: Place, again: Callable[[], None] | None = None) -> None:
        self.visit(place.uri, again, start=place.start, earlier=place.earlier)
        if self._trail:
            self.way_back = self._trail.told
