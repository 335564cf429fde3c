"""Running quotations: those that stand without attribution, and the utterances they continue."""

from __future__ import annotations

from bisect import bisect_right

from store.quotes.constructions import unlisted_frame
from store.quotes.lexicon import PUNCTUATION_KINDS
from store.quotes.marks import Segment
from store.quotes.model import Frame
from store.quotes.scan import Scan
from store.quotes.utterance import Utterance

ALONE = 5
"""Fewest tokens of a whole sentence in marks that counts as speech although nobody is named."""
CARRIED = 0.5
"""Chance that such a sentence is said by the one reported right before."""
GAP = 14
"""Most tokens between reported words and the quotation that goes on with them."""
FRAGMENT = 3
"""Fewest tokens in marks that go on with what was said before."""
CLOSING = 40
"""Most tokens from a cue to the end of its paragraph for the next paragraph's quotation to go on with it."""
_TERMINAL = frozenset({".", "?", "..", "--"})
_BINDS = frozenset({",", "cc", "--", "(", "q", "in", "who", "that", "to"})
"""What may stand between reported words and a quotation that goes on with them."""


def join_running(story: Scan, drafts: list[Utterance]) -> list[Utterance | None]:
    """Add quotations that stand without attribution to the utterance they continue.

    New ones are added to `drafts`; returned is for each segment whose it is.
    """
    return _Running(story, drafts).owner


class _Running:
    """The quotations of one story, placed one after the other."""

    def __init__(self, story: Scan, drafts: list[Utterance]) -> None:
        self.story = story
        self.drafts = drafts
        self.owner = _owners(story, drafts)
        _join_paragraphs_before(story, self.owner)
        self.by_sentence = _by_last_sentence(story, drafts)
        self.cues = {draft.frame.cue for draft in drafts if draft.frame}
        sentence_of = story.tokens.sentence_of
        self.busy = {sentence_of[i] for draft in drafts for i in (draft.first, draft.last - 1)}
        """Sentences with a cue or reported words."""
        self.busy |= {sentence_of[i] for i in self.cues}
        latest: Utterance | None = None
        for number, segment in enumerate(story.segments):
            if self.owner[number] is None and not segment.single:
                self.owner[number] = self._place(segment, latest)
            latest = self.owner[number] or latest

    def _place(self, segment: Segment, latest: Utterance | None) -> Utterance | None:
        """Return the utterance that the quotation belongs to; `latest` is the one before it."""
        if latest is not None and _resumes(self.story, segment, latest):
            return _join(latest, segment, "resumed")
        frame = unlisted_frame(self.story, segment)
        if frame:
            return self._new(Utterance(frame.pieces, frame))
        before = _nearest(self.story, segment, latest, self.by_sentence)
        if not _full(self.story, segment):
            return self._extended(segment) or self._rest(segment, before)
        how = _continues(self.story, segment, before)
        if how and before is not None:
            return _join(before, segment, how)
        return self._new(self._alone(segment)) if segment.last - segment.first >= ALONE else None

    def _new(self, utterance: Utterance) -> Utterance:
        self.drafts.append(utterance)
        return utterance

    def _alone(self, segment: Segment) -> Utterance:
        """Return a quotation of its own, said by who was reported in the sentence before, if any."""
        pieces = [(segment.first, segment.last)]
        sentence = self.story.tokens.sentence_of[segment.first] - 1
        before = self.by_sentence.get(sentence)
        if before is None or before.frame is None or before.frame.source is None:
            return Utterance(pieces)
        frame = before.frame
        return Utterance(
            pieces, Frame(frame.cue, "carried", pieces, frame.source, CARRIED, frame.source_chance, 0.9)
        )

    def _extended(self, segment: Segment) -> Utterance | None:
        """Add a quotation that goes on with reported words: said that "this" is so and "that"."""
        holder = self.by_sentence.get(self.story.tokens.sentence_of[segment.first])
        if holder is None or holder.frame is None or segment.last - segment.first < FRAGMENT:
            return None
        first, last = holder.pieces[-1]
        gap = segment.first - 1 - last
        if (
            not 0 <= gap < GAP
            or last <= holder.frame.cue
            or any(i in self.cues for i in range(last, segment.first))
        ):
            return None
        if gap and self.story.kinds[last] not in _BINDS:
            return None
        holder.pieces[-1] = (first, segment.last)
        return holder

    def _rest(self, segment: Segment, before: Utterance | None) -> Utterance | None:
        """Add a sentence with words in marks, and no cue, that follows a quotation and its attribution."""
        tokens = self.story.tokens
        sentence = tokens.sentence_of[segment.first]
        if (
            before is None
            or before.frame is None
            or sentence in self.busy
            or segment.last - segment.first < FRAGMENT
        ):
            return None
        edge = max(before.last - 1, before.frame.cue)
        if (
            tokens.sentence_of[edge] != sentence - 1
            or tokens.paragraph_of[edge] != tokens.paragraph_of[segment.first]
        ):
            return None
        first, last = tokens.sentences[sentence]
        if not self.story.quoted[before.last - 1] or before.frame.shape == "after":
            return None
        while last > first and self.story.kinds[last - 1] in PUNCTUATION_KINDS:
            last -= 1
        while first < last and self.story.kinds[first] in PUNCTUATION_KINDS:
            first += 1
        before.pieces.append((first, max(last, segment.last)))
        before.joined.append("went on")
        return before


