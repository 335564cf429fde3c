"""Speakers over the whole archive: one person under many names, by rule and as a reader decides."""

from __future__ import annotations

from itertools import permutations

import pytest

from store.attribution import quoted_words
from store.commands import Attribute, Identify
from store.library import Library
from store.models import Article
from tests.unit.archive.conftest import Send, article


def said_by(uri: str, who: str, version: str = "1", time: str = "2026-03-01T10:00:00Z") -> Article:
    """Return a story in which `who` says something."""
    body = f'OSLO - "We will mend the bridge by the end of the year," {who} said on Monday.'
    return article(uri, version, headline=f"Talks {uri}", body_text=body, versioncreated=time)


FULL = said_by("urn:1", "Foreign Minister Sergey Lavrin")
SHORT = said_by("urn:2", "Lavrin", time="2026-03-05T10:00:00Z")
OTHER = said_by("urn:3", "Mayor Rosa Paz")


def names(library: Library) -> list[tuple[str, tuple[str, ...], int]]:
    """Return who speaks, with aliases and quotes."""
    return [(one.name, one.aliases, one.quotes) for one in library.speakers()]


@pytest.mark.parametrize("arrival", list(permutations((FULL, SHORT, OTHER))))
def test_a_surname_meets_its_person_in_any_order_of_arrival(
    library: Library, send: Send, arrival: tuple[Article, ...]
) -> None:
    for one in arrival:
        library.import_paths([send(one)])
    assert names(library) == [("Sergey Lavrin", ("Lavrin",), 2), ("Rosa Paz", (), 1)]
    lavrin = library.speakers("lavr")[0]
    assert (lavrin.role, lavrin.stories) == ("Foreign Minister", 2)
    assert (lavrin.first[:10], lavrin.last[:10]) == ("2026-03-01", "2026-03-05")
    assert [entry.row.uri for entry, _ in library.quotes_by("Sergey Lavrin")] == ["urn:2", "urn:1"]
    assert [row.uri for row in library.search('speaker:"sergey lavrin"').rows] == ["urn:2", "urn:1"]


def test_a_slavic_surname_is_one_in_any_spelling(library: Library, send: Send) -> None:
    spellings = {"Volodymyr Zelinskyy", "Volodymyr Zelinsky", "Volodymyr Zelinskiy", "Zelinskyi"}
    called = sorted(spellings | {"Jan Zelinski"})
    library.import_paths([send(*(said_by(f"urn:{at}", who) for at, who in enumerate(called)))])
    one, other = library.speakers()
    assert {one.name, *one.aliases} == spellings
    assert other.name == "Jan Zelinski"
    assert len(library.search("speaker:zelinskiy").rows) == 4


def test_speakers_are_found_by_name_first_and_then_by_role(library: Library, send: Send) -> None:
    library.import_paths(
        [
            send(FULL, OTHER, said_by("urn:4", "Finance Minister Élodie Brandt")),
            send(said_by("urn:5", "Ministra Présidente Ana Foreign"), said_by("urn:6", "Mayor Rosa Paz")),
        ]
    )

    def found(text: str) -> list[str]:
        return [one.name for one in library.speakers(text)]

    assert found("mayor") == ["Rosa Paz"]
    assert found("finance min") == ["Élodie Brandt"], "the last word may be begun"
    assert found("nance") == found("min finance") == [], "words in a row"
    assert found("foreign") == ["Ana Foreign", "Sergey Lavrin"]
    assert found("minister") == ["Sergey Lavrin", "Élodie Brandt"]
    assert found("presidente") == ["Ana Foreign"], "accents do not matter"
    library.apply(Identify((("Rosa Paz", "Sergey Lavrin"),)))
    assert found("mayor") == ["Sergey Lavrin"]


