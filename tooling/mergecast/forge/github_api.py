"""One repository on GitHub, by REST: reads with patience, writes once.

Reads are repeated after a passing fault and follow every page; a write is sent once,
since its answer may be lost after it was applied. Whatever GitHub answers is untrusted:
its size is limited, it has to be JSON, and a next page has to be on the same host.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from mergecast import clock
from mergecast.forge.github_answer import (
    Answer,
    ForgeAwayError,
    ForgeRefusedError,
    Json,
    taken,
)
from mergecast.redaction import redacted

if TYPE_CHECKING:
    import requests

PUBLIC = "https://api.github.com"
_VERSION = "2022-11-28"
_TIMEOUT = (5.0, 20.0)
_READS = 3
_PAGE = 100
_PAGES = 100
"""A hundred reviews a page: more than ten thousand of anything is not believed."""
_LONGEST_WAIT = 20.0
_MOVED = frozenset({301, 302, 307, 308})
_PASSING = frozenset({500, 502, 503, 504})
_LIMITED = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS})


@dataclass(frozen=True)
class GitHubApi:
    """The REST interface of one repository.

    Args:
        repository: ``owner/name``.
        token: sent as a bearer, to ``base`` only; None to ask as nobody.
        base: of an enterprise server, without a slash at its end.
        wait: waits some seconds before a read is repeated.
    """

    repository: str
    token: str | None = field(default=None, repr=False)
    base: str = PUBLIC
    wait: Callable[[float], None] = clock.sleep

    def read(self, *path: str | int, **query: str | int) -> Json:
        """One answer; ``path`` are the segments after ``/repos/OWNER/NAME``.

        Raises:
            ForgeAwayError: no answer after three tries, or an unusable one.
            ForgeRefusedError: GitHub refuses to tell.
        """
        return self._read(self._url(path), query).json()

    def pages(self, *path: str | int, **query: str | int) -> Iterator[Json]:
        """The entries of all pages of a list.

        Raises:
            ForgeAwayError: a page is missing, so the list says nothing.
            ForgeRefusedError: GitHub refuses to tell.
        """
        url: str | None = self._url(path)
        asked: Mapping[str, str | int] = {"per_page": _PAGE, **query}
        for number in range(1, _PAGES + 1):
            if url is None:
                return
            answer = self._read(url, asked)
            entries = answer.json()
            if not isinstance(entries, list):
                raise ForgeAwayError("GitHub answered a list with something else")
            yield from entries
            url, asked = self._next(answer), {}
            if url is None and len(entries) >= _PAGE:
                # A full page that names no next one: a proxy may have lost the name,
                # and the last page is where people take things back.
                url = self._url(path)
                asked = {"per_page": _PAGE, **query, "page": number + 1}
        if url is not None:
            raise ForgeAwayError(f"GitHub's list has more than {_PAGES} pages")

    def write(self, method: str, *path: str | int, body: Mapping[str, Json]) -> Json:
        """Change something, once.

        Raises:
            ForgeAwayError: no clear answer: it may have been done.
            ForgeRefusedError: GitHub refused; nothing was changed.
        """
        answer = self._ask(method, self._url(path), {}, body)
        _refuse(answer, self.token)
        return answer.json()

    def login(self) -> str | None:
        """Whose token it is; None for the token of a job or an app, which is nobody's.

        Raises:
            ForgeAwayError: no answer after three tries, or an unusable one.
        """
        try:
            told = self._read(f"{self.base}/user", {}).json()
        except ForgeRefusedError:
            return None
        login = told.get("login") if isinstance(told, dict) else None
        return login if isinstance(login, str) else None

    def close(self) -> None:
        """Let the connection go."""
        self._session.close()

    def _url(self, path: tuple[str | int, ...]) -> str:
        told = [quote(str(each), safe="") for each in path]
        return "/".join([self.base, "repos", self.repository, *told])

    def _read(self, url: str, query: Mapping[str, str | int]) -> Answer:
        for tries in range(1, _READS + 1):
            try:
                answer = self._ask("GET", url, query, None)
            except ForgeAwayError:
                if tries == _READS:
                    raise
                self.wait(2.0**tries)
                continue
            pause = _pause(answer, tries)
            if pause is None or tries == _READS or pause > _LONGEST_WAIT:
                _refuse(answer, self.token)
                return answer
            self.wait(pause)
        raise AssertionError("the last try returns or raises")

    def _ask(
        self,
        method: str,
        url: str,
        query: Mapping[str, str | int],
        body: Mapping[str, Json] | None,
    ) -> Answer:
        import requests  # noqa: PLC0415 - 100 ms; only who asks a forge pays

        try:
            answer = self._session.request(
                method,
                url,
                params=query,
                json=body,
                timeout=_TIMEOUT,
                allow_redirects=False,
                stream=True,
            )
            raw = taken(answer)
        except requests.RequestException as error:
            # Its own words may hold the address, and that a token.
            kind = type(error).__name__
            raise ForgeAwayError(f"GitHub does not answer ({kind})") from None
        more = answer.links.get("next", {}).get("url")
        return Answer(answer.status_code, answer.headers, raw, more)

    @cached_property
    def _session(self) -> requests.Session:
        import requests  # noqa: PLC0415 - as above

        session = requests.Session()
        # Named here, or ~/.netrc would put another password in its place.
        session.auth = self._sign
        session.headers.update(
            {
                "Accept": "application/vnd.github+json",
                "User-Agent": "mergecast",
                "X-GitHub-Api-Version": _VERSION,
            }
        )
        return session

    def _sign(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self.token:
            request.headers["Authorization"] = f"Bearer {self.token}"
        return request

    def _next(self, answer: Answer) -> str | None:
        if answer.more is None:
            return None
        there, here = urlsplit(answer.more), urlsplit(self.base)
        if (there.scheme, there.netloc) != (here.scheme, here.netloc):
            raise ForgeAwayError("GitHub's next page is on another host")
        return answer.more


def _pause(answer: Answer, tries: int) -> float | None:
    """Seconds until the same question may be answered; None where it was."""
    if answer.status in _PASSING:
        return 2.0**tries
    if answer.status not in _LIMITED:
        return None
    after = answer.headers.get("Retry-After", "")
    if after.isdecimal():
        return float(after)
    spent = answer.headers.get("X-RateLimit-Remaining") == "0"
    return _LONGEST_WAIT + 1 if spent else None


def _refuse(answer: Answer, token: str | None) -> None:
    """Raise unless the answer is a success."""
    status = answer.status
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return
    if status in _MOVED:
        raise ForgeAwayError(
            f"GitHub answered {status}: the repository was renamed or moved",
            hint="bring forge.repository in mergecast.yaml up to date",
        )
    if status in _PASSING or status < HTTPStatus.BAD_REQUEST:
        raise ForgeAwayError(f"GitHub answered {status}")
    if _pause(answer, 1) is not None:
        raise ForgeAwayError("GitHub's rate limit is used up")
    why = redacted(_why(answer), [token] if token else [])
    raise ForgeRefusedError(
        f"GitHub refused: {status}{why}",
        status=status,
        hint=_HINTS.get(status, ""),
    )


_HINTS: Mapping[int, str] = {
    401: "set GITHUB_TOKEN to a token that is still valid",
    403: "give the token the permissions that docs/reference/environment.md lists",
    404: "see whether forge.repository is right, and whether the token may see it",
}


def _why(answer: Answer) -> str:
    """What GitHub says of it, cut short: it may hold anything."""
    try:
        said = json.loads(answer.body).get("message", "")
    except (ValueError, AttributeError):
        return ""
    return f" ({said[:100]})" if isinstance(said, str) and said else ""
