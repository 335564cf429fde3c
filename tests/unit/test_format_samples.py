"""Every sample of a text or JSON format reads as the article that stands beside it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.errors import IngestError
from store.ingest import parse
from store.models import Article

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "formats"
SUFFIXES = (".json", ".jsonl", ".csv", ".anpa", ".7901", ".txt", ".sgm", ".eml")
NAMES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in SUFFIXES)


def read(name: str) -> list[dict[str, Any]]:
    results = parse((SAMPLES / name).read_bytes(), name=name)
    return [
        {"error": str(result)} if isinstance(result, IngestError) else result.as_json() for result in results
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_reads_as_expected(name: str) -> None:
    expected = json.loads((SAMPLES / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    assert read(name) == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_survives_the_archive(name: str) -> None:
    for value in read(name):
        if "error" not in value:
            assert Article.from_json(value).as_json() == value


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name.endswith((".anpa", ".7901", ".txt", ".eml", ".csv"))]
)
def test_line_ends_do_not_matter(name: str) -> None:
    data = (SAMPLES / name).read_bytes().replace(b"\r\n", b"\n")
    assert [result.as_json() for result in parse(data, name=name) if isinstance(result, Article)] == [
        value for value in read(name) if "error" not in value
    ]
