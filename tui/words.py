"""How the reader says things: times, counts, kinds and certainty, in words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from store.export.citation import printed
from store.labels import MODALITIES, number_of
from store.models import Article, Quote, Version, Warned

if TYPE_CHECKING:
    from store.record import Fallen  # which opens archives: verbs that do not must not pay

KIND_NAMES = {"direct": "direct", "mixed": "partly quoted", "indirect": "reported"}

STATUS_WORDS = {"canceled": "KILLED", "withheld": "WITHHELD"}


ASSUMED_HEADLINE = 80
"""Characters shown of a headline that is the story's first sentence."""

SURE, LIKELY = 0.92, 0.6
"""From which confidence on a quote is called sure, or likely. On annotated stories kept from training,
96 in 100 of those called sure had the right words and speaker, and 3 in 4 of those called likely."""


def certainty(quote: Quote) -> str:
    """Return how sure the attribution is: sure, likely or unclear."""
    if quote.confidence >= SURE:
        return "sure"
    return "likely" if quote.confidence >= LIKELY else "unclear"


def headline(article: Article) -> str:
    """Return the headline; of one taken from the text only the beginning, for the text follows."""
    head = article.headline
    if not article.headline_assumed or len(head) <= ASSUMED_HEADLINE:
        return head
    beginning = head[: ASSUMED_HEADLINE - 2]
    return f"{beginning.rpartition(' ')[0] or beginning} …"


def worth_saying(article: Article) -> str:
    """Return what was assumed or repaired in the story, less what its head shows anyway."""
    notes = ["no headline in the copy"] if article.headline_assumed else []
    shown = ("no headline", "time of day")
    notes += [warning for warning in article.parse_warnings if not warning.startswith(shown)]
    return "; ".join(notes)


def plural(count: int, noun: str) -> str:
    """Return `1 story`, `2 stories`, `1 quote`."""
    if count == 1:
        return f"1 {noun}"
    if noun.endswith("y"):
        return f"{count:,} {noun[:-1]}ies"
    return f"{count:,} {noun}{'es' if noun.endswith('ch') else 's'}"


def moment(stamp: str) -> str:
    """Return a UTC stamp as `2026-03-03 12:04 UTC`."""
    return f"{stamp[:10]} {stamp[11:16]} UTC" if len(stamp) >= 16 else stamp


def short_time(stamp: str, today: datetime | None = None) -> str:
    """Return a UTC stamp in five or ten cells: the time if today, month-day this year, else the date."""
    now = today or datetime.now(UTC)
    if not stamp:
        return ""
    if stamp[:10] == f"{now:%Y-%m-%d}":
        return stamp[11:16]
    return stamp[5:10] if stamp[:4] == f"{now:%Y}" else stamp[:10]


def about(article: Article, versions: int) -> str:
    """Return the line under the headline: who sent it, from where, when, which version."""
    parts = [
        article.source,
        article.located,
        sent(article) or "no date",
        article.slugline,
        article.takekey,
        f"urgency {article.urgency}" if article.urgency else "",
        _kept(article.version, versions) if versions > 1 else "",
    ]
    return " · ".join(part for part in parts if part)


def _kept(version: str, count: int) -> str:
    """Return `version 4, 2 versions kept`: services number as they like, so neither tells the other."""
    return ", ".join(filter(None, (numbered(version), f"{count} versions kept")))


def numbered(version: str) -> str:
    """Return `version 4`; empty where the service gave no number."""
    number = number_of(version)
    return f"version {number}" if number else ""


def status_line(article: Article) -> str:
    """Return the banner of a killed or withheld story."""
    word = STATUS_WORDS[article.pubstatus]
    rest = f" at {moment(article.versioncreated)}" if article.versioncreated else ""
    return f"{word}{rest}: do not use this story or its earlier versions"


def killed_meanwhile(status: str) -> str:
    """Return what is said when a story is killed or withheld while it is read; empty if it is neither."""
    word = STATUS_WORDS.get(status, "")
    return f"{word} while it was shown: do not use this story" if word else ""


def sent(article: Article) -> str:
    """Return when a story was sent, to the minute if its copy says so; empty if that is not known."""
    when = article.versioncreated
    return when[:10] if article.time_assumed else moment(when)


