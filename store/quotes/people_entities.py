"""Entities: which of the printed names are one person or one body.

Longest names first, so that "Ursula von der Leyen" is there before "von der
Leyen" and "Leyen" ask for her; a lone name then goes to a surname, and only
else to a given name. Two of one surname are told apart by title, by who was
named in full in the same paragraph, and else by who was introduced first.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from store.quotes.names import FAMILY_FIRST, gender_of, same_given
from store.quotes.people_runs import Mention
from store.quotes.people_words import ROLE_GENDER
from store.quotes.tokens import Tokens

MOST_NAMESAKES = 12
"""Namesakes that a mention is compared with: keeps a text of one surname linear."""

_SMALL = frozenset({"of", "the", "for", "and", "&", "on", "in", "de", "la"})


@dataclass(slots=True)
class Entity:
    """One person or body: its fullest name's tokens and words, and where it is mentioned."""

    first: int
    last: int
    words: tuple[str, ...]
    person: bool
    place: bool = False
    sure: bool = False
    """Something says that this is a person."""
    full: int = 0
    """How often it is named in full."""
    male: float = 0.0
    female: float = 0.0
    mentions: list[int] = field(default_factory=list)

    def gender(self) -> str:
        """Return "m" or "f" by the weight of what was seen, "" if it does not decide."""
        if self.male == self.female:
            return ""
        return "m" if self.male > self.female else "f"


