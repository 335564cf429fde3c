"""Who the words before a cue make its source, where their grammar leaves no doubt."""

from __future__ import annotations

from store.quotes.lexicon import words
from store.quotes.people_words import BODIES, DOCUMENTS, PLURAL_PEOPLE, ROLES
from store.quotes.scan import Phrase, Scan

LONGEST_CLAUSE = 8
"""Tokens from a "who" to the name in its clause right before the cue at most."""

_NOUNS = frozenset({"n", "s"})
_BEFORE_NOUN = frozenset({"n", "d", "x"})
"""Kinds of words between an owner and what is owned."""
_OWNERS = words("'s his her its their")
_BEHIND_NOUN = words("about against for from in of on over that to with : is was")
"""What shows that the word before is a noun: one who speaks, alone, takes no bare verb."""
_OF_SPEECH = words(
    "constant continual earlier early false frequent harsh latest many own past previous recent"
)
"""Adjectives before the plurals that may be verbs as well: "his false claims"."""
_SPEAKERS = ROLES | BODIES | DOCUMENTS | PLURAL_PEOPLE
_GOVERNING = words("against by for from to with")
"""Prepositions in whose phrase nobody is a subject."""


def subject(story: Scan, source: Phrase, cue: int) -> Phrase:
    """Return the source of the cue behind it: the owner of a noun, who a clause is about, else the same."""
    if story.kinds[source.last] in _NOUNS:
        source = _owner(story, source, cue)
    if source.last == cue and source.first and story.tokens.lowers[source.first - 1] in _GOVERNING:
        source = _before_clause(story, source)
    return source


def _owner(story: Scan, source: Phrase, cue: int) -> Phrase:
    """Read "his early promise to": a noun follows, and who owns it is the source, not "his early"."""
    kinds, lowers, behind = story.kinds, story.tokens.lowers, source.last
    noun, at = lowers[behind - 1], behind - 1
    while at > source.first and kinds[at] in _BEFORE_NOUN:
        at -= 1
    owner = kinds[at] == "ps" and at < behind - 1 and lowers[at] in _OWNERS
    if not owner or noun in _SPEAKERS or noun.endswith("s"):
        return source
    single = behind == cue and kinds[behind] == "n" and lowers[behind + 1] in _BEHIND_NOUN
    if single or (kinds[behind] == "s" and noun in _OF_SPEECH):
        return source._replace(last=at if lowers[at] == "'s" else at + 1)
    return source


def _before_clause(story: Scan, source: Phrase) -> Phrase:
    """Read "aides who spoke with Ruiz said": the aides are the source."""
    lowers = story.tokens.lowers
    for at in range(source.first - 2, max(source.first - LONGEST_CLAUSE, 0), -1):
        if lowers[at] == "who":
            found = [phrase for phrase in story.phrases_near(at) if phrase.last == at]
            return found[-1] if found else source
        if not lowers[at][0].isalnum():
            break
    return source
