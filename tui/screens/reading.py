"""Reading: which pane has the keys, which story is shown, which quote is lit."""

from __future__ import annotations

from textual import events, on
from textual.timer import Timer
from textual.widget import Widget

from store.models import Version
from tui import words
from tui.keymap import PANES, Where
from tui.messages import Form, QuoteHighlighted, QuotePointed, StoryHighlighted, StoryLoaded, StoryOpened
from tui.page import Page
from tui.screens.changes import Changes
from tui.widgets.status_line import HintLine

PREVIEW_DELAY = 0.06
"""Seconds the list's cursor must rest before the story is drawn: a held key redraws only the list."""

LOAD_PATIENCE = 0.03
"""Seconds the keys may wait for a story to be read; one that takes longer comes when it is ready."""


class Reading(Changes):
    """Moving between the panes and in the story."""

    _preview: Timer | None = None
    _loading = False
    _form = Form()
    """What is shown, or on its way."""
    _earlier: Version | None = None
    """The version shown instead of the newest."""
    _earlier_of = ""
    """The story it is a version of."""

    @property
    def busy(self) -> bool:
        """Tell whether the story under the list's cursor is yet to be drawn."""
        return self._preview is not None or self._loading

    # ---------------------------------------------------------------- the panes

    def action_show_pane(self, where: Where) -> None:
        """Go to a pane, in sight or not."""
        self._mark_pane(where)
        if where != "list":
            self.catch_up()
        pane: Widget = {"list": self.stories, "body": self.body, "quotes": self.quotes}[where]
        self.focus_soon(pane)
        if where != "list" and self.page:
            self.mark_read(self.page.uri)

    def action_step_pane(self, by: int) -> None:
        """Go to the next pane, round and round."""
        self.action_show_pane(PANES[(PANES.index(self.pane) + by) % len(PANES)])

    def action_zoom(self) -> None:
        """Give the screen to the pane in use, or take it back."""
        self.toggle_class("-zoom")

    def remember(self) -> None:
        """Put the reader's place into the session."""
        self._remember_place()
        self.session.uri = self.stories.current.uri if self.stories.current else ""
        self.session.query = self.search_text
        self.session.pane = self.pane

    def _remember_place(self) -> None:
        """Keep the place in the story; a look at an earlier version moves nobody."""
        if self.page and not self.page.superseded:
            self.session.remember(self.page.uri, self.body.offset_at_top)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, however it moved."""
        if event.widget.id in PANES:
            self._mark_pane(event.widget.id)

    def _mark_pane(self, where: str) -> None:
        for pane in PANES:
            self.set_class(pane == where, f"-on-{pane}")
            if pane == where:
                self.pane = pane
        self.query_one(HintLine).pane = self.pane

    # ---------------------------------------------------------------- one story

    @on(StoryHighlighted)
    def story_highlighted(self, event: StoryHighlighted) -> None:
        """Show the story soon, if the cursor stays."""
        if self._preview:
            self._preview.stop()
        self._preview = self.set_timer(PREVIEW_DELAY, lambda: self._show_story(event.uri))
        self._say_place()

    @on(StoryOpened)
    def story_opened(self, event: StoryOpened) -> None:
        """Go and read the story."""
        self._show_story(event.uri)
        self.action_show_pane("body")

    def action_step_story(self, by: int) -> None:
        """Read the next story of the list."""
        self.stories.action_move(by)
        if self.stories.current:
            self._show_story(self.stories.current.uri)
            self.mark_read(self.stories.current.uri)

    def action_scroll_body(self, by: int) -> None:
        """Scroll the story while the list keeps the keys."""
        self.body.action_line(by * 3)

    def catch_up(self) -> None:
        """Show the story under the list's cursor now: a key that acts on it came before it was drawn."""
        if self._preview and self.stories.current:
            self._show_story(self.stories.current.uri)

    def _show_story(self, uri: str) -> None:
        if self._preview:
            self._preview.stop()
            self._preview = None
        row = self._row(uri)
        if uri != self._earlier_of:
            self._earlier = None
        form = Form(uri, row.version, row.versions, row.pubstatus) if row else Form(uri)
        form = form._replace(earlier=self._earlier)
        if form == self._form:
            return
        self._form = form
        self._remember_place()
        ready = self.loader.load(form, self.terms, patience=LOAD_PATIENCE) if uri else None
        self._loading = bool(uri) and not ready
        if ready:
            self._show_loaded(ready)
        else:
            self._put_page(None, waiting=self._loading)

    def show_version(self, version: Version | None) -> None:
        """Show an earlier version of the story, or with None the newest again, where the reader was in it."""
        if self._form.uri:
            self._show_version_of(self._form.uri, version)

    def _show_version_of(self, uri: str, version: Version | None) -> None:
        self._earlier, self._earlier_of = version, uri
        self._show_story(uri)

    @on(StoryLoaded)
    def story_loaded(self, event: StoryLoaded) -> None:
        """Show a long story, unless the reader has gone on to another."""
        self.loader.arrived(event)
        if event.form == self._form:
            self._loading = False
            self._show_loaded(event)

    def _show_loaded(self, event: StoryLoaded) -> None:
        if event.error:
            self.say(str(event.error), alarm=True)
            self._form = Form()  # so that it is tried again
        self._put_page(event.page.with_matches(self.terms) if event.page else None)

    def _put_page(self, page: Page | None, *, waiting: bool = False) -> None:
        lit = self.page.lit_in(self.body.lit_quote, page) if self.page and page else -1
        self.page = page
        self.body.show(
            page,
            offset=self.session.offsets.get(page.uri, 0) if page and not page.superseded else 0,
            quote=lit,
            instead="Opening ..." if waiting else "",
        )
        self.body.to_first_match()
        self.quotes.show(page.quotes if page else (), waiting=waiting)
        self.quotes.place_on(lit)
        self.quotes.border_title = words.plural(len(page.quotes), "quote") if page else "Quotes"
        self._say_place()

    # ---------------------------------------------------------------- quotes

    @on(QuoteHighlighted)
    def quote_highlighted(self, event: QuoteHighlighted) -> None:
        """Bring the quote into sight and light it."""
        self.body.light(event.number)
        self._say_quote(event.number)

    def _say_quote(self, number: int) -> None:
        """Say of a quote whose it is, how sure that is, and which construction decided."""
        if self.page and 0 <= number < len(self.page.quotes):
            quote = self.page.quotes[number]
            self.say(f"{number + 1}/{len(self.page.quotes)} {words.told(quote)}")

    def action_step_quote(self, by: int) -> None:
        """Light the next quote of the story in the order of the text."""
        self.catch_up()
        if self.page is None or not self.page.quotes:
            self.say("the story is being opened" if self._loading else "nobody is quoted in this story")
            return
        lit = self.body.lit_quote
        if lit < 0:
            top = self.body.offset_at_top
            starts = [quote.start for quote in self.page.quotes]
            ahead = [number for number, start in enumerate(starts) if start >= top]
            number = (ahead[0] if ahead else len(starts) - 1) if by > 0 else len(starts) - len(ahead) - 1
        else:
            number = lit + by
        if not 0 <= number < len(self.page.quotes):
            self.say("no more quotes in this story" if by > 0 else "this is the first quote")
            return
        self._light(number)

    @on(QuotePointed)
    def quote_pointed(self, event: QuotePointed) -> None:
        """Light the quote."""
        self._light(event.number)

    def _light(self, number: int) -> None:
        """Light a quote of the story in both panes, and say whose it is."""
        self.body.light(number)
        self.quotes.place_on(number)
        self._say_quote(number)
