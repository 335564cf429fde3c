"""The one table of what the reader can do, and with which keys.

Bindings, the help screen, the command palette, the hint line and the key
table in the README are views of `ACTIONS`; a key exists nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from textual.binding import Binding
from textual.keys import key_to_character

Where = Literal[
    "everywhere",
    "list",
    "body",
    "quotes",
    "search",
    "searches",
    "speakers",
    "versions",
    "differences",
    "statements",
]

PLACES: dict[Where, str] = {
    "everywhere": "Everywhere",
    "list": "In the list of stories",
    "body": "In the story",
    "quotes": "In the quotes",
    "search": "While a search is typed",
    "searches": "In the saved searches",
    "speakers": "Among the speakers",
    "versions": "Among the versions of a story",
    "differences": "In the differences of two versions",
    "statements": "Among all that a speaker said",
}
"""Where an action holds, in words, in the order of the help screen."""

PANES: tuple[Where, ...] = ("list", "body", "quotes")
"""The places in which the actions of everywhere hold, too; in the others only those with modifiers do."""

SHOWN_KEYS = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End", "enter": "Enter", "space": "Space", "tab": "Tab",
    "shift+tab": "Shift+Tab", "escape": "Esc", "slash": "/", "question_mark": "?",
    "left_square_bracket": "[", "right_square_bracket": "]",
    "left_curly_bracket": "{", "right_curly_bracket": "}", "colon": ":", "f1": "F1",
}  # fmt: skip
"""Names of keys as printed on a keyboard."""


class Action(NamedTuple):
    """One thing the reader can do."""

    id: str
    """Stable name, `where.verb`."""
    keys: str
    """Textual's key names, parted by commas, the one to show first."""
    call: str
    """The action method, with arguments, as Textual spells it."""
    title: str
    """What it does, as the help screen says it."""
    where: Where = "everywhere"
    hint: str = ""
    """One or two words for the hint line; empty keeps it out."""
    palette: bool = True
    """Offered in the command palette (moving the cursor is not)."""

    @property
    def shown_keys(self) -> str:
        """The keys as a reader knows them: `j ↓`."""
        return " ".join(shown_key(key) for key in self.keys.split(",")) if self.keys else "no key"

    def binding(self) -> Binding:
        """Return the binding that Textual wants."""
        return Binding(self.keys, self.call, self.title, show=False, id=self.id)


def shown_key(key: str) -> str:
    """Return a key's name as printed on a keyboard: `ctrl+d` is `^d`."""
    if key in SHOWN_KEYS:
        return SHOWN_KEYS[key]
    return f"^{key[5:]}" if key.startswith("ctrl+") else key_to_character(key) or key


