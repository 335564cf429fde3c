from __future__ import annotations

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import IngestError
from store.ingest import plain
from store.models import Article


def read(text: str) -> Article:
    (item,) = plain.parse(text.encode(), name="test.txt")
    assert isinstance(item, Article), item
    return item


def headings(article: Article) -> list[str]:
    return [article.body_text[start:end] for start, end in article.headings]


DATELINE = "LEEDS, March 3, 2021 (XYZ) - "


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


MARKS = [
    "-30-",
    "###",
    "-0-",
    "ENDS",
    "NNNN",
    "(end)",
    "==Kyodo",
    "Reuter",
    "ab/cd/ef",
    "Enditem",
    "___",
    "(SDA/ats)",
    "/ends/",
]


class TestBody:
    def test_lines_broken_at_a_column_are_joined(self) -> None:
        article = read(
            "LEEDS, March 3, 2021 (XYZ) - The canal company said on Tuesday that\nit had bought "
            "the lock from the "
            "city of Leeds, which built it in\nthe year of the great frost and never found a use "
            "for it.\nIt paid one pound.\n"
        )
        assert article.body_text.count("\n") == 2
        assert article.body_text.endswith("use for it.\n\nIt paid one pound.")

    def test_a_line_a_paragraph_is_not_joined(self) -> None:
        lines = [
            "The lock was sold.",
            "Its keeper wept and asked for the key back.",
            "It leaks.",
        ]
        article = read("Lock sold\n\n" + DATELINE + "\n".join(lines) + "\n")
        assert article.body_text == DATELINE + "\n\n".join(lines)

    def test_indents_start_paragraphs(self) -> None:
        article = read(
            "    LEEDS, March 3 - The canal company said on Tuesday that it had\nbought the lock.\n"
            '    "It leaks," said Sam Roe, who had kept it for forty years and\ntwo months.\n'
            "    He wept.\n Reuter\n"
        )
        assert article.body_text.split("\n\n")[1:] == [
            '"It leaks," said Sam Roe, who had kept it for forty years and two months.',
            "He wept.",
        ]
        assert article.source == "Reuters"

    def test_table_rows_keep_their_lines_and_columns(self) -> None:
        rows = ["Lock        Built   Price", "Leeds        1821       1", "Ripon        1773     200"]
        article = read(
            f"{DATELINE}The locks:\n\n" + "\n".join(rows) + "\n\nAll of them leak, the keeper said.\n"
        )
        assert "\n\n" + "\n".join(rows) + "\n\n" in article.body_text

    def test_tabs_part_columns(self) -> None:
        article = read(f"{DATELINE}The locks:\n\nLeeds\t1821\t1\nRipon\t1773\t200\n\nAll of them leak.\n")
        assert "Leeds    1821    1\nRipon    1773    200" in article.body_text

    def test_list_items_stay_lines_and_keep_their_wrapped_rest(self) -> None:
        article = read(
            f"{DATELINE}It is known that:\n\n- It leaks.\n- It has two gates, of which the\n  "
            f"upper leaks more.\n\nThat is all.\n"
        )
        assert "\n\n- It leaks.\n- It has two gates, of which the upper leaks more.\n\n" in article.body_text

    def test_a_cross_head_between_paragraphs_is_a_heading(self) -> None:
        article = read(
            f"{DATELINE}The lock was sold, its keeper said.\n\nThe price\n\nIt cost a pound, "
            f"which was paid in "
            "shillings, and the keeper counted them twice.\n"
        )
        assert headings(article) == ["The price"]
        assert not any("cut" in warning for warning in article.parse_warnings)

    @pytest.mark.parametrize("joint", ["\n\n", " "])
    def test_a_cross_head_with_nothing_below_says_that_the_text_may_be_cut(self, joint: str) -> None:
        article = read(
            f'{DATELINE}The lock was sold. "It leaks," he said. "It always did."{joint}Price of the gates\n'
        )
        assert headings(article) == ["Price of the gates"]
        assert article.body_text.endswith('did."\n\nPrice of the gates')
        assert any("may be cut" in warning for warning in article.parse_warnings)

    @pytest.mark.parametrize(
        "tail",
        ['"It is ours," Roe said', "It would never be opened by the", "He met Mr. Roe of Leeds", "It leaks"],
    )
    def test_the_end_of_a_sentence_without_its_stop_is_no_cross_head(self, tail: str) -> None:
        article = read(
            f"{DATELINE}The lock was sold and its keeper wept for a long time\n\n{tail}\n"
            if tail == "It leaks"
            else f"{DATELINE}The lock was sold. {tail}\n"
        )
        assert headings(article) in ([], ["It leaks"])
        assert tail in article.body_text

    @pytest.mark.parametrize("mark", MARKS)
    def test_end_marks_and_sign_offs_are_not_body(self, mark: str) -> None:
        article = read(f"{DATELINE}The lock was sold.\n\nIt leaks.\n{mark}\n")
        assert article.body_text == f"{DATELINE}The lock was sold.\n\nIt leaks."

    def test_notes_below_an_end_mark_are_for_editors(self) -> None:
        article = read(
            f"{DATELINE}The lock was sold.\n\nIt leaks.\n\nENDS\n\nNotes to editors:\nIt is no door lock.\n"
        )
        assert article.body_text.endswith("It leaks.")
        assert article.ednote == "Notes to editors:\nIt is no door lock."

    def test_private_notes_are_kept_apart(self) -> None:
        article = read(
            f"{DATELINE}The lock was sold.\n\nThe following information is not intended for "
            f"publication:\nAnn Poe, 555 1\n"
        )
        assert article.body_text == f"{DATELINE}The lock was sold."
        assert "555 1" in article.ednote_private
        assert "555 1" not in article.ednote


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


