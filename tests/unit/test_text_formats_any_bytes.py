"""Any bytes give articles or one clear error, soon: every text and JSON format, damaged and made up."""

from __future__ import annotations

import json
from contextlib import suppress
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import IngestError
from store.ingest import FORMATS, Format, parse
from store.models import Article
from tests.bench.fuzz_text import check, mutated, samples

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=8)
            | st.sampled_from(
                [
                    "uri",
                    "headline",
                    "body_html",
                    "associations",
                    "item",
                    "items",
                    "altids",
                    "format",
                    "usn",
                    "urgency",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=150)  # time is asserted in `check`, for the size
@given(mutated(samples()))
def test_damaged_samples(data: bytes) -> None:
    """A sample cut, spliced or overwritten is an article or an error."""
    check(data)


@settings(max_examples=150)
@given(st.sampled_from(FORMATS[:-1]), st.binary(max_size=300))
def test_any_bytes_to_any_parser(candidate: Format, data: bytes) -> None:
    """A parser met by mistake says so."""
    with suppress(IngestError):
        for result in import_module(candidate.module).parse(data, name="x"):
            assert isinstance(result, Article | IngestError)


@settings(max_examples=150)
@given(JSON)
def test_any_json(value: object) -> None:
    """Any JSON is copy or one clear error."""
    check(json.dumps(value).encode())


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"item":' * 50_000, '{"item":[' * 5 + "1", "[[[[[[[[[[[1]]]]]]]]]]]"]
)
def test_deep_json(text: str) -> None:
    """Depth is an error, no crash."""
    with pytest.raises(IngestError):
        list(parse(text.encode()))