def _join_paragraphs_before(story: Scan, owner: list[Utterance | None]) -> None:
    """Add to an utterance the paragraphs of speech before it, each opened and left open."""
    for number in range(len(story.segments) - 2, -1, -1):
        segment, following, behind = story.segments[number], story.segments[number + 1], owner[number + 1]
        if owner[number] is not None or segment.closed or segment.single or behind is None:
            continue
        paragraph = story.tokens.paragraph_of[following.first]
        opens = story.tokens.paragraphs[paragraph][0] == following.first - 1
        next_one = paragraph == story.tokens.paragraph_of[segment.last - 1] + 1
        if opens and next_one and behind.frame and behind.first == following.first and _full(story, segment):
            behind.pieces.insert(0, (segment.first, segment.last))
            behind.joined.append("paragraph before")
            owner[number] = behind


def _join(utterance: Utterance, segment: Segment, how: str) -> Utterance:
    utterance.pieces.append((segment.first, segment.last))
    utterance.joined.append(how)
    return utterance


def _by_last_sentence(story: Scan, drafts: list[Utterance]) -> dict[int, Utterance]:
    """Return for each sentence, of the utterances that end in it, the main clause's: its cue comes first."""
    out: dict[int, Utterance] = {}
    for draft in drafts:
        if draft.frame is None:
            continue
        sentence = story.tokens.sentence_of[max(draft.last - 1, draft.frame.cue)]
        other = out.get(sentence)
        if other is None or other.frame is None or draft.frame.cue < other.frame.cue:
            out[sentence] = draft
    return out


def _nearest(
    story: Scan, segment: Segment, latest: Utterance | None, by_sentence: dict[int, Utterance]
) -> Utterance | None:
    """Return the utterance a quotation that starts a sentence may go on with."""
    tokens = story.tokens
    paragraph = tokens.paragraph_of[segment.first]
    sentence = tokens.sentence_of[segment.first] - 1
    before = by_sentence.get(sentence)
    if latest is not None:
        edge = max(latest.last - 1, latest.frame.cue if latest.frame else 0)
        if tokens.sentence_of[edge] >= sentence and edge < segment.first:
            return before if before is not None and _told_besides(story, latest, before) else latest
    if before is not None and tokens.paragraph_of[before.last - 1] == paragraph:
        return before
    return latest


def _told_besides(story: Scan, latest: Utterance, main: Utterance) -> bool:
    """Tell whether `latest` only says what else a speaker did: `"...," Lee said, describing "it". "..."`."""
    if latest is main or latest.frame is None or main.frame is None:
        return False
    aside = story.kinds[latest.frame.cue] == "ing" and main.frame.cue < latest.frame.cue
    return aside and story.quoted[main.last - 1] > 0 and main.frame.shape != "after"


def _owners(story: Scan, drafts: list[Utterance]) -> list[Utterance | None]:
    """Return for each segment the utterance most of it belongs to."""
    owner: list[Utterance | None] = [None] * len(story.segments)
    ends = [segment.last for segment in story.segments]
    for draft in drafts:
        own = story.quoted[draft.frame.cue] if draft.frame and draft.nested else 0
        for first, last in draft.pieces:
            for at in range(bisect_right(ends, first), len(ends)):
                segment = story.segments[at]
                if segment.first >= last:
                    break
                covered = min(last, segment.last) - max(first, segment.first)
                if 2 * covered >= segment.last - segment.first and at + 1 != own:
                    owner[at] = draft
    return owner


def _full(story: Scan, segment: Segment) -> bool:
    """Tell whether the segment is one or more whole sentences, and starts one."""
    start = story.tokens.sentences[story.tokens.sentence_of[segment.first]][0]
    if start < segment.first - 1:
        return False
    if not segment.closed:
        return True
    last = segment.last - 1
    while last > segment.first and story.kinds[last] in ("q", "sq", ")"):
        last -= 1
    return story.kinds[last] in _TERMINAL or segment.last + 1 >= len(story.kinds)


def _resumes(story: Scan, segment: Segment, latest: Utterance | None) -> bool:
    """Tell whether the segment is the rest of a sentence that its attribution broke off with a comma."""
    if latest is None or latest.frame is None or not latest.pieces:
        return False
    cue, before = latest.frame.cue, latest.last
    if not before <= cue < segment.first - 1 or story.kinds[before - 1] != ",":
        return False
    if story.tokens.sentence_of[cue] != story.tokens.sentence_of[segment.first]:
        return False
    lead = segment.first - 2
    while lead > cue and story.kinds[lead] in ("rb", "ly"):
        lead -= 1
    return bool(story.quoted[before - 1]) and story.kinds[lead] in (",", "cc", "--")


def _continues(story: Scan, segment: Segment, latest: Utterance | None) -> str:
    """Say how the segment continues the utterance before it; "" if it does not."""
    if latest is None or latest.last > segment.first:
        return ""
    tokens = story.tokens
    here, there = tokens.paragraph_of[segment.first], tokens.paragraph_of[latest.last - 1]
    if here == there:
        return "continued"
    if here > there + 1 or tokens.paragraphs[here][0] < segment.first - 1:
        return ""
    tail = tokens.paragraphs[there][1]
    if all(story.kinds[i] in PUNCTUATION_KINDS for i in range(latest.last, tail)):
        return "next paragraph"
    cue = latest.frame.cue if latest.frame else -1
    closing = cue >= latest.last and tail - cue < CLOSING
    return "next paragraph" if closing and tokens.sentence_of[cue] == tokens.sentence_of[tail - 1] else ""
