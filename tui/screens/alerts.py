"""What time and news do to stories in hand: embargoes run out, what was used is killed or corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from textual import on
from textual.message import Message

from store.errors import QuerySyntaxError, StoreError
from store.models import Warned
from store.query import parse
from store.query_fields import hangs_on_time
from tui import jobs, words
from tui.screens.speaking import Speaking
from tui.screens.warned import WarnedScreen
from tui.widgets.banner import Banner

CLOCK_EVERY = 1.0
"""Seconds between looks at the clock; only a new minute is acted on."""


class Alerts(Speaking):
    """Warnings and the clock."""

    @dataclass
    class WarningsKnown(Message):
        """It was asked which stories the reader used do not hold any more."""

        stories: tuple[Warned, ...]

    @dataclass
    class WarningsFailed(Message):
        """That could not be read."""

        error: StoreError

    clock: Callable[[], datetime] = staticmethod(lambda: datetime.now(UTC))
    """What time it is."""
    _minute = ""
    _warnings: tuple[Warned, ...] = ()

    def on_mount(self) -> None:
        """Begin to look."""
        self._minute = f"{self.clock():%H:%M}"
        self.set_interval(CLOCK_EVERY, self.look_at_clock)
        self.look_for_warnings()

    # ---------------------------------------------------------------- the clock

    def look_at_clock(self) -> None:
        """In a new minute say anew how long embargoes in sight last, and see what still matches.

        Nothing is sent where time changes nothing.
        """
        now = self.clock()
        if f"{now:%H:%M}" == self._minute:
            return
        self._minute = f"{now:%H:%M}"
        self.stories.tick(now)
        if _hangs_on_time(self.search_text):
            self.ask(keep=True)
        if self.page:
            self.page = self.page.at_time(now)
            self.body.rehead(self.page)

    # ---------------------------------------------------------------- warnings

    def look_for_news(self) -> None:
        """List what others have imported, and see whether it takes back what the reader used."""
        before = self._stamp
        super().look_for_news()
        if self._stamp != before:
            self.look_for_warnings()

    def look_for_warnings(self) -> None:
        """Ask the archive, off the screen's thread."""

        def look() -> Message:
            return self.WarningsKnown(self.library.warnings())

        jobs.answer(self, "warnings", look, self.WarningsFailed, newest_only=True)

    @on(WarningsKnown)
    def warnings_known(self, event: WarningsKnown) -> None:
        """Say what the reader has not been told."""
        self._warnings = event.stories
        self.query_one(Banner).said = words.warning(self._untold())

    @on(WarningsFailed)
    def warnings_failed(self, event: WarningsFailed) -> None:
        """Say why it is not known."""
        self.say(str(event.error), alarm=True)

    def _untold(self) -> tuple[Warned, ...]:
        return tuple(one for one in self._warnings if not self.session.knows(one))

    def action_warnings(self) -> None:
        """List the stories used that no longer hold."""
        self._show_warnings("")

    def _show_warnings(self, on_uri: str) -> None:
        untold = {one.uri for one in self._untold()}
        stories = sorted(self._warnings, key=lambda one: one.uri not in untold)
        self._told()

        def chosen(uri: str | None) -> None:
            if uri:
                self.visit(uri, lambda: self._show_warnings(uri))

        self.app.push_screen(WarnedScreen(stories, on_uri), chosen)

    def action_put_away(self) -> None:
        """Take the warning away: it was read."""
        if self.query_one(Banner).said:
            self._told()
        else:
            self.say("there is no warning to put away")

    def _told(self) -> None:
        self.session.tell(self._warnings)
        self.query_one(Banner).said = ""


def _hangs_on_time(search: str) -> bool:
    try:
        return hangs_on_time(parse(search).tree)
    except QuerySyntaxError:
        return False
