"""Pictures that people dropped into an issue, fetched from the forge's own hosts alone.

The addresses are in texts that anybody may write. So a host is one of an exact list, a
redirect may lead to the forge's own stores and nowhere else, no token goes along, and
what comes is limited in size and time. In a private repository an address answers
nobody; the forge itself shows the picture under another one, signed for some minutes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from mergecast import clock
from mergecast.forge.github_answer import ForgeRefusedError
from mergecast.forge.github_api import FULL, GitHubApi
from mergecast.intake.said import AskBackError
from mergecast.loopback import past_proxies

if TYPE_CHECKING:
    import requests

LARGEST = 20_000_000
MEGABYTES = str(LARGEST // 1_000_000)
_TIMEOUT = (5.0, 20.0)
_LONGEST = 60.0
"""Seconds for one picture, however slowly it comes."""
_REDIRECTS = 3
_PUBLIC = "https://github.com"
_IMAGES = frozenset(
    ["user-images.githubusercontent.com", "private-user-images.githubusercontent.com"]
)
_STORES = frozenset(
    [
        "github-production-user-asset-6210df.s3.amazonaws.com",
        "objects.githubusercontent.com",
    ]
)
_PATH = re.compile(
    r"/user-attachments/(?:assets/[\w-]+|files/[0-9]+/[\w.%-]+)"
    r"|/storage/user/[\w/.-]+"
    r"|/[\w-]+/[\w.-]+/assets/[\w/-]+"
)
_ASSET = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHOWN = re.compile(r'<img\b[^>]*?\bsrc="([^"]{1,4000})"')


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where pictures may come from, as ``host`` or ``host:port``.

    ``server`` is the forge itself, whose other pages are none of our business.
    """

    server: str
    images: frozenset[str]
    stores: frozenset[str]
    scheme: str = "https"

    @staticmethod
    def of(server: str = "") -> Hosts:
        """Those of a server; without one, GitHub's own."""
        parts = urlsplit(server or _PUBLIC)
        if server.rstrip("/") in {"", _PUBLIC}:
            return Hosts("github.com", _IMAGES, _STORES | _IMAGES)
        own = frozenset([f"media.{parts.netloc}"])
        return Hosts(parts.netloc, own, own | {parts.netloc}, parts.scheme)

    def named(self, url: str) -> bool:
        """Whether an address that somebody wrote is one of a picture here."""
        parts = _split(url)
        if parts is None or parts.scheme != self.scheme:
            return False
        page = parts.netloc == self.server and _PATH.fullmatch(parts.path) is not None
        return page or parts.netloc in self.images

    def stored(self, url: str) -> bool:
        """Whether a redirect leads to the forge's own stores."""
        parts = _split(url)
        if parts is None or parts.scheme != self.scheme:
            return False
        return self.named(url) or parts.netloc in self.stores


def _split(url: str) -> SplitResult | None:
    """The parts of an address; None where it is none, or hides where it leads."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    odd = re.search(r"[\s\\\x00-\x20\x7f-\xff]", url)
    return None if odd or "@" in parts.netloc else parts


def signed(api: GitHubApi, issue: int, comment: int | None = None) -> Mapping[str, str]:
    """The addresses under which the forge shows the pictures of a text, by asset.

    Raises:
        ForgeAwayError: no answer.
    """
    full = replace(api, accept=FULL)
    path = ("issues", issue) if comment is None else ("issues", "comments", comment)
    try:
        told = full.read(*path)
    except ForgeRefusedError:
        return {}
    finally:
        full.close()
    shown = told.get("body_html") if isinstance(told, dict) else None
    found = {}
    for link in _SHOWN.findall(shown if isinstance(shown, str) else ""):
        url = html.unescape(link)
        asset = _ASSET.search(urlsplit(url).path)
        if asset is not None:
            found[asset[0]] = url
    return found


def fetch(url: str, hosts: Hosts, shown: Mapping[str, str]) -> bytes:
    """The bytes of a picture.

    Args:
        url: as its author wrote it.
        hosts: where it may come from.
        shown: from ``signed``.

    Raises:
        AskBackError: it is elsewhere, too large, or cannot be had.
    """
    if not hosts.named(url):
        raise AskBackError("picture-host", url=url[:200])
    asset = _ASSET.search(urlsplit(url).path)
    other = shown.get(asset[0], url) if asset else url
    import requests  # noqa: PLC0415 - only where there are pictures

    with requests.Session() as session:
        # Named here, or ~/.netrc would put a password in its place.
        session.auth = _unsigned
        session.headers.update({"User-Agent": "mergecast", "Accept": "image/*"})
        try:
            raw = _followed(session, other if hosts.stored(other) else url, hosts)
        except requests.RequestException:
            raw = None
    if raw is None:
        raise AskBackError("picture-away", url=url[:200])
    if len(raw) > LARGEST:
        raise AskBackError("picture-large", url=url[:200], most=MEGABYTES)
    return raw


def _unsigned(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _followed(session: requests.Session, url: str, hosts: Hosts) -> bytes | None:
    """The bytes behind an address and its redirects; None where they lead nowhere."""
    for _ in range(_REDIRECTS + 1):
        answer = session.get(
            url,
            proxies=past_proxies(url),
            timeout=_TIMEOUT,
            allow_redirects=False,
            stream=True,
        )
        with answer:
            if answer.is_redirect:
                url = urljoin(url, answer.headers.get("Location", ""))
                if not hosts.stored(url):
                    return None
                continue
            return _taken(answer) if answer.status_code == 200 else None
    return None


def _taken(answer: requests.Response) -> bytes | None:
    """The body, of one byte too much at most; None where it does not end."""
    end = clock.monotonic() + _LONGEST
    raw = bytearray()
    for piece in answer.iter_content(65536):
        raw += piece
        if len(raw) > LARGEST:
            break
        if clock.monotonic() > end:
            return None
    return bytes(raw[: LARGEST + 1])
