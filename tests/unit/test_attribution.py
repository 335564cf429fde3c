"""A decision about who said a quote finds it again where its bounds were drawn elsewhere."""

from __future__ import annotations

import pytest

from store.attribution import attributed, known_by, quoted_words
from store.models import Quote, Span

BODY = (
    "The minister said that the bridge over the river will be mended by autumn, if the money comes in time, "
    "she added. Nobody knew when the old ferry had been looked at for the last time. It leaks."
)
DECIDED = "the bridge over the river will be mended by autumn"


def quote(text: str) -> Quote:
    """Return the quote of these words in BODY."""
    start = BODY.index(text)
    return Quote("indirect", (Span(start, start + len(text)),), text)


def said_by(*texts: str) -> list[str]:
    """Return who said each quote, once DECIDED was given to Rosa Paz."""
    given = {("urn:1", quoted_words(DECIDED)): "Rosa Paz"}
    found = attributed([quote(text) for text in texts], given, ["urn:1"], BODY)
    return [one.speaker.name if one.speaker else "" for one in found]


@pytest.mark.parametrize(
    "text",
    [
        DECIDED,
        f"that {DECIDED},",
        "the bridge over the river will be mended",
        "river will be mended by autumn",
        f"{DECIDED}, if the money comes in time,",
        f"The minister said that {DECIDED}, if the money comes",
        "the bridge over the river will be mended by autumn, if the money",
    ],
)
def test_words_more_or_fewer_at_either_end_are_the_same_quote(text: str) -> None:
    assert said_by(text) == ["Rosa Paz"]


@pytest.mark.parametrize(
    "text",
    [
        "mended by autumn",
        "if the money comes in time, she added. Nobody knew when the old ferry had been looked at",
        BODY[: BODY.index(" It leaks")],
        "It leaks.",
    ],
)
def test_what_has_little_in_common_is_another_quote(text: str) -> None:
    assert said_by(text) == [""]


def test_of_several_the_nearest_is_meant_and_no_other() -> None:
    nearest, farther = "the bridge over the river will be mended by", "river will be mended by autumn"
    assert said_by(farther, nearest) == ["", "Rosa Paz"]
    assert said_by(farther, nearest, DECIDED) == ["", "", "Rosa Paz"]


def test_a_quote_of_few_words_is_known_by_these_alone() -> None:
    assert known_by([quote("It leaks.")], {"leaks", "it leaks it leaks"}, BODY) == ("it leaks",)
