"""The body of plain copy: lines to paragraphs, tables, cross-heads; what stands after the story's end.

Wires break lines at a fixed column. Whether a copy is broken so is told from
the lengths of its lines: in a broken paragraph the next line's first word
would not have fitted on the line above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from store.models import Span

_WIDEST = 110  # columns; what is longer is a paragraph a line, not a broken line
_NARROWEST = 40
_SLACK = 0.85  # desks break lines by hand too, and early
_ENOUGH_PAIRS = 3  # pairs of lines below which lengths prove little
_TELLING = 20_000  # lines: more say nothing new about how a copy is laid out
_MAX_HEADING_WORDS = 8
_MAX_HEADING = 70
_MAX_SUB_HEADLINE = 140

_GAP = re.compile(r"(?<=[^\s.!?:])\s{2,}(?=\S)|\s{3,}(?=\S)|\.{4,}|\s\|\s|;(?=\S+;)")
_BULLET = re.compile(r"\s*(?:[-*•·‣▪]|\d{1,2}[.)])\s+\S")
_STOPPED = re.compile(r"[.!?:;…。！？」』][\"'”’»“)\]]*$|[\"”»]$")
_SPEAKER_LINE = re.compile(r"\s*(?:[QA]|[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40})[:.]\s|\s*[—–]\s|\s*[\"“„«‘'‹「]")
_TALK = re.compile(
    r"\b(?:said|says|told|added|asked|replied|stated|noted|sagte|a dit|dijo|сказал\w*|заявил\w*)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?:source|contacts?|credit|quelle|fuente)s?\s*:", re.IGNORECASE)
_DANGLING = frozenset(
    """
    a an and are as at be been but by das de der des die du el en et for from had has have her his im in
    is its la le les los mit my not oder of on or our than that the their these this those to und von
    was were which who will with would y your zu в и на не по с что
    """.split()  # noqa: SIM905 - words after which no heading ends
)
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "er", "sie", "es", "il", "elle", "он", "она", "они"}
)
_HANGING = re.compile(r"(?:[^\W\d_]{3,}|\d|[)\]])[.!?][\"”»'’)]*\s+(?=\S)|[.!?][\"”»]\s+(?=\S)")

END_MARK = re.compile(
    r"\s*(?:-\s?30\s?-|#\s?#\s?#+|-\s?0\s?-|ENDS?|ends?|NNNN|\(\s?(?:END|end|More|more|MORE)\s?\)"
    r"|-?\s?(?:more|MORE)\s?-?|=+\s?\w{2,12}|Reuters?;?|EFE"
    r"|\(?(?:SDA|ATS|APA|dpa|DPA|ANSA|AFP|PTI|Xinhua|TASS)[\w/\\ -]{0,20}\)?|FIN|FINE|ENDE|КОНЕЦ|30"
    r"|\*\s?\*\s?\*|item ends|Item ends|/\s?ends\s?/?"
    r"|(?:AAP|PAA|RTV|PA|AP)\s[a-z]{2,4}(?:/[a-z]{2,4}){0,3}|AAP (?:RESULTS|FIELDS|BETTING)"
    r"|[a-z]{2,5}(?:-[a-z]{2,5}){0,4}(?:/[a-z]{2,5}(?:-[a-z]{2,5}){0,2}){1,4}/?"
    r"|[a-z]{2,5}(?:/[a-z]{2,5})* /?[A-Z]{2,4}|\(END\)\s?.{0,40}"
    r"|Enditem|The AP|AP|dpa(?:\s[a-z0-9]{1,4}){2,6}|END(?:ITEM|S)?\.?|[A-Z]{2,4}/[A-Z]{2,4}"
    r"|EFE [a-z]{2,4}(?:/[a-z]{2,4})+"
    r"|—\s?ENDS\s?—)\s*"
)
_BLANKS = re.compile(" {2,}")  # a typewriter's two after a full stop, a justified line's
_RULE = re.compile(r"\s*[-_=*~]{3,}\s*")
_FINAL = re.compile(
    r"\s*(?:-\s?30\s?-|#\s?#\s?#+|-\s?0\s?-|NNNN|E(?:NDS|nds|NDE)|-\s?ENDS\s?-|—\s?ENDS\s?—|\(END\))\s*"
)
_FOOTER = re.compile(
    r"\s*(?:AP-[A-Z]{2}-\d\d-\d\d-\d\d\b.*|\d{6}(?:\s[A-Z]{3,4})?\s[A-Za-zä]{3}\s\d\d\b.*"
    r"|[A-Z]{2,4}-\d\d:[\d-]+.*)"
)


class Body(NamedTuple):
    """A story's text in paragraphs, and what was found at its end."""

    text: str
    headings: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


class Tail(NamedTuple):
    """The lines of the story, and what stood behind its end."""

    lines: list[str]
    footer: tuple[str, ...] = ()
    sign_off: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    """Text below an end mark: notes to editors, contacts."""


