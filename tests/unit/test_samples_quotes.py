from __future__ import annotations

import re
from pathlib import Path

import pytest

from store.extraction import quotes_of
from store.models import Quote
from tests import samples
from tests.samples import ExpectedQuote

WHOLE = [path for path in samples.STORIES if not samples.expected(path).get("partial")]
"""Stories of which every quote is written down."""
WORD = re.compile(r"\w+(?:['’]\w+)*")


def words(text: str) -> list[str]:
    """Return what two annotators would agree on: the words, without marks or a leading "that"."""
    found = WORD.findall(text.casefold())
    return found[1:] if found[:1] == ["that"] else found


def matches(have: Quote, want: ExpectedQuote, body: str) -> bool:
    spans = [words(body[start:end]) for start, end in have.spans]
    return have.type == want.type and spans == [words(part) for part in want.words]


def same_name(have: str, want: ExpectedQuote) -> bool:
    """Compare names: a person's must be whole; of others the head words do ("the ministry", "a report")."""
    mine, theirs = words(have), words(want.name)
    if want.kind == "person":
        return mine == theirs
    return bool(mine) and (set(mine) <= set(theirs) or set(theirs) <= set(mine))


@pytest.mark.parametrize("path", samples.STORIES, ids=lambda path: path.stem)
def test_every_expected_quote_is_found_with_its_speaker(path: Path) -> None:
    article = samples.read(path)
    found = list(quotes_of(article))
    problems = []
    for want in samples.expected_quotes(path, article.body_text):
        same = [quote for quote in found if matches(quote, want, article.body_text)]
        near = [
            quote for quote in found if quote.start < want.spans[-1].end and quote.end > want.spans[0].start
        ]
        if not same:
            problems.append(f"missing {want.type} {want.words}; there: {[(q.type, q.text) for q in near]}")
            continue
        who = same[0].speaker
        name = who.name if who else None
        if name is None or not same_name(name, want):
            problems.append(f"{want.words[0][:40]!r}: speaker {name!r}, not {want.name!r}")
        elif who and who.kind != want.kind:
            problems.append(f"{want.words[0][:40]!r}: kind {who.kind!r}, not {want.kind!r}")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_no_direct_speech_is_invented(path: Path) -> None:
    article = samples.read(path)
    wanted = {start for quote in samples.expected_quotes(path, article.body_text) for start, _ in quote.spans}
    covered = [span for quote in samples.expected_quotes(path, article.body_text) for span in quote.spans]
    invented = [
        quote.text
        for quote in quotes_of(article)
        if quote.type == "direct"
        and quote.start not in wanted
        and not any(start <= quote.start < end for start, end in covered)
    ]
    assert invented == []


@pytest.mark.parametrize("path", samples.STORIES, ids=lambda path: path.stem)
def test_headings_are_no_quotes(path: Path) -> None:
    article = samples.read(path)
    for quote in quotes_of(article):
        assert not any(start < quote.end and quote.start < end for start, end in article.headings)
