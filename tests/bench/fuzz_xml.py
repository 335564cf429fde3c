"""Feed broken XML and markup to the parsers until the time is up; or measure how fast they read.

    python tests/bench/fuzz_xml.py --seconds 600 [--seed 1] [--keep FOLDER]
    python tests/bench/fuzz_xml.py --speed [--stories 10000]

Every input starts from an XML sample of `samples/formats`. Bytes are cut,
doubled or put in; elements are moved, repeated, renamed, emptied, nested in
themselves; texts are swapped for hostile ones. `check` says what must hold
whatever the input; a finding is shrunk and written to the folder of `--keep`.
`--speed` repeats each sample under new ids and prints stories a second and
the growth of peak memory, once with one and once with ten times the stories.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from lxml import etree  # noqa: E402 - the path comes first

from store.errors import IngestError  # noqa: E402
from store.ingest import parse  # noqa: E402
from store.models import Article  # noqa: E402

SAMPLES = ROOT / "samples" / "formats"
SECONDS_FOR_100_KB = 2.0
"""A parser that takes longer has met a trap: real copy of that size takes a tenth of it."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TOKENS = (
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"<?xml version='1.0'?>", b"<!DOCTYPE a [",
    b"<!ENTITY x 'y'>",
    b"&#0;", b"&#x1b;", b"&#xD800;", b"&x;", b"&amp;amp;lt;", b"\x00", b"\x1b[2J", b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae", b"\xc3", b"\x93", b"<p>", b"</p>", b"<b>" * 300, b"<table><tr><td>" * 80,
    b"<ul><li>" * 90,
    b"encoding='utf-16'", b" xmlns:a='b'", b"<a:b>", b"3013-01-01T00:00:00Z", b"-1", b"9" * 400, b"\n" * 200,
    b"<br>" * 300, b" " * 3000, b"A" * 3000, b"&lt;script&gt;", b"<spool>", b"stat:canceled",
)  # fmt: skip
_TEXTS = (
    "", " ", "\n\n  \n", "&", "<b>bold</b>", "<p>a<p>b", "x" * 5000, "a\n" * 400, "  a  b\n" * 60,
    "0001-01-01T00:00:00",
    "20240304T102708", "2024-02-31", "urn:::::", "\u202e\u2066", "1. a\n2. b", "|" * 200, "-30-",
    "By Ann Poe",
    "not for publication", "(" * 300, "é" * 50, "&amp;#60;", "Embargoed to 9999", "a, b (c) - d",
    "\u00c3\u00a9" * 40,
)  # fmt: skip


def check(data: bytes) -> Counter[str]:
    """Assert what must hold for any input; return how many articles and errors it gave."""
    start, seen = time.process_time(), Counter[str]()
    try:
        for result in parse(data, name="fuzz"):
            seen["error" if isinstance(result, IngestError) else "article"] += 1
            _check_error(result) if isinstance(result, IngestError) else _check_article(result)
    except IngestError as error:
        _check_error(error)
        seen["refused"] += 1
    took = time.process_time() - start
    assert took <= SECONDS_FOR_100_KB * max(1, len(data) / 100_000), f"{took:.1f} s for {len(data)} bytes"
    return seen


def _check_error(error: IngestError) -> None:
    assert 8 <= len(str(error)) <= 600, str(error)[:700]
    assert "\n" not in str(error)


def _check_article(article: Article) -> None:
    value = article.as_json()
    assert Article.from_json(value) == article
    assert not _FORBIDDEN.search(str(list(_strings(value)))), "control character"
    assert article.headline.strip()
    assert article.uri
    assert article.version == "" or article.version.isdigit()
    ET.fromstring(f"<div>{article.body_xhtml}</div>")
    for span in article.headings:
        assert 0 <= span.start < span.end <= len(article.body_text)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _strings(member)
    elif isinstance(value, list):
        for member in value:
            yield from _strings(member)


