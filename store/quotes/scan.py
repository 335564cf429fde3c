"""What every stage looks at: a story's tokens with their kinds, marks, phrases and cue candidates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import compress
from typing import NamedTuple

from store.quotes.lexicon import (
    FUNCTION_SHAPES,
    NAMES_IN_ING,
    NO_FUNCTION,
    OPENERS,
    PUNCTUATION_KINDS,
    kind_of,
    rough_stem,
    words,
)
from store.quotes.marks import Segment, segments
from store.quotes.memo import Memo, places
from store.quotes.tokens import Tokens

_NOMINAL = frozenset({"C", "n", "s", "d", "x", "@"})
_INNER = _NOMINAL | {"ed", "ing", "dt"}
_GOING_ON = _INNER | {"ps", "sq", "day"}
"""Kinds of words that a phrase may go on with."""
VERBAL = 20
"""A word that heads a cue in that many of a hundred places starts no noun phrase."""
_COMMON = frozenset({"n", "s"})
_SMALL = _COMMON | {"ed", "ing", "ly"}
TIMES = words(
    "time times day days week weeks month months year years night morning afternoon evening weekend hour "
    "hours minutes statement interview speech"
)
"""No part of a name that follows: "at the same time Lee said"."""
TITLE_LIMIT = 40
"""Longest headline, in tokens."""
LONGEST_TITLE = 7
"""Tokens in a title in marks at most, among them the comma that may end it."""
_ENTITLED = words("'s on in with")
"""What stands right before a show's or book's title: "in", and whose it is."""
_SMALL_IN_TITLES = words("a an and as at but by for from in is it of on or the to with")
_NO_BEGINNING = words(
    "'s became began blew brought came chose drove fell flew forgot fought gave got grew had held kept "
    "knew led lost made met overcame paid ran sank sat sent shook slept sold spent spoke stole stood "
    "struck swore swept took underwent undertook went withdrew won wore"
)
"""Words that look like nouns, and begin no phrase: "Lee joked, but went on to say"."""
_LONE = words("another both most some many few several all none neither either each one two three")
"""Determiners that may stand for a source by themselves: "another said"."""
_ALONE = frozenset({"pp", "it", "ob", "who"})
_BEGINNING = _NOMINAL | _ALONE | {"dt", "ps", "that", "wh"}
"""Kinds of tokens with which a phrase may begin."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that head cues, and of how many of a hundred of their places they do."""

    words: Mapping[str, int]
    stems: Mapping[str, int]
    seen: Memo[int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Start with nothing remembered."""
        object.__setattr__(self, "seen", Memo(self._share))

    def share(self, lower: str) -> int:
        """Return how often of a hundred the word, or else any form of it, heads a cue; 0 if it never does."""
        return self.seen[lower]

    def _share(self, lower: str) -> int:
        return self.words.get(lower, 0) or self.stems.get(rough_stem(lower), 0)


class Phrase(NamedTuple):
    """A base noun phrase that may name a source, as a token range."""

    first: int
    last: int
    kind: str
    """"pp" pronoun, "who", "C" with a capital, "n" common noun, "ps" possessor."""


@dataclass(slots=True)
class Scan:
    """A story, looked at once."""

    tokens: Tokens
    kinds: list[str]
    shapes: list[str]
    """For each token the word itself, lower-cased, if it is a function word, else its kind.

    Behind the last stands "^", which so is found past either end of the text.
    """
    segments: list[Segment]
    quoted: list[int]
    """For each token 0, or the number of its segment plus one."""
    cues: list[int]
    """Tokens that may be the head of a cue, in order."""
    cue_set: frozenset[int]
    phrases: dict[int, list[Phrase]]
    """The phrases of each sentence that was asked for."""
    shares: list[int]
    """For each token how often of a hundred its word heads a cue."""
    marked: set[int]
    """The sentences with words in quotation marks."""

    def region(self, index: int) -> tuple[int, int]:
        """Return the token's sentence, widened to the ends of quotations that run over its edges."""
        first, last = self.tokens.sentences[self.tokens.sentence_of[index]]
        if self.quoted[first]:
            first = min(first, self.segments[self.quoted[first] - 1].first)
        if self.quoted[last - 1]:
            last = max(last, self.segments[self.quoted[last - 1] - 1].last)
        elif self.kinds[last - 1] == ":":
            last = self._announced(last)
        return first, last

    def _announced(self, last: int) -> int:
        """Return the end of the quotation that a colon at the end of a paragraph announces, or `last`."""
        if last + 1 < len(self.quoted) and self.kinds[last] == "q" and self.quoted[last + 1]:
            return self.segments[self.quoted[last + 1] - 1].last
        return last

    def phrases_near(self, index: int) -> list[Phrase]:
        """Return the noun phrases of the token's sentence, in order of their ends."""
        sentence = self.tokens.sentence_of[index]
        found = self.phrases.get(sentence)
        if found is None:
            found = self.phrases[sentence] = _phrases(self, *self.tokens.sentences[sentence])
        return found


def scan(tokens: Tokens, lexicon: Lexicon) -> Scan:
    """Look over `tokens` once; `lexicon` says which may be heads of cues."""
    lowers = tokens.lowers
    shares = lexicon.seen.all(lowers)
    kinds = tokens.kinds.copy()
    shapes = list(map(FUNCTION_SHAPES.get, lowers, kinds))
    for index in places(tokens.texts, NO_FUNCTION):
        shapes[index] = kinds[index]
    _read_capitals(tokens, kinds, shapes, shares)
    shapes.append("^")
    found = [segment for segment in segments(tokens) if not _is_title(tokens, segment)]
    quoted = [0] * len(lowers)
    marked: set[int] = set()
    for number, segment in enumerate(found, 1):
        first, last = segment.first, segment.last
        quoted[first:last] = [number] * (last - first)
        marked.update(range(tokens.sentence_of[first], tokens.sentence_of[last - 1] + 1))
    cues = list(compress(range(len(shares)), shares))
    if tokens.headings:
        cues = [i for i in cues if tokens.paragraph_of[i] not in tokens.headings]
    return Scan(tokens, kinds, shapes, found, quoted, cues, frozenset(cues), {}, shares, marked)


def _is_title(tokens: Tokens, segment: Segment) -> bool:
    """Tell whether words in double marks are a title, capitals where titles stand: on CNN's "New Day"."""
    first, last = segment.first, segment.last
    if segment.single or last - first > LONGEST_TITLE or first < 2:
        return False
    if tokens.lowers[first - 2] not in _ENTITLED:
        return False
    named = [text for text in tokens.texts[first:last] if text[0].isalnum()]
    if not named or not named[0][0].isupper():
        return False
    return all(not word[0].islower() or word in _SMALL_IN_TITLES for word in named)


def _read_capitals(tokens: Tokens, kinds: list[str], shapes: list[str], shares: list[int]) -> None:
    """Give words that are capitalised only for their place the kind and shape of their lower case.

    A sentence's first word ("Claiming ..."), and the verbs of a headline in
    title case ("Lee Says ...").
    """
    lowers = tokens.lowers
    for first, last in tokens.sentences:
        begin = first + 1 if kinds[first] == "q" and first + 1 < last else first
        lower = lowers[begin]
        if lower in OPENERS:
            kinds[begin], shapes[begin] = "rb", lower
        elif kinds[begin] == "C" and (shares[begin] >= VERBAL or _participle(lower)):
            kinds[begin] = kind_of(lower, lower)
            shapes[begin] = FUNCTION_SHAPES.get(lower, kinds[begin])
        if last - first < TITLE_LIMIT and _title_case(kinds, first, last):
            for i in range(first + 1, last):
                if kinds[i] == "C" and shares[i] >= VERBAL:
                    kinds[i] = kind_of(lowers[i], lowers[i])
                    shapes[i] = FUNCTION_SHAPES.get(lowers[i], kinds[i])


def _participle(lower: str) -> bool:
    if len(lower) <= 6 or not lower.endswith("ing") or lower in NAMES_IN_ING:
        return False
    return not lower.endswith(("rling", "nning", "rding", "wning"))


def _title_case(kinds: list[str], first: int, last: int) -> bool:
    capitals = kinds[first:last].count("C")
    if capitals < 3:
        return False
    small = sum(map(_SMALL.__contains__, kinds[first:last]))
    return capitals > 3 * small


def _phrases(story: Scan, first: int, last: int) -> list[Phrase]:
    """Cut the sentence `first`..`last` into base noun phrases."""
    out: list[Phrase] = []
    kinds, lowers, shares = story.kinds, story.tokens.lowers, story.shares
    end = first
    for index in compress(range(first, last), map(_BEGINNING.__contains__, kinds[first:last])):
        if index < end:
            continue
        kind = kinds[index]
        if kind in _ALONE or lowers[index] == "which":
            out.append(Phrase(index, index + 1, "who" if kind in ("who", "wh") else "pp"))
        elif kind == "C" or not (kind == "wh" or lowers[index] in _NO_BEGINNING or shares[index] >= VERBAL):
            end = _take_phrase(story, index, last, out)
    return out


def _take_phrase(story: Scan, begin: int, last: int, out: list[Phrase]) -> int:
    """Add the phrase that starts at `begin`, and the possessors in it; return where it ends."""
    kinds, lowers, shares = story.kinds, story.tokens.lowers, story.shares
    kind = kinds[begin]
    named, shape, index = kind in _NOMINAL, "C" if kind == "C" else "n", begin + 1
    while index < last and kinds[index] in _GOING_ON:
        before, kind = kind, kinds[index]
        if kind == "C":
            if before in _COMMON and lowers[index - 1] in TIMES:
                break
            named, shape = True, "C"
        elif kind in _INNER:
            share = shares[index]
            verbal = share and (named or (share >= VERBAL and lowers[begin] in _LONE))
            if verbal and not _heads(story, begin, index, last):
                break
            if (kind == "dt" and named) or (kind == "ed" and before == "C"):
                break
            named = named or kind in _NOMINAL
        elif kind != "day":
            if not _possesses(story, index):
                break
            out.append(Phrase(begin, index, "ps"))
            named = False
        elif named:  # "a Monday editorial" is one phrase, "a letter Monday" is not
            break
        index += 1
    out.append(Phrase(begin, index, shape))
    return index


def _possesses(story: Scan, index: int) -> bool:
    """Tell whether a token makes what stands before it a possessor: "Lee's", "the mayors'"."""
    lowers = story.tokens.lowers
    return lowers[index] == "'s" or (
        story.kinds[index] == "sq" and lowers[index - 1][-1] == "s" and not story.quoted[index]
    )


def _heads(story: Scan, begin: int, index: int, last: int) -> bool:
    """Tell whether a word that may be a verb is in the phrase: "a new report said", "the air force said"."""
    if story.kinds[index] != "n" or story.kinds[begin] not in ("dt", "ps"):
        return False
    shares = story.shares
    behind = index + 1
    if shares[index] < VERBAL and behind < last and story.kinds[behind] in _COMMON and not shares[behind]:
        behind += 1
    return behind < last and shares[behind] >= VERBAL


def is_punctuation(kind: str) -> bool:
    """Tell whether a token of that kind is no word."""
    return kind in PUNCTUATION_KINDS
