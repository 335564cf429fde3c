"""Entities: which of the printed names are one person or one body.

Longest names first, so that "Ursula von der Leyen" is there before "von der
Leyen" and "Leyen" ask for her; a lone name then goes to a surname, and only
else to a given name. Two of one surname are told apart by title, by who was
last named as a subject, and else by who was introduced first.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.quotes.names import EITHER, FAMILY_FIRST, GIVEN, bare, gender_of, same_given, surname
from store.quotes.people_entity import Entity
from store.quotes.people_grammar import apposition_head
from store.quotes.people_juniors import of_generation, other_generation
from store.quotes.people_mention import Mention
from store.quotes.people_offices import role_stem
from store.quotes.people_words import BODIES, COURTESY, MODIFIERS, PLACES, ROLE_GENDER, ROLES
from store.quotes.tokens import Tokens

MOST_NAMESAKES = 12
"""Namesakes that a mention is compared with: keeps a text of one surname linear."""
NEAR = 3
"""Paragraphs over which the namesake last named as a subject is meant."""

_SMALL = frozenset({"of", "the", "for", "and", "&", "on", "in", "de", "la"})
_BEFORE_GIVEN = frozenset(
    {"prince", "princess", "king", "queen", "sheikh", "sister", "father", "pope", "sir", "dame"}
)
"""Titles that stand before a given name alone."""
_SAYS = frozenset(
    {"said", "says", "told", "tells", "is", "was", "has", "had", "will", "would", "added", "asked", "wrote"}
)


class Register:
    """The entities of one text and the indices by which mentions find theirs."""

    def __init__(self, tokens: Tokens, mentions: list[Mention]) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self.entities: list[Entity] = []
        self._last: dict[str, list[int]] = {}
        self._given: dict[str, list[int]] = {}
        self._bodies: dict[tuple[str, ...], int] = {}
        self._tails: dict[tuple[str, ...], int] = {}
        self._acronyms: dict[str, int] = {}
        self._latest: dict[int, int] = {}
        self._titles: dict[int, set[str]] = {}
        self._addressed: dict[int, int] = {}
        self._lone: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._pairs: dict[tuple[str, ...], int] = {}
        self._people()
        self._others()
        for index, mention in enumerate(mentions):
            if mention.entity >= 0:
                self._join(index, mention)

    # ------------------------------------------------------------ order of work
    def _people(self) -> None:
        """Full names, longest and surest first; then headlines' and lone names with "Mr." or "Mrs."."""
        mentions = self.mentions
        self._count_words()
        full = [index for index, m in enumerate(mentions) if m.form == "full" and not m.weak]
        full.sort(key=lambda i: (mentions[i].opening and not mentions[i].sure, -len(mentions[i].words)))
        for index in full:
            self._shorten(mentions[index])
            if mentions[index].form == "full":
                self._add_full(index)
        self._named_after()
        for index, mention in enumerate(mentions):
            if mention.form == "full" and mention.weak:
                self._add_headline(index)
        for index, mention in enumerate(mentions):
            if mention.form == "single" and mention.gender:
                self._add_single(index)
                self._addressed[mention.entity] = self._addressed.get(mention.entity, 0) + 1

    def _count_words(self) -> None:
        """Count which words stand alone, end a name, or make a name of two."""
        for mention in self.mentions:
            if mention.weak or mention.form not in ("single", "full"):
                continue
            words = mention.words
            self._ends[words[-1]] = self._ends.get(words[-1], 0) + 1
            if len(words) == 1:
                self._lone[words[0]] = self._lone.get(words[0], 0) + 1
            elif len(words) == 2:
                self._pairs[words] = self._pairs.get(words, 0) + 1

    def _named_after(self) -> None:
        """Take the name out of "the Ann Lee Foundation" if the text never prints it otherwise."""
        for index, mention in enumerate(self.mentions):
            words = mention.words
            if mention.form != "body" or len(words) < 3 or words[0] not in GIVEN:
                continue
            if self._same_person(words[:2]) < 0 and self._lone.get(words[1], 0) > 1 and words[1] not in GIVEN:
                mention.form, mention.sure = "full", True
                self._cut(mention, mention.first, mention.first + 2)
                self._add_full(index)

    def _others(self) -> None:
        """Bodies, then lone names in the order of the text, then those that count only if known."""
        mentions = self.mentions
        for index, mention in enumerate(mentions):
            if mention.form == "body":
                self._add_body(index)
        for index, mention in enumerate(mentions):
            if mention.form in ("single", "place") and mention.entity < 0 and not mention.weak:
                self._add_single(index)
            if mention.entity >= 0 and self._is_subject(mention):
                self._latest[mention.entity] = index
        for index, mention in enumerate(mentions):
            if mention.weak and mention.entity < 0 and mention.form == "single":
                self._add_single(index)

    def _is_subject(self, mention: Mention) -> bool:
        if mention.form == "single":
            return mention.words[-1] not in self._given
        lowers = self.tokens.lowers
        begin = self.tokens.sentences[self.tokens.sentence_of[mention.first]][0]
        after = lowers[mention.end] if mention.end < len(lowers) else ""
        return mention.left <= begin + 1 or after in _SAYS

    # ------------------------------------------------------------ full names
    def _shorten(self, mention: Mention) -> None:
        """Cut from a full name what is none: "Crooked Ann Lee", "Injecting Lee", "President Lee Speech"."""
        words = mention.words
        if len(words) > 2 and words[0] not in GIVEN and words[1] in GIVEN and words[0] not in FAMILY_FIRST:
            if words[0] in BODIES or words[1:] in self._pairs or self._same_person(words[1:]) >= 0:
                self._cut(mention, mention.first + 1, mention.last)
            return
        if len(words) > 2 and words[0] in GIVEN:
            known = self._lone.get(words[1], 0) > 1 and words[1] not in GIVEN
            if (known and words[-1] not in self._lone) or (
                self._ends[words[-1]] == 1 and words[:2] in self._pairs
            ):
                self._cut(mention, mention.first, mention.first + 2)
            return
        if len(words) != 2 or (words[0] in GIVEN and words[0] not in PLACES):
            return
        if self._adjective(mention):
            self._cut(mention, mention.first + 1, mention.last)
            return
        if words[0] in PLACES and not mention.sure and self._lone.get(words[1], 0) > 1:
            self._cut(mention, mention.first + 1, mention.last)
            return
        if self._lone.get(words[0], 0) > 1 and words[1] not in self._lone and words[0] not in FAMILY_FIRST:
            if mention.titled:
                self._cut(mention, mention.first, mention.last - 1)
            else:
                mention.form = "body"

    def _adjective(self, mention: Mention) -> bool:
        """Tell whether the first of two words only opens the sentence: "Young Lee" beside an "Ann Lee"."""
        given, last = mention.words
        if not mention.opening or mention.sure or given in FAMILY_FIRST or mention.titled:
            return False
        if self.tokens.lowers[mention.end : mention.end + 1] == [","]:
            return False
        if self._pairs[mention.words] > 1 and given not in MODIFIERS:
            return False
        return any(
            self.entities[one].sure
            and self.entities[one].words[0] in GIVEN
            and len(self.entities[one].words) > 1
            for one in self._last.get(last, ())[:MOST_NAMESAKES]
        )

    def _cut(self, mention: Mention, first: int, last: int) -> None:
        dropped = first - mention.first
        mention.words = mention.words[dropped : dropped + last - first]
        mention.first, mention.last = first, last
        if dropped:
            mention.left = first
        if len(mention.words) == 1:
            mention.form = "single"

    def _add_full(self, index: int) -> None:
        mention = self.mentions[index]
        words = mention.words
        found = self._same_person(words, mention)
        if found < 0:
            found = self._new(mention, person=True)
            self._last.setdefault(surname(words), []).append(found)
            if surname(words) != words[-1]:
                self._last.setdefault(words[-1], []).append(found)
            for word in dict.fromkeys((words[0], *words[1:-1])):
                self._given.setdefault(word, []).append(found)
        mention.entity = found
        entity = self.entities[found]
        entity.full += 1
        entity.sure = entity.sure or mention.sure or self._has_kin(found, words)
        self._titles.setdefault(found, set()).update(self._roles_around(mention))

    def _roles_around(self, mention: Mention) -> set[str]:
        """Return the role nouns right before a full name, and behind the comma after it."""
        lowers = self.tokens.lowers
        found = {word for word in lowers[max(0, mention.first - 3) : mention.first] if word in ROLES}
        if lowers[mention.end : mention.end + 1] == [","]:
            found.update(word for word in lowers[mention.end + 1 : mention.end + 6] if word in ROLES)
        return {role_stem(word) for word in found}

    def _has_kin(self, number: int, words: tuple[str, ...]) -> bool:
        """Tell whether someone who is surely a person has the same surname."""
        known = self._last.get(words[-1], ())[:MOST_NAMESAKES]
        return any(self.entities[one].sure for one in known if one != number)

    def _same_person(self, words: tuple[str, ...], mention: Mention | None = None) -> int:
        for index in self._last.get(surname(words), ())[:MOST_NAMESAKES]:
            known = self.entities[index].words
            if mention and mention.suffix and other_generation(self.entities[index], mention):
                continue
            if known[-len(words) :] == words or same_given(known[0], words[0]) or words[0] in known[1:-1]:
                return index
        for index in self._given.get(words[0], ())[:MOST_NAMESAKES]:
            known = self.entities[index].words
            if known[: len(words)] == words and len(known) > len(words):
                return index
        return -1

    def _add_headline(self, index: int) -> None:
        """Take a headline's name if the text knows its surname; else only what it knows of it."""
        mention = self.mentions[index]
        if self._same_person(mention.words) >= 0 or (mention.sure and mention.words[-1] in self._lone):
            self._add_full(index)
            return
        mention.form = "single"
        if mention.words[-1] not in self._last and mention.words[0] in self._last:
            mention.words, mention.last = mention.words[:1], mention.first + 1

    # ------------------------------------------------------------ lone names
    def _add_single(self, index: int) -> None:
        mention = self.mentions[index]
        word = mention.words[-1]
        place = mention.form == "place"
        known = self._last.get(word) or self._last.get(bare(word), [])
        if place:
            known = [one for one in known[:MOST_NAMESAKES] if self.entities[one].sure]
        found = self._choose(index, known)
        called = not mention.titled or self.tokens.lowers[mention.first - 1] in _BEFORE_GIVEN
        if found < 0 and not place:
            given = self._given.get(word, ())
            if not called:
                given = [
                    one for one in given[:MOST_NAMESAKES] if self._is_surname(word, self.entities[one].words)
                ]
            found = self._choose(index, given)
        if found < 0 and place:
            found = self._bodies.get(mention.words, -1)
        if found < 0 and not mention.weak:
            found = self._new(mention, person=not place)
            self.entities[found].place = place
            if place:
                self._bodies[mention.words] = found
            else:
                self._last.setdefault(word, []).append(found)
        mention.entity = found

    def _is_surname(self, word: str, words: tuple[str, ...]) -> bool:
        """Tell whether "Ms. Ruiz" may be of "Ana Ruiz Soto", or "Mr. Bo" of "Bo Jinhai"."""
        first = len(words) == 2 and words[1] not in GIVEN and words[1] not in self._lone
        return word in words[1:-1] or (first and word == words[0])

    def _choose(self, index: int, known: Sequence[int]) -> int:
        """Return which of the namesakes `known` a lone name means; -1 if none."""
        mention = self.mentions[index]
        if len(known) == 1 and not mention.gender and not mention.suffix:
            return known[0]
        best, best_rank, paragraph_of = -1, (-1.0, -1, 0), self.tokens.paragraph_of
        here = paragraph_of[mention.first]
        if len(known) > 1 or mention.suffix:
            known = of_generation(self.entities, known[:MOST_NAMESAKES], mention.suffix)
        for one in known:
            told = self._fits(one, mention)
            if told < 0:
                continue
            latest = self._latest.get(one, -1)
            near = latest >= 0 and here - paragraph_of[self.mentions[latest].first] < NEAR
            rank = (
                told + (1.0 + latest / (len(self.mentions) + 1) if near else 0.0),
                self._addressed.get(one, 0),
                -self.entities[one].first,
            )
            if rank > best_rank:
                best, best_rank = one, rank
        return best

    def _fits(self, number: int, mention: Mention) -> float:
        """Return how a title before the name fits the entity: below 0 if it cannot be."""
        if not mention.titled:
            return 0.0
        if not mention.gender:
            title = role_stem(self.tokens.lowers[mention.first - 1])
            return 1.5 if title in self._titles.get(number, ()) else 0.0
        entity = self.entities[number]
        told: str = gender_of(entity.words[0]) if len(entity.words) > 1 else ""
        if len(entity.words) == 1:
            told = "m" if entity.male > entity.female else "f" if entity.female else ""
        if not told or (told != mention.gender and entity.words[0] in EITHER):
            return 0.0
        return 1.0 if told == mention.gender else -1.0

    # ------------------------------------------------------------ bodies
    def _add_body(self, index: int) -> None:
        mention = self.mentions[index]
        words = tuple(word for word in mention.words if word != "the")
        found = self._bodies.get(words, -1)
        if found < 0 and len(words) == 1:
            if words[0] in self._last:
                mention.form = "single"
                return
            found = self._acronyms.get(words[0], -1)
        if found < 0:
            found = self._tails.get(words, -1)
        if found < 0:
            found = self._new(mention, person=False)
            self._bodies[words] = found
            if len(words) > 1:
                for cut in range(1, min(len(words), 5)):
                    self._tails.setdefault(words[cut:], found)
                parts = [part for word in words if word not in _SMALL for part in word.split("-") if part]
                self._acronyms.setdefault("".join(part[0] for part in parts), found)
        mention.entity = found
        self.entities[found].full += 1

    def _new(self, mention: Mention, *, person: bool) -> int:
        named = (mention.first, mention.last, mention.words)
        entity = Entity(*named, person, suffix=mention.suffix, sure=mention.sure)
        if mention.form == "single" and mention.gender:
            entity.male, entity.female = 0.5 * (mention.gender == "m"), 0.5 * (mention.gender == "f")
        self.entities.append(entity)
        return len(self.entities) - 1

    # ------------------------------------------------------------ what mentions say
    def _join(self, index: int, mention: Mention) -> None:
        """Count the mention for its entity, with what it says of gender."""
        entity = self.entities[mention.entity]
        entity.mentions.append(index)
        if not entity.person:
            return
        if not entity.full and mention.sure:
            entity.sure = True
        if mention.form == "single" and mention.words[-1] in (entity.words[-1], surname(entity.words)):
            entity.lone += 1
        told: str = ""
        if len(entity.mentions) == 1 and len(entity.words) > 1 and entity.words[0] not in FAMILY_FIRST:
            told = gender_of(entity.words[0])
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
            if told and lowers[mention.first - 1] not in COURTESY:
                return told
        if mention.form != "full" or lowers[mention.end : mention.end + 1] != [","]:
            return ""
        head = apposition_head(lowers, mention.end)
        age = lowers[mention.end + 1 : mention.end + 2]
        if (head in ROLES and head not in BODIES) or age == ["who"] or (age and age[0].isdigit()):
            self.entities[mention.entity].sure = True
        return ROLE_GENDER.get(head, "")
