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


@dataclass(slots=True)
class _Root:
    """What the tables hold of all words of one root, looked up once."""

    score: int
    inside: Row
    behind: One
    before: One
    behind_behind2: Two
    before_before2: Two
    lead: One
    ahead: One


@dataclass(slots=True)
class _Word:
    """What the tables hold of one word, looked up once."""

    score: int
    next_word: One
    marks: One
    root: _Root


@dataclass(slots=True)
class _Form:
    """What the tables hold of one kind of word, looked up once."""

    before_behind: Two
    subject: One
    subject_inside: Two
    opening: Row
    closing: One
    left_behind: tuple[One, ...]
    lead_ahead: Two


@dataclass(slots=True)
class CueTables:
    """What speaks for each shape of a frame, by what stands at the cue and around it.

    Names say the parts of a feature: "before" and "behind" the token's shape
    next to the cue, "before2" and "behind2" the one farther off.
    """

    bias: One = field(default_factory=dict)
    word: One = field(default_factory=dict)
    root: One = field(default_factory=dict)
    next_word: One = field(default_factory=dict)
    prior_word: One = field(default_factory=dict)
    root_inside: Two = field(default_factory=dict)
    word_next: Two = field(default_factory=dict)
    root_behind: Two = field(default_factory=dict)
    root_before: Two = field(default_factory=dict)
    behind_behind2: Two = field(default_factory=dict)
    form_before_behind: Three = field(default_factory=dict)
    root_behind_behind2: Three = field(default_factory=dict)
    root_before_before2: Three = field(default_factory=dict)
    marks_inside: Two = field(default_factory=dict)
    form_subject: Two = field(default_factory=dict)
    word_marks: Two = field(default_factory=dict)
    nested: One = field(default_factory=dict)
    form_subject_inside: Three = field(default_factory=dict)
    form_opening: Two = field(default_factory=dict)
    four_behind: Two = field(default_factory=dict)
    behind_subject: Two = field(default_factory=dict)
    form_closing: Two = field(default_factory=dict)
    form_left_behind: Three = field(default_factory=dict)
    form_lead_ahead: Three = field(default_factory=dict)
    root_lead: Two = field(default_factory=dict)
    opener_lead_ahead: Three = field(default_factory=dict)
    root_ahead: Two = field(default_factory=dict)
    words: Memo[_Word] = field(init=False, repr=False)
    roots: Memo[_Root] = field(init=False, repr=False)
    forms: Memo[_Form] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Start with nothing looked up."""
        self.words, self.roots, self.forms = Memo(self._word), Memo(self._root), Memo(self._form)

    def _word(self, word: str) -> _Word:
        return _Word(
            self.word.get(word, 0),
            self.word_next.get(word, NONE),
            self.word_marks.get(word, NONE),
            self.roots[stem(word)],
        )

    def _root(self, root: str) -> _Root:
        return _Root(
            score=self.bias.get("", 0) + self.root.get(root, 0),
            inside=row(self.root_inside.get(root, NONE), _INSIDE),
            behind=self.root_behind.get(root, NONE),
            before=self.root_before.get(root, NONE),
            behind_behind2=self.root_behind_behind2.get(root, NONE),
            before_before2=self.root_before_before2.get(root, NONE),
            lead=self.root_lead.get(root, NONE),
            ahead=self.root_ahead.get(root, NONE),
        )

    def _form(self, form: str) -> _Form:
        left_behind = self.form_left_behind.get(form, NONE)
        return _Form(
            before_behind=self.form_before_behind.get(form, NONE),
            subject=self.form_subject.get(form, NONE),
            subject_inside=self.form_subject_inside.get(form, NONE),
            opening=row(self.form_opening.get(form, NONE), NUMBERS[:2]),
            closing=self.form_closing.get(form, NONE),
            left_behind=tuple([left_behind.get(number, NONE) for number in NUMBERS[:7]]),
            lead_ahead=self.form_lead_ahead.get(form, NONE),
        )


def shape_at(shapes: list[str], index: int) -> str:
    """Return what the token looks like; "^" outside the text."""
    return shapes[index] if 0 <= index < len(shapes) else "^"


def near_score(story: Scan, index: int, table: CueTables) -> int:
    """Return what the closest neighbours of the cue candidate at `index` say, packed."""
    tokens, shapes = story.tokens, story.shapes
    lowers = tokens.lowers
    first, last = tokens.sentences[tokens.sentence_of[index]]
    word = table.words[lowers[index]]
    root = word.root
    before2, before, prior = "^", "^", "^"
    if index > first:
        before, prior = shapes[index - 1], lowers[index - 1]
        if index > first + 1:
            before2 = shapes[index - 2]
    behind, behind2, follow = "^", "^", "^"
    if index + 1 < last:
        behind, follow = shapes[index + 1], lowers[index + 1]
        if index + 2 < last:
            behind2 = shapes[index + 2]
    score: int = (
        word.score
        + root.score
        + root.inside[story.quoted[index] > 0]
        + word.next_word.get(follow, 0)
        + root.behind.get(behind, 0)
        + root.before.get(before, 0)
        + table.forms[story.kinds[index]].before_behind.get(before, NONE).get(behind, 0)
        + table.behind_behind2.get(behind, NONE).get(behind2, 0)
        + root.behind_behind2.get(behind, NONE).get(behind2, 0)
        + root.before_before2.get(before, NONE).get(before2, 0)
        + table.next_word.get(follow, 0)
        + table.prior_word.get(prior, 0)
    )
    return score


def far_score(story: Scan, index: int, earlier: int, table: CueTables) -> int:
    """Return what the cue candidate's sentence says, packed; `earlier` is the candidate before, or -1."""
    tokens, kinds, shapes = story.tokens, story.kinds, story.shapes
    lowers = tokens.lowers
    sentence = tokens.sentence_of[index]
    first, last = tokens.sentences[sentence]
    word, form = table.words[lowers[index]], table.forms[kinds[index]]
    behind = shapes[index + 1] if index + 1 < last else "^"
    four = "".join(shapes[index + 1 : min(last, index + 5)]) + "^" * (index + 5 - last)
    marks, inside = "", ""
    if sentence in story.marked:
        marks = _mark_before(story, index, first) + _mark_after(story, index, last)
        inside = "Q" if story.quoted[index] else ""
    subject, lead = _subject(story, index, first)
    ahead = _ahead(story, index, last)
    score: int = (
        table.marks_inside.get(marks, NONE).get(inside, 0)
        + form.subject.get(subject, 0)
        + word.marks.get(marks, 0)
        + table.nested.get(_nested(story, earlier, index) if earlier >= first else "", 0)
        + form.subject_inside.get(subject, NONE).get(inside, 0)
        + form.opening[sentence > 0]
        + table.four_behind.get(behind, NONE).get(four, 0)
        + table.behind_subject.get(behind, NONE).get(subject, 0)
        + form.closing.get(kinds[last - 1] + lowers[last - 1][:1], 0)
        + form.left_behind[min(last - index, 6)].get(behind, 0)
        + form.lead_ahead.get(lead, NONE).get(ahead, 0)
        + word.root.lead.get(lead, 0)
        + table.opener_lead_ahead.get(shapes[first], NONE).get(lead, NONE).get(ahead, 0)
        + word.root.ahead.get(ahead, 0)
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
