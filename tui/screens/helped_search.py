"""Help with searching: earlier searches, completion, the language at hand."""

from __future__ import annotations

from textual import on
from textual.widgets import Input, Static

from tui import jobs
from tui.completing import completion, values_in
from tui.messages import Completed, LookupFailed
from tui.screens.language import LanguageScreen
from tui.screens.searching import Searching
from tui.widgets.search_line import SearchLine


class HelpedSearch(Searching):
    """What the search line needs from the archive, and what is kept of searches."""

    @on(Input.Submitted, "#search")
    def keep_search(self, event: Input.Submitted) -> None:
        """Remember what was searched for."""
        self.query_one(SearchLine).history.add(event.value)

    @on(SearchLine.CompletionWanted)
    def complete(self, event: SearchLine.CompletionWanted) -> None:
        """Look up, off the screen's thread, what may stand there."""
        values = values_in(self.library)

        def look() -> Completed:
            return Completed(event.text, completion(event.text, event.cursor, values))

        jobs.answer(self, "completion", look, LookupFailed)

    @on(Completed)
    def completed(self, event: Completed) -> None:
        """Complete, if the reader has not typed on."""
        self.query_one(SearchLine).take(event.text, event.completion)

    @on(LookupFailed)
    def lookup_failed(self, event: LookupFailed) -> None:
        """Say why nothing is offered."""
        self.say(str(event.error), alarm=True)

    @on(SearchLine.Choices)
    def show_choices(self, event: SearchLine.Choices) -> None:
        """List what may stand there, above the line."""
        self.query_one("#choices", Static).update("  ".join(event.choices))
        self.query_one("#bottom").set_class(bool(event.choices), "-choosing")

    @on(SearchLine.LanguageWanted)
    def show_language(self) -> None:
        """Show the language over the panes; what was typed stays."""
        self.app.push_screen(LanguageScreen(self.pane, self.configuration.actions))
