"""People: who the printed words of a source stand for.

    people = People.of(tokens, headline)       # once an article; linear, about a millisecond
    first, last = people.mention_in(a, b)      # the speaker's words inside a source, in tokens
    who = people.resolve(a, b, recent=[...])   # Resolved: name, role, kind, gender, number, sure
    people.speaker(a, b)                       # the same as a store.models.Speaker

All positions are token indices, end exclusive, as in `Tokens`. A source is a
noun phrase or a pronoun: "Lavrov", "he", "the 52-year-old senator from Ohio",
"her spokeswoman, Ana Ruiz, who was travelling with her". `recent` holds what
earlier calls returned, the last speaker first; it decides only where the text
itself does not. `resolve` never raises; a source of no tokens gives a name "".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Self

from store.models import Span, Speaker, SpeakerKind
from store.quotes.people_bodies import body_described, is_called, opening_phrase, subject_body
from store.quotes.people_entities import Register
from store.quotes.people_entity import Entity
from store.quotes.people_flow import Flow
from store.quotes.people_grammar import apposition_head
from store.quotes.people_heads import Head, read_head, trim
from store.quotes.people_leaders import SURNAMES, full_name
from store.quotes.people_many import end_of_many
from store.quotes.people_mention import Mention
from store.quotes.people_office_of import office_stems, told_of
from store.quotes.people_offices import role_stem
from store.quotes.people_pairs import join_apposed, join_names, pair_before
from store.quotes.people_places import NATIONS, lands
from store.quotes.people_reach import name_before, name_behind, name_called, name_introduced
from store.quotes.people_recent import carried, last_speaker
from store.quotes.people_relative import name_apposed, name_before_who, noun_before, people_before
from store.quotes.people_resolved import Resolved, introduced
from store.quotes.people_roles import RoleWords, role_of
from store.quotes.people_runs import find_mentions, full_names
from store.quotes.people_words import BODIES, COMPANIES, DOCUMENTS, GENERATIONS, PRONOUNS, ROLE_GENDER, ROLES
from store.quotes.tokens import Tokens

HEADLINES = 2
"""Paragraphs at the top in which a role without article means someone of the story: "Senator to resign"."""
SUMMARY = 6
"""Paragraphs at the top in which a story may be summed up, in points of a line each."""
LONGEST_DESCRIPTION = 16
"""Tokens of a nameless speaker up to which "who saw it" is kept: "an official who saw it"."""
LOOK_BACK = 80
"""Mentions before a description in which its entity is looked for."""
LOOK_AHEAD = 20
"""The same, behind it."""


class People:
    """The people and bodies of one text."""

    def __init__(self, tokens: Tokens, headline: str = "") -> None:
        self.tokens = tokens
        self.mentions: list[Mention] = find_mentions(tokens)
        """Printed names, in order."""
        self.entities: list[Entity] = Register(tokens, self.mentions).entities
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        for index, mention in enumerate(self.mentions):
            if mention.entity < 0:
                continue
            self._starts.setdefault(mention.left, index)
            for at in range(mention.first, mention.last):
                self._starts.setdefault(at, index)
            self._ends[mention.end] = index
        self._answers: dict[tuple[int, int], Resolved] = {}
        self._headline = full_names(headline)
        self._roles: dict[int, str] = {}
        self._stems = RoleWords(tokens, self.mentions, self.entities)

    @classmethod
    def of(cls, tokens: Tokens, headline: str = "") -> Self:
        """Find the names of a text; a headline outside it may lend full names. Linear time."""
        return cls(tokens, headline)

    @cached_property
    def flow(self) -> Flow:
        """Pronouns and the salience of names, worked out when first asked for."""
        return Flow(self.tokens, self.mentions, self.entities, self._stems)

    def mention_in(self, first: int, last: int) -> tuple[int, int]:
        """Return the tokens of the speaker inside a source, relative clauses and marks trimmed."""
        return trim(self.tokens, first, last)

    def speaker(self, first: int, last: int, recent: Sequence[Resolved] = ()) -> Speaker:
        """Resolve a source, as the speaker of a quote: mention and span are the trimmed source's."""
        who = self.resolve(first, last, recent)
        if who.last <= who.first:
            return Speaker(who.name, "", None, who.role, who.kind)
        span = self.tokens.span(who.first, who.last)
        return Speaker(who.name, self.tokens.body[span.start : span.end], Span(*span), who.role, who.kind)

    def resolve(self, first: int, last: int, recent: Sequence[Resolved] = ()) -> Resolved:
        """Return who the source in tokens `first` to `last` is; asked again, the first answer stands."""
        known = self._answers.get((first, last))
        if known is None:
            known = self._answers[first, last] = self._resolve(first, last, recent)
        return known

    def _resolve(self, first: int, last: int, recent: Sequence[Resolved]) -> Resolved:
        if last <= first or first >= len(self.tokens):
            return Resolved("", "", "unnamed", "", "s", 0.0)
        head = read_head(self.tokens, self.mentions, self._starts, first, last)
        if not head.joined:
            self._widen(head)
            join_names(self.tokens, self.mentions, self._starts, self._ends, head)
            if head.mention < 0:
                join_apposed(self.tokens, self.mentions, self._starts, self._ends, head)
        if head.joined:
            return self._several(head)
        if head.mention >= 0:
            return self._named(head)
        if head.noun in PRONOUNS and head.last - head.first <= 2:
            return self._pronoun(head, recent)
        return self._described(head, recent)

    def _widen(self, head: Head) -> None:
        """Take a name right beside the source for its head, and its words into the mention."""
        behind = name_behind(self.tokens, self.mentions, self._starts, head)
        if behind >= 0:
            body = head.noun in BODIES and head.noun not in ROLES
            head.corporate = body and not self.mentions[behind].titled  # "Bank of Porto Governor Ana Ruiz"
            head.mention, head.last = behind, max(head.last, self.mentions[behind].end)
            return
        before = name_before(self.tokens, self.mentions, self._ends, head)
        if before >= 0:
            head.mention, head.first = before, self.mentions[before].left

    # ------------------------------------------------------------ names
    def _named(self, head: Head) -> Resolved:
        mention = self.mentions[head.mention]
        if head.corporate:
            name = self._printed(self.entities[mention.entity])
            return Resolved(name, "", "organisation", "", "s", 0.85, mention.entity, head.first, head.last)
        return self._entity(mention.entity, head, 0.95)

    def _entity(self, number: int, head: Head, sure: float) -> Resolved:
        entity = self.entities[number]
        if not entity.person:
            name = self._printed(entity)
            return Resolved(name, "", "organisation", "", "s", sure, number, head.first, head.last)
        human = self._human(entity)
        return Resolved(
            name=self._printed(entity),
            role=self._role(number) if human else "",
            kind="person" if human else "organisation",
            gender=entity.gender(),
            number="s",
            sure=sure,
            entity=number,
            first=head.first,
            last=head.last,
        )

    def _human(self, entity: Entity) -> bool:
        """Tell whether a name of unknown kind is more likely a person's than a body's."""
        if entity.sure or entity.gender() or entity.lone:
            return True
        tokens = self.tokens
        first = self.mentions[entity.mentions[0]] if entity.mentions else None
        if first is None or len(entity.words) == 1:
            return True
        head = apposition_head(tokens.lowers, first.end)
        if head in ROLES or head in BODIES:
            return head not in BODIES
        return not any(word in BODIES or word in DOCUMENTS or word.endswith("s") for word in entity.words)

    def _printed(self, entity: Entity) -> str:
        if len(entity.words) == 1 and entity.person and (name := self._known(entity)):
            return name
        tokens = self.tokens
        last = entity.last
        if entity.person and last < len(tokens) and tokens.lowers[last] in GENERATIONS:
            last += 1
        words = tokens.texts[entity.first : last]
        name = " ".join(tokens.text(entity.first, last).split())
        return name.title() if name.isupper() and len(words) > 1 and entity.person else name

    def _known(self, entity: Entity) -> str:
        """Return a surname's full name by the headline, or by the office before it; "" if neither tells."""
        surname = entity.words[0]
        if surname in self._headline or surname not in SURNAMES:
            return self._headline.get(surname, "")
        titled = [self.mentions[index] for index in entity.mentions if self.mentions[index].titled]
        return full_name(surname, {role_stem(self.tokens.lowers[mention.first - 1]) for mention in titled})

    def _role(self, number: int) -> str:
        if number not in self._roles:
            self._roles[number] = role_of(self.tokens, self.mentions, self.entities[number])
        return self._roles[number]

    def _several(self, head: Head) -> Resolved:
        names: list[str] = []
        for index in head.joined:
            number = self.mentions[index].entity
            mention = self.mentions[index]
            name = self._printed(self.entities[number]) if number >= 0 else ""
            names.append(name or self.tokens.text(mention.first, mention.last))
        kinds = [self.mentions[index] for index in head.joined]
        people = all(m.entity >= 0 and self.entities[m.entity].person for m in kinds)
        joined = ", ".join(names[:-1]) + " and " + names[-1]
        kind: SpeakerKind = "person" if people else "organisation"
        return Resolved(joined, "", kind, "", "p", 0.95, -1, head.first, head.last)

    # ------------------------------------------------------------ pronouns
    def _pronoun(self, head: Head, recent: Sequence[Resolved]) -> Resolved:
        told = PRONOUNS[head.noun]
        if told in ("m", "f"):
            last = last_speaker(self.tokens, self.mentions, self.entities, head.first, told, recent)
            found, sure = (last, 0.9) if last >= 0 else self.flow.antecedents.get(head.first, (-1, 0.0))
            if found < 0:
                found, sure = carried(recent, told)
            if found >= 0:
                return self._entity(found, head, sure)
        if told == "r":
            return self._relative(head, recent)
        if told in ("n", "p"):
            return self._neuter(head, told, recent)
        return self._unnamed(head, "unnamed", 0.3)

    def _relative(self, head: Head, recent: Sequence[Resolved]) -> Resolved:
        """Resolve "who" and "which" by the name, or else the noun phrase, that they go back to."""
        found = self._before_who(head)
        if found >= 0 and not (head.noun == "which" and self._human(self.entities[found])):
            return self._entity(found, head, 0.7)
        reached = people_before if head.noun == "who" else noun_before
        if phrase := reached(self.tokens, head.first):
            who = self.resolve(*phrase, recent)
            sure = who.sure if head.noun == "which" or who.entity >= 0 else 0.3
            if head.noun == "which" or who.kind in ("person", "unnamed"):
                return replace(who, first=head.first, last=head.last, sure=sure)
        return self._unnamed(head, "unnamed", 0.3)

    def _before_who(self, head: Head) -> int:
        names = (self.tokens, self.mentions, self.entities)
        found = name_before_who(*names, self._starts, head.first)
        if found < 0 and head.noun == "who":
            index = name_apposed(self.tokens, self.mentions, self._ends, head.first)
            found = self.mentions[index].entity if index >= 0 else found
        return found

    def _neuter(self, head: Head, told: str, recent: Sequence[Resolved]) -> Resolved:
        if told == "p" and (pair := pair_before(self.tokens, self.mentions, self.entities, head.first)):
            head.joined = pair
            return replace(self._several(head), sure=0.5)
        shown = self.tokens.lowers[head.last : head.last + 1] in (["read"], ["reads"])  # "it" is no body
        kinds = ("document",) if shown else ("organisation", "document")
        for who in recent[:2]:
            fits = who.number == "p" if told == "p" else who.kind in kinds
            if fits:
                return Resolved(
                    who.name, who.role, who.kind, "", who.number, 0.4, who.entity, head.first, head.last
                )
        opening = opening_phrase(self.tokens, head.first) if told == "n" else None
        if opening and (who := self.resolve(*opening, recent)).kind == "organisation":
            return replace(who, sure=0.4, first=head.first, last=head.last)
        return self._unnamed(head, "unnamed", 0.3, number="p" if told == "p" else "s")

    # ------------------------------------------------------------ descriptions
    def _described(self, head: Head, recent: Sequence[Resolved]) -> Resolved:
        named = name_called(self.tokens, self._starts, head)
        if named < 0:
            named = name_introduced(self.tokens, self.mentions, self.entities, head)
        if named >= 0:
            return self._entity(self.mentions[named].entity, head, 0.7)
        noun = head.noun.removesuffix("'s")
        if noun in DOCUMENTS and noun not in ROLES and not (noun in BODIES and head.determiner != "a"):
            who = self._unnamed(head, "document", 0.9)
            return replace(who, name=introduced(self.tokens, head, recent) or who.name)
        if noun in ROLES:
            return self._by_role(head)
        if noun in BODIES:
            return self._body(head, noun, recent)
        head.last = end_of_many(self.tokens, head)
        head.whole = max(head.whole, head.last)
        return self._unnamed(head, "unnamed", 0.8, number="p" if noun.endswith("s") else "s")

    def _by_role(self, head: Head) -> Resolved:
        headline = not head.determiner and self.tokens.paragraph_of[head.first] < HEADLINES
        if head.determiner not in ("the", "his", "her") and head.owner < 0 and not headline:
            return self._unnamed(head, "unnamed", 0.85)
        found, sure = self.flow.antecedents.get(head.at, (-1, 0.0))
        home = lands(set(head.before))
        whose = told_of(self.tokens, head.last)
        if found >= 0 and not self._holds(found, whose):
            found = -1
        if found < 0 or sure < 0.3 or not home <= lands(self._stems[found]):
            keeps = found >= 0 and (sure >= 0.3 or bool(home))
            other = self._role_holder(head, at_home=keeps)
            found, sure = (other, 0.6) if other >= 0 else (found, sure)
        if found >= 0:
            return self._entity(found, head, sure)
        return self._unnamed(head, "unnamed", 0.6)

    def _holds(self, number: int, whose: set[str]) -> bool:
        """Tell whether an office of what `whose` names, if it names anything, may be the entity's."""
        roles = self._stems[number]
        return not whose or not whose.isdisjoint(roles) or not lands(whose).isdisjoint(lands(roles))

    def _role_holder(self, head: Head, *, at_home: bool) -> int:
        """Return the latest person before the head whose printed roles hold its office; else one after.

        Whose state or country is printed and fits comes first, and alone
        counts `at_home`; where it is not printed, "the French president"
        needs another word in common.
        """
        gender = ROLE_GENDER.get(head.noun, "")
        before_noun = set(head.before)
        home, nation = lands(before_noun), not NATIONS.isdisjoint(before_noun)
        stems, whose = office_stems(self.tokens, head.at), told_of(self.tokens, head.last)
        second = -1
        for number in self._people_about(head.first):
            told = self.entities[number].gender()
            roles = self._stems[number]
            other = gender and told and told != gender
            if other or roles.isdisjoint(stems) or not self._holds(number, whose):
                continue
            known = lands(roles)
            if home <= known:
                return number
            if second < 0 and not known and not at_home and (not nation or before_noun & roles):
                second = number
        return second

    def _people_about(self, token: int) -> Iterator[int]:
        """Yield the people named before the token, the latest first, and then those behind it, each once."""
        at = self._index_at(token)
        before = range(at - 1, max(-1, at - LOOK_BACK), -1)
        behind = range(at, min(at + LOOK_AHEAD, len(self.mentions)))
        seen: set[int] = set()
        for index in chain(before, behind):
            number = self.mentions[index].entity
            if number >= 0 and number not in seen and self.entities[number].person:
                seen.add(number)
                yield number

    def _body(self, head: Head, noun: str, recent: Sequence[Resolved]) -> Resolved:
        if not head.determiner and noun in COMPANIES and self.tokens.paragraph_of[head.first] < SUMMARY:
            return self._of_the_story(head, noun)
        if head.determiner in ("the", "this") and not head.before:
            at = self._index_at(head.first)
            for index in range(at - 1, max(-1, at - LOOK_BACK), -1):
                number = self.mentions[index].entity
                if number >= 0 and is_called(self.tokens, self.mentions, self.entities[number], noun):
                    who = self._entity(number, head, 0.7)
                    return replace(who, kind="organisation", role="", gender="")
            opens = self._starts.get(self.tokens.sentences[self.tokens.sentence_of[head.first]][0], -1)
            number = subject_body(self.mentions, self.entities, opens, head) if noun in COMPANIES else -1
            if number >= 0:
                who = self._entity(number, head, 0.6)
                return replace(who, kind="organisation", role="", gender="")
            if described := body_described(noun, recent):
                return replace(described, sure=0.7, first=head.first, last=head.last)
        return self._unnamed(head, "organisation", 0.85)

    def _of_the_story(self, head: Head, noun: str) -> Resolved:
        """Resolve "company" in a headline or summary point: the first that the story below calls one."""
        for mention in self.mentions[:LOOK_BACK]:
            below = mention.entity >= 0 and mention.first >= head.last
            if below and is_called(self.tokens, self.mentions, self.entities[mention.entity], noun):
                who = self._entity(mention.entity, head, 0.6)
                return replace(who, kind="organisation", role="", gender="")
        return self._unnamed(head, "organisation", 0.85)

    def _unnamed(self, head: Head, kind: SpeakerKind, sure: float, number: str = "s") -> Resolved:
        last = (
            head.whole if kind == "unnamed" and head.whole - head.first <= LONGEST_DESCRIPTION else head.last
        )
        name = " ".join(self.tokens.text(head.first, last).split())
        return Resolved(name, "", kind, "", number, sure, -1, head.first, last)

    def _index_at(self, at: int) -> int:
        """Return how many mentions begin before token `at`."""
        return bisect_left(self.mentions, at, key=attrgetter("first"))
