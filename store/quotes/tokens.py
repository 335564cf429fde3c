"""Tokens, sentences and paragraphs of a text: the one fast pass all later stages share.

Everything is parallel lists of plain values, because a story is about a
thousand tokens and each stage looks at all of them: an object a token would
cost more than the analysis.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, pairwise

from store.models import Span
from store.quotes.datelines import dateline_end
from store.quotes.lexicon import DAYS, read_words
from store.quotes.memo import LAST


def _words(text: str) -> frozenset[str]:
    """Return the blank-separated words of `text` as a set."""
    return frozenset(text.split())


_CLITIC = "(?:s|S|re|ve|ll|d|m)"
_TOKEN = re.compile(
    r"(?!\s)("  # before a blank none of the alternatives need be tried
    r"[A-Za-z]++(?=[ ,\n])"  # most words, found at once
    r'|[,“”"();:?!]|\.(?!\.)'  # what is a token wherever it stands
    r"|``|''"  # TeX marks
    r"|[^\W\d_](?:-[^\W\d_])?\.(?:[^\W\d_]\.)+"  # U.S., J.R., D-N.Y.
    r"|[A-Z]\.(?=[ \u00a0][A-Z])"  # an initial: Donald J. Trump
    r"|(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Capt|Maj|Sgt|Cpl|Pvt|Adm|Cmdr|Brig"
    r"|Prof|Pres|Rev|Hon|Atty|Amb|Supt|Det|Insp|Messrs|Mme|Mlle|Sec|Ald|Inc|Corp|Co|Ltd|Bros|vs"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La"
    r"|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Vt|Va|Wash|Wis|Wyo|Ave|Blvd|Rd|Mt|Ft"
    r"|etc|approx|dept|est|a\.m|p\.m|i\.e|e\.g)\."
    r"|(?:then|ex|now|vice|lt)-(?:[Ss]en|[Rr]ep|[Gg]ov|[Pp]res|[Gg]en|[Ss]ec)\."
    r"|Nos?\.(?=[ \u00a0]?\d)"
    r"|[$€£]?\d[\d,.]*\d%?|[$€£]?\d%?"
    r"|[’'](?:em|til|tis|twas|cause|n)\b|[’']\d\ds?\b"
    r"|[’']" + _CLITIC + r"\b"
    r"|[@#]?\w+(?:[-‐‑]\w+|\.(?=[a-z0-9])\w+|[’'](?!" + _CLITIC + r"\b)[^\W\d_]+|&\w+)*"
    r"|\.\.+|--+|\S)"
)
_PARAGRAPH = re.compile(r"\n(?:[ \t\u00a0]*\n\s*|(?=[ \t]{2,}\S|[ \t]?[*•▪●][ \t]))")
_LINE = re.compile(r"\n\s*")

WRAP_WIDTH = 120
"""Hard-wrapped copy keeps lines well below this; a block with a longer line has a paragraph a line."""

LONGEST_SENTENCE = 300
"""Tokens after which a sentence is cut whatever comes: keeps time linear in text without full stops."""

_STOPS = frozenset(".!?…。؟")
_TERMINAL = frozenset({".", "!", "?", "…", "...", "....", "..", "。", "؟"})
_CLOSING = frozenset("\"”’'»“)]") | {"''"}
_OPENING = frozenset('"“”„‘«([') | {"``", "''"}
# A sentence after "U.S." or "Inc." is taken for a new one if it starts with one of these.
_STARTERS = _words(
    "the he she it they we i but and in on at a an this that these those his her their its when while after "
    "as for if there what who so yet not no"
)
_NEVER_LAST = _words(
    "mr. mrs. ms. dr. st. sen. sens. rep. reps. gov. govs. gen. lt. col. capt. maj. sgt. cpl. pvt. adm. "
    "cmdr. brig. prof. pres. rev. hon. atty. amb. supt. det. insp. messrs. mme. mlle. vs. no. nos. i.e. e.g. "
    "mt. ft. st. approx."
)
# After "...?" or "...!" in marks these make "Ann Lee asked" the rest of the same sentence.
_ASKED = _words(
    "said says asked asks told tells added adds wrote writes tweeted tweets shouted "
    "yelled replied wondered cried "
    "exclaimed continued responded answered joked quipped declared concluded demanded "
    "sang sings screamed chanted "
    "thundered insisted pleaded argued noted claimed warned mused asserted inquired "
    "pressed countered retorted "
    "snapped interjected recalled explained urged began remarked observed questioned demands shouts replies "
    "insists notes argues warns claims explains recalls jokes posted called saying"
)
_SAID = _words("said says added wrote writes tweeted explained replied continued concluded noted recalled")
LONGEST_NAME = 6
"""Tokens of a speaker between speech that ends in a full stop and the verb at most."""
ASKED_REACH = 16
"""How many tokens behind such marks the verb may come."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut up: parallel lists over tokens, and token ranges of sentences and paragraphs."""

    body: str
    starts: list[int]
    ends: list[int]
    texts: list[str]
    lowers: list[str]
    """`texts`, lower-cased, with typographic apostrophes made straight."""
    kinds: list[str]
    """For each of `texts` its kind, wherever it stands."""
    sentences: list[tuple[int, int]]
    """Token ranges, end exclusive, in order, covering every token."""
    paragraphs: list[tuple[int, int]]
    """Token ranges, end exclusive, in order, covering every token."""
    sentence_of: list[int]
    """For each token the index of its sentence."""
    paragraph_of: list[int]
    """For each token the index of its paragraph."""
    headings: frozenset[int]
    """Indices of the paragraphs that are cross-heads."""

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens `first` up to `last`, exclusive; there must be one at least."""
        return Span(self.starts[first], self.ends[last - 1])

    def text(self, first: int, last: int) -> str:
        """Return the words of tokens `first` up to `last`, exclusive, as printed."""
        return self.body[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def at(self, offset: int) -> int:
        """Return the first token that ends behind the character `offset`; `len` if there is none."""
        return bisect_left(self.ends, offset + 1)

    def glued(self, index: int) -> bool:
        """Tell whether no blank stands between the token and the one before it."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


