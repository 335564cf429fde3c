"""The parts of a run of capitals: what opens the sentence, title, name, and what kind of name.

"Foreign Minister Sergey Lavrov" is a title and a name: the name is what stands
behind the last title word. A word with a capital only because a sentence
starts there, a month or a lone adjective is weak: it counts only where it fits
a name that the text prints elsewhere.
"""

from __future__ import annotations

from store.quotes.lexicon import NAMES_IN_ING, NO_FUNCTION
from store.quotes.names import FAMILY_FIRST, GIVEN
from store.quotes.people_grammar import ARTICLES, PARTIES
from store.quotes.people_lone import (
    LINKS,
    OF_BODIES,
    OF_PLACES,
    VERBAL,
    lone_name,
    of_a_state,
    suffix_at,
)
from store.quotes.people_mention import Form, Mention
from store.quotes.people_offices import is_role
from store.quotes.people_words import (
    ADJECTIVES,
    BODY_WORDS,
    CALENDAR,
    COURTESY,
    FUNCTION_WORDS,
    GIVEN_PLACES,
    PARTICLES,
    PLACE_OPENERS,
    PLACES,
    PLURAL_PEOPLE,
    ROLES,
    SUFFIXES,
    TITLE_GENDER,
    TITLES,
)
from store.quotes.people_words import (
    words as word_list,
)
from store.quotes.tokens import Tokens

LONGEST_NAME = 5
"""Words in one person's name at most, particles included."""

OPENING = frozenset("“\"‘'(") | {"``"}
"""Marks that may open a pet name or a sentence."""
_COMPOUND = ("-based", "-born", "-elect", "-winner", "-winning")
"""Ends of compounds that stand before a name."""
_CHAMBERS = frozenset({"senate", "house", "congress"})
"""Bodies of which an adjective of party is no part of the name: "a Republican Senate"."""
_NAMING = frozenset({"western", "british"})
"""Adjectives that begin bodies' names and places' as often as they stand before a person."""
_BODY_SURNAMES = word_list(
    "day street hall lake bridge field island church bank post house guard brand law college court"
)
"""Words of bodies that are surnames too: "Jerry Hall"."""
_GENERAL_STAFF = ["general", "staff"]
"""No general of the name of Staff."""


def read_run(tokens: Tokens, first: int, last: int, plain: set[str]) -> Mention | None:
    """Return what one run names, a person behind a title, a body or a place; None if it names nothing."""
    lowers = tokens.lowers
    opening = _opens_sentence(tokens, first)
    while (
        first < last
        and tokens.texts[first] not in NO_FUNCTION
        and _no_name(lowers, first, last, opening, plain)
    ):
        first += 1
        opening = False
    if first >= last:
        return None
    start = _after_title(lowers, first, last)
    if start >= last:
        if last - first == 1:  # "King said": a surname, if the text has a King
            return Mention(first, last, last, first, "single", (lowers[first],), weak=True)
        return None
    titled = start > first and lowers[start - 1] != "of"
    if not titled:
        start = _skip_adjectives(lowers, start, last)
    if start >= last:
        return None
    return _name(tokens, (first, start, last), titled=titled, opening=opening, plain=plain)


def _opens_sentence(tokens: Tokens, at: int) -> bool:
    begin = tokens.sentences[tokens.sentence_of[at]][0]
    while begin < at and not tokens.texts[begin][0].isalnum():
        begin += 1
    return begin == at or (at > 0 and (tokens.texts[at - 1] in OPENING or tokens.texts[at - 1] in (":", "—")))


def _no_name(lowers: list[str], first: int, last: int, opening: bool, plain: set[str]) -> bool:
    """Tell whether the run's first word is no part of a name."""
    word, alone = lowers[first], last - first == 1
    if word in FUNCTION_WORDS:
        return opening or alone or word not in GIVEN
    if word in CALENDAR:
        return word not in GIVEN and not (alone and word == "may")
    if word.endswith(("n't", "n’t")):
        return True
    if not opening or alone or word in GIVEN or word in TITLES or word in ADJECTIVES or word in NAMES_IN_ING:
        return False
    return word.endswith(VERBAL) or (word in plain and word not in BODY_WORDS and word not in PLACE_OPENERS)


def _after_title(lowers: list[str], first: int, last: int) -> int:
    """Return where the name begins behind the last title word of the run; `first` if there is none."""
    begin = first
    for at in range(first, last):
        word = lowers[at]
        if word not in TITLES and not _role_opens(lowers, at, first, last):
            continue
        named = at > begin and _names_before(lowers, at, last)
        if named or (at > first and lowers[at - 1] in COURTESY):
            continue
        begin = at + 1
    body = lowers[begin] in BODY_WORDS if begin < last else False  # "Justice Department"
    if first < begin < last and (body or lowers[begin - 1 : begin + 1] == _GENERAL_STAFF):
        return first
    if begin == first and last - first > 3:
        begin = _given_inside(lowers, first, last)
    if begin < last and lowers[begin] == "of" and begin > first:
        return _after_of(lowers, begin + 1, last)
    if begin < last and begin > first and lowers[begin] in ("for", "&", "and"):
        return last
    return begin


def _role_opens(lowers: list[str], at: int, first: int, last: int) -> bool:
    """Tell whether a role that is no title stands at `at` before a full name: "Actress Ana Ruiz"."""
    if at + 2 >= last or not is_role(lowers[at]):
        return False
    alone = at == first and last - at == 3 and lowers[at] not in GIVEN
    return lowers[at + 1] in GIVEN or (
        alone and not any(low in BODY_WORDS or low in LINKS for low in lowers[at:last])
    )