def version_place(count: int, place: int) -> str:
    """Return `version 2 of 4` for a place in the chain, counted from 0 at the newest."""
    return f"version {count - place} of {count}"


def version_kind(article: Article) -> str:
    """Return what a version says it is: its take, else its signals: `2nd Ld-Writethru, Correction`."""
    return article.takekey or ", ".join(article.signal)


def time_left(stamp: str, now: datetime) -> str:
    """Return how long it is until a UTC stamp, to the minute begun: `2 h 14 min`; empty once it is past."""
    try:
        until = datetime.fromisoformat(stamp)
    except ValueError:
        return ""
    seconds = (until if until.tzinfo else until.replace(tzinfo=UTC)).timestamp() - now.timestamp()
    if seconds <= 0:
        return ""
    hours, minutes = divmod(math.ceil(seconds / 60), 60)
    if hours >= 48:
        return f"{hours // 24} days {hours % 24} h"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def embargo(stamp: str, now: datetime) -> str:
    """Return until when a story is under embargo, and how long that is; empty once it is over."""
    left = time_left(stamp, now)
    if not left:
        return ""
    until = f"{stamp[11:16]} UTC" if stamp[:10] == f"{now:%Y-%m-%d}" else moment(stamp)
    return f"embargo: {left} left, until {until}"


def warning(stories: Sequence[Warned]) -> str:
    """Return in one line that stories the reader used no longer hold; empty for none."""
    if not stories:
        return ""
    uses = tuple(dict.fromkeys(use for one in stories for use in one.used))
    used = listed(uses, "or" if any(one.used != uses for one in stories) else "and")
    what = " or ".join(dict.fromkeys(one.what for one in stories))
    were = "was" if len(stories) == 1 else "were"
    them = "it" if len(stories) == 1 else "them"
    return f"{plural(len(stories), 'story')} you {used} {were} {what} · W shows {them}, x puts this away"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Return `tagged`, `tagged and exported`, `tagged, starred and exported`."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def killed_later(status: str, newest: Version) -> str:
    """Return the banner of an earlier version of a story that was killed or withheld since."""
    return f"{STATUS_WORDS[status]} at {moment(newest.versioncreated)}: do not use this version either"


def who(quote: Quote) -> str:
    """Return the speaker's name, or that nobody was found."""
    return quote.speaker.name if quote.speaker else "speaker not found"


def kind(quote: Quote, between: str = " · ") -> str:
    """Return of which kind the words are, and before it that they were not said, where they were not."""
    return between.join(filter(None, (MODALITIES[quote.modality], KIND_NAMES[quote.type])))


def told(quote: Quote) -> str:
    """Return whose words they are, of which kind, how sure that is and by which construction."""
    why = f" ({quote.reason})" if quote.reason else ""
    return f"{who(quote)} · {kind(quote)} · {certainty(quote)}{why}"


def fallen(one: Fallen) -> str:
    """Return why a quote stands no more, in capitals where its service took it back."""
    when = f" {moment(one.since)}" if one.since else ""
    if one.fate == "killed":
        return f"{STATUS_WORDS.get(one.row.pubstatus, 'KILLED')}{when}: do not use"
    if one.fate == "gone":
        return f"TAKEN OUT by a correction{when}" if one.corrected else f"left out of an update{when}"
    took = f"CORRECTED{when}" if one.corrected else f"changed in an update{when}"
    if one.now is None:
        return took
    now = printed(one.now, "“", "”") if one.fate == "reworded" else f"given to {who(one.now)}"
    return f"{took}: now {now}"


def source_url(article: Article) -> str:
    """Return where the story was published on the web; empty if that is not known."""
    return article.uri if re.fullmatch(r"https?://[!-~]+", article.uri) else ""


def citation(article: Article, quote: Quote) -> str:
    """Return the quote's words with speaker and source, for pasting."""
    role = f", {quote.speaker.role}" if quote.speaker and quote.speaker.role else ""
    text = printed(quote, "“", "”") if quote.type == "direct" else printed(quote)
    number = number_of(article.version)
    version = f" v{number}" if number else ""
    source = ", ".join(
        part for part in (article.source, article.slugline, moment(article.versioncreated)) if part
    )
    where = f"{article.uri}{version}, characters {quote.start}-{quote.end}"
    return f"{text}\n— {who(quote)}{role} ({kind(quote, ', ')})\n{source}; {where}\n"
