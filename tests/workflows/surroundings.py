"""What a job finds around it: variables, files, and the context ``github``."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workflows.triggers import Event

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Files:
    """The folder of a job, and the files by which steps tell the runner something."""

    place: Path

    @classmethod
    def make(cls, place: Path, payload: Data) -> Files:
        """Make them for a job."""
        made = cls(place)
        (place / "home").mkdir(parents=True)
        (place / "temp").mkdir()
        for each in (made.path, made.env, made.output, made.summary):
            each.touch()
        made.event.write_text(json.dumps(payload, ensure_ascii=False), "utf-8")
        return made

    @property
    def workspace(self) -> Path:
        return self.place / "workspace"

    @property
    def event(self) -> Path:
        return self.place / "event.json"

    @property
    def path(self) -> Path:
        return self.place / "path"

    @property
    def env(self) -> Path:
        return self.place / "env"

    @property
    def output(self) -> Path:
        return self.place / "output"

    @property
    def summary(self) -> Path:
        return self.place / "summary.md"

    def written(self) -> Mapping[str, str]:
        """What steps wrote for those after them; only a longer PATH is known."""
        assert self.env.read_text() == self.output.read_text() == ""
        more = self.path.read_text().splitlines()
        return {"PATH": os.pathsep.join([*more[::-1], os.environ["PATH"]])}


def github_context(
    event: Event, addresses: Mapping[str, str], token: str, workflow: str
) -> Data:
    """The context ``github`` of a job."""
    repository = event.payload["repository"]["full_name"]
    sender = event.payload.get("sender", {"login": "mei"})["login"]
    pull = event.payload.get("pull_request", {})
    return {
        **addresses,
        "actor": sender,
        "event": event.payload,
        "event_name": event.name,
        "token": token,
        "ref": event.ref,
        "ref_name": event.ref.removeprefix("refs/heads/").removeprefix("refs/"),
        "sha": event.sha,
        "repository": repository,
        "repository_owner": repository.partition("/")[0],
        "triggering_actor": sender,
        "workflow": workflow,
        "base_ref": pull.get("base", {}).get("ref", ""),
        "head_ref": pull.get("head", {}).get("ref", ""),
    }


def variables(github: Data, files: Files, run: int) -> dict[str, str]:
    """The environment of every step: a runner's own, and nobody's identity for git."""
    named = {
        f"GITHUB_{name.upper()}": str(value)
        for name, value in github.items()
        if name not in {"event", "token"}
    }
    return {
        **named,
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_RUN_ID": str(4000 + run),
        "GITHUB_RUN_ATTEMPT": "1",
        "GITHUB_RUN_NUMBER": str(run),
        "GITHUB_EVENT_PATH": str(files.event),
        "GITHUB_WORKSPACE": str(files.workspace),
        "GITHUB_ENV": str(files.env),
        "GITHUB_PATH": str(files.path),
        "GITHUB_OUTPUT": str(files.output),
        "GITHUB_STEP_SUMMARY": str(files.summary),
        "RUNNER_OS": "Linux",
        "RUNNER_TEMP": str(files.place / "temp"),
        "HOME": str(files.place / "home"),
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LANG": "C.UTF-8",
    }
