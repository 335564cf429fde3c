from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from store.errors import IngestError
from store.ingest import files


def found(*paths: Path) -> list[str]:
    return [item.name if isinstance(item, Path) else f"! {item.reason}" for item in files.find(paths)]


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    folder = tmp_path / "spool"
    (folder / "b").mkdir(parents=True)
    for name in ("c.txt", "a.txt", "b/2.xml", "b/1"):
        (folder / name).write_text("story")
    return folder


def test_a_folder_is_walked_in_order(spool: Path) -> None:
    assert found(spool) == ["a.txt", "1", "2.xml", "c.txt"]


def test_paths_keep_the_order_they_were_given_in(spool: Path) -> None:
    assert found(spool / "c.txt", spool / "b", spool / "a.txt") == ["c.txt", "1", "2.xml", "a.txt"]


def test_hidden_files_and_readmes_are_passed_over_in_a_walk_but_not_by_name(spool: Path) -> None:
    for name in (".hidden", "README.md", "readme", ".git"):
        (spool / name).write_text("no story")
    assert found(spool) == ["a.txt", "1", "2.xml", "c.txt"]
    assert found(spool / ".hidden", spool / "README.md") == [".hidden", "README.md"]


def test_a_parked_folder_is_passed_over_in_a_walk_but_not_by_name(spool: Path) -> None:
    (spool / "b" / files.PARKED).touch()
    assert found(spool) == ["a.txt", "c.txt"]
    assert found(spool / "b") == ["1", "2.xml"]


@pytest.mark.parametrize("make", [lambda folder: None, lambda folder: (folder / ".hidden").touch()])
def test_a_folder_without_a_file_is_an_error(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path)
    (item,) = files.find([tmp_path])
    assert isinstance(item, IngestError)
    assert (item.where, item.reason) == (str(tmp_path), "no file to read in this folder")
    assert item.hint


def test_a_missing_path_does_not_stop_the_rest(spool: Path) -> None:
    assert found(spool / "nope", spool / "a.txt") == ["! no such file or folder", "a.txt"]
    assert found(Path("a\0b")) == ["! no such file or folder"]


def test_links_are_followed_and_loops_end(spool: Path) -> None:
    (spool / "b" / "up").symlink_to(spool)
    (spool / "d.txt").symlink_to(spool / "a.txt")
    (spool / "e.txt").symlink_to(spool / "gone")
    assert found(spool) == ["a.txt", "1", "2.xml", "c.txt", "d.txt", "! a link to nothing"]


def test_special_files_are_refused_and_never_opened(spool: Path) -> None:
    os.mkfifo(spool / "pipe")
    assert found(spool)[-1] == "! neither a file nor a folder"
    with pytest.raises(IngestError, match="neither a file nor a folder"):
        files.load(spool / "pipe")
    with pytest.raises(IngestError):
        files.load(spool)


def test_deeply_nested_folders(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*"d" * 400)
    folder.mkdir(parents=True)
    (folder / "story.txt").touch()
    assert found(tmp_path) == ["story.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(spool: Path) -> None:
    (spool / "a.txt").chmod(0)
    (spool / "b").chmod(stat.S_IRUSR)
    assert "! no permission to read it" in found(spool)
    with pytest.raises(IngestError, match="no permission"):
        files.load(spool / "a.txt")


def test_no_permission_in_words() -> None:
    class Locked(type(Path())):  # type: ignore[misc]  # the concrete class differs by platform
        def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
            raise PermissionError(13, "Permission denied")

    (item,) = files.find([Locked("/spool/7.txt")])
    assert str(item) == "/spool/7.txt: no permission to read it; check the owner and mode with ls -l"


def test_load_reads_the_bytes_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"a\r\n\x00\xff")
    assert files.load(path) == b"a\r\n\x00\xff"
    with pytest.raises(IngestError, match="no such file"):
        files.load(tmp_path / "nope")


def test_a_file_over_the_limit_is_refused_with_both_sizes(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(files.MAX_BYTES + 5 * 2**20)
    with pytest.raises(IngestError, match="69 MB, the limit is 64 MB"):
        files.load(path)


def test_names_are_shown_without_escapes(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\udcff.txt"
    assert "\x1b" not in files.shown(path)
    files.shown(path).encode()
