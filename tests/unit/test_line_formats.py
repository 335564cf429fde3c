"""ANPA, IPTC 7901, ZCZC, tagged lines and Reuters SGML: corners the samples do not show."""

from __future__ import annotations

import pytest

from store.errors import IngestError
from store.ingest import FORMATS, messages, parse, slug
from store.models import Article


def one(text: str | bytes) -> Article:
    """Return the only article of a text."""
    (article,) = parse(text if isinstance(text, bytes) else text.encode())
    assert isinstance(article, Article)
    return article


def format_of(data: bytes) -> str:
    """Return the name of the format the bytes are told to be."""
    return next((candidate.name for candidate in FORMATS if candidate.matches(data)), "")


def anpa(text: str, *, slug: str = "BC-XX--Test", take: str = "", second: str = "u i\x14\x11") -> bytes:
    """Return an ANPA message around lines of text."""
    head = (
        f"\x16\x16\x01a0001\x1fhw---\r\n{second} {slug}{take}  06-01 0100\r\n\x02\x02^{slug}{take},100<\r\n"
    )
    return (head + text + "\r\n   \x03AP-WF-06-01-15 1200GMT<\r\n\x0c\x04").encode("latin-1")


class TestAnpa:
    """ANPA 1312."""

    def test_urgency_letters(self) -> None:
        """Each priority letter has its number; the letter is kept."""
        for letter, urgency in {"f": 1, "b": 2, "u": 3, "r": 4, "d": 6}.items():
            article = one(anpa("^Head<\r\n\tKARST (AP) _ Text.", second=f"{letter} i\x14\x11"))
            assert (article.priority_code, article.urgency) == (letter, urgency)

    def test_headline_is_no_story(self) -> None:
        """Tabs open paragraphs; lines after them are the same paragraph."""
        article = one(anpa("^A head<\r\n^By A WRITER=\r\n\tKARST (AP) _ First\r\nline goes on.\r\n\tSecond."))
        assert article.headline == "A head"
        assert article.byline == "By A WRITER"
        assert article.body_text == "KARST (AP) — First line goes on.\n\nSecond."

    def test_a_victim_is_no_kill(self) -> None:
        """Only an editor's word withdraws a story, not the news in its headline."""
        article = one(anpa("^GUNMEN KILL FIVE<\r\n\tKARST (AP) _ Text.", slug="BC-XX--Gunmen Kill"))
        assert article.pubstatus == "usable"
        assert "kill" not in article.signal

    @pytest.mark.parametrize(
        ("take", "signal"),
        [(", KILL", "kill"), (", CORRECTION", "correction"), (", 1st Ld-Writethru", "update")],
    )
    def test_takes_are_signals(self, take: str, signal: str) -> None:
        """The words after the slug say what the message is."""
        article = one(anpa("^Head<\r\n\tKARST (AP) _ Text.", take=take))
        assert signal in article.signal
        assert article.pubstatus == ("canceled" if signal == "kill" else "usable")

    def test_lead_number_is_the_version(self) -> None:
        """The third lead replaces the second."""
        assert one(anpa("^Head<\r\n\tKARST (AP) _ Text.", take=", 3rd Ld")).version == "3"

    def test_control_bytes_lost(self) -> None:
        """A file whose control bytes a system stripped reads the same."""
        whole = anpa("^Head<\r\n^By A WRITER=\r\n\tKARST (AP) _ Text.\r\n\tMore text here.")
        lost = bytes(byte for byte in whole if byte >= 32 or byte in b"\t\r\n")
        assert format_of(lost) == "anpa"
        for field in ("headline", "byline", "body_text", "versioncreated", "slugline", "urgency"):
            assert getattr(one(lost), field) == getattr(one(whole), field)

    def test_release_time(self) -> None:
        """A line with a release time is an embargo, no part of the story."""
        article = one(anpa("^Head<\r\n^For release at 6 p.m. EDT Monday, June 1<\r\n\tKARST (AP) _ Text."))
        assert article.embargoed.startswith("2015-06-01T22:00")
        assert "release" not in article.body_text


