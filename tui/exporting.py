"""What a reader exports without leaving the reader: a quote, a story, the selection, the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from store import query
from store.errors import ArchiveError, ExportError, QuerySyntaxError
from store.export import Format, Heading, Tally, barred, render, sort_out, warnings
from store.fitting import is_about_quotes
from store.importer import utc_now
from store.library import Library
from store.models import PERHAPS_KILLED, Entry, Row
from store.text import clean_line
from tui.output import written
from tui.words import plural

COPY_LIMIT = 74_000
"""Bytes put on the clipboard at most: many terminals stop at a sequence of 100,000 (base64 adds a third)."""


@dataclass(frozen=True)
class Portion:
    """What to export."""

    label: str
    """In words: "this story"."""
    rows: Sequence[Row]
    quotes: bool
    """The quotes of these stories, not the stories."""
    query: str
    """What the export's head says was asked for."""
    quote: int = -1
    """The one quote meant, by number; -1 for all."""
    fitting: bool = False
    """Of the quotes only those that the query is about (see `store.fitting`)."""


@dataclass(frozen=True)
class Order:
    """An export to be made."""

    portion: Portion
    form: Format
    path: Path | None
    """Where to write; None for the clipboard, or the program."""
    command: tuple[str, ...] = ()
    """The program that is to read it, with its arguments."""


@dataclass(frozen=True)
class Outcome:
    """An export that was made."""

    said: str
    """What was exported, what was left out and where it is, in words."""
    text: str = ""
    """What goes on the clipboard."""
    command: tuple[str, ...] = ()
    given: IO[bytes] | None = None
    """What the command is to read."""


def carry_out(library: Library, order: Order) -> Outcome:
    """Make an export; raises `ExportError` and `ArchiveError`.

    What a service killed, withheld or embargoed is left out and counted.
    """
    now, portion = utc_now(), order.portion
    parted = sort_out(portion.rows, now)
    if not parted.allowed:
        why = parted.barred[0][1] if parted.barred else "there is no story"
        raise ExportError(f"nothing to export: {why}", hint="wirereader export --force marks what is barred")
    heading = Heading(portion.query, len(parted.allowed), len(parted.barred), now, shown=not order.command)
    tally = Tally()
    entries = _only(portion.quote, still_allowed(library, parted.allowed, now))
    entries = tally.counting(fitting(library, entries, portion.query) if portion.fitting else entries)
    pieces = render(entries, order.form, heading, quotes=portion.quotes)
    text, given = "", None
    if order.command:
        given = _spooled(pieces)
        where = f"given to {clean_line(Path(order.command[0]).name)}"
    elif order.path is None:
        text = _short_enough(pieces)
        where = "sent to the terminal's clipboard"
    else:
        written(order.path, pieces)
        where = f"written to {order.path}"
    said = [f"{counted(tally, quotes=portion.quotes)} {where}"]
    said += warnings(heading, tally, quotes=portion.quotes)
    said += remembered(library, parted.allowed)
    if parted.barred:
        said.append(f"{len(parted.barred):,} left out: killed, withheld or under embargo")
    return Outcome(" · ".join(said), text, order.command, given)


def still_allowed(library: Library, rows: Sequence[Row], now: str) -> Iterator[Entry]:
    """Yield the stories of `rows`, but those of which a kill came since the rows were read."""
    for row in rows:
        entry = library.get(row.uri)
        if not barred(entry.row, now):
            yield entry


def asks_for_quotes(text: str) -> bool:
    """Tell whether a query is about some of the quotes in the stories it finds, and not about all."""
    try:
        return is_about_quotes(query.parse(text).tree)
    except QuerySyntaxError:
        return False


def fitting(library: Library, entries: Iterator[Entry], asked: str) -> Iterator[Entry]:
    """Yield the entries with those of their quotes that a query is about."""
    fits = library.fitting(asked)
    for entry in entries:
        yield replace(entry, quotes=tuple(filter(fits, entry.quotes)))


def remembered(library: Library, rows: Sequence[Row]) -> list[str]:
    """Remember that stories were exported; return what to say of them: they are out already.

    That this failed, or that a service may have killed one.
    """
    uris = [row.uri for row in rows]
    try:
        library.note_exported(uris)
        doubtful = {one.uri: one.headline for one in library.warnings() if one.what == PERHAPS_KILLED}
    except ArchiveError as error:
        return [f"but a kill or correction of this will not be told: {error}"]
    why = f"{PERHAPS_KILLED}, by one that names none of the stories of its slug"
    return [f"{why}: {doubtful[uri]} ({uri})" for uri in uris if uri in doubtful]


def counted(tally: Tally, *, quotes: bool) -> str:
    """Return in words how much went into an export."""
    count = plural(tally.stories, "story")
    return f"{plural(tally.quotes, 'quote')} of {count}" if quotes else count


def _only(quote: int, entries: Iterator[Entry]) -> Iterator[Entry]:
    """Yield the entries with the one quote of that number, or with all of them for -1."""
    for entry in entries:
        yield entry if quote < 0 else replace(entry, quotes=entry.quotes[quote : quote + 1])


def _spooled(pieces: Iterator[str]) -> IO[bytes]:
    """Return the pieces as a file without a name: whoever reads it may stop at any place, or take long."""
    try:
        file = TemporaryFile()  # noqa: SIM115 - who gives it to the program closes it
        file.writelines(piece.encode(errors="replace") for piece in pieces)
        file.seek(0)
    except OSError as error:
        raise ExportError(f"nothing was given away: {error.strerror or error}") from error
    return file


def _short_enough(pieces: Iterator[str]) -> str:
    text, size = "", 0
    for piece in pieces:
        text += piece
        size += len(piece.encode())
        if size > COPY_LIMIT:
            raise ExportError(
                f"longer than the {COPY_LIMIT:,} bytes that terminals take", hint="export to a file instead"
            )
    return text
