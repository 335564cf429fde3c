"""What is worked out once for each word: most words of a text are those of the text before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import compress
from operator import itemgetter
from typing import TypeVar

FIRST: Callable[[str], str] = itemgetter(0)
"""The first letter of a word."""
LAST: Callable[[str], str] = itemgetter(-1)
"""The last one."""
MEMORY = 20_000
"""How many words are remembered: the memory stays bounded whatever is read."""
LONGEST = 64
"""How many characters the words that are remembered have at most."""
Value = TypeVar("Value")


class Memo(dict[str, Value]):
    """Values by word, each worked out when first asked for as `memo[word]`."""

    def __init__(self, work: Callable[[str], Value]) -> None:
        super().__init__()
        self.work = work

    def __missing__(self, word: str) -> Value:
        """Work out the value of a word, and keep it while there is room."""
        value = self.work(word)
        if len(self) < MEMORY and len(word) <= LONGEST:
            self[word] = value
        return value

    def all(self, words: Iterable[str]) -> list[Value]:
        """Return the value of each word."""
        return list(map(self.__getitem__, words))


def places(words: Sequence[str], wanted: Collection[str]) -> list[int]:
    """Return where `words` has one of the `wanted`, best a set: no step of the interpreter for each word."""
    return list(compress(range(len(words)), map(wanted.__contains__, words)))
