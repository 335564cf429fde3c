"""What the command line does with an archive as a whole: its index, speakers, a reader's searches and tags.

As in `tui.verbs`, each returns the exit status.
"""

from __future__ import annotations

from argparse import Namespace

from store import query
from store.commands import Command, DropSearch, Identify, SaveSearch, stories
from store.errors import ArchiveError
from store.library import Library
from store.models import SpeakerCount
from store.paths import holds_archive
from store.retagging import renaming
from store.text import clean_line
from tui.opening import opened, reading
from tui.progress import rereading
from tui.talk import put, say
from tui.words import plural

WRONG_USAGE = 2
TAG_USAGE = "write: wirereader tag add TAG QUERY, tag remove TAG [QUERY], tag rename TAG NEW, or tag list"


def existing(arguments: Namespace) -> Library:
    """Open the archive, but begin none: a search in a folder misspelt must not make one."""
    if not holds_archive(arguments.archive):
        raise ArchiveError(
            "there is no archive here", where=str(arguments.archive), hint="wirereader import makes one"
        )
    return opened(arguments.archive, arguments.reader)


def asked(arguments: Namespace) -> str:
    """Return the query; raises `QuerySyntaxError` before the archive is opened, which may take long."""
    text = " ".join(arguments.query)
    query.parse(text)
    return text


def reindex(arguments: Namespace) -> int:
    """Make the index anew from the documents, or read quotes anew that were found by older rules."""
    if arguments.quotes:
        return _reread(arguments)
    with existing(arguments) as library, reading() as tell:
        library.reindex(tell)
        say(f"the index holds {stories(library.count)}")
        for notice in library.notices:
            say(notice)
        return 1 if library.notices else 0


def _reread(arguments: Namespace) -> int:
    with existing(arguments) as library, rereading() as tell:
        done = library.rereading.run(tell)
        failures = {*map(str, done.failed.values()), *library.notices}
    for failure in sorted(failures):
        say(failure)
    say(
        f"{stories(done.stories)} read anew in {done.seconds:.1f} s, {done.changed:,} changed: "
        f"{plural(done.before, 'quote')} before, {done.after:,} now"
        if done.stories
        else "no story was read anew: all quotes were found by the rules of today"
    )
    return 1 if failures else 0


def rename_tag(arguments: Namespace) -> int:
    """Rename a tag on all stories, and in the saved searches that ask for it."""
    if not arguments.tag or len(arguments.query) != 1:
        say(TAG_USAGE)
        return WRONG_USAGE
    with existing(arguments) as library:
        found = renaming(library.tags(), library.searches.saved(), arguments.tag, arguments.query[0])
        say(found.about)
        return _done(library, found.command)


def searches(arguments: Namespace) -> int:
    """List the saved searches with their counts, keep one, or drop one."""
    text = asked(arguments)
    listing = arguments.change == "list"
    if bool(arguments.name) == listing or bool(text) != (arguments.change == "save"):
        say("write: wirereader searches list, searches save NAME QUERY, or searches drop NAME")
        return WRONG_USAGE
    with existing(arguments) as library:
        if listing:
            for one in map(library.searches.counted, library.searches.saved()):
                since = f"{one.new}\t{one.seen}" if one.seen else "\t"
                put(f"{one.total}\t{one.unread}\t{since}\t{clean_line(one.name)}\t{clean_line(one.query)}\n")
            return 0
        if arguments.change == "save":
            return _done(library, SaveSearch(arguments.name, text))
        if arguments.name not in library.searches.saved():
            say(f"there is no saved search {clean_line(arguments.name)}")
            return 1
        return _done(library, DropSearch(arguments.name))


def speakers(arguments: Namespace) -> int:
    """List who is quoted, or decide who is one person with whom."""
    with existing(arguments) as library:
        if arguments.same:
            return _take_for(library, *arguments.same)
        if arguments.alone:
            _known(library, arguments.alone)
            return _done(library, Identify(((arguments.alone, arguments.alone),)))
        if arguments.rules:
            if arguments.rules not in library.decided():
                raise ArchiveError(f"nothing was decided about {clean_line(arguments.rules)}")
            return _done(library, Identify(((arguments.rules, None),)))
        found = library.speakers(" ".join(arguments.words))
        for one in found:
            cells = (one.name, one.role, one.first[:10], one.last[:10], "; ".join(one.aliases))
            put("\t".join((str(one.quotes), str(one.stories), *map(clean_line, cells))) + "\n")
        say(plural(len(found), "speaker"))
        return 0 if found else 1


def undo(arguments: Namespace) -> int:
    """Take back the reader's newest change, or do again what was taken back last."""
    with existing(arguments) as library:
        done = library.redo() if arguments.redo else library.undo()
        say(done or f"nothing to {'redo' if arguments.redo else 'undo'}")
        return 0 if done else 1


def _take_for(library: Library, name: str, other: str) -> int:
    who, whom = _known(library, name), _known(library, other)
    if who.name == whom.name:
        say(f"{clean_line(name)} and {clean_line(other)} are names of one already")
        return 0
    return _done(library, Identify(((name, whom.name),)))


def _known(library: Library, name: str) -> SpeakerCount:
    """Return the speaker who has exactly this name; raises `ArchiveError` if nobody has."""
    for one in library.speakers(name):
        if name in (one.name, *one.aliases):
            return one
    hint = "wirereader speakers with words of the name lists how it is printed"
    raise ArchiveError(f"nobody is called {clean_line(name)}", hint=hint)


def _done(library: Library, command: Command) -> int:
    say(library.apply(command))
    return 0
