"""The HTTP session under tweepy: timeouts, no retries, no redirects, one base URL."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter


class _ToBase(HTTPAdapter):
    """Sends to ``base`` what was signed for X's host (tweepy hard-codes that host)."""

    def __init__(self, base: str, timeout: tuple[float, float]) -> None:
        self._base = urlsplit(base)
        self._timeout = timeout
        super().__init__(max_retries=0)

    def send(
        self,
        request: requests.PreparedRequest,
        *args: Any,  # noqa: ANN401 - as requests has it
        **kwargs: Any,  # noqa: ANN401 - as requests has it
    ) -> requests.Response:
        """Rewrite scheme and host after signing, and never wait for ever."""
        signed = urlsplit(str(request.url))
        request.url = urlunsplit(
            (self._base.scheme, self._base.netloc, signed.path, signed.query, "")
        )
        # A kept connection may be closed while a request is on its way: that reset
        # would say nothing about whether the post was made.
        request.headers["Connection"] = "close"
        kwargs["timeout"] = self._timeout
        return super().send(request, *args, **kwargs)


def session(base: str, *, timeout: tuple[float, float]) -> requests.Session:
    """A session whose every request goes to ``base``; proxies come from the job."""
    made = requests.Session()
    made.max_redirects = 0
    adapter = _ToBase(base, timeout)
    made.mount("https://", adapter)
    made.mount("http://", adapter)
    return made
