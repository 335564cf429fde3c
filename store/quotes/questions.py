"""Questions put to somebody before he speaks: "Asked if he would go, Lee said no"."""

from __future__ import annotations

from store.quotes.scan import Scan


def is_asked(story: Scan, cue: int) -> bool:
    """Tell whether a cue is the "asked" that opens its sentence."""
    lowers = story.tokens.lowers
    begin = story.tokens.sentences[story.tokens.sentence_of[cue]][0]
    opens = cue == begin or (lowers[cue - 1] == "when" and cue - 1 == begin)
    return opens and lowers[cue] == "asked"


def is_behind_question(story: Scan, cue: int, first: int) -> bool:
    """Tell whether a comma parts the clause of an "asked" from the token `first`: that is no question."""
    return is_asked(story, cue) and "," in story.kinds[cue:first]
