"""Archives of older forms, kept as examples, open as what they were."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from store import migrations
from store.library import Library
from store.paths import Places

EXAMPLES = Path(__file__).parents[2] / "data"


@pytest.fixture
def old(folder: Path) -> Path:
    """A copy of an archive of form 1."""
    shutil.copytree(EXAMPLES / "archive-form-1", folder)
    return folder


def check(folder: Path) -> None:
    """Check that everything in the example is there."""
    with Library.open(folder, reader="ada") as library:
        found = [(row.headline[:20], row.versions, row.read, row.tags) for row in library.rows()]
        assert found == [
            ("Landlocked countries", 1, False, ()),
            ("Flooding closes harb", 2, True, ("lead",)),
            ("Danish minister deni", 1, False, ()),
        ]
        tunnel = library.rows()[1].uri
        assert library.session() == {"uri": tunnel}
        assert [one.version for one in library.get(tunnel).versions] == ["2", "1"]
        assert b"Rijeka" in library.original(tunnel, "1")
        assert library.problems() == ()
        assert library.redo() == "Done again: Tagged 1 story ferry"
        assert library.undo() == "Undone: Tagged 1 story ferry"
        assert library.undo() == "Undone: Tagged 1 story lead"
        assert library.redo()
    assert json.loads((folder / "archive.json").read_bytes())["archive"]["1"]["schema"] == 2


def test_form_1_opens(old: Path) -> None:
    check(old)
    assert [path.name for path in (old / "articles").iterdir()] == ["000001.json"]


def test_a_migration_cut_short_is_begun_again(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(_: object) -> None:
        raise KeyboardInterrupt

    make, _ = migrations.STEPS[1]

    def made_and_died(places: Places) -> None:
        make(places)
        die(places)

    with monkeypatch.context() as patch:
        patch.setattr("store.schema.STEPS", {1: (made_and_died, die)})
        with pytest.raises(KeyboardInterrupt):
            Library.open(old)
    check(old)


def test_what_a_migration_could_not_clear_away_is_no_story_twice(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, _ = migrations.STEPS[1]
    with monkeypatch.context() as patch:
        patch.setattr("store.schema.STEPS", {1: (make, lambda _: None)})
        check(old)
    check(old)
