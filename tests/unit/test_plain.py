from __future__ import annotations

import pytest

from tests.plain_copy import DATELINE, headings, read


class TestTimeAndPlace:
    def test_a_date_header_may_share_the_datelines_line(self) -> None:
        article = read(" date 2021-03-03 LEEDS, March 3. /XYZ/. The lock was sold.\n")
        assert (article.versioncreated, article.time_assumed) == ("2021-03-03T00:00:00Z", True)
        assert article.body_text == "LEEDS, March 3. /XYZ/. The lock was sold."
        assert (article.located, article.source) == ("LEEDS", "XYZ")

    def test_a_date_header_of_its_own_line_may_carry_time_and_zone(self) -> None:
        article = read(f"date 2021-03-03 14:05 +01:00\n{DATELINE}The lock was sold.\n")
        assert (article.versioncreated, article.time_assumed) == ("2021-03-03T13:05:00Z", False)

    def test_a_dateline_without_a_year_leaves_the_time_unknown_and_says_so(self) -> None:
        article = read("LEEDS, March 3 (XYZ) - The lock was sold.\n")
        assert article.versioncreated == ""
        assert any("no year" in warning for warning in article.parse_warnings)

    def test_a_filing_stamp_below_the_story_is_its_time(self) -> None:
        article = read("BC-Lock\n\nLEEDS, England (AP) — The lock was sold.\n\nAP-WF-03-03-21 1204GMT<\n")
        assert (article.versioncreated, article.time_assumed) == ("2021-03-03T12:04:00Z", False)
        assert article.body_text == "LEEDS, England (AP) — The lock was sold."

    def test_a_header_that_contradicts_the_dateline_is_believed_with_a_warning(self) -> None:
        article = read("date 2021-03-09\nLEEDS, March 3 (XYZ) - The lock was sold.\n")
        assert article.versioncreated.startswith("2021-03-09")
        assert any("not that of the header" in warning for warning in article.parse_warnings)


