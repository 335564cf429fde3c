"""Who the words before a cue make its source, where their grammar leaves no doubt."""

from __future__ import annotations

from store.quotes.lexicon import PUNCTUATION_KINDS, words
from store.quotes.people_words import SPEAKERS
from store.quotes.scan import Phrase, Scan

LONGEST_CLAUSE = 8
"""Tokens from a "who" to the name in its clause right before the cue at most."""
LONGEST_OWNED = 5
"""Tokens from "his" to its noun at most."""

_NOUNS = frozenset({"n", "s"})
_BEFORE_NOUN = frozenset({"n", "d", "x"})
"""Kinds of words between an owner and what is owned."""
_PRONOUNS = words("his her their")
_OWNERS = _PRONOUNS | {"'s", "its"}
_BEHIND_NOUN = words("about against for from in of on over that to with : is was")
"""What shows that the word before is a noun: one who speaks, alone, takes no bare verb."""
_OF_SPEECH = words(
    "constant continual earlier early false frequent harsh latest many own past previous recent"
)
"""Adjectives before the plurals that may be verbs as well: "his false claims"."""
_GOVERNING = words("against by for from to with")
"""Prepositions in whose phrase nobody is a subject."""
_COMPLETING = words("and at for from in of to with")
"""What joins a noun to the one before that speaks, or speaks as well."""
_ADVERBIAL = frozenset({"ax", "ly", "not", "rb"})


def subject(story: Scan, source: Phrase, cue: int) -> Phrase:
    """Return the source of the cue behind it: the owner of a noun, who a clause is about, else the same."""
    if story.kinds[source.last] in _NOUNS:
        source = _owner(story, source, cue)
    if source.last == cue and source.first and story.tokens.lowers[source.first - 1] in _GOVERNING:
        source = _before_clause(story, source)
    return _head(story, source, cue)


def possessor(story: Scan, cue: int) -> Phrase | None:
    """Return the pronoun that owns the noun which is the cue: "his" in "his refusal to"; None if none."""
    lowers, kinds = story.tokens.lowers, story.kinds
    if kinds[cue] not in _NOUNS or lowers[cue + 1 : cue + 2] == [] or lowers[cue + 1] not in _BEHIND_NOUN:
        return None
    at = cue - 1
    while at > cue - LONGEST_OWNED and kinds[at] in _BEFORE_NOUN:
        at -= 1
    return Phrase(at, at + 1, "ps") if at >= 0 and lowers[at] in _PRONOUNS else None


def _owner(story: Scan, source: Phrase, cue: int) -> Phrase:
    """Read "his early promise to": a noun follows, and who owns it is the source, not "his early"."""
    kinds, lowers, behind = story.kinds, story.tokens.lowers, source.last
    noun, at = lowers[behind - 1], behind - 1
    while at > source.first and kinds[at] in _BEFORE_NOUN:
        at -= 1
    owner = kinds[at] == "ps" and at < behind - 1 and lowers[at] in _OWNERS
    if not owner or noun in SPEAKERS or noun.endswith("s"):
        return source
    alone = behind == cue and kinds[behind] == "n"
    single = alone and not _BEHIND_NOUN.isdisjoint(lowers[behind + 1 : behind + 2])
    if single or (kinds[behind] == "s" and noun in _OF_SPEECH):
        return source._replace(last=at if lowers[at] == "'s" else at + 1)
    return source


def _before_clause(story: Scan, source: Phrase) -> Phrase:
    """Read "aides who spoke with Ruiz said": the aides are the source."""
    lowers = story.tokens.lowers
    for at in range(source.first - 2, max(source.first - LONGEST_CLAUSE, 0), -1):
        if lowers[at] == "who":
            return _joined(story, at) or source
        if not lowers[at][0].isalnum():
            break
    return source


def _head(story: Scan, source: Phrase, cue: int) -> Phrase:
    """Read "a spokesman for the company also said": the source begins with him, not with the company."""
    before = source.first - 1
    if before < 1 or story.tokens.lowers[before] not in _COMPLETING:
        return source
    if not _ADVERBIAL.issuperset(story.kinds[source.last : cue]):
        return source
    head = next((phrase for phrase in story.phrases_near(cue) if phrase.last == before), None)
    if head is None or head.kind in ("pp", "who", "ps") or story.tokens.lowers[before - 1] not in SPEAKERS:
        return source
    begin = story.tokens.sentences[story.tokens.sentence_of[cue]][0]
    opens = head.first == begin or story.kinds[head.first - 1] in PUNCTUATION_KINDS
    return head if opens else source


def _joined(story: Scan, last: int) -> Phrase | None:
    """Return the phrase that ends at the token, with the one that an "and" joins to it; None if none does."""
    ends = {phrase.last: phrase for phrase in story.phrases_near(last - 1)}
    phrase = ends.get(last)
    before = ends.get(phrase.first - 1) if phrase else None
    if phrase and before and story.tokens.lowers[before.last] == "and":
        return phrase._replace(first=before.first)
    return phrase