def _given_inside(lowers: list[str], first: int, last: int) -> int:
    """Return where a name begins behind an office no list knows: "County Recorder Ana Ruiz"."""
    if lowers[first] in GIVEN or lowers[first] in FAMILY_FIRST or lowers[first].endswith("."):
        return first
    for at in range(last - 2, first + 1, -1):
        if lowers[at] in GIVEN and lowers[at - 1] not in LINKS and lowers[at - 1] not in PARTICLES:
            return first if _body(lowers, at, last) else at
    return first


def _names_before(lowers: list[str], at: int, last: int) -> bool:
    """Tell whether the title word at `at` is rather a surname, behind a given name: "Howard Dean"."""
    before = lowers[at - 1]
    if at + 1 == last and is_initial(before) and at - 2 >= 0 and lowers[at - 2] in GIVEN:
        return True  # "Peter T. King"
    if before not in GIVEN or before in TITLES:
        return False
    if at + 1 == last:
        return True
    return lowers[at + 1] not in GIVEN and before not in PLACES and before not in ADJECTIVES


def is_initial(word: str) -> bool:
    """Tell whether a lower-case word is an initial: "t."."""
    return len(word) == 2 and word[-1] == "."


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
    while at < last - 1 and _stands_before(lowers[at]):
        at += 1
    if at == start:
        return start
    if (lowers[at] in GIVEN and at < last - 1) or (lowers[at - 1] in PARTIES and lowers[at] in _CHAMBERS):
        return at
    only_adjectives = all(word in ADJECTIVES and word not in _NAMING for word in lowers[start:at])
    return at if only_adjectives and not _body(lowers, at, last) else start


def _stands_before(word: str) -> bool:
    """Tell whether a word with a capital may stand before a name: "Texan", "Texas-based", "Senators"."""
    if word in GIVEN:
        return False
    if word in ADJECTIVES or word in PLACES or word.startswith("co-") or word.endswith(_COMPOUND):
        return True
    return word[-1] == "s" and (word in PLURAL_PEOPLE or word[:-1] in ROLES)


def _body(lowers: list[str], first: int, last: int) -> bool:
    if OF_BODIES.isdisjoint(lowers[first:last]):
        return lowers[last - 2 : last] == _GENERAL_STAFF
    if last - first > 3 or lowers[first] not in GIVEN or lowers[first] in GIVEN_PLACES:
        return True
    telling = [word for word in lowers[first:last] if word in OF_BODIES]
    # "Ann Hall Ruiz": the one in the middle
    surname = lowers[last - 1] if last - first == 2 else lowers[first + 1]
    return telling != [surname] or surname not in _BODY_SURNAMES


def _name(
    tokens: Tokens, bounds: tuple[int, int, int], *, titled: bool, opening: bool, plain: set[str]
) -> Mention | None:
    """Return the mention of the name proper, its form decided by its words and the word before."""
    left, first, last = bounds
    lowers = tokens.lowers
    end = last
    while last - first > 1 and lowers[last - 1] in SUFFIXES:
        last -= 1
    while last - first > 2 and (lowers[last - 1] in FUNCTION_WORDS or lowers[last - 1] in CALENDAR):
        last -= 1
    if last - first == 1 and not titled:
        return lone_name(tokens, left, first, end, opening=opening, plain=plain)
    if titled and "of" in lowers[first + 1 : last - 1]:
        end = last = lowers.index("of", first + 1)  # "Judge Ana Ruiz of Porto"
    words = tuple([word for word in lowers[first:last] if word[0].isalnum()])
    before = lowers[left - 1] if left else ""
    if not words or (before in ARTICLES and not titled and _partisan(words)):
        return None
    form = _form(tokens, first, last, titled=titled, after_the=before == "the" and left == first)
    if form == "full" and not titled and lowers[end : end + 1] == [","] and of_a_state(lowers, end):
        form = "place"
    gender = TITLE_GENDER.get(lowers[first - 1], "") if titled else ""
    sure = titled or (form == "full" and _sounds_human(words, tokens.texts, first))
    sure = sure or (left == first and before in ROLES and form == "full")
    if len(words) > LONGEST_NAME and form == "full":
        form = "body"
    weak = form == "single" and words[0] in CALENDAR
    suffix = suffix_at(lowers, last, end)
    return Mention(first, last, end, left, form, words, gender, titled, weak, opening, sure, suffix)


def _partisan(words: tuple[str, ...]) -> bool:
    """Tell whether a lower-case name is a party's member of some place: "Ohio Republican"."""
    return words[-1] in PARTIES and words[-1] in ROLES and all(word in PLACES for word in words[:-1])


def _form(tokens: Tokens, first: int, last: int, *, titled: bool, after_the: bool) -> Form:
    """Return what kind of name some words are: a person's, in full or not, a body's or a place's."""
    lowers = tokens.lowers
    word = lowers[first]
    if titled:
        return "single" if last - first == 1 else "full"
    if _body(lowers, first, last):
        return "body"
    if OF_PLACES.issuperset(lowers[first:last]):
        return "place" if word not in GIVEN or lowers[last - 1] in PLACES else "full"
    human = word in GIVEN or word.endswith(".")
    acronym = len(word) > 2 and tokens.texts[first].isupper()
    return "body" if not human and (acronym or after_the or lowers[last - 1] in ADJECTIVES) else "full"


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
