"""From frames to utterances: whole quotations, split ones joined, running ones continued."""

from __future__ import annotations

from store.quotes.constructions import headed_frames, transcript_frames
from store.quotes.interviews import answer_frames, turns
from store.quotes.model import Frame
from store.quotes.no_speech import only_names, wants_no_name
from store.quotes.refine import refine
from store.quotes.running import join_running
from store.quotes.scan import Scan
from store.quotes.utterance import Utterance

NESTED = 0.9
"""Least chance of a cue inside of somebody else's quotation."""


def utterances(story: Scan, frames: list[Frame]) -> list[Utterance]:
    """Return the utterances of a story in order of their first word."""
    for frame in frames:
        refine(story, frame)
    frames = [frame for frame in frames if not (wants_no_name(story, frame) or only_names(story, frame))]
    _leave_to_others(frames)
    _end_before_others(story, frames)
    asked = turns(story.tokens)
    letters = {turn.letter for turn in asked}
    for frame in frames:
        if frame.source and frame.source.first in letters:
            frame.source = None
    scripts = transcript_frames(story, letters)
    headed = headed_frames(story)
    spoken = _spoken_in(scripts) | {frame.cue for frame in headed}
    frames = [frame for frame in frames if frame.cue not in spoken]
    frames += headed + scripts + answer_frames(asked)
    drafts = [Utterance(_whole(story, frame), frame) for frame in frames if _worded(story, frame)]
    drafts = _without_doubles(story, drafts)
    owner = join_running(story, drafts)
    drafts = [draft for draft in drafts if not _only_quoted(story, draft, owner)]
    for draft in drafts:
        draft.pieces = _merged(draft.pieces)
    drafts.sort(key=lambda draft: (draft.first, draft.last))
    return drafts


def _worded(story: Scan, frame: Frame) -> bool:
    """Tell whether a frame's pieces hold a word: signs and emoji alone are said by nobody."""
    texts = story.tokens.texts
    return any(text[-1].isalnum() for first, last in frame.pieces for text in texts[first:last])


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


def _end_before_others(story: Scan, frames: list[Frame]) -> None:
    """End reported words where another's begin: "said no, and the mayor answered", "is shut, two said"."""
    by_sentence: dict[int, list[Frame]] = {}
    for frame in frames:
        by_sentence.setdefault(story.tokens.sentence_of[frame.cue], []).append(frame)
    for near in by_sentence.values():
        for frame in near:
            for other in near:
                first, last = frame.pieces[-1]
                if first > frame.cue and first < other.cue < last and not story.quoted[other.cue]:
                    frame.pieces[-1] = (first, _end_before(story, frame, other))


def _end_before(story: Scan, frame: Frame, other: Frame) -> int:
    """Return where the frame's last piece ends, in which the other's cue stands."""
    first, last = frame.pieces[-1]
    source = other.source
    end = _where_goes_on(story, frame, other)
    if end >= 0:
        return end
    if source is None or source.kind == "pp" or source.first <= first or story.quoted[source.first]:
        return last
    if other.shape == "before":
        end = other.pieces[-1][1] if other.pieces[0][0] <= frame.cue else last
    else:
        joined = _joins(story, source.first - 1) and source.first < other.cue < other.pieces[0][0]
        end = source.first - 2 if joined and other.shape == "after" else last
    return end if first + 1 < end < last and story.kinds[end] == "," else last


def _joins(story: Scan, at: int) -> bool:
    """Tell whether a token joins another's words to reported ones: an "and", a "while" behind a quotation."""
    if story.tokens.lowers[at] == "while":
        return story.kinds[at - 2 : at] in (["q", ","], [",", "q"])
    return story.kinds[at] == "cc"


def _where_goes_on(story: Scan, frame: Frame, other: Frame) -> int:
    """Return the "and" with which one source goes on to say another thing; -1 if it does not.

    "Lee said that the dam was old and warned that it leaked".
    """
    if other.shape != "after" or not (frame.source and other.source):
        return -1
    at = other.cue - 1
    same = frame.source.first == other.source.first
    joined = same and story.tokens.lowers[at] in ("and", "but") and at > frame.pieces[-1][0] + 1
    return at if joined else -1


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
    if len(pieces) == 1:
        return pieces
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


def _only_quoted(story: Scan, draft: Utterance, owner: list[Utterance | None]) -> bool:
    """Tell whether the utterance is no more than a clause inside of what somebody else says."""
    if draft.frame is None or not draft.nested or not story.quoted[draft.frame.cue]:
        return False
    holder = owner[story.quoted[draft.frame.cue] - 1]
    return holder is not None and holder is not draft and draft.frame.chance < NESTED
