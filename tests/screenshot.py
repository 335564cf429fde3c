"""Make the picture in the README from the program itself: `python -m tests.screenshot`."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from store.library import Library
from tests.pilot.driving import main, press, settle
from tui.app import WireReader, find_samples

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / ".github" / "reader.svg"
STORY = "tass-pontoon-bridge"


async def draw(samples: Path) -> str:
    """Return the reader at 140 columns by 38 lines on a sample story, a quote lit, as SVG."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        library.import_paths([samples])
        app = WireReader(library)
        async with app.run_test(size=(140, 38)) as pilot:
            await settle(pilot)
            rows = main(pilot).stories.stories
            for row in rows[3:12:2]:  # as after a morning's reading
                main(pilot).mark_read(row.uri)
            at = next(n for n, row in enumerate(rows) if library.get(row.uri).origin.endswith(f"{STORY}.txt"))
            main(pilot).stories.cursor = at
            await settle(pilot)
            await press(pilot, "t", *"lead", "enter", "]", "]")
            return app.export_screenshot(title="wirereader")


if __name__ == "__main__":
    found = find_samples()
    if found is None:
        sys.exit("no samples folder")
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")  # whatever terminal this runs in
    os.environ.pop("NO_COLOR", None)
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(asyncio.run(draw(found)), encoding="utf-8")
    print(f"wrote {PICTURE.relative_to(ROOT)}", file=sys.stderr)
