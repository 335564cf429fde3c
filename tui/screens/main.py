"""The main screen: the three panes put together, its start and its end."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widgets import Static

from store.errors import StoreError
from tui import jobs, words
from tui.messages import ImportDone, ImportFailed, SearchDone
from tui.screens.alerts import Alerts
from tui.screens.help import HelpScreen
from tui.widgets.article_list import ArticleList
from tui.widgets.banner import Banner
from tui.widgets.body_view import BodyView
from tui.widgets.quote_list import QuoteList
from tui.widgets.search_line import SearchLine
from tui.widgets.status_line import HintLine, StatusLine
from tui.widgets.welcome import Welcome

PLACEHOLDER = 'words, "a phrase", speaker:name, tag:name, date:2026-03 ...'

NEWS_EVERY = 0.5
"""Seconds between looks whether somebody else imported stories, or this reader marked some elsewhere."""


class MainScreen(Alerts):
    """List, story and quotes, side by side or in turn by the terminal's width."""

    def compose(self) -> ComposeResult:
        """Lay out the panes; which of them show is said in the style sheet."""
        settings = self.configuration.settings
        with Container(id="panes"):
            yield ArticleList(id="list")
            yield BodyView(measure=settings.measure, id="body")
            yield QuoteList(word_lines=settings.quote_lines, id="quotes")
        yield Welcome(self.library.folder, samples=self.samples is not None, id="welcome")
        with Container(id="bottom"):
            yield Banner()
            yield StatusLine()
            yield HintLine(self.configuration.actions)
            yield Static(id="choices", markup=False)
            with Horizontal(id="line"):
                yield Static("/", id="prompt")
                yield SearchLine(self.session.searches, id="search", placeholder=PLACEHOLDER)

    def on_mount(self) -> None:
        """Restore the reader's place."""
        self.stories.border_title, self.body.border_title = "Stories", "Story"
        self.search_text = self.session.query
        self.set_class(not self.configuration.settings.hints, "-no-hints")
        self._stamp, self._marks_stamp = self.library.stamp, self.library.marks_stamp
        self._reread = self.library.rereading.stamp
        found = self._found_at_start()
        self._list_found(found, keep=self.session.uri)
        if found.listing.more:
            self.count_others(found.listing)
        if self.stories.current:
            self._show_story(self.stories.current.uri)
        self.action_show_pane(self.session.pane if found.total else "list")
        self.say(" · ".join(self.notices))
        self.count_searches()
        self.set_interval(NEWS_EVERY, self.look_for_news)

    def _found_at_start(self) -> SearchDone:
        """Return the first stories of the search left last; all of them if the story left is farther down."""
        asked = jobs.Asked(0, self.search_text)
        try:
            first = jobs.find(self.library, asked, None, jobs.FEW)
            farther = first.listing.more and self.session.uri and not first.listing.has(self.session.uri)
            return jobs.find(self.library, asked, None) if farther else first
        except StoreError:
            self.search_text = ""
            return jobs.find(self.library, jobs.Asked(0, ""), None)

    def action_back(self) -> None:
        """Leave, in this order: the search being typed, an earlier version, a visit, quotes, story, zoom,
        selection, twins, search, the reader.
        """
        if self.search_open:
            self._close_search(self._text_before)
        elif self.shows_earlier:
            self.show_version(None)
        elif self.visiting:
            self.end_visit()
        elif self.pane != "list":
            self.action_show_pane("body" if self.pane == "quotes" else "list")
        elif self.has_class("-zoom"):
            self.remove_class("-zoom")
        elif self.stories.selected:
            self.stories.clear_selection()
        elif self.like:
            self.leave_twins()
        elif self.search_text:
            self._search("")
        else:
            self.app.call_later(self.app.action_quit)

    def action_help(self) -> None:
        """Show the keys, those of this pane first."""
        self.app.push_screen(HelpScreen(self.pane, self.configuration.actions))

    def action_load_samples(self) -> None:
        """Import the stories that came with the program."""
        if self.library.count or self.samples is None:
            self.say("the samples are for an empty archive")
            return
        self.importing = True
        self.say("loading the samples ...")
        jobs.import_paths(self, self.library, [self.samples])

    @on(ImportDone)
    def import_done(self, event: ImportDone) -> None:
        """List what came in."""
        self.importing = False
        self._stamp = self.library.stamp
        self._list_found(jobs.find(self.library, jobs.Asked(0, self.search_text), self.page))
        self.count_searches()
        self.say(f"{words.plural(event.report.added, 'story')} imported")
        self.action_show_pane("list")

    @on(ImportFailed)
    def import_failed(self, event: ImportFailed) -> None:
        """Say why nothing came in."""
        self.importing = False
        self.say(str(event.error), alarm=True)
