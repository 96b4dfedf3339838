"""Somebody on this machine who is called over HTTP, and what was asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(slots=True)
class Listener:
    """Where to call, how it answers, the paths that it was asked for, and more."""

    url: str = ""
    status: int = 200
    heard: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    signed: list[str | None] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen on a free port of this machine."""
    made = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.heard.append(self.path)
            made.signed.append(self.headers.get("Authorization"))
            size = int(self.headers.get("Content-Length") or 0)
            if size:
                made.bodies.append(self.rfile.read(size))
            self.send_response(made.status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        do_POST = do_GET  # noqa: N815 - as the server calls it

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
