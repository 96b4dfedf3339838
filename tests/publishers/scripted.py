"""A server on loopback that answers one request with exactly the bytes it is given."""

from __future__ import annotations

import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Script = Callable[[socket.socket], None]


@contextmanager
def serving(script: Script, scheme: str = "http") -> Iterator[str]:
    """Run ``script`` with the first connection; gives the URL to send to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)

        def serve() -> None:
            with suppress(OSError):
                connection, _ = listening.accept()
                with connection:
                    script(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"{scheme}://127.0.0.1:{listening.getsockname()[1]}"
        thread.join()


def read_request(connection: socket.socket) -> None:
    """Read a request whole: what is left unread would break the answer off."""
    request = connection.recv(65536)
    while b"\r\n\r\n" not in request:
        more = connection.recv(65536)
        if not more:
            return
        request += more
    head, _, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: *(\d+)", head)
    while length and len(body) < int(length[1]):
        body += connection.recv(65536)


def saying(answer: bytes) -> Script:
    """Read the request, and answer it."""

    def script(connection: socket.socket) -> None:
        read_request(connection)
        with suppress(OSError):
            connection.sendall(answer)

    return script


def http(status: int, body: bytes, *headers: str) -> bytes:
    """An answer of HTTP, whole."""
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def resetting(*, after_reading: bool) -> Script:
    """Break the connection, when the request begins or after it was read."""

    def script(connection: socket.socket) -> None:
        connection.recv(65536 if after_reading else 1)
        now = struct.pack("ii", 1, 0)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)

    return script


def dripping(begun: bytes, drop: bytes, pause: float) -> Script:
    """Begin an answer, and go on with it for ever, a drop at a time."""

    def script(connection: socket.socket) -> None:
        read_request(connection)
        connection.settimeout(pause)
        with suppress(OSError):
            connection.sendall(begun)
            while True:
                connection.sendall(drop)
                with suppress(TimeoutError):
                    if not connection.recv(65536):
                        return

    return script