def iptc(
    title: str, text: str, *, header: str = "eca0044 3 i 190  dpa 0512", end: str = "121030 GMT Feb 24"
) -> bytes:
    """Return an IPTC 7901 message."""
    return (
        (
            f"\x7f\x7f\r\n\x01{header}\r\n\r\nNorthmark/test/\r\n\x02{title}\r\n\r\n{text}\r\n\r\n\x03{end}\r\n\x7f\x04"
        )
        .replace("\n", "\r\n")
        .replace("\r\r", "\r")
        .encode()
    )


class TestIptc7901:
    """IPTC 7901."""

    def test_header(self) -> None:
        """Source, number, priority, category and keywords are where they belong."""
        article = one(iptc("A head =", "Port Alder (dpa) - Text."))
        assert (article.sequence, article.urgency, article.category) == ("0044", 3, "i")
        assert (article.slugline, article.source) == ("Northmark/test/", "dpa")
        assert (article.versioncreated, article.headline) == ("2024-02-12T10:30:00Z", "A head")

    @pytest.mark.parametrize(
        ("end", "expected"),
        [
            ("311459 Mai 24", "2024-05-31T12:59:00Z"),
            ("011200 Mär 24", "2024-03-01T11:00:00Z"),
            ("011200 GMT Dez 23", "2023-12-01T12:00:00Z"),
        ],
    )
    def test_german_months_and_clocks(self, end: str, expected: str) -> None:
        """A time without a zone is the agency's own."""
        assert one(iptc("A head =", "Berlin (dpa) - Text.", end=end)).versioncreated == expected

    def test_no_day_32(self) -> None:
        """An impossible date is no date, said."""
        article = one(iptc("A head =", "Berlin (dpa) - Text.", end="321200 Mai 24"))
        assert article.versioncreated == ""
        assert any("time" in warning for warning in article.parse_warnings)

    def test_title_block(self) -> None:
        """Take, note, kind and byline are told apart."""
        title = "2ND LEAD\n(Feature)\n(Achtung: neu mit Zitat)\nA head that is short\nBy Ann Poe, dpa ="
        article = one(iptc(title, "Port Alder (dpa) - Text."))
        assert (article.takekey, article.version, article.genre) == ("2ND LEAD", "2", ("Feature",))
        assert (article.headline, article.byline) == ("A head that is short", "By Ann Poe, dpa")
        assert article.ednote == "Achtung: neu mit Zitat"

    def test_private_notes_stay_private(self) -> None:
        """What is not for publication is in neither the text nor the public note."""
        text = (
            "Port Alder (dpa) - Text.\n\n# Notebook\n\n## Internet\n- [Plant](http://example)\n\n* * * *\n"
            "The following information is not intended for publication\n\n"
            "- Reporting by: Ann, +49 30 1\n\ndpa an yy"
        )
        article = one(iptc("A head =", text))
        assert article.body_text == "Port Alder (dpa) - Text."
        assert "+49" in article.ednote_private
        assert "+49" not in article.ednote + article.body_text
        assert "Plant" in article.ednote

    def test_kill(self) -> None:
        """A kill in the title block withdraws the story."""
        article = one(iptc("KILL KILL KILL\nA head =", "Port Alder (dpa) - Please kill the story."))
        assert (article.pubstatus, article.signal[:1]) == ("canceled", ("kill",))

    def test_control_bytes_lost(self) -> None:
        """The header line tells the format where the control bytes are gone."""
        whole = iptc("A head =", "Port Alder (dpa) - Text.\n\nMore.")
        lost = bytes(byte for byte in whole if byte >= 32 or byte in b"\r\n").replace(b"\x7f", b"")
        assert format_of(lost) == "iptc7901"
        for field in ("headline", "body_text", "versioncreated", "slugline"):
            assert getattr(one(lost), field) == getattr(one(whole), field)

    def test_table_rows_stay_rows(self) -> None:
        """Columns of figures are no paragraph."""
        text = "Port Alder (dpa) - Text.\n\nKarst      12   3\nSeeburg     9   4\nSandvik     7   7"
        assert "\nSeeburg" in one(iptc("A head =", text)).body_text

    def test_a_language_before_the_service(self) -> None:
        """Belga gives the language in its header, and initials with its end mark."""
        article = one(
            b"INT002 3 GEN 0031 F BELGA-0007\nNEIGE/\nIl neige sur le canal\n\n"
            b"   MODELVILLE 15/06 (AFP) = Il neige.\n\n./.CVN\n150920 JUN 07\n"
        )
        assert (article.language, article.located) == ("fr", "MODELVILLE")
        assert article.body_text == "MODELVILLE 15/06 (AFP) = Il neige."
        assert article.versioncreated == "2007-06-15T07:20:00Z"

    def test_a_stamp_of_the_line_before_the_first_message(self) -> None:
        """A day's file begins with when the line was opened, in brackets, which are no JSON."""
        message = (
            b"INT00%d 3 GEN 0031 N BELGA-0007\nSNEEUW/\nHet sneeuwt\n\n   GENT 15/06 (BELGA) = Het sneeuwt."
            b"\n\n./.\n150920 JUN 07\n\n"
        )
        data = b"[15-JUN-07  00:00]\n\n" + message % 1 + message % 2
        assert format_of(data) == "iptc7901"
        found = [item for item in parse(data) if isinstance(item, Article)]
        assert [article.sequence for article in found] == ["001", "002"]

    def test_nul_for_a_priority(self) -> None:
        """A damaged priority is none."""
        article = one(iptc("A head =", "Port Alder (dpa) - Text.").replace(b" 3 i ", b" \0 i "))
        assert (article.priority_code, article.urgency) == ("", None)