class Register:
    """The entities of one text and the indices by which mentions find theirs."""

    def __init__(self, tokens: Tokens, mentions: list[Mention]) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self.entities: list[Entity] = []
        self._last: dict[str, list[int]] = {}
        self._given: dict[str, list[int]] = {}
        self._bodies: dict[tuple[str, ...], int] = {}
        self._acronyms: dict[str, int] = {}
        self._latest: dict[int, int] = {}
        self._fill()

    def by_surname(self, word: str) -> list[int]:
        """Return the people whose surname is the lower-case `word`."""
        return self._last.get(word, [])

    def _fill(self) -> None:
        full = [i for i, m in enumerate(self.mentions) if m.form == "full" and not m.weak]
        for index in sorted(full, key=lambda i: -len(self.mentions[i].words)):
            self._add_full(index)
        lone = {m.words[0] for m in self.mentions if m.form == "single" and not m.weak}
        for index, mention in enumerate(self.mentions):
            if mention.form == "full" and mention.weak:
                self._add_headline(index, lone)
        for index, mention in enumerate(self.mentions):
            if mention.form == "body":
                self._add_body(index)
        for index, mention in enumerate(self.mentions):
            if mention.form == "full" and mention.entity >= 0:
                self._latest[mention.entity] = index
            elif mention.form in ("single", "place"):
                self._add_single(index)
        for index, mention in enumerate(self.mentions):
            if mention.weak and mention.entity < 0 and mention.form == "single":
                self._add_single(index)
        for index, mention in enumerate(self.mentions):
            if mention.entity >= 0:
                self._join(index, mention)

    def _add_full(self, index: int) -> None:
        mention = self.mentions[index]
        found = self._same_person(mention.words)
        if found < 0:
            found = self._new(mention, person=True)
            words = mention.words
            self._last.setdefault(_surname(words), []).append(found)
            if _surname(words) != words[-1]:
                self._last.setdefault(words[-1], []).append(found)
            for word in dict.fromkeys((words[0], *words[1:-1])):
                self._given.setdefault(word, []).append(found)
        mention.entity = found
        entity = self.entities[found]
        entity.full += 1
        entity.sure = entity.sure or mention.sure

    def _same_person(self, words: tuple[str, ...]) -> int:
        for index in self._last.get(_surname(words), ())[:MOST_NAMESAKES]:
            known = self.entities[index].words
            if known[-len(words) :] == words or same_given(known[0], words[0]) or words[0] in known[1:-1]:
                return index
        for index in self._given.get(words[0], ())[:MOST_NAMESAKES]:
            if self.entities[index].words[: len(words)] == words:
                return index
        return -1

    def _add_headline(self, index: int, lone: set[str]) -> None:
        """Take a headline's name if the text knows its surname."""
        mention = self.mentions[index]
        if self._same_person(mention.words) >= 0 or (mention.sure and mention.words[-1] in lone):
            self._add_full(index)
            return
        mention.form = "single"
        known = self._last.get(mention.words[-1])
        if known and mention.words[0] in self._last:
            mention.words = mention.words[:1]

    def _add_single(self, index: int) -> None:
        mention = self.mentions[index]
        word = mention.words[-1]
        found = self._choose(index, self._last.get(word) or self._last.get(_bare(word), ()))
        if found < 0 and not mention.titled:
            found = self._choose(index, self._given.get(word, ()))
        if found < 0 and mention.form == "place":
            found = self._bodies.get(mention.words, -1)
        if found < 0 and not mention.weak:
            found = self._new(mention, person=mention.form == "single")
            self.entities[found].place = mention.form == "place"
            if mention.form == "single":
                self._last.setdefault(word, []).append(found)
            else:
                self._bodies[mention.words] = found
        mention.entity = found

    def _choose(self, index: int, known: list[int] | tuple[int, ...]) -> int:
        """Return which of the namesakes `known` a lone name means; -1 if none."""
        mention = self.mentions[index]
        best, best_rank = -1, (-1.0, 0)
        paragraph_of = self.tokens.paragraph_of
        for one in known[:MOST_NAMESAKES]:
            entity = self.entities[one]
            told = _title_gender(self.mentions, entity, mention)
            if told < 0:
                continue
            latest = self._latest.get(one, -1)
            near = latest >= 0 and paragraph_of[self.mentions[latest].first] == paragraph_of[mention.first]
            rank = (told + (1.0 if near else 0.0) + latest / (len(self.mentions) + 1) * near, -entity.first)
            if rank > best_rank:
                best, best_rank = one, rank
        return best

    def _add_body(self, index: int) -> None:
        mention = self.mentions[index]
        words = tuple(word for word in mention.words if word != "the")
        found = self._bodies.get(words, -1)
        if found < 0 and len(words) == 1:
            found = self._acronyms.get(words[0], -1)
        if found < 0 and len(words) == 1 and words[0] in self._last:
            mention.form = "single"
            return
        if found < 0:
            found = self._new(mention, person=False)
            self._bodies[words] = found
            if len(words) > 1:
                self._acronyms.setdefault("".join(w[0] for w in words if w not in _SMALL), found)
        mention.entity = found
        self.entities[found].full += 1

    def _new(self, mention: Mention, *, person: bool) -> int:
        self.entities.append(Entity(mention.first, mention.last, mention.words, person, sure=mention.sure))
        return len(self.entities) - 1

    def _join(self, index: int, mention: Mention) -> None:
        """Count the mention for its entity, with what it says of gender."""
        entity = self.entities[mention.entity]
        entity.mentions.append(index)
        if not entity.person:
            return
        if not entity.full and mention.sure:
            entity.sure = True
        if mention.form == "full" and len(entity.mentions) == 1 and mention.words[0] not in FAMILY_FIRST:
            told = gender_of(mention.words[0])
            entity.male += 1.5 * (told == "m")
            entity.female += 1.5 * (told == "f")
        told = mention.gender or self._role_gender(mention)
        if told:
            entity.male += 2.0 * (told == "m")
            entity.female += 2.0 * (told == "f")

    def _role_gender(self, mention: Mention) -> str:
        lowers = self.tokens.lowers
        if mention.left:
            told = ROLE_GENDER.get(lowers[mention.left - 1]) or ROLE_GENDER.get(lowers[mention.first - 1])
            if told:
                return told
        if mention.form != "full" or mention.last >= len(lowers) or lowers[mention.last] != ",":
            return ""
        for word in lowers[mention.last + 1 : mention.last + 6]:
            if word in (",", "who", "and"):
                break
            if word in ROLE_GENDER:
                return ROLE_GENDER[word]
        return ""


def _title_gender(mentions: list[Mention], entity: Entity, mention: Mention) -> int:
    """Return 1 if the title before the mention fits the entity's gender, 0 if unknown, -1 if it does not."""
    if not mention.gender:
        return 0
    told = gender_of(entity.words[0]) if len(entity.words) > 1 else ""
    if len(entity.words) == 1 and entity.mentions:
        told = mentions[entity.mentions[0]].gender
    if not told:
        return 0
    return 1 if told == mention.gender else -1


def _surname(words: tuple[str, ...]) -> str:
    """Return the word by which a person is named alone; the first of a family-first name."""
    if len(words) in (2, 3) and words[0] in FAMILY_FIRST and not gender_of(words[-1]):
        given = words[1:]
        if "-" in given[0] or len(words) == 3 or len(given[0]) > 2:
            return words[0]
    return _bare(words[-1])


def _bare(word: str) -> str:
    return word[3:] if word[:3] in ("al-", "el-") else word
