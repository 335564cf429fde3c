"""The list of stories: thousands of rows, one widget, two lines redrawn a key press."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.models import Row
from store.terms import highlights
from tui import signs, words
from tui.cells import fit, tags
from tui.draw import component, lit, strip
from tui.keymap import bindings_for
from tui.listing import Listing
from tui.messages import AllWanted, SelectionChanged, StoryHighlighted, StoryOpened, TooMany
from tui.pointing import line_at

SELECTED_MOST = 10_000
"""Stories of a range at most: they are read while the keys wait."""

ALL_MOST = 100_000
"""Stories selected at once at most; `wirereader tag` takes a query and any number."""

KEPT_SELECTED = 16
"""Stories that stay selected when others are listed: each must be looked for among those."""

WIDE_ROW = 60
"""From this many cells on a story takes one line of columns; below, two lines."""


class ArticleList(ScrollView, can_focus=True):
    """Stories, newest first; the cursor is a story, not a row.

    Sends `StoryHighlighted` when the cursor moves, `StoryOpened` and
    `SelectionChanged`.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("list")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-list--cursor",
        "article-list--unread",
        "article-list--meta",
        "article-list--tag",
        "article-list--killed",
        "article-list--embargo",
        "article-list--match",
        "article-list--selected",
    }

    cursor: reactive[int] = reactive(0, repaint=False)
    terms: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.stories = Listing()
        self.now = datetime.now(UTC)
        """The time from which is reckoned how long embargoes last."""
        self.selected: dict[str, None] = {}
        """The uris of the stories selected, in the order they were."""
        self._selected_last = ""
        self.nothing = ""
        """What to say in the place of an empty list."""
        self.matching: Listing | None = None
        """What matches the search now; a story that no longer does stays until it is asked again."""

    # ---------------------------------------------------------------- what it holds

    @property
    def current(self) -> Row | None:
        """The story under the cursor."""
        return self.stories[self.cursor] if 0 <= self.cursor < len(self.stories) else None

    def show(self, stories: Listing, *, keep: str = "", or_first: bool = False, same: bool = False) -> None:
        """Replace the stories; the cursor stays on `keep`, or on the story it was on.

        Where that is not listed any more, it stays near, or goes to the first. What is
        selected stays so where the `same` was asked for; else a few, where they are listed.
        """
        uri = keep or (self.current.uri if self.current else "")
        old = self.current.uri if self.current else ""
        self.stories = stories
        self.matching = None
        if not same:
            few = self.selected if len(self.selected) <= KEPT_SELECTED else ()
            self.selected = {one: None for one in few if stories.has(one)}
        place = stories.place_of(uri)
        near = 0 if or_first else min(self.cursor, max(len(self.stories) - 1, 0))
        cursor = near if place is None else place
        self._resize()
        self.set_reactive(ArticleList.cursor, cursor)
        self._reveal()
        self.refresh()
        if (self.current.uri if self.current else "") != old:
            self._say_where()

    def freshen(self) -> None:
        """Draw stories as they are now: tags or read marks changed."""
        self.stories.freshen()
        self.refresh()

    def extended(self) -> None:
        """Make room for stories that were listed behind those there are."""
        self._resize()
        self.refresh()

    def mark_matching(self, matching: Listing) -> None:
        """Take note of what matches now; the others stay with a sign."""
        self.matching = matching
        self.stories.unread = matching.unread
        self.refresh()

    def targets(self) -> tuple[str, ...]:
        """Return the uris a command acts on: the selection, else the story under the cursor."""
        if self.selected:
            return tuple(self.selected)
        return (self.current.uri,) if self.current else ()

    def tick(self, now: datetime) -> None:
        """Say anew how long the embargoes in sight last."""
        before, self.now = self.now, now
        top, height = round(self.scroll_offset.y), self.size.height
        first, last = top // self.row_height, (top + height) // self.row_height + 1
        for at in range(first, min(last, len(self.stories))):
            if words.time_left(self.stories[at].embargoed, before):
                self._refresh_story(at)

    # ---------------------------------------------------------------- moving

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a story."""
        return max(0, min(cursor, len(self.stories) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the two stories concerned and tell."""
        self._refresh_story(old)
        self._refresh_story(new)
        self._reveal()
        self._say_where()

    def action_move(self, by: int) -> None:
        """Move the cursor by stories."""
        self.cursor += by

    def action_page(self, pages: float) -> None:
        """Move the cursor by pages, or a part of one."""
        step = max(int(abs(pages) * self.size.height) // self.row_height, 1)
        self.cursor += step if pages > 0 else -step

    def action_first(self) -> None:
        """Go to the first story."""
        self.cursor = 0

    def action_last(self) -> None:
        """Go to the last story."""
        self.cursor = len(self.stories) - 1

    def action_open(self) -> None:
        """Ask for the story under the cursor."""
        if self.current:
            self.post_message(StoryOpened(self.current.uri))

    def action_select(self) -> None:
        """Select the story under the cursor, or let it go, and move on."""
        if self.current:
            uri = self.current.uri
            if uri in self.selected:
                del self.selected[uri]
            else:
                self.selected[uri] = None
            self._selected_last = self.current.uri
            self._refresh_story(self.cursor)
            self.post_message(SelectionChanged(len(self.selected)))
            self.cursor += 1

    def action_select_to(self) -> None:
        """Select from the story selected last to the one under the cursor."""
        if not self.current:
            return
        place = self.stories.place_of(self._selected_last)
        start = self.cursor if place is None else place
        if abs(start - self.cursor) >= SELECTED_MOST:
            self.post_message(TooMany(abs(start - self.cursor) + 1, SELECTED_MOST))
            return
        self._select(self.stories[min(start, self.cursor) : max(start, self.cursor) + 1])

    def action_select_all(self) -> None:
        """Select every story listed, or let all go if all are."""
        if len(self.selected) == len(self.stories):
            self.clear_selection()
        elif len(self.stories) > ALL_MOST:
            self.post_message(TooMany(len(self.stories), ALL_MOST))
        else:
            self.post_message(AllWanted(self.stories))

    def select_all(self, stories: Listing, uris: Iterable[str]) -> None:
        """Select the stories, if they are those listed still."""
        if stories is self.stories:
            self.selected = dict.fromkeys(uris)
            self.refresh()
            self.post_message(SelectionChanged(len(self.selected)))

    def _select(self, rows: Iterable[Row]) -> None:
        self.selected |= {row.uri: None for row in rows}
        self._selected_last = self.current.uri if self.current else ""
        self.refresh()
        self.post_message(SelectionChanged(len(self.selected)))

    def clear_selection(self) -> None:
        """Let go of every selected story."""
        if self.selected:
            self.selected.clear()
            self.refresh()
            self.post_message(SelectionChanged(0))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the story clicked on; a second click opens it."""
        line = line_at(self, event)
        if line is not None and line // self.row_height < len(self.stories):
            self.cursor = line // self.row_height
            if event.chain > 1:
                self.action_open()

    # ---------------------------------------------------------------- drawing

    @property
    def row_height(self) -> int:
        """Lines a story takes at this width."""
        return 1 if self.scrollable_content_region.width >= WIDE_ROW else 2

    def on_resize(self) -> None:
        """Lay out for the new width, the cursor in sight."""
        self._resize()
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of what is in sight."""
        width = self.scrollable_content_region.width
        base = self.rich_style
        if not self.stories and y == 0:
            return strip([Segment(fit(f" {self.nothing}", width), self._style("meta"))], width, base)
        at, line = divmod(y + self.scroll_offset.y, self.row_height)
        if at >= len(self.stories):
            return Strip.blank(width, base)
        row = self.stories[at]
        on_cursor = at == self.cursor
        if on_cursor:
            base += self._style("cursor")
        meta = Style() if on_cursor else self._style("meta")  # muted text is lost on the cursor's ground
        flag = self._flag(row, on_cursor=on_cursor)
        if self.row_height == 1:
            segments = self._columns(row, width, flag, meta)
        elif line == 0:
            segments = [flag, *self._headline(row, width - flag.cell_length)]
        else:
            segments = self._second(row, width, meta)
        return strip(segments, width, base)

    def _columns(self, row: Row, width: int, flag: Segment, meta: Style) -> list[Segment]:
        when = fit(words.short_time(row.versioncreated), 10)
        head = [flag, Segment(f"{when} {fit(row.source, 8)} ", meta)]
        tail = self._tail(row, width - sum(segment.cell_length for segment in head), meta)
        tail_width = sum(segment.cell_length for segment in tail)
        room = width - sum(segment.cell_length for segment in head) - tail_width
        if room < 20:
            return [*head, *self._headline(row, width - head[0].cell_length - head[1].cell_length)]
        return [*head, *self._headline(row, room), *tail]

    def _second(self, row: Row, width: int, meta: Style) -> list[Segment]:
        about = " · ".join(p for p in (words.short_time(row.versioncreated), row.source, row.located) if p)
        tail = self._tail(row, width - 4, meta)
        room = max(width - 4 - sum(segment.cell_length for segment in tail), 6)
        return [Segment("    " + fit(about, room), meta), *tail]

    def _headline(self, row: Row, width: int) -> list[Segment]:
        style = Style()
        if not row.read:
            style += self._style("unread")
        if row.pubstatus != "usable":
            style += self._style("killed")
        told = row.headline.casefold().startswith(row.takekey.split(",")[0].casefold())
        text = fit(row.headline if told else f"{row.takekey}: {row.headline}", width)
        return lit(text, style, highlights(text, self.terms), self._style("match"))

    def _flag(self, row: Row, *, on_cursor: bool) -> Segment:
        """Return four cells: cursor, selection, then the one thing most worth knowing."""
        if row.pubstatus != "usable":
            sign = signs.KILLED
        elif words.time_left(row.embargoed, self.now):
            sign = signs.EMBARGOED
        elif row.urgency is not None and row.urgency <= 2:
            sign = signs.URGENT
        elif self.matching is not None and not self.matching.has(row.uri):
            sign = signs.NO_LONGER
        else:
            sign = " " if row.read else signs.UNREAD
        selected = row.uri in self.selected
        text = f"{signs.CURSOR if on_cursor else ' '}{signs.SELECTED if selected else ' '}{sign} "
        return Segment(text, self._style("selected") if selected else self._style("unread"))

    def _tail(self, row: Row, room: int, meta: Style) -> list[Segment]:
        out: list[Segment] = []
        if row.starred:
            out.append(Segment(f" {signs.STARRED}", self._style("tag")))
        if row.tags:
            out.append(Segment(f" {tags(row.tags, room // 2)}", self._style("tag")))
        if left := words.time_left(row.embargoed, self.now):
            out.append(Segment(f" {left} left", self._style("embargo")))
        if row.twins:
            out.append(Segment(f" +{row.twins}", meta))
        if row.versions > 1:
            out.append(Segment(f" v{row.versions}", meta))
        if row.quotes:
            out.append(Segment(f" {row.quotes}“", meta))
        return out

    def _style(self, part: str) -> Style:
        return component(self, f"article-list--{part}")

    def _resize(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.stories) * self.row_height)

    def _refresh_story(self, at: int) -> None:
        self.refresh_lines(at * self.row_height, self.row_height)

    def _reveal(self) -> None:
        """Scroll so that the cursor is in sight; by half a page, for every scroll redraws the pane."""
        top, height = self.cursor * self.row_height, self.size.height
        if not height:
            return
        if not self.scroll_offset.y <= top <= self.scroll_offset.y + height - self.row_height:
            near = abs(top - self.scroll_offset.y - height / 2) < 1.5 * height
            back = height // 2 if near else height // 3
            target = top - back if near and top > self.scroll_offset.y else top - height + back
            self.scroll_to(y=max(target if near else top - back, 0), animate=False, force=True)

    def _say_where(self) -> None:
        if self.current:
            line = self.cursor * self.row_height - self.scroll_offset.y
            self.app.cursor_position = self.content_region.offset + Region(0, line, 1, 1).offset
        self.post_message(StoryHighlighted(self.current.uri if self.current else ""))
