"""The settings put to use: read, checked against what there is, and whatever is wrong told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from textual.theme import BUILTIN_THEMES

from tui import settings
from tui.keymap import ACTIONS, Action
from tui.remap import remapped
from tui.settings import Settings, Trouble, line_of, nearest


@dataclass(frozen=True)
class Configuration:
    """What holds for one run of the reader."""

    settings: Settings = field(default_factory=Settings)
    actions: tuple[Action, ...] = ACTIONS
    """The table of actions with the reader's own keys."""
    troubles: tuple[str, ...] = ()
    """What is wrong with the file, a line each."""

    @property
    def notice(self) -> str:
        """What the bottom line says of the troubles at the start."""
        if len(self.troubles) < 2:
            return "".join(self.troubles)
        return f"{len(self.troubles)} problems in the settings: wirereader config check lists them"

    @property
    def keymap(self) -> dict[str, str]:
        """The keys that differ from the table's, by action id, as Textual takes them."""
        return {
            mine.id: mine.keys
            for mine, default in zip(self.actions, ACTIONS, strict=True)
            if mine.keys and mine.keys != default.keys
        }


def load(path: Path) -> Configuration:
    """Return what the settings file says; what cannot be followed keeps its default."""
    said, troubles = settings.read(path)
    actions, wrong = remapped(said.keys)
    text = path.read_text(encoding="utf-8", errors="replace") if wrong or said.theme else ""
    more = [Trouble(line_of(name, text), message) for name, message in wrong.items()]
    if said.theme and said.theme not in BUILTIN_THEMES:
        about = f"no theme is called {said.theme!r}{nearest(said.theme, dict.fromkeys(BUILTIN_THEMES))}"
        more.append(Trouble(line_of("theme", text), about))
        said = replace(said, theme="")
    lines = sorted((*troubles, *more))
    return Configuration(said, actions, tuple(one.said(path) for one in lines))
