"""E-mail: headers, encodings, parts, forms, boxes."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from store.errors import IngestError
from store.ingest import mail, parse
from store.models import Article


def read(data: str | bytes | EmailMessage) -> Article:
    """Return the only article of a message."""
    if isinstance(data, EmailMessage):
        data = data.as_bytes()
    (article,) = mail.parse(data if isinstance(data, bytes) else data.encode())
    assert isinstance(article, Article)
    return article


def message(text: str, **headers: str) -> EmailMessage:
    """Return a plain message."""
    made = EmailMessage()
    for name, value in {"Subject": "A head", "From": "Ann Poe <a@x.example>", **headers}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def test_headers() -> None:
    """Subject, sender, date, id and keywords are the article's."""
    sent = {"Date": "Tue, 4 Apr 2023 12:15:00 +0200", "Message_ID": "<1@x>", "Keywords": "rail, Seeburg"}
    article = read(message("Text.", **sent))
    assert (article.headline, article.source, article.uri) == ("A head", "Ann Poe", "1@x")
    assert (article.versioncreated, article.keywords) == ("2023-04-04T10:15:00Z", ("rail", "Seeburg"))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"=?utf-8?b?RsOkaHJl?= gesunken", "Fähre gesunken"),
        (b"=?iso-8859-1?q?F=E4hre?= =?utf-8?q?_gesunken?=", "Fähre gesunken"),
        (b"=?x-unknown?q?Ferry?= sinks", "Ferry sinks"),
        ("Fähre gesunken".encode(), "Fähre gesunken"),
        ("Fähre gesunken".encode("cp1252"), "Fähre gesunken"),
        (b"Ferry\r\n sinks", "Ferry sinks"),
        (b"=?utf-8?b?broken", "=?utf-8?b?broken"),
    ],
)
def test_subjects(raw: bytes, expected: str) -> None:
    """Encoded words, raw bytes and folded lines read as they were meant."""
    assert read(b"From: a@x\r\nSubject: " + raw + b"\r\n\r\nText.\r\n").headline == expected


def test_quoted_printable_windows() -> None:
    """A declared encoding is used, a soft line break is none."""
    head = 'Subject: A\nFrom: a@x\nContent-Type: text/plain; charset="windows-1252"\n'
    text = head + "Content-Transfer-Encoding: quoted-printable\n\n=93Quiet=94 said=\n Ann =96 once.\n"
    assert read(text).body_text == "“Quiet” said Ann – once."


def test_utf8_wins_over_a_wrong_declaration() -> None:
    """UTF-8 declared as Latin-1 is UTF-8."""
    head = "Subject: A\nFrom: a@x\nContent-Type: text/plain; charset=iso-8859-1\n"
    text = head + "Content-Transfer-Encoding: 8bit\n\nFähre gesunken.\n"
    assert read(text).body_text == "Fähre gesunken."


def test_flowed() -> None:
    """Soft breaks of flowed text join lines."""
    head = "Subject: A\nFrom: a@x\nContent-Type: text/plain; format=flowed\n\n"
    assert read(head + "One line \nthat goes on.\n\nNext.\n").body_text == "One line that goes on.\n\nNext."


def test_html_alone_and_beside_text() -> None:
    """HTML is read where it says as much as the text; its scripts never."""
    made = message("Short.")
    made.add_alternative("<p>Long <b>story</b>.</p><script>x()</script><p>Second.</p>", subtype="html")
    assert read(made).body_text == "Long story.\n\nSecond."
    made = message("A long story that says it all.\n\nSecond.")
    made.add_alternative("<img src='x'>", subtype="html")
    assert read(made).body_text == "A long story that says it all.\n\nSecond."


def test_attachments_are_named() -> None:
    """A picture is an association, no text."""
    made = message("Text.")
    made.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="bahn.jpg")
    article = read(made)
    assert article.body_text == "Text."
    assert [(entry["type"], entry["headline"]) for entry in article.associations] == [("picture", "bahn.jpg")]


def test_subject_words() -> None:
    """An update says so in its subject."""
    assert "update" in read(message("Text.", Subject="UPDATE 2-Ferry sinks")).signal
    assert read(message("Text.", Subject="Gunmen kill five")).pubstatus == "usable"


def test_box() -> None:
    """A box of messages gives all of them."""
    box = b"From a@x Mon Jan  1 00:00:00 2024\nSubject: One\nFrom: a@x\n\nText.\n\n"
    box += b"From b@x Mon Jan  1 00:00:00 2024 +0100\n"
    results = list(parse(box + b"Subject: Two\nFrom: b@x\n\nText.\n"))
    assert [result.headline for result in results if isinstance(result, Article)] == ["One", "Two"]


def test_neither_subject_nor_text() -> None:
    """A message that says nothing is no story."""
    with pytest.raises(IngestError):
        list(mail.parse(b"From: a@x\nDate: x\n\n\n"))


def test_text_that_only_looks_like_a_form() -> None:
    """Broken JSON in a message is its text."""
    assert read(message('{"Headline": "A", "Body": ')).body_text.startswith("{")


def test_nul_in_a_charset() -> None:
    """A damaged name of an encoding is no crash."""
    assert (
        read("Subject: A\nFrom: a@x\nContent-Type: text/plain; charset=\0utf-8\n\nText.\n").body_text
        == "Text."
    )
