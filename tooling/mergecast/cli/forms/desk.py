"""How a form's draft stands: its branch, its pull request, who goes on with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mergecast.approvals.ports import Person
from mergecast.cli.session import Session
from mergecast.loading import paths
from mergecast.loading.workspace import read, usable
from mergecast.model.forge_event import Who
from mergecast.model.workspace import Workspace
from mergecast.repository.changes import State, changed
from mergecast.repository.deepening import deepen
from mergecast.repository.refs import merge_base
from mergecast.repository.trees import CommitTree

if TYPE_CHECKING:
    from mergecast.forge.github_api import GitHubApi
    from mergecast.forge.github_proposals import Base

_LOG = "%H%x00%P%x00%an%x00%ce%x00%B"
"""No message has a NUL; anything else it may have."""
_FIELDS = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """A draft as it is now; all of it is empty where there is none.

    Args:
        tip: the newest commit of its branch.
        path: of the post's file there.
        text: of that file.
        data: what the file says.
        files: all that the branch changed in the calendar.
        messages: of our commits, the newest first.
        taken_by: who pushed a commit of their own.
        pull: the pull request, as GitHub tells it.
    """

    tip: str | None = None
    path: str = ""
    text: str = ""
    data: Mapping[str, Any] | None = None
    files: frozenset[str] = frozenset()
    messages: tuple[str, ...] = ()
    taken_by: str | None = None
    pull: Mapping[str, Any] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """Of the pull request, for a sentence."""
        return str(self.pull.get("number", 0))

    @property
    def is_open(self) -> bool:
        """Whether there is a pull request that is neither merged nor closed."""
        return self.pull.get("state") == "open"

    @property
    def is_merged(self) -> bool:
        """Whether it was merged."""
        return self.pull.get("merged_at") is not None


@dataclass(frozen=True)
class Desk:
    """Everything that an event is handled with."""

    session: Session
    api: GitHubApi
    base: Base

    @cached_property
    def space(self) -> Workspace:
        """The settings and people as they are merged."""
        return usable(CommitTree(self.base.git, self.base.commit))

    def may_write(self, who: Who) -> bool:
        """Whether somebody has write access now, asked of the forge.

        Raises:
            ForgeAwayError: it does not tell.
        """
        from mergecast.forge.github_pulls import Pulls  # noqa: PLC0415 - requests

        person = Person(who.login, "", who.login, str(who.id), bot=who.bot)
        return Pulls(self.api, self.base.branch).may_write(person)

    def name_of(self, who: Who) -> str:
        """A member's key; of anybody else the login."""
        for member in self.space.team.members.values():
            if member.login and member.login.casefold() == who.login.casefold():
                return member.key
        return f"@{who.login}"

    def standing(self, issue: int) -> Standing:
        """How the draft for an issue stands.

        Raises:
            GitError: the remote does not answer.
            ForgeAwayError: the forge does not.
        """
        from mergecast.forge.github_proposals import (  # noqa: PLC0415 - requests
            branch_tip,
            pulls_of,
        )

        deepen(self.base.git, self.base.remote, self.base.branch)
        tip = branch_tip(self.base, branch_of(issue))
        pulls = sorted(
            pulls_of(self.api, branch_of(issue), "all"),
            key=lambda each: int(each["number"]),
        )
        pull = pulls[-1] if pulls else {}
        if tip is None:
            return Standing(pull=pull)
        return self._drafted(tip, pull)

    def _drafted(self, tip: str, pull: Mapping[str, Any]) -> Standing:
        git = self.base.git
        start = merge_base(git, self.base.commit, tip)
        files = frozenset(changed(git, start, State(tip), ("calendar",)))
        tree = CommitTree(git, tip)
        posts = {path: tree.read(path) for path in sorted(files) if paths.is_post(path)}
        there = {path: raw for path, raw in posts.items() if raw is not None}
        messages, human = self._commits(start, tip, files)
        if len(there) != 1:
            lost = human or "somebody"
            return Standing(tip, files=files, taken_by=lost, pull=pull)
        path, raw = next(iter(there.items()))
        found = read(path, raw, "post")
        if found.data is None:
            human = human or "somebody"
        text = found.text or ""
        return Standing(tip, path, text, found.data, files, messages, human, pull)

    def _commits(
        self, start: str, tip: str, files: frozenset[str]
    ) -> tuple[tuple[str, ...], str | None]:
        """The messages of our commits, and who made one of their own (the last)."""
        from mergecast.forge.github_proposals import BOT  # noqa: PLC0415 - requests

        command = ("log", "-z", "--first-parent", f"--format={_LOG}", f"{start}..{tip}")
        told = self.base.git.run(*command).decode("utf-8", "replace").split("\0")
        messages, human = [], None
        for at in range(0, len(told) - 1, _FIELDS):
            commit, parents, author, mail, message = told[at : at + _FIELDS]
            if mail == BOT.mail:
                messages.append(message)
            elif human is None and self._touched(commit, parents.split(), files):
                human = author
        return tuple(messages), human

    def _touched(self, commit: str, parents: list[str], files: frozenset[str]) -> bool:
        """Whether a commit did more than bring the branch up to date with main."""
        if len(parents) < 2:
            return True
        return bool(
            files & changed(self.base.git, parents[0], State(commit), ("calendar",))
        )


def branch_of(issue: int) -> str:
    """The branch of the draft for an issue: nothing that people wrote is in it."""
    return f"mergecast/draft-{issue}"


def issue_of(branch: str) -> int | None:
    """The issue that a branch has the draft for; None for any other branch."""
    number = branch.removeprefix("mergecast/draft-")
    plain = number.isascii() and number.isdecimal() and len(number) < 16
    return int(number) if plain and branch == branch_of(int(number)) else None
