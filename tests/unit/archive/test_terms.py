"""Folding and highlighting: found words are lit where they stand in the text as printed."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from store import terms
from store.terms import UNITS, fold, has_words, highlights, pattern, plain, spaced, tokens


def lit(text: str, *terms: str) -> list[str]:
    """Return the lit pieces of a text."""
    return [text[start:end] for start, end in highlights(text, terms)]


def test_case_accents_and_ligatures_do_not_matter() -> None:
    assert fold("ZÜRICH, Łódź, Ελλάδα, ﬁn, STRASSE straße") == "zurich, łodz, ελλαδα, fin, strasse strasse"


def test_words_are_lit_as_printed() -> None:
    assert lit("Zürich and ZURICH; in Zürichs banks", "zurich") == ["Zürich", "ZURICH"]
    assert lit("Zürich and ZURICH; in Zürichs banks", "zurich*") == ["Zürich", "ZURICH", "Zürich"]
    assert lit("The straße, the STRASSE", "strasse") == ["straße", "STRASSE"]
    assert lit("The main  rate, the main\n\nrate", "main rate") == ["main  rate", "main\n\nrate"]
    assert lit("embank, bank", "bank") == ["bank"]
    assert lit("欧洲央行降息", "央行") == lit("欧洲央行降息", "央 行") == ["央行"]
    assert lit("The ECB降息, ECBs", "ecb", "降 息") == ["ECB", "降息"]
    assert lit("snake_case", "snake case", "case") == ["snake_case"]
    assert lit("nothing here", "", "...") == []


def test_overlapping_terms_are_lit_once() -> None:
    assert lit("the main rate cut", "main rate", "rate cut") == ["main rate cut"]


@given(st.text(alphabet=[*terms._TYPOGRAPHY, *"aZ09_ \n"]))
def test_typographic_marks_are_no_part_of_a_word_and_stay_as_they_are(text: str) -> None:
    assert plain(text)
    assert fold(text) == terms._MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).casefold()
    assert not UNITS.search("".join(terms._TYPOGRAPHY))


@given(st.text(), st.text())
def test_folding_part_by_part_is_folding_the_whole(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_every_word_of_a_text_is_found_and_lit_in_it(text: str) -> None:
    for word in tokens(text):
        assert pattern([word], whole=True).search(fold(text))
        assert any(word in fold(piece) for piece in lit(text, word))


@given(st.text(), st.lists(st.text(max_size=3), max_size=3))
def test_lit_ranges_are_in_order_and_inside(text: str, terms: list[str]) -> None:
    ends = [0]
    for start, end in highlights(text, [fold(term) for term in terms]):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


@given(st.text())
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


def test_letters_of_scripts_without_blanks_stand_apart() -> None:
    assert spaced("plain “text”") == "plain “text”"
    assert spaced("ecb降息") == "ecb 降 息 "
    assert tokens("U.S. Müller_2 ECB降息") == ("u", "s", "muller", "2", "ecb", "降", "息")
    assert has_words("...a")
    assert not has_words("…_-")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_words_are_those_that_sqlite_finds(text: str) -> None:
    """Where this program's Unicode knows a letter; SQLite takes what came after Unicode 6.1 for one."""
    letters = {"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Co"}
    known = "".join(one if unicodedata.category(one) in letters else " " for one in fold(text))
    with closing(sqlite3.connect(":memory:")) as sql:
        sql.execute("CREATE VIRTUAL TABLE fts USING fts5(text, tokenize='unicode61 remove_diacritics 0')")
        sql.execute("CREATE VIRTUAL TABLE word USING fts5vocab(fts, instance)")
        sql.execute("INSERT INTO fts VALUES (?)", (spaced(known),))
        found = [word for (word,) in sql.execute("SELECT term FROM word ORDER BY offset")]
    assert found == list(tokens(known))
