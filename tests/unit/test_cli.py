"""The command line: stdout is data, stderr is talk, the exit status is true."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from store.ingest import parse
from store.library import Library
from store.models import Article
from store.text import decode
from tui.cli import main

ROOT = Path(__file__).parents[2]

FERRY = (
    " date 2026-03-03 OMSK, March 3. /TASS/. The ferry Alfa sank because its hull had been patched with "
    "plywood, Regional Transport Minister Irina Volkova told reporters on Tuesday. "
    '"Nobody checked the hull," Volkova said. '
    '"We are going to find out who signed the papers."\n'
)
HARBOUR = (
    " date 2026-03-02 TURKU, March 2. /TASS/. The harbour will close, "
    "Harbour Master Aino Salo said on Monday.\n"
)


class Done(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Two stories and a picture."""
    folder = tmp_path / "wire"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    return folder


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The archive that is used unless another is named."""
    folder = tmp_path / "archive"
    monkeypatch.setenv("WIREREADER_ARCHIVE", str(folder))
    return folder


def run(*arguments: object, env: dict[str, str] | None = None, data: bytes | None = None) -> Done:
    """Run wirereader in a process of its own, without a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        input=data or b"",
        env={**os.environ, **(env or {})},
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def here(capfd: pytest.CaptureFixture[str], *arguments: object) -> Done:
    """Run wirereader in this process."""
    status = main([str(argument) for argument in arguments])
    return Done(status, *capfd.readouterr())


def articles(path: Path) -> list[Article]:
    """Return the stories in a file."""
    return [found for found in parse(path.read_bytes(), name=str(path)) if isinstance(found, Article)]


