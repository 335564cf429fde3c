"""What each verb of the command line does. Headless: Textual only for the reader and its keys.

Each returns the exit status. A `StoreError` that stops the whole verb goes up
to `tui.cli`.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from store import importer, ingest
from store.commands import AddTag, RemoveTag, stories
from store.errors import IngestError
from store.export import Heading, Tally, format_of, render, sort_out, warnings
from store.extraction import quotes_of
from store.importer import utc_now
from store.ingest import files
from store.models import Article, Quote, Report
from store.paths import holds_archive, network_file_system
from store.text import clean_line, decode
from tui import tables
from tui.checkup import checkup
from tui.exporting import counted, fitting, remembered, still_allowed
from tui.keeping import TAG_USAGE, WRONG_USAGE, asked, existing, rename_tag
from tui.opening import opened
from tui.output import written
from tui.progress import progress
from tui.talk import put, put_json, say
from tui.words import plural


def read(arguments: Namespace) -> int:
    """Open the reader, after importing what is named."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        say(
            "the reader needs a terminal (keys from stdin, screen on stderr); see wirereader --help for verbs"
        )
        return WRONG_USAGE
    notices: list[str] = []
    if arguments.paths:
        report = _import(arguments)
        for failure in report.failed:  # still there when the reader gives the screen back
            say(str(failure))
        notices = [_summary(report)]
    from tui.app import run  # noqa: PLC0415 - the verbs must not wait for Textual

    return run(arguments.archive, notices, reader=arguments.reader)


def import_(arguments: Namespace) -> int:
    """Import files and folders, or watch a folder or feeds; list what failed."""
    if arguments.watch or arguments.poll:
        from tui import live  # noqa: PLC0415 - only who stays pays for it

        return live.watch(arguments) if arguments.watch else live.poll(arguments)
    report = _import(arguments)
    for failure in report.failed:
        say(str(failure))
    say(_summary(report))
    return 1 if report.failed else 0


def convert(arguments: Namespace) -> int:
    """Print each story as a JSON object."""
    failed = False
    for found in _articles(arguments.paths):
        if isinstance(found, IngestError):
            say(str(found))
            failed = True
        else:
            put_json(found[1].as_json())
    return int(failed)


def quotes(arguments: Namespace) -> int:
    """Print who said what in files."""
    failed = False
    listed: list[tuple[str, str, Quote]] = []
    for found in _raw_quotes(arguments.paths) if arguments.raw else _quotes(arguments.paths):
        if isinstance(found, IngestError):
            say(str(found))
            failed = True
        elif arguments.explain or arguments.format == "table":
            listed.append(found)
        else:
            name, uri, quote = found
            put_json({"file": name, "uri": uri or None, **quote.as_json()})
    pairs = [(name, quote) for name, _, quote in listed]
    if arguments.explain:
        tables.put_explanations(pairs)
    elif arguments.format == "table":
        tables.put_quotes(pairs)
    return int(failed)


def search(arguments: Namespace) -> int:
    """List the stories a query finds."""
    query = asked(arguments)
    with existing(arguments) as library:
        found = library.search(query)
        tables.put_rows(found.rows, plainly=arguments.format != "table")
        say(f"{len(found.rows):,} of {stories(found.total)}")
    return 0


def export(arguments: Namespace) -> int:
    """Write the stories, or the quotes, that a query finds."""
    query, now = asked(arguments), utc_now()
    with existing(arguments) as library:
        found = library.search(query)
        parted = sort_out(() if arguments.force else found.rows, now)
        rows = found.rows if arguments.force else parted.allowed
        for row, why in parted.barred:
            say(f"left out, {why}: {row.headline} ({row.uri}); --force exports it marked so")
        if not rows:
            say(f"nothing to export: the query finds {stories(len(found.rows))}")
            return 1
        heading = Heading(query, len(rows), len(parted.barred), now)
        tally = Tally()
        forced = (library.get(row.uri) for row in rows)
        entries = forced if arguments.force else still_allowed(library, rows, now)
        entries = tally.counting(fitting(library, entries, query) if arguments.quotes else entries)
        form = arguments.format or (arguments.output and format_of(arguments.output)) or "jsonl"
        written(arguments.output, render(entries, form, heading, quotes=arguments.quotes))
        told = [*warnings(heading, tally, quotes=arguments.quotes), *remembered(library, rows)]
    for line in told:
        say(line)
    found_in_all = stories(len(found.rows))
    say(f"exported {counted(tally, quotes=arguments.quotes)}; the query finds {found_in_all}")
    return 1 if parted.barred or told else 0