class TestZczc:
    """Copy between ZCZC and NNNN."""

    def test_signs(self) -> None:
        """Each sign has its meaning."""
        article = one(
            "ZCZC\r\n%A\r\n#Bridge\r\n$J\r\n:Slug\r\n^A head\r\n=Take 2\r\n\r\n"
            "KARST, May 1 AAP - Text.\r\nNNNN\r\n"
        )
        assert (article.headline, article.slugline, article.takekey) == ("A head", "Bridge", "Take 2")
        assert (article.category, article.body_text) == ("J", "KARST, May 1 AAP - Text.")

    def test_dollars_and_points_are_text(self) -> None:
        """A story may open with a sum or a point."""
        article = one("ZCZC\n^A head\n\n$5 million was lost.\n\n* One point.\n\n+44 20 is the code.\nNNNN\n")
        assert article.body_text.startswith("$5 million was lost.")
        assert "+44 20" in article.body_text

    def test_no_end(self) -> None:
        """A message whose end is lost is still a message."""
        assert one("ZCZC\n^A head\n\nText of the story.\n").body_text == "Text of the story."

    def test_spool_with_one_damaged(self) -> None:
        """An empty message is reported by its place; the others are read."""
        results = list(
            parse(b"ZCZC\n^One\n\nText.\nNNNN\nZCZC\nNNNN\nZCZC\n^Three\n\nText.\nNNNN\n", name="s")
        )
        assert [type(result) for result in results] == [Article, IngestError, Article]
        assert "message 2" in str(results[1])


class TestTagged:
    """Lines with two-letter tags."""

    def test_messages_without_zczc_begin_with_the_same_tag(self) -> None:
        """Two messages copied into one file stay two, and a tag in the text opens none."""
        message = "KN# Quay Bites\nTI# Ships {}\nTX# Two ships were ordered.\nKN# is a tag.\n\n"
        found = [
            item
            for item in parse((message.format(1) + message.format(2)).encode())
            if isinstance(item, Article)
        ]
        assert [article.headline for article in found] == ["Ships 1", "Ships 2"]
        assert "KN# is a tag." in found[0].body_text

    def test_abstract_alone(self) -> None:
        """Without a text the abstract is the text."""
        assert one("TI#A head\nAB#Only the abstract.\n").body_text == "Only the abstract."

    def test_several(self) -> None:
        """Each zczc opens a message."""
        data = b"zczc\nTI#One\nTX#\nText.\nzczc\nTI#Two\nTX#\nText.\n"
        assert [result.headline for result in parse(data) if isinstance(result, Article)] == ["One", "Two"]

    def test_neither_headline_nor_text(self) -> None:
        """Tags alone are no story."""
        with pytest.raises(IngestError, match="TI#"):
            list(parse(b"AN#1\nCO#X\nSO#Y\n"))


SGML = (
    '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS TOPICS="YES" OLDID="1" NEWID="{}">\n'
    "<DATE>26-FEB-1987 15:01:01.79</DATE>\n<TOPICS><D>grain</D></TOPICS>\n<PLACES></PLACES>\n{}</REUTERS>\n"
)


