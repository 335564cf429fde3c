"""Which quotes of the stories found a query is about."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from store.fitting import fitting, is_about_quotes
from store.models import Quote, Span, Speaker
from store.query import parse


def called(words: Sequence[str], whole: bool) -> set[str]:
    """Return the names of the one person known under two."""
    return {"Rosa Paz", "the mayor"} if words[0] in ("paz", "mayor") else set()


def quote(text: str, name: str = "", role: str = "") -> Quote:
    return Quote("direct", (Span(0, 1),), text, speaker=Speaker(name, name, role=role) if name else None)


PAZ = quote("We will mend the bridge.", "Rosa Paz", "Mayor")
MAYOR = quote("The dock is old.", "the mayor")
LANG = quote("The bridge is old.", "Otto Lang", "Deputy Transport Minister")
NOBODY = quote("A bridge too far.")
ALL = (PAZ, MAYOR, LANG, NOBODY)


@pytest.mark.parametrize(
    ("query", "fit"),
    [
        ("speaker:paz", (PAZ, MAYOR)),
        ("speaker:lan*", (LANG,)),
        ('speaker:"transport minister"', (LANG,)),
        ("said:bridge", (PAZ, LANG, NOBODY)),
        ('said:"the bridge"', (PAZ, LANG)),
        ("said:bridg*", (PAZ, LANG, NOBODY)),
        ("speaker:paz said:bridge tag:sea", (PAZ,)),
        ("speaker:paz OR speaker:lang", (PAZ, MAYOR, LANG)),
        ("(speaker:paz OR said:far) date:2026", (PAZ, MAYOR, NOBODY)),
        ("speaker:paz OR tag:sea", ALL),
        ("-speaker:paz", ALL),
        ("said:bridge -speaker:paz", (PAZ, LANG, NOBODY)),
        ("bridge", ALL),
        ("", ALL),
    ],
)
def test_a_quote_fits_unless_the_query_rules_it_out(query: str, fit: tuple[Quote, ...]) -> None:
    asked = parse(query)
    fits = fitting(asked, called)
    assert tuple(filter(fits, ALL)) == fit
    assert is_about_quotes(asked.tree) == (fit != ALL)
