"""Stories to read, and a reader to read them in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.library import Library
from tests.pilot.driving import Reader, settle
from tui.app import WireReader

FERRY = """\
 date 2026-03-03 OMSK, March 3. /TASS/. The ferry Alfa sank in calm water because its hull had been patched \
with plywood, Regional Transport Minister Irina Volkova told reporters on Tuesday. "Nobody checked the hull \
for nine years," Volkova said. "We are going to find out who signed the papers."

She stated that all forty passengers had reached the shore. "They were lucky," she said.

"It was dark and the water was cold," passenger Pyotr Lem said.
"""

HARBOUR = """\
 date 2026-03-02 TURKU, March 2. /TASS/. The harbour of Turku will close for two weeks, Harbour Master Aino \
Salo said on Monday. "The ice is thicker than our ships are strong," Salo said.

The ministry said in a statement that it would pay for the delay.
"""

LONG = (
    " date 2026-03-01 QUITO, March 1. /TASS/. The council of Quito began to read its whole budget aloud, "
    "Mayor Rosa Paz said on Sunday.\n\n"
    + "\n\n".join(
        f"Paragraph {number} of the budget deals with bridges, lamps and the wages of those who mend them, "
        "and was read without a pause by two clerks who took turns at the desk of the chamber."
        for number in range(1, 41)
    )
    + '\n\n"We are not finished," Paz said at the end. "We have only begun with the bridges."\n'
)

MARKUP = """\
 date 2026-02-28 VIENNA, February 28. /TASS/. The union [/] of translators wants [bold]brackets[/bold] kept, \
its chair Otto Lang said on Saturday. "We said [sic] and we meant [/b] it," Lang said.
"""

STORIES = {"ferry.txt": FERRY, "harbour.txt": HARBOUR, "long.txt": LONG, "markup.txt": MARKUP}


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A folder of wire copy."""
    folder = tmp_path / "wire"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def archive(tmp_path: Path, wire: Path) -> Path:
    """An archive with the stories in it."""
    folder = tmp_path / "archive"
    with Library.open(folder) as library:
        assert not library.import_paths([wire]).failed
    return folder


@pytest.fixture
def library(archive: Path) -> Iterator[Library]:
    """The archive, opened."""
    with Library.open(archive) as library:
        yield library


@pytest.fixture
def read(library: Library) -> Reader:
    """Open the reader on the stories: `async with read(width, height) as pilot`."""

    @asynccontextmanager
    async def opened(width: int = 120, height: int = 36, **extra: object) -> AsyncIterator[Pilot[None]]:
        app = WireReader(library, **extra)  # type: ignore[arg-type]  # passed through as given
        async with app.run_test(size=(width, height), notifications=True) as pilot:
            await settle(pilot)
            yield pilot

    return opened
