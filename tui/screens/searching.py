"""Searching: the line it is typed in, the list of what is found, the way through the matches."""

from __future__ import annotations

import re

from textual import on
from textual.widgets import Input

from store.errors import QuerySyntaxError
from store.query import parse
from store.query_fields import phrase
from tui import words
from tui.listing import Listing
from tui.messages import AllCounted, Form, SearchDone, SearchFailed
from tui.screens.sending import Sending
from tui.unfinished import closed
from tui.widgets.search_line import SearchLine

_HALF_A_WORD = re.compile(r"(?:^|\s)[^\W\d_]{3,}$")
"""A bare word at the end of a search, which may be the beginning of one."""


class Searching(Sending):
    """Search as you type; the list shows what the newest search found."""

    _text_before = ""
    importing = False
    """The reader imports stories itself: what comes in is no news."""
    _typed = ""
    """The search that was entered in the line and is yet to be made."""
    _message_stays = False
    """The next list is no answer to the reader: it leaves what was said."""
    _selected_in = ""
    """The search in which stories are selected; while another is typed they stay so."""
    _stamp: object = None
    """What the archive looked like when the list was made."""
    _uri_before = ""
    """The story to come back to as long as a search is being typed, or when it is given up."""

    @property
    def search_open(self) -> bool:
        """Tell whether a search is being typed."""
        return self.query_one("#bottom").has_class("-searching")

    def action_speaker_stories(self) -> None:
        """List the stories that quote the speaker under the cursor."""
        speaker = self.speaker_lit
        if speaker:
            self.find(f"speaker:{phrase(speaker.name)}")

    def find(self, query: str) -> None:
        """Search for `query` and go to the list."""
        self._search(query)
        self.action_show_pane("list")

    def action_search(self) -> None:
        """Open the search line."""
        bar = self.query_one(SearchLine)
        bar.begin()
        self._text_before = self.search_text
        self._uri_before = self.stories.current.uri if self.stories.current else ""
        self.query_one("#bottom").add_class("-searching")
        bar.value = self.search_text  # taken into the selection: typing replaces it
        self.focus_soon(bar)

    @on(Input.Changed, "#search")
    def search_typed(self, event: Input.Changed) -> None:
        """Search as the reader types."""
        if self.search_open and event.value != self.search_text:
            self._search(event.value, typing=True)

    @on(Input.Submitted, "#search")
    def search_entered(self) -> None:
        """Keep what is found and go to it; a search that is wrong stays to be mended."""
        text = self.query_one("#search", Input).value
        try:
            parse(closed(text))  # more strictly than while it was typed
        except QuerySyntaxError as error:
            self._show_wrong(text, error)
        else:
            self._close_search(closed(text))

    def _show_wrong(self, query: str, error: QuerySyntaxError) -> None:
        self.say("; ".join(filter(None, (error.reason, error.hint))), alarm=True)
        self.query_one("#bottom").add_class("-wrong")
        self.query_one(SearchLine).show_wrong(query, error.position)

    def _close_search(self, query: str) -> None:
        self.query_one("#bottom").remove_class("-searching", "-wrong")
        if query != self.search_text or self.turns.wish.typing:
            self._typed = query
            self._search(query)  # the last word is finished now
        self.action_show_pane("list")

    def _search(self, query: str, *, typing: bool = False) -> None:
        self.search_text = query
        self.query_one("#bottom").remove_class("-wrong")
        self.ask(typing=typing, afresh=True)

    def search_again(self, query: str) -> None:
        """Search for what was searched for under another name: place and selection stay."""
        if self._selected_in == self.search_text:
            self._selected_in = query
        self._uri_before = self.stories.current.uri if self.stories.current else ""
        self.search_text, self._message_stays = query, True
        self.ask(afresh=True)

    def look_for_news(self) -> None:
        """List what others have imported meanwhile; the reader's place stays."""
        stamp = self.library.stamp
        if stamp != self._stamp and not self.importing:
            self._stamp = stamp
            self._total_before = self.total
            self.ask()

    _total_before: int | None = None
    """How many stories there were before others imported some; None while nothing is new."""

    def _say_news(self, total: int) -> None:
        if self._total_before is not None:
            new = total - self._total_before
            self._total_before = None
            self.say(f"{new:,} new" if new > 0 else "stories were updated")

    @on(SearchDone)
    def search_done(self, event: SearchDone) -> None:
        """List what was found, unless a newer search is on its way."""
        if not self.is_newest(event.ticket, more=event.listing.more):
            return
        if event.keep:
            self.stories.mark_matching(event.listing)
            self._say_place()
            return
        typed, self._typed = self._typed, ""
        if typed == event.query and not event.listing and _HALF_A_WORD.search(typed):
            self._search(f"{typed}*")  # what was found while typing must not vanish at Enter
            return
        news = self._total_before is not None and not self.search_open and self.listed_text == event.query
        before = self._form
        self._list_found(event, keep=self._uri_before)
        if not self.search_open:
            self._uri_before = ""
        self._say_news(event.total)
        if news and before.uri:
            self._say_fate(before, event.listing)

    def _say_fate(self, before: Form, listing: Listing) -> None:
        """Say what news brought of the story that is read; it must not vanish or change without a word."""
        if not listing.has(before.uri):
            self._lost(before.uri)
        elif self._form != before:
            killed = words.killed_meanwhile(self._form.pubstatus)
            came = "a new version of this story came · V shows what changed"
            self.say(killed or came, alarm=bool(killed))

    def _lost(self, uri: str) -> None:
        """Take note that the story which was shown is listed no more."""

    @on(AllCounted)
    def all_counted(self, event: AllCounted) -> None:
        """List the others too, behind the first."""
        if self.is_newest(event.ticket):
            event.listing.extend(event.count, event.unread)
            self.stories.extended()
            self._say_place()
            if self.turns.keep_next:
                self.ask(keep=True)

    @on(SearchFailed)
    def search_failed(self, event: SearchFailed) -> None:
        """Say what is wrong with the search; the list stays as it is."""
        if not self.is_newest(event.ticket):
            return
        error = event.error
        if self.search_open and isinstance(error, QuerySyntaxError):  # the line shows where
            self._show_wrong(event.query, error)
            return
        self.say(str(error), alarm=True)
        if not self.search_open:
            self.search_text = self.listed_text

    def _list_found(self, found: SearchDone, *, keep: str = "") -> None:
        fresh = found.terms != self.terms
        self.total, self.terms = found.total, found.terms
        self.set_class(found.total == 0, "-empty")
        if not self._message_stays:
            self.status.message = ""
        self._message_stays = False
        self.stories.terms = found.terms
        self.listed_text = self.search_text
        same = self.search_open or self._selected_in == self.search_text
        if not self.search_open:
            self._selected_in = self.search_text
        self.stories.nothing = f"Nothing found for “{self.search_text}”; q lists all stories again"
        self.stories.show(found.listing, keep=keep, or_first=bool(self.search_text), same=same)
        if self.page:
            lit = found.page if found.page and found.page.article is self.page.article else self.page
            self.page = lit.with_matches(found.terms)
            self.body.relight(self.page)
            if fresh and self.search_open:
                self.body.to_first_match(from_anywhere=True)
            if self._row(self._form.uri):
                self._show_story(self._form.uri)
        self._say_place()

    def action_step_match(self, by: int) -> None:
        """Go to the next match, over the stories; without a search, to the next unread story."""
        self.catch_up()
        if not self.terms:
            self._next_unread(by)
        elif not self.body.step_match(by):
            before = self.stories.cursor
            self.stories.action_move(by)
            if self.stories.cursor == before or not self.stories.current:
                self.say("no more matches")
                return
            self._show_story(self.stories.current.uri)

    def _next_unread(self, by: int) -> None:
        rows = self.stories.stories
        at = rows.find(self.stories.cursor + by, by, lambda row: not row.read)
        if at is not None:
            self.stories.cursor = at
            if self.pane != "list":
                self._show_story(rows[at].uri)
                self.mark_read(rows[at].uri)
        else:
            self.say("no more unread stories this way")

    def action_reload(self) -> None:
        """Read the archive again and search anew."""
        self.ask()
