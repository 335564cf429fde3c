"""Who is quoted in the archive, and which names are whose."""

from __future__ import annotations

from typing import ClassVar, Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from store.commands import Identify
from store.library import Library
from store.models import SpeakerCount
from tui import jobs, words
from tui.keymap import bindings_for
from tui.messages import LookupFailed, SpeakersFound
from tui.screens.asking import AskScreen
from tui.screens.deciding import Deciding
from tui.widgets.pick_list import Item, PickList, Text

MOST = 500
"""As many as the archive returns."""


class Choice(NamedTuple):
    """The speaker chosen, and what of theirs is wanted."""

    name: str
    wanted: Literal["stories", "statements"]


class SpeakersScreen(Deciding[Choice]):
    """The people of the archive, the most quoted first. Ends with one of them."""

    PLACE = "speakers"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("speakers")]

    def __init__(self, library: Library, about: str = "", on: str = "") -> None:
        """`about` is typed into the filter already, and the cursor is put on the speaker called `on`."""
        super().__init__(library)
        self._about = about
        self._on = on
        self.speakers: tuple[SpeakerCount, ...] = ()
        self._ticket = 0
        self._looking = False

    def compose(self) -> ComposeResult:
        """Show the filter, the list, and the line that says what was done."""
        with Vertical(id="dialog"):
            yield Input(self._about, placeholder="/ filters by name or role", id="filter", compact=True)
            yield PickList(nothing="Looking ...")
            yield Static("", id="limit", markup=False)
            yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        """Title the box."""
        self.entitle("Speakers", "Enter stories, Q quotes, / filters, m merges, x splits, u undoes")
        self.query_one(Input).cursor_blink = False
        self.query_one(PickList).focus()
        self.look()

    # ---------------------------------------------------------------- the list

    def look(self) -> None:
        """Ask the archive; one question at a time, of those asked for meanwhile only the newest follows."""
        self._ticket += 1
        if self._looking:
            return
        self._looking = True
        ticket, text, library = self._ticket, self.query_one("#filter", Input).value, self.library
        jobs.answer(
            self, "speakers", lambda: SpeakersFound(ticket, text, library.speakers(text)), LookupFailed
        )

    @on(SpeakersFound)
    def found(self, event: SpeakersFound) -> None:
        """List who was found."""
        self._looking = False
        if event.ticket != self._ticket:
            self.look()
            return
        self.speakers = event.speakers
        pick = self.query_one(PickList)
        pick.nothing = ""
        pick.show([Item(one.name, texts(one)) for one in event.speakers], on=self._on or None)
        self._on = ""
        count = words.plural(len(event.speakers), "speaker")
        if len(event.speakers) >= MOST:
            count = f"the {MOST} quoted most are listed; there are more: / finds them"
        elif not event.speakers:
            count = (
                f"nobody has {event.text} in name or role" if event.text.strip() else "nobody is quoted yet"
            )
        self.query_one("#limit", Static).update(count)

    @on(LookupFailed)
    def lookup_failed(self, event: LookupFailed) -> None:
        """Say why nobody is listed."""
        self._looking = False
        self.say(str(event.error), alarm=True)

    @on(Input.Changed, "#filter")
    def typed(self) -> None:
        """Filter as the reader types."""
        self.look()

    @on(Input.Submitted, "#filter")
    def filtered(self) -> None:
        """Go to the list."""
        self.query_one(PickList).focus()

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        """Leave the filter, else the box."""
        if self.query_one(Input).has_focus:
            self.query_one(Input).value = ""
            self.query_one(PickList).focus()
        else:
            self.dismiss(None)

    # ---------------------------------------------------------------- what can be done

    @property
    def current(self) -> SpeakerCount | None:
        """The speaker under the cursor."""
        at = self.query_one(PickList).cursor
        return self.speakers[at] if 0 <= at < len(self.speakers) else None

    @on(PickList.Chosen)
    def chosen(self) -> None:
        """List the stories of the speaker clicked on."""
        self.action_stories()

    def action_stories(self) -> None:
        """End with the speaker under the cursor, whose stories are wanted."""
        if self.current:
            self.dismiss(Choice(self.current.name, "stories"))

    def action_statements(self) -> None:
        """End with the speaker under the cursor, whose statements are wanted."""
        if self.current:
            self.dismiss(Choice(self.current.name, "statements"))

    @property
    def filtered_by(self) -> str:
        """What is typed into the filter."""
        return self.query_one("#filter", Input).value

    def action_merge(self) -> None:
        """Ask for whom to take the speaker."""
        who, library = self.current, self.library
        if not who:
            return

        def look(text: str) -> list[str]:
            names = [word for word in who.name.split() if len(word) > 2]
            asked = [text] if text.strip() else [*reversed(names), ""]  # first those who share a name
            found = dict.fromkeys(one.name for words in asked for one in library.speakers(words))
            return [name for name in found if name != who.name]

        def merge(name: str | None) -> None:
            if not name or name == who.name:
                return
            found = library.speakers(name)
            exact = (one for one in found if name in (one.name, *one.aliases))
            known = next(exact, found[0] if len(found) == 1 else None)
            if known is None:
                several = f"; {len(found)} have it in name or role: Tab goes through them" if found else ""
                self.say(f"nobody is called {name}{several}", alarm=True)
            elif known.name == who.name:
                self.say(f"{name} is a name of {who.name} already", alarm=True)
            else:
                self.do(Identify(((who.name, known.name),)))

        self.app.push_screen(AskScreen("Who is this?", f"{who.name} is the same as", look=look), merge)

    def action_split(self) -> None:
        """Let another name of the speaker stand alone; ask which where there are several."""
        who = self.current
        if not who:
            return
        if len(who.aliases) < 2:
            self._split(who, who.aliases[0] if who.aliases else None)
            return

        def look(text: str) -> list[str]:
            return [one for one in who.aliases if text.casefold() in one.casefold()]

        self.app.push_screen(
            AskScreen("Whose name is it?", f"Not a name of {who.name}:", look=look),
            lambda name: self._split(who, name) if name else None,
        )

    def _split(self, who: SpeakerCount, name: str | None) -> None:
        if name is None:
            self.say(f"{who.name} goes by this name only")
        elif name not in who.aliases:
            self.say(f"{name} is no name of {who.name}", alarm=True)
        else:
            self.do(Identify(((name, name),)))

    def action_leave_to_rules(self) -> None:
        """Forget what was decided about the speaker's names."""
        who = self.current
        if not who:
            return
        decided = self.library.decided()
        pairs = tuple((name, None) for name in (who.name, *who.aliases) if name in decided)
        if pairs:
            self.do(Identify(pairs))
        else:
            self.say(f"nothing was decided about {who.name}")


def texts(who: SpeakerCount) -> tuple[Text, ...]:
    """Return the lines of one speaker: name and counts, then role, other names, first and last day."""
    counts = f"{words.plural(who.quotes, 'quote')} in {words.plural(who.stories, 'story')}"
    first, last = who.first[:10], who.last[:10]
    days = f"{first} to {last}" if first and first != last else last  # the first may have no date
    aliases = f"also {', '.join(who.aliases[:12])}" if who.aliases else ""
    more = f" and {len(who.aliases) - 12} more" if len(who.aliases) > 12 else ""
    about = " · ".join(part for part in (who.role, days, aliases + more) if part)
    return (Text("head", f"{who.name}   {counts}"), Text("about", about, 2, 2))
