"""Bare repositories over HTTP on loopback, by git's own server program.

A gate stands before each request: it may count it, hold it, end somebody's life over
it, answer something else, or cut the connection before or after git has done its work.
"""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeAlias, cast

import pytest


@dataclass(frozen=True)
class Asked:
    """A request, before anything was done about it; names of headers are lower case."""

    method: str
    path: str
    headers: Mapping[str, str]

    @property
    def is_push(self) -> bool:
        """Whether its work is to take a push."""
        return self.method == "POST" and self.path.endswith("/git-receive-pack")


Gate: TypeAlias = Callable[[Asked, Callable[[], bytes]], bytes | None]
"""Is given each request and the work that answers it; None cuts the connection."""


def open_gate(asked: Asked, work: Callable[[], bytes]) -> bytes:
    """Let everyone in."""
    del asked
    return work()


def status(code: int, *headers: str) -> bytes:
    """An answer of nothing but a status, as a gate may give it."""
    return "\r\n".join([f"Status: {code} no", *headers, "", "\n"]).encode()


def asking_who(header: str) -> Gate:
    """A gate for those whose ``Authorization`` is ``header``; asks others who they are.

    A server that answers 401 makes git look for credentials, and ask for them.
    """

    def gate(asked: Asked, work: Callable[[], bytes]) -> bytes:
        if asked.headers.get("authorization") == header:
            return work()
        return status(401, 'WWW-Authenticate: Basic realm="forge"')

    return gate


class Server(ThreadingHTTPServer):
    """A thread a request; all of them are waited for at the end."""

    daemon_threads = False
    request_queue_size = 64

    def __init__(self, root: Path, header: str | None, gate: Gate) -> None:
        self.root, self.header, self.gate = root, header, gate
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that died is no news."""


class Handler(BaseHTTPRequestHandler):
    """One request to ``git http-backend``."""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        here = cast("Server", self.server)
        body = self._body()
        header = self.headers.get_all("Authorization")
        if here.header is not None and header != [here.header]:
            self.send_error(403)
            return
        told = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, self.path.partition("?")[0], told)
        answer = here.gate(asked, lambda: _backend(here.root, self, body))
        # Who asked may be dead by now.
        with suppress(OSError):
            if answer is None:
                self.connection.shutdown(socket.SHUT_RDWR)
            else:
                self._send(answer)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        pieces = []
        while size := int(self.rfile.readline(), 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(pieces)

    def _send(self, answer: bytes) -> None:
        head, _, content = answer.partition(b"\r\n\r\n")
        fields = dict(
            line.split(": ", 1) for line in head.decode().split("\r\n") if line
        )
        self.send_response(int(fields.pop("Status", "200").split()[0]))
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serving(
    root: Path, *, header: str | None = None, gate: Gate = open_gate
) -> Iterator[str]:
    """The URL of the repositories under ``root``.

    Args:
        root: where they are.
        header: what the ``Authorization`` header must be; None to let everyone in.
        gate: what stands before each request that this lets in.

    Skips the test where git was installed without its server program.
    """
    asked = ["git", "--exec-path"]
    programs = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    if not (Path(programs.strip()) / "git-http-backend").exists():
        pytest.skip("git has no http-backend here")
    with Server(root, header, gate) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def _backend(root: Path, request: BaseHTTPRequestHandler, body: bytes) -> bytes:
    path, _, query = request.path.partition("?")
    env = {
        "PATH": os.environ["PATH"],
        "GIT_PROJECT_ROOT": str(root),
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "REQUEST_METHOD": request.command,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_CONTENT_ENCODING": request.headers.get("Content-Encoding", ""),
        "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
        "REMOTE_USER": "someone",
        "REMOTE_ADDR": "127.0.0.1",
    }
    command = ["git", "http-backend"]
    return subprocess.run(
        command, input=body, env=env, stdout=subprocess.PIPE, check=True
    ).stdout
