"""The command line on an archive as a whole: who is whom, saved searches, undo."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from store.quotes import REVISION
from tests.unit.archive.older_rules import rules
from tui.cli import main

STORY = (
    " date 2026-03-0{day} OMSK, March {day}. /TASS/. The ferry Alfa sank. "
    '"Nobody checked the hull," {who} told reporters on Tuesday.\n'
)


@pytest.fixture(autouse=True)
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Path:
    """An archive in which three people speak; the one that is used unless another is named."""
    folder, wire = tmp_path / "archive", tmp_path / "wire"
    monkeypatch.setenv("WIREREADER_ARCHIVE", str(folder))
    wire.mkdir()
    people = ("Transport Minister Irina Volkova", "Prosecutor Aino Salo", "Mayor Rosa Paz")
    for day, who in enumerate(people, 1):
        (wire / f"{day}.txt").write_text(STORY.format(day=day, who=who), encoding="utf-8")
    assert main(["import", str(wire)]) == 0
    capfd.readouterr()
    return folder


def listed(capfd: pytest.CaptureFixture[str]) -> list[list[str]]:
    """Return name and other names of each speaker."""
    capfd.readouterr()
    assert main(["speakers"]) == 0
    return [[line.split("\t")[2], line.split("\t")[-1]] for line in capfd.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    "arguments",
    [
        ["tag", "list", "ferry"],
        ["tag", "add", "ferry"],
        ["tag", "remove"],
        ["tag", "rename"],
        ["tag", "rename", "ferry"],
        ["tag", "rename", "ferry", "rate", "cut"],
        ["searches", "list", "ferry"],
        ["searches", "save", "ferry"],
        ["searches", "drop"],
        ["searches", "drop", "ferry", "alfa"],
    ],
)
def test_what_is_too_much_or_too_little_is_wrong_usage(
    arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert f"write: wirereader {arguments[0]}" in capfd.readouterr().err


def test_speakers_are_taken_for_each_other_and_left_to_the_rules(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["speakers", "--same", "Irina Volkova", "Aino Salo"]) == 0
    assert main(["speakers", "--same", "Aino Salo", "Rosa Paz"]) == 0
    assert listed(capfd) == [["Rosa Paz", "Aino Salo; Irina Volkova"]]
    assert main(["speakers", "--same", "Rosa Paz", "Irina Volkova"]) == 0
    assert "are names of one already" in capfd.readouterr().err
    assert main(["speakers", "--rules", "Irina Volkova"]) == 0
    assert listed(capfd) == [["Rosa Paz", "Aino Salo"], ["Irina Volkova", ""]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--same", "Irina Volkowa", "Aino Salo"], "nobody is called Irina Volkowa"),
        (["--same", "Irina Volkova", "Salo Aino"], "nobody is called Salo Aino"),
        (["--alone", "Nobody"], "nobody is called Nobody"),
        (["--rules", "Aino Salo"], "nothing was decided about Aino Salo"),
    ],
)
def test_nothing_is_decided_about_whom_nobody_knows(
    arguments: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    before = listed(capfd)
    assert main(["speakers", *arguments]) == 1
    assert said in capfd.readouterr().err
    assert listed(capfd) == before


@pytest.mark.parametrize(
    "arguments",
    [["search"], ["export"], ["tag", "add", "sea"], ["searches", "save", "sea"]],
    ids=lambda one: one[0],
)
def test_a_query_that_is_not_understood_is_told_before_the_archive_is_opened(
    arguments: list[str], archive: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (archive / "index.sqlite").unlink()
    assert main([*arguments, "ferry", "(hull"]) == 1
    assert "query, character 7: the bracket is not closed; add a )" in capfd.readouterr().err
    assert not (archive / "index.sqlite").exists(), "it would have been made anew"


def test_changes_are_taken_back_from_the_command_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["undo"]) == 1
    assert main(["tag", "add", "sea", "ferry"]) == 0
    assert main(["searches", "save", "ferries", "ferry"]) == 0
    capfd.readouterr()
    assert (main(["undo"]), main(["undo"])) == (0, 0)
    assert capfd.readouterr().err.splitlines() == [
        "wirereader: Undone: Saved the search ferries",
        "wirereader: Undone: Tagged 3 stories sea",
    ]
    assert main(["undo", "--redo"]) == 0
    assert main(["tag", "list"]) == 0
    assert capfd.readouterr().out == "3\tsea\n"


def test_a_tag_is_renamed_everywhere_and_the_count_said_before(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["tag", "rename", "sea", "near"]) == 1
    assert "no story is tagged sea" in capfd.readouterr().err
    main(["tag", "add", "sea", "ferry"])
    main(["searches", "save", "at sea", "tag:sea"])
    capfd.readouterr()
    assert main(["tag", "rename", "sea", "near (shore"]) == 0
    assert capfd.readouterr().err.splitlines() == [
        "wirereader: 3 stories are tagged sea",
        "wirereader: Renamed tag sea to near (shore, also in the search at sea",
    ]
    main(["tag", "list"])
    main(["searches"])
    assert capfd.readouterr().out == '3\tnear (shore\n3\t3\t\t\tat sea\ttag:"near (shore"\n'
    main(["undo"])
    main(["tag", "list"])
    assert capfd.readouterr().out == "3\tsea\n"


def exported(capfd: pytest.CaptureFixture[str], *query: str) -> list[str]:
    """Return who says what is exported."""
    capfd.readouterr()
    main(["export", "--quotes", *query])
    return [json.loads(line)["speaker"]["name"] for line in capfd.readouterr().out.splitlines()]


def test_of_the_quotes_of_the_stories_found_those_asked_for_are_exported(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    both = STORY.format(day=4, who="Mayor Rosa Paz") + '\n"The dock is old," Minister Otto Lang said.\n'
    (tmp_path / "both.txt").write_text(both, encoding="utf-8")
    main(["import", str(tmp_path / "both.txt")])
    assert exported(capfd, "speaker:lang") == ["Otto Lang"]
    assert exported(capfd, "speaker:paz") == ["Rosa Paz", "Rosa Paz"]
    assert exported(capfd, "located:omsk", "date:2026-03-04") == ["Rosa Paz", "Otto Lang"]
    assert exported(capfd, "said:dock") == ["Otto Lang"]
    assert exported(capfd, "speaker:paz", "said:dock") == []
    assert main(["export", "--quotes", "speaker:paz", "said:dock"]) == 1
    assert "the stories found hold no such quote" in capfd.readouterr().err
    main(["speakers", "--same", "Otto Lang", "Aino Salo"])
    assert exported(capfd, "speaker:salo") == ["Otto Lang", "Aino Salo"]


def test_stories_read_by_older_rules_are_told_and_read_anew(
    archive: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) == 0
    assert "older rules" not in capfd.readouterr().out
    assert main(["reindex", "--quotes"]) == 0
    assert "all quotes were found by the rules of today" in capfd.readouterr().err
    with rules(REVISION + 1):
        assert main(["doctor"]) == 0, "which is no trouble"
        assert "3 stories read by older rules: wirereader reindex --quotes" in capfd.readouterr().out
        assert main(["reindex", "--quotes"]) == 0
        told = capfd.readouterr().err
        assert re.search(r"3 stories read anew in [\d.]+ s, 0 changed: 3 quotes before, 3 now\n$", told)
        assert main(["doctor"]) == 0
        assert "older rules" not in capfd.readouterr().out


def test_a_file_that_cannot_be_read_anew_is_told_by_the_status(
    archive: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (part,) = (archive / "articles").iterdir()
    part.write_bytes(part.read_bytes()[:-9])
    with rules(REVISION + 1):
        assert main(["reindex", "--quotes"]) == 1
    assert part.name in capfd.readouterr().err


def test_where_there_is_no_archive_no_quotes_are_read_anew(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["--archive", str(tmp_path / "none"), "reindex", "--quotes"]) == 1
    assert "there is no archive here" in capfd.readouterr().err
    assert not (tmp_path / "none").exists()
