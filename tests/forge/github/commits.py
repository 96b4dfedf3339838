"""What git keeps, and what is said of a commit: trees, blobs, statuses, checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.github.shapes import REPO, Behaviour, Told, shaped

if TYPE_CHECKING:
    from forge.github.description import Json
    from forge.github.state import FakeGitHub


def _tree(github: FakeGitHub, told: Told, _body: Json) -> Json:
    found = github.trees.get(told["tree_sha"])
    if found is None:
        return None
    entries = [
        {"path": path, "mode": mode, "type": "blob", "sha": blob, "size": 1}
        for path, (mode, blob) in sorted(found.items())
    ]
    return shaped("git-tree", sha=told["tree_sha"], tree=entries, truncated=False)


def _blob(github: FakeGitHub, told: Told, _body: Json) -> Json:
    from base64 import b64encode  # noqa: PLC0415 - for this answer alone

    raw = github.blobs.get(told["file_sha"])
    if raw is None:
        return None
    text = b64encode(raw).decode()
    return shaped("blob", sha=told["file_sha"], content=text, encoding="base64")


def _status(github: FakeGitHub, told: Told, body: Json) -> Json:
    github.statuses.append((told["sha"], body))
    return _one_status(body)


def _one_status(body: Json) -> Json:
    known = {"context": "default", "description": None, "target_url": None, **body}
    return shaped("status", **known)


def _combined(github: FakeGitHub, told: Told, _body: Json) -> Json:
    """The latest status of each context, and what they come to."""
    latest = {
        body.get("context", "default"): body
        for sha, body in github.statuses
        if sha == told["ref"]
    }
    states = {body["state"] for body in latest.values()}
    bad = bool(states & {"failure", "error"})
    good = states == {"success"}
    made = shaped("combined-commit-status", sha=told["ref"], total_count=len(latest))
    made["state"] = "failure" if bad else "success" if good else "pending"
    made["statuses"] = [
        {**shaped("simple-commit-status"), **body} for body in latest.values()
    ]
    return made


def _check(github: FakeGitHub, _told: Told, body: Json) -> Json:
    github.checks.append(body)
    return _one_check(body)


def _one_check(body: Json) -> Json:
    return shaped(
        "check-run",
        name=body["name"],
        head_sha=body["head_sha"],
        status=body.get("status", "completed"),
        conclusion=body.get("conclusion"),
    )


def _checks(github: FakeGitHub, told: Told, _body: Json) -> Json:
    found = [each for each in github.checks if each["head_sha"] == told["ref"]]
    runs = [_one_check(each) for each in found]
    return {"total_count": len(runs), "check_runs": runs}


COMMITS: dict[str, Behaviour] = {
    f"GET {REPO}/git/trees/{{tree_sha}}": _tree,
    f"GET {REPO}/git/blobs/{{file_sha}}": _blob,
    f"POST {REPO}/statuses/{{sha}}": _status,
    f"GET {REPO}/commits/{{ref}}/status": _combined,
    f"POST {REPO}/check-runs": _check,
    f"GET {REPO}/commits/{{ref}}/check-runs": _checks,
}
