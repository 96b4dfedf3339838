"""GitHub on loopback: what people and programs do there, as its REST tells of it.

A test says what happened (``FakeGitHub`` is plain data); the server answers in the full
shape of GitHub's own description, against which every request and every answer is held.
What it answers is by subject in the modules beside.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from forge.github.comments import COMMENTS
from forge.github.commits import COMMITS
from forge.github.description import (
    Json,
    operation,
    unlike_answer,
    unlike_query,
    unlike_request,
    usual_status,
)
from forge.github.graphql import MUTATE, mutated
from forge.github.guards import GUARDS
from forge.github.issues import ISSUES
from forge.github.people import PEOPLE
from forge.github.pulls import PULLS
from forge.github.running import RUNNING
from forge.github.shapes import REPO, Behaviour, Said
from forge.github.state import (
    WHEN,
    Environment,
    FakeGitHub,
    Issue,
    Person,
    Pull,
    Review,
    Run,
)

from mergecast.forge import github_api

if TYPE_CHECKING:
    import pytest

__all__ = [
    "ANSWERS",
    "WHEN",
    "Environment",
    "FakeGitHub",
    "Issue",
    "Person",
    "Pull",
    "Review",
    "Run",
    "impatient",
    "respond",
    "serve",
]

ANSWERS: dict[str, Behaviour] = {
    **PEOPLE,
    **PULLS,
    **COMMITS,
    **ISSUES,
    **COMMENTS,
    **RUNNING,
    **GUARDS,
}
_NOT_FOUND = {"message": "Not Found"}


def impatient(patch: pytest.MonkeyPatch) -> None:
    """What GitHub did not answer is asked again without waiting."""
    made = partial(github_api.GitHubApi, wait=lambda _seconds: None)
    patch.setattr(github_api, "GitHubApi", made)


@contextmanager
def serve(github: FakeGitHub) -> Iterator[str]:
    """Answer on loopback; yields the base URL."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._answer()

        do_POST = do_PATCH = do_PUT = do_DELETE = do_GET  # noqa: N815 - as above

        def _answer(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            raw = self.rfile.read(size)
            github.tokens.append(self.headers.get("Authorization"))
            status, headers, body = respond(github, self.command, self.path, raw)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Nothing: the tests look at ``asked``."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    github.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield github.address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def respond(
    github: FakeGitHub, method: str, target: str, raw: bytes
) -> tuple[int, dict[str, str], bytes]:
    """One answer, held against the description."""
    parts = urlsplit(target)
    path = parts.path
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    github.asked.append(f"{method} {path}")
    github.queries.append(query)
    if (fault := github.fault(method, path)) is not None:
        return fault
    if path == MUTATE:
        return _said(*mutated(github, json.loads(raw)))
    found = operation(method, path)
    if found is None:
        return _said(404, _NOT_FOUND)
    name, told = found
    told = {**query, **{key: unquote(value) for key, value in told.items()}}
    here = f"{told.get('owner')}/{told.get('repo')}"
    if name.split()[1].startswith(REPO) and here != github.repository:
        return _said(404, _NOT_FOUND)
    body = json.loads(raw) if raw else None
    assert unlike_query(name, query) == [], (name, query)
    assert body is None or unlike_request(name, body) == [], unlike_request(name, body)
    return _answered(github, target, name, ANSWERS[name](github, told, body))


def _answered(
    github: FakeGitHub, target: str, name: str, said: Json | Said
) -> tuple[int, dict[str, str], bytes]:
    if said is None:
        return _said(404, _NOT_FOUND)
    status, answer = usual_status(name), said
    if isinstance(said, Said):
        status, answer = said.status, said.body
    if status >= 400:
        return _said(status, answer)
    headers: dict[str, str] = {}
    if isinstance(answer, list):
        answer, headers = _paged(github, target, answer)
    differences = unlike_answer(name, status, _as_described(answer))
    assert differences == [], (name, differences)
    return _said(status, answer, headers)


def _as_described(answer: Json) -> Json:
    """An answer without what GitHub does and its description does not know.

    The repository of a head is null once a fork is deleted.
    """
    if isinstance(answer, list):
        return [_as_described(each) for each in answer]
    if not isinstance(answer, dict):
        return answer
    head = answer.get("head")
    if isinstance(head, dict) and head.get("repo") is None:
        return {**answer, "head": {**head, "repo": answer["base"]["repo"]}}
    return answer


def _said(
    status: int, body: Json, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    told = {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
    return status, told, b"" if body is None else json.dumps(body).encode()


def _paged(
    github: FakeGitHub, target: str, entries: list[Json]
) -> tuple[list[Json], dict[str, str]]:
    parts = urlsplit(target)
    query = parse_qs(parts.query)
    size = min(github.page, int(query.get("per_page", ["30"])[0]))
    number = int(query.get("page", ["1"])[0])
    shown = entries[(number - 1) * size : number * size]
    if number * size >= len(entries):
        return shown, {}
    told = {name: values[0] for name, values in query.items()}
    wanted = urlencode({**told, "per_page": size, "page": number + 1})
    more = f"{github.address}{parts.path}?{wanted}"
    return shown, {"Link": f'<{more}>; rel="next", <{more}>; rel="last"'}
