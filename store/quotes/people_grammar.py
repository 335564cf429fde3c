"""The small words around names: what says, what precedes an object, what ends a noun phrase."""

from __future__ import annotations

from store.quotes.people_words import words

SAYING = words(
    """said says told added asked wrote tweeted stated argued continued explained replied noted insisted say
    declared concluded tells adds"""
)
"""Verbs whose subject speaks, in the forms most printed."""

FINITE = SAYING | words("is was has had will would can could did does may should also who 's")
"""Words that follow a subject."""

BEFORE_OBJECT = words(
    """of to for with by about against from on than like at in over into between after before behind under
    including toward towards"""
)
"""Words that make the name behind them no subject."""

NOT_IN_PHRASE = words(
    """, . ; : of a an and to for in on at by with said 's is was his her their who that from as or but will
    would has had be"""
)
"""What does not stand between "the" and its noun."""

PREPOSITIONS = words(
    """of for in at from with on to by near about as under inside within against like including such familiar
    close among over into than around de del du des"""
)
"""What ends the head of a source: "an aide to", "officials familiar with"."""

ARTICLES = words("the a an")
DETERMINERS = ARTICLES | words("his her its their this that our my")
NOMINAL = frozenset({"n", "s", "d", "x", "C"})
"""Kinds of tokens in a noun phrase behind its article."""
RELATIVE = words("who which whose whom that where")
LEADING = words("by to from of according and but with both even")
"""What may stand before a source and is no part of it."""
MARKS = words("\" “ ” `` ''")
"""Double quotation marks."""
OPENING_MARKS = words("“ ``")
EDGE = MARKS | words("‘ ’ ' ( ) , . : ; — – - -- ` * [ ]")
"""What a source neither begins nor ends with."""
STOPS = MARKS | words(", ; : ( ) — – -- -")
"""Punctuation that ends the head of a source."""

PARTIES = {
    "democratic": "d",
    "democrat": "d",
    "republican": "r",
    "gop": "r",
    "libertarian": "l",
    "labour": "b",
    "conservative": "c",
    "tory": "c",
    "green": "g",
    "socialist": "s",
}
"""Words for a party, by which "the Republican nominee" is no Democrat."""

FOREIGN = {"il": "m", "elle": "f", "er": "m", "sie": "f", "él": "m", "ella": "f", "он": "m", "она": "f"}
"""French, German, Spanish and Russian for "he" and "she"."""

_ENDS_APPOSITION = STOPS | PREPOSITIONS | RELATIVE | FINITE | words("and or .")
LONGEST_APPOSITION = 8
"""Tokens of an apposition in which its head is looked for."""


def apposition_head(lowers: list[str], comma: int) -> str:
    """Return the head noun of the apposition behind token `comma`: "chief" in ", the fire chief,"."""
    if lowers[comma : comma + 1] != [","]:
        return ""
    head = ""
    for word in lowers[comma + 1 : comma + 1 + LONGEST_APPOSITION]:
        if word in _ENDS_APPOSITION and word != "'s":
            break
        head = word
    return head
