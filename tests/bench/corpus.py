"""Reads folders of `text/*.txt` and BRAT standoff `attributions/*.ann` (Source, Cue, Content)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One gold attribution: character spans of what was said, of the cue and of the source."""

    content: Spans
    cue: Spans
    source: Spans


@dataclass(frozen=True, slots=True)
class Story:
    """One article and its gold."""

    name: str
    text: str
    gold: list[Attribution]


def read_folder(folder: Path) -> list[Story]:
    """Return the stories of `folder`, by name; of several annotators the alphabetically first one."""
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        files[path.stem.rpartition("_")[0]].append(path)
    stories = []
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        gold = _read_standoff(files[path.stem][0]) if path.stem in files else []
        stories.append(Story(path.stem, text, gold))
    return stories


def _read_standoff(path: Path) -> list[Attribution]:
    entities: dict[str, Spans] = {}
    events: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t")
        if line.startswith("T") and len(columns) > 1 and " " in columns[1]:
            pairs = columns[1].split(" ", 1)[1].split(";")
            entities[columns[0]] = [(int(a), int(b)) for a, b in (pair.split() for pair in pairs)]
        elif line.startswith("E") and len(columns) > 1:
            roles: dict[str, list[str]] = defaultdict(list)
            for part in columns[1].split():
                role, _, target = part.partition(":")
                roles[re.sub(r"\d+$", "", role)].append(target)
            events.append(roles)

    def spans(roles: dict[str, list[str]], role: str) -> Spans:
        return sorted(span for target in roles.get(role, ()) for span in entities.get(target, ()))

    found = [Attribution(spans(r, "Content"), spans(r, "Cue"), spans(r, "Source")) for r in events]
    return [attribution for attribution in found if attribution.content]