def tokenise(body: str, headings: Sequence[Span] = ()) -> Tokens:
    """Cut `body` into tokens, sentences and paragraphs; each of `headings` is a paragraph of its own.

    A dateline is a sentence of its own.
    """
    pieces = _TOKEN.split(body)  # what stands between the tokens, and they, by turns
    edges = list(accumulate(map(len, pieces)))
    starts, ends = edges[:-1:2], edges[1::2]
    texts, lowers, kinds = read_words(pieces[1::2])
    paragraphs, heads = _paragraphs(body, starts, headings)
    paragraph_of = [0] * len(starts)
    stops = list(compress(range(len(texts)), map(_STOPS.__contains__, map(LAST, texts))))
    sentences: list[tuple[int, int]] = []
    sentence_of = [0] * len(starts)
    for number, (first, last) in enumerate(paragraphs):
        paragraph_of[first:last] = [number] * (last - first)
        copy = bisect_left(starts, dateline_end(body, starts[first], ends[last - 1]), first, last)
        bounds = [(first, copy)] if first < copy < last else []
        begin = bounds[0][1] if bounds else first
        inside = stops[bisect_left(stops, begin) : bisect_left(stops, last)]
        bounds.extend(_sentences(starts, ends, texts, lowers, (begin, last), inside))
        for bound in bounds:
            sentence_of[bound[0] : bound[1]] = [len(sentences)] * (bound[1] - bound[0])
            sentences.append(bound)
    return Tokens(
        body,
        starts,
        ends,
        texts,
        lowers,
        kinds,
        sentences,
        paragraphs,
        sentence_of,
        paragraph_of,
        frozenset(heads),
    )


def _paragraphs(
    body: str, starts: list[int], headings: Sequence[Span]
) -> tuple[list[tuple[int, int]], set[int]]:
    """Return the paragraphs as token ranges, and which of them are headings."""
    cuts = set(_breaks(body))
    heads = {bisect_left(starts, head.start) for head in headings if head.end > head.start}
    for head in headings:
        cuts.update((head.start, head.end))
    edges = sorted({bisect_left(starts, cut) for cut in cuts} | {0, len(starts)})
    ranges = [(a, b) for a, b in pairwise(edges) if b > a]
    return ranges, {number for number, (first, _) in enumerate(ranges) if first in heads}


