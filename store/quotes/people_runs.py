"""Runs of capitals: where names, bodies and places are printed in a text.

One pass over the tokens. A run may carry a title ("Foreign Minister Sergey
Lavrov"): the name is what stands behind the last title word. What prints with
a capital only because a sentence starts there, a month, or a headline's words
are kept apart: such a mention is weak, and counts only where it fits a name
that the text prints elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from store.quotes.names import FAMILY_FIRST, GIVEN
from store.quotes.people_words import (
    ADJECTIVES,
    BODY_WORDS,
    CALENDAR,
    COURTESY,
    FUNCTION_WORDS,
    GIVEN_PLACES,
    KNOWN_BODIES,
    PARTICLES,
    PLACE_OPENERS,
    PLACES,
    ROLES,
    SUFFIXES,
    TITLE_GENDER,
    TITLES,
)
from store.quotes.tokens import Tokens

Form = Literal["full", "single", "body", "place"]

LONGEST_RUN = 12
"""Tokens in one run at most: a longer row of capitals is a headline, a list or noise."""
LONGEST_NAME = 5
"""Words in one person's name at most, particles included."""
TITLE_CASE = 0.6
"""Share of words with a capital from which a paragraph is a headline."""

_OPEN = frozenset("“\"‘'(") | {"``"}
_CLOSE = frozenset("”\"’')") | {"''"}
_LINKS = frozenset({"of", "for", "&", "and", "on"})
_VERBAL = ("ing", "ly")
"""Endings of words that open a sentence and are no names: "Speaking", "Regrettably"."""
_PLURAL = ("ers", "ors", "ists", "ials", "ants", "ents", "ians", "ees")
"""Endings of plural nouns: "Readers may not vote as editors tell them"."""
_AFTER_COMMON = frozenset(
    {
        "in",
        "of",
        "with",
        "to",
        "against",
        "for",
        "on",
        "at",
        "from",
        "by",
        "the",
        "a",
        "an",
        "that",
        "over",
        "into",
    }
)
"""After a lone capitalised word at the head of a sentence: it was no name ("Activists from ...")."""
_CAPITAL_INSIDE = (
    "Mc",
    "Mac",
    "De",
    "Di",
    "Du",
    "La",
    "Le",
    "Van",
    "Von",
    "Fitz",
    "O'",
    "O’",
    "D'",
    "D’",
    "St",
)
"""Beginnings of surnames with a second capital inside; others are brands: "YouTube"."""
_BODY_SURNAMES = frozenset({"church", "bank", "post", "house", "guard", "brand", "law", "college", "court"})


@dataclass(slots=True)
class Mention:
    """One printed name: tokens `first` to `last` (exclusive), a title's tokens from `left`."""

    first: int
    last: int
    end: int
    """Behind a suffix: "Jr."; else `last`."""
    left: int
    form: Form
    words: tuple[str, ...]
    """The name's words in lower case, without suffix."""
    gender: str = ""
    """What a title says: "m", "f" or ""."""
    titled: bool = False
    weak: bool = False
    """Counts only where it fits a name printed elsewhere."""
    opening: bool = False
    """The run's first word opens a sentence."""
    sure: bool = False
    """A given name, an initial or a title says that this is a person."""
    entity: int = -1


def find_mentions(tokens: Tokens) -> list[Mention]:
    """Return the printed names of `tokens`, in order; time is linear in their number."""
    texts = tokens.texts
    upper = [text[0].isupper() for text in texts]
    if "al-" in tokens.body or "el-" in tokens.body:
        upper = [
            up or (text[2:3] == "-" and text[:3] in ("al-", "el-") and text[3:4].isupper())
            for up, text in zip(upper, texts, strict=True)
        ]
    plain = {low for low, up in zip(tokens.lowers, upper, strict=True) if not up}
    shouted = _shouted(tokens, upper)
    out: list[Mention] = []
    for first, last in _runs(tokens, upper):
        if tokens.paragraph_of[first] in shouted:
            out.extend(_loose(tokens, first, last))
        else:
            out.extend(_read(tokens, first, last, plain))
    return out