def test_a_role_is_the_persons_under_all_names_and_goes_with_the_name_it_is_printed_with(
    library: Library, send: Send
) -> None:
    library.import_paths([send(OTHER, said_by("urn:7", "Greta Halvor"))])

    def roles() -> dict[str, str]:
        return {one.name: one.role for one in library.speakers()}

    apart = {"Rosa Paz": "Mayor", "Greta Halvor": ""}
    assert roles() == apart
    library.apply(Identify((("Rosa Paz", "Greta Halvor"),)))
    assert roles() == {"Greta Halvor": "Mayor"}
    library.apply(Identify((("Rosa Paz", "Rosa Paz"),)))
    assert roles() == apart


def test_a_story_that_stops_quoting_somebody_takes_the_name_back(library: Library, send: Send) -> None:
    library.import_paths([send(FULL, SHORT)])
    library.import_paths([send(article("urn:1", "2", body_text="Nobody spoke in Oslo on Monday."))])
    assert names(library) == [("Lavrin", (), 1)]


def test_a_reader_decides_who_is_who_and_can_take_it_back(library: Library, send: Send) -> None:
    library.import_paths([send(FULL, SHORT, OTHER)])
    apart = [("Lavrin", (), 1), ("Rosa Paz", (), 1), ("Sergey Lavrin", (), 1)]
    rules = names(library)
    assert library.apply(Identify((("Lavrin", "Lavrin"),))) == "Lavrin stands alone"
    assert names(library) == apart
    assert [row.uri for row in library.search('speaker:"sergey lavrin"').rows] == ["urn:1"]
    assert library.apply(Identify((("Lavrin", "Rosa Paz"),))) == "Took Lavrin for Rosa Paz"
    assert names(library) == [("Rosa Paz", ("Lavrin",), 2), ("Sergey Lavrin", (), 1)]
    assert {entry.row.uri for entry, _ in library.quotes_by("Lavrin")} == {"urn:2", "urn:3"}
    library.undo()
    assert names(library) == apart
    library.undo()
    assert names(library) == rules


def test_a_decision_holds_for_stories_to_come(library: Library, send: Send) -> None:
    library.import_paths([send(FULL)])
    library.apply(Identify((("Rosa Paz", "Sergey Lavrin"),)))
    library.import_paths([send(OTHER)])
    assert names(library) == [("Sergey Lavrin", ("Rosa Paz",), 2)]


def test_whoever_is_taken_for_another_brings_the_shorter_names_along(library: Library, send: Send) -> None:
    library.import_paths([send(FULL, SHORT, OTHER)])
    library.apply(Identify((("Sergey Lavrin", "Rosa Paz"),)))
    assert names(library) == [("Rosa Paz", ("Lavrin", "Sergey Lavrin"), 3)]


def test_decisions_lead_on_from_one_name_to_the_next(library: Library, send: Send) -> None:
    third = said_by("urn:4", "Prosecutor Ivo Brandt")
    library.import_paths([send(FULL, OTHER, third)])
    library.apply(Identify((("Sergey Lavrin", "Rosa Paz"),)))
    library.apply(Identify((("Rosa Paz", "Ivo Brandt"),)))
    whole = [("Ivo Brandt", ("Rosa Paz", "Sergey Lavrin"), 3)]
    assert names(library) == whole
    assert len(library.search('speaker:"sergey lavrin"').rows) == 3
    assert {entry.row.uri for entry, _ in library.quotes_by("Sergey Lavrin")} == {"urn:1", "urn:3", "urn:4"}
    library.apply(Identify((("Ivo Brandt", "Sergey Lavrin"),)))
    assert names(library) == whole, "in a circle nobody is lost"
    library.undo()
    library.undo()
    assert names(library) == [("Rosa Paz", ("Sergey Lavrin",), 2), ("Ivo Brandt", (), 1)]


def test_a_decision_follows_the_name_it_was_made_for_under_a_fuller_one(library: Library, send: Send) -> None:
    library.import_paths([send(SHORT, OTHER)])
    library.apply(Identify((("Rosa Paz", "Lavrin"),)))
    library.import_paths([send(FULL)])
    assert names(library) == [("Sergey Lavrin", ("Lavrin", "Rosa Paz"), 3)]


