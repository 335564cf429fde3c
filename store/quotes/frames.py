"""Cue candidates: what tells whether one attributes, and on which side its content stands.

A frame is found in four choices, each a linear model: this one
(`near_score`, `far_score`), who is the source (`store.quotes.sources`),
where the content starts and where it ends (`store.quotes.contents`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from store.quotes.lexicon import PUNCTUATION_KINDS, stem, words
from store.quotes.memo import Memo
from store.quotes.scan import Scan
from store.quotes.tables import NONE, NUMBERS, One, Row, Three, Two, row

SHAPES = ("none", "after", "before", "around")
FAR = words(", . ? : ; ( ) -- .. q sq")
"""Kinds of tokens that part clauses."""
FINITE = frozenset({"ax", "ed"})
"""Kinds of tokens that may be finite verbs."""
_INSIDE = ("", "Q")
"""Outside of quotation marks, inside."""
_LEFT = 6
"""More tokens of the sentence to come than these make no difference."""


@dataclass(slots=True)
class _Word:
    """What the tables hold of one word and its root, looked up once."""

    score: int
    marks: One
    inside: Row
    behind: One
    lead: One
    ahead: One


@dataclass(slots=True)
class _Form:
    """What the tables hold of one kind of word, looked up once."""

    before_behind: Two
    opening: Row
    lead: One


@dataclass(slots=True)
class CueTables:
    """What speaks for each shape of a frame, by what stands at the cue and around it.

    Names say the parts of a feature: "before" and "behind" the token's shape
    next to the cue, "behind2" the one farther off; "subject" is the phrase
    before the cue, "lead" what leads up to it; "left" is how many tokens of
    the sentence are to come, "ahead" what is among them, "opener" the shape
    of its first.
    """

    word: One = field(default_factory=dict)
    next_word: One = field(default_factory=dict)
    prior_word: One = field(default_factory=dict)
    root_inside: Two = field(default_factory=dict)
    root_behind: Two = field(default_factory=dict)
    form_before_behind: Three = field(default_factory=dict)
    behind_behind2: Two = field(default_factory=dict)
    word_marks: Two = field(default_factory=dict)
    marks_inside: Two = field(default_factory=dict)
    nested: One = field(default_factory=dict)
    form_opening: Two = field(default_factory=dict)
    left_behind: Two = field(default_factory=dict)
    subject_inside: Two = field(default_factory=dict)
    opener: One = field(default_factory=dict)
    opener_lead: Two = field(default_factory=dict)
    form_lead: Two = field(default_factory=dict)
    root_lead: Two = field(default_factory=dict)
    root_ahead: Two = field(default_factory=dict)
    lead_ahead: Two = field(default_factory=dict)
    words: Memo[_Word] = field(init=False, repr=False)
    forms: Memo[_Form] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Start with nothing looked up."""
        self.words, self.forms = Memo(self._word), Memo(self._form)

    def _word(self, word: str) -> _Word:
        root = stem(word)
        return _Word(
            score=self.word.get(word, 0),
            marks=self.word_marks.get(word, NONE),
            inside=row(self.root_inside.get(root, NONE), _INSIDE),
            behind=self.root_behind.get(root, NONE),
            lead=self.root_lead.get(root, NONE),
            ahead=self.root_ahead.get(root, NONE),
        )

    def _form(self, form: str) -> _Form:
        return _Form(
            before_behind=self.form_before_behind.get(form, NONE),
            opening=row(self.form_opening.get(form, NONE), NUMBERS[:2]),
            lead=self.form_lead.get(form, NONE),
        )


def near_score(story: Scan, index: int, table: CueTables) -> int:
    """Return what the closest neighbours of the cue candidate at `index` say, packed."""
    tokens, shapes = story.tokens, story.shapes
    lowers = tokens.lowers
    first, last = tokens.sentences[tokens.sentence_of[index]]
    word = table.words[lowers[index]]
    before = prior = behind = behind2 = follow = "^"
    if index > first:
        before, prior = shapes[index - 1], lowers[index - 1]
    if index + 1 < last:
        behind, follow = shapes[index + 1], lowers[index + 1]
        if index + 2 < last:
            behind2 = shapes[index + 2]
    score: int = (
        word.score
        + word.inside[story.quoted[index] > 0]
        + word.behind.get(behind, 0)
        + table.forms[story.kinds[index]].before_behind.get(before, NONE).get(behind, 0)
        + table.behind_behind2.get(behind, NONE).get(behind2, 0)
        + table.next_word.get(follow, 0)
        + table.prior_word.get(prior, 0)
    )
    return score


