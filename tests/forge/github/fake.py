"""GitHub on loopback: pull requests, reviews, people, comments, as its REST tells them.

A test says what happened (``FakeGitHub`` is plain data); the server answers in the full
shape of GitHub's own description, against which every request and every answer is held.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from forge.github.description import (
    Json,
    excerpt,
    least,
    operation,
    unlike_answer,
    unlike_request,
)

WHEN = "2026-11-20T08:00:00Z"


@dataclass(slots=True)
class Person:
    """An account on GitHub, and what it may do in the repository now."""

    login: str
    id: int
    kind: str = "User"
    permission: str = "write"


@dataclass(slots=True)
class Review:
    """One review of a pull request; ``commit`` is None when GitHub has forgotten it."""

    by: str
    state: str
    commit: str | None
    at: str = WHEN
    id: int = 0


@dataclass(slots=True)
class Pull:
    """A pull request. ``commits`` are (sha, the author's login, message)."""

    number: int
    author: str
    head: str
    base: str = "main"
    merge_commit: str | None = None
    merged_at: str | None = None
    merged_by: str | None = None
    created_at: str = WHEN
    repository: str = "acme/social"
    head_repository: str | None = "acme/social"
    reviews: list[Review] = field(default_factory=list)
    commits: list[tuple[str, str | None, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)
    draft: bool = False


@dataclass(slots=True)
class FakeGitHub:
    """What happened on GitHub, and what was asked of it."""

    repository: str = "acme/social"
    people: dict[str, Person] = field(default_factory=dict)
    pulls: dict[int, Pull] = field(default_factory=dict)
    pulls_of: dict[str, list[int]] = field(default_factory=dict)
    """Which pull requests a commit came by."""
    committers: dict[str, str | None] = field(default_factory=dict)
    """Who committed what somebody else wrote, by commit."""
    blobs: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    """Of a commit or tree: path -> (mode, blob)."""
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    statuses: list[tuple[str, Json]] = field(default_factory=list)
    checks: list[Json] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)
    fault: Callable[[str, str], tuple[int, dict[str, str], bytes] | None] = (
        lambda _method, _path: None
    )
    """Asked first with the method and path of each request."""
    page: int = 100
    address: str = ""

    def person(self, login: str, permission: str = "write", kind: str = "User") -> None:
        """Somebody, with an id that is never used again."""
        known = len(self.people) + 1001
        self.people[login] = Person(login, known, kind, permission)


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
    github.asked.append(f"{method} {path}")
    if (fault := github.fault(method, path)) is not None:
        return fault
    found = operation(method, path)
    if found is None:
        return _said(404, {"message": "Not Found"})
    name, told = found
    told = {key: unquote(value) for key, value in told.items()}
    if f"{told.get('owner')}/{told.get('repo')}" != github.repository:
        return _said(404, {"message": "Not Found"})
    body = json.loads(raw) if raw else None
    assert unlike_request(name, body) == [] or body is None, unlike_request(name, body)
    answer = _ANSWERS[name](github, told, body)
    if answer is None:
        return _said(404, {"message": "Not Found"})
    headers: dict[str, str] = {}
    if isinstance(answer, list):
        answer, headers = _paged(github, target, answer)
    differences = unlike_answer(name, _as_described(answer))
    assert differences == [], (name, differences)
    return _said(excerpt()["operations"][name]["status"], answer, headers)


def _as_described(answer: Json) -> Json:
    """An answer without what GitHub does and its description does not know.

    The repository of a head is null once a fork is deleted.
    """
    if isinstance(answer, list):
        return [_as_described(each) for each in answer]
    head = answer.get("head")
    if isinstance(head, dict) and head.get("repo") is None:
        return {**answer, "head": {**head, "repo": answer["base"]["repo"]}}
    return answer


def _said(
    status: int, body: Json, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    told = {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
    return status, told, json.dumps(body).encode()


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
    more = f"{github.address}{parts.path}?per_page={size}&page={number + 1}"
    return shown, {"Link": f'<{more}>; rel="next", <{more}>; rel="last"'}


def _shaped(schema: str, /, **known: Json) -> Json:
    """A value of a schema: the least that it takes, and what a test knows of it."""
    return {**least(excerpt()["schemas"][schema]), **known}


def _user(github: FakeGitHub, login: str | None) -> Json:
    if login is None or login not in github.people:
        return None
    person = github.people[login]
    return _shaped("simple-user", login=login, id=person.id, type=person.kind)


def _pull(github: FakeGitHub, pull: Pull, schema: str) -> Json:
    known: dict[str, Json] = {
        "number": pull.number,
        "user": _user(github, pull.author),
        "state": "closed" if pull.merged_at else "open",
        "draft": pull.draft,
        "created_at": pull.created_at,
        "merged_at": pull.merged_at,
        "merge_commit_sha": pull.merge_commit,
        "requested_reviewers": [_user(github, login) for login in pull.requested],
    }
    made = _shaped(schema, **known)
    made["base"] = _side(github, made["base"], pull.base, "", pull.repository)
    made["head"] = _side(github, made["head"], "topic", pull.head, pull.head_repository)
    if schema == "pull-request":
        made["merged"] = pull.merged_at is not None
        made["merged_by"] = _user(github, pull.merged_by)
        made["commits"] = len(pull.commits)
    return made


def _side(
    github: FakeGitHub, least_of_it: Json, ref: str, sha: str, repository: str | None
) -> Json:
    owner = (repository or github.repository).partition("/")[0]
    repo = None
    if repository is not None:
        repo = _shaped(
            "repository", full_name=repository, name=repository[len(owner) + 1 :]
        )
        repo["owner"] = _shaped("simple-user", login=owner)
    user = _shaped("simple-user", login=owner)
    return {**least_of_it, "ref": ref, "sha": sha, "repo": repo, "user": user}


Told = dict[str, str]


def _of(github: FakeGitHub, told: Told) -> Pull | None:
    return github.pulls.get(int(told["pull_number"]))


def _pulls_of_commit(github: FakeGitHub, told: Told, _body: Json) -> Json:
    numbers = github.pulls_of.get(told["commit_sha"], [])
    return [_pull(github, github.pulls[n], "pull-request-simple") for n in numbers]


def _all_pulls(github: FakeGitHub, _told: Told, _body: Json) -> Json:
    return [
        _pull(github, each, "pull-request-simple") for each in github.pulls.values()
    ]


def _one_pull(github: FakeGitHub, told: Told, _body: Json) -> Json:
    pull = _of(github, told)
    return pull and _pull(github, pull, "pull-request")


def _reviews(github: FakeGitHub, told: Told, _body: Json) -> Json:
    pull = _of(github, told)
    if pull is None:
        return None
    return [
        _shaped(
            "pull-request-review",
            id=review.id or number,
            user=_user(github, review.by),
            state=review.state,
            commit_id=review.commit,
            submitted_at=review.at,
            author_association="MEMBER",
        )
        for number, review in enumerate(pull.reviews, 1)
    ]


def _commits(github: FakeGitHub, told: Told, _body: Json) -> Json:
    pull = _of(github, told)
    if pull is None:
        return None
    return [_commit(github, *each) for each in pull.commits]


def _commit(github: FakeGitHub, sha: str, login: str | None, message: str) -> Json:
    made = _shaped("commit", sha=sha, author=_user(github, login))
    committer = github.committers.get(sha, login)
    made["committer"] = _user(github, committer)
    made["commit"]["message"] = message
    made["commit"]["author"] = _git_user(login)
    made["commit"]["committer"] = _git_user(committer)
    return made


def _git_user(login: str | None) -> Json:
    return {"name": login or "?", "email": f"{login}@example.org", "date": WHEN}


def _files(github: FakeGitHub, told: Told, _body: Json) -> Json:
    pull = _of(github, told)
    return pull and [_shaped("diff-entry", filename=name) for name in pull.files]


def _permission(github: FakeGitHub, told: Told, _body: Json) -> Json:
    person = github.people.get(told["username"])
    if person is None:
        return None
    role = person.permission
    legacy = {"maintain": "write", "triage": "read"}.get(role, role)
    return {"permission": legacy, "role_name": role, "user": None}


def _tree(github: FakeGitHub, told: Told, _body: Json) -> Json:
    found = github.trees.get(told["tree_sha"])
    if found is None:
        return None
    entries = [
        {"path": path, "mode": mode, "type": "blob", "sha": blob, "size": 1}
        for path, (mode, blob) in sorted(found.items())
    ]
    return _shaped("git-tree", sha=told["tree_sha"], tree=entries, truncated=False)


def _blob(github: FakeGitHub, told: Told, _body: Json) -> Json:
    from base64 import b64encode  # noqa: PLC0415 - for this answer alone

    raw = github.blobs.get(told["file_sha"])
    if raw is None:
        return None
    text = b64encode(raw).decode()
    return _shaped("blob", sha=told["file_sha"], content=text, encoding="base64")


def _comment(github: FakeGitHub, known: dict[str, Any]) -> Json:
    user = _user(github, known.get("by")) or _shaped("simple-user", login="app[bot]")
    return _shaped("issue-comment", id=known["id"], body=known["body"], user=user)


def _comments(github: FakeGitHub, told: Told, _body: Json) -> Json:
    known = github.comments.get(int(told["issue_number"]), [])
    return [_comment(github, each) for each in known]


def _new_comment(github: FakeGitHub, told: Told, body: Json) -> Json:
    number = sum(len(each) for each in github.comments.values()) + 501
    made = {"id": number, "body": body["body"]}
    github.comments.setdefault(int(told["issue_number"]), []).append(made)
    return _comment(github, made)


def _edit_comment(github: FakeGitHub, told: Told, body: Json) -> Json:
    for thread in github.comments.values():
        for each in thread:
            if each["id"] == int(told["comment_id"]):
                each["body"] = body["body"]
                return _comment(github, each)
    return None


def _request_reviews(github: FakeGitHub, told: Told, body: Json) -> Json:
    pull = _of(github, told)
    if pull is None:
        return None
    pull.requested += [one for one in body["reviewers"] if one not in pull.requested]
    return _pull(github, pull, "pull-request-simple")


def _status(github: FakeGitHub, told: Told, body: Json) -> Json:
    github.statuses.append((told["sha"], body))
    return _shaped(
        "status", state=body["state"], context=body.get("context", "default")
    )


def _check(github: FakeGitHub, _told: Told, body: Json) -> Json:
    github.checks.append(body)
    return _shaped("check-run", name=body["name"], head_sha=body["head_sha"])


_REPO = "/repos/{owner}/{repo}"
_PULL = f"{_REPO}/pulls/{{pull_number}}"
_ANSWERS: dict[str, Callable[[FakeGitHub, Told, Json], Json]] = {
    f"GET {_REPO}/commits/{{commit_sha}}/pulls": _pulls_of_commit,
    f"GET {_REPO}/pulls": _all_pulls,
    f"GET {_PULL}": _one_pull,
    f"GET {_PULL}/reviews": _reviews,
    f"GET {_PULL}/commits": _commits,
    f"GET {_PULL}/files": _files,
    f"POST {_PULL}/requested_reviewers": _request_reviews,
    f"GET {_REPO}/collaborators/{{username}}/permission": _permission,
    f"GET {_REPO}/git/trees/{{tree_sha}}": _tree,
    f"GET {_REPO}/git/blobs/{{file_sha}}": _blob,
    f"GET {_REPO}/issues/{{issue_number}}/comments": _comments,
    f"POST {_REPO}/issues/{{issue_number}}/comments": _new_comment,
    f"PATCH {_REPO}/issues/comments/{{comment_id}}": _edit_comment,
    f"POST {_REPO}/statuses/{{sha}}": _status,
    f"POST {_REPO}/check-runs": _check,
}
