"""What is restored, and what is done with a session that does not fit."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from store.models import Warned
from tui.session import KEPT_PLACES, Session

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def test_comes_back_as_it_was() -> None:
    session = Session(
        uri="urn:1",
        query="ferry",
        pane="quotes",
        theme="nord",
        searches=["b", "a"],
        warned=["killed urn:2"],
        offsets={"urn:1": 40},
    )
    assert Session.from_json(session.as_json()) == session


def test_keeps_the_newest_places() -> None:
    session = Session()
    for number in range(KEPT_PLACES + 10):
        session.remember(f"urn:{number}", 5)
    assert len(session.offsets) == KEPT_PLACES
    assert "urn:9" not in session.offsets


def test_a_story_left_at_its_top_needs_no_place() -> None:
    session = Session(offsets={"urn:1": 40})
    session.remember("urn:1", 0)
    assert session.offsets == {}


def test_a_kill_is_told_once_and_each_correction_of_a_story() -> None:
    session = Session()
    killed = Warned("urn:1", "Ferry sinks", "killed", ("tagged",), "2026-03-01T10:00:00Z")
    corrected = replace(killed, what="corrected")
    session.tell([killed, corrected])
    assert session.knows(replace(killed, came="2026-03-01T11:00:00Z"))
    assert session.knows(corrected)
    assert not session.knows(replace(corrected, came="2026-03-01T11:00:00Z"))


@given(
    st.dictionaries(st.sampled_from(["uri", "query", "pane", "theme", "warned", "searches", "offsets"]), JSON)
)
def test_any_json_gives_a_session(data: dict[str, object]) -> None:
    assert Session.from_json(data).pane in ("list", "body", "quotes")
