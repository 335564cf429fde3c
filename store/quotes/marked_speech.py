"""Direct speech in languages other than English: what stands in marks, and the verb of saying beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from store.models import Cue, Modality, Quote, QuoteType, Span, Speaker
from store.quotes.marks import Segment, segments
from store.quotes.names import GIVEN
from store.quotes.people import People
from store.quotes.people_offices import is_role
from store.quotes.people_resolved import Resolved
from store.quotes.people_words import PRONOUNS
from store.quotes.tokens import Tokens
from store.quotes.tongues import Tongue

SPEECH = 5
"""Words in marks from which on they are speech, and no title or term, though no verb stands by."""
LEAD = 24
"""Tokens before a quotation in which the verb is looked for."""
LONGEST_SPEAKER = 14
"""Tokens of a speaker at most."""
MEMORY = 12
"""How many earlier speakers a pronoun may look back to."""
ANNOUNCED = 3
"""Words in marks from which on they are speech behind a colon."""
_IDEOGRAPHS = "\u2e80"
"""From this letter on scripts are written without blanks, but Hangul."""
_UNNAMED, _NAMED, _LOOSE = 0.3, 0.8, 0.55
_COLONS = frozenset({":", "："})
_DASHES = frozenset({"—", "–", "-", "--", "―"})
_SKIPPED = _DASHES | {",", "»", "”", "“", '"', "''", "«"}
_STOPS = frozenset('.;:!?()«»„“”"—–') | {"''", "--", "-"}
_INVERTED = ("-il", "-elle", "-ils", "-elles")
"""Ends of a French verb that carries its subject: "a-t-elle ajouté"."""


@dataclass(slots=True)
class _Said:
    """One utterance: token ranges, the verb, the speaker's tokens."""

    pieces: list[tuple[int, int]]
    kind: QuoteType = "direct"
    cue: int = -1
    source: tuple[int, int] = (0, 0)
    joined: list[str] = field(default_factory=list)


def marked_speech(tokens: Tokens, tongue: Tongue | None) -> tuple[Quote, ...]:
    """Return what stands in quotation marks; who says it only where a verb of `tongue` tells."""
    reader = _Reader(tokens, tongue)
    found = sorted(reader.said(), key=lambda said: said.pieces[0])
    people = People.of(tokens)
    recent: list[Resolved] = []
    return tuple(_quote(people, tongue, said, recent) for said in found)


