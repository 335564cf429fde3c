"""A document's words as the full-text tables hold them: folded, and apart in scripts without blanks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from store.terms import fold, plain, spaced


def texts(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the columns `store.index.tables.TEXTS` of a document.

    What was put in must be given again, letter by letter, to take it out: this
    depends on nothing but the document and the form of the index.
    """
    article = document["article"]
    lead, _, body = article.get("body_text", "").partition("\n\n")
    quotes = document["quotes"]
    who = {
        words: None
        for quote in quotes
        if (speaker := quote["speaker"])
        for words in (speaker["name"], speaker["role"] or "")
        if words
    }
    # What is plain stays as it is: the tokenizer itself knows ASCII's capitals.
    headline = "" if article.get("headline_assumed") else article["headline"]  # else the lead says it
    columns = (
        headline,
        article.get("slugline", ""),
        article.get("byline", ""),
        article.get("source", ""),
        article.get("located", ""),
        lead,
        body,
        "\n".join(who),
        "\n".join(quote["text"] for quote in quotes),
    )
    return tuple([text if plain(text) else spaced(fold(text)) for text in columns])
