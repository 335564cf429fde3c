"""Why each quote was taken: its construction, its cue, who speaks and how that was found, how sure it is."""

from __future__ import annotations

from collections.abc import Iterator

from store.export.citation import printed
from store.models import Quote, Span
from tui.words import certainty

_KINDS = {
    "direct": "its words stand in marks or on a speaker's line",
    "mixed": "some of its words stand in marks",
    "indirect": "none of its words stand in marks",
}
_MODALITIES = {
    "said": "was said",
    "not said": "was not said: a negation stands before the cue",
    "denied": "was denied: the cue denies it",
    "expected": "is expected to be said: the cue is still to come",
}


def explanation(quote: Quote) -> Iterator[tuple[str, str]]:
    """Yield what is to be said of a quote, each with its name; places are characters of the text."""
    yield "words", printed(quote)
    yield "kind", f"{quote.type}: {_KINDS[quote.type]}"
    yield "where", ", ".join(map(_place, quote.spans))
    yield "construction", quote.reason
    yield "cue", f"“{quote.cue.text}” at {_place(quote.cue.span)}" if quote.cue else "none"
    yield "modality", _MODALITIES[quote.modality]
    yield "speaker", _speaker(quote)
    yield "confidence", f"{quote.confidence:.0%}, {certainty(quote)}"


def _speaker(quote: Quote) -> str:
    who = quote.speaker
    if who is None:
        return "unknown: nobody is named for it"
    name = f"{who.name}, {who.role}" if who.role else who.name
    if not who.mention:
        return f"{name} ({who.kind}), carried over from before"
    mention = f"printed “{who.mention}”" + (f" at {_place(who.span)}" if who.span else "")
    same = who.name == who.mention
    how = "no fuller name in the story" if same else "resolved to the fullest name in the story"
    return f"{name} ({who.kind}): {mention}, {how}"


def _place(span: Span) -> str:
    return f"{span.start}-{span.end}"
