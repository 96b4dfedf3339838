"""The repository's git server on loopback: real git, and a right for every token.

It is git's own ``http-backend``. Whoever shows no token that it gave out, or one whose
job may not do what is asked, is refused as GitHub refuses.
"""

from __future__ import annotations

import base64
import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_HOOK = """\
#!/bin/sh
while read old new ref; do
  case "$ref" in
    refs/heads/main) echo "GH013: changes must be made through a pull request" >&2
                     exit 1;;
    refs/pull/*) echo "deny updating a hidden ref" >&2; exit 1;;
  esac
done
"""
"""What a ruleset on main does. People's own pushes in tests go to the folder."""


@dataclass(slots=True)
class GitServer:
    """Where it answers, and what each token may do."""

    remote: Path
    path: str
    rights: dict[str, Mapping[str, str]] = field(default_factory=dict)
    url: str = ""
    asked: list[str] = field(default_factory=list)
    """Every request, by its last word."""
    refused: list[tuple[str, int]] = field(default_factory=list)
    """What was asked in vain, and the status of the answer."""

    def may(self, signed: str | None, service: str) -> int:
        """200 where a request may go on; 401 or 403 where not."""
        kind, _, coded = (signed or "").partition(" ")
        if kind != "Basic":
            return 401
        _, _, token = base64.b64decode(coded).decode().partition(":")
        if token not in self.rights:
            return 401
        right = self.rights[token].get("contents", "none")
        wanted = {"write"} if service == "git-receive-pack" else {"read", "write"}
        return 200 if right in wanted else 403


@contextmanager
def serve_git(remote: Path, path: str = "/acme/social") -> Iterator[GitServer]:
    """Serve a bare repository at a path of this machine."""
    made = GitServer(remote, path)
    _prepare(remote)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            assert "chunked" not in self.headers.get("Transfer-Encoding", "")
            raw = self.rfile.read(size)
            made.asked.append(self.path.rpartition("/")[2])
            parts = urlsplit(self.path)
            service = (
                parts.query.partition("service=")[2] or parts.path.rpartition("/")[2]
            )
            status = made.may(self.headers.get("Authorization"), service)
            inside = parts.path.removeprefix(made.path).removeprefix(".git")
            if status != 200 or not parts.path.startswith(made.path):
                made.refused.append((service, status))
                self._say(status, {"WWW-Authenticate": 'Basic realm="GitHub"'}, b"no\n")
                return
            self._say(*_backend(made.remote, self, inside, parts.query, raw))

        do_POST = do_GET  # noqa: N815 - the base class names it

        def _say(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing: tests look at ``refused``."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _prepare(remote: Path) -> None:
    told = {
        "http.receivepack": "true",
        "uploadpack.allowFilter": "true",
        "uploadpack.allowAnySHA1InWant": "true",
    }
    for name, value in told.items():
        command = ["git", "-C", str(remote), "config", name, value]
        subprocess.run(command, check=True)
    (remote / "hooks-http").mkdir(exist_ok=True)
    hook = remote / "hooks-http/pre-receive"
    hook.write_text(_HOOK)
    hook.chmod(0o755)


def _backend(
    remote: Path, request: BaseHTTPRequestHandler, path: str, query: str, raw: bytes
) -> tuple[int, dict[str, str], bytes]:
    env = {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.hooksPath",
        "GIT_CONFIG_VALUE_0": str(remote / "hooks-http"),
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_PROJECT_ROOT": str(remote),
        "PATH_INFO": path,
        "REQUEST_METHOD": request.command,
        "QUERY_STRING": query,
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(raw)),
        "HTTP_CONTENT_ENCODING": request.headers.get("Content-Encoding", ""),
        "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
        "REMOTE_USER": "job",
        "REMOTE_ADDR": "127.0.0.1",
    }
    done = subprocess.run(
        ["git", "http-backend"], input=raw, env=env, capture_output=True, check=True
    )
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    lines = [line.partition(": ") for line in head.decode().split("\r\n")]
    headers = {name: value for name, _, value in lines}
    status = int(headers.pop("Status", "200").split()[0])
    return status, headers, body
