"""What stands no more of what a person said: killed, corrected, or only left out."""

from __future__ import annotations

from store.library import Library
from store.models import Article
from store.record import Fallen, fallen_by
from tests.unit.archive.conftest import Send, article
from tui.words import fallen as told

BRIDGE = '"We will mend the bridge by the end of the year," Mayor Rosa Paz said on Monday.'
FERRY = '"The ferry will sail again before the ice is gone," Rosa Paz said.'


def version(number: int, *words: str, **more: object) -> Article:
    """Return a version of the story that prints these words, an hour after the one before it."""
    when = f"2026-03-01T{10 + number}:00:00Z"
    body = "\n\n".join(("OSLO - The council met.", *words))
    return article("urn:1", str(number), body_text=body, versioncreated=when, **more)


def found(library: Library, name: str = "Rosa Paz") -> list[Fallen]:
    """Return what stands no more."""
    return list(fallen_by(library, name))


def test_what_every_version_prints_stands(library: Library, send: Send) -> None:
    library.import_paths([send(version(1, BRIDGE), version(2, FERRY, BRIDGE))])
    assert found(library) == []


def test_a_killed_story_takes_its_words_along(library: Library, send: Send) -> None:
    kill = version(3, "The story is withdrawn.", pubstatus="canceled")
    library.import_paths([send(version(1, BRIDGE), version(2, BRIDGE, FERRY), kill)])
    assert list(library.quotes_by("Rosa Paz")) == []
    fell = found(library)
    assert [(one.version and one.version.version, one.fate, one.taken_back) for one in fell] == [
        ("2", "killed", True),
        ("2", "killed", True),
    ]
    assert told(fell[0]) == "KILLED 2026-03-01 13:00 UTC: do not use"


def test_a_kill_that_carries_the_whole_story_is_one(library: Library, send: Send) -> None:
    library.import_paths([send(version(1, BRIDGE, pubstatus="withheld"))])
    (one,) = found(library)
    assert (one.version, one.fate) == (None, "killed")
    assert told(one).startswith("WITHHELD")


def test_a_correction_takes_back_and_an_update_only_leaves_out(library: Library, send: Send) -> None:
    library.import_paths(
        [send(version(1, BRIDGE, FERRY), version(2, FERRY), version(3, "None spoke.", signal=["correction"]))]
    )
    ferry, bridge = found(library)
    assert (ferry.taken_back, bridge.taken_back) == (True, False)
    assert told(ferry) == "TAKEN OUT by a correction 2026-03-01 13:00 UTC"
    assert told(bridge) == "left out of an update 2026-03-01 12:00 UTC"


def test_other_words_and_another_speaker_are_told(library: Library, send: Send) -> None:
    other = '"We will mend the bridge by the end of next year," Mayor Rosa Paz said on Monday.'
    library.import_paths([send(version(1, BRIDGE), version(2, other, signal=["correction"]))])
    (one,) = found(library)
    assert one.fate == "reworded"
    assert told(one).startswith(
        "CORRECTED 2026-03-01 12:00 UTC: now “We will mend the bridge by the end of next"
    )
    library.import_paths([send(version(3, other.replace("Rosa Paz", "Otto Lang")))])
    given, reworded = found(library)
    assert (given.fate, given.taken_back, reworded.taken_back) == ("reattributed", False, True)
    assert told(given) == "changed in an update 2026-03-01 13:00 UTC: now given to Otto Lang"
    assert found(library, "Otto Lang") == []


def test_a_damaged_story_hides_no_other(library: Library, send: Send) -> None:
    library.import_paths([send(article("urn:0", body_text=f"OSLO - {FERRY}", pubstatus="withheld"))])
    library.import_paths([send(article("urn:2", body_text=f"OSLO - {FERRY}"))])
    library.import_paths([send(version(1, BRIDGE, FERRY), version(2, FERRY, signal=["correction"]))])
    for name in ("000001.json", "000002.json"):
        part = library.folder / "articles" / name
        part.write_bytes(part.read_bytes().replace(b'"spans"', b'"spins"'))
    assert [quote.text for _, quote in library.quotes_by("Rosa Paz")] == [FERRY.split('"')[1]]
    (one,) = found(library)
    assert (one.fate, one.corrected) == ("gone", True)


def test_a_person_is_found_under_every_name(library: Library, send: Send) -> None:
    full, short = (
        article(f"urn:{name}", body_text=f"OSLO - {FERRY.replace('Rosa Paz', name)}")
        for name in ("Rosa Paz", "Paz")
    )
    first = version(1, BRIDGE.replace("Mayor Rosa Paz", "Paz"))
    library.import_paths([send(full, short, first, version(2, "Withdrawn.", pubstatus="canceled"))])
    assert [one.quote.speaker.name for one in found(library) if one.quote.speaker] == ["Paz"]
