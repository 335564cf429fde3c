"""Father and son of one name: "Otto Lang Jr." is not the Otto Lang named before him."""

from __future__ import annotations

from collections.abc import Sequence

from store.quotes.people_entity import Entity
from store.quotes.people_mention import Mention


def other_generation(known: Entity, mention: Mention) -> bool:
    """Tell whether a name with a suffix is a father's or a son's of the one known.

    Style prints the suffix when a person is first named: without one, and
    named before it is printed, is another; without one behind it is the same.
    """
    return mention.suffix != known.suffix and (known.suffix != "" or known.first < mention.first)


def of_generation(entities: Sequence[Entity], known: Sequence[int], suffix: str) -> Sequence[int]:
    """Return those of several `known` entities that a lone name with the suffix, or none, may mean.

    "Otto Jr." is one with that suffix; "Lang" is Otto Lang, not Otto Lang Jr.
    """
    if suffix:
        return [one for one in known if entities[one].suffix == suffix]
    elders = {entities[one].words[0] for one in known if not entities[one].suffix}
    if len(elders) == len(known):
        return known
    return [one for one in known if not entities[one].suffix or entities[one].words[0] not in elders]
