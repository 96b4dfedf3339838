"""Pages by HTTP, for this machine alone: made anew when what they show has changed."""

from __future__ import annotations

import socketserver
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote, urlsplit

from mergecast.errors import WorkspaceError

if TYPE_CHECKING:
    from socket import socket

HOST = "127.0.0.1"
_NAMES = frozenset({HOST, "localhost"})
_TYPES = {
    "html": "text/html; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
_HEADERS = (
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
)

Files = Mapping[str, bytes]
"""Pages and pictures by their paths."""


class Made:
    """The pages as they were made last; ``state`` says whether that is still so."""

    def __init__(self, state: Callable[[], object], make: Callable[[], Files]) -> None:
        self._state = state
        self._make = make
        self._known: tuple[object, Files] | None = None
        self._guard = Lock()

    def files(self) -> Files:
        """All files, made anew if anything has changed.

        Raises:
            MergecastError: they cannot be made as things are.
        """
        with self._guard:
            now = self._state()
            if self._known is None or self._known[0] != now:
                self._known = (now, self._make())
            return self._known[1]


class PageServer(ThreadingHTTPServer):
    """Answers on the loopback address and nowhere else."""

    daemon_threads = True

    def __init__(self, port: int, read: Callable[[str], bytes | str | None]) -> None:
        self.read = read
        try:
            super().__init__((HOST, port), _Connection)
        except (OSError, OverflowError) as error:
            raise WorkspaceError(
                f"port {port} cannot be used: {_reason(error)}",
                hint="name another port, or 0 for a free one",
                not_done="nothing is served",
            ) from error

    def server_bind(self) -> None:
        """Bind without asking the name service what 127.0.0.1 is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of whoever went away before the answer: browsers do that."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(cast("socket", request), client_address)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.server_port}"


def _reason(error: Exception) -> str:
    told = error.strerror if isinstance(error, OSError) else None
    return (told or str(error)).lower()


class _Connection(BaseHTTPRequestHandler):
    """One connection; ``read`` gives a file, words to say instead of it, or None."""

    protocol_version = "HTTP/1.1"
    server_version = "mergecast-pages"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """Answer with a file."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """The same without the file."""
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        if {"content-length", "transfer-encoding"} & {*map(str.lower, self.headers)}:
            # Nothing is taken, so what comes after the head is no request either.
            self.close_connection = True
        host = self.headers.get("host", "").lower()
        if host.rpartition(":")[0] not in _NAMES and host not in _NAMES:
            # A name that somebody else gave this address: their page must not read it.
            told = b"ask for a loopback address\n"
            self._send(HTTPStatus.MISDIRECTED_REQUEST, told, body=body)
            return
        name = unquote(urlsplit(self.path).path).lstrip("/") or "index.html"
        found = cast("PageServer", self.server).read(name)
        if isinstance(found, bytes):
            kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
            self._send(HTTPStatus.OK, found, kind, body=body)
        elif found is None:
            self._send(HTTPStatus.NOT_FOUND, b"there is no such page\n", body=body)
        else:
            said = found.encode()
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, said, body=body)

    def _send(
        self,
        status: HTTPStatus,
        content: bytes,
        kind: str = "text/plain; charset=utf-8",
        *,
        body: bool = True,
    ) -> None:
        self.send_response_only(status)
        for name, value in (("content-type", kind), *_HEADERS):
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        if body:
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing: a request line is anybody's text."""
