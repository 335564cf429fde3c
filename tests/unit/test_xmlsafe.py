"""The XML door: hostile files open nothing and blow up nothing, real ones with flaws still read."""

from __future__ import annotations

import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from store.errors import IngestError
from store.ingest import parse, sniff, xmlsafe
from store.models import Article
from tests.effort import growth

CANARY = "CANARY-4711"
STORY = (
    "<nitf><head><docdata><doc-id id-string='a:1'/></docdata></head><body><body.head><hedline>"
    "<hl1>{headline}</hl1></hedline></body.head><body.content><p>{text}</p></body.content></body></nitf>"
)


def one(data: str | bytes) -> Article:
    (article,) = parse(data.encode() if isinstance(data, str) else data, name="x.xml")
    assert isinstance(article, Article)
    return article


def story(text: str = "Forty barges wait.", headline: str = "Ice", head: str = "") -> str:
    return head + STORY.format(text=text, headline=headline)


def feed(markup: str) -> str:
    body = f"<description><![CDATA[{markup}]]></description>"
    return f"<rss><channel><item><title>T</title>{body}</item></channel></rss>"


@pytest.fixture
def no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)


@pytest.mark.usefixtures("no_socket")
@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{file}">]>',
        "<!DOCTYPE nitf [<!ENTITY x SYSTEM 'http://127.0.0.1:9/x'>]>",
        '<!DOCTYPE nitf [<!ENTITY % p SYSTEM "file://{file}"> %p; <!ENTITY x "%p;">]>',
        '<!DOCTYPE nitf SYSTEM "file://{file}">',
        '<!DOCTYPE nitf PUBLIC "-//X" "http://127.0.0.1:9/x.dtd" [<!ENTITY x PUBLIC "-//Y" "file://{file}">]>',
    ],
)
def test_no_entity_opens_a_file_or_a_socket(declaration: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    article = one(story("One &x; two.", "&x;", '<?xml version="1.0"?>' + declaration.format(file=secret)))
    assert CANARY not in str(article.as_json())
    assert article.body_text == "One two."
    assert article.headline == "One two."
    assert "entity &x; is not resolved" in article.parse_warnings


@pytest.mark.parametrize("place", ["One &a9; two.", '<a href="http://x.example/&a9;">two</a>'])
def test_entities_that_multiply_are_never_expanded(place: str) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    article = one(story(place, head=f'<!DOCTYPE nitf [<!ENTITY a0 "spam ">{levels}]>'))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
    assert "spam" not in str(article.as_json())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<nitf>" + "<p>" * 100_000, "nested deeper"),
        (story()[:-20], "line 1"),
        ("<!DOCTYPE nitf [<!ENTITY x 'y'>", "never ends"),
        ("<html><body>News</body></html>", "web page"),
        ("<!doctype HTML><p>News", "web page"),
        ("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "root element is <svg>"),
        ("<nitf><a b='1' b='2'/></nitf>", "line 1"),
        ("<?xml", "line 1"),
        ("<planningItem/>", "planning item"),
        ("<knowledgeItem xmlns='http://iptc.org/std/nar/2006-10-01/'/>", "code list"),
        ("<rss><channel/></rss>", "no items"),
        ("<NewsML/>", "no NewsItem"),
        ("<newsMessage/>", "no items"),
        ("<newsItem guid='x'/>", "neither headline nor text"),
    ],
)
def test_what_is_no_wire_copy_gets_one_clear_line(data: str, words: str) -> None:
    with pytest.raises(IngestError) as caught:
        list(parse(data.encode(), name="spool/x.xml"))
    assert words in str(caught.value)
    assert str(caught.value).startswith("spool/x.xml")


@pytest.mark.parametrize(
    "text",
    ["<b>" * 150 + "deep" + "</b>" * 150, "".join(f"<b><i id='{n}'>" for n in range(120)) + "deep"],
)
def test_deep_markup_in_a_body_is_read_in_time(text: str) -> None:
    assert one(feed(f"<p>{text}</p>")).body_text == "deep"


def test_endless_markup_in_a_body_is_read_without_its_tags() -> None:
    text = "".join(f"<p><b id='{n}'>w{n} " for n in range(20_000))
    article = one(feed(text))
    assert article.body_text.startswith("w0")
    assert any("nested deeper" in warning for warning in article.parse_warnings)


def test_an_endless_attribute_is_refused_or_read() -> None:
    assert one(story(f'<a href="http://x.example/{"a" * 1_000_000}">long</a>')).body_text == "long"
    with pytest.raises(IngestError):
        list(parse(story(f'<a href="{"a" * 11_000_000}">long</a>').encode()))


