"""A team on GitHub: real git history, and the fake that tells of it.

Each verb does what a person does there: propose a branch, review it, press a merge
button. What GitHub would say of it follows from git's own history.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from forge.github.fake import FakeGitHub, Pull, Review
from team_repository import AISYAH, MEI, TOM, TeamRepository

Who = tuple[str, str]

WEB: Who = ("GitHub", "noreply@github.com")
LI: Who = ("Li", "li@example.org")
MALLORY: Who = ("Mallory", "mallory@example.org")
BOT: Who = ("acme-bot", "bot@example.org")
LOGINS = {MEI: "mei", AISYAH: "aisyah", TOM: "tom", LI: "li", MALLORY: "mallory"}


TELL = "%H%x00%ae%x00%ce%x00%B%x01%x03"


def logged(log: str) -> list[tuple[str, str | None, str | None, str]]:
    """The commits of a log, the oldest first: id, author, committer, message."""
    known = {mail: login for (_, mail), login in LOGINS.items()}
    known[WEB[1]] = "web-flow"
    found = []
    for entry in reversed([each.strip("\n") for each in log.split("\x01\x03")[:-1]]):
        sha, author, committer, message = entry.split("\0")
        found.append((sha, of(author, known), of(committer, known), message))
    return found


def of(mail: str, known: Mapping[str, str]) -> str | None:
    """Whose address it is; GitHub's own ones (``1234+LOGIN@users...``) say so."""
    name, _, host = mail.partition("@")
    if host == "users.noreply.github.com" and "+" in name:
        return name.partition("+")[2]
    return known.get(mail)


@dataclass(frozen=True, slots=True)
class Branches:
    """What the remote has: a branch that a program pushed is there at once."""

    team: TeamRepository

    def _git(self, *args: str) -> str:
        command = ["git", "-C", str(self.team.remote), *args]
        told = subprocess.run(
            command, env=self.team.env(), capture_output=True, text=True, check=True
        )
        return told.stdout.strip()

    def tip(self, branch: str) -> str | None:
        ref = f"refs/heads/{branch}"
        found = self._git("for-each-ref", "--format=%(refname) %(objectname)", ref)
        tips = dict(line.split() for line in found.splitlines())
        return tips.get(ref)

    def commits(self, tip: str) -> list[tuple[str, str | None, str]]:
        log = logged(self._git("log", f"--format={TELL}", f"main..{tip}"))
        return [(sha, author, message) for sha, author, _, message in log]

    def files(self, tip: str) -> list[str]:
        named = self._git("diff", "--name-only", "-z", f"main...{tip}")
        return named.rstrip("\0").split("\0") if named else []

    def offer(self, number: int, tip: str) -> None:
        self._git("update-ref", f"refs/pull/{number}/head", tip)


@dataclass(slots=True)
class Hub:
    """One repository on GitHub, with a clone."""

    team: TeamRepository
    github: FakeGitHub
    pulls: int = 0
    reviews: int = 0

    @classmethod
    def start(cls, team: TeamRepository, github: FakeGitHub) -> Hub:
        """A hub for a repository that has a remote."""
        for login in LOGINS.values():
            github.person(login, "read" if login == "mallory" else "write")
        github.person("acme-bot", kind="Bot")
        github.person("web-flow")
        # As GitHub does: whatever it still has can be fetched by its id.
        team.git("-C", str(team.remote), "config", "uploadpack.allowAnySHA1InWant", "1")
        github.remote = Branches(team)
        return cls(team, github)

    def branch(self, name: str) -> None:
        """Go on in a new branch from main."""
        self.team.git("switch", "-q", "main")
        self.team.git("switch", "-q", "-c", name)

    def commit(self, message: str, who: Who = MEI, committer: Who | None = None) -> str:
        """Commit everything on the branch at hand."""
        self.team.git("add", "-A", who=who)
        author = f"{who[0]} <{who[1]}>"
        args = ("commit", "-q", "--allow-empty", "-m", message, f"--author={author}")
        self.team.git(*args, who=committer or who)
        return self.head

    @property
    def head(self) -> str:
        """The commit at hand."""
        return self.team.git("rev-parse", "HEAD")

    def propose(self, who: Who = MEI) -> Pull:
        """Open a pull request for the branch at hand, or push more commits to it."""
        self.pulls += 1
        pull = Pull(self.pulls, LOGINS.get(who, who[0]), head=self.head)
        self.github.pulls[pull.number] = pull
        self.push(pull)
        return pull

    def push(self, pull: Pull) -> None:
        """Bring a pull request to the branch at hand, by force if need be."""
        pull.head = self.head
        found = logged(self.team.git("log", f"--format={TELL}", "main..HEAD"))
        pull.commits = [(sha, author, message) for sha, author, _, message in found]
        self.github.committers = {sha: committer for sha, _, committer, _ in found}
        self.team.git("push", "-qf", "origin", f"HEAD:refs/pull/{pull.number}/head")

    def review(
        self, pull: Pull, who: Who = AISYAH, state: str = "APPROVED", at: str = ""
    ) -> Review:
        """Review a pull request as it is now."""
        self.reviews += 1
        login = "acme-bot" if who == BOT else LOGINS[who]
        when = at or f"2026-11-20T10:{self.reviews:02}:00Z"
        made = Review(login, state, pull.head, when, id=9000 + self.reviews)
        pull.reviews.append(made)
        return made

    def merge(self, pull: Pull, how: str = "merge", who: Who = TOM) -> str:
        """Press a merge button; ``queue`` and ``ff`` leave the commits as they are."""
        git = self.team.git
        before = git("rev-parse", "main")
        git("switch", "-q", "main")
        if how == "merge":
            git("merge", "-q", "--no-ff", "--no-commit", pull.head, who=who)
            self.commit(f"Merge pull request #{pull.number}", who, WEB)
        elif how == "squash":
            git("merge", "-q", "--squash", pull.head, who=who)
            first = git("log", "--format=%an <%ae>", "-1", pull.head)
            args = ("-m", f"Title (#{pull.number})", f"--author={first}")
            git("commit", "-q", *args, who=WEB)
        elif how == "rebase":
            for sha, *_ in pull.commits:
                git("cherry-pick", "--allow-empty", sha, who=who)
        else:
            git("merge", "-q", "--ff-only", pull.head, who=who)
        return self.merged(pull, before, who)

    def merged(self, pull: Pull, before: str, who: Who = TOM) -> str:
        """GitHub knows that what main got since ``before`` came by a pull request."""
        commits = self.team.git("rev-list", "--first-parent", f"{before}..main")
        for sha in commits.split():
            self.github.pulls_of.setdefault(sha, []).append(pull.number)
        pull.merge_commit = self.team.git("rev-parse", "main")
        pull.merged_at, pull.merged_by = "2026-11-20T11:00:00Z", LOGINS[who]
        self.team.git("push", "-q", "origin", "main")
        return pull.merge_commit