def test_import_says_what_it_did_and_what_failed(
    archive: Path, wire: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    done = here(capfd, "import", wire, wire / "absent")
    assert (done.status, done.out) == (1, "")
    lines = done.err.splitlines()
    assert lines[0].startswith(f"wirereader: {wire / 'photo.jpg'}: this is a JPEG picture")
    assert lines[1].startswith(f"wirereader: {wire / 'absent'}: no such file or folder")
    assert lines[2].startswith("wirereader: 2 added, 0 updated, 0 unchanged, 2 failed, from 3 files in ")
    again = here(capfd, "import", wire / "ferry.txt")
    assert again.status == 0
    assert "0 added, 0 updated, 1 unchanged, from 1 file" in again.err


def test_the_archive_can_be_named_before_or_after_the_verb(tmp_path: Path, wire: Path) -> None:
    for number, arguments in enumerate((["--archive", "{}", "import"], ["import", "--archive={}"])):
        folder = tmp_path / f"named{number}"
        assert main([*(argument.format(folder) for argument in arguments), str(wire / "ferry.txt")]) == 0
        with Library.open(folder) as library:
            assert library.count == 1


def test_convert_prints_each_story_and_stores_nothing(
    archive: Path, wire: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    done = here(capfd, "convert", wire)
    assert done.status == 1, "the picture failed"
    printed = [Article.from_json(json.loads(line)) for line in done.out.splitlines()]
    assert printed == [*articles(wire / "ferry.txt"), *articles(wire / "harbour.txt")]
    assert not archive.exists()


def test_output_is_utf8_in_any_locale(wire: Path) -> None:
    (wire / "u.txt").write_text(FERRY.replace("Alfa", "Åsa “Ω”"), encoding="utf-8")
    done = run("convert", wire / "u.txt", env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert (done.status, done.err) == (0, "")
    assert "Åsa “Ω”" in json.loads(done.out)["body_text"]


def test_quotes_stand_in_the_body_that_convert_prints(wire: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = wire / "ferry.txt"
    done = here(capfd, "quotes", "--format", "jsonl", path)
    quotes = [json.loads(line) for line in done.out.splitlines()]
    (article,) = articles(path)
    assert quotes
    for quote in quotes:
        assert list(quote)[:9] == ["file", "uri", "type", "start", "end", "spans", "text", "cue", "speaker"]
        assert (quote["file"], quote["uri"]) == (str(path), article.uri)
        assert " ".join(article.body_text[start:end] for start, end in quote["spans"]) == quote["text"]
        assert quote["speaker"]["name"] == "Irina Volkova"


def test_explained_quotes_say_how_they_were_found(wire: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = wire / "talk.txt"
    path.write_text(
        "VARDO, March 3 (AP) - Harbour master Aino Salo spoke on Monday.\n\n"
        "“The bridge is closed until noon,” she said. “Nobody may cross it.”\n\n"
        "The owner denied that the hull was rotten.\n",
        encoding="utf-8",
    )
    done = here(capfd, "quotes", "--explain", path)
    assert done.status == 0
    lines = dict.fromkeys(line.strip() for line in done.out.splitlines())
    assert "construction  content + “said”, pronoun, continued" in lines
    assert any(line.startswith("speaker       Aino Salo") and "printed “she”" in line for line in lines)
    assert "modality      was denied: the cue denies it" in lines
    assert any(line.startswith("confidence") and line.endswith((", sure", ", likely")) for line in lines)


def test_raw_quotes_stand_in_the_untouched_text(wire: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = wire / "raw.txt"
    path.write_bytes(b"\xef\xbb\xbf" + FERRY.replace(". ", ".\r\n\t", 3).encode() + b"\x1b[2J \x9b tail\r\n")
    done = here(capfd, "quotes", "--raw", "--format", "jsonl", path)
    text = decode(path.read_bytes()).text
    quotes = [json.loads(line) for line in done.out.splitlines()]
    assert quotes
    for quote in quotes:
        assert quote["uri"] is None
        assert " ".join(text[start:end] for start, end in quote["spans"]) == quote["text"]


def test_nothing_from_outside_acts_on_a_terminal(
    wire: Path, capfd: pytest.CaptureFixture[str], archive: Path
) -> None:
    evil = wire / "a\x1b]0;owned\x07\n\x9b31m\u202e.txt"
    evil.write_text(FERRY.replace("Nobody", "No\x1b[31mbody\x9b"), encoding="utf-8")
    absent = wire / "\x1b[2Jabsent"
    for arguments in (
        ("import", evil, absent),
        ("convert", evil, absent),
        ("quotes", "--raw", evil, absent),
        ("quotes", "--format", "table", evil),
        ("search", "hull\x1b[2J", "OR", "ferry"),
        ("search", "is:\x1b[2J"),
        ("doctor", "--archive", absent),
    ):
        done = here(capfd, *arguments)
        assert done.out + done.err
        assert not set(done.out + done.err) & set("\x1b\x07\x9b\u202e\r"), arguments


def test_a_file_name_that_is_no_text_breaks_nothing(wire: Path, capfd: pytest.CaptureFixture[str]) -> None:
    odd = os.fsencode(wire) + b"/\xff\xfe.txt"
    Path(os.fsdecode(odd)).write_text(FERRY, encoding="utf-8")
    done = here(capfd, "quotes", "--format", "jsonl", Path(os.fsdecode(odd)))
    assert {os.fsencode(json.loads(line)["file"]) for line in done.out.splitlines()} == {odd}


def test_search_lists_and_counts(archive: Path, wire: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main(["import", str(wire)])
    done = here(capfd, "search", "hull", "plywood")
    assert done.status == 0
    (line,) = done.out.splitlines()
    assert line.split("\t")[0] == "2026-03-03T00:00:00Z"
    assert done.err.endswith("\nwirereader: 1 of 2 stories\n")
    wrong = here(capfd, "search", "hull", "speeker:volkova")
    assert wrong.status == 1
    assert "query, character 6: there is no field speeker:; did you mean speaker:" in wrong.err


def test_verbs_that_read_make_no_archive(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for arguments in (("search", "x"), ("export",), ("tag", "list")):
        done = here(capfd, *arguments)
        assert (done.status, done.out) == (1, "")
        assert "there is no archive here; wirereader import makes one" in done.err
    assert here(capfd, "doctor").status == 0
    assert not archive.exists()


def test_tags_from_the_command_line(archive: Path, wire: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main(["import", str(wire)])
    first, second = (here(capfd, "tag", "add", "sea", query).err for query in ("hull", "date:2026"))
    assert "the query finds 1 story\nwirereader: Tagged 1 story sea" in first
    assert "the query finds 2 stories\nwirereader: Tagged 1 story sea" in second
    assert here(capfd, "tag", "list").out == "2\tsea\n"
    assert "Took tag sea off 2 stories" in here(capfd, "tag", "remove", "sea").err
    assert here(capfd, "tag", "add", "sea", "nowhere").status == 1
    assert here(capfd, "tag", "add", "sea").status == 2
    assert here(capfd, "--reader", "ben", "tag", "list").out == ""


def test_export_writes_exactly_what_a_query_finds(
    archive: Path, wire: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    main(["import", str(wire)])
    stories = [json.loads(line) for line in here(capfd, "export").out.splitlines()]
    assert [story["located"] for story in stories] == ["OMSK", "TURKU"]
    done = here(capfd, "export", "speaker:volkova", "--quotes", "--format", "csv")
    assert done.err.endswith("wirereader: exported 2 quotes of 1 story; the query finds 1 story\n")
    head, table = done.out.split("\r\n", 3)[:3], done.out.split("\r\n", 3)[3]
    assert head[:2] == ["# Query: speaker:volkova", "# Stories: 1"]
    assert {row["speaker"] for row in csv.DictReader(io.StringIO(table, newline=""))} == {"Irina Volkova"}
    assert here(capfd, "export", "-o", "-").out == here(capfd, "export").out
    path = tmp_path / "out.md"
    path.write_text("old", encoding="utf-8")
    nothing = here(capfd, "export", "nowhere", "--format", "md", "-o", path)
    assert (nothing.status, nothing.out, path.read_text(encoding="utf-8")) == (1, "", "old")
    assert "nothing to export" in nothing.err
    assert here(capfd, "export", "hull", "--format", "md", "-o", path).status == 0
    assert "## " in path.read_text(encoding="utf-8")
    assert sorted(tmp_path.glob("*out.md*")) == [path]
    assert here(capfd, "export", "-o", tmp_path / "absent" / "out").status == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_streams_that_are_closed_go_nowhere(wire: Path, closed: str) -> None:
    command = f'"$@" {closed}'
    arguments = [sys.executable, "-m", "tui", "quotes", str(wire / "ferry.txt")]
    done = subprocess.run(
        ["sh", "-c", command, "sh", *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [["search", "x"], ["import", "."], ["doctor"], ["tag", "list"]])
def test_a_folder_that_cannot_be_looked_into_is_told(
    archive: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    folder = tmp_path / ("x" * 300)  # longer than names may be; no permission would not keep root out
    assert main([*arguments, "--archive", str(folder)]) == 1
    assert f"{folder}: cannot be looked into (File name too long)" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("name", "arguments", "begins"),
    [
        ("out.CSV", [], "# Query: hull"),
        ("out.md", [], "Query: hull  "),
        ("out.json", [], '{"query": "hull"'),
        ("out.bib", [], "% Query: hull"),
        ("out.csv", ["--format", "ris"], "TY  - NEWS"),
        ("out", [], '{"uri": '),
        ("out.of.it", [], '{"uri": '),
    ],
)
def test_export_takes_the_format_from_the_name_of_the_file(
    archive: Path, wire: Path, tmp_path: Path, name: str, arguments: list[str], begins: str
) -> None:
    main(["import", str(wire)])
    assert main(["export", "hull", "-o", str(tmp_path / name), *arguments]) == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_export_refuses_a_killed_story_unless_forced(
    archive: Path, wire: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (good,) = articles(wire / "harbour.txt")
    killed = Article.from_json({**good.as_json(), "uri": "urn:killed", "pubstatus": "canceled"})
    with monkeypatch.context() as patch, Library.open(archive) as library:
        patch.setattr("store.ingest.parse", lambda data, name="": iter([good, killed]))
        library.import_paths([wire / "harbour.txt"])
    done = here(capfd, "export")
    assert done.status == 1
    assert [json.loads(line)["uri"] for line in done.out.splitlines()] == [good.uri]
    assert "left out, killed" in done.err
    forced = here(capfd, "export", "--force", "--format", "txt")
    assert forced.status == 0
    assert "KILLED BY ITS SERVICE" in forced.out


def test_doctor_tells_what_is_wrong(archive: Path, wire: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main(["import", str(wire)])
    sound = here(capfd, "doctor")
    assert sound.status == 0
    assert "2 stories" in sound.out
    assert "0 problems" in sound.out
    (archive / "originals" / "000000.gz").write_bytes(b"")
    broken = here(capfd, "doctor")
    assert broken.status == 1
    assert "  1 problem\n" in broken.out, "both lie in one piece"


@pytest.mark.parametrize(
    "arguments", [["import"], ["search"], ["quotes", "--format", "xml", "x"], ["--nonsense"], ["tag", "burn"]]
)
def test_wrong_usage_is_2(arguments: Sequence[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: wirereader" in capfd.readouterr().err


def test_the_reader_without_a_terminal_is_refused(archive: Path, wire: Path) -> None:
    for arguments in ((), (wire,)):
        done = run(*arguments)
        assert (done.status, done.out) == (2, "")
        assert "needs a terminal" in done.err
    assert not archive.exists()


def test_version_and_help(capfd: pytest.CaptureFixture[str]) -> None:
    for argument, words in (("--version", "wirereader "), ("--help", "./import")):
        with pytest.raises(SystemExit) as ended:
            main([argument])
        assert not ended.value.code
        assert words in capfd.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serach", "ferry"], "there is no file or verb serach; did you mean search?"),
        (["absent/\x1b[31m.txt"], "there is no file or verb absent/\N{REPLACEMENT CHARACTER}[31m.txt\n"),
    ],
)
def test_a_verb_misspelt_does_not_open_the_reader(
    arguments: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert said in capfd.readouterr().err


def test_a_file_named_like_a_verb_is_reached_by_its_path(tmp_path: Path, archive: Path) -> None:
    (tmp_path / "import").write_text(FERRY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tui", "import", "import"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_end_of_a_pipe_ends_us_quietly(wire: Path) -> None:
    for number in range(300):
        (wire / f"{number}.txt").write_text(FERRY.replace("Alfa", f"Alfa {number} " * 50), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "convert", wire],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b'{"uri"')
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(timeout=60) == 141
    assert b"Traceback" not in errors
    assert b"Broken" not in errors


def piped(text: str, *arguments: str) -> Done:
    """Run a command with something on its stdin."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("raw", [[], ["--raw"]])
def test_what_is_piped_in_is_read(archive: Path, raw: list[str]) -> None:
    done = piped(FERRY, "quotes", *raw, "-")
    assert (done.status, done.err) == (0, "")
    quotes = [json.loads(line) for line in done.out.splitlines()]
    assert {quote["file"] for quote in quotes} == {"/dev/stdin"}
    assert any("Nobody checked the hull" in quote["text"] for quote in quotes)
    nothing = piped("", "convert", "-")
    assert (nothing.status, nothing.out) == (1, "")
    assert "/dev/stdin: the file is empty" in nothing.err


def test_what_is_piped_in_is_imported_among_files(archive: Path, wire: Path) -> None:
    done = piped(HARBOUR, "import", str(wire / "ferry.txt"), "-")
    assert (done.status, done.out) == (0, "")
    assert "2 added, 0 updated, 0 unchanged, from 2 files" in done.err
    assert "OMSK" in piped("", "export").out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no device that is always full")
@pytest.mark.parametrize("verb", ["convert", "quotes", "keys"])
def test_output_that_finds_no_room_is_told_in_a_line(wire: Path, verb: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", verb, *([wire] if verb != "keys" else [])],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert "output: cannot be written (No space left on device); it is not whole" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_ctrl_c_keeps_what_was_done(archive: Path, wire: Path) -> None:
    for number in range(3000):
        (wire / f"{number:04}.txt").write_text(FERRY.replace("Alfa", f"Alfa {number}"), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "import", wire], cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as process:
        end = time.monotonic() + 60
        while not list(archive.glob("articles/*.json")) and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        errors = process.stderr.read()
        assert process.wait(timeout=60) == 130
    assert errors == "\nwirereader: stopped; what was done so far is kept\n"
    with Library.open(archive) as library:
        assert 500 <= library.count < 3000
        assert library.problems() == ()


def test_another_package_of_our_name_is_told(tmp_path: Path) -> None:
    for name in ("store", "styles"):
        package = tmp_path / name / name
        package.mkdir(parents=True)
        (package / "__init__.py").write_text("", encoding="utf-8")
        paths = [str(tmp_path / name), str(ROOT)]
        code = f"import sys; sys.path[:0] = {paths!r}; from tui.cli import main; main([])"
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert f"another package called '{name}' stands in the way" in done.stderr
        assert "Traceback" not in done.stderr


def test_config_tells_what_is_wrong_in_the_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert "all defaults hold" in run("config").err
    file = tmp_path / "wirereader" / "config.toml"
    file.parent.mkdir()
    file.write_text("measur = 70\n", encoding="utf-8")
    done = run("config", "check")
    assert done.status == 1
    assert f"{file}:1: " in done.err
    assert "'measure'" in done.err
    assert "measure = 88" in run("config", "show").out
