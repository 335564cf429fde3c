"""Pronouns: who "he" and "she" are, by the flow of names through the text.

Each name raises its entity's salience, a subject more than an object, a name
in quoted speech least; each sentence of the text outside quoted speech halves
it. A pronoun is the most salient entity whose gender fits, and raises it in
turn. The weights follow Lappin and Leass (1994) in kind, not in number.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from store.quotes.memo import places
from store.quotes.people_entity import Entity
from store.quotes.people_grammar import (
    BEFORE_OBJECT,
    FINITE,
    FOREIGN,
    NOT_IN_PHRASE,
    PARTIES,
    SAYING,
)
from store.quotes.people_mention import Mention
from store.quotes.people_offices import DEFINITE, EPITHETS, OFFICES, POLITICAL, role_stem
from store.quotes.people_places import NATIONS, lands
from store.quotes.people_quoted import quoted_tokens
from store.quotes.people_roles import RoleWords
from store.quotes.people_words import ADJECTIVES, BODIES, MODIFIERS, ROLE_GENDER, ROLES
from store.quotes.tokens import Tokens

SUBJECT, INNER, OBJECT, OBLIQUE, OWNER = 3.0, 1.8, 1.4, 1.0, 0.6
"""INNER: the subject of a clause inside a sentence that has a subject already."""
QUOTED = 0.06
"""Factor of a name inside quotation marks or a cross-head."""
DECAY = 0.4
"""Factor of a sentence."""
FADED = 60
"""Sentences behind which no more is lost."""
UNKNOWN_GENDER = 0.75
"""Factor of an entity whose gender nothing tells."""
HOLDS = 6.0
"""Factor of an entity that a printed role says is "the minister"."""
AT_HOME, ABROAD, NOWHERE = 4.0, 0.1, 0.5
"""Factors for "the Ohio senator": of Ohio, of another state or country, of none that is printed."""
ODD = 0.25
"""Factor of an entity whose printed roles are of another kind than the noun."""
MOST = 4.0
"""Salience of one entity at most."""
MOST_ACTIVE = 14
"""Entities kept in mind at once."""

_DECAYED = tuple(DECAY**count for count in range(FADED + 1))
_NOMINATIVE = {"he": "m", "she": "f", **FOREIGN}
_OTHER = {"him": "m", "his": "m", "her": "f", "himself": "m", "herself": "f"}
_GENDERED = {**_NOMINATIVE, **_OTHER}
_ANAPHORS = ROLES | _GENDERED.keys()
_STAGE = frozenset({"actor", "actress", "singer"})
_FRONTED = frozenset({"after", "as", "before", "by", "despite", "in", "when", "while", "since"})
"""What may open a clause before its sentence's subject."""
CLOSE = 3
"""Tokens from a verb of saying to a pronoun that means its subject, at most."""
_INSIDE_NAME_OF = frozenset({"of", "for", "the", "at", "in", "and"})


@dataclass(slots=True)
class _Salience:
    value: float
    clock: int


