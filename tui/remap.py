"""Keys of one's own: the table of actions with the reader's keys in it, and what is wrong with them.

Textual takes unknown ids, impossible keys and keys given twice without a
word; here each is told, with the nearest name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

from tui.keymap import ACTIONS, PANES, SHOWN_KEYS, Action
from tui.settings import nearest

_NAMES = {str(key.value) for key in Keys if not key.value.startswith("<")} | {
    *SHOWN_KEYS,
    *(f"f{number}" for number in range(1, 25)),
}
_MODIFIERS = ("ctrl", "alt", "shift", "super")
_WRITTEN = {shown.casefold(): name for name, shown in SHOWN_KEYS.items()}
"""Keys as the help screen writes them."""


def remapped(keys: Mapping[str, str]) -> tuple[tuple[Action, ...], dict[str, str]]:
    """Return the table with the reader's `keys` in it, and what is wrong, by action id.

    A key that is given to an action is taken from those that have it by
    default; what cannot be followed leaves the default.
    """
    known = {action.id: action for action in ACTIONS}
    wrong: dict[str, str] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    for name, written in keys.items():
        if name not in known:
            wrong[name] = f"no action is called {name!r}{nearest(name, known)}"
            continue
        names = [(one.strip(), key_name(one.strip())) for one in _split(written)]
        bad = next((one for one, key in names if key is None), None)
        if bad is None:
            chosen[name] = tuple(key for _, key in names if key)
        else:
            wrong[name] = f"no key is called {bad!r}{nearest(bad, _all_names())}"
    wrong |= _clashes(chosen, known)
    kept = {name: given for name, given in chosen.items() if name not in wrong}
    return tuple(_with_keys(action, kept, known) for action in ACTIONS), wrong


def key_name(written: str) -> str | None:
    """Return the key as Textual names it, from that name, a printed sign or `^d`; None if there is none."""
    if len(written) == 1:
        return _sign_name(written)
    if len(written) == 2 and written[0] == "^":
        return f"ctrl+{written[1].lower()}"
    if written.casefold() in _WRITTEN:
        return _WRITTEN[written.casefold()]
    *modifiers, key = written.split("+")
    if any(one not in _MODIFIERS for one in modifiers):
        return None
    if len(key) == 1 and modifiers:
        return f"{'+'.join(modifiers)}+{key}" if key.isalnum() else None
    return written if key in _NAMES or (not modifiers and key_to_character(key)) else None


def _sign_name(sign: str) -> str | None:
    """Return a sign's name as Textual makes it: that of Unicode, with some shorter ones."""
    if sign.isalnum():
        return sign
    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name) or None


def _split(written: str) -> Sequence[str]:
    return written.replace(",,", ",comma").split(",") if written != "," else ["comma"]


def _all_names() -> dict[str, None]:
    return dict.fromkeys((*_NAMES, *(name for name in _WRITTEN if len(name) > 1)))


def _meet(one: Action, other: Action) -> bool:
    """Tell whether a key can mean both actions."""
    if one.where == other.where:
        return True
    places = {one.where, other.where}
    return "everywhere" in places and not places.isdisjoint(PANES)


def _clashes(chosen: Mapping[str, tuple[str, ...]], known: Mapping[str, Action]) -> dict[str, str]:
    """Return the actions that were given a key another one was given before."""
    wrong: dict[str, str] = {}
    before: list[tuple[str, str]] = []
    for name, keys in chosen.items():
        for key in keys:
            other = next((o for k, o in before if k == key and _meet(known[o], known[name])), None)
            if other:
                wrong.setdefault(name, f"{key} is given to {other} too; {name} keeps its own keys")
            before.append((key, name))
    return wrong


def _with_keys(action: Action, chosen: Mapping[str, tuple[str, ...]], known: Mapping[str, Action]) -> Action:
    if action.id in chosen:
        return action._replace(keys=",".join(chosen[action.id]))
    taken = {key for name, keys in chosen.items() if _meet(known[name], action) for key in keys}
    left = [key for key in action.keys.split(",") if key not in taken]
    return action._replace(keys=",".join(left))
