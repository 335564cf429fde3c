"""One polite request for a feed: conditional, bounded, honest about who asks."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self
from urllib.parse import urlsplit, urlunsplit

from store.errors import IngestError

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 16 * 1024 * 1024
"""The largest feed read, unpacked; those of agencies stay below one megabyte."""

_REDIRECTS = 5
_CONNECT, _READ = 10.0, 30.0  # seconds
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)


class Answer(NamedTuple):
    """What a server said: one of a new document, nothing new, or why there is none."""

    body: bytes = b""
    same: bool = False
    """Nothing changed since the last answer."""
    gone: bool = False
    """The server says that there will never be anything again."""
    why: str = ""
    """What went wrong, for a person; empty if nothing did."""
    etag: str = ""
    modified: str = ""
    moved: str = ""
    """The address the server asks to use from now on."""
    wait: float = 0.0
    """Seconds the server asks to be left alone."""


class Fetcher:
    """A client that asks for feeds. Use as a context manager."""

    def __init__(self) -> None:
        import httpx  # noqa: PLC0415 - only who polls pays for it

        self._client = httpx.Client(
            headers={"User-Agent": f"wirereader/{_version()}", "Accept": _ACCEPT},
            timeout=httpx.Timeout(_READ, connect=_CONNECT),
            follow_redirects=True,
            max_redirects=_REDIRECTS,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        """Ask for `url`, unless it is as `etag` and `modified` of the last answer say; never raises."""
        import httpx  # noqa: PLC0415 - as above

        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        try:
            with self._client.stream("GET", url, headers={k: v for k, v in asked.items() if v}) as response:
                return _answer(response)
        except httpx.TooManyRedirects:
            return Answer(why=f"sends from one address to the next, more than {_REDIRECTS} times")
        except httpx.TimeoutException:
            return Answer(why="did not answer in time")
        except httpx.ConnectError as error:
            return Answer(why=f"cannot be reached ({_reason(error)}): is this machine offline?")
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
            return Answer(why=f"the answer could not be read ({_reason(error)})")


def checked(url: str) -> str:
    """Return the address as it will be asked; raises `IngestError` for what is no web address."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a broken IPv6 address
        good = False
    if not good:
        raise IngestError("not a web address", where=url[:200], hint="write it with https:// in front")
    return url


def shown(url: str) -> str:
    """Return an address without the name and password that may stand in it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def seconds_to_wait(value: str, now: float) -> float:
    """Return what `Retry-After` asks for (RFC 9110: seconds or a date), 0 if it cannot be read."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _answer(response: httpx.Response) -> Answer:
    moved = _moved(response)
    wait = seconds_to_wait(response.headers.get("Retry-After", ""), time.time())
    if response.status_code == 304:
        return Answer(same=True, moved=moved, wait=wait)
    if response.status_code != 200:
        gone = response.status_code == 410
        why = f"answered {response.status_code} {response.reason_phrase}".rstrip()
        return Answer(why=why, gone=gone, wait=wait)
    body = _body(response)
    if body is None:
        return Answer(why=f"sent more than {MAX_BYTES // 2**20} MB: no feed", moved=moved)
    if not body.strip():
        return Answer(why="sent nothing", wait=wait)
    return Answer(
        body=body,
        etag=response.headers.get("ETag", ""),
        modified=response.headers.get("Last-Modified", ""),
        moved=moved,
        wait=wait,
    )


def _body(response: httpx.Response) -> bytes | None:
    """Return the document, unpacked; None once it is larger than any feed."""
    announced = response.headers.get("Content-Length", "")
    if announced.isdigit() and int(announced) > MAX_BYTES:
        return None
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > MAX_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


def _moved(response: httpx.Response) -> str:
    """Return the new address if every step on the way to it was a permanent one (301, 308)."""
    steps = [one.status_code for one in response.history]
    return str(response.url) if steps and all(code in {301, 308} for code in steps) else ""


def _reason(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:120]


def _version() -> str:
    try:
        return version("wirereader")
    except PackageNotFoundError:
        return "source"
