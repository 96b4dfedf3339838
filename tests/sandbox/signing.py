"""A client that signs for the real host and talks to the sandbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from requests_oauthlib import OAuth1

from mergecast.sandbox.accounts import credentials
from mergecast.sandbox.server import RunningSandbox

REAL_HOST = "https://api.twitter.com"


class RedirectAfterSigning(HTTPAdapter):
    """Sends a request, signed as it is, to another host."""

    def __init__(self, url: str) -> None:
        self._place = urlsplit(url)
        super().__init__()

    def send(  # type: ignore[override]  # requests passes its options by name
        self,
        request: requests.PreparedRequest,
        **options: Any,  # noqa: ANN401 - passed on as they come
    ) -> requests.Response:
        wished = urlsplit(request.url or "")
        place = (self._place.scheme, self._place.netloc)
        request.url = str(urlunsplit((*place, wished.path, wished.query, "")))
        return super().send(request, **options)


def signer(handle: str = "acme_hq") -> OAuth1:
    keys = credentials(handle)
    return OAuth1(
        keys.consumer_key,
        keys.consumer_secret,
        keys.access_token,
        keys.access_token_secret,
    )


@dataclass
class Client:
    """One account's signed requests."""

    sandbox: RunningSandbox
    handle: str = "acme_hq"
    host: str = REAL_HOST
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.session = requests.Session()
        self.session.mount("https://", RedirectAfterSigning(self.sandbox.url))

    def call(
        self,
        method: str,
        path: str,
        **options: Any,  # noqa: ANN401 - what requests takes, passed on
    ) -> requests.Response:
        headers = {**self.headers, **options.pop("headers", {})}
        return self.session.request(
            method,
            self.host + path,
            auth=options.pop("auth", signer(self.handle)),
            headers=headers,
            timeout=options.pop("timeout", 10),
            **options,
        )

    def post(self, **body: object) -> requests.Response:
        return self.call("POST", "/2/tweets", json=body)

    def post_id(self, **body: object) -> str:
        answer = self.post(**body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["data"]["id"])

    def close(self) -> None:
        self.session.close()
