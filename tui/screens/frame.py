"""What every part of the main screen stands on: the archive, the story shown, the panes, the bottom line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget

from store.library import Library
from store.models import Row
from tui import jobs, words
from tui.cells import short, tags
from tui.changing import Changer
from tui.configuration import Configuration
from tui.keymap import Where, bindings_for
from tui.listing import Listing
from tui.messages import BodyScrolled, SelectionChanged, TooMany
from tui.page import Page
from tui.renames import Renames
from tui.session import Session
from tui.turns import Turns, Wish
from tui.widgets.article_list import ArticleList
from tui.widgets.body_view import BodyView
from tui.widgets.quote_list import QuoteList
from tui.widgets.status_line import PARTED, StatusLine

QUERY_CELLS = 32
"""Cells of the search in the bottom line: counts and match stand behind it."""


class Frame(Screen[None]):
    """State and accessors; the layers above it act."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("everywhere")]
    AUTO_FOCUS = None

    def __init__(
        self,
        library: Library,
        session: Session,
        configuration: Configuration,
        samples: Path | None,
        notices: Sequence[str],
    ) -> None:
        super().__init__()
        self.library = library
        self.loader = jobs.Loader(self, library)
        self.changer = Changer(self, library)
        self.turns = Turns()
        self.renames = Renames()
        self.session = session
        self.configuration = configuration
        self.samples = samples
        self.notices = notices
        """What to say at the start, before the first key."""
        self.page: Page | None = None
        self.total = 0
        """All stories in the archive, listed or not."""
        self.terms: tuple[str, ...] = ()
        """The words to light, folded."""
        self.search_text = ""
        """What was searched for last."""
        self.like = ""
        """The story whose near-identical ones are listed instead; empty for none."""
        self.way_back = ""
        """What is listed then, and how to leave that."""
        self.listed_text = ""
        """The search that the list shows: a newer one may be under way, or be wrong."""
        self.news = ""
        """What is new in saved searches, in words."""
        self.pane: Where = "list"

    def focus_soon(self, widget: Widget) -> None:
        """Give a widget the focus as soon as the style sheet shows it."""
        self._to_focus = widget
        self.call_after_refresh(self._focus_now)

    def _focus_now(self) -> None:
        if self._to_focus is not None:
            self.set_focus(self._to_focus, scroll_visible=False)
            self._to_focus = None

    _to_focus: Widget | None = None

    @property
    def focus_under_way(self) -> bool:
        """Tell whether the focus is about to move."""
        return self._to_focus is not None

    @property
    def stories(self) -> ArticleList:
        """The list pane."""
        return self.query_one(ArticleList)

    @property
    def body(self) -> BodyView:
        """The story pane."""
        return self.query_one(BodyView)

    @property
    def quotes(self) -> QuoteList:
        """The quotes pane."""
        return self.query_one(QuoteList)

    @property
    def status(self) -> StatusLine:
        """The bottom line."""
        return self.query_one(StatusLine)

    def ask(self, *, keep: bool = False, typing: bool = False, afresh: bool = False) -> None:
        """Search for `search_text` off the screen's thread; with `keep`, only see what still matches.

        `typing` says that its last word may go on, `afresh` that the list need not come whole:
        its first stories are listed at once, the others when they are counted.

        One search runs at a time: of those asked for meanwhile only the newest follows.
        """
        if self.turns.ask(Wish(keep, typing, afresh)):
            jobs.search(self, self.library, self._asked(), self.page)

    def count_others(self, listing: Listing) -> None:
        """Count the stories of a search of which the first are listed."""
        self.turns.count()
        jobs.count(self, self.library, self._asked(), listing)

    def is_newest(self, ticket: int, *, more: bool = False) -> bool:
        """Take note that a search ended; return whether none was asked for since, else run that.

        `more` says that it goes on counting: whatever is asked for then need not wait for it.
        """
        wanted = self.turns.ended(ticket, more=more)
        if self.turns.due:
            self.turns.begin("listing")
            jobs.search(self, self.library, self._asked(), self.page)
        return wanted

    def _asked(self) -> jobs.Asked:
        wish = self.turns.wish
        afresh = wish.afresh and not wish.keep
        return jobs.Asked(self.turns.newest, self.search_text, wish.keep, wish.typing, self.like, afresh)

    def say(self, message: str, *, alarm: bool = False) -> None:
        """Show a message until the next key."""
        self.status.say(message, alarm=alarm)

    def on_key(self) -> None:
        """Take the message away: it was read, or it is not wanted."""
        self.status.message = ""

    @on(BodyScrolled)
    @on(SelectionChanged)
    def place_changed(self) -> None:
        """Say the new place."""
        self._say_place()

    @on(TooMany)
    def too_many(self, event: TooMany) -> None:
        """Say how to change more stories than can be selected."""
        self.say(f"{event.wanted:,} are too many to select ({event.most:,}): wirereader tag takes a query")

    def _row(self, uri: str) -> Row | None:
        return self.stories.stories.row(uri)

    def _say_place(self) -> None:
        rows = self.stories.stories
        place = f"{self.stories.cursor + 1 if rows else 0:,}/{len(rows):,}{'+' if rows.more else ''}"
        parts = [self._listed_said(place)]
        parts += [] if rows.unread is None else [f"{rows.unread:,} unread"]
        parts += [self.news] if self.news else []
        if self.stories.selected:
            parts.append(f"{len(self.stories.selected):,} selected")
        if self.stories.current and self.stories.current.tags:
            parts.append(tags(self.stories.current.tags, 24))
        if self.page and self.page.matches:
            parts.append(self._matches_said(len(self.page.matches)))
        if self.page and self.body.size.height:
            parts.append(f"{self.body.percent} % of the story")
        self.status.place = PARTED.join(parts)

    def _listed_said(self, place: str) -> str:
        if self.like:
            return f"{place} {self.way_back}"
        if self.listed_text:
            asked = short(self.listed_text, QUERY_CELLS)
            return f"{place} of {self.total:,} for “{asked}”"
        folded = self.total - len(self.stories.stories)
        return f"{place}, {folded:,} folded" if folded > 0 else place

    def _matches_said(self, count: int) -> str:
        number = self.body.match_number
        return f"match {number + 1}/{count:,}" if number >= 0 else words.plural(count, "match")
