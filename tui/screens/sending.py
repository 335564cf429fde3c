"""Sending out of the reader: quotes and addresses to the clipboard, exports to files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from textual import on

from store.errors import ExportError, StoreError
from store.models import Speaker
from tui import jobs, words
from tui.exporting import COPY_LIMIT, Order, Outcome, Portion, asks_for_quotes
from tui.lending import lend
from tui.messages import Exported, ExportFailed
from tui.screens.exports import PLAIN, PROGRAM, ExportScreen
from tui.screens.reading import Reading

Begin = Callable[[Sequence[Portion]], tuple[int, int, int]]
"""Returns with which portion, format and place the form begins."""

EARLIER = "earlier versions are not exported: q shows the newest"


class Sending(Reading):
    """Copying, exporting, opening a story's source."""

    _export_choices = (0, 0)
    """As what the last export was made, and where to."""
    _piped_as = PLAIN
    _command = ""
    """The program that something was given to last, as it was typed."""

    def action_copy_quote(self) -> None:
        """Put the lit quote and its source on the clipboard of the reader's own terminal."""
        self.catch_up()
        number = self._lit_number
        if self.page is None or number < 0:
            self.say_no_quote()
            return
        barred = self.page.barred(datetime.now(UTC))
        wanted = (self.page.article.uri, self.page.article.version, number)
        if barred and wanted != self._insisted:
            self._insisted = wanted
            self.say(f"not copied: {barred} · y again copies it with these words", alarm=True)
            return
        text = words.citation(self.page.article, self.page.quotes[number])
        which = f" of {self.page.superseded}, superseded," if self.page.superseded else ""
        self._copy(f"{barred}\n{text}" if barred else text, f"Quote and source{which}")
        self._note_used(self._form.uri)

    _insisted = ("", "", -1)
    """The quote that was refused last, by story, version and number."""

    def _note_used(self, uri: str) -> None:
        """Remember the story, so that its kill or correction is told; copying must not wait for the disk."""

        def note() -> None:
            self.library.note_exported([uri])

        def failed(error: StoreError) -> ExportFailed:
            return ExportFailed(
                StoreError(f"copied, but a kill or correction of it will not be told: {error}")
            )

        jobs.answer(self, "copying", note, failed)

    def action_open_source(self) -> None:
        """Open the story where it was published, or copy its address where there is no screen for that."""
        self.catch_up()
        url = words.source_url(self.page.article) if self.page else ""
        if not url:
            self.say("this story says of no page on the web that it comes from")
        elif can_show_pages():
            self.app.open_url(url)
            self.say(f"Opening {url}")
        else:
            self._copy(url, url)

    def action_export(self) -> None:
        """Ask what to export, as what, and where to."""
        self._ask_to_export(lambda _: (0, *self._export_choices), self._remember_export)

    def action_pipe(self) -> None:
        """Ask for a program to read the story, or the selection."""

        def begin(portions: Sequence[Portion]) -> tuple[int, int, int]:
            whole = next((at for at, portion in enumerate(portions) if not portion.quotes), 0)
            return whole, self._piped_as, PROGRAM

        self._ask_to_export(begin, self._remember_pipe)

    def _ask_to_export(self, begin: Begin, remember: Callable[[ExportScreen], None]) -> None:
        self.catch_up()
        portions = tuple(self._portions())
        if not portions:
            earlier = bool(self.page and self.page.superseded)
            self.say(EARLIER if earlier else "there is nothing to export")
            return
        form = ExportScreen(portions, begin(portions), Path.cwd(), command=self._command)

        def ordered(order: Order | None) -> None:
            remember(form)
            self._command = form.command
            if order:
                self.say("exporting ...")
                jobs.export(self, self.library, order)

        self.app.push_screen(form, ordered)

    def _remember_export(self, form: ExportScreen) -> None:
        _, how, where = form.chosen
        self._export_choices = (how, where)

    def _remember_pipe(self, form: ExportScreen) -> None:
        self._piped_as = form.chosen[1]

    @on(Exported)
    def exported(self, event: Exported) -> None:
        """Say what was exported; copy what goes on the clipboard, and run the program that is to read it."""
        outcome = event.outcome
        if outcome.given:
            self._give(outcome, outcome.given)
            return
        if outcome.text:
            self.app.copy_to_clipboard(outcome.text)
        self.say(outcome.said + (tmux_advice() if outcome.text else ""))

    def _give(self, outcome: Outcome, given: IO[bytes]) -> None:
        try:
            with given:
                ended = lend(self.app, outcome.command, given)
        except ExportError as error:
            self.say(str(error), alarm=True)
        else:
            self.say(" · ".join(filter(None, (outcome.said, ended))))

    @on(ExportFailed)
    def export_failed(self, event: ExportFailed) -> None:
        """Say why nothing was exported."""
        self.say(str(event.error), alarm=True)

    @property
    def _lit_number(self) -> int:
        """The quote that is lit, or under the cursor of the quotes; -1 for none."""
        number = self.body.lit_quote if self.pane != "quotes" else self.quotes.current
        return number if self.page and 0 <= number < len(self.page.quotes) else -1

    def say_no_quote(self) -> None:
        """Say why there is no quote to do anything with."""
        quoted = self.page is None or self.page.quotes
        self.say("no quote is lit: ] lights the next one" if quoted else "nobody is quoted in this story")

    @property
    def speaker_lit(self) -> Speaker | None:
        """Who says the quote that is lit; of None it is said why there is nobody."""
        self.catch_up()
        number = self._lit_number
        if self.page is None or number < 0:
            self.say_no_quote()
            return None
        speaker = self.page.quotes[number].speaker
        if speaker is None:
            self.say("nobody was found who says this: c says who it was")
        return speaker

    def _portions(self) -> Iterator[Portion]:
        """Yield what can be exported, the likeliest first."""
        stories = self.stories.stories
        if self.stories.selected:
            selected = tuple(one for uri in self.stories.targets() if (one := stories.row(uri)))
            count = words.plural(len(selected), "selected story")
            these = count if len(selected) > 1 else "selected story"
            yield Portion(f"the {these}", selected, False, count)
            yield Portion(f"the quotes of the {these}", selected, True, count)
        row = self.stories.current
        if row and self.page and self.page.uri == row.uri and not self.page.superseded:
            if self._lit_number >= 0:
                yield Portion("the lit quote", (row,), True, "one quote", self._lit_number)
            if self.page.quotes:
                several = words.plural(len(self.page.quotes), "quote")
                quotes = several if len(self.page.quotes) > 1 else "quote"
                yield Portion(f"the {quotes} of this story", (row,), True, "one story")
            yield Portion("this story", (row,), False, "one story")
        if len(stories) > 1 and not stories.more:
            count = words.plural(len(stories), "listed story")
            asked, fit = self._asked_for(), not self.like and asks_for_quotes(self.search_text)
            which = f"the quotes asked for, of the {count}" if fit else f"the quotes of the {count}"
            yield Portion(f"the {count}", stories, False, asked)
            yield Portion(which, stories, True, asked, fitting=fit)

    def _asked_for(self) -> str:
        """Return what the head of an export of the list says was asked for."""
        if self.like:
            return f"what says nearly the same as {self.like}"
        folded = not self.search_text and self.total > len(self.stories.stories)
        return "all stories, of those that say nearly the same the earliest" if folded else self.search_text

    def _copy(self, text: str, what: str) -> None:
        if len(text.encode()) > COPY_LIMIT:
            self.say("too long for a terminal's clipboard: e exports to a file", alarm=True)
            return
        self.app.copy_to_clipboard(text)
        self.say(f"{what} sent to the terminal's clipboard{tmux_advice()}")


def tmux_advice() -> str:
    """Return what to set in tmux, where that is between us and the terminal."""
    return " (tmux passes it on with: set -s set-clipboard on)" if "TMUX" in os.environ else ""


def can_show_pages() -> bool:
    """Tell whether a browser would open beside the reader, and not on top of it or on a machine far away."""
    if os.environ.get("SSH_CONNECTION"):
        return False
    return sys.platform == "darwin" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