ACTIONS: tuple[Action, ...] = (
    Action("app.search", "slash", "search", "Search as you type", hint="search"),
    Action("app.tag", "t", "tag", "Add or remove tags", hint="tag"),
    Action("app.rename_tag", "T", "rename_tag", "Rename a tag on all stories and in saved searches"),
    Action("app.star", "asterisk", "toggle_star", "Give the story a star, or take it"),
    Action("app.read", "r", "toggle_read", "Mark read or unread"),
    Action("app.searches", "f", "saved_searches", "List the saved searches with what is new in them"),
    Action("app.save_search", "F", "save_search", "Save the search shown under a name"),
    Action("app.speakers", "p", "speakers", "List who is quoted in the archive"),
    Action("app.undo", "u", "undo", "Undo the last change", hint="undo"),
    Action("app.redo", "ctrl+r", "redo", "Do again what was undone"),
    Action("app.copy", "y", "copy_quote", "Copy the lit quote with its source"),
    Action("app.export", "e", "export", "Export the quote, the story, the selection or the list", hint="export"),
    Action("app.pipe", "exclamation_mark", "pipe", "Give the story or the selection to another program"),
    Action("app.source", "o", "open_source", "Open the story's page on the web, or copy its address"),
    Action("app.next_quote", "right_square_bracket", "step_quote(1)", "Next quote", hint="quote"),
    Action("app.previous_quote", "left_square_bracket", "step_quote(-1)", "Previous quote"),
    Action("app.next_statement", "greater_than_sign", "step_statement(1)",
           "Next statement of the same speaker, in whatever story it is"),
    Action("app.previous_statement", "less_than_sign", "step_statement(-1)",
           "Previous statement of the same speaker"),
    Action("app.next_match", "n", "step_match(1)",
           "Next match of the search; without one, next unread story"),
    Action("app.previous_match", "N", "step_match(-1)",
           "Previous match; without a search, previous unread story"),
    Action("app.next_pane", "tab", "step_pane(1)", "Next pane", hint="pane", palette=False),
    Action("app.previous_pane", "shift+tab", "step_pane(-1)", "Previous pane", palette=False),
    Action("app.list", "1", "show_pane('list')", "Go to the list"),
    Action("app.body", "2", "show_pane('body')", "Go to the story"),
    Action("app.quotes", "3", "show_pane('quotes')", "Go to the quotes"),
    Action("app.versions", "V", "versions", "List the versions of the story, and what differs between them"),
    Action("app.twins", "equals_sign", "twins", "List the stories that say nearly the same"),
    Action("app.warnings", "W", "warnings", "List what you used that was killed or corrected since"),
    Action("app.put_away", "x", "put_away", "Put the warning away"),
    Action("app.zoom", "z", "zoom", "Give the whole screen to one pane, or take it back"),
    Action("app.reload", "R", "reload", "Read the archive again"),
    Action("app.redraw", "ctrl+l", "app.redraw", "Draw the screen again"),
    Action("app.samples", "S", "load_samples", "Load the sample stories into an empty archive"),
    Action("app.palette", "colon,ctrl+p", "app.command_palette",
           "Find a command, a speaker or a tag", palette=False),
    Action("app.help", "question_mark,f1", "help", "Show the keys", hint="help"),
    Action("app.back", "q,escape,ctrl+g", "back", "Go back; from the list, leave the search, then quit",
           hint="back", palette=False),
    Action("app.suspend", "ctrl+z", "app.suspend_process", "Back to the shell; fg there returns"),
    Action("app.quit", "ctrl+q", "app.quit", "Quit from anywhere"),
    Action("list.next", "j,down", "move(1)", "Next story", "list", palette=False),
    Action("list.previous", "k,up", "move(-1)", "Previous story", "list", palette=False),
    Action("list.page_down", "pagedown,ctrl+f", "page(1)", "Page down", "list", palette=False),
    Action("list.page_up", "pageup,ctrl+b", "page(-1)", "Page up", "list", palette=False),
    Action("list.half_down", "ctrl+d", "page(0.5)", "Half a page down", "list", palette=False),
    Action("list.half_up", "ctrl+u", "page(-0.5)", "Half a page up", "list", palette=False),
    Action("list.first", "g,home", "first", "First story", "list", palette=False),
    Action("list.last", "G,end", "last", "Last story", "list", palette=False),
    Action("list.open", "enter,l,right", "open", "Open the story", "list", "open", palette=False),
    Action("list.select", "space", "select", "Select the story, for tags and marks", "list", palette=False),
    Action("list.select_to", "v", "select_to", "Select from the story selected last to this one", "list"),
    Action("list.select_all", "A", "select_all", "Select all stories listed, or none", "list"),
    Action("list.body_down", "J", "screen.scroll_body(1)", "Scroll the story from the list", "list", palette=False),
    Action("list.body_up", "K", "screen.scroll_body(-1)", "Scroll the story back from the list",
           "list", palette=False),
    Action("body.down", "j,down", "line(1)", "Line down", "body", palette=False),
    Action("body.up", "k,up", "line(-1)", "Line up", "body", palette=False),
    Action("body.page_down", "space,pagedown,ctrl+f", "page(1)", "Page down", "body", palette=False),
    Action("body.page_up", "b,pageup,ctrl+b", "page(-1)", "Page up", "body", palette=False),
    Action("body.half_down", "ctrl+d", "page(0.5)", "Half a page down", "body", palette=False),
    Action("body.half_up", "ctrl+u", "page(-0.5)", "Half a page up", "body", palette=False),
    Action("body.top", "g,home", "top", "Top of the story", "body", palette=False),
    Action("body.end", "G,end", "bottom", "End of the story", "body", palette=False),
    Action("body.next_paragraph", "right_curly_bracket", "paragraph(1)", "Next paragraph",
           "body", palette=False),
    Action("body.previous_paragraph", "left_curly_bracket", "paragraph(-1)", "Previous paragraph", "body",
           palette=False),
    Action("body.next_story", "J", "screen.step_story(1)", "Next story", "body", palette=False),
    Action("body.previous_story", "K", "screen.step_story(-1)", "Previous story", "body", palette=False),
    Action("body.to_quotes", "l,right", "screen.show_pane('quotes')", "On to the quotes", "body", palette=False),
    Action("body.to_list", "h,left", "screen.show_pane('list')", "Back to the list", "body", palette=False),
    Action("quotes.next", "j,down", "move(1)", "Next quote of the speakers", "quotes", palette=False),
    Action("quotes.previous", "k,up", "move(-1)", "Previous quote of the speakers", "quotes", palette=False),
    Action("quotes.page_down", "pagedown,ctrl+f,ctrl+d", "page(1)", "Page down", "quotes", palette=False),
    Action("quotes.page_up", "pageup,ctrl+b,ctrl+u", "page(-1)", "Page up", "quotes", palette=False),
    Action("quotes.first", "g,home", "first", "First quote", "quotes", palette=False),
    Action("quotes.last", "G,end", "last", "Last quote", "quotes", palette=False),
    Action("quotes.read", "enter", "screen.show_pane('body')", "Read on from the quote", "quotes",
           "read", palette=False),
    Action("quotes.stories", "s", "screen.speaker_stories", "List the stories that quote this speaker", "quotes",
           "stories"),
    Action("quotes.statements", "Q", "screen.statements",
           "List all that this speaker said, and whether it stands still", "quotes", "all quotes"),
    Action("quotes.attribute", "c", "screen.attribute", "Correct who said the quote", "quotes", "correct"),
    Action("quotes.to_body", "h,left", "screen.show_pane('body')", "Back to the story", "quotes", palette=False),
    Action("search.complete", "tab", "complete", "Complete the field, tag, speaker or value; again for the next",
           "search", palette=False),
    Action("search.older", "up", "step_history(1)", "The search before", "search", palette=False),
    Action("search.newer", "down", "step_history(-1)", "The search after", "search", palette=False),
    Action("search.language", "question_mark,f1", "show_language", "Show the language of searches",
           "search", palette=False),
    Action("searches.run", "enter,l,right", "run", "Run the search; what it finds is seen", "searches",
           palette=False),
    Action("searches.rename", "n", "rename", "Give the search another name", "searches", palette=False),
    Action("searches.drop", "d", "drop", "Drop the search", "searches", palette=False),
    Action("searches.undo", "u", "undo", "Undo the last change", "searches", palette=False),
    Action("searches.redo", "ctrl+r", "redo", "Do again what was undone", "searches", palette=False),
    Action("speakers.stories", "enter,l,right", "stories", "List the stories that quote the speaker", "speakers",
           palette=False),
    Action("speakers.statements", "Q", "statements", "List all that the speaker said", "speakers",
           palette=False),
    Action("speakers.filter", "slash", "filter", "Filter by name or role as you type", "speakers",
           palette=False),
    Action("speakers.merge", "m", "merge", "Take the speaker for another one", "speakers", palette=False),
    Action("speakers.split", "x", "split", "Let one of the speaker's names stand alone", "speakers",
           palette=False),
    Action("speakers.rules", "r", "leave_to_rules", "Leave the speaker's names to the rules again", "speakers",
           palette=False),
    Action("speakers.undo", "u", "undo", "Undo the last change", "speakers", palette=False),
    Action("speakers.redo", "ctrl+r", "redo", "Do again what was undone", "speakers", palette=False),
    Action("versions.show", "enter,l,right", "show", "Show the version in the story's pane", "versions", palette=False),
    Action("versions.differences", "d", "differences",
           "Show what changed from the version before, or between the two marked", "versions", palette=False),
    Action("versions.mark", "space", "mark", "Mark the version, to compare two", "versions", palette=False),
    Action("differences.next", "n,right_square_bracket", "step(1)", "Next change", "differences", palette=False),
    Action("differences.previous", "N,left_square_bracket", "step(-1)", "Previous change", "differences",
           palette=False),
    Action("differences.whole", "a", "whole", "Show all of the text, or only what is near a change", "differences",
           palette=False),
    Action("statements.open", "enter", "open",
           "Open the story where it was printed last, at the quote; > and < go on from there", "statements",
           palette=False),
    Action("statements.unfold", "space,l,right", "unfold", "List the stories it was printed in, or fold them away",
           "statements", palette=False),
    Action("statements.filter", "slash", "filter", "Filter by words, service or date as you type", "statements",
           palette=False),
    Action("statements.turn", "o", "turn", "Show the oldest first, or the newest", "statements", palette=False),
)  # fmt: skip
"""Every action there is. Two in one place never share a key; a test holds that."""


