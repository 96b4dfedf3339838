"""Take what mergecast asks of GitHub from GitHub's own description of its REST.

`.venv/bin/python scripts/github_excerpt.py` gets the package by the npm client and
writes ``tests/forge/github/github-openapi-excerpt.json``, which the fake in the tests
is held against, without the words for people. Add an operation to ``OPERATIONS`` first.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

PACKAGE = "@octokit/openapi@23.0.2"
DESCRIPTION = "package/generated/api.github.com.json"
EXCERPT = (
    Path(__file__).parent.parent / "tests/forge/github/github-openapi-excerpt.json"
)

Json: TypeAlias = Any
"""A description holds JSON of any shape."""

REPOSITORY = "/repos/{owner}/{repo}"
OPERATIONS = {
    "": ["GET"],
    "/commits/{commit_sha}/pulls": ["GET"],
    "/pulls": ["GET", "POST"],
    "/pulls/{pull_number}": ["GET", "PATCH"],
    "/pulls/{pull_number}/reviews": ["GET"],
    "/pulls/{pull_number}/commits": ["GET"],
    "/pulls/{pull_number}/files": ["GET"],
    "/pulls/{pull_number}/requested_reviewers": ["POST"],
    "/collaborators/{username}/permission": ["GET"],
    "/git/trees/{tree_sha}": ["GET"],
    "/git/blobs/{file_sha}": ["GET"],
    "/git/commits/{commit_sha}": ["GET"],
    "/issues": ["GET", "POST"],
    "/issues/{issue_number}": ["GET", "PATCH"],
    "/issues/{issue_number}/comments": ["GET", "POST"],
    "/issues/{issue_number}/assignees": ["POST", "DELETE"],
    "/issues/{issue_number}/labels": ["POST"],
    "/issues/{issue_number}/labels/{name}": ["DELETE"],
    "/issues/{issue_number}/reactions": ["GET", "POST"],
    "/issues/comments/{comment_id}": ["GET", "PATCH"],
    "/issues/comments/{comment_id}/reactions": ["GET", "POST"],
    "/assignees/{assignee}": ["GET"],
    "/labels": ["POST"],
    "/labels/{name}": ["GET"],
    "/statuses/{sha}": ["POST"],
    "/commits/{ref}/status": ["GET"],
    "/check-runs": ["POST"],
    "/commits/{ref}/check-runs": ["GET"],
    "/dispatches": ["POST"],
    "/actions/workflows": ["GET"],
    "/actions/workflows/{workflow_id}/dispatches": ["POST"],
    "/actions/workflows/{workflow_id}/runs": ["GET"],
    "/actions/runs": ["GET"],
    "/actions/permissions": ["GET"],
    "/actions/permissions/workflow": ["GET"],
    "/actions/secrets": ["GET"],
    "/actions/variables/{name}": ["GET"],
    "/pages": ["GET"],
    "/rulesets": ["GET"],
    "/rulesets/{ruleset_id}": ["GET"],
    "/rules/branches/{branch}": ["GET"],
    "/branches/{branch}/protection": ["GET"],
    "/environments": ["GET"],
    "/environments/{environment_name}": ["GET"],
    "/environments/{environment_name}/deployment-branch-policies": ["GET"],
    "/environments/{environment_name}/secrets": ["GET"],
}
"""Methods by the path after the repository's."""
ELSEWHERE = {"/user": ["GET"], "/users/{username}": ["GET"]}
WORDS = ("description", "title")
LEFT_OUT = ("example", "examples", "externalDocs")


def main() -> None:
    """Write the excerpt anew."""
    whole = fetched()
    operations = {
        f"{method} {path}": operation(whole, path, method)
        for path, methods in paths()
        for method in methods
    }
    schemas = {
        name: bare(whole["components"]["schemas"][name])
        for name in named(whole, operations)
    }
    EXCERPT.write_text(written(operations, schemas), "utf-8")
    print(f"{len(operations)} operations, {len(schemas)} schemas")


def fetched() -> Json:
    """The whole description, from the package."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            file = package.extractfile(DESCRIPTION)
            if file is None:
                raise SystemExit(f"{PACKAGE} has no {DESCRIPTION}")
            return json.load(file)


def paths() -> Iterator[tuple[str, list[str]]]:
    """Each path with the methods that are asked for."""
    yield from ((REPOSITORY + path, methods) for path, methods in OPERATIONS.items())
    yield from ELSEWHERE.items()


def operation(whole: Json, path: str, method: str) -> Json:
    """What one operation takes and answers; an answer without a body is null."""
    told = whole["paths"][path][method.lower()]
    found: dict[str, Json] = {
        "answers": {
            status: body(whole, answer)
            for status, answer in told["responses"].items()
            if status.startswith("2")
        },
        "query": [
            each["name"]
            for each in (behind(whole, each) for each in told.get("parameters", ()))
            if each["in"] == "query"
        ],
    }
    if "requestBody" in told:
        found["request"] = body(whole, told["requestBody"])
    return found


def body(whole: Json, told: Json) -> Json:
    """The schema of a body of JSON, None where there is none."""
    content = behind(whole, told).get("content", {})
    return bare(content.get("application/json", {}).get("schema"))


def behind(whole: Json, value: Json) -> Json:
    """What a reference leads to."""
    for name in value["$ref"].split("/")[1:] if "$ref" in value else ():
        whole = whole[name]
    return whole if "$ref" in value else value


def bare(value: Json) -> Json:
    """A schema without the words that only people read."""
    if isinstance(value, list):
        return [bare(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: bare(each)
        for name, each in value.items()
        if name not in LEFT_OUT
        and not name.startswith("x-")
        and not (name in WORDS and isinstance(each, str))
    }


def named(whole: Json, operations: Json) -> list[str]:
    """The schemas that are needed, by name."""
    found: set[str] = set()
    left = [operations]
    while left:
        value = left.pop()
        if isinstance(value, list):
            left += value
        elif isinstance(value, dict):
            name = str(value.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                left.append(bare(whole["components"]["schemas"][name]))
            left += value.values()
    return sorted(found)


def written(operations: Json, schemas: Json) -> str:
    """One operation or schema a line, so that a later version can be compared."""

    def lines(entries: Json) -> str:
        return ",\n".join(
            f"{json.dumps(name)}: {json.dumps(entry, separators=(',', ':'))}"
            for name, entry in entries.items()
        )

    source = f"npm {PACKAGE} (MIT), api.github.com; words for people left out"
    return (
        f'{{"source": {json.dumps(source)},\n'
        f'"operations": {{\n{lines(operations)}\n}},\n'
        f'"schemas": {{\n{lines(schemas)}\n}}}}\n'
    )


if __name__ == "__main__":
    main()
