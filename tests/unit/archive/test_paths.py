"""Where things lie: on network file systems and where nothing can be written the index is elsewhere."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import paths
from store.errors import ArchiveError
from store.library import Library
from store.paths import Places, network_file_system

MOUNTS = """proc /proc proc rw 0 0
/dev/vda / ext4 rw 0 0
server:/news /mnt/news nfs4 rw 0 0
/dev/vdb /mnt/news/local ext4 rw 0 0
me@host: /mnt/my\\040files fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/archive", ""),
        ("/mnt/news/archive", "nfs4"),
        ("/mnt/news", "nfs4"),
        ("/mnt/newsroom", ""),
        ("/mnt/news/local/archive", ""),
        ("/mnt/my files/archive", "fuse.sshfs"),
    ],
)
def test_the_nearest_mount_says_what_a_folder_lies_on(
    monkeypatch: pytest.MonkeyPatch, folder: str, kind: str
) -> None:
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: MOUNTS)
    assert network_file_system(Path(folder)) == kind


def test_on_a_network_file_system_the_index_is_in_the_users_cache(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    local = Places(tmp_path)
    assert local.index == tmp_path / "index.sqlite"
    assert local.index_lock == local.lock
    monkeypatch.setattr(paths, "network_file_system", lambda _: "nfs4")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    far = Places(tmp_path)
    assert far.index.parent == tmp_path / "cache" / "wirereader"
    assert far.index_lock.parent == far.index.parent
    assert far.lock == local.lock, "documents are written under the archive's own lock"


@pytest.fixture
def not_ours() -> Iterator[Path]:
    """A folder into which nobody may write, not even who runs the tests as root."""
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as name:  # pytest's own lie where only their owner may look
        folder = Path(name)
        folder.chmod(0o555)
        if user == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(user)
            folder.chmod(0o700)


@pytest.mark.parametrize("inside", ["", "new", "new/archive"])
def test_where_nobody_may_write_no_archive_is_made_and_that_is_said(not_ours: Path, inside: str) -> None:
    folder = not_ours / inside
    with pytest.raises(ArchiveError) as told:
        Library.open(folder)
    assert str(told.value) == (
        f"{folder}: no archive can be made here (permission denied); "
        "name a folder that you may write to, with --archive or $WIREREADER_ARCHIVE"
    )
    assert list(not_ours.iterdir()) == []