def actions_in(where: Where, actions: Sequence[Action] = ACTIONS) -> Iterator[Action]:
    """Yield the actions of one place, in the table's order."""
    return (action for action in actions if action.where == where)


def bindings_for(where: Where) -> list[Binding]:
    """Return the bindings of one place."""
    return [action.binding() for action in actions_in(where)]


def binding_of(name: str, *, first: bool = False) -> Binding:
    """Return the binding of one action by its id; `first` holds before all others, and in dialogs too."""
    binding = next(action.binding() for action in ACTIONS if action.id == name)
    return replace(binding, priority=True) if first else binding


def hints_for(where: Where, actions: Sequence[Action] = ACTIONS) -> Iterator[tuple[str, str]]:
    """Yield `(key, word)` for the hint line of a pane: its own first, then those of everywhere."""
    for action in (*actions_in(where, actions), *actions_in("everywhere", actions)):
        if action.hint and action.keys:
            yield shown_key(action.keys.split(",")[0]), action.hint


def table_markdown(places: Sequence[Where] = tuple(PLACES)) -> str:
    """Return the key table as the README shows it."""
    lines = []
    for where in places:
        lines += [f"**{PLACES[where]}**", "", "| keys | what they do |", "| --- | --- |"]
        for action in actions_in(where):
            keys = " ".join(f"`{shown_key(key)}`" for key in action.keys.split(","))
            lines.append(f"| {keys} | {action.title} |")
        lines.append("")
    return "\n".join(lines)
