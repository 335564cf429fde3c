"""From each form of the archive to the next. Each step may be cut short anywhere and begun again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from store.disk import told
from store.documents import digest_of
from store.ids import id_floor
from store.part_names import commits_of
from store.parts import FULL, Parts
from store.paths import Places
from store.storage import decode


def from_1_to_2(places: Places) -> None:
    """Number the documents by time, and put them in the order they arrived into parts written once.

    In form 1 a file held a month's documents, numbered from 1, and was written
    anew for each import. The old files are deleted by `clear_1`, when the
    archive says that it is of form 2.
    """
    for path in places.articles.glob("*.json"):
        if commits_of(path.name) != (0, 0):
            path.unlink()  # written by an attempt that was cut short
    parts = Parts(places.articles)
    taken: set[int] = set()
    batch: dict[int, dict[str, Any]] = {}
    for seq, document in enumerate(_arrived(places), 1):
        number = max(1, id_floor(document["article"].get("versioncreated", "")))
        while number in taken:
            number += 1
        taken.add(number)
        batch[number] = {**document, "seq": seq, "digest": digest_of(document["article"])}
        if len(batch) == FULL:
            parts.add(batch)
            batch = {}
    if batch:
        parts.add(batch)


def clear_1(places: Places) -> None:
    """Delete the files that `from_1_to_2` copied."""
    for path in _files_of_1(places):
        with told(path):
            path.unlink()


def _files_of_1(places: Places) -> list[Path]:
    return [path for path in sorted(places.articles.glob("*.json")) if commits_of(path.name) == (0, 0)]


def _arrived(places: Places) -> Iterator[dict[str, Any]]:
    """Yield all documents of form 1 in the order they were imported."""
    keys = []
    for path in _files_of_1(places):
        for number, document in _table(path).items():
            keys.append((document["imported"], path.name, int(number)))
    open_path, table = "", {}
    for _, name, at in sorted(keys):
        if name != open_path:
            open_path, table = name, _table(places.articles / name)
        yield table[str(at)]


def _table(path: Path) -> dict[str, dict[str, Any]]:
    with told(path):
        return decode(path.read_bytes(), path).get("articles", {})


STEPS: dict[int, tuple[Callable[[Places], None], Callable[[Places], None]]] = {1: (from_1_to_2, clear_1)}
"""By the form they begin from: what makes the next form beside it, and what clears the old one away after."""
