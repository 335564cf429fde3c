"""Feeds are asked politely: real requests to a real server on this machine."""

from __future__ import annotations

import gzip
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from store import fetch, poll
from store.errors import IngestError
from store.feedbook import Feed, FeedBook
from store.fetch import Fetcher, checked, seconds_to_wait, shown
from store.library import Library
from store.poll import Poller, pause, spoken
from tui.cli import main

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour wire</title>
<item><guid>h:1</guid><title>Ferry Alfa sinks</title><description>Nobody was hurt.</description></item>
<item><guid>h:2</guid><title>Harbour closes</title><description>For a week.</description></item>
</channel></rss>"""


@dataclass
class Server:
    """A server with one answer at a time, and what it was asked."""

    url: str = ""
    status: int = 200
    body: bytes = FEED
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    hold: Event = field(default_factory=Event)
    """While it is not set and `status` is 0, the server does not answer."""


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            one.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            if one.status == 0:
                one.hold.wait(30)
                return
            same = one.headers.get("ETag") and self.headers.get("If-None-Match") == one.headers["ETag"]
            moved = self.path == "/old"
            self.send_response(301 if moved else 304 if same else one.status)
            if moved:
                self.send_header("Location", "/feed")
            for name, value in one.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not (moved or same):
                self.wfile.write(one.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        one.url = f"http://127.0.0.1:{httpd.server_address[1]}"
        yield one
        one.hold.set()
        httpd.shutdown()
        thread.join()


class Polled:
    """A poller on an archive of its own, what it took and what it told."""

    def __init__(self, archive: Path, *urls: str) -> None:
        self.archive = archive
        self.took: list[tuple[str, bytes]] = []
        self.told: list[str] = []
        self.readable = True
        self.urls = urls

    def once(self) -> bool:
        return Poller(self.urls, self.archive, self._take, self.told.append, interval=0.0).once(Event())

    def _take(self, url: str, body: bytes) -> bool:
        self.took.append((url, body))
        return self.readable


def test_a_feed_is_asked_only_for_what_changed(server: Server, tmp_path: Path) -> None:
    server.headers = {"ETag": '"a1"', "Last-Modified": "Tue, 03 Mar 2026 10:00:00 GMT"}
    polled = Polled(tmp_path, f"{server.url}/feed")
    assert polled.once()
    assert polled.once()
    assert polled.took == [(f"{server.url}/feed", FEED)], "the second answer was: not modified"
    (_, first), (_, second) = server.asked
    assert first["user-agent"].startswith("wirereader/")
    assert "if-none-match" not in first
    assert second["if-none-match"] == '"a1"'
    assert second["if-modified-since"] == "Tue, 03 Mar 2026 10:00:00 GMT"


def test_a_document_that_cannot_be_read_is_asked_for_again(server: Server, tmp_path: Path) -> None:
    server.headers = {"ETag": '"a1"'}
    polled = Polled(tmp_path, server.url)
    polled.readable = False
    assert not polled.once()
    assert not polled.once()
    assert len(polled.took) == 2
    assert FeedBook(tmp_path).get(server.url).failures == 2


@pytest.mark.parametrize(
    ("status", "headers", "told"),
    [
        (503, {"Retry-After": "7200"}, "answered 503 Service Unavailable; next attempt in 2 h"),
        (429, {"Retry-After": formatdate(time.time() + 20_000, usegmt=True)}, "answered 429 Too Many"),
        (404, {}, "answered 404 Not Found; next attempt in 1 s"),
        (410, {}, "answered 410 Gone: it is not asked again"),
        (200, {"Content-Length": "999999999999"}, "sent more than 16 MB: no feed"),
    ],
)  # fmt: skip
def test_what_a_server_refuses_is_told(
    server: Server, tmp_path: Path, status: int, headers: dict[str, str], told: str
) -> None:
    server.status, server.headers = status, headers
    polled = Polled(tmp_path, server.url)
    assert not polled.once()
    assert told in polled.told[0]
    assert not polled.took
    rest = FeedBook(tmp_path).get(server.url).next - time.time()
    assert (rest > 500) == ("Retry-After" in headers or status == 410)


def test_a_feed_that_wishes_to_be_left_alone_is(server: Server, tmp_path: Path) -> None:
    server.status, server.headers = 503, {"Retry-After": "7200"}
    polled = Polled(tmp_path, server.url)
    polled.once()
    assert polled.once(), "not asking is no failure"
    assert len(server.asked) == 1
    assert "it may be asked again in 2 h" in polled.told[1]


def test_a_feed_that_moved_is_asked_at_its_new_place(server: Server, tmp_path: Path) -> None:
    polled = Polled(tmp_path, f"{server.url}/old")
    assert polled.once()
    assert polled.once()
    assert [path for path, _ in server.asked] == ["/old", "/feed", "/feed"]
    assert polled.told == [
        f"{server.url}/old: has moved to {server.url}/feed, and is asked there from now on"
    ]
    assert [url for url, _ in polled.took] == [f"{server.url}/old"] * 2


def test_a_packed_answer_is_bounded_unpacked(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.headers, server.body = {"Content-Encoding": "gzip"}, gzip.compress(FEED)
    polled = Polled(tmp_path, server.url)
    assert polled.once()
    assert polled.took[0][1] == FEED
    monkeypatch.setattr(fetch, "MAX_BYTES", len(FEED) - 1)
    assert not polled.once()
    assert "no feed" in polled.told[0]


def test_offline_is_said_clearly(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    polled = Polled(tmp_path, f"http://name:secret@127.0.0.1:{port}/feed")
    assert not polled.once()
    assert polled.told[0].startswith(f"http://127.0.0.1:{port}/feed: cannot be reached (")
    assert "is this machine offline?" in polled.told[0]
    assert "secret" not in polled.told[0] + (tmp_path / "polled.json").read_text()


def test_polling_goes_on_until_told_to_stop(server: Server, tmp_path: Path) -> None:
    stop = Event()
    took: list[str] = []

    def take(url: str, body: bytes) -> bool:
        took.append(url)
        if len(took) == 5:
            stop.set()
        return True

    urls = [f"{server.url}/a", f"{server.url}/b", f"{server.url}/a"]
    Poller(urls, tmp_path, take, print, interval=0.01).run(stop)
    assert set(took) == set(urls)


def test_polling_ends_when_no_feed_is_left(server: Server, tmp_path: Path) -> None:
    server.status = 410
    Poller([server.url], tmp_path, lambda *_: True, print).run(Event())
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "url", ["example.org/rss", "file:///etc/passwd", "ftp://a/b", "http://", "http://a:x/", "[", ""]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(IngestError, match="not a web address"):
        checked(url)


def test_waits_grow_and_end() -> None:
    assert pause(300, 0, 0, 0.0) == 300
    assert pause(300, 0, 0, 1.0) == pytest.approx(330)
    assert pause(300, 2, 0, 0.0) == 1200
    assert pause(300, 30, 0, 0.0) == poll.LONGEST
    assert pause(300, 0, 4000, 0.0) == 4000
    assert pause(300, 0, 1e9, 0.0) == 24 * 3600
    assert pause(50_000, 3, 0, 0.0) == 50_000, "a longer interval is not shortened"
    assert [spoken(seconds) for seconds in (0.2, 40, 300, 7200)] == ["1 s", "40 s", "5 min", "2 h"]


def test_retry_after_is_seconds_or_a_date() -> None:
    assert seconds_to_wait("120", 0) == 120
    assert seconds_to_wait("Thu, 01 Jan 1970 00:05:00 GMT", 60) == 240
    assert seconds_to_wait("Thu, 01 Jan 1970 00:05:00 GMT", 900) == 0
    assert [seconds_to_wait(text, 0) for text in ("", "soon", "-5", "1e9", "٣")] == [0.0] * 5
    assert shown("https://me:pw@example.org:8443/a?b=c") == "https://example.org:8443/a?b=c"


def test_a_damaged_memory_of_feeds_is_no_memory(tmp_path: Path) -> None:
    book = FeedBook(tmp_path)
    book.put("https://a/", Feed(etag='"x"', failures=2))
    assert book.get("https://a/") == Feed(etag='"x"', failures=2)
    for damage in (b"", b"\xff", b"[]", b'{"https://a/": 5}', b'{"https://a/": {"etag": 5, "next": "no"}}'):
        book.path.write_bytes(damage)
        assert book.get("https://a/") == Feed()


def test_the_command_polls_once_for_cron(
    server: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "archive"
    arguments = ["import", "--archive", str(archive), "--once", "--poll", server.url]
    assert main(arguments) == 0
    told = capfd.readouterr().err.splitlines()
    assert told[0] == f"wirereader: {server.url}: 2 added, 0 updated"
    assert told[1] == "wirereader: polled 1 feed: 2 added, 0 updated, 0 failed"
    assert main(arguments) == 0
    assert "asked a moment ago; it may be asked again in 5 min" in capfd.readouterr().err
    with Library.open(archive) as library:
        assert {row.uri for row in library.rows()} == {"h:1", "h:2"}
        assert not library.problems()


def test_a_page_in_place_of_a_feed_is_a_failure(
    server: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    server.body = b"<!DOCTYPE html><html><body>Sign in</body></html>"
    assert main(["import", "--archive", str(tmp_path), "--once", "--poll", server.url]) == 1
    assert f"{server.url}: this is a web page (HTML)" in capfd.readouterr().err
    assert json.loads((tmp_path / "polled.json").read_text())[server.url]["failures"] == 1


def test_a_signal_ends_even_a_wait_for_a_server(server: Server, tmp_path: Path) -> None:
    server.status = 0
    command = [sys.executable, "-m", "tui", "import", "--archive", str(tmp_path), "--poll", server.url]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 20
        while not server.asked and time.monotonic() < deadline:
            Event().wait(0.02)
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 143
    assert told == "wirereader: polled 1 feed: 0 added, 0 updated, 0 failed\n"


@pytest.mark.parametrize(
    "arguments",
    [["import"], ["import", "a", "--watch", "b"], ["import", "--watch", "b", "--poll", "http://a/"]],
)
def test_one_thing_at_a_time(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "--watch" in capfd.readouterr().err


def test_a_feed_is_not_asked_more_than_once_a_minute(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["import", "--poll", "http://a/", "--every", "5"])
    assert ended.value.code == 2
    assert "at least 60 seconds" in capfd.readouterr().err


def test_the_client_says_who_asks_and_never_raises() -> None:
    with Fetcher() as fetcher:
        assert fetcher.get("http://127.0.0.1:1/").why
        assert fetcher.get("http://[::1/").why