def test_a_story_in_which_a_person_has_two_names_counts_once(library: Library, send: Send) -> None:
    both = article("urn:1", body_text=f"{FULL.body_text}\n\n{OTHER.body_text}")
    library.import_paths([send(both)])
    library.apply(Identify((("Rosa Paz", "Sergey Lavrin"),)))
    (one,) = library.speakers()
    assert (one.quotes, one.stories) == (2, 1)


def test_a_quote_given_to_somebody_by_hand_stays_so_in_later_versions(library: Library, send: Send) -> None:
    library.import_paths([send(FULL)])
    (quote,) = library.get("urn:1").quotes
    library.apply(Attribute("urn:1", quoted_words(quote.text), "Anna Berg"))
    library.import_paths([send(said_by("urn:1", "Foreign Minister Sergey Lavrin", version="2"))])
    (quote,) = library.get("urn:1").quotes
    assert quote.speaker
    assert (quote.speaker.name, quote.reason, quote.confidence) == ("Anna Berg", "decided by you", 1.0)
    assert quote.speaker.mention == "Foreign Minister Sergey Lavrin", "what is printed stays printed"
    library.undo()
    assert library.get("urn:1").quotes[0].speaker != quote.speaker


def test_a_quote_given_to_somebody_is_found_as_theirs_over_the_archive(library: Library, send: Send) -> None:
    library.import_paths([send(FULL, OTHER)])
    (quote,) = library.get("urn:1").quotes
    library.apply(Attribute("urn:1", quoted_words(quote.text), "Rosa Paz"))
    assert {row.uri for row in library.search("speaker:paz").rows} == {"urn:1", "urn:3"}
    assert [row.uri for row in library.search("speaker:paz talks -bridge").rows] == []
    assert [row.uri for row in library.search("-speaker:paz").rows] == []
    for asked in ("speaker:lavrin", 'speaker:"foreign minister"', "speaker:lavrin OR speaker:nobody"):
        assert [row.uri for row in library.search(asked).rows] == [], "all he said there was given to Paz"
    assert {row.uri for row in library.search("-speaker:lavrin").rows} == {"urn:1", "urn:3"}
    assert {entry.row.uri for entry, _ in library.quotes_by("Rosa Paz")} == {"urn:1", "urn:3"}
    assert [entry.row.uri for entry, _ in library.quotes_by("Sergey Lavrin")] == []
    library.apply(Attribute("urn:1", quoted_words(quote.text), "Anna Berg"))
    assert [row.uri for row in library.search("speaker:berg").rows] == ["urn:1"], "printed nowhere"
    assert [entry.row.uri for entry, _ in library.quotes_by("Anna Berg")] == ["urn:1"]
    library.import_paths([send(article("urn:1", "3", pubstatus="canceled"))])
    assert not library.search("speaker:berg").rows
    assert list(library.quotes_by("Anna Berg")) == []


def test_who_keeps_one_of_two_quotes_is_still_found(library: Library, send: Send) -> None:
    twice = '"We will mend the bridge," Mayor Rosa Paz said. "Nobody asked us about the ferry," Paz said.'
    library.import_paths([send(article("urn:1", body_text=twice))])
    first, second = library.get("urn:1").quotes
    library.apply(Attribute("urn:1", quoted_words(first.text), "Anna Berg"))
    assert [row.uri for row in library.search("speaker:paz").rows] == ["urn:1"]
    assert counts(library) == [("Anna Berg", 1, 1), ("Rosa Paz", 1, 1)]
    library.apply(Attribute("urn:1", quoted_words(second.text), "Anna Berg"))
    assert library.search("speaker:paz").rows == ()
    assert counts(library) == [("Anna Berg", 2, 1)]
    library.undo()
    assert [row.uri for row in library.search("speaker:paz").rows] == ["urn:1"]


