"""Runs of capitals: where names, bodies and places are printed in a text.

One pass over the tokens. In headlines and lines all in capitals a capital
tells nothing: there every word is a weak mention, which counts only where it
fits a name that the text prints elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, repeat
from operator import not_

from store.quotes.lexicon import NO_FUNCTION
from store.quotes.memo import FIRST
from store.quotes.names import GIVEN
from store.quotes.people_lone import LINKS
from store.quotes.people_mention import Form, Mention
from store.quotes.people_parts import OPENING, is_initial, read_run
from store.quotes.people_words import BODY_WORDS, CALENDAR, FUNCTION_WORDS, HEADLINE_SMALL, PARTICLES, TITLES
from store.quotes.tokens import Tokens, tokenise

LONGEST_RUN = 12
"""Tokens in one run at most: a longer row of capitals is a headline, a list or noise."""
TITLE_CASE = 0.5
"""Share of words with a capital from which a paragraph is a headline, if its small words are few."""
ODD = 8
"""In a headline one word in so many may be small and no article, preposition or conjunction."""

_BRIDGES = PARTICLES | LINKS | OPENING
"""Words that may join a run to a capital behind them."""
_CLOSING = frozenset("”\"’')") | {"''"}


def find_mentions(tokens: Tokens) -> list[Mention]:
    """Return the printed names of `tokens`, in order; time is linear in their number."""
    texts = tokens.texts
    upper = list(map(str.isupper, map(FIRST, texts)))
    if "al-" in tokens.body or "el-" in tokens.body:
        for at in compress(range(len(texts)), map(str.startswith, texts, repeat(("al-", "el-")))):
            upper[at] = texts[at][3:4].isupper()
    plain = set(compress(tokens.lowers, map(not_, upper)))
    shouted = _shouted(tokens, upper)
    out: list[Mention] = []
    for first, last in _runs(tokens, upper):
        alone = last == first + 1 and texts[first] not in NO_FUNCTION
        if alone and tokens.lowers[first] in FUNCTION_WORDS:
            continue  # "The", "But", "He": the most of them, and never a name
        if tokens.paragraph_of[first] in shouted:
            out.extend(_loose(tokens, first, last))
        else:
            mention = read_run(tokens, first, last, plain)
            if mention:
                out.append(mention)
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
        words = [text for text in tokens.texts[first:last] if text[0].isalpha()]
        small = sum(1 for text in words if text[0].islower() and text not in HEADLINE_SMALL)
        if len(words) >= 4 and small * ODD <= len(words) and capitals >= TITLE_CASE * len(words):
            found.add(number)
    return found


def _runs(tokens: Tokens, upper: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield the rows of capitals, joined over particles, "of" in a body's name, and pet names in marks."""
    count, index = len(upper), 0
    capitals = list(compress(range(count), upper))
    sentence_of = tokens.sentence_of
    for first in capitals:
        if first < index:
            continue
        last, linked = first + 1, False
        while last < count and last - first < LONGEST_RUN and sentence_of[last] == sentence_of[first]:
            if upper[last]:
                last += 1
                continue
            step = tokens.lowers[last] in _BRIDGES and _bridge(tokens, upper, first, last, linked)
            if not step:
                break
            linked = linked or tokens.lowers[last] in ("of", "for", "&")
            last += step
        yield first, last
        index = last


def _bridge(tokens: Tokens, upper: list[bool], first: int, at: int, linked: bool) -> int:
    """Return how many tokens from `at` join the run before to a capital behind; 0 if they do not."""
    lowers, left = tokens.lowers, len(upper) - at
    word = lowers[at]
    if left < 2:
        return 0
    if word in PARTICLES:
        far = left > 2 and lowers[at + 1] in PARTICLES and upper[at + 2]
        return 2 if upper[at + 1] else 3 * far
    if word in LINKS and _can_link(lowers, first, at, linked=linked):
        far = left > 2 and lowers[at + 1] == "the" and upper[at + 2]
        return 2 if upper[at + 1] else 3 * far
    if word in OPENING and left > 3 and lowers[at - 1] in GIVEN:
        return 4 * (upper[at + 1] and lowers[at + 2] in _CLOSING and upper[at + 3])
    return 0


def _can_link(lowers: list[str], first: int, at: int, *, linked: bool) -> bool:
    """Tell whether the link word at `at` may be inside a body's or an office's name."""
    if linked:
        return True
    word, before = lowers[at], lowers[at - 1]
    if word in ("and", "on"):
        return False
    if before in TITLES and at - first > 1 and (lowers[at - 2] in GIVEN or is_initial(lowers[at - 2])):
        return False  # "Peter King of Ohio" is no king
    if word == "&" or before in TITLES or before in ("house", "head"):
        return True
    return any(low in BODY_WORDS for low in lowers[first:at])


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


def full_names(headline: str) -> dict[str, str]:
    """Return the people named in full in a headline, by surname."""
    if not headline:
        return {}
    tokens = tokenise(headline)
    found: dict[str, str] = {}
    for mention in find_mentions(tokens):
        if mention.form == "full" and mention.sure:
            found.setdefault(mention.words[-1], tokens.text(mention.first, mention.last))
    return found