def _shouted(tokens: Tokens, upper: list[bool]) -> set[int]:
    """Return the paragraphs in which capitals tell nothing: headlines and lines in capitals."""
    found: set[int] = set()
    for number, (first, last) in enumerate(tokens.paragraphs):
        capitals = sum(upper[first:last])
        if 2 * capitals < last - first and number not in tokens.headings:
            continue
        if last - first > 60 or last - first < 4:
            continue
        words = sum(1 for text in tokens.texts[first:last] if text[0].isalpha())
        if words >= 4 and capitals >= TITLE_CASE * words and tokens.texts[last - 1] not in ("”", '"'):
            found.add(number)
    return found


def _runs(tokens: Tokens, upper: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield the rows of capitals, joined over particles, "of" in a body's name, and pet names in marks."""
    count, index = len(upper), 0
    capitals = [number for number, up in enumerate(upper) if up]
    sentence_of = tokens.sentence_of
    for first in capitals:
        if first < index:
            continue
        last, linked = first + 1, False
        while last < count and last - first < LONGEST_RUN and sentence_of[last] == sentence_of[first]:
            if upper[last]:
                last += 1
                continue
            step = _bridge(tokens, upper, first, last, linked)
            if not step:
                break
            linked = linked or tokens.lowers[last] in ("of", "for", "&")
            last += step
        yield first, last
        index = last


def _bridge(tokens: Tokens, upper: list[bool], first: int, at: int, linked: bool) -> int:
    """Return how many tokens from `at` join the run before to a capital behind; 0 if they do not."""
    lowers, count = tokens.lowers, len(upper)
    word = lowers[at]
    if at + 1 >= count:
        return 0
    if word in PARTICLES:
        if upper[at + 1]:
            return 2
        return 3 if at + 2 < count and lowers[at + 1] in PARTICLES and upper[at + 2] else 0
    if word in _LINKS:
        if word in ("and", "on") and not linked:
            return 0
        if not (linked or _can_link(lowers, first, at)):
            return 0
        if upper[at + 1]:
            return 2
        return 3 if lowers[at + 1] == "the" and at + 2 < count and upper[at + 2] else 0
    if word in _OPEN and at + 3 < count and lowers[at - 1] in GIVEN:
        fits = upper[at + 1] and lowers[at + 2] in _CLOSE and upper[at + 3]
        return 4 if fits else 0
    return 0


def _can_link(lowers: list[str], first: int, at: int) -> bool:
    before = lowers[at - 1]
    if lowers[at] == "&" or before in TITLES or before in ("house", "head"):
        return True
    return any(word in BODY_WORDS for word in lowers[first:at])


def _loose(tokens: Tokens, first: int, last: int) -> Iterator[Mention]:
    """Yield weak mentions of a headline: each word that may be a name, with a given name before it."""
    lowers = tokens.lowers
    at = first
    while at < last:
        word = lowers[at]
        if word in FUNCTION_WORDS or word in CALENDAR or not word[0].isalpha():
            at += 1
            continue
        pair = word in GIVEN and at + 1 < last and lowers[at + 1] not in FUNCTION_WORDS
        stop = at + 2 if pair else at + 1
        form: Form = "full" if pair else "single"
        yield Mention(at, stop, stop, at, form, tuple(lowers[at:stop]), weak=True, sure=pair)
        at = stop


def _read(tokens: Tokens, first: int, last: int, plain: set[str]) -> Iterator[Mention]:
    """Yield what one run names: title and name, a body, a place."""
    lowers = tokens.lowers
    opening = _opens_sentence(tokens, first)
    while first < last and _no_name(lowers, first, last, opening, plain):
        first += 1
        opening = False
    if first >= last:
        return
    start = _after_title(lowers, first, last)
    if start >= last:
        if last - first == 1:  # "King said": a surname, if the text has a King
            yield Mention(first, last, last, first, "single", (lowers[first],), weak=True)
        return
    titled = start > first and lowers[start - 1] != "of"
    if not titled:
        start = _skip_adjectives(lowers, start, last)
    if start >= last:
        return
    yield from _name(tokens, (first, start, last), titled=titled, opening=opening, plain=plain)


def _opens_sentence(tokens: Tokens, at: int) -> bool:
    begin = tokens.sentences[tokens.sentence_of[at]][0]
    while begin < at and not tokens.texts[begin][0].isalnum():
        begin += 1
    return begin == at or (at > 0 and (tokens.texts[at - 1] in _OPEN or tokens.texts[at - 1] in (":", "—")))


def _no_name(lowers: list[str], first: int, last: int, opening: bool, plain: set[str]) -> bool:
    """Tell whether the run's first word is no part of a name."""
    word = lowers[first]
    if word in FUNCTION_WORDS:
        return opening or word not in GIVEN or last - first < 2
    if word in CALENDAR:
        return last - first > 1 or word not in ("may", "april", "june", "august")
    if not opening or last - first < 2 or word in GIVEN or word in TITLES or word in ADJECTIVES:
        return False
    if word.endswith(_VERBAL):
        return True
    return word in plain and word not in BODY_WORDS and word not in PLACE_OPENERS


def _after_title(lowers: list[str], first: int, last: int) -> int:
    """Return where the name begins behind the last title word of the run; `first` if there is none."""
    begin = first
    for at in range(first, last):
        word = lowers[at]
        if word not in TITLES and not (word in ROLES and at + 2 < last and lowers[at + 1] in GIVEN):
            continue
        named = at > begin and _names_before(lowers, at, last)
        if named or (at > first and lowers[at - 1] in COURTESY):
            continue
        begin = at + 1
    if begin == first and last - first > 3:
        begin = _given_inside(lowers, first, last)
    if begin < last and lowers[begin] == "of" and begin > first:
        return _after_of(lowers, begin + 1, last)
    if begin < last and begin > first and lowers[begin] in ("for", "&", "and"):
        return last
    return begin


def _given_inside(lowers: list[str], first: int, last: int) -> int:
    """Return where a name begins behind an office no list knows: "County Recorder Ana Ruiz"."""
    if lowers[first] in GIVEN or lowers[first] in FAMILY_FIRST or lowers[first].endswith("."):
        return first
    for at in range(last - 2, first + 1, -1):
        if lowers[at] in GIVEN and lowers[at - 1] not in _LINKS and lowers[at - 1] not in PARTICLES:
            return first if _body(lowers, at, last) else at
    return first


def _names_before(lowers: list[str], at: int, last: int) -> bool:
    """Tell whether the title word at `at` is rather a surname, behind a given name: "Howard Dean"."""
    before = lowers[at - 1]
    if before not in GIVEN or before in TITLES:
        return False
    if at + 1 == last:
        return True
    return lowers[at + 1] not in GIVEN and before not in PLACES and before not in ADJECTIVES


def _after_of(lowers: list[str], begin: int, last: int) -> int:
    """Return where the name begins in "Secretary of State Ana Ruiz", behind the "of"."""
    for at in range(begin + 1, last - 1):
        if lowers[at] in GIVEN or lowers[at].endswith("."):
            return at
    left = last - begin
    if left < 2 or lowers[last - 1] in BODY_WORDS or lowers[last - 1] in PLACES:
        return last
    return last - 2 if left > 2 and lowers[last - 2] not in BODY_WORDS else last - 1


def _skip_adjectives(lowers: list[str], start: int, last: int) -> int:
    """Return `start` moved over "Texas Republican" before a name that begins with a given name."""
    at = start
    while at < last - 1 and (lowers[at] in ADJECTIVES or lowers[at] in PLACES) and lowers[at] not in GIVEN:
        at += 1
    if at == start:
        return start
    if lowers[at] in GIVEN and at < last - 1:
        return at
    only_adjectives = all(word in ADJECTIVES for word in lowers[start:at])
    return at if only_adjectives and not _body(lowers, at, last) else start


def _body(lowers: list[str], first: int, last: int) -> bool:
    if any(word in BODY_WORDS or word in _LINKS for word in lowers[first:last]):
        return not (last - first == 2 and lowers[first] in GIVEN and lowers[last - 1] in _BODY_SURNAMES)
    return False


def _name(
    tokens: Tokens, bounds: tuple[int, int, int], *, titled: bool, opening: bool, plain: set[str]
) -> Iterator[Mention]:
    """Yield the mention of the name proper, its form decided by its words and the word before."""
    left, first, last = bounds
    lowers, texts = tokens.lowers, tokens.texts
    end = last
    while last - first > 1 and lowers[last - 1] in SUFFIXES:
        last -= 1
    while last - first > 2 and (lowers[last - 1] in FUNCTION_WORDS or lowers[last - 1] in CALENDAR):
        last -= 1
    words = tuple(word for word in lowers[first:last] if word[0].isalnum())
    crowd = len(words) == 1 and not titled and _crowd(words[0])
    before = lowers[left - 1] if left else ""
    if not words or (crowd and (words[0][-1] == "s" or before in ("the", "a", "an"))):
        return
    form = _form(tokens, first, last, titled=titled, after_the=before == "the" and left == first)
    gender = TITLE_GENDER.get(lowers[first - 1], "") if titled else ""
    sure = titled or (form == "full" and _sounds_human(words, texts, first))
    sure = sure or (left == first and before in ROLES and form in ("full", "single"))
    if len(words) > LONGEST_NAME and form == "full":
        form = "body"
    lone = form == "single" and not titled and words[0] not in GIVEN
    after = lowers[end] if end < len(lowers) else ""
    weak = lone and opening and (_common(words[0], plain) or after in _AFTER_COMMON)
    weak = weak or (form == "single" and (crowd or words[0] in CALENDAR))
    yield Mention(first, last, end, left, form, words, gender, titled, weak, opening, sure)


def _common(word: str, plain: set[str]) -> bool:
    """Tell whether a word that opens a sentence is likely no name."""
    return word in plain or word in ROLES or word in FUNCTION_WORDS or word.endswith((*_VERBAL, *_PLURAL))


def _crowd(word: str) -> bool:
    """Tell whether a lone capitalised word is a party's or nation's adjective or people, no name."""
    if word[-1] == "s":
        word = word[:-1]
    return word in ADJECTIVES or word.rpartition("-")[2] in ADJECTIVES


def _form(tokens: Tokens, first: int, last: int, *, titled: bool, after_the: bool) -> Form:
    lowers = tokens.lowers
    word = lowers[first]
    if titled:
        return "full" if last - first > 1 else "single"
    if _body(lowers, first, last):
        return "body"
    if all(low in PLACES or low in PLACE_OPENERS or low in PARTICLES for low in lowers[first:last]):
        return "place" if word not in GIVEN or last - first == 1 or lowers[last - 1] in PLACES else "full"
    if last - first == 1:
        text = tokens.texts[first]
        acronym = 2 <= len(text) <= 6 and text.isupper()
        brand = text[1:] != word[1:] and not text.startswith(_CAPITAL_INSIDE) and "-" not in text
        return "body" if acronym or brand or after_the or word in KNOWN_BODIES else "single"
    if word in GIVEN or word.endswith("."):
        return "full"
    return "body" if after_the or lowers[last - 1] in ADJECTIVES else "full"


def _sounds_human(words: tuple[str, ...], texts: list[str], first: int) -> bool:
    head = words[0]
    return (
        (head in GIVEN and head not in GIVEN_PLACES)
        or (len(head) <= 5 and head.endswith(".") and texts[first] not in ("U.S.", "U.N.", "U.K.", "E.U."))
        or head.partition("-")[0] in GIVEN
        or head in FAMILY_FIRST
        or any(len(word) == 2 and word.endswith(".") for word in words[1:])
        or any(word in PARTICLES for word in words[1:-1])
    )