def far_score(story: Scan, index: int, earlier: int, table: CueTables) -> int:
    """Return what the cue candidate's sentence says, packed; `earlier` is the candidate before, or -1."""
    tokens = story.tokens
    sentence = tokens.sentence_of[index]
    first, last = tokens.sentences[sentence]
    marks, inside = "", ""
    if sentence in story.marked:
        marks = _mark_before(story, index, first) + _mark_after(story, index, last)
        inside = "Q" if story.quoted[index] else ""
    word, opener = table.words[tokens.lowers[index]], story.shapes[first]
    form = table.forms[story.kinds[index]]
    behind = story.shapes[index + 1] if index + 1 < last else "^"
    subject, lead = _subject(story, index, first)
    ahead = _ahead(story, index, last)
    score: int = (
        table.marks_inside.get(marks, NONE).get(inside, 0)
        + word.marks.get(marks, 0)
        + table.nested.get(_nested(story, earlier, index) if earlier >= first else "", 0)
        + form.opening[sentence > 0]
        + table.left_behind.get(NUMBERS[min(last - index, _LEFT)], NONE).get(behind, 0)
        + table.subject_inside.get(subject, NONE).get(inside, 0)
        + table.opener.get(opener, 0)
        + table.opener_lead.get(opener, NONE).get(lead, 0)
        + form.lead.get(lead, 0)
        + word.lead.get(lead, 0)
        + word.ahead.get(ahead, 0)
        + table.lead_ahead.get(lead, NONE).get(ahead, 0)
    )
    return score


def _nested(story: Scan, earlier: int, index: int) -> str:
    """Name the cue candidate before in the sentence, and whether anything parts the two."""
    parted = not FAR.isdisjoint(story.kinds[earlier + 1 : index])
    return stem(story.tokens.lowers[earlier]) + ("," if parted else "")


def _mark_before(story: Scan, index: int, first: int) -> str:
    """Say whether a quotation ends shortly before the cue, and how: by "," "." or bare."""
    quoted, own = story.quoted, story.quoted[index]
    low = max(first, index - 11)
    if not any(quoted[low:index]):
        return ""
    for i in range(index - 1, low - 1, -1):
        number = quoted[i]
        if number and number != own:
            return "<" + NUMBERS[min(index - i, 4)] + story.kinds[story.segments[number - 1].last - 1][:1]
        if story.kinds[i] == ";":
            break
    return ""


def _mark_after(story: Scan, index: int, last: int) -> str:
    """Say whether a quotation opens behind the cue, how near, and what stands before the mark."""
    quoted, own = story.quoted, story.quoted[index]
    high = min(last, index + 12)
    if not any(quoted[index + 1 : high]):
        return ""
    for i in range(index + 1, high):
        number = quoted[i]
        if number and number != own:
            lead = story.kinds[i - 2] if i - 2 > index else ""
            return ">" + NUMBERS[min(i - index, 4)] + (lead if lead in PUNCTUATION_KINDS else "")
    return ""


def _subject(story: Scan, index: int, first: int) -> tuple[str, str]:
    """Say what kind of phrase stands before the cue and what between, in short; then what leads up to it."""
    for start, end, kind in reversed(story.phrases_near(index)):
        if end <= index and start >= first:
            gap = "" if end == index else "".join(story.kinds[max(end, index - 3) : index])
            far = "" if index - end <= 3 else "~"
            lead = story.shapes[start - 1] if start > first else "^"
            size = start - first
            return kind + far + gap, lead + ("+" if size > 6 else "-" if size > 2 else "")
    return "-", "-"


def _ahead(story: Scan, index: int, last: int) -> str:
    """Say what is still to come in the sentence: a verb, "that", a comma or a mark."""
    ahead = story.kinds[index + 1 : last]
    kinds = set(ahead)
    closing = "$" if last - index < 3 else ""
    if "q" in kinds:
        ahead, closing = ahead[: ahead.index("q")], "q"
        kinds = set(ahead)
    verb = "" if FINITE.isdisjoint(kinds) else "v"
    that = "t" if "that" in kinds and "that" in ahead[:8] else ""
    return verb + that + ("," if "," in kinds else "") + closing
