"""What became of a story and who else has it: versions, twins, and visits to stories that are not listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from store.errors import StoreError
from store.models import Version
from tui import words
from tui.keymap import Where
from tui.messages import SearchDone
from tui.page import Page
from tui.screens.finding import Finding
from tui.screens.versions import VersionsScreen

AMONG_TWINS = "that say nearly the same, q lists all again"


class Visit(NamedTuple):
    """A look at a story from elsewhere, and the way back."""

    uri: str
    start: int
    """The character at which the quote to light begins; -1 for none."""
    earlier: Version | None
    """The version to look at; None is the newest."""
    listed: str
    """What `like` was before."""
    cursor: str
    """The story the list's cursor was on."""
    pane: Where
    again: Callable[[], None] | None
    """Shows what the reader came from, where that is not the panes."""
    why: str
    """What is said of the story as it is shown."""


class History(Finding):
    """Going along the versions of a story and among those that say the same."""

    _visit: Visit | None = None
    _like_from = ""
    """The story to come back to from the twins."""

    def action_versions(self) -> None:
        """List the versions of the story."""
        self.catch_up()
        page = self.page
        if page is None or len(page.chain) < 2:
            self.say("only one version of this story is kept" if page else "there is no story")
            return
        chain = page.chain
        place = chain.index(self._earlier) if self._earlier in chain else 0

        def chosen(at: int | None) -> None:
            if at is not None:
                self.show_version(chain[at] if at else None)
                self.action_show_pane("body")

        self.app.push_screen(VersionsScreen(self.library, chain, place), chosen)

    def action_twins(self) -> None:
        """List the stories that say nearly the same as this one."""
        row = self.stories.current
        if row is None or not row.twins:
            self.say("no other story says nearly the same")
        elif not self.like:
            self._like_from = self._uri_before = row.uri
            self.like, self.way_back = row.uri, AMONG_TWINS
            self.ask()
            self.action_show_pane("list")

    def _lost(self, uri: str) -> None:
        """Go on showing a story that news took off the list while it was read, and say what became of it."""
        try:
            killed = words.killed_meanwhile(self.library.get(uri).row.pubstatus)
        except StoreError as error:  # its file was taken away, or damaged
            self.say(str(error), alarm=True)
            return
        became = killed or "this story no longer matches the search"
        if self.pane != "list":
            self.visit(uri, why=became)
        self.say(became, alarm=bool(killed))

    def leave_twins(self) -> None:
        """List again what was listed before."""
        self._uri_before, self.like = self._like_from, ""
        self.ask()

    def visit(
        self,
        uri: str,
        again: Callable[[], None] | None = None,
        *,
        start: int = -1,
        earlier: Version | None = None,
        why: str = "",
    ) -> None:
        """Show a story, listed or not, the quote that begins at `start` lit; q goes back, by `again`.

        `why` is said until the next key. From one visit to the next the way back stays that
        of the first, if no other is given.
        """
        if self._visit:
            again = again or self._visit.again
            self._visit = self._visit._replace(uri=uri, start=start, earlier=earlier, again=again, why=why)
        else:
            cursor = self.stories.current.uri if self.stories.current else ""
            self._visit = Visit(uri, start, earlier, self.like, cursor, self.pane, again, why)
        self.like = self._uri_before = uri
        self.way_back = "q goes back"
        self.ask()

    def end_visit(self) -> None:
        """Go back to where the visit began."""
        if self._visit:
            visit, self._visit = self._visit, None
            self.like, self._uri_before = visit.listed, visit.cursor
            self.way_back = AMONG_TWINS
            self._earlier = None
            self.ask()
            self.action_show_pane(visit.pane)
            if visit.again:
                visit.again()

    @property
    def visiting(self) -> bool:
        """Tell whether a story is looked at from elsewhere."""
        return self._visit is not None

    @property
    def shows_earlier(self) -> bool:
        """Tell whether an earlier version is shown."""
        return self._earlier is not None

    def _search(self, query: str, *, typing: bool = False) -> None:
        self._visit, self.like = None, ""
        super()._search(query, typing=typing)

    def _listed_said(self, place: str) -> str:
        return self.way_back if self._visit else super()._listed_said(place)

    def _list_found(self, found: SearchDone, *, keep: str = "") -> None:
        super()._list_found(found, keep=keep)
        if self._visit and keep == self._visit.uri:
            self._show_version_of(keep, self._visit.earlier)
            self.action_show_pane("body")
            self._light_visited()
            if self._visit.why:
                self.say(self._visit.why, alarm=True)

    def _put_page(self, page: Page | None, *, waiting: bool = False) -> None:
        super()._put_page(page, waiting=waiting)
        self._light_visited()

    def _light_visited(self) -> None:
        """Light the quote the visit is for, once its story is there."""
        if not self._visit or not self.page or self._visit.start < 0 or self._form.uri != self._visit.uri:
            return
        if self._earlier != self._visit.earlier:
            return
        wanted, self._visit = self._visit.start, self._visit._replace(start=-1)
        number = next((n for n, quote in enumerate(self.page.quotes) if quote.start == wanted), -1)
        if number >= 0:
            self._light(number)
