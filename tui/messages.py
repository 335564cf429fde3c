"""Messages that cross the reader's widgets: what happened, never what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from textual.message import Message

from store.errors import StoreError
from store.models import Report, SavedSearch, SpeakerCount, Version
from tui.completing import Completion
from tui.exporting import Outcome
from tui.listing import Listing
from tui.page import Page


class Form(NamedTuple):
    """What is shown of a story: a correction that came in is another form of the same story."""

    uri: str = ""
    version: str = ""
    versions: int = 0
    pubstatus: str = ""
    earlier: Version | None = None
    """The version to show instead of the newest."""


@dataclass
class StoryHighlighted(Message):
    """The list's cursor came to rest on a story."""

    uri: str


@dataclass
class StoryOpened(Message):
    """The reader asked to read the story under the cursor."""

    uri: str


@dataclass
class SelectionChanged(Message):
    """Stories were selected or let go."""

    count: int


@dataclass
class AllWanted(Message):
    """All stories listed are to be selected; their names are read on another thread."""

    listing: Listing


@dataclass
class Gathered(Message):
    """The names of all stories of a listing."""

    listing: Listing
    uris: tuple[str, ...]


@dataclass
class TooMany(Message):
    """More stories were to be selected than can be."""

    wanted: int
    most: int


@dataclass
class QuotePointed(Message):
    """A quote was clicked on in the story."""

    number: int


@dataclass
class QuoteHighlighted(Message):
    """The quotes' cursor came to rest on a quote; `number` counts the story's quotes from 0."""

    number: int


@dataclass
class BodyScrolled(Message):
    """The body moved, was laid out anew, or shows another story."""

    def can_replace(self, message: Message) -> bool:
        """Only the newest matters."""
        return isinstance(message, BodyScrolled)


@dataclass
class StoryLoaded(Message):
    """A story is ready to be shown, or could not be read."""

    form: Form
    page: Page | None
    error: StoreError | None = None


@dataclass
class SearchDone(Message):
    """A search ended; `ticket` tells stale answers from the newest."""

    ticket: int
    query: str
    listing: Listing
    total: int
    """All stories in the archive, found or not."""
    terms: tuple[str, ...]
    """The words to light, folded."""
    page: Page | None
    """The story that was shown when the search began, its matches lit."""
    keep: bool = False
    """Only what the listed stories look like now was asked for; none may vanish."""


@dataclass
class AllCounted(Message):
    """All stories of a search are counted of which the first were listed before."""

    ticket: int
    listing: Listing
    count: int
    unread: int | None


@dataclass
class SearchFailed(Message):
    """A search could not be understood or carried out."""

    ticket: int
    query: str
    error: StoreError


@dataclass
class Exported(Message):
    """An export was made."""

    outcome: Outcome


@dataclass
class ExportFailed(Message):
    """An export could not be made."""

    error: StoreError


@dataclass
class ImportDone(Message):
    """Stories came in while the reader is open."""

    report: Report


@dataclass
class ImportFailed(Message):
    """An import stopped."""

    error: StoreError


@dataclass
class Completed(Message):
    """What may stand in a search that was half typed; `text` is the line as it was."""

    text: str
    completion: Completion


@dataclass
class SearchCounted(Message):
    """A saved search was counted; none if it could not be."""

    name: str
    search: SavedSearch | None
    trouble: str = ""


@dataclass
class SearchesCounted(Message):
    """All saved searches were counted, these are their names."""

    names: tuple[str, ...]


@dataclass
class SpeakersFound(Message):
    """Who is quoted in the archive was looked up."""

    ticket: int
    text: str
    speakers: tuple[SpeakerCount, ...]


@dataclass
class Fitting(Message):
    """Answers that fit what was typed."""

    text: str
    answers: tuple[str, ...]


@dataclass
class QuotesReread(Message):
    """The story shown was read again: who said what was decided."""

    page: Page


@dataclass
class MarksMoved(Message):
    """The reader changed marks or decisions elsewhere; the archive has taken note of them."""


@dataclass
class LookupFailed(Message):
    """The archive could not be asked."""

    error: StoreError
