"""The reader's settings: one TOML file, every setting with a sentence, sensible without any file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs

from store.text import clean_line

_LARGEST = 1 << 20
"""Bytes read of a settings file at most: it is written by hand."""


def setting(default: Any, about: str) -> Any:
    """Return a field with a default and the sentence that explains it."""
    if isinstance(default, dict):
        return field(default_factory=dict, metadata={"about": about})
    return field(default=default, metadata={"about": about})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a reader can set."""

    theme: str = setting("", "The colours to start with; without it, those chosen last in the palette.")
    mouse: bool = setting(
        default=True, about="Wheel and clicks work; off, the terminal selects text with the mouse as ever."
    )
    hints: bool = setting(default=True, about="The bottom line names the keys that come next.")
    measure: int = setting(88, "The widest line of a story, in cells, 30 to 200.")
    quote_lines: int = setting(3, "Lines of a quote's words shown in the quotes, 1 to 20.")
    keys: Mapping[str, str] = setting(
        {}, 'Keys of actions, as in `"app.tag" = "T,ctrl+t"`; `wirereader keys` prints the ids.'
    )


class Trouble(NamedTuple):
    """Something in the file that cannot be followed."""

    line: int
    """Counted from 1; 0 where no line is to blame."""
    message: str

    def said(self, path: Path) -> str:
        """Return it in one line: file, line, what, what to write instead."""
        place = f"{path}:{self.line}" if self.line else str(path)
        return clean_line(f"{place}: {self.message}")


_BOUNDS = {"measure": (30, 200), "quote_lines": (1, 20)}


def config_file() -> Path:
    """Return where the settings are looked for: `$XDG_CONFIG_HOME/wirereader/config.toml` or its like."""
    return Path(platformdirs.user_config_dir("wirereader")) / "config.toml"


def read(path: Path) -> tuple[Settings, tuple[Trouble, ...]]:
    """Return the settings in a file and what is wrong with it; what is wrong keeps its default."""
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST).decode("utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (Trouble(0, f"cannot be read ({error.strerror or error}); all defaults hold"),)
    except UnicodeDecodeError:
        return Settings(), (Trouble(0, "is not UTF-8; all defaults hold"),)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        return Settings(), (
            Trouble(int(line[1]) if line else 0, f"is not TOML ({error}); all defaults hold"),
        )
    return _settings(data, text)


def _settings(data: Mapping[str, Any], text: str) -> tuple[Settings, tuple[Trouble, ...]]:
    known = {one.name: one for one in fields(Settings)}
    good: dict[str, Any] = {}
    troubles: list[Trouble] = []
    for name, value in data.items():
        wrong = (
            _wrong(name, value) if name in known else f"no setting is called {name!r}{nearest(name, known)}"
        )
        if wrong:
            troubles.append(Trouble(line_of(name, text), wrong))
        elif name == "keys":
            good[name], more = _keys(value, text)
            troubles += more
        else:
            good[name] = value
    return Settings(**good), tuple(troubles)


def _wrong(name: str, value: object) -> str:
    """Return what is wrong with a setting's value, empty if nothing."""
    kind = type(getattr(Settings(), name))
    if kind is dict:
        return "" if isinstance(value, dict) else f"{name} is a table: write [{name}] above the keys"
    if type(value) is not kind:
        wanted = {str: "a text in quotation marks", bool: "true or false", int: "a whole number"}[kind]
        return f"{name} must be {wanted}"
    low, high = _BOUNDS.get(name, (0, 0))
    if high and isinstance(value, int) and not low <= value <= high:
        return f"{name} must be {low} to {high}"
    return ""


def _keys(table: Mapping[str, Any], text: str) -> tuple[dict[str, str], list[Trouble]]:
    """Return the `[keys]` table with action ids whole, `app.tag` quoted or not."""
    out: dict[str, str] = {}
    troubles: list[Trouble] = []
    for name, value in _flat(table, ""):
        keys = (
            ",".join(value) if isinstance(value, list) and all(isinstance(k, str) for k in value) else value
        )
        if isinstance(keys, str):
            out[name] = keys
        else:
            troubles.append(
                Trouble(line_of(name, text), f'{name} must be keys in quotation marks: "T,ctrl+t"')
            )
    return out, troubles


def _flat(table: Mapping[str, Any], before: str) -> list[tuple[str, Any]]:
    out: list[tuple[str, Any]] = []
    for name, value in table.items():
        out += _flat(value, f"{before}{name}.") if isinstance(value, dict) else [(f"{before}{name}", value)]
    return out


def nearest(word: str, known: Mapping[str, object]) -> str:
    """Return `; did you mean "x"?` with the known word most like `word`, or the way to all of them."""
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""


def line_of(name: str, text: str) -> int:
    """Return the line that sets `name`, 0 if none is found."""
    last = re.escape(name.rpartition(".")[2])
    whole = rf"[\"']?{re.escape(name)}[\"']?"
    pattern = re.compile(rf"\s*(?:\[\s*)?(?:{whole}|[\w.]*\b{last})\s*[=\]]")
    return next((at for at, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 0)


def table_markdown() -> str:
    """Return the settings as the README shows them."""
    lines = ["| setting | default | what it does |", "| --- | --- | --- |"]
    default = Settings()
    for one in fields(Settings):
        value = getattr(default, one.name)
        shown = "none" if value in ("", {}) else f"`{str(value).lower()}`"
        lines.append(f"| `{one.name}` | {shown} | {one.metadata['about']} |")
    return "\n".join(lines) + "\n"


def as_toml(settings: Settings) -> str:
    """Return a settings file that says what holds, each setting under its sentence."""
    lines = []
    for one in fields(Settings):
        value = getattr(settings, one.name)
        lines.append(f"# {one.metadata['about']}")
        if isinstance(value, Mapping):
            lines.append(f"[{one.name}]")
            lines += [f"{_quoted(name)} = {_quoted(keys)}" for name, keys in value.items()]
        elif value == "":
            lines.append(f'# {one.name} = "..."')
        else:
            lines.append(f"{one.name} = {_quoted(value) if isinstance(value, str) else str(value).lower()}")
        lines.append("")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # TOML's basic strings escape as JSON does
