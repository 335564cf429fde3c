"""What is restored at the next start: the story, the place in it, the search, the pane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from store.models import Warned
from tui.keymap import PANES, Where

KEPT_PLACES = 500
"""Stories whose reading place is remembered; the oldest goes first."""


@dataclass
class Session:
    """Where one reader stopped reading."""

    uri: str = ""
    query: str = ""
    pane: Where = "list"
    theme: str = ""
    warned: list[str] = field(default_factory=list)
    """The kills and corrections that the reader was told of, the newest last."""
    searches: list[str] = field(default_factory=list)
    """What was searched for, the newest first."""
    offsets: dict[str, int] = field(default_factory=dict)
    """The body's character at the top of the pane, by uri, the newest last."""

    def remember(self, uri: str, offset: int) -> None:
        """Keep the place in a story; a story left at its top needs none."""
        self.offsets.pop(uri, None)
        if uri and offset > 0:
            self.offsets[uri] = offset
            while len(self.offsets) > KEPT_PLACES:
                self.offsets.pop(next(iter(self.offsets)))

    def knows(self, one: Warned) -> bool:
        """Tell whether the reader was told of this."""
        return _told(one) in self.warned

    def tell(self, stories: Iterable[Warned]) -> None:
        """Keep that the reader was told of these."""
        self.warned += [_told(one) for one in stories if not self.knows(one)]

    def as_json(self) -> dict[str, Any]:
        """Return the session as a JSON object."""
        return {
            "uri": self.uri,
            "query": self.query,
            "pane": self.pane,
            "theme": self.theme,
            "warned": self.warned[-KEPT_PLACES:],
            "searches": self.searches,
            "offsets": self.offsets,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Session:
        """Read a session back; what does not fit is left out, for a lost place is no reason to fail."""
        session = cls()
        for name in ("uri", "query", "theme"):
            if isinstance(data.get(name), str):
                setattr(session, name, data[name])
        if data.get("pane") in PANES:
            session.pane = data["pane"]
        warned = data.get("warned")
        if isinstance(warned, list):
            session.warned = [told for told in warned if isinstance(told, str)]
        searches = data.get("searches")
        if isinstance(searches, list):
            session.searches = [text for text in searches if isinstance(text, str)]
        offsets = data.get("offsets")
        if isinstance(offsets, dict):
            session.offsets = {
                uri: offset for uri, offset in offsets.items() if isinstance(offset, int) and offset > 0
            }
        return session


def _told(one: Warned) -> str:
    """Return what is kept of a warning: a kill is told once, and each correction of a story."""
    return f"{one.what} {one.came} {one.uri}" if one.what == "corrected" else f"{one.what} {one.uri}"
