"""Runs the workflows of a repository as GitHub would: which, with what, step by step.

``run:`` steps are executed as they stand, by bash, in a fresh clone. The actions that
are used are stood in for. A job has a token of its own that may do what the job's
``permissions:`` say, and secrets only where its environment gives them.
"""

from __future__ import annotations

import re
import resource
import secrets
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflows.actions import Around, use
from workflows.described import inputs, load, meant
from workflows.ended import Job, Step
from workflows.events import Events
from workflows.expressions import Scope
from workflows.surroundings import Files, github_context, variables
from workflows.triggers import Event, starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forge.github.hub import Hub
    from workflows.git_server import GitServer
    from workflows.rights import Gate
    from workflows.tools import Tools

Data = dict[str, Any]


@dataclass(slots=True)
class Runner:
    """The machinery of Actions for one hub."""

    hub: Hub
    folder: Path
    tools: Tools
    git: GitServer
    gate: Gate
    extra: Mapping[str, str] = field(default_factory=dict)
    """What a machine of this team has in its environment."""
    secrets: Mapping[str, str] = field(default_factory=dict)
    """Of the environment ``publish``, which only main may use."""
    count: int = 0

    @property
    def events(self) -> Events:
        return Events(self.hub.github)

    @property
    def main(self) -> str:
        """Where the remote's main is."""
        return self._remote("rev-parse", "refs/heads/main")

    def happens(self, event: Event) -> list[Job]:
        """Run what an event starts, and what follows; jobs that are skipped, too."""
        jobs: list[Job] = []
        known = len(self.hub.github.dispatched)
        for name, text in self._workflows(event):
            workflow = load(text)
            state = self.hub.github.workflows.get(f"{name}.yml", "active")
            if (
                state != "active"
                or not starts(workflow["on"], event)
                or not meant(name, event)
            ):
                continue
            ran = self._jobs(workflow, event)
            jobs += ran
            if event.name != "workflow_run":
                ended = _together(ran)
                follow = self.events.workflow_run(
                    event, workflow["name"], ended, self.main
                )
                jobs += self.happens(follow)
        return jobs + self._started(known)

    def _started(self, known: int) -> list[Job]:
        """What jobs started by the API: the one way in which a token starts any."""
        started = self.hub.github.dispatched[known:]
        del self.hub.github.dispatched[known:]
        return [
            job
            for file, told in started
            for job in self.happens(
                self.events.button(
                    file.removesuffix(".yml"),
                    self.main,
                    "github-actions[bot]",
                    **told.get("inputs", {}),
                )
            )
        ]

    def _workflows(self, event: Event) -> Iterator[tuple[str, str]]:
        """The files as the commit of the event has them, a fork's for its own."""
        listed = self._remote("ls-tree", "--name-only", event.sha, ".github/workflows/")
        for path in listed.splitlines():
            if not path.endswith("/ci.yml"):
                yield Path(path).stem, self._remote("show", f"{event.sha}:{path}")

    def _remote(self, *args: str) -> str:
        return self.hub.team.git("-C", str(self.hub.team.remote), *args)

    def _jobs(self, workflow: Data, event: Event) -> list[Job]:
        """All of them; one that needs another that did not succeed is skipped."""
        ran: dict[str, Job] = {}
        for key, job in workflow["jobs"].items():
            needed = [job["needs"]] if "needs" in job else []
            if all(ran[each].ended == "success" for each in needed):
                ran[key] = self._job(workflow, key, event)
            else:
                ran[key] = Job(workflow["name"], job["name"], "skipped")
        return [*ran.values()]

    def _job(self, workflow: Data, key: str, event: Event) -> Job:
        job: Data = workflow["jobs"][key]
        name = str(job.get("name", key))
        token = f"ghs_{secrets.token_hex(16)}"
        contexts: Data = {
            "github": github_context(event, self._addresses(), token, workflow["name"]),
            "inputs": inputs(workflow, event),
            "vars": self.hub.github.variables,
            "secrets": dict(self._secrets(job, event)),
        }
        scope = Scope(contexts, _status(failed=False))
        if not scope.holds(job.get("if")):
            return Job(workflow["name"], name, "skipped")
        rights = _rights(job, event)
        self.git.rights[token] = self.gate.rights[token] = rights
        try:
            return self._run(workflow, job, event, contexts)
        finally:
            # As on GitHub: a token ends with its job.
            del self.git.rights[token], self.gate.rights[token]

    def _run(self, workflow: Data, job: Data, event: Event, contexts: Data) -> Job:
        self.count += 1
        place = self.folder / f"job-{self.count}"
        files = Files.make(place, event.payload)
        base = variables(contexts["github"], files, self.count)
        base |= self.tools.environment | dict(self.extra)
        told = Scope(contexts, _status(failed=False))
        base |= {name: told.text(each) for name, each in job.get("env", {}).items()}
        done: list[Step] = []
        failed = False
        for step in job["steps"]:
            scope = Scope({**contexts, "env": base}, _status(failed=failed))
            one = self._step(step, scope, base, files)
            failed = failed or one.code not in (0, None)
            base |= files.written()
            done.append(one)
        ended = "failure" if failed else "success"
        rights = _rights(job, event)
        name = str(job["name"])
        summary = files.summary.read_text("utf-8")
        return Job(workflow["name"], name, ended, tuple(done), rights, summary)

    def _step(self, step: Data, scope: Scope, base: Data, files: Files) -> Step:
        name = step["name"]
        if not scope.holds(step.get("if")):
            return Step(name, None)
        own = {key: scope.text(value) for key, value in step.get("env", {}).items()}
        env = {**base, **own}
        if "uses" in step:
            started = clocks()
            self._use(step, scope, files)
            took, busy = (
                now - then for now, then in zip(clocks(), started, strict=True)
            )
            return Step(name, 0, env=own, seconds=took, busy=busy)
        assert step.get("shell", "bash") == "bash"
        known = _installs(step["run"], files)
        if known and known in self.tools.installed:
            return Step(name, 0, "installed already", env)
        script = files.place / "step.sh"
        script.write_text(step["run"], "utf-8")
        started = clocks()
        done = subprocess.run(
            ["bash", "-e", str(script)],
            cwd=files.workspace,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        took, busy = (now - then for now, then in zip(clocks(), started, strict=True))
        if known and done.returncode == 0:
            self.tools.installed.add(known)
        return Step(name, done.returncode, done.stdout + done.stderr, env, took, busy)

    def _use(self, step: Data, scope: Scope, files: Files) -> None:
        github = scope.contexts["github"]
        told = {
            key: scope.text(value) if isinstance(value, str) else value
            for key, value in step.get("with", {}).items()
        }
        around = Around(
            files,
            github,
            self.gate.rights[github["token"]],
            self.git.url,
            self.tools.programs,
            self.folder / "kept",
            self.hosted,
        )
        use(step["uses"].partition("@")[0], told, around)

    @property
    def hosted(self) -> Path:
        """What GitHub Pages show."""
        return self.folder / "hosted"

    def _secrets(self, job: Data, event: Event) -> Mapping[str, str]:
        if not event.trusted or job.get("environment") != "publish":
            return {}
        return self.secrets if event.ref == "refs/heads/main" else {}

    def _addresses(self) -> Mapping[str, str]:
        return {"server_url": self.git.url, "api_url": self.hub.github.address}


def clocks() -> tuple[float, float]:
    """The time, and how long processors have worked for what was started here."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic(), used.ru_utime + used.ru_stime


def _installs(run: str, files: Files) -> str:
    """What a step installs, empty if nothing: the locks that it names, as they are."""
    if "pip install" not in run:
        return ""
    locks = re.findall(r"-r (\S+)", run)
    return run + "".join((files.workspace / lock).read_text("utf-8") for lock in locks)


def _rights(job: Data, event: Event) -> Mapping[str, str]:
    asked: Mapping[str, str] = job["permissions"]
    return asked if event.trusted else dict.fromkeys(asked, "read")


def _status(*, failed: bool) -> Mapping[str, bool]:
    return {
        "success": not failed,
        "failure": failed,
        "always": True,
        "cancelled": False,
    }


def _together(jobs: list[Job]) -> str:
    ended = {each.ended for each in jobs}
    return (
        "failure"
        if "failure" in ended
        else "success"
        if "success" in ended
        else "skipped"
    )
