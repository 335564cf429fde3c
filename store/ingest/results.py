"""What a parser of many items owes: one error if nothing is good, else each bad one by its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from store.errors import IngestError
from store.models import Article

MAX_BROKEN = 5_000
"""Broken items in one file that are told; a spool with more is no spool."""


def settled(
    found: Iterable[Article | IngestError],
    *,
    name: str,
    nothing: str,
    hint: str = "",
    worst: Callable[[list[IngestError]], IngestError] = lambda errors: errors[0],
) -> Iterator[Article | IngestError]:
    """Yield articles and errors in their order; raise if there is no article at all.

    Raised is the error that `worst` chooses, or `nothing` with its `hint` if
    there is none. After `MAX_BROKEN` errors the rest is not read.
    """
    errors: list[IngestError] = []  # told only if something good follows
    good = False
    broken = 0
    for result in found:
        if isinstance(result, IngestError):
            broken += 1
            if broken > MAX_BROKEN:
                reason = f"more than {MAX_BROKEN} broken items: the rest is not read"
                errors.append(IngestError(reason, where=name))
                break
            errors.append(result)
            if not good:
                continue
        good = good or isinstance(result, Article)
        yield from errors
        errors.clear()
        if isinstance(result, Article):
            yield result
    if not good:
        raise worst(errors) if errors else IngestError(nothing, where=name, hint=hint)
    yield from errors
