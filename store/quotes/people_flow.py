"""Pronouns: who "he" and "she" are, by the flow of names through the text.

Each name raises its entity's salience, a subject more than an object, a name
in quoted speech least; each sentence of the text outside quoted speech halves
it. A pronoun is the most salient entity whose gender fits, and raises it in
turn. The weights follow Lappin and Leass (1994) in kind, not in number.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.quotes.people_entities import Entity
from store.quotes.people_runs import Mention
from store.quotes.tokens import Tokens

SUBJECT, OBJECT, OBLIQUE, OWNER = 3.0, 1.4, 1.0, 0.9
QUOTED = 0.25
"""Factor of a name inside quotation marks."""
DECAY = 0.5
"""Factor of a sentence."""
UNKNOWN_GENDER = 0.55
"""Factor of an entity whose gender nothing tells."""
MOST_ACTIVE = 14
"""Entities kept in mind at once."""

_NOMINATIVE = {"he": "m", "she": "f"}
_OTHER = {"him": "m", "his": "m", "her": "f", "himself": "m", "herself": "f"}
_GENDERED = {**_NOMINATIVE, **_OTHER}
_MARKS = frozenset('"“”') | {"``", "''"}
_OPENING = frozenset({"“", "``"})
_SAYING = frozenset(
    {"said", "says", "told", "added", "asked", "wrote", "tweeted", "stated", "argued", "continued", "explained",
     "replied", "noted", "insisted", "say", "declared", "concluded"}
)  # fmt: skip
_FINITE = _SAYING | frozenset(
    {
        "is",
        "was",
        "has",
        "had",
        "will",
        "would",
        "can",
        "could",
        "did",
        "does",
        "may",
        "should",
        "also",
        "who",
        "'s",
    }
)
_OBLIQUE = frozenset(
    {"of", "to", "for", "with", "by", "about", "against", "from", "on", "than", "like", "at", "in", "over", "into",
     "between", "after", "before", "behind", "under", "including", "toward", "towards"}
)  # fmt: skip


@dataclass(slots=True)
class _Salience:
    value: float
    clock: int


class Flow:
    """The salience of entities along one text, and the entity of every "he" and "she" outside quotes."""

    def __init__(self, tokens: Tokens, mentions: list[Mention], entities: list[Entity]) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self.entities = entities
        self.quoted = quoted_tokens(tokens)
        self.antecedents: dict[int, tuple[int, float]] = {}
        """Pronoun's token to its entity and how sure that is."""
        self._active: dict[int, _Salience] = {}
        self._walk()

    def _walk(self) -> None:
        tokens = self.tokens
        pronouns = [at for at, low in enumerate(tokens.lowers) if low in _GENDERED]
        clock, sentence, subject_seen = 0, -1, False
        merged = sorted(
            [(m.first, index) for index, m in enumerate(self.mentions)] + [(at, -1) for at in pronouns]
        )
        for at, index in merged:
            here = tokens.sentence_of[at]
            if here != sentence:
                clock += self._told(sentence + 1, here)
                sentence, subject_seen = here, False
            if index >= 0:
                subject_seen = (
                    self._name(self.mentions[index], clock, subject_seen=subject_seen) or subject_seen
                )
            else:
                subject_seen = self._pronoun(at, clock) or subject_seen

    def _told(self, first: int, last: int) -> int:
        """Count the sentences `first` to `last` that do not begin inside quoted speech; 4 at most."""
        sentences = self.tokens.sentences
        first = max(first, last - 8)
        return min(4, sum(1 for number in range(first, last + 1) if not self.quoted[sentences[number][0]]))

    def _name(self, mention: Mention, clock: int, *, subject_seen: bool) -> bool:
        """Raise a named person's salience; tell whether the name is its sentence's subject."""
        if mention.entity < 0 or not self.entities[mention.entity].person:
            return False
        weight = self._weight(mention, subject_seen=subject_seen)
        subject = weight == SUBJECT
        if self.quoted[mention.first]:
            weight *= QUOTED
            subject = False
        self._raise(mention.entity, weight, clock)
        return subject

    def _weight(self, mention: Mention, *, subject_seen: bool) -> float:
        lowers = self.tokens.lowers
        after = lowers[mention.last] if mention.last < len(lowers) else ""
        if after in ("'s", "'") and self.tokens.glued(mention.last):
            return OWNER
        before = lowers[mention.left - 1] if mention.left else ""
        if before in _SAYING or after in _FINITE:
            return SUBJECT
        if before in _OBLIQUE:
            return OBLIQUE
        return OBJECT if subject_seen else SUBJECT

    def _raise(self, entity: int, weight: float, clock: int) -> None:
        known = self._active.get(entity)
        if known is None:
            if len(self._active) >= MOST_ACTIVE:
                least = min(self._active, key=lambda one: self._value(one, clock))
                del self._active[least]
            self._active[entity] = _Salience(weight, clock)
            return
        known.value = min(6.0, known.value * DECAY ** (clock - known.clock)) + weight
        known.clock = clock

    def _value(self, entity: int, clock: int) -> float:
        known = self._active[entity]
        return known.value * DECAY ** min(60, clock - known.clock)

    def _pronoun(self, at: int, clock: int) -> bool:
        """Resolve the pronoun at token `at`, tell whether it is a subject."""
        if self.quoted[at]:
            return False
        low = self.tokens.lowers[at]
        best, sure = self._antecedent(_GENDERED[low], clock)
        if best < 0:
            return False
        self.antecedents[at] = (best, sure)
        subject = low in _NOMINATIVE
        self._raise(best, SUBJECT if subject else OWNER, clock)
        self._learn(best, _GENDERED[low], sure)
        return subject

    def _antecedent(self, gender: str, clock: int) -> tuple[int, float]:
        """Return the most salient entity of that gender and how sure; (-1, 0) if there is none."""
        best, top, second = -1, 0.0, 0.0
        for one in self._active:
            told = self.entities[one].gender()
            if told and told != gender:
                continue
            value = self._value(one, clock) * (1.0 if told else UNKNOWN_GENDER)
            if not told and not self.entities[one].sure:
                value *= 0.7
            if value > top:
                best, top, second = one, value, top
            elif value > second:
                second = value
        return (best, top / (top + second + 0.15)) if best >= 0 else (-1, 0.0)

    def _learn(self, entity: int, gender: str, sure: float) -> None:
        one = self.entities[entity]
        if one.gender() or sure < 0.6:
            return
        one.male += 0.5 * (gender == "m")
        one.female += 0.5 * (gender == "f")


def quoted_tokens(tokens: Tokens) -> bytearray:
    """Return for each token 1 if it stands between double marks; a paragraph's end closes them."""
    mask = bytearray(len(tokens.texts) + 1)
    opened, paragraph = -1, -1
    texts = tokens.texts
    for at in [number for number, text in enumerate(texts) if text in _MARKS]:
        here = tokens.paragraph_of[at]
        if here != paragraph:
            if opened >= 0:
                _fill(mask, opened, tokens.paragraphs[paragraph][1])
            opened, paragraph = -1, here
        if opened >= 0 and texts[at] not in _OPENING:
            _fill(mask, opened, at + 1)
            opened = -1
        elif opened < 0 and texts[at] not in ("”", "''"):
            opened = at
    if opened >= 0:
        _fill(mask, opened, tokens.paragraphs[paragraph][1])
    return mask


def _fill(mask: bytearray, first: int, last: int) -> None:
    mask[first:last] = b"\x01" * (last - first)
