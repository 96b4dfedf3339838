"""The events that GitHub would send for what happened at a hub.

Each begins as GitHub's own example of it (``payloads.json``, see
``scripts/webhook_examples.py``) and is then told about our repository, people and
commits.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from forge.github.state import FakeGitHub, Issue, Pull, Review
from workflows.triggers import Event

Data = dict[str, Any]
MAIN = "refs/heads/main"


def now(ago: timedelta | None = None) -> str:
    """The time, or a time ago, as GitHub writes it."""
    return f"{datetime.now(UTC) - (ago or timedelta()):%Y-%m-%dT%H:%M:%SZ}"


@cache
def _examples() -> Data:
    file = Path(__file__).with_name("payloads.json")
    loaded: Data = json.loads(file.read_text("utf-8"))
    return loaded


@dataclass(frozen=True, slots=True)
class Events:
    """Makes events for one repository."""

    github: FakeGitHub

    def push(self, sha: str, before: str = "0" * 40, who: str = "tom") -> Event:
        """Main was pushed to, or a pull request merged."""
        payload = self._example("push", who)
        payload |= {"ref": MAIN, "before": before, "after": sha}
        return Event("push", payload, MAIN, sha)

    def schedule(self, cron: str, sha: str) -> Event:
        """A clock of GitHub's came by, at last."""
        example = self._example("push", "mei")
        payload = {"schedule": cron, "repository": example["repository"]}
        return Event("schedule", payload, MAIN, sha)

    def button(self, workflow: str, sha: str, who: str, **inputs: str) -> Event:
        """Somebody pressed a button; what is not named keeps its default."""
        payload = self._example("workflow_dispatch", who)
        payload |= {
            "ref": MAIN,
            "inputs": dict(inputs),
            "workflow": f".github/workflows/{workflow}.yml",
        }
        return Event("workflow_dispatch", payload, MAIN, sha)

    def dispatch(self, kind: str, sha: str) -> Event:
        """An outside clock called."""
        payload = self._example("repository_dispatch", "mei")
        payload |= {"action": kind, "branch": "main"}
        return Event("repository_dispatch", payload, MAIN, sha)

    def pull_request(self, pull: Pull, action: str = "opened") -> Event:
        """A pull request was opened, or pushed to."""
        payload = self._example("pull_request", pull.author)
        payload |= {"action": action, "number": pull.number}
        payload["pull_request"] |= self._pull(pull)
        return self._of(pull, "pull_request", payload)

    def review(self, pull: Pull, review: Review) -> Event:
        """Somebody reviewed."""
        payload = self._example("pull_request_review", review.by)
        payload["action"] = "submitted"
        payload["pull_request"] |= self._pull(pull)
        payload["review"] |= {
            "id": review.id,
            "state": review.state.lower(),
            "commit_id": review.commit,
            "submitted_at": review.at,
            "user": self._user(review.by),
        }
        return self._of(pull, "pull_request_review", payload)

    def issue(self, issue: Issue, sha: str, action: str = "opened") -> Event:
        """An issue was opened, by a form perhaps."""
        payload = self._example("issues", issue.by or "ghost")
        payload["action"] = action
        payload["issue"] |= self._issue(issue)
        return Event("issues", payload, MAIN, sha)

    def comment(self, on: Issue | Pull, body: str, who: str, sha: str) -> Event:
        """Somebody wrote below an issue or a pull request."""
        payload = self._example("issue_comment", who)
        payload["action"] = "created"
        payload["issue"].pop("pull_request", None)
        if isinstance(on, Pull):
            seen = Issue(on.number, on.author, on.title, on.body)
            payload["issue"] |= self._issue(seen) | {
                "pull_request": {"merged_at": None}
            }
        else:
            payload["issue"] |= self._issue(on)
        number = sum(map(len, self.github.comments.values())) + 501
        # Whole seconds, rounded down: what is said within the second in which a post
        # was held would be older than that. Nobody reads and answers so fast.
        said = now(timedelta(seconds=-1))
        self.github.comments.setdefault(on.number, []).append(
            {"id": number, "body": body, "by": who}
        )
        payload["comment"] |= {
            "id": number,
            "body": body,
            "user": self._user(who),
            "author_association": self._association(who),
            "created_at": said,
            "updated_at": said,
        }
        return Event("issue_comment", payload, MAIN, sha)

    def workflow_run(self, of: Event, name: str, ended: str, sha: str) -> Event:
        """A workflow ended; a fork's pull request is not named, as on GitHub."""
        who = of.payload.get("sender", {"login": "github-actions[bot]"})
        payload = self._example("workflow_run", who["login"])
        pull = of.payload.get("pull_request")
        head = pull["head"] if pull else {"sha": of.sha, "ref": "main", "repo": None}
        payload["action"] = "completed"
        payload["workflow"] |= {"name": name, "path": f".github/workflows/{name}.yml"}
        payload["workflow_run"] |= {
            "name": name,
            "event": of.name,
            "status": "completed",
            "conclusion": ended,
            "head_sha": head["sha"],
            "head_branch": head["ref"],
            "head_repository": head["repo"] or payload["repository"],
            "pull_requests": [],
        }
        return Event("workflow_run", payload, MAIN, sha)

    def _example(self, name: str, who: str) -> Data:
        made: Data = copy.deepcopy(_examples()[name])
        for absent in ("organization", "installation"):
            made.pop(absent, None)
        made["repository"] = self._repository(self.github.repository, made)
        return made | {"sender": self._user(who)}

    def _repository(self, name: str, example: Data) -> Data:
        owner, _, own = name.partition("/")
        told = {"full_name": name, "name": own, "default_branch": "main"}
        fork = name != self.github.repository
        repository: Data = example["repository"]
        who = {**repository["owner"], "login": owner}
        return {**repository, **told, "fork": fork, "private": True, "owner": who}

    def _association(self, login: str) -> str:
        person = self.github.people.get(login)
        known = person is not None and person.permission != "none"
        return "COLLABORATOR" if known else "NONE"

    def _user(self, login: str) -> Data:
        person = self.github.people.get(login)
        known: Data = dict(_examples()["push"]["sender"])
        if person is None:
            return {**known, "login": login, "type": "Bot"}
        return {**known, "login": login, "id": person.id, "type": person.kind}

    def _pull(self, pull: Pull) -> Data:
        example = _examples()["pull_request"]
        head = pull.head_repository
        return {
            "number": pull.number,
            "title": pull.title,
            "body": pull.body,
            "draft": pull.draft,
            "user": self._user(pull.author),
            "head": {
                **example["pull_request"]["head"],
                "sha": pull.head,
                "ref": pull.branch or "topic",
                "repo": self._repository(head, example) if head else None,
            },
            "base": {
                **example["pull_request"]["base"],
                "ref": pull.base,
                "repo": self._repository(pull.repository, example),
            },
        }

    def _issue(self, issue: Issue) -> Data:
        label = {"id": 1, "color": "ededed", "default": False, "description": None}
        return {
            "id": issue.number + 7000,
            "number": issue.number,
            "title": issue.title,
            "body": issue.body,
            "state": issue.state,
            "created_at": issue.created_at,
            "user": self._user(issue.by or "ghost"),
            "labels": [{**label, "name": name} for name in issue.labels],
            "assignees": [self._user(login) for login in issue.assignees],
        }

    def _of(self, pull: Pull, name: str, payload: Data) -> Event:
        """A fork's events are not trusted, and neither are Dependabot's own."""
        own = pull.head_repository == self.github.repository
        trusted = own and payload["sender"]["login"] != "dependabot[bot]"
        return Event(
            name, payload, f"refs/pull/{pull.number}/merge", pull.head, trusted
        )