class _Reader:
    """Finds the utterances of one text."""

    def __init__(self, tokens: Tokens, tongue: Tongue | None) -> None:
        self.tokens = tokens
        self.tongue = tongue

    def said(self) -> list[_Said]:
        """Return the utterances: in marks, then in paragraphs that a dash opens."""
        out: list[_Said] = []
        for segment in segments(self.tokens):
            said = self._read(segment)
            if out and (said.cue < 0 or self._by_same(out[-1], said)) and self._goes_on(out[-1], segment):
                out[-1].pieces += said.pieces
                out[-1].joined.append("continued")
            elif said.cue >= 0 or self._speech(segment):
                out.append(said)
        return out + self._dialogue()

    def _speech(self, segment: Segment) -> bool:
        """Tell whether words in marks are speech though no verb is known to stand beside them."""
        announced = segment.first > 1 and self.tokens.texts[segment.first - 2] in _COLONS
        count = _word_count(self.tokens, segment.first, segment.last)
        return count >= (ANNOUNCED if announced else SPEECH)

    def _read(self, segment: Segment) -> _Said:
        said = _Said([(segment.first, segment.last)])
        if self.tongue is None:
            return said
        self._inside(segment, said)
        if said.cue < 0:
            self._behind(segment.last + segment.closed, said)
        if said.cue < 0:
            self._ahead(segment, said)
        return said

    def _goes_on(self, before: _Said, segment: Segment) -> bool:
        """Tell whether a quotation is the next sentence of the one before in its paragraph."""
        paragraph_of, sentence_of = self.tokens.paragraph_of, self.tokens.sentence_of
        edge = max(before.pieces[-1][1] - 1, before.cue)
        begins = self.tokens.sentences[sentence_of[segment.first]][0] >= segment.first - 1
        same = paragraph_of[edge] == paragraph_of[segment.first] and begins
        return same and before.cue >= 0 and sentence_of[segment.first] - sentence_of[edge] <= 1

    def _by_same(self, before: _Said, said: _Said) -> bool:
        """Tell whether a pronoun speaks: right behind a quotation that is the same one's."""
        first, last = said.source
        return (
            before.kind == "direct"
            and last == first + 1
            and self.tongue is not None
            and _pronoun(self.tongue, self.tokens.lowers[first]) != ""
        )

    def _inside(self, segment: Segment, said: _Said) -> None:
        """Read "«..., — said Lee. — ...»": a verb between two dashes inside of the marks."""
        texts, last = self.tokens.texts, segment.last
        for dash in range(segment.first + 1, min(last, segment.first + 400) - 1):
            if texts[dash] not in _DASHES or texts[dash - 1] not in ",?!…." or not self._is_cue(dash + 1):
                continue
            stop = next(
                (i for i in range(dash + 2, min(last, dash + LONGEST_SPEAKER)) if texts[i] in _DASHES), last
            )
            said.pieces = [(segment.first, dash)]
            if stop + 1 < last:
                said.pieces.append((stop + 1, last))
            self._take(dash + 1, said)
            return

    def _behind(self, at: int, said: _Said) -> None:
        """Read "...", said Lee: the verb right behind the mark."""
        texts, size = self.tokens.texts, len(self.tokens)
        begin = at
        while at < size and at - begin < 3 and texts[at] in _SKIPPED:
            at += 1
        if at == begin or at >= size or self.tokens.paragraph_of[at] != self.tokens.paragraph_of[begin - 1]:
            return
        for cue in range(at, min(size, at + 3)):
            if texts[cue] in _STOPS:
                return
            if self._is_cue(cue):
                self._take(cue, said, at)
                return

    def _ahead(self, segment: Segment, said: _Said) -> None:
        """Read Lee said: "..." and Lee said that it is "...": the verb before the mark in its sentence."""
        tongue, tokens = self.tongue, self.tokens
        mark = segment.first - 1
        low = tokens.sentences[tokens.sentence_of[mark]][0]
        if tongue is None or mark < 1:
            return
        colon = tokens.texts[mark - 1] == ":"
        for cue in range(mark - 1, max(low, mark - LEAD) - 1, -1):
            if tokens.texts[cue] in ";»”":
                return
            if not self._is_cue(cue):
                continue
            that = next((i for i in range(cue + 1, mark) if _opens(tongue, tokens.lowers[i])), -1)
            if not colon and that < 0:
                return
            if not colon:
                said.pieces, said.kind = [(that, segment.last + segment.closed)], "mixed"
            before = self._before(cue, low)
            said.cue, said.source = cue, before if before[1] else self._after(cue + 1)
            return

    def _dialogue(self) -> list[_Said]:
        """Read paragraphs that a dash opens: —So it is —said Lee."""
        out: list[_Said] = []
        texts = self.tokens.texts
        for first, last in self.tokens.paragraphs if self.tongue else ():
            if texts[first] not in _DASHES:
                continue
            for dash in range(first + 2, min(last - 1, first + 400)):
                if texts[dash] in _DASHES and self._is_cue(dash + 1):
                    said = _Said([(first + 1, dash)])
                    self._take(dash + 1, said)
                    out.append(said)
                    break
        return out

    def _is_cue(self, at: int) -> bool:
        return self.tongue is not None and self.tokens.lowers[at] in self.tongue.cues

    def _take(self, cue: int, said: _Said, low: int = -1) -> None:
        """Take the verb at `cue`, and for the speaker what stands behind it, or from `low` on before it."""
        said.cue = cue
        before = self._before(cue, low) if 0 <= low < cue else (0, 0)
        said.source = before if before[1] else self._after(cue + 1)

    def _after(self, at: int) -> tuple[int, int]:
        """Return the speaker's tokens behind a verb: past helpers and past whom it was said to."""
        tongue, tokens = self.tongue, self.tokens
        if tongue is None:
            return 0, 0
        size = len(tokens)
        while at < size and tokens.lowers[at] in tongue.helpers and tokens.lowers[at] not in tongue.pronouns:
            at += 1
        if at < size and tokens.lowers[at] in tongue.prepositions:
            at += 1 + self._name_at(at + 1)
        end = self._phrase_end(at)
        if end + 1 < size and tokens.texts[end] == "," and self._name_at(end + 1) > 1:
            end = end + 1 + self._name_at(end + 1)
        return (at, end) if end > at else (0, 0)

    def _phrase_end(self, at: int) -> int:
        tongue, tokens = self.tongue, self.tokens
        begin, named = at, False
        while tongue is not None and at < min(len(tokens), begin + LONGEST_SPEAKER):
            text, lower = tokens.texts[at], tokens.lowers[at]
            if (
                text in _STOPS
                or text == ","
                or lower in tongue.prepositions - tongue.linkers
                or self._is_cue(at)
            ):
                break
            if named and text[0].islower() and lower not in tongue.linkers:
                break
            named = named or (text[0].isupper() and self._name_at(at) > 1)
            at += 1
        while at > begin and tongue is not None and tokens.lowers[at - 1] in tongue.linkers:
            at -= 1
        return at

    def _name_at(self, at: int) -> int:
        """Return how many words with a capital follow each other from the token on."""
        end, texts = at, self.tokens.texts
        while end < min(len(texts), at + LONGEST_SPEAKER) and texts[end][0].isupper():
            end += 1
        return end - at

    def _before(self, cue: int, low: int) -> tuple[int, int]:
        """Return the speaker's tokens right before a verb and its auxiliary, from `low` on."""
        tongue, tokens = self.tongue, self.tokens
        if tongue is None:
            return 0, 0
        end = cue
        while end > low and (
            tokens.lowers[end - 1] in tongue.helpers - tongue.pronouns or tokens.texts[end - 1] == ","
        ):
            end -= 1
        if tokens.lowers[end - 1].endswith(_INVERTED) and "-" in tokens.lowers[end - 1]:
            return end - 1, end
        first = end
        if tokens.lowers[end - 1] in tongue.joins:
            return self._subject(low, end)
        while first > low and end - first < LONGEST_SPEAKER and tokens.texts[first - 1] not in _STOPS:
            first -= 1
        return (first, end) if end > first else (0, 0)

    def _subject(self, low: int, end: int) -> tuple[int, int]:
        """Return what stands before the first verb of a sentence that joins two of them by "and"."""
        tongue, tokens = self.tongue, self.tokens
        for at in range(low + 1, end):
            lower = tokens.lowers[at]
            verb = len(lower) > 4 and tongue is not None and lower.endswith(tongue.past)
            if verb or self._is_cue(at) or tokens.texts[at] == ",":
                return low, at
        return 0, 0


