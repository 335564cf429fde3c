"""What is restored, and what is done with a session that does not fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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


@given(
    st.dictionaries(st.sampled_from(["uri", "query", "pane", "theme", "warned", "searches", "offsets"]), JSON)
)
def test_any_json_gives_a_session(data: dict[str, object]) -> None:
    assert Session.from_json(data).pane in ("list", "body", "quotes")
