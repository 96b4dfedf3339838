"""One HTTP connection: reading requests, writing answers, and the silent faults."""

from __future__ import annotations

import selectors
import traceback
import urllib.parse
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, cast

from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.faults import FaultKind
from mergecast.sandbox.problems import RefusedError, invalid, plain
from mergecast.sandbox.routes import Outcome, respond
from mergecast.sandbox.wire import Answer, Request

if TYPE_CHECKING:
    from mergecast.sandbox.server import SandboxServer

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
MIB = 1024 * 1024
BODY_LIMIT = 256 * 1024
MEDIA_BODY_LIMIT = 20 * MIB + 64 * 1024
"""A GIF of 15 MiB is 20 MiB in base64, and then comes the JSON around it."""
_DRAINED = 64 * MIB
_SECURITY = (
    (
        "content-security-policy",
        (
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            " form-action 'none'; frame-ancestors 'none'"
        ),
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-store"),
)
_HOLDING = frozenset({FaultKind.TIMEOUT, FaultKind.TIMEOUT_APPLIED})
_MANGLING = frozenset({FaultKind.CUT_APPLIED, FaultKind.DRIP_APPLIED})
_DROPPING = frozenset({FaultKind.DROP, FaultKind.DROP_APPLIED})


class Connection(BaseHTTPRequestHandler):
    """Made by the server for each connection."""

    protocol_version = "HTTP/1.1"
    server_version = "mergecast-sandbox"
    sys_version = ""
    timeout = 60
    # head and body are two writes; the second must not wait for an acknowledgement
    disable_nagle_algorithm = True

    @property
    def _owner(self) -> SandboxServer:
        return cast("SandboxServer", self.server)

    @property
    def _sandbox(self) -> Sandbox:
        return self._owner.sandbox

    def do_GET(self) -> None:
        """Answer a GET."""
        self._serve()

    def do_POST(self) -> None:
        """Answer a POST."""
        self._serve()

    def do_DELETE(self) -> None:
        """Answer a DELETE."""
        self._serve()

    def _serve(self) -> None:
        refusal = self._refusal()
        if refusal is not None:
            self.close_connection = True
            self._send(refusal)
            self._log(Outcome(refusal, route="refused"))
            return
        length = int(self.headers.get("content-length", "0"))
        body = self.rfile.read(length)
        try:
            outcome = respond(self._sandbox, self._request(body))
        except RefusedError as refused:
            outcome = Outcome(refused.answer)
        except Exception as error:  # noqa: BLE001 - a bug of ours must not hang the client
            outcome = Outcome(plain(500, "Internal Server Error"), route="bug")
            self._log_bug(error)
        self._log(outcome)
        self._act(outcome)

    def _refusal(self) -> Answer | None:
        """Why the request is not even read: foreign pages, or too much of it."""
        host = self.headers.get("host", "")
        if _without_port(host) not in LOOPBACK_NAMES:
            return plain(421, "Misdirected Request", "ask for a loopback address")
        origin = self.headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return plain(403, "Forbidden", "pages of other sites have no access")
        length = self.headers.get("content-length", "0")
        if "transfer-encoding" in self.headers or not _is_number(length):
            return plain(411, "Length Required")
        is_media = self.path.startswith("/2/media/")
        if int(length) > (MEDIA_BODY_LIMIT if is_media else BODY_LIMIT):
            self._drain(int(length))
            return plain(413, "Payload Too Large")
        return None

    def _drain(self, length: int) -> None:
        """Read on, so that the client hears the answer instead of a reset."""
        left = min(length, _DRAINED)
        while left > 0:
            piece = self.rfile.read(min(left, MIB))
            if not piece:
                return
            left -= len(piece)

    def _request(self, body: bytes) -> Request:
        path, _, raw_query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(
            method=self.command,
            path=path,
            raw_query=raw_query,
            query=tuple(urllib.parse.parse_qsl(raw_query, keep_blank_values=True)),
            headers=headers,
            body=body,
            now=self._now(headers.get("x-sandbox-now")),
            base=self._owner.url,
        )

    def _now(self, told: str | None) -> datetime:
        """The sandbox's time, or the one the client lives in."""
        if told is None:
            return self._sandbox.now()
        try:
            instant = datetime.fromisoformat(told)
            if instant.tzinfo is not None:
                return instant.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        message = "X-Sandbox-Now is not an ISO 8601 instant with an offset"
        raise invalid(message, {"x-sandbox-now": [told]})

    def _act(self, outcome: Outcome) -> None:
        conduct = self._sandbox.conduct
        if outcome.fault in _HOLDING:
            self._hold(conduct.hold_seconds)
        if outcome.fault in _HOLDING | _DROPPING:
            self.close_connection = True
            return
        if outcome.fault is FaultKind.SLOW:
            self._hold(conduct.slow_seconds)
        elif conduct.latency_seconds and self.path.startswith("/2/"):
            self._hold(conduct.latency_seconds)
        self.close_connection |= outcome.fault in _MANGLING
        self._send_head(outcome.answer)
        self._send_body(outcome.fault, outcome.answer.body)

    def _hold(self, seconds: float) -> bool:
        """Keep silent until the client goes away or the time is up.

        It says whether the client is still there.
        """
        with selectors.DefaultSelector() as selector:
            selector.register(self.connection, selectors.EVENT_READ)
            return not selector.select(seconds)

    def _send_body(self, fault: FaultKind, body: bytes) -> None:
        if fault is FaultKind.CUT_APPLIED:
            self.wfile.write(body[: len(body) // 2])
        elif fault is FaultKind.DRIP_APPLIED:
            self._drip(body)
        else:
            self.wfile.write(body)

    def _drip(self, body: bytes) -> None:
        for at in range(len(body)):
            if not self._hold(self._sandbox.conduct.drip_seconds):
                return
            self.wfile.write(body[at : at + 1])

    def _send(self, answer: Answer) -> None:
        self._send_head(answer)
        self.wfile.write(answer.body)

    def _send_head(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        self.send_header("server", self.server_version)
        self.send_header("date", self.date_time_string())
        self.send_header("content-type", answer.content_type)
        self.send_header("content-length", str(len(answer.body)))
        for name, value in (*_SECURITY, *answer.headers):
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("connection", "close")
        self.end_headers()

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Refuse what is not HTTP, in the manner of the rest."""
        del message, explain  # they quote the request
        self.close_connection = True
        # a request line that cannot be read is taken for HTTP/0.9, which has no head
        self.request_version = self.protocol_version
        self._send(plain(int(code), HTTPStatus(code).phrase))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing: the raw request line may hold what must not be logged."""

    def _log(self, outcome: Outcome) -> None:
        log = self._sandbox.conduct.log
        if log is not None:
            fault = "" if outcome.fault is FaultKind.NONE else f" fault {outcome.fault}"
            who = f" @{outcome.handle}" if outcome.handle else ""
            log(f"{outcome.route} {outcome.answer.status}{who}{fault}")

    def _log_bug(self, error: Exception) -> None:
        """Where it happened; the message could quote a post."""
        log = self._sandbox.conduct.log
        if log is not None:
            where = traceback.format_tb(error.__traceback__)[-1].splitlines()[0].strip()
            log(f"bug: {type(error).__name__} {where}")


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return (name if colon and _is_number(port) else host).lower()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12
