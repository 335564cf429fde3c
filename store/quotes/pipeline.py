"""From a text to its quotes: the stages in order, and what the reader is told of each quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress
from typing import NamedTuple

from store.garbage import uncollected
from store.models import Cue, Quote, QuoteType, Span, Speaker
from store.quotes.interviews import ANSWER, interviewee
from store.quotes.marked_speech import marked_speech
from store.quotes.memo import LAST
from store.quotes.modality import modality
from store.quotes.model import Frame, Weights, find_frames, weights
from store.quotes.people import People
from store.quotes.people_complement import end_of_complement
from store.quotes.people_resolved import Resolved
from store.quotes.scan import Phrase, Scan, scan
from store.quotes.tokens import Tokens, tokenise
from store.quotes.tongues import is_english, tongue_of
from store.quotes.trust import LIKELY, second_hand, trust, trust_score
from store.quotes.utterance import Utterance
from store.quotes.utterances import utterances

LEAST = 0.36
"""Chance below which a cue candidate is looked at no further."""
ACRONYM = 4
"""Letters of an acronym at most: "CNN: ..." is a body, "PENCE: ..." a person."""
UNNAMED = 0.3
"""How sure the name of nobody is."""
LEAST_TRUST = 0.2
"""Trust below which a quote is left out: from here on down end-to-end F1 falls in cross-validation."""
MEMORY = 12
"""How many earlier speakers a pronoun may look back to."""
_CONSTRUCTIONS = {
    "after": "“…” + content",
    "before": "content + “…”",
    "around": "content split by “…”",
    "transcript": "name and colon",
    "signed": "signed after a dash",
    "carried": "speaker of “…” before",
}
"""How a frame's shape is named to the reader, the cue in place of the dots."""
_SOURCES = {"pp": "pronoun", "who": "relative pronoun", "C": "name", "n": "noun", "ps": "possessor"}


class Draft(NamedTuple):
    """What may be a quote."""

    quote: Quote
    score: int
    """What speaks for its words and its speaker being right, in hundredths."""
    by_form: bool
    """A line of a transcript is a quote by its form, whatever annotators call it."""


@uncollected()
def extract(
    body: str, *, headings: Sequence[Span] = (), headline: str = "", language: str = ""
) -> tuple[Quote, ...]:
    """Return the quotes of `body`, in order of start.

    Spans are characters of `body`. `headings` are its cross-heads, in which
    and through which nothing is read; `headline` may name speakers in full;
    `language` is a BCP 47 tag, guessed from the text if empty; of a text that
    is not English only marked speech is returned. Nothing is raised.
    """
    tokens = tokenise(body, headings)
    if not len(tokens):
        return ()
    if not is_english(tokens, language):
        return marked_speech(tokens, tongue_of(tokens, language))
    found = drafts(tokens, weights(), headline)
    kept = [draft.quote for draft in found if draft.quote.confidence >= LEAST_TRUST or draft.by_form]
    return tuple(sorted(kept, key=lambda quote: (quote.start, quote.end)))


def drafts(tokens: Tokens, model: Weights, headline: str = "") -> Iterator[Draft]:
    """Yield all that may be a quote."""
    story = scan(tokens, model.lexicon)
    found = utterances(story, find_frames(story, model, LEAST))
    people = People.of(tokens, headline=headline)
    recent: list[Resolved] = []
    for utterance in found:
        frame = utterance.frame
        on_a_line = frame is not None and frame.shape == "transcript"
        speaker, sure = None, UNNAMED
        if frame and frame.source:
            speaker, sure = _speaker(people, frame, frame.source, recent)
            if on_a_line:
                speaker = _on_a_line(speaker)
        kind = kind_of_speech(story, utterance)
        score = trust_score(story, utterance, kind, sure, model.trust)
        chance = trust(score)
        if chance > LIKELY and second_hand(story, utterance):
            chance = LIKELY
        yield Draft(_quote(story, utterance, kind, speaker, chance), score, on_a_line)


