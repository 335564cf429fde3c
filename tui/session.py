"""What is restored at the next start: the story, the place in it, the search, the pane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from store.models import Warned
from tui.keymap import Where

KEPT_PLACES = 500
"""Stories whose reading place is remembered; the oldest goes first."""


@dataclass
class Session:
    """Where one reader stopped reading."""

    uri: str = ""
    query: str = ""
    pane: Where = "list"
    theme: str = ""
    offsets: dict[str, int] = field(default_factory=dict)
    """The body's character at the top of the pane, by uri, the newest last."""
    warned: dict[str, str] = field(default_factory=dict)
    """What the reader was told became of stories, by uri: "killed"."""

    def remember(self, uri: str, offset: int) -> None:
        """Keep the place in a story; a story left at its top needs none."""
        self.offsets.pop(uri, None)
        if uri and offset > 0:
            self.offsets[uri] = offset
            while len(self.offsets) > KEPT_PLACES:
                self.offsets.pop(next(iter(self.offsets)))

    def warn(self, stories: Iterable[Warned]) -> None:
        """Keep that the reader was told of these, and forget the others: they hold again, or were let go."""
        self.warned = {one.uri: one.what for one in stories}

    def as_json(self) -> dict[str, Any]:
        """Return the session as a JSON object."""
        return {
            "uri": self.uri,
            "query": self.query,
            "pane": self.pane,
            "theme": self.theme,
            "offsets": self.offsets,
            "warned": self.warned,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Session:
        """Read a session back; what does not fit is left out, for a lost place is no reason to fail."""
        session = cls()
        for name in ("uri", "query", "theme"):
            if isinstance(data.get(name), str):
                setattr(session, name, data[name])
        if data.get("pane") in get_args(Where)[1:]:
            session.pane = data["pane"]
        offsets = data.get("offsets")
        if isinstance(offsets, dict):
            session.offsets = {
                uri: offset for uri, offset in offsets.items() if isinstance(offset, int) and offset > 0
            }
        warned = data.get("warned")
        if isinstance(warned, dict):
            session.warned = {uri: what for uri, what in warned.items() if isinstance(what, str)}
        return session
