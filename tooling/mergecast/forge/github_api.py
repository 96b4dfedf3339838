"""One repository on GitHub, by REST: reads with patience, writes once.

Reads are repeated after a passing fault and follow every page; a write is sent once,
since its answer may be lost after it was applied. Whatever GitHub answers is untrusted:
its size is limited, it has to be JSON, and a next page has to be on the same host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
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
from mergecast.forge.github_refusals import LONGEST_WAIT, pause_before, refuse
from mergecast.loopback import past_proxies

if TYPE_CHECKING:
    import requests

PUBLIC = "https://api.github.com"
PLAIN = "application/vnd.github+json"
FULL = "application/vnd.github.full+json"
"""With the text of issues as GitHub shows it, too."""
_VERSION = "2022-11-28"
_TIMEOUT = (5.0, 20.0)
_READS = 3
_PAGE = 100
_PAGES = 100
"""A hundred reviews a page: more than ten thousand of anything is not believed."""


@dataclass(frozen=True)
class GitHubApi:
    """The REST interface of one repository.

    Args:
        repository: ``owner/name``.
        token: sent as a bearer, to ``base`` only; None to ask as nobody.
        base: of an enterprise server, without a slash at its end.
        wait: waits some seconds before a read is repeated.
        accept: in which form GitHub is to answer.
    """

    repository: str
    token: str | None = field(default=None, repr=False)
    base: str = PUBLIC
    wait: Callable[[float], None] = clock.sleep
    accept: str = PLAIN

    def read(self, *path: str | int, **query: str | int) -> Json:
        """One answer; ``path`` are the segments after ``/repos/OWNER/NAME``.

        Raises:
            ForgeAwayError: no answer after three tries, or an unusable one.
            ForgeRefusedError: GitHub refuses to tell.
        """
        return self.look(*path, **query).json()

    def look(self, *path: str | int, **query: str | int) -> Answer:
        """One answer with its headers; otherwise as ``read``."""
        return self._read(self._url(path), query)

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
        refuse(answer, self.token)
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

    def query(self, text: str, **values: str | int) -> Json:
        """Ask by GraphQL, once: for the little that REST has no word for.

        Raises:
            ForgeAwayError: no clear answer: it may have been done.
            ForgeRefusedError: GitHub refused; nothing was changed.
        """
        body = {"query": text, "variables": values}
        url = f"{self.base.removesuffix('/v3')}/graphql"
        answer = self._ask("POST", url, {}, body)
        refuse(answer, self.token)
        told = answer.json()
        if not isinstance(told, dict) or told.get("errors"):
            message = "GitHub refused what only its GraphQL can do"
            raise ForgeRefusedError(message, status=422)
        return told.get("data")

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
            pause = pause_before(answer, tries)
            if pause is None or tries == _READS or pause > LONGEST_WAIT:
                refuse(answer, self.token)
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
                proxies=past_proxies(url),
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
        import requests  # noqa: PLC0415 - 100 ms; only who asks a forge pays

        session = requests.Session()
        # Named here, or ~/.netrc would put another password in its place.
        session.auth = self._sign
        session.headers.update(
            {
                "Accept": self.accept,
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
