"""Closed word classes and cheap shapes of English words, for grammar and features."""

from __future__ import annotations

from operator import itemgetter
from sys import intern

from store.quotes.memo import Memo


def words(text: str) -> frozenset[str]:
    """Return the blank-separated words of `text` as a set."""
    return frozenset(text.split())


DETERMINERS = words(
    "the a an this that these those some any each every no another both either neither all most many several "
    "few such much more other one two three four five six seven eight nine ten"
)
POSSESSIVES = words("my your his her its our their whose 's '")
SUBJECTS = words("i you he she it we they who")
"""Pronouns that can be the subject of a cue."""
OBJECTS = words("me him them us whom himself herself itself themselves myself ourselves yourself")
PREPOSITIONS = words(
    "of in on at to for from by with about against between into through during before after above below over "
    "under without within along across behind beyond toward towards among amid upon despite per via "
    "like unlike  "
    "until till since throughout regarding concerning near off out around onto than as"
)
CONJUNCTIONS = words("and or but nor yet so")
SUBORDINATORS = words(
    "that which who whom whose when while where because although though if unless whether what why "
    "how whereas  "
    "once since until after before as than"
)
AUXILIARIES = words(
    "is are was were be been being am has have had having do does did will would can could shall "
    "should may might  "
    "must 're 've 'll 'd 'm isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't "
    "won't wouldn't  "
    "can't couldn't shouldn't mustn't cannot"
)
NEGATIONS = words(
    "not never n't no isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't "
    "wouldn't can't  "
    "couldn't shouldn't cannot neither nor"
)
DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight mon "
    "tue wed thu fri  "
    "sat sun january february april june july august september october november december jan. feb. "
    "mar. apr. aug.  "
    "sept. sep. oct. nov. dec."
)
ADVERBS = words(
    "also then later earlier again now still even just only once often always ever already further "
    "instead however  "
    "too here there back ago recently previously repeatedly simply soon first perhaps maybe almost away"
)

OPENERS = words(
    "meanwhile initially apparently additionally similarly finally ultimately recently currently "
    "clearly obviously  "
    "interestingly unfortunately fortunately hopefully eventually previously separately however "
    "moreover furthermore  "
    "nevertheless nonetheless likewise indeed"
)
"""Words that open a sentence and are no names."""

_KINDS: dict[str, str] = {}
for _kind, _group in (
    ("dt", DETERMINERS),
    ("rb", ADVERBS),
    ("day", DAYS),
    ("in", PREPOSITIONS),
    ("ps", POSSESSIVES),
    ("sub", SUBORDINATORS),
    ("ob", OBJECTS),
    ("pp", SUBJECTS),
    ("ax", AUXILIARIES),
    ("cc", CONJUNCTIONS),
):
    for _word in _group:
        _KINDS[_word] = _kind
_KINDS.update(
    {
        "to": "to", "that": "that", "not": "not", "n't": "not", "never": "not", "of": "of", "by": "by", "as": "as",
        "who": "who", "which": "wh", "what": "wh", "how": "wh", "why": "wh", "whether": "wh", "if": "wh",
        ",": ",", ".": ".", "!": ".", "?": "?", ":": ":", ";": ";", "(": "(", ")": ")", "[": "(", "]": ")",
        "—": "--", "–": "--", "--": "--", "-": "--", "―": "--",
        "*": "--", "•": "--", "▪": "--", "●": "--", "…": "..", "...": "..", "..": "..",
        '"': "q", "“": "q", "”": "q", "„": "q", "‟": "q", "``": "q", "''": "q", "«": "q", "»": "q",
        "「": "q", "」": "q",
        "‘": "sq", "’": "sq", "'": "sq", "her": "ps", "it": "it", "there": "rb",
    }
)  # fmt: skip
FUNCTION_KINDS = words(
    "dt rb day in sub ob pp ax cc to that not of by as who wh , . ? : ; ( ) -- .. q sq it ps"
)
PUNCTUATION_KINDS = words(", . ? : ; ( ) -- .. q sq")