class TestUnknownAndBroken:
    def test_text_without_any_form_is_read_with_a_warning(self) -> None:
        article = read("There is a bench by the lock.\n\nNobody sits on it.\n")
        assert plain.UNKNOWN_KIND in article.parse_warnings
        assert article.body_text == "There is a bench by the lock.\n\nNobody sits on it."
        assert "versioncreated" not in article.as_json()

    @pytest.mark.parametrize(
        "data", [b"", b"   \n\n", b"-30-\n", b"...\n---\n", b"NNNN\n", bytes(range(32)) * 9]
    )
    def test_what_holds_no_words_is_an_error_with_file_and_next_step(self, data: bytes) -> None:
        (item,) = plain.parse(data, name="spool/7.txt")
        assert isinstance(item, IngestError)
        assert str(item).startswith("spool/7.txt: ")
        assert item.hint

    def test_ten_megabytes_are_read_in_linear_time(self) -> None:
        line = "The harbour board met again on Tuesday and heard the same witnesses\n"
        layouts = (
            line,
            line + "\n",
            line[:-1] + " ",
            "a" * 68 + "\n",
            '"' * 69,
            "( " * 34,
            "-- \n" * 17,
            "BC-A,\n" * 11,
        )
        for layout in layouts:
            small = _seconds(DATELINE + layout * 3_000)
            large = _seconds(DATELINE + layout * 30_000)
            assert large < max(25 * small, 2.0), layout[:20]

    def test_memory_stays_in_proportion_to_the_text(self) -> None:
        data = (DATELINE + "The harbour board met again on Tuesday.\n\n" * 50_000).encode()
        tracemalloc.start()
        list(plain.parse(data, name="big"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 14 * len(data)


def _seconds(text: str) -> float:
    data = text.encode()
    start = time.process_time()
    list(plain.parse(data, name="big"))
    return time.process_time() - start


FRAGMENTS = [
    "BC-Lock, 1st Ld,310<",
    "URGENT",
    "KILL",
    "By ANN POE",
    "Eds: x",
    "date 2021-03-03",
    "LEEDS, May 7 (AP) - ",
    "-30-\n",
    "    ",
    "-- ",
    "“",
    '"',
    "The lock was sold. ",
    "Leeds   1821   7",
    "ENDS",
    "not for publication",
    "Embargo 0600 GMT May 7",
    "===",
    "# Notebook\n",
    "é",
    "锁。",
    "AP-WF-03-03-21 1204GMT<",
    "KEY/",
    "Headline: ",
    "* ",
]
FRAGMENTS += ["\n", "\n\n", "\t", "a" * 70, "x " * 40, "\x1b[2J", "\x00"]


@settings(max_examples=400, deadline=1000)
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=30)), max_size=40))
def test_any_mix_of_wire_parts_gives_an_article_or_a_clear_error(parts: list[str]) -> None:
    check(plain.parse("".join(parts).encode("utf-8", "surrogatepass"), name="fuzz"))


@settings(max_examples=300, deadline=1000)
@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_clear_error(data: bytes) -> None:
    check(plain.parse(data, name="fuzz"))


def check(items: object) -> None:
    (item,) = list(items)  # type: ignore[call-overload]  # an iterator of either kind
    if isinstance(item, IngestError):
        assert str(item).startswith("fuzz: ")
        return
    assert isinstance(item, Article)
    assert item.headline.strip()
    assert item.body_text.strip()
    assert "\n\n\n" not in item.body_text
    assert item.uri.startswith("plain:")
    assert not item.version or item.version.isdigit()
    assert all(0 <= start < end <= len(item.body_text) for start, end in item.headings)
    assert Article.from_json(item.as_json()) == item
