"""Many items in one file: the bad ones never take the good ones with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from store.errors import IngestError
from store.ingest import parse
from store.ingest.results import MAX_BROKEN, settled
from store.models import Article

GOOD = Article(uri="x:1", headline="A head")


def bad(number: int) -> IngestError:
    return IngestError(f"bad {number}", where=f"x, item {number}")


def read(*found: Article | IngestError) -> list[Article | IngestError]:
    return list(settled(found, name="x", nothing="nothing in it", hint="look"))


def test_errors_are_told_in_their_place() -> None:
    one, two, three = bad(1), bad(2), bad(3)
    assert read(one, GOOD, two, three) == [one, GOOD, two, three]


def test_without_anything_good_the_first_error_is_the_files() -> None:
    with pytest.raises(IngestError, match="bad 1"):
        read(bad(1), bad(2))
    with pytest.raises(IngestError, match="x: nothing in it; look"):
        read()


def test_which_error_is_told_can_be_chosen() -> None:
    with pytest.raises(IngestError, match="bad 2"):
        list(settled([bad(1), bad(2)], name="x", nothing="", worst=lambda errors: errors[-1]))


def test_endless_damage_ends() -> None:
    taken = 0

    def endless() -> Iterator[Article | IngestError]:
        nonlocal taken
        yield GOOD
        while True:
            taken += 1
            yield bad(taken)

    last = list(settled(endless(), name="x", nothing=""))[-1]
    assert f"more than {MAX_BROKEN} broken items" in str(last)
    assert taken == MAX_BROKEN + 1


@pytest.mark.parametrize("data", [b"ZCZC\n" * 50_000, b"\x16\x16\x01a0001\x1f\n" * 20_000])
def test_a_spool_of_nothing_is_one_error(data: bytes) -> None:
    with pytest.raises(IngestError):
        list(parse(data, name="x"))


def test_a_mail_of_endless_parts_is_refused() -> None:
    part = b"--a\nContent-Type: multipart/mixed; boundary=a\n\n"
    with pytest.raises(IngestError, match="more parts than any mail"):
        list(parse(b"From: a@b\nSubject: x\nContent-Type: multipart/mixed; boundary=a\n\n" + part * 2_000))


def test_nuls_in_xml_are_left_out() -> None:
    body = b"<body><body.content><p>Te\x00xt.</p></body.content></body>"
    data = b"<nitf><head><\x00title>A head</title></head>" + body + b"</nitf>"
    (article,) = parse(data)
    assert isinstance(article, Article)
    assert (article.headline, article.body_text) == ("A head", "Text.")
    assert any(re.search("NUL", warning) for warning in article.parse_warnings)


def test_xml_in_ebcdic_is_named() -> None:
    with pytest.raises(IngestError, match="XML in EBCDIC"):
        list(parse("<?xml version='1.0'?><nitf/>".encode("cp037")))
