"""Start the sandbox and stop it.

    with start(Path("sandbox.db"), accounts=(...)) as sandbox:
        print(sandbox.url)

It listens on 127.0.0.1 only. Posts are dated by ``now``; a request that carries
``X-Sandbox-Now: 2026-11-24T09:00:00+08:00`` is dated by that instead, so that a
demo under a pinned time shows that time. Signatures are judged by the real clock.
"""

from __future__ import annotations

import contextlib
import socket
import socketserver
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Self

from mergecast import clock
from mergecast.errors import WorkspaceError
from mergecast.sandbox.accounts import (
    DEFAULT_ACCOUNTS,
    SandboxAccount,
    check_accounts,
)
from mergecast.sandbox.connection import Connection
from mergecast.sandbox.context import Conduct, Sandbox
from mergecast.sandbox.faults import Fault, fault_box
from mergecast.sandbox.store import Store

HOST = "127.0.0.1"
_DEFAULT_CONDUCT = Conduct()


class SandboxServer(ThreadingHTTPServer):
    """A thread a connection; it knows its connections, so that it can end them."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 64

    def __init__(self, port: int, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self._open: set[socket.socket] = set()
        self._guard = Lock()
        super().__init__((HOST, port), Connection)

    def server_bind(self) -> None:
        """Bind without asking the name service what 127.0.0.1 is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name = HOST
        self.server_port = self.server_address[1]

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.server_port}"

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        """Accept a connection and remember it."""
        connection, address = super().get_request()
        with self._guard:
            self._open.add(connection)
        return connection, address

    def shutdown_request(
        self, request: socket.socket | tuple[bytes, socket.socket]
    ) -> None:
        """Close a connection and forget it."""
        with self._guard:
            self._open -= {request}
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news, and nothing else may be printed."""

    def end_connections(self) -> None:
        """Wake every thread that waits for a client."""
        with self._guard:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True)
class RunningSandbox:
    """A sandbox that answers. Close it, or use it in a ``with`` block."""

    url: str
    sandbox: Sandbox
    _server: SandboxServer
    _thread: Thread

    @property
    def accounts(self) -> tuple[SandboxAccount, ...]:
        """Who can post."""
        return self.sandbox.accounts

    def close(self) -> None:
        """Stop answering, end what is under way, let go of the database."""
        self._server.shutdown()
        self._server.end_connections()
        self._server.server_close()
        self._thread.join()
        self.sandbox.store.close()

    def wait(self) -> None:
        """Block until it stops."""
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def start(  # noqa: PLR0913 - the one door to the sandbox: all that is ever chosen
    database: Path | str,
    *,
    port: int = 0,
    accounts: tuple[SandboxAccount, ...] = DEFAULT_ACCOUNTS,
    faults: tuple[Fault, ...] = (),
    seed: int = 0,
    now: Callable[[], datetime] = clock.now,
    conduct: Conduct = _DEFAULT_CONDUCT,
) -> RunningSandbox:
    """Start a sandbox in a thread of its own.

    Args:
        database: a file, or ``":memory:"``; made if it is not there.
        port: 0 takes a free one.
        accounts: who can post; their credentials come from ``credentials``.
        faults: misbehaviour by chance, drawn from ``seed``.
        seed: the same seed and order of requests give the same faults.
        now: the time of posts, where a request does not tell its own.
        conduct: waits, windows and the log.
    """
    check_accounts(accounts)
    box = fault_box(faults, seed)
    server = _listen(port, Sandbox(Store(database), accounts, box, conduct, now))
    thread = Thread(
        target=server.serve_forever, args=(0.02,), name="sandbox", daemon=True
    )
    thread.start()
    return RunningSandbox(server.url, server.sandbox, server, thread)


def _listen(port: int, sandbox: Sandbox) -> SandboxServer:
    try:
        return SandboxServer(port, sandbox)
    except (OSError, OverflowError) as error:
        sandbox.store.close()
        raise WorkspaceError(
            f"port {port} cannot be used: {error}",
            hint="name another port, or leave it out",
            not_done="the sandbox was not started",
        ) from error


def serve(running: RunningSandbox) -> None:
    """Block until Ctrl-C, then close. For a command line."""
    with running, contextlib.suppress(KeyboardInterrupt):
        running.wait()


def startup_lines(running: RunningSandbox) -> list[str]:
    """What a command prints when the sandbox is up."""
    handles = ", ".join(f"@{account.handle}" for account in running.accounts)
    return [
        f"sandbox (not X) for {handles}",
        f"timeline  {running.url}/",
        f"API base  {running.url}   (MERGECAST_X_API_BASE)",
        "stop it with Ctrl-C",
    ]
