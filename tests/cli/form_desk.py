"""People fill in forms and write comments; each time the job of `intake` runs."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cli.inside import Inside
from forge.github.fake import FakeGitHub, Issue, serve
from forge.github.hub import Hub
from intake.forms import filled
from team_repository import TeamRepository

from mergecast.intake.fields import LABEL, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest
    from cli.program import Done
    from forge.github.fake import Pull

NOW = "2026-11-22T08:30:00Z"
SETTINGS = """\
version: 1
forge: {kind: github, repository: acme/social}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
"""
TWO = SETTINGS + (
    '  uk: {network: x, user: acme_uk, user_id: "1000002", timezone: Europe/London}\n'
)
TEAM = """\
members:
  mei: {name: Mei Lin, login: mei, email: mei@example.org}
  aisyah: {name: Aisyah, login: aisyah, email: aisyah@example.org}
"""
CAMPAIGN = """\
id: launch
title: Launch
starts: 2026-11-20
ends: 2026-12-20
"""
SECOND = "2026-11-22T08:{:02}:00Z"


@dataclass
class FormDesk:
    """A repository on GitHub where issues become drafts.

    ``runs`` runs a command.
    """

    hub: Hub
    runs: Callable[..., Done]
    folder: Path
    language: str = "en"
    strict: bool = True
    """Whether every run has to end well."""
    events: int = 0
    answers: dict[int, dict[Field, str]] = field(default_factory=dict)

    @property
    def github(self) -> FakeGitHub:
        return self.hub.github

    def asks(self, who: str = "mei", body: str | None = None, **answers: str) -> int:
        """Somebody fills in the form; the number of the issue."""
        number = self.github.number()
        self.answers[number] = {Field(name): text for name, text in answers.items()}
        text = filled(self.language, self.answers[number]) if body is None else body
        self.github.issues[number] = Issue(number, who, "Post: ", text, [LABEL])
        self.happens("opened", number, who)
        return number

    def edits(self, number: int, who: str = "mei", **answers: str) -> Done:
        """Somebody changes some of the answers."""
        given = {Field(name): text for name, text in answers.items()}
        self.answers[number] |= given
        issue = self.github.issues[number]
        issue.body = filled(self.language, self.answers[number])
        return self.happens("edited", number, who)

    def says(self, number: int, text: str, who: str = "mei") -> str:
        """Somebody writes a comment; what is answered to it."""
        known = [each for thread in self.github.comments.values() for each in thread]
        comment = max([500, *(each["id"] for each in known)]) + 1
        made = {"id": comment, "body": text, "by": who}
        self.github.comments.setdefault(number, []).append(made)
        self.happens("created", number, who, comment=made)
        mark = f"<!-- mergecast: answer {comment} -->\n\n"
        found = [
            each["body"].removeprefix(mark).strip()
            for each in self.github.comments[number]
            if each["body"].startswith(mark)
        ]
        assert len(found) <= 1
        return found[0] if found else ""

    def closes(self, number: int, who: str = "mei") -> Done:
        """Somebody closes the issue."""
        self.github.issues[number].state = "closed"
        return self.happens("closed", number, who)

    def happens(
        self,
        action: str,
        number: int,
        who: str,
        comment: dict[str, Any] | None = None,
        **more: Any,  # noqa: ANN401 - JSON of any shape
    ) -> Done:
        """Something happens on an issue or pull request, and the job runs."""
        event = self.event(action, number, who, comment) | more
        done = self.delivers(json.dumps(event).encode())
        assert not self.strict or done.code == 0, done.err
        return done

    def delivers(self, raw: bytes) -> Done:
        """The job gets this file."""
        self.events += 1
        path = self.folder / f"event-{self.events}.json"
        path.write_bytes(raw)
        return self.runs("intake", "--event", str(path))

    def event(
        self, action: str, number: int, who: str, comment: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """What GitHub tells a job."""
        at = SECOND.format(self.events % 60)
        issue = self.github.issues.get(number)
        pull = self.github.pulls.get(number)
        by = issue.by if issue else pull.author if pull else None
        told: dict[str, Any] = {
            "number": number,
            "user": self._user(by),
            "body": issue.body if issue else "",
            "labels": [{"name": name} for name in (issue.labels if issue else [])],
            "state": issue.state if issue else "open",
            "created_at": at,
            "updated_at": at,
        }
        if pull is not None:
            told["pull_request"] = {"url": "https://api.github.example/"}
        event = {
            "action": action,
            "issue": told,
            "sender": self._user(who),
            "repository": {
                "full_name": self.github.repository,
                "private": self.github.private,
            },
        }
        if comment is not None:
            event["comment"] = {
                "id": comment["id"],
                "body": comment["body"],
                "user": self._user(comment["by"]),
                "created_at": at,
            }
        return event

    def _user(self, login: str | None) -> dict[str, Any] | None:
        person = self.github.people.get(login or "")
        if login is None or person is None:
            bot = {"login": login, "id": 41898282, "type": "Bot"}
            return bot if login is not None and login.endswith("[bot]") else None
        return {"login": person.login, "id": person.id, "type": person.kind}

    def pull(self, issue: int) -> Pull | None:
        """The pull request of an issue's draft, with what its branch has now."""
        branch = f"mergecast/draft-{issue}"
        found = [one for one in self.github.pulls.values() if one.branch == branch]
        if not found:
            return None
        assert len(found) == 1
        remote = self.github.remote
        assert remote is not None
        tip = remote.tip(branch)
        if tip is not None:
            found[0].head = tip
            found[0].commits = remote.commits(tip)
            found[0].files = remote.files(tip)
        return found[0]

    def file(self, issue: int) -> tuple[str, str]:
        """The path and the text of the draft's post."""
        pull = self.pull(issue)
        assert pull is not None
        (path,) = [each for each in pull.files if each.endswith(".yaml")]
        return path, self.show(pull.head, path).decode()

    def show(self, commit: str, path: str) -> bytes:
        """A file of a commit on the remote, to the byte."""
        import subprocess  # noqa: PLC0415 - for exact bytes alone

        command = ["git", "-C", str(self.hub.team.remote), "show", f"{commit}:{path}"]
        return subprocess.run(command, capture_output=True, check=True).stdout

    def kept(self, issue: int) -> str:
        """The comment that is kept on the issue."""
        mark = "<!-- mergecast: draft -->\n"
        thread = self.github.comments.get(issue, [])
        found = [each["body"] for each in thread if each["body"].startswith(mark)]
        assert len(found) == 1, found
        return str(found[0].removeprefix(mark))

    def statuses(self, commit: str) -> dict[str, str]:
        """The last status of each name."""
        return {
            told["context"]: told["state"]
            for sha, told in self.github.statuses
            if sha == commit
        }


@contextmanager
def form_desk(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    settings: str = SETTINGS,
) -> Iterator[FormDesk]:
    """A team whose repository is on GitHub, ready for forms."""
    github = FakeGitHub()
    team = TeamRepository.start(tmp_path, remote=True)
    team.write("mergecast.yaml", settings)
    team.write("playbooks/team.yaml", TEAM)
    team.write("calendar/campaigns/launch.yaml", CAMPAIGN)
    team.commit("Settings")
    with serve(github) as base:
        monkeypatch.setenv("GITHUB_API_URL", base)
        monkeypatch.setenv("GITHUB_TOKEN", "ghs_canary0123456789")
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/social")
        inside = Inside(team.folder, capsys, monkeypatch)

        def runs(*args: str) -> Done:
            done = inside(*args, now=NOW)
            assert "ghs_canary" not in done.out + done.err
            return done

        yield FormDesk(Hub.start(team, github), runs, tmp_path)
