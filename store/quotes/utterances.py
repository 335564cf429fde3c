"""From frames to utterances: whole quotations, split ones joined, running ones continued."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.quotes.constructions import transcript_frames, unlisted_frame
from store.quotes.lexicon import PUNCTUATION_KINDS
from store.quotes.marks import Segment
from store.quotes.model import Frame
from store.quotes.refine import refine
from store.quotes.scan import Scan

ALONE = 5
"""Fewest tokens of a whole sentence in marks that counts as speech although nobody is named."""
CARRIED = 0.5
GAP = 14
NESTED = 0.9
"""Least chance of a cue inside of somebody else's quotation."""
CLOSING = 40
"""Most tokens from a cue to the end of its paragraph for the next paragraph's quotation to go on with it."""
_TERMINAL = frozenset({".", "?", "..", "--"})


@dataclass(slots=True)
class Utterance:
    """What one source says in one go: token ranges, in order."""

    pieces: list[tuple[int, int]]
    frame: Frame | None = None
    """The attribution that decided; None if nobody is named for it."""
    joined: list[str] = field(default_factory=list)
    """How later pieces were joined, for the reason given to the reader."""

    @property
    def first(self) -> int:
        """First token."""
        return self.pieces[0][0]

    @property
    def last(self) -> int:
        """End of the last token, exclusive."""
        return self.pieces[-1][1]


def utterances(story: Scan, frames: list[Frame]) -> list[Utterance]:
    """Return the utterances of a story in order of their first word."""
    for frame in frames:
        refine(story, frame)
    _leave_to_others(frames)
    scripts = transcript_frames(story)
    spoken = _spoken_in(scripts)
    frames = [frame for frame in frames if frame.cue not in spoken] + scripts
    drafts = [Utterance(_whole(story, frame), frame) for frame in frames if frame.pieces]
    drafts = _without_doubles(story, drafts)
    owner = _join_running(story, drafts)
    drafts = [draft for draft in drafts if not _only_quoted(story, draft, owner)]
    for draft in drafts:
        draft.pieces = _merged(draft.pieces)
    drafts.sort(key=lambda draft: (draft.first, draft.last))
    return drafts


def _spoken_in(scripts: list[Frame]) -> set[int]:
    """Return the tokens of transcript lines: what is quoted there is one speaker's, however he says it."""
    return {i for script in scripts for i in range(script.cue, script.pieces[0][1])}


def _leave_to_others(frames: list[Frame]) -> None:
    """Take from a frame the words behind its cue that a nearer cue governs ("he said, adding later, ...")."""
    claimed = {first: frame for frame in frames for first, _ in frame.pieces if first > frame.cue}
    for frame in frames:
        if frame.shape != "around" or len(frame.pieces) < 2:
            continue
        first, last = frame.pieces[-1]
        if any(
            frame.cue < start < last and other.cue < first for start, other in _between(claimed, frame, last)
        ):
            frame.pieces.pop()


def _between(claimed: dict[int, Frame], frame: Frame, last: int) -> list[tuple[int, Frame]]:
    return [
        (start, claimed[start])
        for start in range(frame.cue + 1, last)
        if start in claimed and claimed[start] is not frame and claimed[start].cue > frame.cue
    ]


def _whole(story: Scan, frame: Frame) -> list[tuple[int, int]]:
    """Return the frame's pieces, widened so that no quotation is cut by a cue outside of it."""
    out = []
    own = story.quoted[frame.cue]
    for piece in frame.pieces:
        first, last = piece
        ahead, behind = story.quoted[first], story.quoted[last - 1]
        if behind and behind != own:
            last = max(last, story.segments[behind - 1].last)
        if ahead and ahead != own:
            first = min(first, story.segments[ahead - 1].first)
        out.append((first, last))
    return _merged(out)


def _merged(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for first, last in sorted(pieces):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        else:
            out.append((first, last))
    return out


def _without_doubles(story: Scan, drafts: list[Utterance]) -> list[Utterance]:
    """Drop, of two utterances that claim mostly the same words, the less likely one."""
    out: list[Utterance] = []
    by_sentence: dict[int, list[Utterance]] = {}
    ranked = sorted(drafts, key=lambda draft: -(draft.frame.chance if draft.frame else 0.0))
    for draft in ranked:
        first = story.tokens.sentence_of[draft.first]
        last = story.tokens.sentence_of[draft.last - 1]
        near = [other for s in range(first, last + 1) for other in by_sentence.get(s, ())]
        if any(_same_words(draft, other) for other in near):
            continue
        out.append(draft)
        for sentence in range(first, last + 1):
            by_sentence.setdefault(sentence, []).append(draft)
    return out


def _same_words(one: Utterance, other: Utterance) -> bool:
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.pieces for c, d in other.pieces)
    size = sum(b - a for a, b in one.pieces)
    other_size = sum(b - a for a, b in other.pieces)
    return 2 * shared >= size + other_size - shared


def _inner(draft: Utterance) -> bool:
    """Tell whether the utterance's cue, if it stands in marks, is itself somebody's words."""
    return draft.frame is not None and draft.frame.shape != "transcript"


def _only_quoted(story: Scan, draft: Utterance, owner: list[Utterance | None]) -> bool:
    """Tell whether the utterance is no more than a clause inside of what somebody else says."""
    if draft.frame is None or not _inner(draft) or not story.quoted[draft.frame.cue]:
        return False
    holder = owner[story.quoted[draft.frame.cue] - 1]
    return holder is not None and holder is not draft and draft.frame.chance < NESTED


