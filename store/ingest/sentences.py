"""The first sentence of a story, to stand in for a headline that was not sent."""

from __future__ import annotations

import re

_MAX = 300
_STOP = re.compile(
    r"(?P<word>[^\s.!?]*)(?P<stop>[.!?…]+[\"”’»“)\]]*)(?=\s+[^\sa-zà-ÿа-я])|(?P<east>[。！？][」』”]?)"
)
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen col lt sgt capt maj rep sen gov st sr jr rev hon pres adm cmdr supt det insp no nos vs etc inc
    corp co ltd bros jan feb mar apr jun jul aug sept sep oct nov dec mm mme mlle fr hr nr bzw usw ca art vol pp dept univ
    ave blvd ft mt g ул г гг им т д sra srta ud av""".split()  # noqa: SIM905 - words that a full stop does not end
)
_OPENERS, _CLOSERS = "“„«「『", "”“»」』"


def first_sentence(text: str) -> str:
    """Return the first sentence of `text`, or its first words and an ellipsis where it is over 300 characters.

    A stop ends no sentence behind an abbreviation or an initial, nor while quotation marks are open.
    """
    line = " ".join(text[: 4 * _MAX].split("\n\n", 1)[0].split())
    for match in _STOP.finditer(line):
        if match["east"] or not _inside(line, match):
            return _shortened(line[: match.end()])
    return _shortened(line)


def _inside(line: str, match: re.Match[str]) -> bool:
    """Tell whether the sentence goes on behind this stop."""
    word = match["word"].strip("(\"“„«'‘")
    if match["stop"] == "." and (len(word) == 1 and word.isupper() or word.casefold() in _ABBREVIATIONS):
        return True
    said = line[: match.end()]
    straight = said.count('"') % 2 == 1
    curly = said.count("“") > said.count("”") and "„" not in said
    return straight or curly or said.count("«") > said.count("»")


def _shortened(sentence: str) -> str:
    if len(sentence) <= _MAX:
        return sentence
    cut = sentence.rfind(" ", 0, _MAX)
    return sentence[: cut if cut > 0 else _MAX].rstrip(" ,;:-–—") + "…"
