"""The settings file: what it may say, and what is said of what it may not."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.configuration import load
from tui.keymap import ACTIONS, Action
from tui.remap import key_name, remapped
from tui.settings import Settings, as_toml, config_file, read, table_markdown

README = Path(__file__).parent.parent.parent / "README.md"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def keys_of(action_id: str, actions: Sequence[Action]) -> str:
    return next(one.keys for one in actions if one.id == action_id)


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert load(file).settings == Settings()
    assert load(file).actions == ACTIONS
    assert load(file).troubles == ()


def test_the_file_is_looked_for_in_the_config_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somewhere")
    assert config_file() == Path("/somewhere/wirereader/config.toml")


def test_every_setting_is_followed(file: Path) -> None:
    text = 'theme = "nord"\nmouse = false\nhints = false\nmeasure = 70\nquote_lines = 5\n'
    file.write_text(f'{text}[keys]\n"app.tag" = "T"\n', encoding="utf-8")
    found = load(file)
    assert found.troubles == ()
    assert found.settings == Settings("nord", False, False, 70, 5, {"app.tag": "T"})
    assert found.keymap == {"app.tag": "T"}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("measur = 70", 1, "did you mean 'measure'"),
        ("\nmeasure = 7", 2, "30 to 200"),
        ('measure = "70"', 1, "a whole number"),
        ("mouse = 1", 1, "true or false"),
        ("theme = 3", 1, "in quotation marks"),
        ('theme = "nrod"', 1, "did you mean 'nord'"),
        ('keys = "j"', 1, "a table"),
        ('[keys]\n"app.tga" = "T"', 2, "did you mean 'app.tag'"),
        ('[keys]\napp.tag = "ctrl+pagedwn"', 2, "no key is called"),
        ('[keys]\napp.tag = "pagedwn"', 2, "did you mean 'pagedown'"),
        ('[keys]\napp.tag = ""', 2, "no key is called"),
        ("[keys]\napp.tag = 3", 2, "in quotation marks"),
        ('[keys]\napp.tag = "T"\nlist.open = "T"', 3, "given to app.tag too"),
        ("measure = = 3", 1, "not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(file: Path, text: str, line: int, words: str) -> None:
    file.write_text(text, encoding="utf-8")
    found = load(file)
    assert len(found.troubles) == 1
    assert found.troubles[0].startswith(f"{file}:{line}: ")
    assert words in found.troubles[0]
    assert found.settings == Settings() or "keys" in text
    assert found.keymap in ({}, {"app.tag": "T"})


def test_a_file_that_is_no_text_is_told(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in load(file).troubles[0]


def test_a_folder_in_its_place_is_told(file: Path) -> None:
    file.mkdir()
    assert "cannot be read" in load(file).troubles[0]


def test_a_key_given_is_taken_from_who_has_it() -> None:
    actions, wrong = remapped({"app.tag": "n", "list.open": "o,ctrl+o"})
    assert wrong == {}
    assert keys_of("app.tag", actions) == "n"
    assert keys_of("app.next_match", actions) == ""
    assert keys_of("list.open", actions) == "o,ctrl+o"


def test_one_key_may_mean_two_things_in_two_panes() -> None:
    assert remapped({"list.open": "x", "quotes.stories": "x"})[1] == {}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("/", "slash"), ("G", "G"), ("^d", "ctrl+d"), ("PgDn", "pagedown"), ("ctrl+x", "ctrl+x"),
        ("!", "exclamation_mark"), ("-", "minus"), ("f5", "f5"), ("exclamation_mark", "exclamation_mark"),
        ("hyper+x", None), ("", None), ("jj", None), ("\x1b", None),
    ],
)  # fmt: skip
def test_keys_may_be_written_as_printed_or_as_named(written: str, name: str | None) -> None:
    assert key_name(written) == name


@given(st.text(max_size=8))
def test_any_text_is_a_key_or_none(written: str) -> None:
    name = key_name(written)
    assert name is None or "," not in name


def test_the_file_printed_says_what_holds() -> None:
    settings = Settings(measure=70, keys={"app.tag": 'T,"'})
    data = tomllib.loads(as_toml(settings))
    assert data["measure"] == 70
    assert data["keys"] == {"app.tag": 'T,"'}
    assert {one.name for one in fields(Settings)} - {"theme"} == set(data)


def test_the_printed_file_is_read_back(file: Path) -> None:
    file.write_text(as_toml(Settings(theme="nord", hints=False)), encoding="utf-8")
    assert read(file) == (Settings(theme="nord", hints=False), ())


def test_there_are_few_settings() -> None:
    assert len(fields(Settings)) <= 30


def test_the_readme_shows_the_settings() -> None:
    assert table_markdown() in README.read_text(encoding="utf-8")
