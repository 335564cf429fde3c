"""The first sentence of a story, to stand in for a headline that was not sent."""

from __future__ import annotations

import re

_MAX = 300
_STOP = re.compile(
    r"(?P<word>[^\s.!?]*)(?P<stop>[.!?…]+[\"”’»“)\]]*)(?=\s+[^\sa-zà-ÿа-я])|(?P<east>[。！？][」』”]?)"
)
_ABBREVIATIONS = frozenset(
    """
    adm apr art aug av ave blvd bros bzw ca capt cmdr co col corp dec dept det dr etc feb fr ft g gen
    gov hon hr inc insp jan jr jul jun lt ltd maj mar mlle mm mme mr mrs ms mt no nos nov nr oct pp pres
    prof rep rev sen sep sept sgt sr sra srta st supt ud univ usw vol vs г гг д им т ул
    """.split()  # noqa: SIM905 - words that a full stop does not end
)
_OPENERS, _CLOSERS = "“„«「『", "”“»」』"


def first_sentence(text: str) -> str:
    """Return the first sentence of `text`, or its first words and an ellipsis if it is over 300 characters.

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
    if match["stop"] == "." and ((len(word) == 1 and word.isupper()) or word.casefold() in _ABBREVIATIONS):
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
