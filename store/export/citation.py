"""Words as they were printed, and where they stand, so that anybody can find them again."""

from __future__ import annotations

from store.labels import MODALITIES, number_of
from store.models import Article, Quote, Speaker

MARKS_ONLY = 5
"""Characters between two parts of a quote that leave nothing out: marks, the end of a paragraph."""


def citation(article: Article, quote: Quote | None = None) -> str:
    """Return service, slug, UTC time, uri, version and, of a quote, its characters in `body_text`."""
    time = article.versioncreated
    if time and article.time_assumed:
        time = f"{time[:10]} (time of day not given)"
    parts = [article.source, article.slugline, time, article.uri]
    if number := number_of(article.version):
        parts.append(f"version {number}")
    if quote:
        parts.append("characters " + " and ".join(f"{span.start}-{span.end}" for span in quote.spans))
    return ", ".join(part for part in parts if part)


def printed(quote: Quote, opening: str = "", closing: str = "") -> str:
    """Return the quote's words with a sign where the story breaks them: `We waited, […] then we left`.

    `opening` and `closing` stand around each part.
    """
    out, at, last = opening, 0, quote.start
    for span in quote.spans:
        if at:
            out += " " if span.start - last <= MARKS_ONLY else f"{closing} […] {opening}"
        out += quote.text[at : at + span.end - span.start]
        at += span.end - span.start + 1
        last = span.end
    return out + closing


def attribution(speaker: Speaker | None) -> str:
    """Return who speaks, with the role: "Irina Volkova, Transport Minister"."""
    if speaker is None:
        return "speaker unknown"
    return f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name


def kind(quote: Quote) -> str:
    """Return of which kind the words are: "indirect"; "indirect, NOT SAID" for what is no statement."""
    return ", ".join(filter(None, (quote.type, MODALITIES[quote.modality])))


def status(article: Article, now: str) -> str:
    """Return the warning a story needs at `now`: killed, withheld, under embargo; empty for most."""
    words = {"canceled": "KILLED BY ITS SERVICE", "withheld": "WITHHELD BY ITS SERVICE"}
    told = [words[article.pubstatus]] if article.pubstatus in words else []
    if article.embargoed > now:
        told.append(f"EMBARGO UNTIL {article.embargoed}")
    return "; ".join(told)
