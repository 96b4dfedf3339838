"""What happened on GitHub, as plain data that a test writes and reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from forge.github.description import Json

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
    """A pull request. ``commits`` are (sha, the author's login, message).

    ``branch`` is of those that were opened by the API: the branch on the remote, which
    says what is in it.
    """

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
    title: str = "A post"
    body: str = ""
    state: str = "open"
    branch: str | None = None


@dataclass(slots=True)
class Issue:
    """An issue. ``closed_because`` is what GitHub calls the reason of its state.

    ``html`` is its body as GitHub shows it, where a test knows that.
    """

    number: int
    by: str | None
    title: str
    body: str
    labels: list[str] = field(default_factory=list)
    assignees: list[str] = field(default_factory=list)
    state: str = "open"
    closed_because: str | None = None
    created_at: str = WHEN
    html: str = ""


@dataclass(slots=True)
class Run:
    """A run of a workflow; ``workflow`` is the name of its file."""

    workflow: str
    event: str = "schedule"
    status: str = "completed"
    conclusion: str | None = "success"
    at: str = WHEN
    branch: str = "main"


@dataclass(slots=True)
class Environment:
    """Where secrets are; ``branches`` are those that may use it, None for all."""

    branches: list[str] | None = None
    secrets: list[str] = field(default_factory=list)
    reviewers: list[str] = field(default_factory=list)


class Remote(Protocol):
    """The git remote behind the repository."""

    def tip(self, branch: str) -> str | None:
        """The commit that a branch is at."""

    def commits(self, tip: str) -> list[tuple[str, str | None, str]]:
        """What a branch has beyond main: (sha, the author's login, message)."""

    def files(self, tip: str) -> list[str]:
        """What differs from main."""

    def offer(self, number: int, tip: str) -> None:
        """Let a pull request be fetched."""


@dataclass(slots=True)
class FakeGitHub:
    """What happened on GitHub, and what was asked of it."""

    repository: str = "acme/social"
    me: str = "github-actions[bot]"
    """Whose token it is: who writes what is written by the API."""
    private: bool = True
    people: dict[str, Person] = field(default_factory=dict)
    pulls: dict[int, Pull] = field(default_factory=dict)
    pulls_of: dict[str, list[int]] = field(default_factory=dict)
    """Which pull requests a commit came by."""
    committers: dict[str, str | None] = field(default_factory=dict)
    """Who committed what somebody else wrote, by commit."""
    remote: Remote | None = None
    blobs: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    """Of a commit or tree: path -> (mode, blob)."""
    issues: dict[int, Issue] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    """Colour by name."""
    pinned: list[int] = field(default_factory=list)
    """Numbers of the issues above all others: at most three."""
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    reactions: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """(who, what) by ``issue:NUMBER`` or ``comment:ID``."""
    statuses: list[tuple[str, Json]] = field(default_factory=list)
    checks: list[Json] = field(default_factory=list)
    workflows: dict[str, str] = field(default_factory=dict)
    """State (``active``) by the name of the file."""
    runs: list[Run] = field(default_factory=list)
    """The oldest first."""
    dispatched: list[tuple[str, Json]] = field(default_factory=list)
    """Workflows that were started, by file, with ``ref`` and ``inputs``."""
    told: list[Json] = field(default_factory=list)
    """Events for the repository (``repository_dispatch``)."""
    actions: dict[str, Json] = field(default_factory=dict)
    """What the settings of Actions say: ``permissions``, ``workflow``."""
    secrets: list[str] = field(default_factory=list)
    """Names of the repository's own secrets."""
    variables: dict[str, str] = field(default_factory=dict)
    pages: bool | None = None
    """Whether everybody can read its Pages; None where it has none."""
    rulesets: dict[int, Json] = field(default_factory=dict)
    rules: dict[str, list[Json]] = field(default_factory=dict)
    """The rules in force, by branch."""
    protection: dict[str, Json] = field(default_factory=dict)
    """The older kind of protection, by branch."""
    environments: dict[str, Environment] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)
    """What stood after the question mark, beside ``asked``."""
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

    def number(self) -> int:
        """Of the next issue or pull request."""
        return max([0, *self.issues, *self.pulls]) + 1