class TestReutersSgml:
    """Reuters-21578."""

    def test_brief_has_no_body(self) -> None:
        """A story of one line has a headline only."""
        article = one(
            SGML.format(7, '<TEXT TYPE="BRIEF">&#2;\n<TITLE>QTLY DIV &lt;ABC&gt;</TITLE>\nblah\n</TEXT>')
        )
        assert (article.uri, article.headline, article.body_text) == ("reuters-21578:7", "QTLY DIV <ABC>", "")
        assert article.subject == ({"code": "grain", "scheme": "topics"},)

    def test_unprocessed_is_all_text(self) -> None:
        """Where no part is marked, all is text."""
        article = one(
            SGML.format(8, '<TEXT TYPE="UNPROC">&#2;\nROW ONE   1\nROW TWO   2\nROW THREE 3\n&#3;</TEXT>')
        )
        assert "ROW TWO" in article.body_text
        assert article.headline_assumed

    def test_cut_off(self) -> None:
        """The last story of a cut file is reported, the first is read."""
        good = SGML.format(
            1,
            "<TEXT><TITLE>ONE</TITLE><DATELINE> X, Feb 26 - </DATELINE>"
            "<BODY>Text.\n Reuter\n&#3;</BODY></TEXT>",
        )
        results = list(parse((good + '<REUTERS NEWID="2"><TEXT><TITLE>TW').encode()))
        assert isinstance(results[0], Article)
        assert (results[0].body_text, results[0].located) == ("Text.", "X")
        assert isinstance(results[1], IngestError)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"{ }", "json"),
        (b"[1, 2]", "json"),
        (b"[Editor's note]\n\nText", "plain"),
        (b"From: a\nSubject: b\n\nText", "mail"),
        (b"From Karst with love: a story.\n\nSubject: none", "plain"),
        (b"Subject: the budget\n\nText of it", "plain"),
        (b"headline,body\nA,B", "table"),
        (b"Headline, body and soul\n\nText", "plain"),
        (b"ZCZC\n", "zczc"),
        (b"<REUTERS NEWID='1'>", "reuters-sgml"),
    ],
)
def test_told_by_the_bytes(data: bytes, name: str) -> None:
    """Formats are told from the first bytes alone."""
    assert format_of(data) == name


@pytest.mark.parametrize(
    "line",
    [
        "ab/cd/ef",
        "burs-jh/phz",
        "str-dsa-ami/pbt",
        "vl-cat/abd/dth",
        "AAP RESULTS",
        "(END)",
        "-----",
        "(SDA\\/mf ba)",
        "./.CVN",
        "VDH/FUL/",
    ],
)
def test_sign_offs_are_no_story(line: str) -> None:
    assert messages.is_end(line)


@pytest.mark.parametrize("line", ["and/or more", "a well-known man", "AAP reported", "11/12", "He left"])
def test_the_storys_last_words_are_no_sign_off(line: str) -> None:
    assert not messages.is_end(line)


def test_a_count_of_words_is_no_take() -> None:
    found = slug.read("AP-Top-Entertainment-Headlines,0176")
    assert found is not None
    assert found.takekey == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("form", ["anpa", "iptc7901", "zczc", "tagged", "mail"])
def test_a_byte_order_mark_hides_no_format(form: str, encoding: str) -> None:
    """Line formats saved by an editor as "Unicode" are still told by their first lines."""
    samples = {
        "anpa": anpa("^Head<\r\n\tKARST (AP) _ Snow.").decode(),
        "iptc7901": "eca0044 3 i 190  dpa 0512\n\nKarst/snow/\nSnow closes Karst =\n\nKarst (dpa) - Snow.\n",
        "zczc": "ZCZC ABC000\n#Karst\n$Snow closes Karst\n\nSnow.\nNNNN\n",
        "tagged": "zczc\nHD#Snow closes Karst\nTX#Snow.\n",
        "mail": "From: a@x.example\nSubject: Snow closes Karst\n\nSnow.\n",
    }
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    assert one((mark + samples[form]).encode(encoding)).format == form


def test_messages_copied_without_a_line_end_between_are_two() -> None:
    """A file that ends in `NNNN` and no line end, with another one behind it."""
    message = b"ZCZC ABC000\n#Karst\n$Snow closes Karst\n\nSnow.\nNNNN"
    assert len(list(parse(message + message))) == 2
