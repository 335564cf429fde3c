from __future__ import annotations

import pytest

from store.models import Article
from tests.plain_copy import DATELINE, read


class TestStanding:
    CHAIN = (
        "BC-EU--Canal Lock,300<",
        "BC-EU--Canal Lock, 1st Ld-Writethru,300<",
        "BC-EU--Canal Lock, 4th Ld-Writethru,300<",
        "BC-EU--Canal Lock-KILL<",
    )

    def test_takes_of_a_story_share_its_uri_and_rise(self) -> None:
        takes = [
            read(f"date 2021-03-03\n{slug}\nLEEDS, England (AP) — The lock, take {slug[-9:]}.\n")
            for slug in self.CHAIN
        ]
        assert len({take.uri for take in takes}) == 1
        assert [int(take.version) for take in takes] == sorted({int(take.version) for take in takes})
        assert [take.pubstatus for take in takes] == ["usable", "usable", "usable", "canceled"]

    @pytest.mark.parametrize(
        "other", ["date 2021-03-04\nBC-EU--Canal Lock<", "date 2021-03-03\nBC-EU--Canal Gate<"]
    )
    def test_another_day_or_slug_is_another_story(self, other: str) -> None:
        one = read("date 2021-03-03\nBC-EU--Canal Lock<\nLEEDS, England (AP) — The lock was sold.\n")
        two = read(f"{other}\nLEEDS, England (AP) — The lock was sold.\n")
        assert one.uri != two.uri

    def test_without_a_slug_the_words_are_the_identity(self) -> None:
        one, same, other = (read(f"{DATELINE}The lock was {word}.\n") for word in ("sold", "sold", "lost"))
        assert one.uri == same.uri != other.uri

    def test_an_add_continues_its_story_and_does_not_replace_it(self) -> None:
        whole = read("date 2021-03-03\nBC-EU--Canal Lock<\nLEEDS, England (AP) — The lock was sold.\n")
        added = read("date 2021-03-03\nBC-EU--Canal Lock, 1st Add<\nLEEDS, England (AP) — It leaks.\n")
        assert added.uri != whole.uri
        assert added.associations == ({"uri": whole.uri, "rel": "continues"},)
        assert "fragment" in added.signal

    @pytest.mark.parametrize(
        "text",
        [
            "KILL KILL KILL\nVerkehr/England/\nSchleuse verkauft\n\nAchtung: Bitte nicht verwenden.\n",
            "STORY WITHDRAWN-Lock sold\nLEEDS, March 3 (Reuters) - The story has been withdrawn.\n",
            "BC-EU--Canal Lock, KILL<\nEds: Do not use.\n",
            "Please kill the story BC-EU--Canal Lock, V9991. The lock was not sold. A kill is mandatory.\n",
            "MANDATORY KILL\n\nBC-Lock\n\nThe Associated Press has withdrawn its story about a lock.\n",
        ],
    )
    def test_kills_in_words(self, text: str) -> None:
        article = read(text)
        assert article.pubstatus == "canceled"
        assert "kill" in article.signal
        assert article.body_text

    def test_a_kill_without_a_slug_finds_its_target_in_its_words(self) -> None:
        article = read("Please kill the story BC-EU--Canal Lock, V9991, of March 3. A kill is mandatory.\n")
        assert article.slugline == "BC-EU--Canal Lock"

    @pytest.mark.parametrize(
        "text", ["Officials kill plan for lock", "Minister hails WITHDRAWAL of plan", "Hold the door"]
    )
    def test_plain_words_are_no_kill(self, text: str) -> None:
        assert (
            read(f"{text}\n\n{DATELINE}They kill the story of the lock, withdrawn in May.\n").pubstatus
            == "usable"
        )

    def test_a_hold_withholds(self) -> None:
        assert read("HOLD HOLD HOLD\nBC-Lock\nPlease hold the story.\n").pubstatus == "withheld"

    def test_an_embargo_with_a_time(self) -> None:
        article = read(
            f"Not for release before 0600 GMT, March 7, 2021\nLock sold\n\n{DATELINE}The lock was sold.\n"
        )
        assert (article.embargoed, article.pubstatus) == ("2021-03-07T06:00:00Z", "usable")
        assert article.headline == "Lock sold"

    def test_an_embargo_without_a_time_withholds_and_says_so(self) -> None:
        article = read(f"EMBARGOED until the speech is held\n{DATELINE}The lock was sold.\n")
        assert (article.embargoed, article.pubstatus) == ("", "withheld")
        assert any("withheld" in warning for warning in article.parse_warnings)

    def test_for_immediate_release_is_no_embargo(self) -> None:
        article = read(f"FOR IMMEDIATE RELEASE\nLock sold\n\n{DATELINE}The lock was sold.\n")
        assert (article.embargoed, article.pubstatus, article.headline) == ("", "usable", "Lock sold")

    @pytest.mark.parametrize(
        ("line", "urgency"),
        [
            ("FLASH", 1),
            ("BULLETIN", 2),
            ("URGENT", 3),
            ("EILMELDUNG", 2),
            ("*** ALERT ***", 2),
            ("NEWS ALERT", 1),
        ],
    )
    def test_priority_words(self, line: str, urgency: int) -> None:
        article = read(f"{line}\n{DATELINE}LOCK SOLD\n")
        assert article.urgency == urgency
        assert "alert" in article.signal

    @pytest.mark.parametrize(
        ("front", "signal", "version"),
        [
            ("UPDATE 2-Lock sold", "update", "3"),
            ("CORRECTED-UPDATE 2-Lock sold", "correction", "3"),
            ("RPT-Lock sold", "repeat", ""),
            ("REFILE-Lock sold", "correction", ""),
            ("Lock sold\n(Corrects price in paragraph 2)", "correction", ""),
        ],
    )
    def test_words_before_a_headline(self, front: str, signal: str, version: str) -> None:
        article = read(f"{front}\n\n{DATELINE}The lock was sold.\n")
        assert signal in article.signal
        assert article.version == version
        assert article.headline == front.split("\n", maxsplit=1)[0]

    def test_advisories_are_marked_as_not_news(self) -> None:
        assert (
            "advisory"
            in read("BC-Locks-Coverage Plans, Advisory<\nEditors:\n\nWe will cover the locks.\n").signal
        )


