"""Feed broken copy to the parsers of text and JSON formats until the time is up.

    python tests/bench/fuzz_text.py --seconds 600 [--only anpa]

Every input starts from a sample of `samples/formats` and is changed: bytes
cut, doubled, turned or put in, samples joined, JSON values swapped for
others. `check` says what must hold whatever the input. A finding is shrunk,
written to the folder given by `--keep`, and told with its traceback.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402 - the path comes first
from hypothesis import strategies as st  # noqa: E402
from hypothesis.errors import HypothesisWarning  # noqa: E402

from store.errors import IngestError  # noqa: E402
from store.ingest import parse  # noqa: E402
from store.models import Article  # noqa: E402

SAMPLES = ROOT / "samples" / "formats"
TEXT_FORMATS = (".json", ".jsonl", ".csv", ".anpa", ".7901", ".txt", ".sgm", ".eml")
SECONDS_FOR_100_KB = 2.0
"""A parser that takes longer has met a trap: real copy of that size takes a hundredth of it."""

_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TOKENS = (
    b"\x00", b"\x01", b"\x02", b"\x03", b"\x04", b"\x1b[2J", b"\x7f\x7f", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\xe2\x80\xae", b"\n\n", b"\r", b"\t", b'"', b"\\", b"{", b"[", b"]}", b"\\ud800", b"\\u0000",
    b"1e999", b"9" * 400, b"-" * 300, b"<p>", b"<title/>", b"<script>", b"</REUTERS>", b"<REUTERS ", b"&#1;",
    b"&amp;lt;", b"ZCZC ", b"NNNN\n", b"^", b"<\r\n^", b" =\n", b"# Notebook\n", b"(((((",
    b"=?utf-8?q?=C3?=", b"=?x?b?!!?=", b"Content-Type: text/html; charset=x\n", b"From ", b"  " * 200,
    b"a " * 300, b"99:99", b"32 Feb 99", b"KILL KILL KILL", b"|" * 50, b";" * 50, b"\xc3", b"\x93\x94",
)  # fmt: skip


def samples(only: str = "") -> list[bytes]:
    """Return the bytes of every sample of a text or JSON format, smallest first."""
    paths = [path for path in SAMPLES.iterdir() if path.suffix in TEXT_FORMATS and only in path.name]
    return sorted((path.read_bytes() for path in paths), key=len)


def mutated(seeds: list[bytes]) -> st.SearchStrategy[bytes]:
    """Return a strategy of broken copies of the seeds, and of JSON with values of the wrong kind."""
    edits = st.lists(_edit(), min_size=1, max_size=6)
    broken = st.builds(_apply, st.sampled_from(seeds), edits)
    joined = st.builds(lambda one, two: one + two, broken, st.sampled_from(seeds))
    trees = [value for value in map(_tree, seeds) if value is not None]
    twisted = (
        [st.builds(_twist, st.sampled_from(trees), st.integers(0, 400), _json_values())] if trees else []
    )
    return st.one_of(broken, joined, *twisted)


def check(data: bytes) -> int:
    """Assert what must hold for any input, and return how many articles it gave."""
    start = time.process_time()
    good = 0
    try:
        for result in parse(data, name="fuzz"):
            if isinstance(result, IngestError):
                _check_error(result)
            else:
                _check_article(result)
                good += 1
    except IngestError as error:
        _check_error(error)
    took = time.process_time() - start
    assert took <= SECONDS_FOR_100_KB * max(1, len(data) / 100_000), f"{took:.1f} s for {len(data)} bytes"
    return good


def _check_error(error: IngestError) -> None:
    line = str(error)
    assert 8 <= len(line) <= 600, line[:700]
    assert "\n" not in line


def _check_article(article: Article) -> None:
    value = article.as_json()
    assert Article.from_json(json.loads(json.dumps(value))) == article
    for text in _strings(value):
        assert not _FORBIDDEN.search(text), ascii(text[:200])
    assert article.headline.strip()
    assert article.uri
    assert article.version == "" or article.version.isdigit()
    assert article.urgency in (None, *range(1, 10))
    assert article.pubstatus in ("usable", "withheld", "canceled")
    for stamp in (article.versioncreated, article.firstcreated, article.embargoed, article.expires):
        assert stamp == "" or _TIME.fullmatch(stamp), stamp
    for span in article.headings:
        assert 0 <= span.start < span.end <= len(article.body_text)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("\n", "")
    elif isinstance(value, dict):
        for member in value.values():
            yield from _strings(member)
    elif isinstance(value, list):
        for member in value:
            yield from _strings(member)


Edit = Callable[[bytes], bytes]


def _edit() -> st.SearchStrategy[Edit]:
    place = st.integers(0, 1 << 16)
    length = st.integers(1, 400)
    return st.one_of(
        st.builds(lambda at, n: lambda data: _cut(data, at, n), place, length),
        st.builds(lambda at, n: lambda data: _double(data, at, n), place, length),
        st.builds(lambda at, byte: lambda data: _put(data, at, bytes([byte]), 1), place, st.integers(0, 255)),
        st.builds(lambda at, token: lambda data: _put(data, at, token, 0), place, st.sampled_from(_TOKENS)),
        st.builds(lambda at: lambda data: data[: at % (len(data) + 1)], place),
        st.builds(lambda at: lambda data: _swap_lines(data, at), place),
    )


def _apply(data: bytes, edits: list[Edit]) -> bytes:
    for edit in edits:
        data = edit(data)
    return data


def _cut(data: bytes, at: int, length: int) -> bytes:
    at %= len(data) + 1
    return data[:at] + data[at + length :]


def _double(data: bytes, at: int, length: int) -> bytes:
    at %= len(data) + 1
    return data[: at + length] + data[at:]


def _put(data: bytes, at: int, token: bytes, over: int) -> bytes:
    at %= len(data) + 1
    return data[:at] + token + data[at + over :]


def _swap_lines(data: bytes, at: int) -> bytes:
    lines = data.split(b"\n")
    at %= len(lines)
    lines[at], lines[0] = lines[0], lines[at]
    return b"\n".join(lines)


def _tree(data: bytes) -> object:
    try:
        return json.loads(data)
    except ValueError:
        return None


def _json_values() -> st.SearchStrategy[object]:
    plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
    return st.recursive(
        plain,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=6,
    )


def _twist(tree: object, at: int, value: object) -> bytes:
    """Return the tree with one of its values, counted in order, swapped for another."""
    copy = json.loads(json.dumps(tree))
    holders: list[tuple[dict[str, object] | list[object], str | int]] = []
    stack = [copy]
    while stack:
        node = stack.pop()
        pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, member in pairs:
            holders.append((node, key))
            stack.append(member)
    holder, key = holders[at % len(holders)]
    holder[key] = value  # type: ignore[index]  # the key came from this holder
    return json.dumps(copy).encode()


def run(seconds: float, only: str, keep: Path) -> int:
    """Fuzz for that long; return how many findings there were."""
    seeds = samples(only)
    counts = {"inputs": 0, "articles": 0}
    end = time.monotonic() + seconds
    findings = 0
    number = int(time.time())
    while time.monotonic() < end:
        number += 1
        findings += _round(seeds, number, counts, keep)
    print(f"{counts['inputs']} inputs, {counts['articles']} articles, {findings} findings in {seconds:.0f} s")
    return findings


def _round(seeds: list[bytes], number: int, counts: dict[str, int], keep: Path) -> int:
    last = b""

    @seed(number)
    @settings(
        max_examples=400, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink), report_multiple_bugs=False,
    )  # fmt: skip
    @given(mutated(seeds))
    def one_round(data: bytes) -> None:
        nonlocal last
        last = data
        counts["inputs"] += 1
        counts["articles"] += check(data)

    try:
        one_round()
    except Exception:  # noqa: BLE001 - whatever a parser lets out is what this looks for
        path = keep / f"finding-{number}.bin"
        path.write_bytes(last)
        print(f"{path}\n{traceback.format_exc(limit=-4)}", flush=True)
        return 1
    return 0


def main() -> None:
    """Read the command line and fuzz."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    warnings.simplefilter("ignore", HypothesisWarning)  # about the length of its own reports
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--only", default="", help="samples whose name holds this")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()), help="folder for findings")
    arguments = parser.parse_args()
    sys.exit(1 if run(arguments.seconds, arguments.only, arguments.keep) else 0)


if __name__ == "__main__":
    main()
