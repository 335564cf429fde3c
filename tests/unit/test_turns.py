"""Which of the searches asked for runs, and what becomes of the others."""

from __future__ import annotations

from tui.turns import Turns, Wish

WHOLE, KEEP, AFRESH = Wish(), Wish(keep=True), Wish(afresh=True)


def test_one_runs_at_a_time_and_of_those_asked_meanwhile_the_newest_follows() -> None:
    turns = Turns()
    assert turns.ask(WHOLE)
    assert not turns.ask(Wish(typing=True))
    assert not turns.ask(WHOLE)
    assert not turns.ended(1, more=False), "a newer one was asked for"
    assert turns.due
    turns.begin("listing")
    assert (turns.begun, turns.due) == (3, False)
    assert turns.ended(3, more=False)
    assert not turns.due


def test_a_list_that_was_asked_for_comes_whatever_is_asked_meanwhile() -> None:
    turns = Turns()
    turns.ask(AFRESH)
    turns.ask(KEEP)
    assert turns.wish == AFRESH
    assert not turns.ended(1, more=True)
    turns.begin("listing")
    turns.ended(2, more=False)
    turns.ask(KEEP)
    assert turns.wish == KEEP


def test_what_still_matches_waits_for_the_count_and_another_search_does_not() -> None:
    turns = Turns()
    turns.ask(AFRESH)
    assert turns.ended(1, more=True)
    assert not turns.ask(KEEP)
    assert (turns.keep_next, turns.newest) == (True, 1)
    assert turns.ask(WHOLE), "the count is given up"
    assert not turns.keep_next
    assert not turns.ended(1, more=False)
    assert turns.stage == "listing", "an answer that comes too late ends nothing"


def test_a_list_that_is_shown_already_is_only_counted() -> None:
    turns = Turns()
    turns.count()
    assert (turns.begun, turns.stage) == (1, "counting")
    assert turns.ended(1, more=False)
    assert turns.stage == "none"
