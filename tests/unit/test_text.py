"""The one door: what comes in as bytes, and what no terminal may see."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import clean, clean_line, decode


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("Köln".encode(), None, "Köln"),
        (b"\xef\xbb\xbfK\xc3\xb6ln", None, "Köln"),
        ("Köln".encode("utf-16"), None, "Köln"),
        ("Omsk: Волга".encode("koi8-r"), "koi8-r", "Omsk: Волга"),
        ("“Köln” – 5 €".encode("cp1252"), None, "“Köln” – 5 €"),
        ("Köln".encode(), "iso-8859-1", "Köln"),  # a declaration that the bytes contradict
        ("Köln".encode("cp1252"), "utf-8", "Köln"),
        ("Köln".encode("cp1252"), "no-such-encoding", "Köln"),
        ("Köln".encode("cp1252"), "hex", "Köln"),
        ("Köln".encode("cp1252"), "idna", "Köln"),
        ("Köln".encode("cp1252"), "\0", "Köln"),
    ],
)
def test_bytes_become_the_words_that_were_meant(data: bytes, declared: str | None, text: str) -> None:
    assert decode(data, declared).text == text


@given(st.binary(), st.text(max_size=12))
def test_no_bytes_and_no_declaration_are_too_odd(data: bytes, declared: str) -> None:
    assert isinstance(decode(data, declared).text, str)


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_what_is_clean_is_harmless_and_stays_as_it_is(raw: str) -> None:
    text = clean(raw)
    assert clean(text) == text
    assert unicodedata.is_normalized("NFC", text)
    text.encode("utf-8")
    assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text if letter != "\n")
    assert not any("\u202a" <= letter <= "\u202e" or "\u2066" <= letter <= "\u2069" for letter in text)


def test_a_hole_in_the_copy_stays_visible() -> None:
    assert clean("a\x1b[2Jb\r\nc\x85d\u2028e\ufeff\u00ad") == "a\ufffd[2Jb\nc\nd\ne"
    assert clean_line(" a\n\tb ") == "a b"
