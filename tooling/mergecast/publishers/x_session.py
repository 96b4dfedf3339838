"""The HTTP session under tweepy: no retries, no redirects, one base URL, and an end.

Two things are known of each exchange that requests does not tell. Whether a byte of the
request was written: if not, X certainly did nothing. And when it is over: timeouts
count from one received byte to the next, so an answer that drips would never end.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter

from mergecast.loopback import is_loopback


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and how much to read, in bytes.

    ``silence`` is without a byte; ``whole`` is for all of an exchange once it began to
    be written, well under the lease of a claim; ``upload`` is the same with media.
    """

    connect: float = 10
    silence: float = 60
    whole: float = 120
    upload: float = 300
    page: int = 32_000_000
    answer: int = 1_000_000

    @property
    def timeout(self) -> tuple[float, float]:
        """To connect, and between two bytes, as requests wants it."""
        return self.connect, self.silence

    def seconds(self, path: str) -> float:
        """For all of an exchange."""
        return self.upload if "/media/" in path else self.whole

    def bytes_of(self, method: str) -> int:
        """For all of an answer."""
        return self.page if method == "GET" else self.answer


class UnwrittenError(requests.ConnectionError):
    """There was no connection: not a byte of the request was written."""


class EndlessError(requests.ConnectionError):
    """An answer was longer than any that X gives, or did not end."""


class RefusedError(requests.RequestException):
    """An answer that is no 2xx: raised here, since tweepy stumbles over odd ones."""


class _Exchange:
    """One request and its answer, seen from below: what was written, and until when."""

    def __init__(self, seconds: float) -> None:
        self.written = False
        self.cut = False
        self._seconds = seconds
        self._timer: Timer | None = None

    def watched(self, make: Callable[..., Any]) -> Callable[..., Any]:
        """Connections that note their first byte; a proxy's own is none of X's."""

        def made(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as urllib3 has it
            connection = make(*args, **kwargs)
            plain = connection.send

            def send(data: Any) -> None:  # noqa: ANN401 - as http.client has it
                if connection.sock is None:
                    connection.connect()
                if not (isinstance(data, bytes) and data.startswith(b"CONNECT ")):
                    self._begin(connection.sock)
                plain(data)

            connection.send = send
            return connection

        return made

    def _begin(self, sock: socket.socket) -> None:
        self.written = True
        if self._timer is None:
            self._timer = Timer(self._seconds, self._cut, (sock,))
            self._timer.daemon = True
            self._timer.start()

    def end(self) -> None:
        """Nothing has to be cut any more."""
        if self._timer is not None:
            self._timer.cancel()

    def _cut(self, sock: socket.socket) -> None:
        self.cut = True
        with suppress(OSError):
            # Not the TLS socket's own: it would take its keys from who still reads.
            socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _ToBase(HTTPAdapter):
    """Sends to ``base`` what was signed for X's host (tweepy hard-codes that host)."""

    def __init__(self, base: str, patience: Patience) -> None:
        self._base = urlsplit(base)
        self._is_here = is_loopback(base)
        self._patience = patience
        self._exchange = _Exchange(patience.whole)
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(
        self,
        *args: Any,  # noqa: ANN401 - as requests has it
        **kwargs: Any,  # noqa: ANN401 - as requests has it
    ) -> Any:  # noqa: ANN401 - as above: stubs of requests differ
        """A pool whose connections are watched."""
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        pool.ConnectionCls = self._exchange.watched(type(pool).ConnectionCls)
        return pool

    def send(
        self,
        request: requests.PreparedRequest,
        *args: Any,  # noqa: ANN401 - as requests has it
        **kwargs: Any,  # noqa: ANN401 - as requests has it
    ) -> requests.Response:
        """Rewrite scheme and host after signing, and read the answer whole."""
        path = self._redirect(request)
        kwargs |= {"timeout": self._patience.timeout, "stream": True}
        if self._is_here:
            # They were found for X's host; the emulator's posts stay on this machine.
            kwargs["proxies"] = {}
        self._exchange = exchange = _Exchange(self._patience.seconds(path))
        try:
            answer = super().send(request, *args, **kwargs)
            _read_whole(answer, self._patience.bytes_of(str(request.method)))
        except requests.RequestException as error:
            if not exchange.written:
                raise UnwrittenError(type(error).__name__, request=request) from error
            raise
        finally:
            exchange.end()
        if exchange.cut:
            raise EndlessError("no end in sight", request=request)
        if not 200 <= answer.status_code < 300:
            raise RefusedError(response=answer)
        return answer

    def _redirect(self, request: requests.PreparedRequest) -> str:
        """Point a signed request to the base; gives its path."""
        signed = urlsplit(str(request.url))
        request.url = urlunsplit(
            (self._base.scheme, self._base.netloc, signed.path, signed.query, "")
        )
        # A kept connection may be closed while a request is on its way: that reset
        # would say nothing about whether the post was made.
        request.headers["Connection"] = "close"
        return signed.path


def _read_whole(answer: requests.Response, longest: int) -> None:
    read = bytearray()
    for piece in answer.iter_content(65536):
        read += piece
        if len(read) > longest:
            answer.close()
            raise EndlessError(f"more than {longest} bytes")
    answer._content = bytes(read)  # noqa: SLF001 - requests reads it from there only


def session(base: str, patience: Patience | None = None) -> requests.Session:
    """A session whose every request goes to ``base``; proxies come from the job.

    None of them is handed what is for this machine.
    """
    made = requests.Session()
    lead(made, base, patience)
    return made


def lead(made: requests.Session, base: str, patience: Patience | None = None) -> None:
    """Let every request of a session go to ``base``, once, and without redirects."""
    made.max_redirects = 0
    adapter = _ToBase(base, patience or Patience())
    made.mount("https://", adapter)
    made.mount("http://", adapter)
