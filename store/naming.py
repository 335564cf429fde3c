"""A person's name in its parts, and a body's name with its acronym, all folded.

What is compared across an archive is compared here: without case, accents,
hyphens, dots, courtesy titles and the small words inside surnames, and with
one ending for those of Slavic surnames that each wire writes in its own way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from store.quotes.names import GIVEN, gender_of, surname
from store.quotes.people_words import COURTESY, PARTICLES, SUFFIXES
from store.terms import WORDS, fold

# Letters that are one sign in their alphabet, so that folding accents leaves them, as wires spell them.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}
    | dict.fromkeys("'’‘ʻʼ`´", "")
)
_WORD = re.compile(r"\w+(?:[-‐‑–]\w+)*")
_HYPHENS = re.compile("[-‐‑–]")
_ACRONYM = re.compile(r"(.*\S)\s*\(([^\W\d_]\w{1,11})\)")
SMALL = frozenset(
    {"of", "the", "for", "and", "in", "on", "de", "la", "du", "des", "et", "der", "a", "an", "&"}
)
RANKS = frozenset({"deputy", "vice", "assistant", "associate", "acting", "shadow", "under", "junior", "co"})
_SLAVIC = re.compile(r"(?<=[bcdfghklmnprstvz])(?:iy|ii|yy|yi)\Z")
_SLAVIC_LETTERS = 6  # a shorter surname that ends so may be of any other language
_STEM = 5  # letters in which "Russia" and "Russian" are the same


class PersonName(NamedTuple):
    """A person's name, folded; given names before the surname whatever the order in print."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    suffix: str = ""
    """"jr", "iii": another person than without."""

    @property
    def words(self) -> tuple[str, ...]:
        """All names in order."""
        return self.given + self.surname

    @property
    def identity(self) -> tuple[str, str]:
        """What two spellings of one name have in common."""
        return "".join(self.words), self.suffix


class BodyName(NamedTuple):
    """A body's name, folded."""

    name: str
    acronym: str
    """The one printed behind it in brackets."""
    initials: str
    """Of a name of several words; of one word the word itself."""


def plain(text: str) -> str:
    """Return `text` folded, and letters that have no accent but a stroke made plain too."""
    return fold(text).translate(_PLAIN)


@lru_cache(maxsize=4096)  # an archive prints the same names over and over
def person_name(name: str) -> PersonName:
    """Return a person's name in its parts; of a single word, that is the surname."""
    printed = _WORD.findall(name.translate(_PLAIN))
    words = [plain(word) for word in printed]
    while len(words) > 1 and words[0] in COURTESY:
        del words[0], printed[0]
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    western = len(words) < 2 or any(
        len(word) == 1 for word in words
    )  # who has an initial has it in the middle
    if not western and plain(surname(tuple(words))) == words[0]:
        words, printed = [*words[1:], words[0]], [*printed[1:], printed[0]]  # the family name first in print
    given = [
        part
        for at, word in enumerate(words[:-1])
        if not _inside(printed, at)
        for part in _HYPHENS.split(word)
    ]
    last = [part for part in _HYPHENS.split(words[-1]) if part] if words else []
    while len(last) > 1 and last[0] in ("al", "el"):
        del last[0]
    return PersonName(tuple(given), tuple(map(_romanised, last)), suffix)


def _romanised(family: str) -> str:
    """Return a folded surname as it is compared: Zelenskyy and Zelenskiy are Zelensky."""
    return _SLAVIC.sub("y", family) if len(family) >= _SLAVIC_LETTERS else family


def _inside(printed: list[str], at: int) -> bool:
    """Tell whether the word at `at` is a small one inside the surname, not a given name of that form."""
    word = printed[at]
    if fold(word) not in PARTICLES or (len(word) == 1 and word.isupper()):
        return False
    if at:
        return True
    second = fold(printed[1]) in PARTICLES and not printed[1].isupper()
    return word.islower() or (second and fold(word) not in GIVEN)


def shortens(short: PersonName, full: PersonName) -> bool:
    """Tell whether `short` may be printed for `full`: surname alone, fewer given names, or initials."""
    if short.identity == full.identity or len(short.words) > len(full.words):
        return False
    if not short.given:
        return (
            not short.suffix
            and len(full.words) > len(short.words)
            and (full.words[-len(short.surname) :] == short.surname)
        )
    if (short.surname, short.suffix) != (full.surname, full.suffix) or not _stands_for(
        short.given[0], full.given[0]
    ):
        return False
    rest = iter(full.given)
    return all(any(_stands_for(one, other) for other in rest) for one in short.given)


def _stands_for(short: str, full: str) -> bool:
    return short == full or (len(short) == 1 and full.startswith(short))


def may_be_one(one: PersonName, other: PersonName) -> bool:
    """Tell whether two given names tell of the same gender, or of none."""
    genders = {gender_of(name.given[0]) for name in (one, other) if name.given} - {""}
    return len(genders) < 2


def body_name(name: str) -> BodyName:
    """Return the name of an organisation or a document in its parts."""
    bracket = _ACRONYM.fullmatch(name.strip())
    full, acronym = bracket.groups() if bracket else (name, "")
    words = WORDS.findall(full)
    if len(words) > 1 and fold(words[0]) in ("the", "a", "an"):
        del words[0]
    telling = [word for word in words if fold(word) not in SMALL] or words
    initials = "".join(word[0] for word in telling) if len(telling) > 1 else "".join(telling)
    return BodyName(plain(" ".join(words)) or name, plain(acronym), plain(initials) or name)


def agree(one: str, other: str) -> bool:
    """Tell whether two roles can be one office in more or fewer words: "minister", "Foreign Minister"."""
    mine, theirs = _stems(one), _stems(other)
    if not mine or not theirs or (mine ^ theirs) & RANKS:
        return False
    return mine <= theirs or theirs <= mine


def _stems(role: str) -> set[str]:
    words = (word for word in WORDS.findall(plain(role)) if word not in SMALL and word not in COURTESY)
    return {word if word in RANKS else word[:_STEM] for word in words if word != "s"}
