"""The reader: wiring, themes, signals. What it can do lives in the screens and widgets."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import sysconfig
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.screen import Screen

import styles
from store.errors import StoreError
from store.library import Library
from tui.configuration import Configuration, load
from tui.console import signs_for
from tui.frugal import Canvas, frugal
from tui.keymap import Where, binding_of
from tui.opening import opened
from tui.palette import ActionCommands, JumpCommands, Palette
from tui.screens.help import HelpScreen
from tui.screens.main import MainScreen
from tui.session import Session
from tui.settings import config_file
from tui.talk import say
from tui.typeahead import KeysInOrder

SIGNALLED = 128
"""Exit statuses above are those of signals, as shells count them."""

GRACE = 0.8
"""Seconds to give the terminal back after a signal; what is to be kept is on disk before."""

PLAIN_THEME = "ansi-dark"
"""Draws with the terminal's own two colours where NO_COLOR is set."""

FEW_COLOURS = ("standard", "windows")
"""Rich's names for terminals of 16 colours or 8: the nearest of these to a theme's is often another hue."""

LISTEN_EVERY = 5.0
"""Seconds between looks whether the terminal is still there."""


class WireReader(KeysInOrder):
    """The terminal reader over one archive."""

    TITLE = "wirereader"
    # Textual declares these without ClassVar, so neither may we.
    CSS_PATH = [*styles.SHEETS]  # noqa: RUF012
    BINDINGS = [binding_of("app.suspend", first=True)]  # noqa: RUF012
    COMMANDS = App.COMMANDS | {ActionCommands, JumpCommands}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (120, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012

    def __init__(
        self,
        library: Library,
        *,
        notices: Sequence[str] = (),
        samples: Path | None = None,
        configuration: Configuration | None = None,
    ) -> None:
        plain = bool(os.environ.get("NO_COLOR"))
        super().__init__(ansi_color=True if plain else None)
        if plain:  # the other themes would be greys, and on few colours black on black
            self.theme = PLAIN_THEME
        self.animation_level = "none"  # one animated page costs as much as seventeen plain ones
        self.library = library
        self.configuration = configuration or Configuration()
        self.set_keymap(self.configuration.keymap)
        self.session = Session.from_json(library.session())
        self._own_theme = default_theme(self.console.color_system)
        self.main = MainScreen(library, self.session, self.configuration, samples, notices)
        self.parting_words = ""
        """What to say on stderr once the terminal is given back."""

    def on_mount(self) -> None:
        """Listen to signals, then show the panes."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self.leave, 128 + number)
        if not self.is_headless:
            self.set_interval(LISTEN_EVERY, self._listen)
        theme = self.configuration.settings.theme or self.session.theme or self._own_theme
        if theme in self.available_themes and not self.no_color:
            self.theme = theme
        self.push_screen(self.main)

    def get_driver_class(self) -> type[Driver]:
        """Write through a canvas that drops what the terminal shows already."""
        self.canvas = Canvas()
        signs = signs_for(os.environ.get("TERM", ""))
        return frugal(super().get_driver_class(), self.canvas, signs)

    def on_resize(self) -> None:
        """Count on nothing that was written at another size."""
        self.canvas.forget()

    def action_redraw(self) -> None:
        """Draw everything again, over whatever else wrote to the terminal."""
        self.canvas.forget()
        self.screen.refresh(layout=True)

    def action_show_keys(self, where: Where) -> None:
        """Show the keys, those of one place first."""
        self.push_screen(HelpScreen(where, self.configuration.actions))

    def action_command_palette(self) -> None:
        """Open the list of commands, speakers and tags."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder="a command, a speaker or a #tag"))

    async def action_quit(self) -> None:
        """Leave; Textual binds its key before any of ours."""
        self.leave(0)

    def action_help_quit(self) -> None:
        """Say how to leave; ctrl-c is easily pressed where text was to be copied."""
        keys = {action.id: action.shown_keys for action in self.configuration.actions}
        back, leave = keys["app.back"].split()[0], keys["app.quit"].split()[0]
        self.main.say(f"{back} goes back, {leave} quits")

    def focus_under_way(self, screen: Screen[object]) -> bool:
        """Ask the panes; a dialog is ready when something in it has the focus."""
        return screen.focus_under_way if isinstance(screen, MainScreen) else super().focus_under_way(screen)

    def leave(self, code: int) -> None:
        """Keep the reader's place and leave with an exit status."""
        self.main.remember()
        if not self.no_color and self.theme != self.configuration.settings.theme:
            self.session.theme = self.theme if self.theme != self._own_theme else ""
        try:
            self.library.save_session(self.session.as_json())
        except StoreError as error:
            self.parting_words = f"your place was not kept: {error}"
        if code > SIGNALLED:
            give_up_after(GRACE, code)
        self.exit(return_code=code)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Of Textual's own commands offer the theme; the rest has keys of ours or no use here."""
        return (one for one in super().get_system_commands(screen) if one.title == "Theme")

    def _listen(self) -> None:
        """Leave when the terminal is gone without a signal: its input would spin at end of file."""
        poll = select.poll()
        poll.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, select.POLLHUP)
        if any(event & select.POLLHUP for _, event in poll.poll(0)):
            self.leave(128 + signal.SIGHUP)


def default_theme(color_system: str | None) -> str:
    """Return the theme where none was chosen: on few colours those that the terminal has, by their own names.

    Terminals that say of which colours theirs are do it in COLORFGBG: `15;0`, the background last.
    """
    if color_system not in FEW_COLOURS:
        return "textual-dark"
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return "ansi-light" if background in ("7", "15") else "ansi-dark"


def give_up_after(seconds: float, code: int) -> None:
    """End the process even if the terminal does not take our farewell: it may be gone or stuck."""
    watch = threading.Timer(seconds, os._exit, (code,))
    watch.daemon = True
    watch.start()


def forget_a_lost_terminal() -> None:
    """Send what is left to say nowhere if the terminal is gone: else Python sets its own exit status."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def find_samples() -> Path | None:
    """Return the folder of sample stories, installed with the program or beside its source."""
    beside = Path(__file__).parent.parent / "samples"
    installed = Path(sysconfig.get_path("data")) / "share" / "wirereader" / "samples"
    return next((folder for folder in (beside, installed) if folder.is_dir()), None)


def run(archive: Path, notices: Sequence[str] = (), *, reader: str | None = None) -> int:
    """Open the reader on the archive in `archive`; return the exit status.

    `reader` says whose tags and marks these are; None is the login name.

    Raises `StoreError` if the archive cannot be opened.
    """
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # nohup and disown hand it down ignored
    with opened(archive, reader) as library:
        configuration = load(config_file())
        for trouble in configuration.troubles:  # still there when the reader gives the screen back
            say(trouble)
        app = WireReader(
            library,
            notices=[*notices, *filter(None, [configuration.notice]), *library.notices],
            samples=find_samples(),
            configuration=configuration,
        )
        app.run(mouse=configuration.settings.mouse)
        forget_a_lost_terminal()
        if app.parting_words:
            say(app.parting_words)
        return app.return_code or 0
