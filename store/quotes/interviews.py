"""Interviews printed as questions and answers: "Q: Is it ready? A: It is readier."

The letters are no names: the answers are the interviewee's, and the questions
are nobody's quotes.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.quotes.model import Frame
from store.quotes.people import People
from store.quotes.scan import Phrase
from store.quotes.tokens import Tokens

ANSWER = "A"
_LETTERS = frozenset({"Q", ANSWER})
_TALKS = frozenset({"interview", "interviewed", "conversation", "q&a"})
INTRODUCTION = 60
"""Names at the top of a text among which the interviewee is looked for."""
_CLOSE = 12
"""Tokens between "interview" and the interviewee's name at most."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question or an answer: its letter's token, and where its words begin and end."""

    letter: int
    first: int
    last: int
    answer: bool


def turns(tokens: Tokens) -> list[Turn]:
    """Return the questions and answers of a text; none if it does not have both.

    Paragraphs without a letter between two turns go on with the first of them;
    a heading ends a turn.
    """
    found: list[Turn] = []
    for number, (first, last) in enumerate(tokens.paragraphs):
        if _opens(tokens, first, last):
            found.append(Turn(first, first + 2, last, tokens.texts[first] == ANSWER))
        elif found and number not in tokens.headings and found[-1].last == first:
            found[-1] = Turn(found[-1].letter, found[-1].first, last, found[-1].answer)
    if len({turn.answer for turn in found}) < 2:
        return []
    end = found.pop()
    paragraph = tokens.paragraphs[tokens.paragraph_of[end.letter]]
    return [*found, Turn(end.letter, end.first, paragraph[1], end.answer)]


def _opens(tokens: Tokens, first: int, last: int) -> bool:
    return last > first + 2 and tokens.texts[first] in _LETTERS and tokens.texts[first + 1] == ":"


def answer_frames(spoken: list[Turn]) -> list[Frame]:
    """Return a frame for each answer, its source the letter."""
    out = []
    for turn in spoken:
        if turn.answer:
            source = Phrase(turn.letter, turn.letter + 1, "C")
            out.append(Frame(turn.first - 1, "transcript", [(turn.first, turn.last)], source, 0.9, 0.95, 0.9))
    return out


def interviewee(people: People, letter: int) -> tuple[int, int]:
    """Return the tokens of the name of who answers at token `letter`; the letter's if nobody is named before.

    That is the first full name behind "interview" or "Q&A"; else the first before the turns.
    """
    lowers, first_full = people.tokens.lowers, -1
    for index, mention in enumerate(people.mentions[:INTRODUCTION]):
        if mention.first >= letter:
            break
        if mention.form != "full" or mention.entity < 0 or not people.entities[mention.entity].person:
            continue
        if not _TALKS.isdisjoint(lowers[max(0, mention.first - _CLOSE) : mention.first]):
            return mention.left, mention.last
        first_full = first_full if first_full >= 0 else index
    if first_full < 0:
        return letter, letter + 1
    return people.mentions[first_full].left, people.mentions[first_full].last