def _pronoun(tongue: Tongue, lower: str) -> str:
    """Return the pronoun that a word is or, as in "a-t-elle", carries; "" if none."""
    bare = lower.rpartition("-")[2] if lower.endswith(_INVERTED) else lower
    return bare if bare in tongue.pronouns else ""


def _opens(tongue: Tongue, lower: str) -> bool:
    return lower in tongue.that or any(word.endswith("'") and lower.startswith(word) for word in tongue.that)


def _word_count(tokens: Tokens, first: int, last: int) -> int:
    """Return the number of words; scripts without blanks between them have one in about two letters."""
    words = [text for text in tokens.texts[first:last] if text[0].isalnum()]
    return sum((len(text) + 1) // 2 if text[0] >= _IDEOGRAPHS else 1 for text in words)


def _quote(people: People, tongue: Tongue | None, said: _Said, recent: list[Resolved]) -> Quote:
    tokens = people.tokens
    spans = tuple(tokens.span(first, last) for first, last in said.pieces)
    speaker, sure = _speaker(people, tongue, said.source, recent)
    cue = None
    if said.cue >= 0:
        span = tokens.span(said.cue, said.cue + 1)
        cue = Cue(tokens.body[span.start : span.end], span)
    return Quote(
        said.kind,
        spans,
        " ".join(tokens.body[start:end] for start, end in spans),
        cue=cue,
        speaker=speaker,
        confidence=sure if speaker else _UNNAMED,
        reason=_reason(cue, speaker, said.joined),
        modality=_modality(tokens, tongue, said.cue),
    )


def _reason(cue: Cue | None, speaker: Speaker | None, joined: Sequence[str]) -> str:
    if cue is None:
        return "quotation marks; no verb of saying beside them"
    who = "who stands beside it" if speaker else "nobody named"
    return f"quotation marks + “{cue.text}”, {who}" + (", continued" if joined else "")


def _modality(tokens: Tokens, tongue: Tongue | None, cue: int) -> Modality:
    if cue > 0 and tongue is not None and tongue.never & set(tokens.lowers[max(0, cue - 2) : cue]):
        return "not said"
    return "said"


def _speaker(
    people: People, tongue: Tongue | None, source: tuple[int, int], recent: list[Resolved]
) -> tuple[Speaker | None, float]:
    """Resolve a source; a pronoun is the latest speaker if the text itself does not say better."""
    first, last = source
    if last <= first or tongue is None:
        return None, _UNNAMED
    tokens = people.tokens
    span = tokens.span(first, last)
    pronoun = _pronoun(tongue, tokens.lowers[first])
    if last == first + 1 and pronoun:
        return _by_pronoun(people, Span(span.end - len(pronoun), span.end), source, recent)
    name = _name_in(people, first, last)
    who = _without_office(people.resolve(*name, recent))
    _remember(recent, who)
    kind = who.kind
    if kind == "unnamed" and tongue.bodies & set(tokens.lowers[first:last]):
        kind = "organisation"
    return Speaker(who.name, tokens.body[span.start : span.end], span, who.role, kind), _NAMED


def _remember(recent: list[Resolved], who: Resolved) -> None:
    recent.insert(0, who)
    del recent[MEMORY:]


def _by_pronoun(
    people: People, span: Span, source: tuple[int, int], recent: list[Resolved]
) -> tuple[Speaker, float]:
    mention = people.tokens.body[span.start : span.end]
    wanted = PRONOUNS.get(mention.casefold(), "")
    same = next((one for one in recent if one.gender and one.gender == wanted), None)
    who = same or _without_office(people.resolve(*source, recent))
    if who.entity < 0 and recent and not recent[0].gender:
        who = recent[0]
    _remember(recent, who)
    known = who.name if who.entity >= 0 else mention
    return Speaker(known, mention, span, who.role, who.kind if known != mention else "unnamed"), _LOOSE


def _name_in(people: People, first: int, last: int) -> tuple[int, int]:
    """Return the full name inside a speaker's words if there is one, else all of them."""
    mentions = people.mentions
    at = bisect_left(mentions, last, key=attrgetter("first"))
    for mention in reversed(mentions[max(0, at - LONGEST_SPEAKER) : at]):
        if first <= mention.first and mention.last <= last and mention.form == "full":
            return mention.first, mention.last
    return first, last


def _without_office(who: Resolved) -> Resolved:
    """Part "Bürgermeisterin Heike Ohling", all in capitals as German has it, into name and role."""
    parts = who.name.split(" ")
    given = next((at for at, part in enumerate(parts[:-1]) if part.casefold() in GIVEN), 0)
    given = given or next((at for at, part in enumerate(parts[:-1], 1) if is_role(part.casefold())), 0)
    if not given:
        return who
    role = who.role or " ".join(parts[:given])
    return replace(who, name=" ".join(parts[given:]), role=role, kind="person")
