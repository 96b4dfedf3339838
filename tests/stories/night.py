"""A team on GitHub at night: its issues, the comments on them, and their jobs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from team_repository import AISYAH, MEI, POST

if TYPE_CHECKING:
    from cli.program import Done
    from forge.github.fake import FakeGitHub, Issue
    from forge.github.hub import Hub
    from stories.telling import Team

SETTINGS = """\
version: 1
forge: {kind: github, repository: acme/social}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
"""
PEOPLE = """\
members:
  mei: {name: Mei Lin, login: mei, timezone: Asia/Kuala_Lumpur, backup: tom}
  aisyah: {name: Aisyah, login: aisyah, timezone: Asia/Kuala_Lumpur, roles: [lead]}
  tom: {name: Tom, login: tom, timezone: Europe/London, roles: [legal]}
"""
OWNED = POST.replace("accounts:", "owner: mei\naccounts:")


@dataclass(slots=True)
class Night:
    """The team, its repository on GitHub, and its phone."""

    team: Team
    hub: Hub
    comments: int = 0

    @property
    def github(self) -> FakeGitHub:
        return self.hub.github

    def lands(self, path: str, text: str) -> None:
        """A file comes to main by a pull request that Aisyah approved."""
        self.hub.branch(f"topic-{self.hub.pulls}")
        self.hub.team.write(path, text)
        self.hub.commit(f"Change {path}", MEI)
        pull = self.hub.propose(MEI)
        self.hub.review(pull, AISYAH)
        self.hub.merge(pull, "squash")

    def alarms(self, *args: str) -> Done:
        """The step after each run."""
        done = self.team.runs("alarms", *args)
        assert done.code == 0, done.err
        return done

    def issues(self, state: str = "open") -> list[Issue]:
        return [one for one in self.github.issues.values() if one.state == state]

    def says(self, number: int, body: str, login: str = "mei") -> Done:
        """Somebody writes a comment, and its job runs."""
        self.comments += 1
        ident = 7000 + self.comments
        at = f"{self.team.clock.at:%Y-%m-%dT%H:%M:%SZ}"
        comment = {"id": ident, "body": body, "by": login, "at": at}
        self.github.comments.setdefault(number, []).append(comment)
        return self.acts(self.event(number, ident, body, login))

    def event(self, number: int, ident: int, body: str, login: str) -> dict[str, Any]:
        person = {"login": login, "id": 1, "type": "User"}
        return {
            "action": "created",
            "issue": {"number": number, "body": "whatever"},
            "comment": {
                "id": ident,
                "body": body,
                "user": person,
                "created_at": f"{self.team.clock.at:%Y-%m-%dT%H:%M:%SZ}",
            },
            "sender": person,
            "repository": {"full_name": "acme/social"},
        }

    def presses(self, login: str = "mei", **inputs: str) -> Done:
        """Somebody starts the workflow with a form."""
        return self.acts(
            {
                "inputs": inputs,
                "sender": {"login": login, "id": 1, "type": "User"},
                "repository": {"full_name": "acme/social"},
            }
        )

    def acts(self, event: dict[str, Any]) -> Done:
        """The job of an event."""
        file = self.team.repository.folder.parent / "event.json"
        file.write_text(json.dumps(event), "utf-8")
        return self.team.runs("act", "--event", str(file))

    def answers(self, number: int) -> list[str]:
        """What the program said below an issue."""
        mine = self.github.me
        return [
            each["body"]
            for each in self.github.comments.get(number, ())
            if each["by"] == mine
        ]