class TestFrontMatter:
    def test_slug_take_headline_note_byline_and_title(self) -> None:
        article = read(
            "BC-EU--Canal Lock, 3rd Ld-Writethru,410<\nLock sold\nEds: Updates with quotes and details "
            "throughout. Will be\nupdated. With photos.\nBy ANN POE\nAssociated Press\n\n"
            "    LEEDS, England (AP) — The lock was sold.\n    It leaks.\n"
        )
        assert (article.slugline, article.takekey, article.version) == (
            "BC-EU--Canal Lock",
            "3rd Ld-Writethru",
            "4",
        )
        assert (article.headline, article.headline_assumed) == ("Lock sold", False)
        assert article.byline == "By ANN POE, Associated Press"
        assert article.ednote.endswith("Will be updated. With photos.")
        assert article.body_text == "LEEDS, England (AP) — The lock was sold.\n\nIt leaks."

    def test_a_header_line_with_priority_category_and_date(self) -> None:
        article = read(
            "r i BC-EU--CanalLock 2ndLd-Writethru 03-03 0310\nLEEDS, England (AP) _ The lock was sold.\n"
        )
        assert (article.slugline, article.takekey) == ("BC-EU--CanalLock", "2ndLd-Writethru")
        assert (article.priority_code, article.urgency, article.category) == ("r", 4, "i")

    @pytest.mark.parametrize(
        ("line", "slugline", "takekey", "version"),
        [
            ("ENGLAND-LOCK/ (UPDATE 2, PIX, TV)", "ENGLAND-LOCK/", "UPDATE 2, PIX, TV", "3"),
            ("England-canal-lock,2ndlead", "England-canal-lock", "2ndlead", "3"),
            ("England-canal-lock", "England-canal-lock", "", "1"),
            ("Verkehr/England/", "Verkehr/England/", "", "1"),
            ("PM-Canal Lock, 1st Ld, a0512", "PM-Canal Lock", "1st Ld", "2"),
            ("1 LOCK Leeds", "LOCK Leeds", "", "1"),
        ],
    )
    def test_slugs_of_other_desks(self, line: str, slugline: str, takekey: str, version: str) -> None:
        article = read(f"{line}\nLock sold for a pound\n\n{DATELINE}The lock was sold.\n")
        assert (article.slugline, article.takekey, article.version) == (slugline, takekey, version)
        assert article.headline == "Lock sold for a pound"

    def test_a_headline_that_was_broken_in_two_is_joined(self) -> None:
        article = read(f"Lock sold for a pound to a man\nfrom Leeds\n\n{DATELINE}The lock was sold.\n")
        assert article.headline == "Lock sold for a pound to a man from Leeds"

    def test_a_sub_headline_is_a_heading_and_summary_points_are_text(self) -> None:
        article = read(f"Lock sold\n\nBuyer paid a pound\n\n* It leaks\n\n{DATELINE}The lock was sold.\n")
        assert article.headline == "Lock sold"
        assert headings(article) == ["Buyer paid a pound"]
        assert article.body_text.startswith("Buyer paid a pound\n\n* It leaks\n\nLEEDS")

    def test_named_fields(self) -> None:
        article = read(
            "Headline: Lock sold\nSlug: canal-lock\nByline: Ann Poe\nDate: 2021-03-03\nKeywords: "
            "canal, lock\n"
            "Source: Leeds Bugle\nUrgency: 4\n\nThe lock was sold for a pound on Wednesday.\n"
        )
        assert (article.headline, article.slugline, article.byline) == ("Lock sold", "canal-lock", "Ann Poe")
        assert (article.keywords, article.source, article.urgency) == (("canal", "lock"), "Leeds Bugle", 4)
        assert article.versioncreated == "2021-03-03T00:00:00Z"
        assert article.body_text == "The lock was sold for a pound on Wednesday."

    def test_a_press_release_names_its_sender_and_number(self) -> None:
        article = read(
            "SOURCE: Leeds Lock Co.\nMEDIA RELEASE PR61234\nLock sold for a pound to a man\nfrom Leeds\n\n"
            "LEEDS, England, March 3, 2021 /PRNewswire-AsiaNet/ --\n\n    The lock was sold.\n"
        )
        assert (article.slugline, article.takekey) == ("Leeds Lock Co.", "PR61234")
        assert (article.headline, article.source) == (
            "Lock sold for a pound to a man from Leeds",
            "PRNewswire-AsiaNet",
        )
        assert article.body_text.endswith("\n\nThe lock was sold.")

    def test_a_sentence_that_starts_with_by_is_no_byline(self) -> None:
        article = read("By the time the lock was sold, the keeper had left.\n\nBy Monday he was back.\n")
        assert article.byline == ""
        assert article.body_text.startswith("By the time")


class TestHeadlineAssumed:
    @pytest.mark.parametrize(
        ("lede", "headline"),
        [
            ("Sold, Mr. J. K. Roe of St. Ives said. It leaks.", "Sold, Mr. J. K. Roe of St. Ives said."),
            ('"It leaks. It did," the keeper said. He left.', '"It leaks. It did," the keeper said.'),
            ("“Sold. At last!” the keeper said. He left.", "“Sold. At last!” the keeper said."),
            ("Sold! The lock went for a pound.", "Sold!"),
            ("锁卖了。他走了。", "锁卖了。"),
        ],
    )  # fmt: skip
    def test_the_first_sentence_stands_in(self, lede: str, headline: str) -> None:
        article = read(DATELINE + lede + "\n")
        assert (article.headline, article.headline_assumed) == (headline, True)
        assert any("no headline" in warning for warning in article.parse_warnings)

    def test_an_endless_sentence_is_cut_between_words(self) -> None:
        article = read(DATELINE + "and again " * 200)
        assert len(article.headline) <= 301
        assert article.headline.endswith(("and…", "again…"))
