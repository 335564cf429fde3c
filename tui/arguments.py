"""The command line's grammar: one table of verbs, one parser each.

Without a verb, the arguments are files and folders to import before the
reader opens. A file whose name is a verb is written `./import`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from store.arrivals import REST
from store.export import FORMATS
from store.ingest.files import STDIN
from store.paths import VARIABLE, default_archive
from store.poll import INTERVAL, SHORTEST
from store.query_fields import NAMES, nearest
from store.text import clean_line
from tui import keeping, verbs


class Verb(NamedTuple):
    """One thing to do without opening the reader."""

    about: str
    run: Callable[[argparse.Namespace], int]
    arguments: Callable[[argparse.ArgumentParser], None]


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for, with `run` to do it; ends the program for `--help` and wrong usage."""
    at = _verb_at(argv)
    if at is None:
        return _for_the_reader(argv)
    verb = VERBS[argv[at]]
    parser = _parser(f"wirereader {argv[at]}", verb.about)
    verb.arguments(parser)
    parser.set_defaults(run=verb.run)
    return parser.parse_args([*argv[:at], *argv[at + 1 :]])


def _for_the_reader(argv: Sequence[str]) -> argparse.Namespace:
    """Return what the reader is to open with; a verb misspelt is told, not opened as a file."""
    parser = _main_parser()
    arguments = parser.parse_args(argv)
    if arguments.paths and not any(map(os.path.lexists, arguments.paths)):
        said = clean_line(str(arguments.paths[0]))
        near = nearest(said, tuple(VERBS))
        parser.error(f"there is no file or verb {said}" + (f"; did you mean {near}?" if near else ""))
    return arguments


def program_version() -> str:
    """Return the version installed, or say that it runs from a source folder."""
    try:
        return version("wirereader")
    except PackageNotFoundError:
        return "(not installed)"


def _verb_at(argv: Sequence[str]) -> int | None:
    """Return where the verb stands: the first argument that is no option and no option's value."""
    valued = False
    for at, argument in enumerate(argv):
        if valued:
            valued = False
        elif argument in {"--archive", "--reader"}:
            valued = True
        elif not argument.startswith("-"):
            return at if argument in VERBS else None
        elif argument == "--":
            return None
    return None


def _main_parser() -> argparse.ArgumentParser:
    parser = _parser("wirereader", "Read news-wire copy: who said what, where, and is it still true?")
    width = max(map(len, VERBS))
    lines = [f"  {name:{width}}  {verb.about}" for name, verb in VERBS.items()]
    parser.epilog = "\n".join(
        ("verbs, each with --help:", *lines, "", "A file named like a verb is written ./import.")
    )
    parser.add_argument("--version", action="version", version=f"wirereader {program_version()}")
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="import this file or folder first"
    )
    parser.set_defaults(run=verbs.read)
    return parser


def _parser(program: str, about: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program,
        description=about,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--archive",
        type=Path,
        metavar="DIR",
        default=default_archive(os.environ),
        help=f"the archive's folder (default: ${VARIABLE}, else %(default)s)",
    )
    parser.add_argument("--reader", metavar="NAME", help="whose tags and marks (default: the login name)")
    return parser


_SOURCE = "a file, a folder of files, or - for what is piped in"


def _source(text: str) -> Path:
    return STDIN if text == "-" else Path(text)


def _paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=_source, metavar="PATH", help=_SOURCE)


