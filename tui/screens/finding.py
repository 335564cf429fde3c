"""What the archive offers for finding: saved searches, and who said a quote."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from store.attribution import known_by
from store.commands import Attribute, SaveSearch
from store.errors import StoreError
from store.export.citation import printed
from store.library import Library
from store.models import Quote, SavedSearch
from store.terms import fold
from tui import jobs, news, words
from tui.changing import Changed
from tui.messages import (
    AllWanted,
    Gathered,
    LookupFailed,
    MarksMoved,
    QuotesReread,
    SearchCounted,
    SearchesCounted,
)
from tui.screens.asking import AskScreen
from tui.screens.helped_search import HelpedSearch
from tui.screens.searches import SearchesScreen

OFFERED = 12
"""Speakers of the archive offered for a quote."""


class Finding(HelpedSearch):
    """Saved searches and their news, corrections of a quote's speaker."""

    _counted: dict[str, SavedSearch] | None = None
    _counting = False
    _count_again = False
    _reread: object = None
    """The quotes in the archive as they were when the panes were drawn."""

    # ---------------------------------------------------------------- saved searches

    def action_save_search(self) -> None:
        """Ask for a name to save the search shown under."""
        query = self.search_text.strip()
        if not query:
            self.say("there is no search to save: / begins one")
            return
        saved = self.library.searches.saved()
        name = next((name for name, asked in saved.items() if asked == query), "")

        def named(new: str | None) -> None:
            if new is not None:
                self._apply([SaveSearch(new or query, query)])
                self._looked_at(new or query)

        def look(text: str) -> list[str]:
            return [one for one in saved if one.casefold().startswith(text.casefold())]

        about = f"{query}\n(an empty line takes the search itself for its name)"
        self.app.push_screen(AskScreen("Save the search", about, value=name, look=look), named)

    def action_saved_searches(self) -> None:
        """List the saved searches, and run the one chosen."""
        screen = SearchesScreen(self.library)

        def chosen(name: str | None) -> None:
            if screen.changed:
                self._freshen_all()
            query = self.library.searches.saved().get(name or "")
            if name and query is not None:
                self.find(query)
                self._looked_at(name)

        self.app.push_screen(screen, chosen)
        self.count_searches()

    def _looked_at(self, name: str) -> None:
        try:
            self.library.searches.look_at(name)
        except StoreError as error:
            self.say(str(error), alarm=True)
        self.count_searches()

    def count_searches(self) -> None:
        """Count the saved searches off the screen's thread, once more if that is under way."""
        if self._counting:
            self._count_again = True
            return
        self._counting = True
        library, node = self.library, self

        def count() -> SearchesCounted:
            names = tuple(library.searches.saved())
            for name in names:
                node.post_message(_count(library, name))
            return SearchesCounted(names)

        jobs.answer(self, "saved searches", count, LookupFailed)

    @on(SearchCounted)
    def search_counted(self, event: SearchCounted) -> None:
        """Show the counts where the searches are listed."""
        self._counted = self._counted or {}
        if event.search:
            self._counted[event.name] = event.search
        for screen in self.app.screen_stack:
            if isinstance(screen, SearchesScreen):
                screen.counted(event)

    @on(SearchesCounted)
    def searches_counted(self, event: SearchesCounted) -> None:
        """Say in the bottom line what is new; the reader's place stays."""
        self._counting = False
        counted = self._counted or {}
        self.news = news.news({name: counted[name] for name in event.names if name in counted})
        self._say_place()
        if self._count_again:
            self._count_again = False
            self.count_searches()

    @on(LookupFailed)
    def counting_failed(self) -> None:
        """Let the searches be counted again."""
        self._counting = False

    def look_for_news(self) -> None:
        """Count the saved searches when stories came; see what was marked or read anew elsewhere."""
        before = self._stamp
        super().look_for_news()
        if self._stamp != before:
            self.count_searches()
        marks, reread = self.library.marks_stamp, self.library.rereading.stamp
        if (marks, reread) != (self._marks_stamp, self._reread) and not self.changer.busy:
            self._marks_stamp, self._reread = marks, reread
            jobs.answer(self, "marks", self._marks_moved, LookupFailed)

    def _marks_moved(self) -> MarksMoved:
        _ = self.library.unread  # brings the index up to date here: while others write to it that waits
        return MarksMoved()

    @on(MarksMoved)
    def marks_moved(self) -> None:
        """Draw what was marked elsewhere or read anew, and count the saved searches; every place stays."""
        self._freshen_all()

    # ---------------------------------------------------------------- all that was found

    @on(AllWanted)
    def gather(self, event: AllWanted) -> None:
        """Read the names of all stories listed, off the screen's thread."""
        listing = event.listing
        if listing.more:
            self.say("the stories are still being counted; select them all in a moment")
            return
        jobs.answer(self, "selection", lambda: Gathered(listing, listing.uris()), LookupFailed)

    @on(Gathered)
    def gathered(self, event: Gathered) -> None:
        """Select them."""
        self.stories.select_all(event.listing, event.uris)

    # ---------------------------------------------------------------- who said a quote

    def action_attribute(self) -> None:
        """Ask who said the quote under the cursor."""
        self.catch_up()
        number = self._lit_number
        if self.page is None or number < 0:
            self.say_no_quote()
            return
        page, quote, library = self.page, self.page.quotes[number], self.library
        here = list(dict.fromkeys(one.speaker.name for one in page.quotes if one.speaker))

        def look(text: str) -> list[str]:
            wanted = fold(text)
            fitting = [name for name in here if wanted in fold(name)]
            known = [one.name for one in library.speakers(text)[:OFFERED]] if text.strip() else []
            return list(dict.fromkeys((*fitting, *known)))

        def named(name: str | None) -> None:
            if name is not None:
                quoted = known_by(page.quotes, library.words_given(page.uri), page.body)[number]
                self._apply([Attribute(page.uri, quoted, name or None)])
                self.reread_quotes()

        about = f"{printed(quote, '“', '”')}\n(an empty line leaves it to the rules)"
        self.app.push_screen(AskScreen("Who said this?", about, look=look), named)

    @on(Changed)
    def decided_in_the_background(self, event: Changed) -> None:
        """What was undone may be of who said what, of a saved search, or of a tag that is searched for."""
        self._decided_anew()
        wanted = self.renames.followed(event.said, self.search_text)
        if wanted != self.search_text and not self.search_open:
            self.search_again(wanted)

    def _freshen_all(self) -> None:
        self._freshen()
        self._decided_anew()

    def _decided_anew(self) -> None:
        self.reread_quotes()
        self.count_searches()

    def reread_quotes(self) -> None:
        """Read off the screen's thread who said what in the story shown."""
        self.loader.forget()
        if self.page is None:
            return
        form, terms, library = self._form, self.page.terms, self.library

        def look() -> QuotesReread:
            return QuotesReread(jobs.page_of(library, form).with_matches(terms))

        jobs.answer(self, "quotes", look, LookupFailed)

    @on(QuotesReread)
    def quotes_reread(self, event: QuotesReread) -> None:
        """Show who said what, every place as it was."""
        if self.page is None or not self.page.is_of(event.page.article):
            return
        if self.page.quotes == event.page.quotes:
            return
        before, now = self.page.quotes, event.page.quotes
        number = _again(before, self.quotes.current, now)
        self.page = event.page.with_matches(self.terms)
        self.body.lit_quote = _again(before, self.body.lit_quote, now)
        self.body.relight(self.page)
        self.quotes.show(now)
        self.quotes.place_on(number)
        self.quotes.border_title = words.plural(len(now), "quote")


def _again(before: Sequence[Quote], number: int, now: Sequence[Quote]) -> int:
    """Return the number now of the quote that had a number before, wherever its bounds are; -1 for none."""
    if not 0 <= number < len(before):
        return -1
    old = before[number]
    there = [at for at, new in enumerate(now) if new.start < old.end and old.start < new.end]
    return min(there, key=lambda at: abs(now[at].start - old.start) + abs(now[at].end - old.end), default=-1)


def _count(library: Library, name: str) -> SearchCounted:
    try:
        return SearchCounted(name, library.searches.counted(name))
    except StoreError as error:
        return SearchCounted(name, None, str(error))
