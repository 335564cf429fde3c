"""Where things lie: on network file systems and where nothing can be written the index is elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import paths
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