def test_a_story_without_a_date_hides_no_day(library: Library, send: Send) -> None:
    library.import_paths([send(SHORT, said_by("urn:4", "Lavrin", time=""), FULL)])
    (lavrin,) = library.speakers()
    assert (lavrin.stories, lavrin.first[:10], lavrin.last[:10]) == (3, "2026-03-01", "2026-03-05")
    library.import_paths([send(*(said_by(f"urn:paz{n}", "Mayor Rosa Paz", time="") for n in range(20)))])
    assert library.speakers("paz")[0].last == "", "known of no day, and not of the first minute of time"


def counts(library: Library, text: str = "") -> list[tuple[str, int, int]]:
    """Return who speaks, with quotes and stories."""
    return [(one.name, one.quotes, one.stories) for one in library.speakers(text)]


def test_a_quote_given_to_somebody_counts_as_theirs(library: Library, send: Send) -> None:
    again = said_by("urn:4", "Foreign Minister Sergey Lavrin", time="2026-03-09T10:00:00Z")
    library.import_paths([send(FULL, SHORT, OTHER, again)])
    before = counts(library)
    assert before == [("Sergey Lavrin", 3, 3), ("Rosa Paz", 1, 1)]
    (quote,) = library.get("urn:4").quotes
    library.apply(Attribute("urn:4", quoted_words(quote.text), "Rosa Paz"))
    assert {name: quotes for name, quotes, _ in counts(library)} == {"Sergey Lavrin": 2, "Rosa Paz": 2}
    for name, quotes, stories in counts(library):
        assert stories == len(library.search(f'speaker:"{name}"').rows)
        assert quotes == len(list(library.quotes_by(name)))
    assert library.speakers("paz")[0].last[:10] == "2026-03-09"
    library.apply(Attribute("urn:4", quoted_words(quote.text), "Anna Berg"))
    assert counts(library, "ber") == [("Anna Berg", 1, 1)], "printed nowhere"
    assert counts(library)[-2:] == [("Anna Berg", 1, 1), ("Rosa Paz", 1, 1)]
    library.apply(Identify((("Anna Berg", "Rosa Paz"),)))
    assert counts(library, "berg") == counts(library, "paz") == [("Rosa Paz", 2, 2)]
    library.import_paths([send(article("urn:4", "3", pubstatus="canceled"))])
    assert counts(library) == [("Sergey Lavrin", 2, 2), ("Rosa Paz", 1, 1)]
    for _ in range(3):
        library.undo()
    library.import_paths([send(said_by("urn:4", "Foreign Minister Sergey Lavrin", version="4"))])
    assert counts(library) == before


def test_a_quote_given_to_another_name_of_its_speaker_changes_no_count(library: Library, send: Send) -> None:
    library.import_paths([send(FULL, SHORT)])
    before = counts(library)
    (quote,) = library.get("urn:2").quotes
    library.apply(Attribute("urn:2", quoted_words(quote.text), "Sergey Lavrin"))
    assert counts(library) == before == [("Sergey Lavrin", 2, 2)]


@pytest.mark.parametrize("name", ["the company", "The company", "which", "a government official"])
def test_who_is_another_one_in_each_story_is_no_speaker_of_the_archive(
    library: Library, send: Send, name: str
) -> None:
    library.import_paths([send(said_by("urn:1", name), said_by("urn:2", name), OTHER)])
    assert names(library) == [("Rosa Paz", (), 1)]
    library.import_paths([send(said_by("urn:1", "Anna Berg", version="2"))])
    assert {one for one, _, _ in names(library)} == {"Anna Berg", "Rosa Paz"}


def test_who_is_quoted_no_more_is_looked_up_and_not_found(library: Library, send: Send) -> None:
    for version, who in enumerate(("Mayor Rosa Paz", "Mayor Otto Lang"), start=1):
        library.import_paths([send(said_by("urn:3", who, str(version)))])
    assert library.speakers("Rosa Paz") == ()
    assert names(library) == [("Otto Lang", (), 1)]