def _import(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("paths", nargs="*", default=[], type=_source, metavar="PATH", help=_SOURCE)
    what.add_argument(
        "--watch", type=Path, metavar="DIR", help="import what is in this folder and what comes into it"
    )
    parser.add_argument(
        "--rest",
        type=_seconds(0.0),
        metavar="SECONDS",
        default=REST,
        help="with --watch: how long a file must stay unchanged to be complete (default: %(default)s)",
    )
    what.add_argument(
        "--poll", nargs="+", metavar="URL", help="import what these feeds hold and what comes into them"
    )
    parser.add_argument(
        "--every",
        type=_seconds(SHORTEST),
        metavar="SECONDS",
        default=INTERVAL,
        help=f"with --poll: from one request to the next (default: %(default)g, at least {SHORTEST:g})",
    )
    parser.add_argument("--once", action="store_true", help="with --poll: ask each feed once, then end")


def _seconds(least: float) -> Callable[[str], float]:
    """Return a reader of seconds that refuses fewer than `least`."""

    def seconds(text: str) -> float:
        value = float(text)
        if not least <= value < 1e6:
            raise argparse.ArgumentTypeError(f"{text} is out of range: at least {least:g} seconds")
        return value

    return seconds


def _query(parser: argparse.ArgumentParser, count: str) -> None:
    parser.add_argument(
        "query",
        nargs=count,
        metavar="QUERY",
        help=f'words, "phrases", prefix*, near5, -not, OR, ( ), {" ".join(f"{name}:" for name in NAMES)} '
        "(a query that begins with a minus goes after --)",
    )


def _table_or(parser: argparse.ArgumentParser, other: str) -> None:
    parser.add_argument(
        "--format",
        choices=("table", other),
        default="table" if sys.stdout.isatty() else other,
        help=f"default: table on a terminal, else {other}",
    )


def _quotes(parser: argparse.ArgumentParser) -> None:
    _paths(parser)
    _table_or(parser, "jsonl")
    parser.add_argument(
        "--raw", action="store_true", help="take the whole decoded text as the body; offsets are into that"
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="say of each quote why it was taken, in words, whatever the format",
    )


def _search(parser: argparse.ArgumentParser) -> None:
    _query(parser, "+")
    _table_or(parser, "tsv")
    parser.epilog = "In tsv: time, service, status, uri, version, headline."


def _export(parser: argparse.ArgumentParser) -> None:
    _query(parser, "*")
    parser.add_argument("--format", choices=FORMATS, help="default: as the FILE's name ends, else jsonl")
    parser.add_argument(
        "-o", "--output", type=_output, metavar="FILE", help="write here, not to stdout; - is stdout"
    )
    parser.add_argument(
        "--quotes",
        action="store_true",
        help="the quotes, not the stories; with speaker: or said: those asked for",
    )
    parser.add_argument(
        "--force", action="store_true", help="killed, withheld and embargoed stories too, each marked so"
    )


def _output(name: str) -> Path | None:
    """Return the file to write to; None is stdout."""
    return None if name == "-" else Path(name)


def _tag(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "rename TAG NEW holds on all stories and in the saved searches that ask for the tag; where NEW is a\n"
        "tag already, the two become one. One wirereader undo takes it back."
    )
    parser.add_argument("change", choices=("add", "remove", "rename", "list"))
    parser.add_argument("tag", nargs="?", metavar="TAG")
    _query(parser, "*")


def _searches(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "The list, parted by tabs: stories found, unread, new since the last look and when that was "
        "(both empty before the first), name, query."
    )
    parser.add_argument("change", choices=("list", "save", "drop"), nargs="?", default="list")
    parser.add_argument("name", nargs="?", metavar="NAME")
    _query(parser, "*")


def _speakers(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Parted by tabs: quotes, stories, name, role, first and last day, other names."
    parser.add_argument(
        "words", nargs="*", metavar="WORD", help="only those with these words in name or role"
    )
    decide = parser.add_mutually_exclusive_group()
    decide.add_argument("--same", nargs=2, metavar=("NAME", "AS"), help="NAME is another name of AS")
    decide.add_argument("--alone", metavar="NAME", help="NAME is nobody else")
    decide.add_argument("--rules", metavar="NAME", help="forget what was decided of NAME")


def _undo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--redo", action="store_true", help="do again what was taken back last")


def _reindex(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--quotes",
        action="store_true",
        help="look for quotes anew in the stories whose quotes were found by older rules than today's; what "
        "you decided stays, and a run that was stopped is gone on with",
    )


def _config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        choices=("check", "show"),
        default="check",
        help="check: tell what is wrong with the file; show: print all settings as a file (default: check)",
    )


def _nothing(parser: argparse.ArgumentParser) -> None:
    """Add no argument."""


VERBS: dict[str, Verb] = {
    "import": Verb("Store the stories in files, folders, a watched spool or feeds.", verbs.import_, _import),
    "convert": Verb("Print each story as a JSON object; store nothing.", verbs.convert, _paths),
    "quotes": Verb("Print who said what in files; store nothing.", verbs.quotes, _quotes),
    "search": Verb("List the stories a query finds.", verbs.search, _search),
    "export": Verb("Write the stories, or the quotes, that a query finds.", verbs.export, _export),
    "tag": Verb("Tag the stories a query finds, untag them, rename a tag, or list tags.", verbs.tag, _tag),
    "searches": Verb(
        "List saved searches with their counts, keep one, or drop one.", keeping.searches, _searches
    ),
    "speakers": Verb("List who is quoted, or say who is whom.", keeping.speakers, _speakers),
    "undo": Verb("Take back the newest change of tags, marks, searches or speakers.", keeping.undo, _undo),
    "reindex": Verb(
        "Make the archive's index anew from its documents, or with --quotes the quotes in them.",
        keeping.reindex,
        _reindex,
    ),
    "doctor": Verb("Look for trouble: the program, the terminal, the archive.", verbs.doctor, _nothing),
    "config": Verb("Check the settings file, or print one with all settings.", verbs.config, _config),
    "keys": Verb("Print the reader's keys.", verbs.keys, _nothing),
}