class Flow:
    """The salience of entities along one text, and the entity of every "he" and "she" outside quotes."""

    def __init__(
        self,
        tokens: Tokens,
        mentions: list[Mention],
        entities: list[Entity],
        roles: RoleWords,
    ) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self.entities = entities
        self.roles = roles
        self.quoted = quoted_tokens(tokens)
        self.antecedents: dict[int, tuple[int, float]] = {}
        """Token of a pronoun, or of the noun in "the minister", to its entity and how sure that is."""
        self._active: dict[int, _Salience] = {}
        self._said = (-1, 0)
        """Who was last the subject of a verb of saying, and the verb's token."""
        self._firsts = [mention.first for mention in mentions]
        self._names = {m.left for m in mentions if m.entity >= 0 and entities[m.entity].person}
        self._walk()

    def _walk(self) -> None:
        tokens = self.tokens
        named = self._named = {at for m in self.mentions for at in range(m.left, m.last)}
        anaphors = [
            at
            for at in places(tokens.lowers, _ANAPHORS)
            if tokens.lowers[at] in _GENDERED or (at not in named and self._article(at))
        ]
        clock, sentence, subject_seen = 0, -1, False
        merged = sorted(
            [(m.first, index) for index, m in enumerate(self.mentions)] + [(at, -1) for at in anaphors]
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
            elif tokens.lowers[at] in _GENDERED:
                subject_seen = self._pronoun(at, clock, subject_seen=subject_seen) or subject_seen
            else:
                subject_seen = self._description(at, clock, subject_seen=subject_seen) or subject_seen

    def _article(self, at: int) -> int:
        """Return where the "the" of the noun at token `at` stands; 0 if it is no lone description."""
        lowers = self.tokens.lowers
        for back in range(at - 1, max(0, at - 6), -1):
            if lowers[back] == "the":
                return 0 if back > 1 and lowers[back - 1] == "," and back - 2 in self._named else back
            epithet = lowers[back] in PARTIES or lowers[back] in EPITHETS
            if lowers[back] in NOT_IN_PHRASE or (lowers[back] in ROLES and not epithet):
                return 0
        return 1 if at == 1 and lowers[0] == "the" else 0

    def _told(self, first: int, last: int) -> int:
        """Count the sentences `first` to `last` that do not begin inside quoted speech; 4 at most."""
        sentences = self.tokens.sentences
        first = max(first, last - 8)
        quoted = self.quoted
        return min(
            4, sum(1 for a, b in sentences[first : last + 1] if not (quoted[a] and quoted[max(a, b - 2)]))
        )

    def _name(self, mention: Mention, clock: int, *, subject_seen: bool) -> bool:
        """Raise a named person's salience; tell whether the name is its sentence's subject."""
        if mention.entity < 0 or not self.entities[mention.entity].person:
            return False
        weight = self._weight(mention, subject_seen=subject_seen)
        subject = weight == SUBJECT
        heading = self.tokens.paragraph_of[mention.first] in self.tokens.headings
        if heading or self.quoted[mention.first]:
            weight *= QUOTED
            subject = False
        elif weight >= INNER and self._word(mention.last) in SAYING:
            self._said = (mention.entity, mention.last)
        self._raise(mention.entity, weight, clock)
        return subject

    def _weight(self, mention: Mention, *, subject_seen: bool) -> float:
        lowers = self.tokens.lowers
        after = lowers[mention.last] if mention.last < len(lowers) else ""
        if after in ("'s", "'") and self.tokens.glued(mention.last):
            begin = self.tokens.sentences[self.tokens.sentence_of[mention.first]][0]
            return OBJECT if mention.left == begin else OWNER
        before = lowers[mention.left - 1] if mention.left else ""
        if after in BODIES or self._modifies(mention.last):
            return OWNER
        if before in SAYING or (after in FINITE and not subject_seen):
            return SUBJECT
        if after in FINITE:
            return INNER
        if before in BEFORE_OBJECT:
            return OBLIQUE
        return OBJECT if subject_seen or self._behind_verb(mention) else SUBJECT

    def _behind_verb(self, mention: Mention) -> bool:
        """Tell whether a verb stands before a name and its role: "showed officer Ruiz firing"."""
        lowers = self.tokens.lowers
        at = mention.left - 1
        low = max(self.tokens.sentences[self.tokens.sentence_of[mention.first]][0], at - 5)
        while at > low and (lowers[at] in ROLES or lowers[at] in MODIFIERS or lowers[at] in ADJECTIVES):
            at -= 1
        return at > low and len(lowers[at]) > 3 and lowers[at].endswith(("ed", "ing"))

    def _modifies(self, at: int) -> bool:
        """Tell whether a role follows at token `at`: the name before it only says whose spokesman it is."""
        lowers = self.tokens.lowers
        for behind in range(at, min(at + 4, len(lowers))):
            if lowers[behind] in ROLES and self.tokens.texts[behind] == lowers[behind]:
                return True
            if lowers[behind] not in MODIFIERS and lowers[behind] not in BODIES:
                return False
        return False

    def _raise(self, entity: int, weight: float, clock: int) -> None:
        known = self._active.get(entity)
        if known is None:
            if len(self._active) >= MOST_ACTIVE:
                least = min(self._active, key=lambda one: self._value(one, clock))
                del self._active[least]
            self._active[entity] = _Salience(weight, clock)
            return
        known.value = min(MOST, known.value * DECAY ** (clock - known.clock) + weight)
        known.clock = clock

    def _value(self, entity: int, clock: int) -> float:
        known = self._active[entity]
        return known.value * _DECAYED[min(FADED, clock - known.clock)]

    def _pronoun(self, at: int, clock: int, *, subject_seen: bool) -> bool:
        """Resolve the pronoun at token `at`, tell whether it is a subject."""
        if self.quoted[at]:
            return False
        low = self.tokens.lowers[at]
        gender, subject = _GENDERED[low], low in _NOMINATIVE
        best, sure = self._speaking(at, gender), 0.9
        if best < 0 and not subject_seen:
            best, sure = self._ahead(at, gender), 0.7
        if best < 0:
            best, sure = self._antecedent(gender, clock)
        if best < 0:
            return False
        self.antecedents[at] = (best, sure)
        if subject and self._word(at + 1) in SAYING:
            self._said = (best, at + 1)
        self._raise(best, (INNER if subject_seen else SUBJECT) if subject else OWNER, clock)
        if subject and not subject_seen:
            self._learn(best, gender, sure)
        return subject

    def _word(self, at: int) -> str:
        return self.tokens.lowers[at] if at < len(self.tokens.lowers) else ""

    def _speaking(self, at: int, gender: str) -> int:
        """Return who speaks right before the pronoun at token `at`: "Ruiz said she"; -1 if nobody."""
        entity, verb = self._said
        if entity < 0 or not 0 < at - verb <= CLOSE or self.tokens.lowers[at] not in _NOMINATIVE:
            return -1
        return entity if self.entities[entity].gender() in (gender, "") else -1

    def _ahead(self, at: int, gender: str) -> int:
        """Return the subject that a clause before it points to: "After she left, Ruiz"; -1 if none."""
        tokens = self.tokens
        first, last = tokens.sentences[tokens.sentence_of[at]]
        lowers = tokens.lowers
        fronted = lowers[first] in _FRONTED and (lowers[first + 1].endswith("ing") or at == first + 1)
        if not fronted and not (lowers[first].endswith("ing") and at > first):
            return -1
        for index in range(bisect_left(self._firsts, at), len(self.mentions)):
            mention = self.mentions[index]
            if mention.first >= last:
                break
            if lowers[mention.left - 1] == "," and mention.entity >= 0:
                one = self.entities[mention.entity]
                return mention.entity if one.person and one.gender() == gender else -1
        return -1

    def _description(self, at: int, clock: int, *, subject_seen: bool) -> bool:
        """Resolve "the minister" at its noun, tell whether it is a subject."""
        if self.quoted[at] or self._modifies(at + 1) or self._explained(at):
            return False
        tokens, noun = self.tokens, self.tokens.lowers[at]
        article = self._article(at)
        before = set(tokens.lowers[article + 1 : at])
        body = any(_acronym(text) for text in tokens.texts[article + 1 : at])
        best, top, second, fits = -1, 0.0, 0.0, False
        for one in self._active:
            value, match = self._holds(one, noun, before, named_later=noun in DEFINITE and not body)
            value *= self._value(one, clock)
            if value > top:
                best, top, second, fits = one, value, top, match
            else:
                second = max(second, value)
        if best < 0:
            return False
        sure = top / (top + second + 0.3)
        self.antecedents[at] = (best, (0.9 if fits else 0.65) * sure)
        oblique = article > 0 and tokens.lowers[article - 1] in BEFORE_OBJECT
        if self._word(at + 1) in SAYING:
            self._said = (best, at + 1)
        self._raise(best, OBLIQUE if oblique else OBJECT if subject_seen else SUBJECT, clock)
        return not oblique

    def _explained(self, at: int) -> bool:
        """Tell whether a name in apposition follows the noun: "the minister of the economy, Ana Ruiz,"."""
        lowers = self.tokens.lowers
        for behind in range(at + 1, min(at + 7, len(lowers) - 1)):
            if (behind == at + 1 and behind in self._names) or (
                lowers[behind] == "," and behind + 1 in self._names
            ):
                return True
            inside = lowers[behind] in _INSIDE_NAME_OF or lowers[behind] in ADJECTIVES
            if not inside and not (behind in self._named and behind + 1 in self._named):
                return self._comma_name(behind)
        return False

    def _comma_name(self, at: int) -> bool:
        lowers = self.tokens.lowers
        inside = at in self._named or lowers[at - 1] in _INSIDE_NAME_OF
        if at + 2 >= len(lowers) or lowers[at + 1] != "," or not inside:
            return False
        return at + 2 in self._names

    def _holds(self, entity: int, noun: str, before: set[str], *, named_later: bool) -> tuple[float, bool]:
        """Return how far an entity can be "the <before> <noun>", 0 for not at all, and if a role says so."""
        one = self.entities[entity]
        told = one.gender()
        gender = ROLE_GENDER.get(noun, "")
        if gender and told and told != gender:
            return 0.0, False
        roles = self.roles[entity]
        wanted = {PARTIES[word] for word in (*before, noun) if word in PARTIES}
        party = {PARTIES[word] for word in roles if word in PARTIES}
        if wanted and party and not wanted & party:
            return 0.0, False
        bonus = 1.6 if wanted and party else 1.0
        home = _home(before, roles)
        bonus *= home
        if role_stem(noun) in roles and (home != NOWHERE or NATIONS.isdisjoint(before)):
            return HOLDS * bonus * (1.0 + 0.5 * len(before & roles)), True
        if not named_later or not (one.sure or told):
            return 0.0, False
        return _fit(noun, roles) * bonus * (1.0 + len(before & roles)), False

    def _antecedent(self, gender: str, clock: int) -> tuple[int, float]:
        """Return the most salient entity of that gender and how sure; (-1, 0) if there is none."""
        best, top, second = -1, 0.0, 0.0
        for one in self._active:
            told = self.entities[one].gender()
            if told and told != gender:
                continue
            value = self._value(one, clock) * (1.0 if told else UNKNOWN_GENDER)
            if not told and not self.entities[one].sure:
                value *= self._doubt(one)
            if value > top:
                best, top, second = one, value, top
            elif value > second:
                second = value
        return (best, top / (top + second + 0.15)) if best >= 0 else (-1, 0.0)

    def _doubt(self, number: int) -> float:
        """Return the factor of a name of which nothing says that it is a person's."""
        one = self.entities[number]
        if one.lone > 1:
            return 0.6
        return 0.4 if one.full else 0.15

    def _learn(self, entity: int, gender: str, sure: float) -> None:
        one = self.entities[entity]
        if one.gender() or sure < 0.6 or not (one.sure or one.lone):
            return
        one.male += 0.5 * (gender == "m")
        one.female += 0.5 * (gender == "f")


def _home(before: set[str], roles: set[str]) -> float:
    """Return the factor of the states and countries in "the <before> senator" for who has these roles."""
    wanted = lands(before)
    if not wanted:
        return 1.0
    known = lands(roles)
    return AT_HOME if wanted & known else ABROAD if known else NOWHERE


def _fit(noun: str, roles: set[str]) -> float:
    """Return how far "the <noun>" can mean someone of other printed roles."""
    kinds = roles & ROLES
    if noun in OFFICES and any(word in OFFICES for word in kinds):
        return 0.1
    kin = POLITICAL if noun in POLITICAL else _STAGE if noun in _STAGE else kinds
    return 1.0 if not kinds or kinds & kin else ODD


def _acronym(text: str) -> bool:
    return len(text) > 1 and text.isupper() and "." not in text and text.lower() not in PARTIES
