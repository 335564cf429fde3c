"""What differs between two versions: nothing is lost, little is called changed, and it is never slow."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.changes import Changes, Paragraph, differences, quote_changes, summary
from store.models import Article, Quote, Span, Speaker
from store.quotes import extract
from store.wording import Budget, Run, runs
from tests import samples

STORIES = samples.ROOT / "stories"


def story(body: str, **more: object) -> Article:
    return Article.from_json({"uri": "urn:x", "headline": "Ferry sinks", "body_text": body, **more})


def quote(text: str, name: str = "", role: str = "") -> Quote:
    who = Speaker(name, name, role=role) if name else None
    return Quote("direct", (Span(0, len(text)),), text, speaker=who)


def version(stem: str) -> tuple[Article, tuple[Quote, ...]]:
    article = samples.read(STORIES / f"{stem}.txt")
    found = extract(article.body_text, headings=article.headings, headline=article.headline, language="en")
    return article, found


def compared(one: str, other: str) -> Changes:
    (old, before), (new, after) = version(one), version(other)
    return differences(old, new, before, after)


def rebuilt(paragraphs: tuple[Paragraph, ...], without: str) -> str:
    """Return one of the two bodies from what is drawn."""
    kept = [paragraph for paragraph in paragraphs if paragraph.kind != without]
    return "\n\n".join("".join(run.text for run in one.runs if run.kind != without) for one in kept)


def marked(drawn: tuple[Run, ...]) -> str:
    signs = {"same": "{}", "removed": "[-{}]", "added": "[+{}]"}
    return "".join(signs[run.kind].format(run.text) for run in drawn)


def test_an_update_tells_what_was_reworded_added_and_dropped() -> None:
    changes = compared("ap-tunnel-1", "ap-tunnel-2")
    assert changes.headline
    assert marked(changes.headline.runs) == (
        "Flooding closes harbor tunnel in Rijeka; [-14][+17] hurt[+, drill barge suspected]"
    )
    assert [field.name for field in changes.fields][:2] == ["signal", "takekey"]
    kinds = [paragraph.kind for paragraph in changes.paragraphs]
    assert kinds.count("added") == 3
    assert kinds.count("removed") == 2
    assert kinds.count("reworded") == 3


def test_a_correction_tells_what_it_corrected() -> None:
    changes = compared("ap-tunnel-2", "ap-tunnel-3-correction")
    lede, mayor = changes.paragraphs[:2]
    assert "A [-drill][+survey] barge is suspected" in marked(lede.runs)
    assert mayor.kind == "same"
    assert mayor.runs[0].text.startswith('"Somebody was drilling')
    told = summary(changes)
    assert told.startswith("headline, ")
    assert "note to editors" in told
    assert "quotes gone" in told
    gone = [change.old.text for change in changes.quotes if change.kind == "gone" and change.old]
    assert any(text.startswith("We had people on the roofs") for text in gone)
    same = [change.new.text for change in changes.quotes if change.kind == "same" and change.new]
    assert any(text.startswith("Somebody was drilling") for text in same)


def test_the_same_story_has_no_changes() -> None:
    changes = compared("ap-tunnel-2", "ap-tunnel-2")
    assert not changes
    assert summary(changes) == "no change"
    assert {change.kind for change in changes.quotes} == {"same"}


def test_paragraphs_that_only_moved_are_said_to_have_moved() -> None:
    parts = [
        "The ferry sank off the pier at dawn.",
        "Nobody was hurt, the owner said.",
        "It was built in 1998.",
    ]
    changes = differences(story("\n\n".join(parts)), story("\n\n".join([parts[2], *parts[:2]])))
    assert summary(changes) == "1 paragraph moved"
    assert [(one.kind, one.moved) for one in changes.paragraphs if one.moved] == [
        ("added", True),
        ("removed", True),
    ]


def test_repeated_paragraphs_stay_in_line() -> None:
    old = "Results\n\nOne 1\n\n---\n\nTwo 2\n\n---\n\nThree 3"
    new = "Results\n\nOne 1\n\n---\n\nTwo 2\n\n---\n\nTwo and a half\n\n---\n\nThree 3"
    changes = differences(story(old), story(new))
    assert summary(changes) == "2 paragraphs added"


def test_places_are_those_of_each_body() -> None:
    old, new = story("First one here.\n\nSecond."), story("Zero.\n\nFirst one there.\n\nSecond.")
    for paragraph in differences(old, new).paragraphs:
        for span, body, without in (
            (paragraph.old, old.body_text, "added"),
            (paragraph.new, new.body_text, "removed"),
        ):
            text = "".join(run.text for run in paragraph.runs if run.kind != without)
            if span:
                assert body[slice(*span)] == text


def test_fields_are_told_in_words() -> None:
    old = story("Text.", urgency=4, signal=["update"], slugline="FERRY")
    new = replace(old, urgency=1, signal=("update", "correction"), pubstatus="canceled")
    changes = differences(old, new)
    assert [(field.name, field.old, field.new) for field in changes.fields] == [
        ("pubstatus", "usable", "canceled"),
        ("urgency", "4", "1"),
        ("signal", "update", "update, correction"),
    ]
    assert summary(changes) == "status, urgency, signal"


def test_quotes_are_new_gone_reworded_or_in_another_mouth() -> None:
    old = [
        quote("We will not pay.", "Ivan Peric"),
        quote("There was a bang, and then it rained hard on us", "Lucija Horvat"),
        quote("Nobody waited for us to tell them to go", "Dunja Babic"),
        quote("The log is lost", "Dunja Babic"),
        quote("Yes.", "Peric"),
    ]
    new = [
        quote("“We will not pay”", "Peric"),
        quote("There was a bang and then it poured on us", "Lucija Horvat"),
        quote("Nobody waited for us to tell them to go", "Tomislav Maric"),
        quote("A new sentence altogether", "Tomislav Maric"),
        quote("Yes."),
    ]
    changes = quote_changes(old, new)
    assert [change.kind for change in changes] == ["same", "reworded", "reattributed", "new", "same", "gone"]
    assert marked(changes[1].runs) == "There was a bang[-,] and then it [-rained hard][+poured] on us"
    assert changes[5].old == old[3]
    told = summary(Changes(None, (), (), changes))
    assert told == "1 quote new, 1 quote gone, 1 quote reworded, 1 quote given to another speaker"


def test_a_quote_that_was_cut_is_the_same_quote_reworded() -> None:
    (change,) = quote_changes(
        [quote("We had people on the roofs of their cars. Nobody waited for us to tell them to go, not one")],
        [quote("We had people on the roofs")],
    )
    assert change.kind == "reworded"


def test_an_office_that_is_a_persons_is_that_person() -> None:
    (change,) = quote_changes(
        [quote("Somebody was drilling", "the city's mayor")],
        [quote("Somebody was drilling", "Dunja Babic", "Mayor")],
    )
    assert change.kind == "same"


def test_a_reworded_quote_with_another_speaker_counts_as_both() -> None:
    changes = quote_changes(
        [quote("We sold the ship in March", "Ana")], [quote("We sold the ship in May", "Ben")]
    )
    assert (changes[0].kind, changes[0].respoken) == ("reworded", True)
    told = summary(Changes(None, (), (), changes))
    assert told == "1 quote reworded, 1 quote given to another speaker"


def test_of_equal_words_each_keeps_its_speaker() -> None:
    old = [quote("No comment.", "Ana"), quote("No comment.", "Ben")]
    assert {change.kind for change in quote_changes(old, old[::-1])} == {"same"}


TEXTS = st.lists(
    st.sampled_from(
        ["The ferry sank.", "The ferry sank, he said.", "", "Nobody — was 傷 hurt\nat all", "\n", " a  b"]
    )
    | st.text(max_size=40),
    max_size=8,
).map("\n\n".join)


@given(TEXTS, TEXTS)
def test_what_is_drawn_rebuilds_both_texts(old: str, new: str) -> None:
    changes = differences(story(old), story(new))
    assert rebuilt(changes.paragraphs, "added") == old
    assert rebuilt(changes.paragraphs, "removed") == new
    assert bool(changes) == (old != new)
    for paragraph in changes.paragraphs:
        assert (paragraph.old is None) == (paragraph.kind == "added")
        assert (paragraph.new is None) == (paragraph.kind == "removed")


@given(st.text(alphabet="ab ,\n", max_size=60), st.text(alphabet="ab ,\n", max_size=60), st.integers(0, 400))
def test_runs_rebuild_both_texts_on_any_budget(old: str, new: str, steps: int) -> None:
    drawn = runs(old, new, Budget(steps))
    assert "".join(run.text for run in drawn if run.kind != "added") == old
    assert "".join(run.text for run in drawn if run.kind != "removed") == new
    assert all(run.text for run in drawn)
    kinds = [run.kind for run in drawn]
    assert not any(pair in {("same", "same"), ("added", "removed")} for pair in pairwise(kinds))


@given(
    st.lists(st.text(alphabet="ab ", max_size=12), max_size=6),
    st.lists(st.text(alphabet="ab ", max_size=12), max_size=6),
)
def test_every_quote_has_one_fate(old: list[str], new: list[str]) -> None:
    before, after = [quote(text) for text in old], [quote(text) for text in new]
    changes = quote_changes(before, after)
    assert [change.new for change in changes if change.new] == after
    assert sorted(change.old.text for change in changes if change.old) == sorted(old)


def big(kind: str, seed: int) -> str:
    """Return about a megabyte of copy that is hard to compare."""
    chance = random.Random(seed)
    words = [f"w{number}" for number in range(3000)]
    if kind == "one paragraph":
        return " ".join(chance.choices(words, k=170_000))
    if kind == "two words":
        return "\n\n".join(" ".join(chance.choices("ab", k=400)) for _ in range(1200))
    if kind == "tiny paragraphs":
        return "\n\n".join(chance.choices("abcdefgh", k=100_000))
    if kind == "every paragraph":
        return "\n\n".join(f"row {number} of {seed} is {chance.random()}" for number in range(25_000))
    return "\n\n".join(" ".join(chance.choices(words[:400], k=60)) for _ in range(3000))


def test_thousands_of_equal_quotes_are_paired_in_bounded_time() -> None:
    old = [quote("No comment.", f"Speaker {number}") for number in range(4000)]
    began = time.process_time()
    changes = quote_changes(old, old[::-1])
    assert time.process_time() - began < 10
    assert len(changes) == 4000


@pytest.mark.parametrize("kind", ["one paragraph", "two words", "tiny paragraphs", "every paragraph", "many"])
def test_a_megabyte_is_compared_in_bounded_time(kind: str) -> None:
    old, new = big(kind, 1), big(kind, 2)
    began = time.process_time()
    changes = differences(story(old), story(new))
    assert time.process_time() - began < 10  # a runaway takes minutes; slow machines get their share
    assert rebuilt(changes.paragraphs, "removed") == new