def test_a_file_too_large_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xmlsafe, "MAX_BYTES", 1 << 20)
    with pytest.raises(IngestError, match="larger than 1 MB"):
        list(parse(b"<nitf>" + b" " * (2 << 20), name="x"))


@pytest.mark.parametrize(
    ("sent", "read", "warning"),
    [
        ("AT&T and Q&amp;A", "AT&T and Q&A", "bare &"),
        ("caf&eacute;&nbsp;&euro;5 &ndash; now", "café €5 – now", ""),
        ("&#150; &#x93;so&#148;", "– “so”", "cp1252"),
        ("a\x0bb\x1b[2Jc", "a\ufffdb\ufffd[2Jc", "forbids"),
        ("&#27;[31m&#0;&#xD800;", "\ufffd[31m\ufffd\ufffd", "forbids"),
        ("a&bogus;b", "ab", "entity &bogus;"),
        ("Ã©tÃ© Â£5 itâ€™s", "été £5 it’s", "twice"),
        ("<![CDATA[AT&T &nbsp; &lt;b&gt;]]>", "AT&T <b>", ""),
    ],
)
def test_flaws_of_real_senders_are_repaired_and_said(sent: str, read: str, warning: str) -> None:
    article = one(story(sent))
    assert article.body_text == read
    assert warning in " ".join(article.parse_warnings)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<?xml version="1.0" encoding="iso-8859-1"?>', "utf-8"),  # declared wrongly
        (
            '<?xml version="1.0" encoding="iso-8859-1"?>',
            "cp1252",
        ),  # declared Latin-1, with typographic quotes
        ('<?xml version="1.0" encoding="us-ascii"?>', "cp1252"),
        ('<?xml version="1.0"?>', "cp1252"),
        ('<?xml version="1.0" encoding="no-such-code"?>', "cp1252"),
        ('<?xml version="1.1" encoding="utf-8"?>', "utf-8"),
        ("\ufeff", "utf-8"),
        ("\ufeff", "utf-16-be"),
        ("\n\n  ", "utf-8"),
        ("<!-- a -- b? no: -->", "utf-8"),
    ],
)
def test_bytes_decide_the_encoding_before_the_declaration(head: str, encoding: str) -> None:
    article = one(story("“Grüße – ça va”", head=head.replace(" -- b? no:", "")).encode(encoding))
    assert article.body_text == "“Grüße – ça va”"


def test_stateful_codes_are_decoded_as_declared() -> None:
    data = story("東京の港", head='<?xml version="1.0" encoding="iso-2022-jp"?>').encode("iso-2022-jp")
    assert one(data).body_text == "東京の港"


def test_markup_is_told_from_text() -> None:
    assert sniff.is_xml(b"\xef\xbb\xbf\n<?xml version='1.0'?>")
    assert sniff.is_xml("\ufeff<a/>".encode("utf-16-le"))
    assert not sniff.is_xml(b"< 5 percent of barges")
    assert not sniff.is_xml(b"OMSK <a> b")


def test_plain_copy_does_not_pay_for_xml() -> None:
    code = (
        "import sys; from store.ingest import parse;"
        "list(parse(b'OMSK, March 3. /TASS/. The ferry sank, the ministry said. It was late.'));"
        "print(sorted({'lxml', 'nh3'} & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[2]
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.strip() == "[]"


def test_a_spool_without_declarations_is_read_in_step_with_its_size() -> None:
    """Marks between documents, items that never close: each is looked for once."""
    story = b"<nitf><body><body.content><p>Text.</p></body.content></body></nitf>"
    one = b"\xef\xbb\xbf<?xml version='1.0'?>" + story
    assert len(list(parse(one * 3))) == 3
    item = (
        b"<NewsItem><NewsComponent><NewsLines><HeadLine>A</HeadLine></NewsLines></NewsComponent></NewsItem>"
    )

    assert growth(lambda count: list(parse(b"<NewsML>" + item * count + b"<NewsItem>")), 400, 10) < 40


def test_text_encoded_twice_is_put_right_in_fields_too() -> None:
    story = STORY.format(headline="Décès à Québec", text="Très tôt.")
    article = one(story.encode().decode("cp1252").encode())
    assert (article.headline, article.body_text) == ("Décès à Québec", "Très tôt.")
    assert any("encoded twice" in warning for warning in article.parse_warnings)


@pytest.mark.parametrize("mark", ["\ufeff", "&#65279;", "&#xFEFF;"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_a_mark_before_the_declaration_does_no_harm(mark: str, encoding: str) -> None:
    text = f"{mark}<?xml version='1.0' encoding='{encoding}'?>"
    text += STORY.format(headline="Décès", text="Très tôt.")
    assert one(text.encode(encoding, "xmlcharrefreplace")).headline == "Décès"