def _breaks(body: str) -> Iterable[int]:
    """Yield the offsets at which a new paragraph starts."""
    position, line = 0, body.find("\n")
    while line >= 0:
        match = _PARAGRAPH.match(body, line)
        if match:
            yield from _line_breaks(body, position, line)
            position = match.end()
            yield position
        line = body.find("\n", match.end() if match else line + 1)
    yield from _line_breaks(body, position, len(body))


def _line_breaks(body: str, start: int, end: int) -> Iterable[int]:
    """Yield the line starts in a block whose lines are paragraphs, not hard-wrapped text."""
    if body.find("\n", start, end) < 0:
        return
    lines = [start, *(match.end() for match in _LINE.finditer(body, start, end)), end]
    if len(lines) > 2 and max(b - a for a, b in pairwise(lines)) > WRAP_WIDTH:
        yield from lines[1:-1]


def _sentences(
    starts: list[int],
    ends: list[int],
    texts: list[str],
    lowers: list[str],
    bounds: tuple[int, int],
    stops: list[int],
) -> Iterable[tuple[int, int]]:
    """Yield the sentences of the paragraph within `bounds`; `stops` are its tokens with a full stop last."""
    first, last = bounds
    begin = stop = first
    for index in stops:
        if index < stop:
            continue
        while index - begin >= LONGEST_SENTENCE:
            cut = max(begin + LONGEST_SENTENCE, stop)
            yield begin, cut
            begin = cut
        if not _ends(texts, lowers, index, last):
            continue
        stop = index + 1
        while stop < last and texts[stop] in _CLOSING and ends[stop - 1] == starts[stop]:
            stop += 1
        if stop >= last or _starts(texts, lowers, index, stop, last):
            yield begin, stop
            begin = stop
    while last - begin > LONGEST_SENTENCE:
        cut = max(begin + LONGEST_SENTENCE, stop)
        if cut >= last:
            break
        yield begin, cut
        begin = cut
    if begin < last:
        yield begin, last


def _ends(texts: list[str], lowers: list[str], index: int, last: int) -> bool:
    """Tell whether the token at `index`, which ends in a full stop or its like, can end a sentence."""
    text = texts[index]
    if text in _TERMINAL:
        return True
    if index + 1 >= last:
        return True
    lower = lowers[index]
    if lower in _NEVER_LAST or (len(text) == 2 and text[0].isupper()):
        return False
    return (lowers[index + 1] in _STARTERS and texts[index + 1][0].isupper()) or texts[index + 1] in _CLOSING


def _starts(texts: list[str], lowers: list[str], index: int, stop: int, last: int) -> bool:
    """Tell whether the token at `stop`, behind the terminal at `index`, begins a new sentence."""
    after = texts[stop]
    if after in _OPENING:
        return True
    if after in (",", ";", ":", ")", "—", "–", "-", "--") or after[0].islower():
        return False
    in_marks = stop > index + 1
    if in_marks and texts[index] != ".":
        return not _asked(texts, lowers, stop, min(stop + ASKED_REACH, last))
    return not (in_marks and _attributes(texts, lowers, stop, last))


def _attributes(texts: list[str], lowers: list[str], first: int, last: int) -> bool:
    """Tell whether no more than `Ann Lee said Friday.` stands there: it goes with the speech before it."""
    verb = first
    while verb < min(last, first + LONGEST_NAME) and lowers[verb] not in _SAID:
        described = lowers[first] == "the" and texts[verb][0].isalpha()
        if not (described or texts[verb][0].isupper()):
            return False
        verb += 1
    if verb == first or verb >= last or lowers[verb] not in _SAID:
        return False
    behind = verb + 1
    while behind < min(last, verb + 3) and (lowers[behind] in DAYS or lowers[behind] == "on"):
        behind += 1
    return behind >= last or texts[behind] in _TERMINAL


def _asked(texts: list[str], lowers: list[str], first: int, last: int) -> bool:
    """Tell whether a verb of asking or saying comes before the next full stop or mark."""
    for index in range(first, last):
        if lowers[index] in _ASKED or (lowers[index] == "on" and lowers[index - 1] in ("went", "goes")):
            return True
        if texts[index] in _TERMINAL or texts[index] in _OPENING:
            return False
    return False