def cut_tail(lines: Sequence[str]) -> Tail:
    """Take end marks, sign-offs and filing stamps off a story's end, and the text below a final mark."""
    kept = list(lines)
    after: list[str] = []
    if (mark := _final_mark(kept)) is not None:
        after = [line.strip() for line in kept[mark + 1 :]]
        kept = kept[: mark + 1]
    footer: list[str] = []
    signed: list[str] = []
    while kept:
        last = kept[-1]
        if not last.strip() or _RULE.fullmatch(last):
            kept.pop()
        elif len(last) <= 80 and _FOOTER.fullmatch(last):
            footer.insert(0, kept.pop().strip())
        elif len(last) <= 60 and len(signed) < 4 and END_MARK.fullmatch(last):
            signed.insert(0, kept.pop().strip())
        else:
            break
    stamps = [line for line in after if _FOOTER.fullmatch(line)]
    notes = [line for line in after if line not in stamps and not END_MARK.fullmatch(line)]
    return Tail(kept, (*footer, *stamps), tuple(signed), _stripped(notes))


def build(lines: Sequence[str], *, before: Sequence[str] = ()) -> Body:
    """Make paragraphs of a story's lines: broken lines joined, tables and lists kept, cross-heads marked.

    `before` are paragraphs that preceded the dateline, a sub-headline or summary points.
    """
    parts = list(_paragraphs(lines))
    warnings: list[str] = []
    heads = {number for number in range(1, len(parts) - 1) if _is_heading(parts, number)}
    if parts and (cut := _cut_off(parts[-1], alone=len(parts) == 1)):
        parts[-1:] = cut
        warnings.append(f"the text may be cut: it ends with the cross-head {cut[-1]!r}")
        heads.add(len(parts) - 1)
    elif parts and _breaks_off(parts[-1]):
        warnings.append("the text may be cut: it ends in the middle of a sentence")
    above = {number for number, part in enumerate(before) if _heading_shaped(part, _MAX_SUB_HEADLINE)}
    moved = {number + len(before) for number in heads}
    return _assembled([*before, *parts], above | moved, warnings)


def _assembled(parts: Sequence[str], heads: set[int], warnings: Sequence[str]) -> Body:
    spans: list[Span] = []
    position = 0
    for number, part in enumerate(parts):
        if number in heads:
            spans.append(Span(position, position + len(part)))
        position += len(part) + 2
    return Body("\n\n".join(parts), tuple(spans), tuple(warnings))


def _final_mark(lines: Sequence[str]) -> int | None:
    """Return the line of a mark below which no story goes on (`-30-`, `###`, ENDS), if one stands above."""
    first = next(_worded(lines, 0), len(lines))
    second = next(_worded(lines, first + 1), len(lines))
    for number in range(second + 1, len(lines)):
        line = lines[number]
        if 3 <= len(line) <= 20 and _FINAL.fullmatch(line):
            return number
    return None


def _worded(lines: Sequence[str], start: int) -> Iterator[int]:
    """Yield the numbers of the lines, from `start` on, that are not blank."""
    return (number for number in range(start, len(lines)) if lines[number].strip())


def _stripped(lines: list[str]) -> tuple[str, ...]:
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return tuple(lines)


class _Shape(NamedTuple):
    """How a copy's lines are laid out."""

    width: int = 0
    """The column lines are broken at; 0 if each line is a paragraph."""
    indented: bool = False
    """An indent, not a blank line, starts a paragraph."""
    sure: bool = False
    """Enough lines were seen to tell."""


_Line = tuple[str, int]
"""A line's text, and how far it stands in; no class, for it is made for every line of a copy."""


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    shape = _shape(lines)
    for block in _blocks(lines):
        yield from _split_block(block, shape)


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for raw in lines:
        line = raw.rstrip()
        if line and not (line[-1] in "-_=*~" and _RULE.fullmatch(line)):
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _shape(lines: Sequence[str]) -> _Shape:
    """Tell the layout from the lengths and indents of neighbouring lines."""
    widest = full = pairs = steps = 0
    lengths: list[int] = []
    previous = ""
    for raw in lines[:_TELLING]:
        line = raw.rstrip()
        if len(line) > _WIDEST + _indent(line):
            return _Shape()
        widest = max(widest, len(line.lstrip()))
        if previous and line and not is_row(line) and not is_row(previous):
            if _indent(line) >= _indent(previous) + 2:
                steps += 1
            else:
                lengths.append(len(previous.lstrip()) + 1 + len(line.split(None, 1)[0]))
        previous = line
    if widest < _NARROWEST or not lengths:
        return _Shape()
    full = sum(length > _SLACK * widest for length in lengths)
    pairs = len(lengths)
    sure = pairs >= _ENOUGH_PAIRS
    if sure and full * 2 < pairs:
        return _Shape()
    return _Shape(widest, indented=steps >= 2, sure=sure)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def is_row(line: str) -> bool:
    """Tell whether a line is a row of a table: columns parted by runs of blanks, bars or dot leaders."""
    if len(line) < 4 or not ("  " in line or "|" in line or "...." in line or line.count(";") > 1):
        return False  # nearly every line: spare it the expression
    text = line.strip()
    if len(text) > 200:
        return False
    gaps = _GAP.findall(text)
    return len(gaps) >= 2 or any(len(gap) >= 3 for gap in gaps)