class TestSubjectSlugs:
    FRONT = "ENGLAND-LOCK/{take}  2021-03-03T{hour}:00:00+00:00  XYZ\n\nLEEDS, March 3 (XYZ) - "

    def read(self, headline: str, take: str, hour: int) -> Article:
        return read(f"{headline}\n{self.FRONT.format(take=take, hour=hour)}The lock was sold at {hour}.\n")

    def test_a_header_with_slug_take_time_and_source(self) -> None:
        article = self.read("Lock sold", "UPDATE 2", 14)
        assert (article.headline, article.slugline, article.takekey) == (
            "Lock sold",
            "ENGLAND-LOCK/",
            "UPDATE 2",
        )
        assert (article.versioncreated, article.time_assumed) == ("2021-03-03T14:00:00Z", False)

    def test_takes_under_one_headline_are_versions(self) -> None:
        first, second = (
            self.read("Lock sold", "", 11),
            self.read("CORRECTED-UPDATE 1-Lock sold", "UPDATE 1", 12),
        )
        assert first.uri == second.uri
        assert (first.version, second.version) == ("1", "2")

    def test_two_stories_under_one_subject_are_not(self) -> None:
        assert self.read("Lock sold", "", 11).uri != self.read("Gate sold", "UPDATE 1", 12).uri


def test_lists_for_desks_are_not_news() -> None:
    assert "advisory" in read(f"DAYBOOK for Monday\n\n{DATELINE}0900 The lock opens.\n").signal
    assert "advisory" not in read(f"Diary of a lock keeper\n\n{DATELINE}The lock was sold.\n").signal


def test_marks_that_set_a_line_in_bold_are_not_part_of_it() -> None:
    article = read(f"^BC-Lock<\n^Lock sold=\n^By ANN POE=\n\n{DATELINE}The lock was sold.\n")
    assert (article.slugline, article.headline, article.byline) == ("BC-Lock", "Lock sold", "By ANN POE")