def _join_running(story: Scan, drafts: list[Utterance]) -> list[Utterance | None]:
    """Add quotations that stand without attribution to the utterance they continue."""
    owner = _owners(story, drafts)
    _join_paragraphs_before(story, owner)
    by_sentence = _by_last_sentence(story, drafts)
    cues = {draft.frame.cue for draft in drafts if draft.frame}
    busy = {story.tokens.sentence_of[i] for d in drafts for i in (d.first, d.last - 1)}
    busy |= {story.tokens.sentence_of[i] for i in cues}
    latest: Utterance | None = None
    for number, segment in enumerate(story.segments):
        if owner[number] is not None:
            latest = owner[number]
            continue
        if segment.single:
            continue
        if _resumes(story, segment, latest) and latest is not None:
            _join(latest, segment, "resumed")
            owner[number] = latest
            continue
        frame = unlisted_frame(story, segment)
        if frame:
            latest = owner[number] = Utterance(frame.pieces, frame)
            drafts.append(latest)
            continue
        before = _nearest(story, segment, latest, by_sentence)
        if not _full(story, segment):
            holder = _extended(story, segment, by_sentence, cues) or _rest(story, segment, before, busy)
            if holder is not None:
                latest = owner[number] = holder
            continue
        joined = _continues(story, segment, before)
        if joined and before is not None:
            _join(before, segment, joined)
            latest = owner[number] = before
        elif segment.last - segment.first >= ALONE:
            latest = owner[number] = _alone(story, segment, by_sentence)
            drafts.append(latest)
    return owner


def _alone(story: Scan, segment: Segment, by_sentence: dict[int, Utterance]) -> Utterance:
    """Return a quotation of its own, said by the one who was reported in the sentence before if any was."""
    pieces = [(segment.first, segment.last)]
    sentence = story.tokens.sentence_of[segment.first] - 1
    before = by_sentence.get(sentence)
    if before is None or before.frame is None or before.frame.source is None:
        return Utterance(pieces)
    frame = before.frame
    return Utterance(pieces, Frame(frame.cue, "carried", pieces, frame.source, CARRIED, frame.source_chance, 0.9))


def _extended(
    story: Scan, segment: Segment, by_sentence: dict[int, Utterance], cues: set[int]
) -> Utterance | None:
    """Add a quotation that goes on with reported words of its sentence: ... that "this" is so and "that"."""
    holder = by_sentence.get(story.tokens.sentence_of[segment.first])
    if holder is None or holder.frame is None or segment.last - segment.first < 3:
        return None
    first, last = holder.pieces[-1]
    gap = segment.first - 1 - last
    if not 0 <= gap < GAP or last <= holder.frame.cue or any(i in cues for i in range(last, segment.first)):
        return None
    if gap and story.kinds[last] not in (",", "cc", "--", "(", "q", "in", "who", "that", "to"):
        return None
    holder.pieces[-1] = (first, segment.last)
    return holder


def _rest(
    story: Scan, segment: Segment, before: Utterance | None, busy: set[int]
) -> Utterance | None:
    """Add a sentence with words in marks, and no cue, that follows a quotation and its attribution."""
    tokens = story.tokens
    sentence = tokens.sentence_of[segment.first]
    if before is None or before.frame is None or sentence in busy or segment.last - segment.first < 3:
        return None
    edge = max(before.last - 1, before.frame.cue)
    if tokens.sentence_of[edge] != sentence - 1 or tokens.paragraph_of[edge] != tokens.paragraph_of[segment.first]:
        return None
    first, last = tokens.sentences[sentence]
    if not story.quoted[before.last - 1] or before.frame.shape == "after":
        return None
    while last > first and story.kinds[last - 1] in PUNCTUATION_KINDS:
        last -= 1
    while first < last and story.kinds[first] in PUNCTUATION_KINDS:
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


def _join(utterance: Utterance, segment: Segment, how: str) -> None:
    utterance.pieces.append((segment.first, segment.last))
    utterance.joined.append(how)


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
    if latest is not None:
        edge = max(latest.last - 1, latest.frame.cue if latest.frame else 0)
        if tokens.sentence_of[edge] >= sentence and edge < segment.first:
            return latest
    before = by_sentence.get(sentence)
    if before is not None and tokens.paragraph_of[before.last - 1] == paragraph:
        return before
    return latest


def _owners(story: Scan, drafts: list[Utterance]) -> list[Utterance | None]:
    """Return for each segment the utterance most of it belongs to."""
    owner: list[Utterance | None] = [None] * len(story.segments)
    for draft in drafts:
        for first, last in draft.pieces:
            position = first
            while position < last:
                number = story.quoted[position]
                if not number:
                    position += 1
                    continue
                segment = story.segments[number - 1]
                covered = min(last, segment.last) - max(first, segment.first)
                nested = _inner(draft) and draft.frame and story.quoted[draft.frame.cue] == number
                if 2 * covered >= segment.last - segment.first and not nested:
                    owner[number - 1] = draft
                position = segment.last
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
    frame = latest.frame
    closing = frame is not None and frame.cue >= latest.last and tail - frame.cue < CLOSING
    return "next paragraph" if closing and tokens.sentence_of[frame.cue] == tokens.sentence_of[tail - 1] else ""