_NO_ENDING = words("ally anomaly assembly family folly king monopoly rally sibling")
"""Words whose last letters are no ending: neither adverbs nor participles."""
_KINDS.update(dict.fromkeys(_NO_ENDING, "n"))
NAMES_IN_ING = words(
    """beijing boeing bowling chongqing cushing downing fleming flushing herring keating kunming lansing liaoning
    nanjing nanning pickering rowling starling sterling whiting wyoming xining"""
)
"""Names that are no participles at the beginning of a sentence: "Beijing said"."""
FUNCTION_SHAPES = {word: word for word, kind in _KINDS.items() if kind in FUNCTION_KINDS}
"""The function words in lower case, each the shape of its own."""
NO_FUNCTION = frozenset({"US", "IT", "WHO"})
"""What in capitals is no function word."""


def kind_of(text: str, lower: str) -> str:
    """Return a short code for what a word looks like: its class, or its shape and ending."""
    known = _KINDS.get(lower)
    if known is not None and text not in NO_FUNCTION:
        return known
    first = text[0]
    if first.isupper():
        return "C"
    if not first.isalpha():
        return "d" if first.isdigit() or first in "$€£" else "@" if first in "@#" else "x"
    if lower[-1] == "s":
        return "n" if lower.endswith("ss") else "s"
    ending = lower[-2:]
    if ending in ("ed", "ly"):
        return ending
    return "ing" if lower.endswith("ing") else "n"


def _read(text: str) -> tuple[str, str, str]:
    lower = intern(text.replace("’", "'").lower())
    return text, lower, kind_of(text, lower)


_WORDS = Memo(_read)
_COLUMNS = [itemgetter(column) for column in range(3)]


def read_words(texts: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Return words, the same in lower case with straight apostrophes, and their kinds.

    Equal words become the same string: most are those of the text before, and
    at hand still.
    """
    words = _WORDS.all(texts)
    same, lowers, kinds = [list(map(column, words)) for column in _COLUMNS]
    return same, lowers, kinds


IRREGULAR = {
    "said": "say", "says": "say", "told": "tell", "thought": "think", "knew": "know", "known": "know",
    "wrote": "write", "written": "write", "writes": "write", "spoke": "speak", "spoken": "speak", "felt": "feel",
    "saw": "see", "seen": "see", "found": "find", "made": "make", "meant": "mean", "heard": "hear", "held": "hold",
    "kept": "keep", "gave": "give", "given": "give", "took": "take", "taken": "take", "went": "go", "got": "get",
    "read": "read", "sent": "send", "sought": "seek", "shown": "show", "swore": "swear", "sworn": "swear",
    "understood": "understand", "forgot": "forget", "foresaw": "foresee", "drew": "draw", "put": "put",
    "sang": "sing", "cast": "cast", "led": "lead", "left": "leave", "lied": "lie", "chose": "choose",
    "chosen": "choose", "began": "begin", "came": "come", "quoted": "quote", "taught": "teach", "bet": "bet",
    "shot": "shoot", "threw": "throw", "brought": "bring", "agreed": "agree", "decreed": "decree",
}  # fmt: skip
"""Forms of verbs whose endings tell nothing, with the stem."""


def rough_stem(lower: str) -> str:
    """Work out what `stem` remembers: for words of which the stem is asked but once."""
    known = IRREGULAR.get(lower)
    if known is not None:
        return known
    word = lower
    if len(word) > 4:
        if word.endswith(("ies", "ied")):
            word = word[:-3] + "y"
        elif word.endswith(("ing", "ed")):
            word = word[:-3] if word.endswith("ing") else word[:-2]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
                word = word[:-1]
        elif word.endswith("s") and not word.endswith("ss"):
            word = word[:-1]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word


_STEMS = Memo(rough_stem)


def stem(lower: str) -> str:
    """Return a rough stem shared by the inflections of a verb or noun ("argues", "arguing": "argu")."""
    return _STEMS[lower]
