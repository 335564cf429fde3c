from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import IngestError
from store.ingest import containers, parse
from store.models import Article

STORIES = {
    f"spool/{n}.txt": f"LEEDS, March {n} (XYZ) - Lock number {n} was sold.\n".encode() for n in (1, 2, 3)
}
ONE = STORIES["spool/1.txt"]


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in files.items():
            box.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as box:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            box.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def lines(data: bytes) -> list[str]:
    return [item.headline if isinstance(item, Article) else str(item) for item in parse(data, name="box")]


SOLD = [f"Lock number {n} was sold." for n in (1, 2, 3)]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_every_file_of_an_archive_is_read(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    assert lines(pack(STORIES)) == SOLD


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_story_is_read(pack: Callable[[bytes], bytes]) -> None:
    assert lines(pack(STORIES["spool/1.txt"])) == SOLD[:1]
    assert lines(pack(tarred(STORIES))) == SOLD


def test_containers_in_containers_up_to_a_depth() -> None:
    inner = gzip.compress(tarred(STORIES))
    assert lines(zipped({"hour.tgz": inner})) == SOLD
    (error,) = lines(gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"x")))))
    assert "nested deeper than 3" in error


def test_a_bad_file_in_an_archive_is_named_and_loses_no_other() -> None:
    files = {
        "a.txt": STORIES["spool/1.txt"],
        "b.txt": b"",
        "c\x1b.jpg": b"\xff\xd8\xff",
        "d.txt": STORIES["spool/2.txt"],
    }
    found = lines(zipped(files))
    assert (found[0], found[-1]) == (SOLD[0], SOLD[1])
    assert found[1].startswith("box: b.txt: ")
    assert found[2].startswith("box: c\N{REPLACEMENT CHARACTER}.jpg: this is a JPEG picture")


def test_hidden_files_folders_and_links_are_passed_over() -> None:
    assert lines(zipped({"__MACOSX/._1.txt": b"x", ".DS_Store": b"x", "f/": b"", "1.txt": ONE})) == SOLD[:1]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as box:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        box.addfile(link)
    assert lines(out.getvalue()) == ["box: no file in it; check how it was packed"]


def test_an_office_document_is_no_archive_of_stories() -> None:
    (line,) = lines(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    assert "office document" in line


def test_a_bomb_ends_in_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_MEMBER", 2**20)
    bomb = gzip.compress(b"\0" * 2**24)
    (line,) = lines(bomb)
    assert "unfolds to more than 1 MB" in line
    assert lines(zipped({"1.txt": STORIES["spool/1.txt"], "bomb": b"\0" * 2**24}))[0] == SOLD[0]


def test_too_many_files_end_in_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_MEMBERS", 2)
    assert lines(zipped(STORIES))[:2] == SOLD[:2]
    assert "more than 2 files" in lines(zipped(STORIES))[2]


BOXES = [zipped(STORIES), tarred(STORIES), gzip.compress(ONE), lzma.compress(ONE * 9), bz2.compress(ONE * 9)]


@settings(max_examples=200)
@given(
    st.sampled_from(
        [
            zipped(STORIES),
            tarred(STORIES),
            gzip.compress(STORIES["spool/1.txt"]),
            lzma.compress(b"x" * 99),
            bz2.compress(b"y" * 99),
        ]
    ),
    st.integers(0, 2000),
    st.binary(max_size=9),
    st.integers(0, 2000),
)
def test_damage_anywhere_gives_stories_and_clear_errors(data: bytes, at: int, junk: bytes, keep: int) -> None:
    at %= len(data)
    broken = data[:at] + junk + data[at + len(junk) :]
    for damaged in (broken, data[: keep % len(data)]):
        try:
            items = list(parse(damaged, name="box"))
        except IngestError as error:
            items = [error]
        assert items
        assert all(isinstance(item, Article) or str(item).startswith("box") for item in items)
