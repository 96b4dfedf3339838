"""Pull requests, their commits and reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.github.shapes import (
    REPO,
    Behaviour,
    Said,
    Told,
    invalid,
    page_of,
    shaped,
    user,
)
from forge.github.state import WHEN, FakeGitHub, Pull

if TYPE_CHECKING:
    from forge.github.description import Json


def _pull(github: FakeGitHub, pull: Pull, schema: str) -> Json:
    known: dict[str, Json] = {
        "number": pull.number,
        "node_id": f"PR_{pull.number}",
        "user": user(github, pull.author),
        "title": pull.title,
        "body": pull.body,
        "html_url": page_of(github, f"pull/{pull.number}"),
        "state": "closed" if pull.merged_at else pull.state,
        "draft": pull.draft,
        "created_at": pull.created_at,
        "merged_at": pull.merged_at,
        "merge_commit_sha": pull.merge_commit,
        "requested_reviewers": [user(github, login) for login in pull.requested],
    }
    made = shaped(schema, **known)
    made["base"] = _side(github, made["base"], pull.base, "", pull.repository)
    ref = pull.branch or "topic"
    made["head"] = _side(github, made["head"], ref, pull.head, pull.head_repository)
    if schema == "pull-request":
        made["merged"] = pull.merged_at is not None
        made["merged_by"] = user(github, pull.merged_by)
        made["commits"] = len(pull.commits)
    return made


def _side(
    github: FakeGitHub, least_of_it: Json, ref: str, sha: str, repository: str | None
) -> Json:
    owner = (repository or github.repository).partition("/")[0]
    repo = None
    if repository is not None:
        repo = shaped(
            "repository", full_name=repository, name=repository[len(owner) + 1 :]
        )
        repo["owner"] = shaped("simple-user", login=owner)
    of = shaped("simple-user", login=owner)
    return {**least_of_it, "ref": ref, "sha": sha, "repo": repo, "user": of}


def _of(github: FakeGitHub, told: Told) -> Pull | None:
    pull = github.pulls.get(int(told["pull_number"]))
    return pull and _followed(github, pull)


def _followed(github: FakeGitHub, pull: Pull) -> Pull:
    """A pull request with what its branch has now; a merged or closed one rests."""
    if pull.branch is None or github.remote is None or pull.state == "closed":
        return pull
    tip = github.remote.tip(pull.branch)
    if tip is not None and pull.merged_at is None:
        pull.head = tip
        pull.commits = github.remote.commits(tip)
        pull.files = github.remote.files(tip)
        github.remote.offer(pull.number, tip)
    return pull


def _new_pull(github: FakeGitHub, _told: Told, body: Json) -> Json | Said:
    branch = body["head"].rpartition(":")[2]
    tip = github.remote.tip(branch) if github.remote else None
    if tip is None:
        return invalid("head does not exist")
    if any(
        pull.branch == branch and pull.state == "open" and pull.merged_at is None
        for pull in github.pulls.values()
    ):
        return invalid(f"A pull request already exists for {body['head']}")
    made = Pull(
        github.number(),
        github.me,
        tip,
        body["base"],
        title=body["title"],
        body=body.get("body") or "",
        draft=body.get("draft", False),
        branch=branch,
    )
    github.pulls[made.number] = made
    return _pull(github, _followed(github, made), "pull-request")


def _edit_pull(github: FakeGitHub, told: Told, body: Json) -> Json:
    pull = _of(github, told)
    if pull is None:
        return None
    for name in ("title", "body", "state", "base"):
        if body.get(name) is not None:
            setattr(pull, name, body[name])
    return _pull(github, pull, "pull-request")


def _pulls_of_commit(github: FakeGitHub, told: Told, _body: Json) -> Json:
    numbers = github.pulls_of.get(told["commit_sha"], [])
    return [_pull(github, github.pulls[n], "pull-request-simple") for n in numbers]


def _all_pulls(github: FakeGitHub, told: Told, _body: Json) -> Json:
    found = (
        _pull(github, _followed(github, each), "pull-request-simple")
        for each in github.pulls.values()
    )
    owner = github.repository.partition("/")[0]
    return [
        each
        for each in found
        if told.get("state", "open") in {"all", each["state"]}
        and told.get("base", each["base"]["ref"]) == each["base"]["ref"]
        and told.get("head", f"{owner}:{each['head']['ref']}")
        == f"{owner}:{each['head']['ref']}"
    ]


def _one_pull(github: FakeGitHub, told: Told, _body: Json) -> Json:
    pull = _of(github, told)
    return pull and _pull(github, pull, "pull-request")


def _reviews(github: FakeGitHub, told: Told, _body: Json) -> Json:
    pull = _of(github, told)
    if pull is None:
        return None
    return [
        shaped(
            "pull-request-review",
            id=review.id or number,
            user=user(github, review.by),
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
    made = shaped("commit", sha=sha, author=user(github, login))
    committer = github.committers.get(sha, login)
    made["committer"] = user(github, committer)
    made["commit"]["message"] = message
    made["commit"]["author"] = _git_user(login)
    made["commit"]["committer"] = _git_user(committer)
    return made


def _git_user(login: str | None) -> Json:
    return {"name": login or "?", "email": f"{login}@example.org", "date": WHEN}


def _files(github: FakeGitHub, told: Told, _body: Json) -> Json:
    pull = _of(github, told)
    return pull and [shaped("diff-entry", filename=name) for name in pull.files]


def _request_reviews(github: FakeGitHub, told: Told, body: Json) -> Json:
    pull = _of(github, told)
    if pull is None:
        return None
    pull.requested += [one for one in body["reviewers"] if one not in pull.requested]
    return _pull(github, pull, "pull-request-simple")


_PULL = f"{REPO}/pulls/{{pull_number}}"
PULLS: dict[str, Behaviour] = {
    f"GET {REPO}/commits/{{commit_sha}}/pulls": _pulls_of_commit,
    f"GET {REPO}/pulls": _all_pulls,
    f"POST {REPO}/pulls": _new_pull,
    f"GET {_PULL}": _one_pull,
    f"PATCH {_PULL}": _edit_pull,
    f"GET {_PULL}/reviews": _reviews,
    f"GET {_PULL}/commits": _commits,
    f"GET {_PULL}/files": _files,
    f"POST {_PULL}/requested_reviewers": _request_reviews,
}