def _quote(
    story: Scan, utterance: Utterance, kind: QuoteType, speaker: Speaker | None, chance: float
) -> Quote:
    """Return an utterance as a quote."""
    tokens = story.tokens
    spans = tuple([tokens.span(*_with_marks(story, first, last)) for first, last in utterance.pieces])
    return Quote(
        type=kind,
        spans=spans,
        text=" ".join([tokens.body[start:end] for start, end in spans]),
        cue=_cue(story, utterance),
        speaker=speaker,
        confidence=round(chance, 3),
        reason=_reason(story, utterance),
        modality=modality(story, utterance.frame) if utterance.frame else "said",
    )


def _with_marks(story: Scan, first: int, last: int) -> tuple[int, int]:
    """Return a piece that begins or ends with words in marks, and is not all of them, with those marks."""
    ahead, behind = story.quoted[first], story.quoted[last - 1]
    if ahead == behind:
        return first, last
    if ahead and story.segments[ahead - 1].first == first:
        first -= 1
    if behind and story.segments[behind - 1].last == last and story.segments[behind - 1].closed:
        last += 1
    return first, last


def _speaker(people: People, frame: Frame, source: Phrase, recent: list[Resolved]) -> tuple[Speaker, float]:
    """Resolve a frame's source and remember it as the latest speaker."""
    who = people.resolve(source.first, source.last, recent)
    if frame.shape == "transcript" and people.tokens.texts[source.first] == ANSWER:
        named = people.resolve(*interviewee(people, source.first))
        who = replace(named, first=source.first, last=source.last)
    who = next((known for known in recent if (known.first, known.last) == (who.first, who.last)), who)
    last = end_of_complement(people.tokens, who, frame.cue)
    if last > who.last:
        who = replace(who, name=" ".join(people.tokens.text(who.first, last).split()))
    span = people.tokens.span(who.first, last) if last > who.first else None
    mention = people.tokens.body[span.start : span.end] if span else ""
    speaker = Speaker(who.name, mention, span, who.role, who.kind)
    recent.insert(0, who)
    del recent[MEMORY:]
    return speaker, max(who.sure, 0.5)


def _on_a_line(speaker: Speaker) -> Speaker:
    """Take a word in capitals before a transcript's colon for a surname, if too long for an acronym."""
    word = speaker.mention
    surname = speaker.kind == "organisation" and word.isupper() and word.isalpha() and len(word) > ACRONYM
    return replace(speaker, kind="person") if surname else speaker


def kind_of_speech(story: Scan, utterance: Utterance) -> QuoteType:
    """Tell by its words in marks whether a quote is direct, mixed or indirect.

    Direct: all words stand in marks, or all but one of five and more, or all
    but one in twenty, or on a speaker's line; indirect: none does.
    """
    if utterance.frame and utterance.frame.shape == "transcript":
        return "direct"
    texts, quoted = story.tokens.texts, story.quoted
    if not any(any(quoted[first:last]) for first, last in utterance.pieces):
        return "indirect"
    inside = outside = 0
    for first, last in utterance.pieces:
        wordlike = list(map(str.isalnum, map(LAST, texts[first:last])))
        within = sum(compress(wordlike, quoted[first:last]))
        inside += within
        outside += sum(wordlike) - within
    if not inside:
        return "indirect"
    if not outside or (outside == 1 and inside >= 4) or outside <= 0.05 * (inside + outside):
        return "direct"
    return "mixed"


def _cue(story: Scan, utterance: Utterance) -> Cue | None:
    if utterance.frame is None:
        return None
    index = utterance.frame.cue
    last = index + 1
    lowers = story.tokens.lowers
    if lowers[index] == "according" and lowers[last : last + 1] == ["to"]:
        last += 1
    span = story.tokens.span(index, last)
    return Cue(story.tokens.body[span.start : span.end], span)


def _reason(story: Scan, utterance: Utterance) -> str:
    """Name the construction that decided, for the reader."""
    frame = utterance.frame
    if frame is None:
        return "whole sentence in marks, nobody named"
    cue = story.tokens.texts[frame.cue]
    where = _CONSTRUCTIONS[frame.shape].replace("…", cue)
    source = _SOURCES[frame.source.kind] if frame.source else "nobody named"
    joined = ", " + " and ".join(dict.fromkeys(utterance.joined)) if utterance.joined else ""
    return f"{where}, {source}{joined}"
