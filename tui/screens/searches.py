"""Saved searches: how much each finds, what is new in it since it was looked at."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from store.commands import DropSearch, RenameSearch
from store.library import Library
from store.models import SavedSearch
from tui import news
from tui.keymap import bindings_for
from tui.messages import SearchCounted
from tui.screens.asking import AskScreen
from tui.screens.deciding import Deciding
from tui.widgets.pick_list import Item, PickList, Text


class SearchesScreen(Deciding[str]):
    """The searches a reader saved. Ends with the name of the one to run.

    Counts come one by one from whoever counts: `counted` takes them, and
    `RecountWanted` asks for them anew.
    """

    PLACE = "searches"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("searches")]

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._known: dict[str, SearchCounted] = {}

    def compose(self) -> ComposeResult:
        """Show the list and the line that says what was done."""
        with Vertical(id="dialog"):
            yield PickList(nothing="No search is saved yet. Search, then save it (? shows the key).")
            yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        """Title the box."""
        self.entitle("Saved searches", "Enter runs, n renames, d drops, u undoes, q closes")
        self.query_one(PickList).focus()
        self.look()

    def look(self) -> None:
        """List the searches there are now; counts known stay."""
        saved = self.library.searches.saved()
        items = [Item(name, self._texts(name, query)) for name, query in saved.items()]
        self.query_one(PickList).show(items)

    def counted(self, event: SearchCounted) -> None:
        """Show the counts of one search."""
        self._known[event.name] = event
        self.look()

    def _texts(self, name: str, query: str) -> tuple[Text, ...]:
        known = self._known.get(name)
        if known and known.search is None:
            return (Text("head", name), Text("alarm", known.trouble, 2, 2), Text("about", query, 1, 2))
        counts = counts_said(known.search) if known and known.search else "…"
        return (Text("head", f"{name}   {counts}"), Text("about", query, 2, 2))

    @on(PickList.Chosen)
    def chosen(self) -> None:
        """Run the search clicked on."""
        self.action_run()

    def action_run(self) -> None:
        """End with the search under the cursor."""
        name = self.current_name
        if name:
            self.dismiss(name)

    def action_drop(self) -> None:
        """Forget the search."""
        if self.current_name:
            self.do(DropSearch(self.current_name))

    def action_rename(self) -> None:
        """Ask for another name."""
        name = self.current_name
        if not name:
            return

        def named(new: str | None) -> None:
            if not new or new == name:
                return
            if new in self.library.searches.saved():
                self.say(f"there is a search {new} already", alarm=True)
            elif self.do(RenameSearch(name, new)):
                known = self._known.get(name)
                if known and known.search:
                    self._known[new] = known
                self.look()

        self.app.push_screen(AskScreen("Rename the search", name, value=name), named)

    @property
    def current_name(self) -> str:
        """The name of the search under the cursor; empty if there is none."""
        item = self.query_one(PickList).current
        return str(item.key) if item else ""


def counts_said(search: SavedSearch) -> str:
    """Return `3/44 unread · 7 new since Tuesday`."""
    said = f"{search.unread:,}/{search.total:,} unread"
    if not search.seen:
        return f"{said} · not looked at yet"
    return f"{said} · {search.new:,} new since {news.since(search.seen)}"