def tag(arguments: Namespace) -> int:
    """Tag the stories a query finds, untag them, rename a tag, or list the tags."""
    if arguments.change == "rename":
        return rename_tag(arguments)
    query = asked(arguments)
    listing = arguments.change == "list"
    if bool(arguments.tag) == listing or (arguments.change == "add" and not query):
        say(TAG_USAGE)
        return WRONG_USAGE
    with existing(arguments) as library:
        if listing:
            for name, count in library.tags().items():
                put(f"{count}\t{name}\n")
            return 0
        found = library.search(query).rows
        say(f"the query finds {stories(len(found))}")
        uris = tuple(row.uri for row in found)
        command = (AddTag if arguments.change == "add" else RemoveTag)(uris, arguments.tag)
        say(library.apply(command))
    return 0 if uris else 1


def doctor(arguments: Namespace) -> int:
    """Tell what a report of trouble needs, and look for it in the archive."""
    for line in checkup():
        put(f"{line}\n")
    put(f"archive: {clean_line(str(arguments.archive))}\n")
    kind = network_file_system(arguments.archive)
    if kind:
        put(
            f"  on a network file system ({kind}): import from one machine only, since locks may not hold "
            "between machines; each user's index is kept in the cache of the machine\n"
        )
    if not holds_archive(arguments.archive):
        put("  none there yet\n")
        return 0
    with opened(arguments.archive, arguments.reader) as library:
        problems = library.problems()
        put(f"  {stories(library.count)}, {plural(len(library.tags()), 'tag')} of {library.reader}\n")
        if older := library.rereading.waiting:
            put(f"  {stories(older)} read by older rules: wirereader reindex --quotes reads them anew\n")
    for problem in problems:
        put(f"  {clean_line(str(problem))}\n")
    put(f"  {plural(len(problems), 'problem')}\n")
    return 1 if problems else 0


def config(arguments: Namespace) -> int:
    """Check the settings file, or print one with all settings."""
    from tui.configuration import load  # noqa: PLC0415 - the keys are Textual's
    from tui.settings import as_toml, config_file  # noqa: PLC0415 - only for this verb

    path = config_file()
    found = load(path)
    for trouble in found.troubles:
        say(trouble)
    if arguments.what == "show":
        put(as_toml(found.settings))
    elif not found.troubles:
        say(f"{path}: {'nothing wrong' if path.exists() else 'not there: all defaults hold'}")
    return 1 if found.troubles else 0


def keys(arguments: Namespace) -> int:  # noqa: ARG001 - one shape for all verbs
    """Print the reader's keys."""
    from tui.keymap import ACTIONS, PLACES  # noqa: PLC0415 - the keys are Textual's

    for where, title in PLACES.items():
        put(f"{title}\n")
        for action in ACTIONS:
            if action.where == where:
                put(f"  {action.shown_keys:18} {action.title}  [{action.id}]\n")
    return 0


def _import(arguments: Namespace) -> Report:
    with opened(arguments.archive) as library, progress() as tell:
        return library.import_paths(arguments.paths, on_progress=tell)


def _summary(report: Report) -> str:
    parts = [f"{report.added:,} added", f"{report.updated:,} updated", f"{report.unchanged:,} unchanged"]
    if report.failed:
        parts.append(f"{len(report.failed):,} failed")
    return f"{', '.join(parts)}, from {plural(report.files, 'file')} in {report.seconds:.1f} s"


def _articles(paths: Sequence[Path]) -> Iterator[tuple[str, Article] | IngestError]:
    for path in files.find(paths):
        if isinstance(path, IngestError):
            yield path
            continue
        for found in importer.read_articles(path):
            yield found if isinstance(found, IngestError) else (str(path), found)


def _quotes(paths: Sequence[Path]) -> Iterator[tuple[str, str, Quote] | IngestError]:
    for found in _articles(paths):
        if isinstance(found, IngestError):
            yield found
            continue
        name, article = found
        yield from ((name, article.uri, quote) for quote in quotes_of(article))


def _raw_quotes(paths: Sequence[Path]) -> Iterator[tuple[str, str, Quote] | IngestError]:
    for path in files.find(paths):
        try:
            if isinstance(path, IngestError):
                raise path
            data = files.load(path)
            ingest.sniff.refuse_foreign(data, clean_line(str(path)))
        except IngestError as error:
            yield error
        else:
            yield from ((str(path), "", quote) for quote in importer.quotes_in(decode(data).text))