def _split_block(block: Sequence[str], shape: _Shape) -> Iterator[str]:
    """Yield the paragraphs of lines no blank line parts; rows and list items stay lines of one part."""
    base = min(map(_indent, block))
    entries: list[list[str]] = []  # each a line of the part, with its wrapped rest
    kept = False  # the part keeps its lines: a table or a list
    above: _Line = ("", 0)
    for line in block:
        text = line.lstrip()
        here = (text, len(line) - len(text))
        row = is_row(line) or (is_item(text) and (kept or not _dashed(above[0], text, shape)))
        hangs = kept and not row and _hangs(entries[-1][0], here)
        if entries and not row and (hangs or _goes_on(above, here, shape, base)):
            entries[-1].append(text)
        elif entries and row and kept:
            entries.append([line])
        else:
            if entries:
                yield _finished(entries)
            entries, kept = [[line]], row
        above = here
    yield _finished(entries)


def is_item(text: str) -> bool:
    """Tell whether a line, less its indent, opens an item of a list: `- one`, `2. two`."""
    return not text[0].isalpha() and bool(_BULLET.match(text))


def _dashed(over: str, text: str, shape: _Shape) -> bool:
    """Tell whether the dash that opens a line goes on the sentence of the full line above."""
    return (
        text[:2] == "- "
        and text[2:].lstrip()[:1].islower()
        and 0 < shape.width * _SLACK < len(over)
        and not _STOPPED.search(over[-12:])
    )


def _hangs(item: str, line: _Line) -> bool:
    """Tell whether a line stands further in than the list item above it: its wrapped rest."""
    return line[1] > _indent(item) and is_item(item.lstrip())


def _finished(entries: Sequence[Sequence[str]]) -> str:
    if len(entries) == 1 and not (len(entries[0]) == 1 and is_row(entries[0][0])):
        text = " ".join(entries[0]).strip()
        return _BLANKS.sub(" ", text) if "  " in text else text
    return "\n".join(" ".join(entry) for entry in entries)


def _goes_on(above: _Line, line: _Line, shape: _Shape, base: int) -> bool:
    """Tell whether `line` is the wrapped rest of the paragraph that `above` belongs to."""
    (over, outer), (text, indent) = above, line
    if indent >= base + 2 and indent > outer:
        return False
    unstopped = over[-1:].isalnum() or not _STOPPED.search(over[-12:])
    if unstopped and text[0].islower():
        return True
    if not shape.width or not (shape.sure or unstopped):
        return False
    if shape.indented and indent >= 2:
        return False
    length = len(over)
    if shape.indented and length > shape.width // 2:
        return True
    room = shape.width if not unstopped else shape.width * _SLACK
    return length + 1 + len(text.split(None, 1)[0]) > room


def _is_heading(parts: Sequence[str], number: int) -> bool:
    """Tell a cross-head: a short line without a final stop between two paragraphs of prose."""
    part, above, below = parts[number], parts[number - 1], parts[number + 1]
    if (
        len(below) <= len(part) or "\n" in above or "\n" in below
    ):  # the cheap tests first: lines may be millions
        return False
    if not (len(below) > 60 or _SPEAKER_LINE.match(below)) or not _STOPPED.search(above[-12:]):
        return False
    return _heading_shaped(part)


def _heading_shaped(part: str, longest: int = _MAX_HEADING) -> bool:
    words = _MAX_HEADING_WORDS * longest // _MAX_HEADING
    if "\n" in part or len(part) > longest or not 1 <= len(part.split()) <= words:
        return False
    if (
        _SPEAKER_LINE.match(part)
        or _BULLET.match(part)
        or is_row(part)
        or part[0].islower()
        or part[0] == "("  # an aside, as of where a picture is
        or not any(char.isalpha() for char in part)
    ):
        return False
    if part.endswith(":"):
        return part.isupper()
    return not _STOPPED.search(part) or part.endswith("?")


def _cut_off(last: str, *, alone: bool) -> list[str] | None:
    """Split a cut-off cross-head off the last part: a line of its own, or words behind the last full stop."""
    if not alone and _cross_head(last):
        return [last]
    if "\n" in last:
        return None
    tail_start = max(0, len(last) - 2 * _MAX_HEADING)
    hangs = None
    for hangs in _HANGING.finditer(last, tail_start):  # noqa: B007 - the last one is wanted
        pass
    if hangs is None or hangs.end() - hangs.start() == 0:
        return None
    tail = last[hangs.end() :]
    return [last[: hangs.end()].rstrip(), tail] if len(tail.split()) >= 2 and _cross_head(tail) else None


def _breaks_off(last: str) -> bool:
    """Tell whether the last words cannot end a sentence: `opened by the`."""
    words = last[-40:].split()
    return len(words) > 1 and words[-1].casefold() in _DANGLING and not last.isupper()


def _cross_head(words: str) -> bool:
    if not _heading_shaped(words) or words.endswith(("?", ",", "-")) or _TALK.search(words):
        return False
    if _CREDIT.match(words):
        return False
    each = words.casefold().split()
    return each[0] not in _PRONOUNS and each[-1] not in _DANGLING
