"""What the token of a job may ask of GitHub's REST: what ``permissions:`` says.

After GitHub's own table of the permissions of each endpoint. An endpoint that is not in
ours fails the test.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forge.github.state import FakeGitHub

Rights = Mapping[str, str]
Answer = tuple[int, dict[str, str], bytes]

_ALWAYS = "metadata"
_TABLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"/collaborators/[^/]+/permission", (_ALWAYS,)),
    (r"/commits/[^/]+/pulls", ("pull-requests", "contents")),
    (r"/commits/[^/]+/status(?:es)?", ("statuses",)),
    (r"/commits/[^/]+/check-runs", ("checks",)),
    (r"/statuses/[^/]+", ("statuses",)),
    (r"/check-runs.*", ("checks",)),
    (r"/pulls(?:/.*)?", ("pull-requests",)),
    (r"/issues(?:/.*)?", ("issues", "pull-requests")),
    (r"/labels(?:/.*)?", ("issues", "pull-requests")),
    (r"/git/.*|/contents/.*|/branches/[^/]+", ("contents",)),
    (r"/actions/.*", ("actions",)),
    (r"/dispatches", ("contents",)),
    (r"/pages", ("pages",)),
    (r"/graphql", ("pull-requests", "issues")),
    (r"/rules/.*|/rulesets.*", (_ALWAYS,)),
    (r"", (_ALWAYS,)),
)
"""The permissions of which one is enough, by what follows ``/repos/OWNER/NAME``."""


@dataclass(slots=True)
class Gate:
    """Stands before the fake: knows whose token it is, and what that job may do."""

    github: FakeGitHub
    rights: dict[str, Rights] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    """What was asked in vain."""

    def __call__(self, method: str, path: str) -> Answer | None:
        """Refuse, or let pass by None."""
        signed = self.github.tokens[-1] or ""
        token = signed.removeprefix("Bearer ")
        if token not in self.rights:
            return self._no(method, path, 401, "Bad credentials")
        wanted = {"read", "write"} if method == "GET" else {"write"}
        if path == "/user":
            return self._no(method, path, 403, "Resource not accessible by integration")
        inside = re.sub(r"^/repos/[^/]+/[^/]+", "", path)
        needed = next((names for rx, names in _TABLE if re.fullmatch(rx, inside)), None)
        assert needed is not None, f"which permission is needed for {method} {path}?"
        has = {**self.rights[token], _ALWAYS: "read"}
        if any(
            has.get(name, "none") in wanted for name in self._narrowed(needed, inside)
        ):
            return None
        return self._no(method, path, 403, "Resource not accessible by integration")

    def _narrowed(self, needed: tuple[str, ...], inside: str) -> tuple[str, ...]:
        """An issue that is no pull request takes the permission for issues alone."""
        number = re.match(r"/issues/(\d+)(?:/|$)", inside)
        if number is None:
            return needed
        pull = int(number[1]) in self.github.pulls
        return needed if pull else ("issues",)

    def _no(self, method: str, path: str, status: int, why: str) -> Answer:
        self.refused.append(f"{status} {method} {path}")
        body = json.dumps({"message": why}).encode()
        return status, {"Content-Type": "application/json"}, body