def broken(seeds: list[bytes], dice: random.Random) -> bytes:
    """Return one input: a sample with its bytes or its elements changed."""
    data = dice.choice(seeds)
    if dice.random() < 0.5:
        data = _bend(data, dice)
    for _ in range(dice.randrange(4)):
        at = dice.randrange(len(data) + 1)
        length = dice.choice((0, 0, 1, 10, 400))
        data = (
            data[:at]
            + dice.choice((b"", dice.choice(_TOKENS), data[at : at + 300] * 2))
            + data[at + length :]
        )
    return data + dice.choice(seeds) if dice.random() < 0.05 else data


def _bend(data: bytes, dice: random.Random) -> bytes:
    try:
        root = etree.fromstring(
            data, etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False)
        )
    except etree.XMLSyntaxError:
        return data
    for _ in range(dice.randrange(1, 6)):
        elements = list(root.iter(etree.Element))
        one, other = dice.choice(elements), dice.choice(elements)
        kind = dice.randrange(7)
        if kind == 0:
            one.text = dice.choice(_TEXTS)
        elif kind == 1:
            one.tail = dice.choice(_TEXTS)
        elif kind == 2:
            one.tag = other.tag
        elif kind == 3 and one.attrib:
            one.attrib[dice.choice(list(one.attrib))] = dice.choice(_TEXTS)
        elif kind == 4 and one is not root and one.getparent() is not None:
            one.getparent().remove(one)
        elif kind == 5 and len(etree.tostring(one)) < 20_000:
            other.append(deepcopy(one))
        else:
            one[:] = one[::-1]
    return bytes(etree.tostring(root, encoding="utf-8"))


def shrunk(data: bytes) -> bytes:
    """Return a smaller input that still fails, as far as cutting pieces out of it goes."""
    size = len(data) // 2
    while size:
        at = 0
        while at < len(data):
            less = data[:at] + data[at + size :]
            if _fails(less):
                data = less
            else:
                at += size
        size //= 2
    return data


def _fails(data: bytes) -> bool:
    try:
        check(data)
    except Exception:  # noqa: BLE001 - any exception but IngestError is what we look for
        return True
    return False


def fuzz(seconds: float, seed: int, keep: Path) -> int:
    """Fuzz for that long; print what was found, and return how many different findings there were."""
    dice, seeds = random.Random(seed), [path.read_bytes() for path in sorted(SAMPLES.glob("*.xml"))]
    findings: dict[str, Path] = {}
    seen, count, end = Counter[str](), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        data = broken(seeds, dice)
        count += 1
        try:
            seen.update(check(data))
        except Exception as error:  # noqa: BLE001 - any exception but IngestError is a finding
            place = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} in {place.name}:{place.lineno}"
            if key not in findings:
                keep.mkdir(parents=True, exist_ok=True)
                findings[key] = keep / f"finding-{len(findings) + 1}.xml"
                findings[key].write_bytes(shrunk(data))
                print(f"{key}: {str(error)[:200]} -> {findings[key]}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{count} inputs in {seconds:.0f} s: {dict(seen)}; peak memory {memory} MB; {len(findings)} findings"
    )
    return len(findings)


def speed(stories: int) -> None:
    """Print stories a second for each sample, read again and again as files of their own."""
    for path in sorted(SAMPLES.glob("*.xml")):
        data = path.read_bytes()
        list(parse(data))
        rates = []
        for number in (stories // 10, stories):
            before, start, good = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time(), 0
            while good < number:
                good += sum(isinstance(result, Article) for result in parse(data))
            took = time.process_time() - start
            rates.append((good / took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before))
        print(f"{path.name:32} {len(data):6} bytes {rates[1][0]:7.0f} stories/s, memory +{rates[1][1]} KB")


def main() -> int:
    """Read the command line and run."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--seconds", type=float, default=60)
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    words.add_argument("--speed", action="store_true")
    words.add_argument("--stories", type=int, default=10_000)
    given = words.parse_args()
    warnings.simplefilter("error")
    if given.speed:
        speed(given.stories)
        return 0
    return 1 if fuzz(given.seconds, given.seed, given.keep) else 0


if __name__ == "__main__":
    sys.exit(main())
